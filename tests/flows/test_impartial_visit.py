"""Words that designate a unit are stopped while they are recorded, signed and received."""

import shutil
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest
from sqlalchemy import select

from app import codec
from app.actions.issue_report import issue_report
from app.actions.keep_answer import keep_answer
from app.actions.keep_draft import keep_draft
from app.actions.keep_reason import keep_reason
from app.actions.open_workspace import close_workspace
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.record_section import record_section
from app.actions.sign_report import sign_report
from app.actions.start_inspection import start_inspection
from app.domain.checklist import Answer, Conclusion
from app.domain.defect import Defect, Severity
from app.domain.entry import FormRow
from app.domain.inspection import Inspection, InspectionKind, Missing
from app.domain.trail import first_broken
from app.errors import NotReady, SealedRecord, WordsRefused
from app.ids import RecordId
from app.reference.library import RESOURCES, Reference
from app.views.visits import inspection_page
from app.visits import visit_state
from app.workspace import Workspace
from sync.protocol.messages import Waiting
from sync.server import tables
from tests.flows.tablets import a_joined_tablet, sync
from tests.flows.visits import HERE, fill_in, next_act, signed_by_both, the_case_of
from tests.sync.centres import RunningCentre, a_change, a_running_centre, rows_at, signed_in

BAD = "推荐你找宏达电力公司施工"
ODD = "施工单位口碑好"


@pytest.fixture(scope="module")
def centre(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    with a_running_centre(tmp_path_factory.mktemp("centre")) as running:
        yield running


@pytest.fixture
def ws(centre: RunningCentre, tmp_path: Path) -> Iterator[Workspace]:
    made = a_joined_tablet(tmp_path / "tablet", centre, tmp_path.name)
    yield made
    close_workspace(made)


def words_missing(ws: Workspace, visit: str) -> set[tuple[str, str, str]]:
    missing = inspection_page(ws, visit).missing
    return {(m.what, m.item, m.device) for m in missing if m.what in ("phrase", "reason")}


def noted(ws: Workspace) -> list[tuple[str, str, str]]:
    """What the trail says of words: deed, place with phrase, digest of the text."""
    with ws.read() as unit:
        lines = unit.trail.lines()
    assert first_broken(lines) is None
    found = [kept.line for kept in lines if ":words_" in kept.line.deed]
    return [(line.deed, line.subject.partition("#")[2], line.content) for line in found]


def test_a_visit_is_recorded_once_its_words_are_mended_and_explained(
    ws: Workspace, centre: RunningCentre, tmp_path: Path
) -> None:
    visit = fill_in(ws, tmp_path)
    keep_draft(ws, visit, {"opinion": f"{BAD}。{ODD}"}, HERE)
    assert words_missing(ws, visit) == {("phrase", "", ""), ("reason", "", "")}
    with pytest.raises(NotReady) as refused:
        record_inspection(ws, visit)
    assert set(refused.value.missing) == {"phrase::", "reason::"}
    keep_draft(ws, visit, {"opinion": ODD}, HERE)
    keep_reason(ws, visit, "opinion|PH07", "引述客户的话", HERE)
    assert words_missing(ws, visit) == set()
    assert record_inspection(ws, visit).conclusion is Conclusion.PASS
    paper = issue_report(ws, visit)
    signed_by_both(ws, paper)
    both, odd = (codec.digest_of(text.encode()) for text in (f"{BAD}。{ODD}", ODD))
    assert noted(ws) == [
        ("record_inspection:words_stopped", "opinion|PH01", both),
        ("record_inspection:words_unexplained", "opinion|PH07", both),
        ("record_inspection:words_unexplained", "opinion|PH12", both),
        ("record_inspection:words_explained", "opinion|PH07", odd),
        ("sign_report:words_explained", "opinion|PH07", odd),
    ]
    sync(ws)
    record = tables.record
    (row,) = rows_at(
        centre, select(record.c.body).where(record.c.kind == "inspection", record.c.id == visit)
    )
    assert msgspec.json.decode(row.body)["reasons"] == {"opinion|PH07": "引述客户的话"}
    with pytest.raises(SealedRecord):
        keep_reason(ws, visit, "opinion|PH07", "另一个理由", HERE)


def test_every_field_that_is_typed_freely_is_looked_at(ws: Workspace) -> None:
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)
    keep_answer(ws, visit.id, Answer("com.tx.core", "T1", note=BAD), HERE)
    keep_answer(ws, visit.id, Answer("com.tx.clear", "T1", text=ODD), HERE)
    with ws.read() as unit:
        kept = replace(
            unit.working(Inspection, visit.id),
            values={"survey_opinion": BAD, "contact": "13800001111"},
            rows=(FormRow("loads", "row-1", {"remark": ODD}),),
        )
        missing = visit_state(ws, unit, kept).missing
    assert {(m.what, m.item, m.device) for m in missing if m.what in ("phrase", "reason")} == {
        ("phrase", "com.tx.core", "T1"),
        ("reason", "com.tx.core", "T1"),
        ("reason", "com.tx.clear", "T1"),
        ("phrase", "survey_opinion", ""),
        ("reason", "survey_opinion", ""),
        ("reason", "loads.remark", "row-1"),
    }


