"""A site survey filled in by the actions, as the screens would: at low and at high voltage."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from app.actions.attach_photo import attach_photo
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.schedule_survey import schedule_survey
from app.actions.start_inspection import start_inspection
from app.domain.checklist import Answer, Judgement
from app.domain.entry import FormRow
from app.domain.inspection import Inspection, InspectionKind
from app.domain.load_rows import LOADS
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows.visits import HERE, NOTED, the_case_of
from ui.demo import survey_cast as cast

Rows = Mapping[str, Sequence[Mapping[str, str]]]

VALUES = {
    "safety_ok": "yes",
    "arrived_at": "2026-11-24 09:00",
    "left_at": "2026-11-24 09:50",
    "tariff_applied": "general_commercial",
    "tariff_confirmed": "general_commercial",
    "industry_applied": "餐饮",
    "industry_code": "H6210 正餐服务",
    "applicant_type": "small_micro_enterprise",
    "confirmed_capacity_kw": "45",
    "growth_plan": "无",
    "operating_hours": "10:00–22:00",
    "shift_pattern": "two",
    "seasonal": "无",
    "special_scenarios": "无",
    "special_load": "no",
    "supply_voltage_lv": "380V",
    "transformer_name": "纬二路 3 号公变",
    "pole_or_box_no": "分支箱 07",
    "available_capacity_kva": "160",
    "service_line_type": "cable",
    "service_line_len_m": "38",
    "external_line_works": "no",
    "ownership_boundary_point": "表箱进线端",
    "receiving_point": "店铺后门",
    "metering_location": "后门外墙",
    "meter_box_type": "cabinet",
    "meter_phase": "3",
    "ct_ratio": "100/5",
    "survey_result": "can_supply",
    "onsite_scheme": "380 V 三相，45 kW，分支箱 07 接入",
    "onsite_agree": "yes",
}
LOAD = {
    "equipment_name": "电磁灶",
    "category": "kitchen",
    "quantity": "3",
    "rated_power_kw": "15",
    "demand_factor": "0.6",
    "power_factor": "0.85",
    "rated_voltage": "380V",
    "phases": "3",
}
HIGH = {
    **{name: text for name, text in cast.FIELDS.items() if not name.startswith("special_")},
    "special_load": "no",
    "special_scenarios": "无",
}
"""What the surveyor of the demo finds at high voltage, with a load that disturbs nobody."""
HIGH_LOAD = {
    "equipment_name": "数控车床",
    "quantity": "50",
    "rated_power_kw": "11",
    "demand_factor": "0.3",
    "power_factor": "0.6",
    "rated_voltage": "380V",
    "phases": "3",
    "load_grade": "grade3",
    "is_security_load": "no",
}
HIGH_ROWS: Rows = {
    **cast.ROWS,
    "transformers": [{"count": "1", **cast.ROWS["transformers"][0]}],
    LOADS: [HIGH_LOAD],
}


def begun(ws: Workspace) -> Inspection:
    """The survey on the day that was agreed on."""
    schedule_survey(ws, the_case_of(ws), datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
    return start_inspection(ws, the_case_of(ws), InspectionKind.SURVEY)


def filled(ws: Workspace, folder: Path, **changed: str) -> Inspection:
    """A survey at low voltage with everything that it wants."""
    return surveyed(ws, folder, {**VALUES, **changed}, {LOADS: [LOAD]})


def surveyed(ws: Workspace, folder: Path, values: Mapping[str, str], rows: Rows) -> Inspection:
    """A survey with this form, all its questions answered, and the photos that it wants."""
    survey = begun(ws)
    keep_values(ws, survey.id, values, HERE)
    for table, found in rows.items():
        kept = [FormRow(table, f"{table}-{n}", cells) for n, cells in enumerate(found, 1)]
        keep_rows(ws, survey.id, kept, [], HERE)
    photo = folder / "photo.jpg"
    for finding in inspection_page(ws, survey.id).findings:
        question = finding.question
        if question.item.kind == "photo_required":
            for number in range(question.item.photo_min):
                Image.effect_noise((320, 240), 50 + number).convert("RGB").save(photo, "JPEG")
                attach_photo(ws, survey.id, photo, question.item.id)
            continue
        measured = bool(question.item.inputs) or question.item.kind == "text"
        judged = Judgement.NOT_APPLICABLE if measured else Judgement.PASS
        if question.item.yes_means == "finding":
            judged = Judgement.FAIL
        keep_answer(ws, survey.id, Answer(*question.key, judged, note=NOTED.get(judged, "")), HERE)
    keep_draft(ws, survey.id, {"opinion": "具备供电条件。"}, HERE)
    return survey
