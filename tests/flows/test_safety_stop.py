"""An inspection that ends because the site is not safe: no opinion, a visit in vain, the clock."""

from pathlib import Path

import pytest

from app.actions.attach_photo import attach_photo
from app.actions.issue_report import issue_report
from app.actions.keep_entry import keep_values
from app.actions.record_defect import record_defect
from app.actions.record_inspection import record_inspection
from app.actions.reopen_inspection import reopen_inspection
from app.actions.start_inspection import start_inspection
from app.domain.case import CaseEvent
from app.domain.defect import Defect
from app.domain.inspection import InspectionKind
from app.errors import NotReady, SealedRecord
from app.views.cases import case_page
from app.views.visits import inspection_page
from app.workspace import Workspace
from tests.flows import test_defects, test_interim
from tests.flows.visits import HERE, the_case_of
from ui.cases.next_step import next_of
from ui.demo.cast import an_event

completion = test_defects.ws
interim = test_interim.ws
HAZARD = "高压室地面积水，柜门未闭锁，无法确认无电"


def stopped(ws: Workspace, folder: Path, kind: InspectionKind, **said: str) -> str:
    """A visit of this kind that was begun and stopped; its id."""
    visit = start_inspection(ws, the_case_of(ws), kind).id
    keep_values(ws, visit, {"safety_stop": "yes"}, HERE)
    keep_values(ws, visit, {"stop_cause": "site", "stop_reason": HAZARD, **said}, HERE)
    attach_photo(ws, visit, folder / "photo.jpg", "stop_photo")
    return visit


def the_last(ws: Workspace, code: str) -> CaseEvent | None:
    return case_page(ws, the_case_of(ws)).state.last(code)


def test_only_the_stop_itself_is_asked_then(completion: Workspace) -> None:
    visit = start_inspection(completion, the_case_of(completion), InspectionKind.COMPLETION).id
    assert len(inspection_page(completion, visit).missing) > 20
    keep_values(completion, visit, {"safety_stop": "yes"}, HERE)
    asked = [(m.what, m.item) for m in inspection_page(completion, visit).missing]
    assert asked == [("field", name) for name in ("stop_cause", "stop_reason", "stop_photo")]
    with pytest.raises(NotReady):
        record_inspection(completion, visit)


def test_it_comes_to_no_opinion_and_the_clock_stands_still_for_the_customers_site(
    completion: Workspace, tmp_path: Path
) -> None:
    ws = completion
    visit = stopped(ws, tmp_path, InspectionKind.COMPLETION)
    found = record_defect(ws, test_defects.a_defect(ws, visit, test_defects.BAD))
    recorded = record_inspection(ws, visit)
    assert (recorded.conclusion, recorded.was_stopped) == (None, True)
    with pytest.raises(NotReady):
        issue_report(ws, visit)
    with pytest.raises(SealedRecord):
        reopen_inspection(ws, visit)
    event = the_last(ws, "completion.visit_failed")
    assert event is not None
    assert (event.facts["reason"], event.facts["note"]) == ("site_not_ready", HAZARD)
    assert event.facts["photo"]
    page = case_page(ws, the_case_of(ws))
    assert page.state.suspended == "SITE_NOT_ACCESSIBLE"
    assert page.state.status == "INSPECTION"
    with ws.read() as unit:
        assert found.id not in {d.id for d in unit.find(Defect, the_case_of(ws))}
    # The next visit is another one, and asks everything.
    assert next_of(page).words == "开始竣工检验"
    again = start_inspection(ws, the_case_of(ws), InspectionKind.COMPLETION)
    assert (again.id != visit, again.attempt, again.asks) == (True, 1, ())


def test_what_is_ours_to_mend_stops_no_clock(completion: Workspace, tmp_path: Path) -> None:
    visit = stopped(completion, tmp_path, InspectionKind.COMPLETION, stop_cause="own")
    record_inspection(completion, visit)
    event = the_last(completion, "completion.visit_failed")
    assert event is not None
    assert event.facts["reason"] == "unsafe"
    assert case_page(completion, the_case_of(completion)).state.suspended == ""


def test_an_interim_visit_in_vain_pauses_until_the_next_opinion(
    interim: Workspace, tmp_path: Path
) -> None:
    ws = interim
    test_defects.Image.effect_noise((320, 240), 60).convert("RGB").save(tmp_path / "photo.jpg")
    with ws.unit("request") as unit:
        asked = an_event(
            the_case_of(ws), test_interim.WHO, ws.ids, "interim.requested", ws.clock.now()
        )
        unit.save(asked)
    visit = stopped(ws, tmp_path, InspectionKind.INTERIM)
    assert [m.item for m in inspection_page(ws, visit).missing] == ["stop_until"]
    keep_values(ws, visit, {"stop_until": "2099-01-01"}, HERE)
    record_inspection(ws, visit)
    pause = the_last(ws, "application.suspended")
    assert pause is not None
    assert (pause.facts["reason"], pause.facts["evidence"]) == ("SITE_NOT_ACCESSIBLE", HAZARD)
    assert case_page(ws, the_case_of(ws)).state.suspended == "SITE_NOT_ACCESSIBLE"
    told = an_event(
        the_case_of(ws), test_interim.WHO, ws.ids, "interim.opinion_issued", ws.clock.now()
    )
    facts = {"result": "pass", "unjudged": "0", "open_critical": "0", "open_major": "0"}
    with ws.unit("sign") as unit:
        unit.save(test_defects.replace(told, facts={**told.facts, **facts}))
    assert case_page(ws, the_case_of(ws)).state.suspended == ""
