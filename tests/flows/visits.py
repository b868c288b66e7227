"""An inspection filled in and signed by the actions, as the screens would."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from PIL import Image

from app.actions.attach_photo import attach_photo
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.keep_entry import keep_rows, keep_values
from app.actions.sign_report import SigningAct, sign_report
from app.actions.start_inspection import start_inspection
from app.domain.case import ConnectionCase
from app.domain.checklist import Answer, ChecklistItem, Judgement
from app.domain.entry import FormRow
from app.domain.inspection import InspectionKind
from app.domain.instrument import Instrument
from app.domain.report import Report, Signature, StrokePoint, Strokes
from app.domain.signer import SignerRole
from app.ids import CaseId
from app.views.papers import report_page
from app.views.visits import inspection_page
from app.workspace import Place, Unit, Workspace
from ui.demo.cast import OPINION, READINGS

LINE = tuple(StrokePoint(20 + 9 * n, 40 + n % 7, 16 * n) for n in range(30))
STROKES = Strokes(400, 100, (LINE,))
SIGNERS = (
    SigningAct(SignerRole.INSPECTOR, "张海峰", "staff_login", STROKES, True),
    SigningAct(SignerRole.CUSTOMER, "李文娟", "id_card", STROKES, True),
)
HERE = Place("inspection")
_VALID = {"licence_valid_to": "2099-12-31", "licence_grade": "四级", "qualification_check": "valid",
          "queried_at": "2026-11-20 09:00", "query_platform": "nea"}  # fmt: skip
LICENCE = {
    "construction": {
        "unit_name": "示例安装公司",
        "licence_no": "4-1-1",
        "licence_category": "install",
        **_VALID,
    },
    "test": {
        "unit_name": "示例试验所",
        "licence_no": "4-3-1",
        "licence_category": "test",
        **_VALID,
    },
}
"""Who did the works, by role, where no statement of the customer says so; names are made up."""
JOIN = (("周立德", "operation"), ("赵启明", "dispatch"))
"""Who joins the completion inspection at high voltage, beside the lead and the metering."""
NOTED: Mapping[Judgement | None, str] = {Judgement.NOT_APPLICABLE: "现场没有"}
"""What is noted beside a judgement that wants a note."""
TESTERS = (
    Instrument("ground_tester-1", "ground_tester", "JDC-30", "1", "2099-12-31"),
    Instrument("rangefinder-1", "rangefinder", "CJ-50", "1", "2099-12-31"),
    Instrument("multimeter-1", "multimeter", "VA-17B", "1", "2099-12-31"),
)
"""What the inspector brings along to read on site; models and numbers are made up."""
SOURCE = {
    "nature": "primary",
    "line_name": "10 kV 园区一线",
    "connection_point": "12 号环网柜 904 间隔",
    "seen": "yes",
}


def the_case_of(ws: Workspace) -> CaseId:
    with ws.read() as unit:
        return unit.find(ConnectionCase)[0].id


def fill_in(
    ws: Workspace,
    folder: Path,
    bad: str = "",
    kind: InspectionKind = InspectionKind.COMPLETION,
    readings: Mapping[str, Mapping[str, str]] = READINGS,
) -> str:
    """Begin the visit and answer all of it; the item `bad` fails. Its id.

    What is measured and has no reading here is said not to be there.
    """
    visit = start_inspection(ws, the_case_of(ws), kind)
    keep_draft(ws, visit.id, {"instruments": TESTERS}, HERE)
    photo = folder / "photo.jpg"
    Image.effect_noise((320, 240), 60).convert("RGB").save(photo, "JPEG")
    for finding in inspection_page(ws, visit.id).findings:
        question = finding.question
        item, read = question.item, dict(readings.get(question.item.id, {}))
        if item.kind == "photo_required":
            _take_photos(ws, visit.id, item, folder)
            continue
        measured = bool(item.limit) or item.kind == "text"
        judged = None if measured else Judgement.PASS
        if not read and (question.typed or item.kind == "text"):
            judged = Judgement.NOT_APPLICABLE
        if item.id == bad:
            judged = Judgement.FAIL
        text = read.pop("text", "")
        answer = Answer(*question.key, judged, text, read, NOTED.get(judged, ""))
        keep_answer(ws, visit.id, answer, HERE)
        if item.photo == "required" or item.id == bad:
            attach_photo(ws, visit.id, photo, item.id, question.device_id)
    keep_draft(ws, visit.id, {"safety_briefed": True, "opinion": OPINION}, HERE)
    in_company(ws, visit.id)
    return visit.id


def _take_photos(ws: Workspace, visit: str, item: ChecklistItem, folder: Path) -> None:
    path = folder / "overview.jpg"
    for number in range(item.photo_min):
        Image.effect_noise((320, 240), 30 + number).convert("RGB").save(path, "JPEG")
        attach_photo(ws, visit, path, item.id)


def in_company(ws: Workspace, visit_id: str, **values: str) -> None:
    """Fill the form of an inspection: a second person, the safety, all told."""
    said = {
        "ppe_ok": "yes",
        "items_notified": "yes",
        "appointment_at": "2026-11-25 09:00",
        "is_complete_list": "yes",
    } | values
    keep_values(ws, visit_id, said, HERE)
    rows = [FormRow("participants", "second", {"name": "林岚", "specialty": "metering"})]
    rows.append(FormRow("works_parts", "first", {"part": "grounding_grid"}))
    rows.append(FormRow("as_built_sources", "main", SOURCE))
    page = inspection_page(ws, visit_id)
    entry = page.entry
    high = page.case.customer_class.is_high_voltage
    if high and page.inspection.form == "F06" and not page.inspection.is_recheck:
        rows += [FormRow("participants", of, {"name": name, "specialty": of}) for name, of in JOIN]
    # What the visit has begun with stands: it is looked at, not typed again.
    there = {row.table for row in entry.rows} if entry is not None else set()
    tables = {
        name
        for name in (entry.form.tables if entry is not None else ())
        if name == "participants" or name not in there
    }
    if entry is not None and "units" in entry.form.tables:
        tables.add("units")
        rows += _looked_up(entry.rows)
    fresh = [row for row in rows if row.table in tables]
    looked_at = [
        replace(row, cells={**row.cells, "seen": "yes"})
        for row in (entry.rows if entry is not None else ())
        if row.table == "as_built_sources"
    ]
    keep_rows(ws, visit_id, [*fresh, *looked_at], (), HERE)


def _looked_up(begun: Iterable[FormRow]) -> list[FormRow]:
    """Every unit as the public register says it is: those the visit began with, and the others."""
    units = [row for row in begun if row.table == "units"]
    there = {row.cells.get("role") for row in units}
    asked = {name: _VALID[name] for name in ("qualification_check", "queried_at", "query_platform")}
    found = [replace(row, cells={**asked, **row.cells}) for row in units]
    fresh = [FormRow("units", r, {"role": r, **LICENCE[r]}) for r in LICENCE if r not in there]
    return [*found, *fresh]


def signed_by_both(ws: Workspace, report: Report) -> list[Signature]:
    """Those who looked at the site sign, each for himself, and then the customer."""
    return [sign_report(ws, report.id, next_act(ws, report.id)) for _ in report.expected]


def next_act(ws: Workspace, report_id: str) -> SigningAct:
    """Whoever is next signs; all but who is signed in to the tablet show their cards."""
    page = report_page(ws, report_id)
    inspector, customer = SIGNERS
    if page.next_role is SignerRole.CUSTOMER or page.next_role is None:
        return customer
    name = page.next_signer.name if page.next_signer is not None else inspector.signer_name
    known = "staff_login" if name == ws.who.name else "work_card"
    return replace(inspector, role=page.next_role, signer_name=name, identified_by=known)


def signatures_of_visit(unit: Unit) -> list[Signature]:
    """Those of the paper of the completion inspection; the survey of before has its own."""
    papers = {report.id for report in unit.find(Report) if report.form == "F06"}
    return [each for each in unit.find(Signature) if each.report_id in papers]
