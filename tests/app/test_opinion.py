"""What an inspection says to the process, and what a request for re-inspection carries."""

from dataclasses import replace

from app.domain.checklist import Conclusion
from app.domain.defect import Severity
from app.domain.inspection import InspectionKind
from app.domain.opinion import opinion_facts, request_facts
from app.ids import InspectionId
from tests.app.test_defect import a_defect, looked_at, told_fixed
from tests.builders import a_visit


def test_the_opinion_counts_what_stands_and_declares_the_list_complete() -> None:
    visit = a_visit(conclusion=Conclusion.RECTIFY)
    closed = looked_at(a_defect("c"), 2, put_right=True)
    defects = [
        a_defect(severity=Severity.CRITICAL), a_defect("b"), a_defect("s", severity=Severity.MINOR),
        closed,
    ]  # fmt: skip
    facts = opinion_facts(visit, (), defects, defects)
    assert facts == {
        "result": "rectify", "defects": "3", "open_critical": "1", "open_major": "1",
        "unjudged": "0", "missed_first_time": "0", "list_complete": "yes",
    }  # fmt: skip
    told_less = replace(visit, values={"is_complete_list": "no"})
    assert opinion_facts(told_less, (), defects, defects)["list_complete"] == "no"


def test_concealed_works_are_released_by_a_pass_alone() -> None:
    for conclusion, said in ((Conclusion.PASS, "yes"), (Conclusion.RECTIFY, "no")):
        visit = a_visit(kind=InspectionKind.INTERIM, conclusion=conclusion)
        assert opinion_facts(visit, (), (), ())["concealed_release"] == said
    assert "concealed_release" not in opinion_facts(a_visit(conclusion=Conclusion.PASS), (), (), ())


def test_only_what_this_visit_found_late_is_counted_as_missed() -> None:
    visit = a_visit(id=InspectionId("visit-2"), conclusion=Conclusion.RECTIFY)
    here = a_defect(inspection_id=visit.id, missed=True)
    new = a_defect("n", inspection_id=visit.id, missed=False)
    earlier = a_defect("e", missed=True)
    assert opinion_facts(visit, (), [here, new, earlier], ())["missed_first_time"] == "1"


def test_a_request_for_re_inspection_names_what_was_reported_and_waits_for_no_suggestion() -> None:
    told = told_fixed(a_defect(number="F06-1-01"))
    open_still = a_defect("b", number="F06-1-02")
    minor = a_defect("c", number="F06-1-03", severity=Severity.MINOR)
    assert request_facts([told, open_still, minor]) == {"rectified": "2", "fixed": "F06-1-01"}
    assert request_facts([looked_at(told, 2, put_right=False)])["rectified"] == "0"
