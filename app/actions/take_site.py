"""Take over a case from a colleague's tablet, go on with it, and bring his work to the centre.

His changes are shown here and stay his: the centre gets them in the very file that his tablet
signed. Only the feed moves agreed copies; what he handed over lies above them until it has.
"""

from collections.abc import Iterable

import msgspec

from app import codec
from app.domain.change import Change, Entry, Page, Receipt, ReceiptStatus
from app.domain.merge import diff
from app.errors import StickRefused
from app.ids import ChangeId, Digest
from app.workspace import HANDED, BlobState, LineState, Unit, Workspace


def take_site(
    ws: Workspace, stick_id: str, page: Page, changes: tuple[Change, ...], sealed: bytes
) -> None:
    """Show the case here as it stood on the other tablet, and keep what is for the centre.

    `sealed` is the file by which the other tablet tells the centre of its changes.

    Raises:
        StickRefused: it was taken before, or is from another life of the centre.
    """
    kept = ws.blobs.put(sealed) if changes else Digest("")
    with ws.unit("take_site") as unit:
        handed = _handed(unit)
        at = unit.inbox.standing()
        if stick_id in handed:
            raise StickRefused("taken_before")
        if at.epoch and page.epoch and at.epoch != page.epoch:
            raise StickRefused("other_epoch")
        carried = [_carried(unit, stick_id, entry) for entry in page.entries]
        for change in (*filter(None, carried), *changes):
            unit.outbox.carry(change)
        for kind, record_id in {(c.kind, c.record_id) for c in (*filter(None, carried), *changes)}:
            unit.relay(kind, record_id)
            _want_files(ws, unit, kind, record_id)
        unit.note("take_site", f"stick/{stick_id}", _case_of(page, changes), records=len(carried))
        _keep_handed(unit, handed | {stick_id: kept})


def sites_to_deliver(ws: Workspace) -> dict[str, bytes]:
    """What other tablets have for the centre, by the id of their hand-over."""
    with ws.read() as unit:
        handed = _handed(unit)
    return {key: ws.blobs.get(digest) for key, digest in handed.items() if digest}


def settle_sites(ws: Workspace, receipts: Iterable[Receipt]) -> None:
    """Mark what the centre refuses of a colleague's changes: a person mends it as his own."""
    with ws.unit("settle_sites") as unit:
        for receipt in receipts:
            if receipt.status is ReceiptStatus.REFUSED:
                unit.outbox.mark(receipt.change_id, LineState.REFUSED, receipt.reason)


def sites_delivered(ws: Workspace, stick_ids: Iterable[str]) -> None:
    """The centre has these, and its feed was read after it: from here on the feed alone speaks."""
    with ws.unit("sites_delivered") as unit:
        _keep_handed(unit, _handed(unit) | dict.fromkeys(stick_ids, Digest("")))
        for line in unit.outbox.all():
            kind, record_id = line.change.kind, line.change.record_id
            # Where the feed does not show the record, this person is not on the case's team yet.
            if line.state is LineState.CARRIED and unit.records.agreed(kind, record_id)[0]:
                unit.outbox.drop(line.change.id)
                unit.relay(kind, record_id)


def _carried(unit: Unit, stick_id: str, entry: Entry) -> Change | None:
    """What the other tablet's agreed copy has beyond ours, laid over it; None when nothing."""
    rev, body = unit.records.agreed(entry.kind, entry.record_id)
    if entry.rev <= rev:
        return None
    edits = diff(codec.fields(entry.kind, body), codec.fields(entry.kind, entry.body))
    return Change(
        id=ChangeId(f"{stick_id}/{entry.kind}/{entry.record_id}"),
        kind=entry.kind,
        record_id=entry.record_id,
        case_id=entry.case_id,
        org=entry.body["org"],
        base_rev=rev,
        edits=edits,
        by=entry.by,
        device=entry.device,
        made_at=entry.at,
    )


def _want_files(ws: Workspace, unit: Unit, kind: str, record_id: str) -> None:
    for digest, rank in codec.files(kind, unit.records.body(kind, record_id) or {}):
        if ws.blobs.has(digest):
            unit.shelf.add(digest, ws.blobs.size(digest), rank)
            if unit.shelf.states([digest])[digest] is BlobState.WANTED:
                unit.shelf.mark(digest, BlobState.HERE)
        else:
            unit.shelf.add(digest, 0, rank, BlobState.WANTED)


def _case_of(page: Page, changes: tuple[Change, ...]) -> str:
    named = [entry.case_id for entry in page.entries] + [change.case_id for change in changes]
    return named[0] if named else ""


def _handed(unit: Unit) -> dict[str, Digest]:
    return msgspec.json.decode(unit.settings.get(HANDED) or b"{}", type=dict[str, Digest])


def _keep_handed(unit: Unit, handed: dict[str, Digest]) -> None:
    unit.settings.put(HANDED, msgspec.json.encode(handed))
