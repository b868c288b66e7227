"""A reading from an instrument: it stands in its field with all it rests on, on the paper too."""

from dataclasses import replace
from datetime import datetime
from decimal import Decimal

import pytest

from app import codec
from app.actions.keep_answer import keep_answer
from app.actions.keep_meter_place import keep_calibration, keep_meter_place, known_meters
from app.actions.pin_reading import Pinning, pin_reading
from app.actions.record_section import record_section
from app.actions.start_inspection import start_inspection
from app.clock import CHINA
from app.documents.paper_parts import said
from app.domain.checklist import Answer, AnswerKey
from app.domain.inspection import Inspection, InspectionKind, pin_key
from app.domain.limit import Verdict
from app.domain.meter import MeterIdentity, MeterSource, MeterValue, Ratios
from app.domain.paper import grouped, pins_printed
from app.errors import MeterTrouble, SealedRecord
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows import test_defects
from tests.flows.visits import HERE, the_case_of

ws = test_defects.ws
KEY = AnswerKey("com.meter.ratio")
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=CHINA)
CURRENT = MeterValue(
    "i_a", "A 相电流", "current", "A", Decimal("1.250"), NOON, "a", raw="6812FF16", words="501200"
)
METER = MeterIdentity("energy_meter", "000000071912", "DL/T 645-2007")
FORTY = Ratios(Decimal(40))


@pytest.fixture
def visit(ws: Workspace) -> Inspection:
    return start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)


def pin(ws: Workspace, visit: Inspection, until: str = "2099-12-31", **changes: object) -> None:
    pinning = Pinning(KEY, "i_n", "A", CURRENT, METER, until, FORTY, "dlt645")
    pin_reading(ws, visit.id, replace(pinning, **changes), HERE)  # type: ignore[arg-type]


def type_over(ws: Workspace, visit: Inspection, **inputs: str) -> None:
    answer = inspection_page(ws, visit.id).inspection.answer(KEY) or Answer(*KEY)
    keep_answer(ws, visit.id, replace(answer, inputs={**answer.inputs, **inputs}), HERE)


def test_a_reading_stands_in_its_field_with_instrument_ratio_time_and_raw_reply(
    ws: Workspace, visit: Inspection
) -> None:
    pin(ws, visit)
    kept = inspection_page(ws, visit.id).inspection
    answer = kept.answer(KEY)
    assert answer is not None
    assert dict(answer.inputs) == {"i_n": "50"}
    stands = kept.pins[pin_key(KEY, "i_n")]
    assert (stands.text, stands.read, stands.unit, stands.ratio) == ("50", "1.250", "A", "40")
    assert (stands.serial_no, stands.at, stands.raw) == (METER.serial_no, NOON, "6812FF16")
    assert stands.shown == "1.250 A × 40"
    (tester,) = kept.instruments
    assert (answer.instrument, tester.serial_no) == (tester.id, METER.serial_no)
    assert tester.calibrated_until == stands.calibrated_until == "2099-12-31"


def test_it_is_judged_like_any_reading_and_only_while_the_calibration_holds(
    ws: Workspace, visit: Inspection
) -> None:
    pin(ws, visit)
    type_over(ws, visit, i_1n="75")
    assert finding_of(ws, visit).verdict is Verdict.PASS
    pin(ws, visit, until="2020-01-01")
    assert finding_of(ws, visit).verdict is Verdict.UNDETERMINED


def test_a_correction_by_hand_is_seen_asked_about_and_printed(
    ws: Workspace, visit: Inspection
) -> None:
    pin(ws, visit)
    assert not changed(ws, visit)
    type_over(ws, visit, i_n="52", i_1n="75")
    (odd,) = changed(ws, visit)
    assert odd.facts[1:] == ("50", "52")
    page = inspection_page(ws, visit.id)
    (printed,) = pins_printed(page.findings, page.inspection)
    assert (printed.written, printed.is_changed) == ("52 A", True)
    rows = [
        row for groups in grouped(page.findings, page.inspection) for g in groups for row in g.rows
    ]
    (row,) = [row for row in rows if row.origin]
    assert row.origin == "〔仪表直读 000000071912 2026年11月20日 12:00，有手工修改〕"
    assert row.origin in said(row)
    type_over(ws, visit, i_n="50")
    assert not changed(ws, visit)


def test_what_was_emptied_by_hand_rests_on_no_instrument(ws: Workspace, visit: Inspection) -> None:
    pin(ws, visit)
    keep_answer(ws, visit.id, Answer(*KEY, inputs={"i_1n": "75"}), HERE)
    page = inspection_page(ws, visit.id)
    assert pins_printed(page.findings, page.inspection) == ()


def test_it_travels_with_the_record(ws: Workspace, visit: Inspection) -> None:
    pin(ws, visit)
    record_section(ws, visit.id)
    with ws.read() as unit:
        kept = unit.get(Inspection, visit.id)
        lines = unit.outbox.of_record("inspection", visit.id)
    assert codec.decode(Inspection, codec.encode(kept)) == kept
    assert ("pins", pin_key(KEY, "i_n")) in {e.path for line in lines for e in line.change.edits}


def test_what_does_not_fit_or_came_too_late_is_refused(ws: Workspace, visit: Inspection) -> None:
    for value in (replace(CURRENT, value=None), replace(CURRENT, unit="kWh")):
        with pytest.raises(MeterTrouble, match="does_not_fit"):
            pin(ws, visit, value=value)
    assert inspection_page(ws, visit.id).inspection.pins == {}
    with ws.unit("record") as unit:
        unit.save(replace(unit.get(Inspection, visit.id), recorded_at=ws.clock.now()))
    with pytest.raises(SealedRecord):
        pin(ws, visit)


def test_places_and_calibrations_are_remembered(ws: Workspace) -> None:
    source = MeterSource("modbus", host="192.0.2.7", tcp_port=502, map="modbus_float_input")
    keep_meter_place(ws, source)
    keep_calibration(ws, "A1", "2027-03-31")
    known = known_meters(ws)
    assert (known.source, known.calibrated) == (source, {"A1": "2027-03-31"})


def finding_of(ws: Workspace, visit: Inspection):  # type: ignore[no-untyped-def]
    findings = inspection_page(ws, visit.id).findings
    return next(f for f in findings if f.question.key == KEY)


def changed(ws: Workspace, visit: Inspection):  # type: ignore[no-untyped-def]
    return [o for o in inspection_page(ws, visit.id).oddities if o.what == "pin_changed"]
