"""What the centre does not take: it stays with the reason, is mended and goes again."""

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from app.actions.send_again import send_again
from app.actions.set_aside import set_aside
from app.domain.case import ConnectionCase
from app.domain.defect import Defect, Severity
from app.errors import NotReady
from app.ids import CaseId, InspectionId, OrgId, RecordId
from app.views.cases import case_page
from app.views.exchange import sync_page
from app.views.ways import Way, ways_of
from app.workspace import Workspace
from sync.protocol.messages import Waiting
from tests.builders import a_case, an_event
from tests.sync.centres import RunningCentre, a_change, let_in, names, signed_in
from tests.sync.desks import Desk
from tests.sync.test_http_round import a_round, a_shared_case, a_tablet, a_visit

FAVOURS_A_UNIT = "接地不合格，推荐你找宏达电力公司施工"


def way(ws: Workspace, case: ConnectionCase, kind: str, record_id: str) -> Way:
    with ws.read() as unit:
        return ways_of(unit, case.id).get((kind, record_id), Way.ACCEPTED)


def a_defect(case: ConnectionCase, description: str) -> Defect:
    return Defect(
        id=RecordId(f"defect-{case.org}"),
        case_id=case.id,
        org=case.org,
        inspection_id=InspectionId(f"visit-{case.org}"),
        item="com.tx.ir",
        device="T1",
        location="配电室",
        description=description,
        severity=Severity.MINOR,
        basis="",
    )


def test_l3_a_refused_change_stays_with_its_reason_is_mended_and_goes_again(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "mended", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@mended") as ws:
        a_round(ws)
        defect = a_defect(case, FAVOURS_A_UNIT)
        with ws.unit("defect") as unit:
            unit.save(a_visit(case, ws))
            unit.save(defect)
        report = a_round(ws)
        assert (report.refused, report.identical) == (1, True)
        (line,) = sync_page(ws).refused
        assert (line.change.kind, line.reason) == ("defect", "words")
        assert way(ws, case, "defect", defect.id) is Way.REFUSED
        assert way(ws, case, "inspection", f"visit-{case.org}") is Way.ACCEPTED
        with ws.unit("mend") as unit:
            kept = unit.get(Defect, defect.id)
            assert kept.description == FAVOURS_A_UNIT
            unit.save(replace(kept, description="接地电阻不合格，须整改至 4 Ω 以下"))
        assert way(ws, case, "defect", defect.id) is Way.QUEUED
        report = a_round(ws)
        assert (report.pushed, report.refused, report.identical) == (1, 0, True)
        assert sync_page(ws).refused == ()
        assert way(ws, case, "defect", defect.id) is Way.ACCEPTED


def test_l3_what_was_refused_for_a_reason_that_is_gone_goes_again_as_it_is(
    centre: RunningCentre, tmp_path: Path
) -> None:
    let_in(centre, "early", clerk="clerk", zhang="inspector")
    case = a_case(id=CaseId("case-early"), org=OrgId("early"), team=names(["zhang"], "early"))
    with a_tablet(tmp_path, centre.url, "zhang@early") as ws:
        with ws.unit("visit") as unit:
            unit.save(a_visit(case, ws))
        assert a_round(ws).refused == 1
        (line,) = sync_page(ws).refused
        assert line.reason == "not_allowed"
        link, clerk = signed_in(centre.url, "clerk@early")
        with closing(link):
            link.push([a_change(case, clerk, "first-early")], Waiting())
        assert a_round(ws).pushed == 0  # nobody sends it over and over
        send_again(ws, line.change.id)
        assert (a_round(ws).pushed, sync_page(ws).refused) == (1, ())


def test_a_refused_event_is_set_aside_with_its_reason_and_the_office_sees_it(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "aside", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@aside") as ws:
        a_round(ws)
        event = an_event("works.started", actor=ws.who.user, role="inspector")
        event = replace(
            event, case_id=case.id, org=case.org, actor=ws.who.user, device=ws.who.device
        )
        with ws.unit("note_event") as unit:
            unit.save(event)
        assert a_round(ws).refused == 1
        (line,) = sync_page(ws).refused
        with pytest.raises(NotReady):
            set_aside(ws, line.change.id, "  ")
        assert [each.code for each in case_page(ws, case.id).events] == [event.code]
        set_aside(ws, line.change.id, "还没有开工，记错了")
        assert sync_page(ws).refused == ()
        assert case_page(ws, case.id).events == ()
        with pytest.raises(NotReady):
            set_aside(ws, line.change.id, "再来一次")
        assert a_round(ws).identical
        with ws.read() as unit:
            kept = unit.trail.lines(0, 1000)
        assert any("还没有开工" in each.told and line.reason in each.told for each in kept)
    with closing(httpx.Client(base_url=centre.url)) as client:
        page = Desk(client, "clerk@aside").page(case.id)
    assert "平板已作废，没有送达" in page
    assert "zhang of aside：还没有开工，记错了" in page


def test_only_a_refused_event_is_set_aside(centre: RunningCentre, tmp_path: Path) -> None:
    case = a_shared_case(centre, "aside-only", "zhang")
    with a_tablet(tmp_path, centre.url, "zhang@aside-only") as ws:
        a_round(ws)
        with ws.unit("defect") as unit:
            unit.save(a_visit(case, ws))
            unit.save(a_defect(case, FAVOURS_A_UNIT))
        a_round(ws)
        (line,) = sync_page(ws).refused
        with pytest.raises(NotReady):
            set_aside(ws, line.change.id, "不要了")
        assert sync_page(ws).refused == (line,)
