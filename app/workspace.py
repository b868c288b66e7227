"""The open folder and the tools the actions need: a holder, with fields and no verbs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from filelock import BaseFileLock
from sqlalchemy import Engine

from app.clock import Clock
from app.domain.staff import Identity
from app.ids import Minter
from app.reference.library import Reference
from app.store.backup import Backups
from app.store.blobs import Blobs
from app.store.case_index import ListKey
from app.store.drafts import Place
from app.store.former import FormerCopy
from app.store.inbox import Conflict, Standing
from app.store.outbox import Line, LineState
from app.store.reserve import Reserve
from app.store.shelf import AT_CENTRE, BlobState, Shelved
from app.store.unit import Reader, Unit, UnitMaker

__all__ = [
    "ANYWHERE",
    "AT_CENTRE",
    "AUTHORITY",
    "CENTRE_URL",
    "CERTIFICATE",
    "COLLEAGUES",
    "DEVICE_KEY",
    "DEVICE_LABEL",
    "FEED_MARK",
    "FETCHED",
    "HANDED",
    "KEY_CERTIFICATE",
    "KEY_FILE",
    "LOAD_WISHES",
    "METERS",
    "ORIGINALS",
    "RULES",
    "SAFE_ASKED",
    "SNAPSHOT",
    "STAMP_AUTHORITIES",
    "STICK_CERTIFICATE",
    "TOKEN",
    "TRAIL_AT_CENTRE",
    "TRAIL_BROKEN",
    "TRAIL_CHECKED",
    "TRAIL_SENT",
    "WHO",
    "BlobState",
    "Conflict",
    "FormerCopy",
    "Line",
    "LineState",
    "ListKey",
    "Place",
    "Shelved",
    "Standing",
    "Unit",
    "Workspace",
]

WHO: Final = "identity"
"""Whose workspace it is."""
# Names under which joining the centre keeps what it gave (`Unit.settings`).
CENTRE_URL: Final = "centre_url"
TOKEN: Final = "token"
DEVICE_KEY: Final = "device_key"
CERTIFICATE: Final = "certificate"
AUTHORITY: Final = "authority"
STICK_CERTIFICATE: Final = "stick_certificate"
"""For whose key what goes by stick is sealed; every round tells it anew."""
KEY_FILE: Final = "key_file"
KEY_CERTIFICATE: Final = "key_certificate"
"""A person's own key (PKCS #12, under its own password), and its certificate (PEM)."""
STAMP_AUTHORITIES: Final = "stamp_authorities"
"""Whose timestamps count beside the centre's own (PEM); every round tells it anew."""
DEVICE_LABEL: Final = "device_label"
RULES: Final = "rules"
"""What is known of the rule package that this tablet trusts (`app/rules_in_use.py`)."""
# Under which the trail's checks are remembered.
TRAIL_CHECKED: Final = "trail_checked"
TRAIL_BROKEN: Final = "trail_broken"
TRAIL_SENT: Final = "trail_sent"
TRAIL_AT_CENTRE: Final = "trail_at_centre"
COLLEAGUES: Final = "colleagues"
"""Names of those who work on the same cases, as JSON by user id; the centre tells them."""
# Under which this tablet remembers whether originals of photos go over any network.
ORIGINALS: Final = "originals"
ANYWHERE: Final = b"anywhere"
HANDED: Final = "handed"
"""Cases that colleagues handed over, as JSON: id of the hand-over to the file for the centre."""
FEED_MARK: Final = "feed_mark"
"""The centre's mark of the line that the cursor stands on."""
SAFE_ASKED: Final = "safe_asked"
"""When, and up to which line in a backup, the centre was last asked what may be cleaned here."""
FETCHED: Final = "fetched"
"""Cases whose cleaned files were wanted here again, as JSON: id of the case to the moment."""
SNAPSHOT: Final = "snapshot"
"""Epoch and line up to which a new tablet reads what stands and not the feed itself, as JSON."""
LOAD_WISHES: Final = "load_wishes."
"""Before the kind of load file whose reading a person has corrected."""

METERS: Final = "meters"
"""What is remembered of the instruments that were read live, as JSON."""


@dataclass(frozen=True)
class Workspace:
    """One person's open workspace on this tablet.

    `unit(deed)` opens the transaction of one deed; `read()` one that sees a single moment.
    """

    folder: Path
    who: Identity
    clock: Clock
    ids: Minter
    reference: Reference
    blobs: Blobs
    reserve: Reserve
    backups: Backups
    unit: UnitMaker
    read: Reader
    engine: Engine
    lock: BaseFileLock
