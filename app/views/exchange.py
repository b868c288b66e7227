"""What waits for the centre, and what needs a person."""

from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime

from app import codec
from app.colleagues import colleagues
from app.domain.change import Plain
from app.domain.filing import Filing
from app.domain.form import Form
from app.domain.inspection import Inspection
from app.domain.privacy import Personal
from app.errors import RulesDamaged
from app.ids import Digest
from app.views.trail import trail_standing
from app.views.ways import Way
from app.workspace import (
    ANYWHERE,
    AT_CENTRE,
    ORIGINALS,
    BlobState,
    Conflict,
    Line,
    LineState,
    Shelved,
    Unit,
    Workspace,
)


@dataclass(frozen=True)
class FileOf:
    """Which record names a file, and of which case it is."""

    kind: str
    case_id: str


@dataclass(frozen=True)
class SyncPage:
    """What waits, what the centre has, and what needs a person."""

    kept: int
    queued: int
    received: int
    refused: tuple[Line, ...]
    files_waiting: tuple[Shelved, ...]
    files_received: int
    attention: tuple[Shelved, ...]
    conflicts: tuple[Conflict, ...]
    agreed_at: str
    joined: bool
    customers: Mapping[str, str] = field(default_factory=dict)
    """The name of the customer of each case that something waits for."""
    waiting: Mapping[str, Mapping[tuple[str, Way], int]] = field(default_factory=dict)
    """By case: how many records of each kind wait to be sent, or to be seen in the feed."""
    queue: frozenset[tuple[str, datetime]] = frozenset()
    """Which changes wait to be sent, and when each was made last: new ones can be told by it."""
    named: Mapping[Digest, FileOf] = field(default_factory=dict)
    """What the files that need a person belong to."""
    originals_wait: bool = True
    """Whether originals of photos wait while bytes cost money."""
    personal: Personal | None = None
    trail_trouble: str = ""
    """What does not hold in the trail, as "line:why"; empty = it holds here and at the centre."""
    asked: Mapping[str, str] = field(default_factory=dict)
    """What is asked, by the item of the checklist that a conflict is about."""
    colleagues: Mapping[str, str] = field(default_factory=dict)
    """Names of colleagues, by their ids; who is not among them is shown by his id."""

    def shown(self, conflict: Conflict, value: Plain) -> Plain:
        """A value of a conflict as it may be shown: an identity number masked."""
        personal = self.personal
        return personal.shown(conflict.kind, conflict.path, value) if personal else value


def sync_page(ws: Workspace) -> SyncPage:
    """What waits here and what the centre has."""
    with ws.read() as unit:
        lines = unit.outbox.all()
        counts = unit.shelf.counts()
        standing = unit.inbox.standing()
        conflicts = tuple(unit.inbox.open_conflicts())
        attention = tuple(unit.shelf.in_state(BlobState.ATTENTION))
        files = _owners(unit, {shelved.digest for shelved in attention})
        named = {conflict.case_id for conflict in conflicts}
        named |= {owner.case_id for owner in files.values()}
        return SyncPage(
            kept=len(unit.drafts.kept()),
            queued=sum(line.state is LineState.QUEUED for line in lines),
            received=sum(line.state is LineState.RECEIVED for line in lines),
            refused=tuple(line for line in lines if line.state is LineState.REFUSED),
            files_waiting=tuple(unit.shelf.to_send()),
            files_received=sum(counts.get(state, (0, 0))[0] for state in AT_CENTRE),
            attention=attention,
            conflicts=conflicts,
            agreed_at=standing.agreed_at,
            joined=unit.settings.get("centre_url") is not None,
            customers=unit.index.names({line.change.case_id for line in lines} | named),
            waiting=_waiting(lines),
            queue=frozenset(
                (x.change.id, x.change.made_at) for x in lines if x.state is LineState.QUEUED
            ),
            named=files,
            originals_wait=unit.settings.get(ORIGINALS) != ANYWHERE,
            personal=ws.reference.personal,
            trail_trouble=_trail_trouble(unit),
            asked=_asked(ws, unit, conflicts),
            colleagues=colleagues(unit, ws.who),
        )


def _waiting(lines: Iterable[Line]) -> dict[str, dict[tuple[str, Way], int]]:
    found: dict[str, dict[tuple[str, Way], int]] = {}
    under_way = {
        LineState.QUEUED: Way.QUEUED,
        LineState.RECEIVED: Way.RECEIVED,
        LineState.CARRIED: Way.QUEUED,
    }
    for line in lines:
        if (way := under_way.get(line.state)) is not None:
            of_case = found.setdefault(line.change.case_id, Counter())
            of_case[line.change.kind, way] += 1
    return found


def _owners(unit: Unit, digests: set[Digest]) -> dict[Digest, FileOf]:
    """Which record names each of these files."""
    found: dict[Digest, FileOf] = {}
    for kind in codec.KINDS_WITH_FILES if digests else ():
        for body in unit.records.bodies(kind):
            for digest, _rank in codec.files(kind, body):
                if digest in digests:
                    found[digest] = FileOf(kind, str(body["case_id"]))
    return found


def _trail_trouble(unit: Unit) -> str:
    standing = trail_standing(unit)
    broken = standing.broken
    return f"{broken.seq}:{broken.why}" if broken else standing.at_centre


def _asked(ws: Workspace, unit: Unit, conflicts: Iterable[Conflict]) -> dict[str, str]:
    """What is asked, of each item or field that two people have answered differently."""
    found: dict[str, str] = {}
    for conflict in conflicts:
        if conflict.kind == "inspection" and conflict.path[0] == "answers":
            visit = unit.get(Inspection, conflict.record_id)
            with suppress(RulesDamaged):  # an old checklist that is not here any more
                checklist = ws.reference.checklist(visit.checklist, visit.checklist_version)
                found |= {i.id: i.zh for s in checklist.sections for i in s.items}
        if conflict.path[0] in ("values", "rows"):
            with suppress(RulesDamaged):
                found |= _names(_form(ws, unit, conflict))
    return found


def _form(ws: Workspace, unit: Unit, conflict: Conflict) -> Form:
    """The form that is disputed."""
    if conflict.kind == "filing":
        filing = unit.get(Filing, conflict.record_id)
        return ws.reference.filed(filing.form, filing.form_version)
    visit = unit.get(Inspection, conflict.record_id)
    return ws.reference.form(visit.checklist, visit.form, visit.form_version)


def _names(form: Form) -> dict[str, str]:
    fields = {each.id: each.zh for each in form.fields.values()}
    return fields | {table.id: table.zh for table in form.tables.values()}
