"""A low-voltage survey (F02) from the appointment to the centre, and what its paper says."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import msgspec
import pikepdf
import pytest

from app.actions.import_load import import_load
from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.open_workspace import close_workspace
from app.actions.record_inspection import record_inspection
from app.actions.schedule_survey import schedule_survey
from app.actions.start_inspection import start_inspection
from app.actions.verify_report import verify_report
from app.codec import Record, digest_of
from app.domain.checklist import Answer, Judgement
from app.domain.customer import CustomerClass
from app.domain.day import moment_text_in_words
from app.domain.entry import FormRow
from app.domain.inspection import InspectionKind
from app.domain.load_rows import LOADS
from app.domain.paper import Issue, Visit
from app.domain.process import Status
from app.domain.staff import Identity
from app.domain.survey_paper import compose_survey_paper
from app.domain.units import Kv, Kva
from app.errors import NotReady, SealedRecord, WrongStage
from app.ids import Minter
from app.views.cases import case_page
from app.views.visits import inspection_page
from app.visits import visit_state
from app.workspace import Workspace
from tests.app.inspection_papers import text_of
from tests.flows.surveys import LOAD, VALUES, begun, filled
from tests.flows.tablets import a_joined_tablet, sync
from tests.flows.visits import HERE, signed_by_both, the_case_of
from tests.sync.centres import RunningCentre, a_running_centre
from ui.demo.cast import APPLIED, the_case, the_history


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running


@pytest.fixture
def ws(centre: RunningCentre, tmp_path: Path) -> Iterator[Workspace]:
    """A tablet with a restaurant's application."""
    made = a_joined_tablet(tmp_path / "tablet", centre, tmp_path.name, a_restaurant)
    yield made
    close_workspace(made)


def a_restaurant(ids: Minter, who: Identity, now: datetime) -> list[Record]:
    case = replace(
        the_case(ids, scheme=None),
        customer_class=CustomerClass.LV_NONRES,
        use_class="lv_business",
        supply_kv=Kv(Decimal("0.38")),
        applied_capacity_kva=Kva(Decimal(45)),
        tags=(),
    )
    return [case, *the_history(case, who, ids, now, APPLIED)]


SETTLED = (
    *("tariff_applied", "tariff_confirmed", "industry_applied", "industry_code"),
    "confirmed_capacity_kw",
)
"""Fields that the paper says in the table of what was settled."""


def test_a_survey_wants_its_day_first(ws: Workspace) -> None:
    with pytest.raises(WrongStage):
        start_inspection(ws, the_case_of(ws), InspectionKind.SURVEY)
    survey = begun(ws)
    assert (survey.form, survey.attempt) == ("F02", 1)
    entry = inspection_page(ws, survey.id).entry
    assert entry is not None
    asked = entry.form.fields["appointment_at"]
    assert datetime.fromisoformat(entry.text(asked)) == datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
    with pytest.raises(WrongStage):
        schedule_survey(ws, the_case_of(ws), datetime(2026, 11, 26, 1, 0, tzinfo=UTC))


def test_it_is_recorded_when_nothing_is_missing_and_is_sealed_then(
    ws: Workspace, tmp_path: Path
) -> None:
    survey = filled(ws, tmp_path, industry_code="")
    with pytest.raises(NotReady) as refused:
        record_inspection(ws, survey.id)
    assert refused.value.missing == ("field:industry_code:",)
    keep_values(ws, survey.id, {"industry_code": "H6210"}, HERE)
    recorded = record_inspection(ws, survey.id)
    assert recorded.conclusion is None
    assert recorded.values["industry_code"] == "H6210"
    with pytest.raises(SealedRecord):
        keep_values(ws, survey.id, {"industry_code": "H6220"}, HERE)
    with pytest.raises(SealedRecord):
        keep_rows(ws, survey.id, [], [FormRow(LOADS, "load-1", LOAD)], HERE)


def test_what_is_found_wrong_wants_a_word_and_no_defect(ws: Workspace, tmp_path: Path) -> None:
    survey = filled(ws, tmp_path)
    item = "sur.applicant.identity"
    keep_answer(ws, survey.id, Answer(item, judgement=Judgement.FAIL), HERE)
    missing = inspection_page(ws, survey.id).missing
    assert [(thing.what, thing.item) for thing in missing] == [("note", item)]
    told = Answer(item, judgement=Judgement.FAIL, note="营业执照地址为旧址，客户当日更正")
    keep_answer(ws, survey.id, told, HERE)
    assert inspection_page(ws, survey.id).missing == ()


