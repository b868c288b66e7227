"""An application opened on site: filled and signed offline, accepted by the centre alone."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from app import codec
from app.actions.attach_photo import attach_photo
from app.actions.keep_entry import keep_values
from app.actions.open_application import open_application
from app.actions.open_workspace import close_workspace
from app.actions.record_filing import record_filing
from app.clock import SystemClock
from app.domain.case import ConnectionCase
from app.domain.customer import CustomerClass, Importance
from app.domain.filing import Filing
from app.domain.material import Evidence, EvidenceSource
from app.domain.merge import diff
from app.domain.process import Status, check_field_event
from app.errors import NotReady, WrongRole, WrongStage
from app.ids import CaseId, OrgId, RecordId, UserId
from app.views.cases import case_page
from app.workspace import LineState, Workspace
from sync.client.enrol import join
from sync.protocol import problems
from sync.protocol.messages import Waiting
from sync.server import tables
from tests.app.inspection_papers import text_of
from tests.builders import an_event
from tests.flows.filings import GOOD, HERE, issued, signed_by_all, wanting
from tests.flows.tablets import sync
from tests.sync.centres import (
    OFFICE,
    PASSWORD,
    RunningCentre,
    a_change,
    a_running_centre,
    let_in,
    rows_at,
    signed_in,
)


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running


SAID = GOOD["APP"].values
NUMBER = "6301202611280001"


def a_manager(folder: Path, centre: RunningCentre, org: str) -> Workspace:
    let_in(centre, org, clerk=OFFICE, zhang="account_manager")
    return join(folder, centre.url, f"zhang@{org}", PASSWORD, "平板")


def test_an_application_is_filled_and_signed_on_site_and_accepted_at_the_centre(
    centre: RunningCentre, tmp_path: Path
) -> None:
    ws = a_manager(tmp_path / "tablet", centre, "apply")
    filing = open_application(ws, CustomerClass.LV_NONRES)
    sync(ws)  # the centre has the draft before anything is said in it
    assert "field:customer_name" in wanting(ws, filing)
    with pytest.raises(NotReady):
        record_filing(ws, filing.id)
    keep_values(ws, filing.id, {**SAID, "wanted_on": ""}, HERE, Filing)
    assert wanting(ws, filing) == []
    signatures = signed_by_all(ws, issued(ws, filing))
    printed = text_of(ws.blobs.get(signatures[-1].pdf))
    assert "632***********1234" in printed
    assert SAID["identity_no"] not in printed

    page = case_page(ws, filing.case_id)
    assert page.state.status is Status.SUBMITTED
    assert (page.case.customer.name, page.case.site.address) == ("示例花卉合作社", SAID["address"])
    assert page.case.customer.agent_id_no == SAID["identity_no"]
    assert str(page.case.applied_capacity_kva) == "45"
    with pytest.raises(WrongStage) as refused:
        check_field_event(page.state, "application.accepted")
    assert refused.value.reason == "centre_only"

    sync(ws)
    assert _refused(ws) == set()
    assert _accept(centre, page.case, "apply") == ["received"] * 5
    sync(ws)
    page = case_page(ws, filing.case_id)
    assert (page.state.status, page.case.application_no) == (Status.ACCEPTED, NUMBER)
    close_workspace(ws)


def test_l13_what_belongs_to_a_new_application_does_not_go_before_it(
    centre: RunningCentre, tmp_path: Path
) -> None:
    ws = a_manager(tmp_path / "tablet", centre, "ordered")
    filing = open_application(ws, CustomerClass.LV_NONRES)
    Image.new("RGB", (300, 200)).save(tmp_path / "licence.jpg")
    attach_photo(ws, filing.id, tmp_path / "licence.jpg")
    keep_values(ws, filing.id, {**SAID, "wanted_on": ""}, HERE, Filing)
    record_filing(ws, filing.id)
    with ws.read() as unit:
        kinds = [line.change.kind for line in unit.outbox.all()]
    assert (kinds[0], set(kinds)) == ("case", {"case", "filing", "photo"})
    assert sync(ws).identical
    assert _refused(ws) == set()
    close_workspace(ws)


def test_two_applications_of_a_tablet_have_two_numbers(
    centre: RunningCentre, tmp_path: Path
) -> None:
    ws = a_manager(tmp_path / "tablet", centre, "numbers")
    first, second = (open_application(ws, CustomerClass.RES) for _ in range(2))
    numbers = [case_page(ws, f.case_id).case.application_no for f in (first, second)]
    assert numbers[0][:-3] == numbers[1][:-3]
    assert [number[-3:] for number in numbers] == ["001", "002"]
    close_workspace(ws)


def test_whoever_does_not_take_applications_opens_none(
    centre: RunningCentre, tmp_path: Path
) -> None:
    let_in(centre, "crew", wu="metering_crew")
    ws = join(tmp_path / "tablet", centre.url, "wu@crew", PASSWORD, "平板")
    with pytest.raises(WrongRole):
        open_application(ws, CustomerClass.RES)
    close_workspace(ws)


@pytest.mark.parametrize(
    "foul",
    [
        {"importance": Importance.FIRST},
        {"team": (UserId("somebody"),)},
        {"application_no": NUMBER},
        {"tags": ("genset",)},
        {"external_line_works": False},
    ],
    ids=["important", "for another", "with a number", "with tags", "without works"],
)
def test_the_centre_takes_no_application_that_decides_what_is_its_own_to_say(
    centre: RunningCentre, tmp_path: Path, foul: dict[str, object]
) -> None:
    org = f"foul-{next(iter(foul))}".replace("_", "-")
    ws = a_manager(tmp_path / "tablet", centre, org)
    filing = open_application(ws, CustomerClass.RES)
    with ws.unit("foul") as unit:
        unit.save(replace(unit.get(ConnectionCase, filing.case_id), **foul))  # type: ignore[arg-type]
    sync(ws)
    assert problems.NOT_ALLOWED in _refused(ws)
    close_workspace(ws)


def _refused(ws: Workspace) -> set[str]:
    with ws.read() as unit:
        return {line.reason for line in unit.outbox.all() if line.state is LineState.REFUSED}


def _accept(centre: RunningCentre, case: ConnectionCase, org: str) -> list[str]:
    link, clerk = signed_in(centre.url, f"clerk@{org}")
    known = rows_at(centre, select(tables.record.c.rev).where(tables.record.c.id == case.id))
    as_it_is, as_numbered = (
        codec.fields("case", codec.encode(replace(case, application_no=number)))
        for number in (case.application_no, NUMBER)
    )
    numbered = replace(
        a_change(case, clerk, "numbered"),
        base_rev=known[0].rev,
        edits=diff(as_it_is, as_numbered),
    )
    accepted = replace(
        an_event("application.accepted", materials="complete"),
        case_id=CaseId(case.id),
        org=OrgId(org),
        actor=UserId(clerk.user),
        occurred_at=SystemClock().now(),
    )
    handed_in = [
        a_change(
            Evidence(
                RecordId(f"{case.id}-{name}"), CaseId(case.id), OrgId(org), name, "",
                SystemClock().now(), UserId(clerk.user), EvidenceSource.CUSTOMER, "intake",
            ),
            clerk,
            name,
        )
        for name in ("identity", "property", "authorisation")
    ]  # fmt: skip
    changes = [numbered, *handed_in, a_change(accepted, clerk, "accepted")]
    receipts = link.push(changes, Waiting())
    link.close()
    return [receipt.status for receipt in receipts]
