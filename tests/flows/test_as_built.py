"""F05 and F06 beside the checklist: who built it by which licence, and which sources are there."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.actions.issue_report import issue_report
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.record_inspection import record_inspection
from app.actions.start_inspection import start_inspection
from app.domain.entry import FormRow
from app.domain.filing import Filing
from app.domain.inspection import InspectionKind
from app.domain.licence import LicenceResult
from app.domain.limit import Verdict
from app.errors import NotReady
from app.ids import Digest, RecordId
from app.views.cases import case_page
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.app.inspection_papers import text_of
from tests.flows import test_defects
from tests.flows.test_opinion_form import lacks
from tests.flows.test_safety_stop import stopped
from tests.flows.visits import HERE, LICENCE, SOURCE, fill_in, the_case_of

the_tablet = test_defects.ws
ITEM = "com.doc.licence"
PLANNED = {
    "nature": "primary", "voltage": "10kV", "capacity_kva": "630", "substation": "110 kV 生物园变",
    "line_name": "10 kV 园区一线", "connection_point": "12 号环网柜 904 间隔",
    "connection_mode": "ring_cabinet", "laying": "cable", "ownership_boundary_point": "环网柜出线",
}  # fmt: skip


@pytest.fixture
def ws(the_tablet: Workspace) -> Workspace:
    return the_tablet


def a_filing(ws: Workspace, form: str, values: dict[str, str], *rows: FormRow) -> Filing:
    """A recorded form of this case."""
    now = ws.clock.now()
    made = Filing(
        RecordId(ws.ids.new()), the_case_of(ws), ws.who.org, form, ws.reference.filed(form).version,
        1, ws.who.user, now, values, rows, recorded_at=now,
    )  # fmt: skip
    with ws.unit("record") as unit:
        unit.save(made)
    return made


def a_reply(ws: Workspace, *sources: dict[str, str], kva: str = "630") -> Filing:
    rows = [FormRow("power_source", f"s{n}", cells) for n, cells in enumerate(sources)]
    return a_filing(ws, "F03", {"supply_capacity_kva": kva, "scheme_version": "2"}, *rows)


def begun(ws: Workspace) -> str:
    return start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION).id


def seen(ws: Workspace, visit: str, **changes: str) -> None:
    """The first source as the inspector found it."""
    entry = inspection_page(ws, visit).entry
    assert entry is not None
    (row, *_) = entry.of(entry.form.tables["as_built_sources"])
    changed = replace(row, cells={**row.cells, "seen": "yes", **changes})
    keep_rows(ws, visit, [changed], (), HERE)


def test_who_built_it_is_taken_from_the_customers_statement_or_noted_on_site(
    ws: Workspace,
) -> None:
    a_filing(ws, "F12", {"role": "construction", **LICENCE["construction"]})
    visit = begun(ws)
    assert {"construction_known", "test_known"} & lacks(ws, visit) == {"test_known"}
    keep_rows(ws, visit, [FormRow("units", "t", {"role": "test", **LICENCE["test"]})], (), HERE)
    assert not {"construction_known", "test_known"} & lacks(ws, visit)
    units = {u.role: u for u in inspection_page(ws, visit).units}
    assert units["施工单位"].choice.filing
    assert units["试验单位"].choice.name == LICENCE["test"]["unit_name"]
    assert {u.result for u in units.values()} == {LicenceResult.VALID}


def test_a_licence_noted_on_site_is_judged_like_that_of_a_statement(ws: Workspace) -> None:
    visit = begun(ws)
    cells = {"role": "construction", **LICENCE["construction"], "licence_valid_to": "2020-01-01"}
    keep_rows(ws, visit, [FormRow("units", "c", cells)], (), HERE)
    page = inspection_page(ws, visit)
    assert [u.result for u in page.units] == [LicenceResult.EXPIRED]
    found = next(f for f in page.findings if f.question.item.id == ITEM)
    assert found.verdict is Verdict.FAIL


def test_units_met_at_one_visit_are_known_at_the_next(ws: Workspace, tmp_path: Path) -> None:
    visit = stopped(ws, tmp_path, InspectionKind.COMPLETION)
    row = FormRow("units", "c", {"role": "construction", **LICENCE["construction"]})
    keep_rows(ws, visit, [row], (), HERE)
    record_inspection(ws, visit)
    again = begun(ws)
    assert again != visit
    assert [u.choice.name for u in inspection_page(ws, again).units] == ["示例安装公司"]


def test_each_source_of_the_reply_is_looked_at_and_a_difference_explained(ws: Workspace) -> None:
    a_reply(ws, PLANNED)
    visit = begun(ws)
    assert {"as_built_sources.seen"} <= lacks(ws, visit)
    seen(ws, visit)
    assert not {"as_built_sources.seen", "source_reason"} & lacks(ws, visit)
    assert [each.agrees for each in inspection_page(ws, visit).sources] == [True]
    seen(ws, visit, line_name="10 kV 园区二线")
    (compared,) = inspection_page(ws, visit).sources
    assert (compared.agrees, "园区二线" in compared.as_built, "园区一线" in compared.planned) == (
        False, True, True,
    )  # fmt: skip
    assert "source_reason" in lacks(ws, visit)
    keep_values(ws, visit, {"source_reason": "客户改接，已要求恢复"}, HERE)
    assert "source_reason" not in lacks(ws, visit)


def test_what_differs_from_the_scheme_passes_by_no_explanation(
    ws: Workspace, tmp_path: Path
) -> None:
    a_reply(ws, PLANNED)
    visit = fill_in(ws, tmp_path)
    assert inspection_page(ws, visit).missing == ()
    seen(ws, visit, line_name="10 kV 园区二线")
    keep_values(ws, visit, {"source_reason": "客户改接"}, HERE)
    assert [m.item for m in inspection_page(ws, visit).missing] == ["sources_as_planned"]
    with pytest.raises(NotReady):
        record_inspection(ws, visit)
    seen(ws, visit, line_name=PLANNED["line_name"])
    a_reply(ws, PLANNED, kva="800")
    keep_values(ws, visit, {"difference_reason": "客户少装一台"}, HERE)
    assert [m.item for m in inspection_page(ws, visit).missing] == ["capacity_as_planned"]


def test_a_planned_source_that_was_not_built_differs(ws: Workspace) -> None:
    a_reply(ws, PLANNED, {**PLANNED, "nature": "standby", "line_name": "10 kV 园区三线"})
    visit = begun(ws)
    entry = inspection_page(ws, visit).entry
    assert entry is not None
    rows = entry.of(entry.form.tables["as_built_sources"])
    assert len(rows) == 2
    keep_rows(ws, visit, (), rows[1:], HERE)
    told = {each.name: each.agrees for each in inspection_page(ws, visit).sources}
    assert told == {"主供电源": True, "备用电源": False}


def test_the_works_are_held_against_the_reply_and_not_against_the_case(ws: Workspace) -> None:
    a_reply(ws, PLANNED, kva="800")
    page = case_page(ws, the_case_of(ws))
    assert page.scheme is not None
    assert (page.scheme.supply_capacity_kva, page.scheme.version) == (800, 2)
    assert page.scheme.sources == ("110 kV 生物园变 10 kV 园区一线 12 号环网柜 904 间隔",)
    assert page.case.scheme is not None
    assert page.case.scheme.supply_capacity_kva == 630
    assert "difference_reason" in lacks(ws, begun(ws))


def test_the_paper_names_all_inspectors_the_units_and_each_source_as_they_were_then(
    ws: Workspace, tmp_path: Path
) -> None:
    a_reply(ws, PLANNED)
    a_filing(ws, "F12", {"role": "construction", **LICENCE["construction"]})
    visit = fill_in(ws, tmp_path)
    seen(ws, visit)
    assert inspection_page(ws, visit).missing == ()
    record_inspection(ws, visit)
    paper = issue_report(ws, visit)
    words = text_of(ws.blobs.get(Digest(paper.pdf)))
    assert "张海峰（营销）、赵启明（调控）、周立德（运维检修）、林岚（计量）" in words
    assert LICENCE["construction"]["licence_no"] in words
    assert "客户自主选择声明" in words
    assert words.count(LICENCE["construction"]["licence_no"]) == 1  # met on site too, said once
    assert "主供电源" in words
    assert SOURCE["line_name"].replace(" ", "") in words

    # What comes to be known afterwards changes nothing of it.
    later = {**LICENCE["construction"], "unit_name": "别的队"}
    a_filing(ws, "F12", {"role": "construction", **later})
    a_reply(ws, PLANNED, kva="800")
    assert issue_report(ws, visit) == paper
