"""Whatever a signed-in tablet sends, the centre takes it or refuses it; nothing of it stops it.

What was taken is shown at the office and on the tablets: nothing that counts with it falls over.
"""

import os
import random
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import msgspec
import pytest
from litestar import Litestar
from litestar.testing import TestClient

from app import codec
from app.actions import exchange
from app.actions.open_workspace import close_workspace, create_workspace
from app.clock import FixedClock
from app.codec import Malformed
from app.domain.change import Page
from app.domain.process import FIELD_EVENTS
from app.domain.staff import Identity
from app.domain.units import Kva
from app.errors import AppError
from app.ids import CaseId, DeviceId, OrgId, UserId
from app.views.cases import case_page, case_rows
from app.views.filings import filing_page
from app.views.storage import storage_page
from app.views.visits import inspection_page
from sync.protocol import messages
from sync.protocol.messages import SignedIn
from tests.builders import MORNING, a_case
from tests.sync.centres import OFFICE, a_change, an_inner_centre, carried, let_in, names
from tests.sync.desks import Desk
from tests.sync.made_up import made_up

COUNT: Final = 10_000 if os.environ.get("KANYAN_NIGHTLY") else 120
ORG = OrgId("made-up")
CASE = a_case(id=CaseId("case-1"), org=ORG, team=names(["zhang"], ORG))
AUTHORS: Final = ("lead", "author", "by", "taken_by", "collected_by")


def a_push(number: int, chance: random.Random, user: str) -> bytes:
    """A change that brings a record which nobody would write."""
    kind = chance.choice(sorted(codec.KINDS))
    fixed: dict[str, Any] = {"id": f"{kind}-{number % 40}", "org": ORG}
    if kind != "case":
        fixed["case_id"] = CASE.id
    if kind == "event" and chance.random() < 0.8:
        fixed |= {"code": chance.choice(sorted(FIELD_EVENTS)), "actor": user}
    fixed |= {name: user for name in AUTHORS if name in codec.KINDS[kind].__annotations__}
    body = made_up(kind, chance, **fixed)
    try:
        parts = codec.fields(kind, body)
    except (AttributeError, TypeError):
        parts = {(name,): value for name, value in body.items()}
    known = SignedIn("", user, "", ORG, (), MORNING)
    change = msgspec.to_builtins(a_change(CASE, known, f"{user}-{number}", "tablet-1"))
    change |= {"kind": kind, "record_id": body["id"], "case_id": body.get("case_id", body["id"])}
    edits = [{"path": list(path), "old": None, "new": value} for path, value in parts.items()]
    return msgspec.json.encode({"changes": [change | {"edits": edits}]})


def the_whole_feed(client: TestClient[Litestar], headers: dict[str, str]) -> list[Page]:
    pages, after = [], 0
    while not pages or pages[-1].more:
        reply = client.get(messages.FEED, params={"after": after}, headers=headers)
        assert reply.status_code == 200, reply.text
        pages.append(msgspec.json.decode(reply.content, type=Page))
        after = pages[-1].last
    return pages


def shown_on_a_tablet(folder: Path, pages: list[Page]) -> None:
    """Take all of it in and look at it: refused with a sentence at most."""
    who = Identity(
        UserId(f"zhang@{ORG}"), "张", ORG, ("inspector", "account_manager"), DeviceId("tablet-1")
    )
    ws = create_workspace(folder, "a long enough password", who)
    for page in pages:
        exchange.receive(ws, page)
    assert case_rows(ws)
    assert storage_page(ws).files == 0
    case_page(ws, CASE.id)
    with ws.read() as unit:
        looks = [(inspection_page, "inspection"), (filing_page, "filing")]
        wanted = [(look, body["id"]) for look, kind in looks for body in unit.records.bodies(kind)]
    for look, record_id in wanted:
        try:
            look(ws, record_id)
        except (AppError, Malformed):
            continue
    close_workspace(ws)


@pytest.mark.parametrize("who", ["zhang", "office"])
def test_whatever_a_record_says_it_is_taken_or_refused_and_shown(tmp_path: Path, who: str) -> None:
    chance, user = random.Random(f"{who} {COUNT}"), f"{who}@{ORG}"
    first = a_change(CASE, SignedIn("", f"clerk@{ORG}", "", ORG, (), MORNING), "first")
    with an_inner_centre(tmp_path / "centre", FixedClock(MORNING)) as (_centre, client):
        let_in(tmp_path / "centre", ORG, clerk=OFFICE, office=OFFICE, zhang="inspector")
        content = msgspec.json.encode({"changes": [first]})
        client.post(messages.CHANGES, content=content, headers=carried(client, f"clerk@{ORG}"))
        headers = carried(client, user, "tablet-1")
        said: list[str] = []
        for number in range(COUNT):
            content = a_push(number, chance, user)
            reply = client.post(messages.CHANGES, content=content, headers=headers)
            assert reply.status_code in (200, 400), (content, reply.text)
            receipts = reply.json().get("receipts", ())
            said += [receipt["reason"] or receipt["status"] for receipt in receipts]
        assert {"received", "malformed"} < set(said)
        assert client.get(messages.DIGEST, headers=headers).status_code == 200
        pages = the_whole_feed(client, headers)
        desk = Desk(client, f"clerk@{ORG}")
        for where in (
            "/office",
            f"/office/cases/{CASE.id}",
            "/office/devices",
            "/office/cases.xlsx",
        ):
            client.cookies = desk._cookies  # type: ignore[assignment]
            assert client.get(where).status_code == 200, where
    shown_on_a_tablet(tmp_path / "tablet", pages)


def test_a_capacity_that_is_no_number_is_refused_and_holds_up_nothing(tmp_path: Path) -> None:
    let_in(tmp_path, ORG, office=OFFICE)
    known = SignedIn("", f"office@{ORG}", "", ORG, (), MORNING)
    odd = replace(CASE, id=CaseId("odd"), applied_capacity_kva=Kva(Decimal("NaN")))
    sound = replace(CASE, id=CaseId("sound"), application_no="6301202611230002")
    pushed = [a_change(record, known, record.id) for record in (odd, sound)]
    with an_inner_centre(tmp_path, FixedClock(MORNING)) as (_centre, client):
        reply = client.post(
            messages.CHANGES,
            content=msgspec.json.encode({"changes": pushed}),
            headers=carried(client, f"office@{ORG}"),
        )
    said = [(each["status"], each["reason"]) for each in reply.json()["receipts"]]
    assert said == [("refused", "malformed"), ("received", "")]
