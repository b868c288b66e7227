"""A customer who takes the reply home to think: a receipt first, his opinion later and apart."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.actions.keep_entry import keep_values
from app.actions.open_workspace import close_workspace
from app.actions.start_filing import start_filing
from app.domain.filing import Filing
from app.domain.flags import flags_of
from app.domain.handover import Known, handed_over
from app.domain.transition import Status
from app.errors import WrongStage
from app.ids import Digest
from app.views.cases import CasePage, case_page
from app.workspace import Workspace
from tests.app.inspection_papers import text_of
from tests.flows.filings import HERE, a_tablet, filled, issued, signed_by_all, wanting
from tests.flows.visits import the_case_of

TAKEN_HOME = "在本单上的签名只表示已收到本供电方案答复单，不表示同意"


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet whose case waits for the reply to its scheme."""
    made = a_tablet(tmp_path / "tablet", "SCHEME_APPROVAL")
    yield made
    close_workspace(made)


def page_of(ws: Workspace) -> CasePage:
    return case_page(ws, the_case_of(ws))


def taken_home(ws: Workspace, folder: Path) -> str:
    """The number of a reply that the customer signed as received."""
    reply = filled(ws, folder, "F03", scheme_version="2")
    keep_values(ws, reply.id, {"customer_opinion": "later"}, HERE, Filing)
    report = issued(ws, reply)
    assert TAKEN_HOME in "".join(text_of(ws.blobs.get(Digest(report.pdf))).split())
    signed_by_all(ws, report)
    return report.doc_no


def test_a_receipt_replies_and_the_opinion_confirms(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(WrongStage):
        start_filing(ws, the_case_of(ws), "F03C")
    before = len(page_of(ws).events)
    number = taken_home(ws, tmp_path)
    assert [event.code for event in page_of(ws).events[before:]] == ["scheme.replied"]
    assert page_of(ws).state.status is Status.SCHEME_REPLIED
    assert "F03C" in {form.code for form in page_of(ws).may_file}
    opinion = issued(ws, filled(ws, tmp_path, "F03C"))
    assert number in "".join(text_of(ws.blobs.get(Digest(opinion.pdf))).split())
    signed_by_all(ws, opinion)
    said = page_of(ws).events[-1]
    assert said.code == "scheme.confirmed"
    assert (said.facts["doc_no"], said.facts["reply"], said.facts["version"]) == (
        opinion.doc_no, number, "2",
    )  # fmt: skip
    assert page_of(ws).state.status is Status.SCHEME_CONFIRMED
    # The stages after it are handed the scheme that was replied, not the opinion of it.
    known = Known(page_of(ws).case, page_of(ws).state, flags_of(page_of(ws).case))
    (handed,) = handed_over(("scheme",), "external_works", known)
    assert handed.value == number


def test_what_he_objects_to_afterwards_goes_back_to_the_scheme(
    ws: Workspace, tmp_path: Path
) -> None:
    number = taken_home(ws, tmp_path)
    opinion = filled(ws, tmp_path, "F03C", customer_opinion="object", remark="")
    assert wanting(ws, opinion) == ["field:objection_text"]
    text = "计量点请移到配电室外"
    opinion = filled(ws, tmp_path, "F03C", customer_opinion="object", objection_text=text)
    signed_by_all(ws, issued(ws, opinion))
    said = page_of(ws).events[-1]
    assert said.code == "scheme.objected"
    assert (said.facts["objection"], said.facts["reply"]) == (text, number)
    assert page_of(ws).state.status is Status.SCHEME_DRAFTING