def test_a_failed_survey_is_made_again(ws: Workspace, tmp_path: Path) -> None:
    survey = filled(ws, tmp_path, survey_result="revisit", cannot_reason="客户不在场")
    record_inspection(ws, survey.id)
    signed_by_both(ws, issue_report(ws, survey.id))
    assert case_page(ws, the_case_of(ws)).state.status is Status.SURVEY
    again = start_inspection(ws, the_case_of(ws), InspectionKind.SURVEY)
    assert (again.attempt, again.values) == (2, {})


def test_agreed_on_the_spot_the_scheme_is_confirmed_with_the_survey(
    ws: Workspace, centre: RunningCentre, tmp_path: Path
) -> None:
    table = tmp_path / "load.csv"
    hours = "".join(f"2026-11-01 {n:02}:00,{n + 10},228.{n % 10}\n" for n in range(24))
    table.write_text("时段开始时间,有功功率(kW),A相电压(V)\n" + hours, encoding="utf-8")
    import_load(ws, the_case_of(ws), table)
    survey = filled(ws, tmp_path)
    record_inspection(ws, survey.id)
    paper = issue_report(ws, survey.id)
    assert paper.doc_no.startswith("F02-")
    *_, last = signed_by_both(ws, paper)
    state = case_page(ws, the_case_of(ws)).state
    assert state.status is Status.READY_TO_CONNECT
    events = [event.code for event in state.taken[-4:]]
    assert events == ["survey.completed", "scheme.replied", "scheme.confirmed", "works.not_needed"]
    assert sync(ws).identical
    pdf = tmp_path / "survey.pdf"
    pdf.write_bytes(ws.blobs.get(last.pdf))
    told = verify_report(pdf, [centre.folder / "authority" / "ca.pem"])
    assert (told.valid, len(told.signatures)) == (True, 2)
    said = text_of(pdf.read_bytes())
    assert "附件负荷分析" in said
    assert "最大需量33.0kW" in said
    assert "附件电能质量" in said  # the voltage of one phase, at the level that it was measured
    with pikepdf.open(pdf) as opened:
        record = msgspec.json.decode(opened.attachments["record.json"].get_file().read_bytes())
    assert record["inspection"]["values"]["transformer_name"] == "纬二路 3 号公变"
    assert [row["cells"]["equipment_name"] for row in record["inspection"]["rows"]] == ["电磁灶"]


def test_the_paper_says_every_field_that_was_filled(ws: Workspace, tmp_path: Path) -> None:
    survey = filled(ws, tmp_path)
    recorded = record_inspection(ws, survey.id)
    with ws.read() as unit:
        state = visit_state(ws, unit, recorded)
    assert state.entry is not None
    visit = Visit(state.case, recorded, state.findings, entry=state.entry)
    record = b"{}"
    issue = Issue(
        "供电公司", "F02-1", 1, ws.clock.now(), ("张海峰",), record, digest_of(record), "x"
    )
    paper = compose_survey_paper(visit, issue)
    said = {name: text for part in paper.parts for name, text in part.pairs}
    fields = state.entry.form.fields
    for name, text in VALUES.items():
        if name in SETTLED:
            continue
        if fields[name].kind == "flag":
            ticks = {"yes": "☑ 是　☐ 否", "no": "☐ 是　☑ 否"}
            assert said[fields[name].zh] == ticks[text], name
        elif fields[name].kind == "moment":
            assert said[fields[name].zh] == moment_text_in_words(text), name
        else:
            assert said[fields[name].zh] == fields[name].said(text), name
    assert [(row.name, row.applied, row.confirmed, row.agrees) for row in paper.settled] == [
        ("用电类别", "一般工商业", "一般工商业", True),
        ("行业分类", "餐饮", "H6210 正餐服务", None),
        ("用电容量", "45 kW", "45 kW", True),
        ("供电电压", "0.38 kV", "380 V", True),
    ]
    (loads,) = [t for part in paper.parts for t in part.tables]
    assert "电磁灶" in loads.rows[0]
    summed = dict(zip(loads.heads, loads.totals, strict=True))
    assert (summed["数量"], summed["总容量（kW）"], summed["Kx"]) == ("3", "45", "")
    assert paper.result == "可以供电"
