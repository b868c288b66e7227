"""The centre judges every change again, with the same rules that the tablet has.

Nothing a client says of itself is taken on trust: not the organisation, not the author, not the
device, and not the conclusion of an inspection.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

import msgspec
from sqlalchemy import Connection, select

from app import codec
from app.domain.authority import MAY_WRITE, may_edit_case
from app.domain.case import CaseEvent
from app.domain.change import Change, Fields, Plain
from app.domain.defect import Defect
from app.domain.filing import Filing
from app.domain.free_text import Spoken, texts_of
from app.domain.impartiality import Guard, Level
from app.domain.inspection import Inspection
from app.domain.material import Evidence
from app.domain.process import FIELD_EVENTS
from app.domain.progress import Progress
from app.domain.report import Signature
from app.domain.review import Review
from app.domain.staff import CENTRE_ROLES, OPENS_CASES, SEES_ALL_CASES
from app.domain.unit_choice import names_of
from app.errors import RulesDamaged
from app.reference.library import Reference
from sync.protocol import problems
from sync.server import tables
from sync.server.accounts import CENTRE, Account
from sync.server.application_judge import may_fill, may_open
from sync.server.case_records import records_of_case
from sync.server.event_judge import case_refusal, event_refusal
from sync.server.review_judge import review_refusal, stays_sealed
from sync.server.sound_values import is_sound

_FIXED_PATHS = frozenset({("id",), ("case_id",), ("org",)})
_DEFECT_WORDS = frozenset({"description", "location", "basis", "requirement", "waiver", "fix"})
_RECORDED = frozenset({"inspection", "filing"})
"""Kinds that are a draft until they are recorded, and sealed once their paper is signed."""
_SPOKEN: Mapping[str, type[Progress] | type[Evidence] | type[Review]] = {
    "progress": Progress,
    "evidence": Evidence,
    "review": Review,
}
_PERSON: Final[Mapping[str, str]] = {
    "inspection": "lead",
    "filing": "author",
    "signature": "by",
    "photo": "taken_by",
    "progress": "by",
    "evidence": "collected_by",
    "endorsement": "by",
}
"""Who made a record, by its kind: the field that says so is said once, and by himself."""

_SURVEYED: Final = frozenset(
    {"customer_class", "importance", "special_load", "external_line_works"}
)
"""Parts that the survey fixes; afterwards they follow its event, or a reclassification."""


class RefusedChange(Exception):
    """The centre does not apply this change; `reason` is a stable code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Judge:
    """Holds the rules that changes are judged by."""

    def __init__(self, reference: Reference) -> None:
        self.reference = reference

    def check_speaker(self, account: Account, change: Change) -> None:
        """Make sure that this person speaks for himself.

        Asked, as whether he sees the case, before anything is told of the record as it is, even
        that it clashes.

        Raises:
            RefusedChange: he does not.
        """
        if (change.org, change.by, change.device) != (account.org, account.user, account.device):
            raise RefusedChange(problems.FOREIGN)

    def check_scope(
        self, connection: Connection, account: Account, change: Change, old: Mapping[str, Plain]
    ) -> None:
        """Make sure that this person sees the case that this change is of.

        Raises:
            RefusedChange: he does not.
        """
        _check_scope(connection, account, change, old)

    def judged(
        self,
        connection: Connection,
        account: Account,
        change: Change,
        old: Mapping[str, Plain],
        new: Fields,
    ) -> dict[str, Plain]:
        """The record after this change of somebody admitted, as plain JSON.

        Raises:
            RefusedChange: it breaks a rule; nothing is applied.
        """
        body = _body(change, old, new)
        _check_person(account, change, old, body)
        self._check_authority(connection, account, change, old, body)
        _check_process(connection, account, change, old, body, self.reference)
        _check_seal(connection, account, change, old, body)
        self._check_words(connection, change, old, body)
        _check_defect(connection, account, change, old, body)
        if change.kind == "filing":
            self._check_filer(account, body)
        if change.kind == "signature" and not codec.decode(Signature, body).is_whole:
            raise RefusedChange(problems.INK)
        return body

    def _check_authority(
        self,
        connection: Connection,
        account: Account,
        change: Change,
        old: Mapping[str, Plain],
        body: Mapping[str, Plain],
    ) -> None:
        roles = set(account.roles)
        if change.kind == "case" and not old:
            if OPENS_CASES & roles or may_open(account, body):
                return
            raise RefusedChange(problems.NOT_ALLOWED)
        if change.kind in MAY_WRITE and not MAY_WRITE[change.kind] & roles:
            raise RefusedChange(problems.NOT_ALLOWED)
        if change.kind == "endorsement" and account.device != CENTRE:
            raise RefusedChange(problems.NOT_ALLOWED)
        at_the_centre = (CENTRE_ROLES | OPENS_CASES) & roles
        if change.kind == "event" and not at_the_centre and body["code"] not in FIELD_EVENTS:
            raise RefusedChange(problems.NOT_ALLOWED)
        beyond = change.kind == "case" and any(
            not may_edit_case(edit.path[0], roles) for edit in change.edits
        )
        if beyond and not may_fill(connection, account, change, old, self.reference.policy):
            raise RefusedChange(problems.NOT_ALLOWED)

    def _check_filer(self, account: Account, body: Mapping[str, Plain]) -> None:
        """The role of whoever writes in a form may fill it."""
        try:
            form = self.reference.filed(body["form"], body["form_version"])
        except RulesDamaged as error:
            raise RefusedChange(problems.MALFORMED) from error
        if form.roles and not form.roles & set(account.roles):
            raise RefusedChange(problems.NOT_ALLOWED)

    def _check_words(
        self,
        connection: Connection,
        change: Change,
        old: Mapping[str, Plain],
        body: Mapping[str, Plain],
    ) -> None:
        """What is recorded designates no unit, and gives its reasons where words want one.

        A phrase speaks from the day it is known, a unit's name from when it was chosen.
        """
        recorded = "recorded_at" in body and "recorded_at" not in old
        if change.kind == "inspection" and recorded:
            record: Spoken = codec.decode(Inspection, body)
        elif change.kind == "filing" and recorded:
            record = codec.decode(Filing, body)
        elif change.kind == "defect" and any(e.path[0] in _DEFECT_WORDS for e in change.edits):
            record = codec.decode(Defect, body)
        elif change.kind in _SPOKEN:
            record = codec.decode(_SPOKEN[change.kind], body)
        elif change.kind == "event":
            record = codec.decode(CaseEvent, body)
        else:
            return
        at = record.recorded_at if isinstance(record, Inspection | Filing) else change.made_at
        # An event has no room for reasons: what only wants one is noted where it was said.
        with_reasons = not isinstance(record, CaseEvent | Review)
        names = _names_chosen(connection, change, at) if with_reasons else frozenset()
        guard = Guard(self.reference.phrases, names)
        for _, hit in guard.unsettled(texts_of(record), record.reasons, at and at.date()):
            if hit.level is Level.BLOCK or with_reasons:
                raise RefusedChange(problems.WORDS)


