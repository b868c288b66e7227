"""What may leave this tablet: only what is accepted, in a backup of the centre, and long archived.

Records and the small pictures of photos always stay, so that a case is found and looked at. What
goes first are the large ones (originals of photos, load curves), later papers and materials.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

import msgspec

from app import codec
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.flags import Policy
from app.domain.process import Status, project
from app.ids import Digest
from app.workspace import FETCHED, BlobState, Unit, Workspace

ARCHIVED: Final = frozenset({Status.ARCHIVED, Status.CLOSED})
_ARCHIVING: Final = "archive.completed"

ORIGINALS, LOADS, PAPERS = "originals", "loads", "papers"


@dataclass(frozen=True)
class Loose:
    """A file whose every record stands in cases that were archived long enough ago."""

    digest: Digest
    what: str
    """originals | loads | papers."""
    state: BlobState
    cases: frozenset[str]
    last: int
    """The last line of the feed of those cases: a backup of the centre has to reach it."""


@dataclass
class _Named:
    """What is known of a file after all records were looked at."""

    what: str
    cases: set[str]
    last: int = 0
    may_go: bool = True


@dataclass(frozen=True)
class _Rested:
    """A case in which nothing waits any more."""

    days: int
    """Whole days since it was archived, or since its files were last wanted here."""
    last: int


def loose_files(ws: Workspace, unit: Unit) -> list[Loose]:
    """Files of long archived cases, whether or not a backup holds them; in order of their names."""
    rested = dict(_rested(ws, unit))
    if not rested:
        return []
    named = _named(unit, rested, ws.reference.policy)
    going = {digest: each for digest, each in named.items() if each.may_go}
    states = unit.shelf.states(going)
    return [
        Loose(digest, each.what, states[digest], frozenset(each.cases), each.last)
        for digest, each in sorted(going.items())
        if digest in states
    ]


def files_in(unit: Unit, case_id: str, state: BlobState) -> list[Digest]:
    """Files of this case that stand so."""
    digests = {
        digest
        for kind in codec.KINDS_WITH_FILES
        for body in unit.records.bodies(kind, case_id)
        for digest, _rank in codec.files(kind, body)
    }
    states = unit.shelf.states(digests)
    return sorted(digest for digest, its in states.items() if its is state)


def fetched(unit: Unit) -> dict[str, datetime]:
    """When the cleaned files of a case were last wanted here again, by its id."""
    return msgspec.json.decode(unit.settings.get(FETCHED) or b"{}", type=dict[str, datetime])


def _rested(ws: Workspace, unit: Unit) -> Iterator[tuple[str, _Rested]]:
    """The archived cases in which nothing is open, unsent, disputed or only typed."""
    if unit.former.epochs():  # a restored centre is being made whole: nothing counts as agreed
        return
    busy = unit.outbox.cases()
    busy |= {conflict.case_id for conflict in unit.inbox.open_conflicts()}
    drafted, wanted = unit.drafts.kept(), fetched(unit)
    at = unit.inbox.standing()
    now = ws.clock.now() + timedelta(seconds=at.clock_offset_s)
    for case_id in unit.index.in_status(ARCHIVED):
        last = unit.records.last_line(case_id)
        if case_id in busy or last is None:
            continue
        if drafted and not drafted.keys().isdisjoint(unit.records.of_case(case_id)):
            continue
        since = _archived_at(ws, unit, case_id)
        if since is not None:
            since = max(since, wanted.get(case_id, since))
            yield case_id, _Rested((now - since).days, last or at.seq)


def _archived_at(ws: Workspace, unit: Unit, case_id: str) -> datetime | None:
    """When this case was archived, where it is now; the newest word counts."""
    events = unit.find(CaseEvent, case_id)
    case = unit.get(ConnectionCase, case_id)
    if project(case, events, ws.reference.policy).status not in ARCHIVED:
        return None
    said = [each.occurred_at for each in events if each.code == _ARCHIVING and not each.is_not_yet]
    return max(said, default=None)


def _named(unit: Unit, rested: dict[str, _Rested], policy: Policy) -> dict[Digest, _Named]:
    """Every file that a record names; one name from a case that goes on, and it stays."""
    found: dict[Digest, _Named] = {}
    for kind in codec.KINDS_WITH_FILES:
        for body in unit.records.bodies(kind):
            case_id = str(body["case_id"])
            case = rested.get(case_id)
            for digest, rank in codec.files(kind, body):
                what = _what(kind, rank)
                each = found.setdefault(digest, _Named(what, set()))
                each.cases.add(case_id)
                needed = policy.keep_papers_days if what == PAPERS else policy.keep_originals_days
                if case is None or not what or case.days < needed:
                    each.may_go = False
                else:
                    each.last = max(each.last, case.last)
    return found


def _what(kind: str, rank: int) -> str:
    """What a file is to whoever looks for room; empty for the small picture, which stays."""
    if kind == "photo":
        return ORIGINALS if rank == codec.ORIGINALS else ""
    return LOADS if kind == "load_profile" else PAPERS
