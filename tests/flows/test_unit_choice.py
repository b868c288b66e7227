"""The customer's own choice of units: its versions, its names in free text, its licences."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from app.actions.attach_photo import attach_photo
from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.keep_entry import keep_rows
from app.actions.open_workspace import close_workspace
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.start_inspection import start_inspection
from app.clock import CHINA
from app.domain.checklist import Answer, Conclusion, Judgement
from app.domain.defect import Defect, Severity
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.domain.inspection import Inspection, InspectionKind
from app.domain.licence import PLATFORM_NAMES, LicenceResult
from app.domain.limit import Verdict
from app.domain.unit_choice import LicenceCheck, names_of, unit_choices, units_seen
from app.errors import NotReady
from app.ids import RecordId
from app.reference.library import open_reference
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.app.inspection_papers import text_of
from tests.flows.tablets import a_joined_tablet
from tests.flows.test_opinion_form import lacks
from tests.flows.visits import HERE, fill_in, the_case_of
from tests.sync.centres import RunningCentre, a_running_centre

ITEM = "com.doc.licence"
NAME = "示例电力安装公司"
SAID = {"queried_at": "2026-11-20 09:00", "query_platform": "nea"}
FINE = {
    **SAID,
    "role": "construction",
    "unit_name": NAME,
    "licence_no": "4-1-00012-2023",
    "licence_category": "install",
    "licence_grade": "四级",
    "licence_valid_to": "2099-12-31",
    "qualification_check": "valid",
}


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running


@pytest.fixture
def ws(centre: RunningCentre, tmp_path: Path) -> Iterator[Workspace]:
    made = a_joined_tablet(tmp_path / "tablet", centre, tmp_path.name)
    yield made
    close_workspace(made)


def choose(ws: Workspace, attempt: int = 1, **said: str) -> Filing:
    """A recorded F12 of this case."""
    now = ws.clock.now() + timedelta(seconds=attempt)
    made = Filing(
        id=RecordId(ws.ids.new()),
        case_id=the_case_of(ws),
        org=ws.who.org,
        form="F12",
        form_version=ws.reference.filed("F12").version,
        attempt=attempt,
        author=ws.who.user,
        started_at=now,
        values={**FINE, **said},
        recorded_at=now,
    )
    with ws.unit("choose") as unit:
        unit.save(made)
    return made


def finding(ws: Workspace, visit: str) -> Any:
    found = inspection_page(ws, visit).findings
    return next(f for f in found if f.question.item.id == ITEM)


def test_the_choice_that_stands_is_the_last_of_its_role(ws: Workspace) -> None:
    first = choose(ws)
    second = choose(ws, 2, unit_name="另一家公司")
    design = choose(ws, 3, role="design", unit_name="某某设计院", licence_category="")
    draft = replace(second, id=RecordId("draft"), recorded_at=None)
    choices = {c.role: c for c in unit_choices([draft, design, second, first])}
    assert (choices["construction"].name, choices["construction"].version) == ("另一家公司", 2)
    assert (choices["design"].name, choices["design"].version) == ("某某设计院", 1)
    assert names_of([first, second, design]) == {NAME, "另一家公司", "某某设计院"}


def test_the_name_of_a_chosen_unit_wants_a_reason_in_an_opinion(
    ws: Workspace, tmp_path: Path
) -> None:
    choose(ws)
    visit = fill_in(ws, tmp_path)
    keep_draft(ws, visit, {"opinion": f"{NAME}已完成整改，同意接电。"}, HERE)
    assert "reason" in {m.what for m in inspection_page(ws, visit).missing}
    assert finding(ws, visit).verdict is Verdict.PASS
    with pytest.raises(NotReady):
        record_inspection(ws, visit)


def test_a_visit_does_not_pass_with_a_licence_that_has_run_out(
    ws: Workspace, tmp_path: Path
) -> None:
    choose(ws, licence_valid_to="2020-01-01")
    visit = fill_in(ws, tmp_path)
    page = inspection_page(ws, visit)
    found = finding(ws, visit)
    assert (found.verdict, found.lack) == (Verdict.FAIL, "photo")
    assert page.licences is not None
    assert [check.result for check in page.licences.checks] == [LicenceResult.EXPIRED]
    assert page.licences.words == "所委托施工单位的许可证在检查当日已过有效期，请核实"
    assert NAME not in page.licences.words
    with pytest.raises(NotReady):
        record_inspection(ws, visit)
    (photo,) = [*tmp_path.glob("photo.jpg")]
    attach_photo(ws, visit, photo, ITEM)
    with ws.read() as unit:
        record = unit.get(Inspection, visit)
    record_defect(
        ws,
        Defect(
            id=RecordId(""),
            case_id=record.case_id,
            org=record.org,
            inspection_id=record.id,
            item=ITEM,
            device="",
            location="",
            description=page.licences.words,
            severity=Severity.CRITICAL,
            basis=page.licences.basis,
        ),
    )
    assert inspection_page(ws, visit).missing == ()
    assert record_inspection(ws, visit).conclusion is Conclusion.RECTIFY


def test_a_new_choice_lets_the_question_be_answered_again(ws: Workspace, tmp_path: Path) -> None:
    choose(ws, licence_category="repair")
    visit = fill_in(ws, tmp_path)
    assert finding(ws, visit).verdict is Verdict.FAIL
    choose(ws, 2)
    assert finding(ws, visit).verdict is Verdict.PASS
    keep_answer(ws, visit, Answer(ITEM, judgement=Judgement.FAIL), HERE)
    assert finding(ws, visit).verdict is Verdict.FAIL


def test_a_reinspection_looks_at_a_licence_that_ran_out_since(
    ws: Workspace, tmp_path: Path
) -> None:
    visit = fill_in(ws, tmp_path)
    with ws.unit("ask") as unit:
        unit.save(replace(unit.working(Inspection, visit), asks=("com.tx.core|",)))
    asked = {f.question.item.id for f in inspection_page(ws, visit).findings}
    choose(ws, licence_valid_to="2020-01-01")
    assert {f.question.item.id for f in inspection_page(ws, visit).findings} == asked | {ITEM}


def test_a_visit_does_not_pass_with_a_licence_that_nobody_looked_up(
    ws: Workspace, tmp_path: Path
) -> None:
    choose(ws, qualification_check="")
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION).id
    page = inspection_page(ws, visit)
    assert page.licences is not None
    assert page.licences.words == "所委托施工单位的许可证尚未在公共平台核验，请核实"
    assert {"units.qualification_check", "units.queried_at"} <= lacks(ws, visit)
    (unit,) = page.units
    assert (unit.choice.name, bool(unit.choice.filing)) == (NAME, True)
    assert page.entry is not None
    (row,) = page.entry.of(page.entry.form.tables["units"])
    said = {**SAID, "qualification_check": "valid"}
    keep_rows(ws, visit, [replace(row, cells={**row.cells, **said})], (), HERE)
    page = inspection_page(ws, visit)
    assert page.licences is None
    assert [(u.result, u.choice.name) for u in page.units] == [(LicenceResult.VALID, NAME)]
    assert fill_in(ws, tmp_path) == visit
    assert inspection_page(ws, visit).missing == ()
    assert finding(ws, visit).verdict is Verdict.PASS


def test_when_and_where_a_licence_was_looked_up_is_printed_and_not_in_the_future(
    ws: Workspace, tmp_path: Path
) -> None:
    choose(ws, queried_at="2026-10-02 09:30")
    visit = fill_in(ws, tmp_path)
    page = inspection_page(ws, visit)
    test = next(row for row in page.inspection.rows if row.cells.get("role") == "test")
    ahead = (ws.clock.now().astimezone(CHINA) + timedelta(minutes=2)).isoformat()
    keep_rows(ws, visit, [replace(test, cells={**test.cells, "queried_at": ahead})], (), HERE)
    assert {m.item for m in inspection_page(ws, visit).missing} == {"queried_not_ahead"}
    keep_rows(ws, visit, [replace(test, cells={**test.cells, "query_platform": ""})], (), HERE)
    assert {m.item for m in inspection_page(ws, visit).missing} == {"units.query_platform"}
    keep_rows(ws, visit, [test], (), HERE)
    old = [each for each in inspection_page(ws, visit).oddities if each.what == "query_old"]
    assert [each.facts for each in old] == [("施工单位", "2026-10-02 09:30", "30")]
    record_inspection(ws, visit)
    said = text_of(ws.blobs.get(issue_report(ws, visit).pdf))
    assert "2026年10月02日09:30" in said
    assert "国家能源局资质和信用信息系统" in said
    assert "施工单位的资质于2026-10-0209:30查询，距本次检验已超过30天" in said


def test_the_record_of_an_earlier_visit_says_of_the_query_what_it_said() -> None:
    before = {**FINE, "query_platform": ""}
    [seen] = units_seen([FormRow("units", "a", before)])
    told = LicenceCheck(seen, LicenceResult.VALID, "", "").told
    assert told["licence"] == {
        "no": FINE["licence_no"], "category": "install", "grade": "四级",
        "valid_to": "2099-12-31", "query": "valid",
    }  # fmt: skip


def test_the_paper_names_every_platform_of_the_forms() -> None:
    rules = open_reference()
    choice = rules.filed("F12").fields["query_platform"].options
    for kind in ("interim_inspection", "completion_inspection"):
        code = "F05" if kind[0] == "i" else "F06"
        columns = rules.form(kind, code).tables["units"].columns
        assert next(c for c in columns if c.id == "query_platform").options == choice
    assert choice == PLATFORM_NAMES


def test_what_the_register_says_on_site_goes_for_the_unit_of_a_silent_statement(
    ws: Workspace,
) -> None:
    choose(ws, qualification_check="")
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION).id
    cells = {**FINE, "qualification_check": "expired"}
    page = inspection_page(ws, visit)
    assert page.entry is not None
    (row,) = page.entry.of(page.entry.form.tables["units"])
    keep_rows(ws, visit, [replace(row, cells=cells)], (), HERE)
    assert [u.result for u in inspection_page(ws, visit).units] == [LicenceResult.EXPIRED]


def test_a_visit_by_an_earlier_form_asks_for_no_query(ws: Workspace) -> None:
    choose(ws, qualification_check="")
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION).id
    with ws.unit("as_before") as unit:
        unit.save(replace(unit.working(Inspection, visit), form_version="2026.13", rows=()))
    page = inspection_page(ws, visit)
    assert page.licences is None
    assert [u.result for u in page.units] == [LicenceResult.VALID]