def _names_chosen(connection: Connection, change: Change, at: datetime | None) -> frozenset[str]:
    """The units that the customer had chosen by then, as far as the centre has heard."""
    records = records_of_case(connection, change.org, change.case_id)
    filings = records.filings.values() if records is not None else ()
    known = (f for f in filings if f.recorded_at is not None and (at is None or f.recorded_at < at))
    return names_of(each for each in known if each.id != change.record_id)


def _body(change: Change, old: Mapping[str, Plain], new: Fields) -> dict[str, Plain]:
    record_type = codec.KINDS.get(change.kind)
    if record_type is None:
        raise RefusedChange(problems.MALFORMED)
    try:
        body = codec.whole(change.kind, new)
        record = codec.decode(record_type, body)
    except (codec.Malformed, TypeError, AttributeError, KeyError) as error:
        raise RefusedChange(problems.MALFORMED) from error
    if not is_sound(record):
        raise RefusedChange(problems.MALFORMED)
    named = (record.id, record.case_id, record.org)
    if named != (change.record_id, change.case_id, change.org):
        raise RefusedChange(problems.FOREIGN)
    if old and any(edit.path in _FIXED_PATHS for edit in change.edits):
        raise RefusedChange(problems.FOREIGN)
    return body


def _check_person(
    account: Account, change: Change, old: Mapping[str, Plain], body: Mapping[str, Plain]
) -> None:
    """Nobody makes a record in another's name, nor gives one away.

    A tablet is one person's, and what comes by stick is judged as from whose tablet it is.
    """
    name = _PERSON.get(change.kind)
    if name is None:
        return
    theirs = any(edit.path[0] == name for edit in change.edits) if old else False
    if theirs or (not old and body[name] != account.user):
        raise RefusedChange(problems.FOREIGN)