def test_leaving_a_section_notes_a_hit_once(ws: Workspace) -> None:
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)
    keep_answer(ws, visit.id, Answer("com.tx.core", "T1", note=ODD), HERE)
    record_section(ws, visit.id)
    record_section(ws, visit.id)
    where = "answers/com.tx.core/T1//note|PH07"
    digest = codec.digest_of(ODD.encode())
    assert noted(ws) == [("record_section:words_unexplained", where, digest)]


def a_defect(visit: Inspection, words: str) -> Defect:
    return Defect(
        id=RecordId(""),
        case_id=visit.case_id,
        org=visit.org,
        inspection_id=visit.id,
        item="com.tx.core",
        device="T1",
        location="",
        description=words,
        severity=Severity.MAJOR,
        basis="GB 50148",
    )


def test_a_defect_is_about_the_works_and_never_about_who_built_them(ws: Workspace) -> None:
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)
    with pytest.raises(WordsRefused) as refused:
        record_defect(ws, a_defect(visit, BAD))
    assert (refused.value.phrase, refused.value.level) == ("PH01", "block")
    with pytest.raises(WordsRefused) as refused:
        record_defect(ws, a_defect(visit, "要求更换施工单位"))
    assert (refused.value.phrase, refused.value.level) == ("PH10", "warn")
    explained = replace(
        a_defect(visit, "客户拟更换施工单位"), reasons={"description|PH10": "客户自己提出"}
    )
    kept = record_defect(ws, explained)
    deeds = [deed for deed, _, _ in noted(ws)]
    assert deeds == [
        "record_defect:words_stopped",
        "record_defect:words_unexplained",
        "record_defect:words_unexplained",
        "record_defect:words_explained",
    ]
    with ws.unit("spoil") as unit:  # recorded before the rule was known
        unit.save(replace(kept, description=BAD, reasons={}))
    assert Missing("phrase", "com.tx.core", "T1") in inspection_page(ws, visit.id).missing


def test_a_phrase_that_is_known_since_stops_the_signature(ws: Workspace, tmp_path: Path) -> None:
    begun = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)
    with ws.unit("record") as unit:
        unit.save(
            replace(
                begun,
                recorded_at=ws.clock.now(),
                conclusion=Conclusion.PASS,
                opinion="同意接电，柜体为某某牌。",
            )
        )
    paper = issue_report(ws, begun.id)
    folder = tmp_path / "rules"
    shutil.copytree(RESOURCES, folder, ignore=shutil.ignore_patterns("fonts", "samples"))
    path = folder / "impartiality" / "phrases.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("words: []", "words: [某某牌]"), encoding="utf-8")
    act = next_act(ws, paper.id)
    with pytest.raises(WordsRefused) as refused:
        sign_report(replace(ws, reference=Reference(folder)), paper.id, act)
    assert (refused.value.phrase, refused.value.found) == ("PH08", "某某牌")
    assert noted(ws)[-1][:2] == ("sign_report:words_unexplained", "opinion|PH08")


def test_the_centre_does_not_take_such_words_as_recorded(
    ws: Workspace, centre: RunningCentre
) -> None:
    visit = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)
    sync(ws)
    link, who = signed_in(centre.url, f"zhang@{visit.org}", "another")
    with closing(link):
        draft = replace(visit, id=ws.ids.new(), opinion=BAD)
        sealed = replace(draft, id=ws.ids.new(), recorded_at=ws.clock.now())
        defect = replace(a_defect(visit, BAD), id=RecordId(ws.ids.new()))
        fine = replace(defect, id=RecordId(ws.ids.new()), description="铁心两点接地")
        records = (draft, sealed, defect, fine)
        changes = [a_change(record, who, ws.ids.new(), "another") for record in records]
        receipts = link.push(changes, Waiting())
    assert [(r.status.value, r.reason) for r in receipts] == [
        ("received", ""),
        ("refused", "words"),
        ("refused", "words"),
        ("received", ""),
    ]
