"""Hand a case over to a colleague's tablet: as it stands here, with what the centre has not yet."""

from dataclasses import dataclass

from app import codec
from app.domain.change import Change, Entry, EntryReason, Page
from app.domain.trail import EXPORT
from app.errors import StickRefused
from app.ids import Digest, RecordId
from app.workspace import LineState, Unit, Workspace


@dataclass(frozen=True)
class HandedOver:
    """A case as it stands on this tablet."""

    page: Page
    """The agreed copies of its records, and the life of the centre they are from."""
    changes: tuple[Change, ...]
    """What was done here and is not in those copies, in order."""
    files: tuple[Digest, ...]
    """Files that its records name and that are here."""


def hand_over(ws: Workspace, case_id: str, stick_id: str, to: str) -> HandedOver:
    """What a colleague needs to go on with this case. The trail hears of it first.

    Here nothing changes but that the changes are fixed: they are sent from here as ever, and
    whichever way they reach the centre first, they count once.

    Raises:
        StickRefused: there is no such case, or part of it is itself handed over and has not
            reached the centre.
    """
    with ws.unit("hand_over") as unit:
        names = unit.records.of_case(case_id)
        lines = [line for line in unit.outbox.all() if line.change.case_id == case_id]
        if ("case", case_id) not in names:
            raise StickRefused("unknown_case")
        if any(line.state is LineState.CARRIED for line in lines):
            raise StickRefused("handed_before")
        sent = [x.change for x in lines if x.state in (LineState.QUEUED, LineState.RECEIVED)]
        unit.outbox.tried([change.id for change in sent])
        unit.note(EXPORT, f"stick/{stick_id}", case_id, to=to, changes=len(sent))
        found = (_entry(ws, unit, case_id, kind, record_id) for kind, record_id in names)
        entries = tuple(entry for entry in found if entry.rev)
        page = Page(unit.inbox.standing().epoch, entries, 0, more=False)
        return HandedOver(page, tuple(sent), _files(ws, unit, names))


def _entry(ws: Workspace, unit: Unit, case_id: str, kind: str, record_id: str) -> Entry:
    rev, body = unit.records.agreed(kind, record_id)
    return Entry(
        seq=0,
        reason=EntryReason.SNAPSHOT,
        kind=kind,
        record_id=RecordId(record_id),
        case_id=body.get("case_id", case_id),
        rev=rev,
        body=body,
        change_id=None,
        by=ws.who.user,
        device=ws.who.device,
        at=ws.clock.now(),
    )


def _files(ws: Workspace, unit: Unit, names: list[tuple[str, str]]) -> tuple[Digest, ...]:
    found: dict[Digest, int] = {}
    for kind, record_id in names:
        found |= codec.files(kind, unit.records.body(kind, record_id) or {})
    ranked = sorted(found, key=lambda digest: found[digest])
    return tuple(digest for digest in ranked if ws.blobs.has(digest))
