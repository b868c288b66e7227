"""Tablets and a centre that meet only by files: what a stick carries to and fro."""

import io
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
from cryptography import x509
from litestar import Litestar
from litestar.testing import TestClient

from app import codec
from app.actions.open_workspace import close_workspace
from app.clock import FixedClock, SystemClock
from app.documents.device_key import new_device_key, signing_request
from app.domain.case import ConnectionCase
from app.domain.checklist import Answer
from app.domain.inspection import Inspection, InspectionKind
from app.ids import CaseId, Digest, InspectionId, OrgId, RecordId
from app.workspace import LineState, Workspace
from sync.client.enrol import join, reconnect
from sync.client.round import RoundReport, run_round
from sync.client.stick import Answered, answer_stick, export_stick
from sync.protocol.bundle import EXPORT, BundleWriter, Manifest, Signer, manifest_of
from sync.protocol.envelope import private_key
from sync.protocol.messages import Waiting
from sync.protocol.whole_file import opened, written_whole
from sync.server import accounts
from sync.server.accounts import Account, holder
from sync.server.centre import Centre
from sync.server.startup import open_beside
from sync.server.stick import Taken, take_stick
from tests.builders import MORNING, a_case
from tests.sync.centres import (
    PASSWORD,
    RunningCentre,
    a_change,
    an_inner_centre,
    let_in,
    names,
    signed_in,
)
from tests.sync.records import a_photo

ORG, OTHERS = "示例公司", "别的公司"
CASE = CaseId("case-1")
VISIT = InspectionId("visit-1")


def a_shared_case(centre: RunningCentre, org: str, *team: str) -> ConnectionCase:
    """A case of this organisation at the centre with this team; its clerk is `clerk`."""
    let_in(centre, org, clerk="clerk", **dict.fromkeys(team, "inspector"))
    case = a_case(id=CASE, org=OrgId(org), team=names(team, org))
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    receipts = link.push([a_change(case, clerk, f"first-{org}")], Waiting())
    link.close()
    assert [receipt.status for receipt in receipts] == ["received"]
    return case


@contextmanager
def a_tablet(folder: Path, centre: RunningCentre, user: str) -> Iterator[Workspace]:
    """The tablet of this person, which has joined and never had a round."""
    ws = join(folder / user, centre.url, user, PASSWORD, f"{user[:1]}号平板", SystemClock())
    try:
        yield ws
    finally:
        close_workspace(ws)


def a_round(ws: Workspace) -> RoundReport:
    """One round with its centre."""
    with closing(reconnect(ws)) as link:
        return run_round(ws, link)


def begin_visit(ws: Workspace, case: ConnectionCase) -> None:
    """A completion inspection of this case, by whose tablet this is."""
    visit = Inspection(
        id=VISIT,
        case_id=case.id,
        org=case.org,
        kind=InspectionKind.COMPLETION,
        attempt=1,
        checklist="completion_inspection",
        checklist_version="1",
        lead=ws.who.user,
        started_at=MORNING,
    )
    with ws.unit("visit") as unit:
        unit.save(visit)


def say(ws: Workspace, note: str, device: str = "T1") -> None:
    """A word about one device in the visit."""
    with ws.unit("answer") as unit:
        visit = unit.working(Inspection, VISIT)
        unit.save(visit.answered(Answer("com.tx.ir", device, note=note)))


def notes(ws: Workspace) -> dict[str, str]:
    """The words that stand in the visit, by device."""
    with ws.read() as unit:
        visit = unit.get(Inspection, VISIT)
    return {answer.device: answer.note for answer in visit.answers}


def take_photo(ws: Workspace, case: ConnectionCase, copy: bytes, original: bytes) -> Digest:
    """A photo with its bounded copy and its original."""
    digests = ws.blobs.put(copy), ws.blobs.put(original)
    photo = a_photo(case, RecordId(ws.ids.new()), ws.who.user, original)
    with ws.unit("photo") as unit:
        unit.save(replace(photo, bounded=digests[0], original=digests[1]))
    return digests[0]


def carried(where: RunningCentre | Centre, org: str, stick: Path, answer: Path) -> Taken:
    """The clerk takes the stick in, at the centre's own machine."""
    if isinstance(where, Centre):
        return _taken(where, org, stick, answer)
    with open_beside(where.places) as centre:
        return _taken(centre, org, stick, answer)


def there_and_back(ws: Workspace, centre: RunningCentre, folder: Path) -> Answered:
    """A whole exchange by stick."""
    stick, answer = folder / "out.kstick", folder / "back.kstick"
    export_stick(ws, stick)
    carried(centre, ws.who.org, stick, answer)
    return answer_stick(ws, answer)


def states(ws: Workspace) -> list[LineState]:
    """How the lines of the outbox stand."""
    with ws.read() as unit:
        return [line.state for line in unit.outbox.all()]


def records_of(ws: Workspace) -> dict[str, str]:
    """Digests of what is agreed here."""
    with ws.read() as unit:
        return {f"{kind}/{id_}": digest for kind, id_, digest in unit.records.agreed_digests()}


def snapshot(folder: Path) -> dict[str, Digest]:
    """Every file below this folder, by its content."""
    return {
        str(path.relative_to(folder)): codec.digest_of(path.read_bytes())
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _taken(centre: Centre, org: str, stick: Path, answer: Path) -> Taken:
    with centre.store.read() as connection:
        clerk = accounts.holder(connection, org, f"clerk@{org}", "office")
    assert clerk is not None
    with opened(stick) as file, written_whole(answer) as out:
        return take_stick(centre, clerk, file, out)


@dataclass(frozen=True)
class Scene:
    """A centre, its clerk, a device of it, and a good file of that device."""

    centre: Centre
    clerk: Account
    device: Signer
    told: Manifest
    recipient: x509.Certificate

    def file(
        self, told: Manifest | None = None, signer: Signer | None = None, **parts: bytes
    ) -> bytes:
        out = io.BytesIO()
        writer = BundleWriter(out, self.recipient)
        for name, content in (parts or {"changes/00000.json": b"[]"}).items():
            writer.add(name, content)
        writer.close(told or self.told, signer or self.device)
        return out.getvalue()


def a_device(centre: Centre, account: Account) -> Signer:
    """The key of a device that works for this account, certified by the centre."""
    key = new_device_key()
    certificate = centre.authority.certify(signing_request(key, account.name, ""), account)
    return Signer(private_key(key), certificate, centre.authority.certificate)


@contextmanager
def a_scene(folder: Path) -> Iterator[tuple[Scene, TestClient[Litestar]]]:
    """A centre in this process with one device that it has certified."""
    with an_inner_centre(folder, FixedClock(MORNING)) as (centre, client):
        let_in(folder, ORG, clerk="clerk", zhang="inspector")
        let_in(folder, OTHERS, li="inspector")
        with centre.store.read() as connection:
            clerk = holder(connection, ORG, f"clerk@{ORG}", "office")
            zhang = holder(connection, ORG, f"zhang@{ORG}", "tablet-1")
        assert clerk is not None
        assert zhang is not None
        told = msgspec.structs.replace(
            manifest_of(EXPORT, "stick-1", MORNING), org=ORG, user=zhang.user, device="tablet-1"
        )
        stick = x509.load_pem_x509_certificate(centre.stick_signer().certificate.encode())
        yield Scene(centre, clerk, a_device(centre, zhang), told, stick), client