def _check_scope(
    connection: Connection,
    account: Account,
    change: Change,
    old: Mapping[str, Plain],
) -> None:
    if SEES_ALL_CASES & set(account.roles):
        if change.kind != "case" and not _case_exists(connection, account, change):
            raise RefusedChange(problems.UNKNOWN_CASE)
        return
    if change.kind == "case" and not old:  # nobody is on its team yet; who may open one is next
        return
    member = tables.member
    query = select(member.c.user).where(
        member.c.org == account.org,
        member.c.case_id == change.case_id,
        member.c.user == account.user,
    )
    if connection.execute(query).first() is None:
        raise RefusedChange(problems.NOT_ALLOWED)


def _case_exists(connection: Connection, account: Account, change: Change) -> bool:
    record = tables.record
    query = select(record.c.id).where(
        record.c.org == account.org, record.c.kind == "case", record.c.id == change.case_id
    )
    return connection.execute(query).first() is not None


def _check_process(
    connection: Connection,
    account: Account,
    change: Change,
    old: Mapping[str, Plain],
    body: Mapping[str, Plain],
    reference: Reference,
) -> None:
    refusal = ""
    if change.kind == "event":
        refusal = event_refusal(connection, account, body, reference)
    elif change.kind == "review" and not old:
        refusal = review_refusal(connection, account, body)
    elif change.kind == "case" and old and {e.path[0] for e in change.edits} & _SURVEYED:
        refusal = case_refusal(connection, account, body, reference.policy)
    if refusal:
        raise RefusedChange(refusal)


def _check_seal(
    connection: Connection,
    account: Account,
    change: Change,
    old: Mapping[str, Plain],
    body: Mapping[str, Plain],
) -> None:
    if not old:
        return
    if change.kind in codec.APPEND_ONLY:
        raise RefusedChange(problems.SEALED)
    if change.kind in _RECORDED and "recorded_at" in old:
        # Taken up again; and where it was recorded anew before it was sent, at another moment.
        taken_up = body.get("recorded_at") != old["recorded_at"]
        if not taken_up or stays_sealed(connection, account.org, change.case_id, change.record_id):
            raise RefusedChange(problems.SEALED)


def _check_defect(
    connection: Connection,
    account: Account,
    change: Change,
    old: Mapping[str, Plain],
    body: Mapping[str, Plain],
) -> None:
    """A finding is sealed with its signed visit; only a suggestion is waived, by the lead."""
    if change.kind != "defect":
        return
    defect = codec.decode(Defect, body)
    before = codec.decode(Defect, old) if old else None
    if (before is None or before.said != defect.said) and stays_sealed(
        connection, account.org, change.case_id, defect.inspection_id
    ):
        raise RefusedChange(problems.SEALED)
    looks = defect.rechecks[len(before.rechecks) if before else 0 :]
    told = defect.fix if before is None or before.fix != defect.fix else None
    if any(look.by != account.user for look in looks) or (
        told is not None and told.noted_by != account.user
    ):
        raise RefusedChange(problems.FOREIGN)
    waiver = defect.waiver
    if waiver is None or (before is not None and before.waiver == waiver):
        return
    lead = _visit(connection, account, waiver.inspection_id).get("lead")
    honest = waiver.by == account.user == lead and bool(waiver.reason.strip())
    if defect.is_grave or not honest:
        raise RefusedChange(problems.NOT_ALLOWED)


def _visit(connection: Connection, account: Account, inspection_id: str) -> Mapping[str, Plain]:
    record = tables.record
    query = select(record.c.body).where(
        record.c.org == account.org,
        record.c.kind == "inspection",
        record.c.id == inspection_id,
    )
    found = connection.execute(query).scalar()
    body: Mapping[str, Plain] = msgspec.json.decode(found) if found else {}
    return body
