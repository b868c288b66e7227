"""One customer's way from application to the end, told by the actions on one encrypted tablet.

The utility's office speaks through its events, each judged by the process before it is kept; all
else is filled, recorded, issued, signed and verified here. The clock stands still but for what
a deed takes and what the story lets pass, so the days are always the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from app.actions.issue_report import issue_report
from app.actions.open_workspace import create_workspace
from app.actions.record_filing import record_filing
from app.actions.record_inspection import record_inspection
from app.actions.sign_report import sign_report
from app.clock import FixedClock
from app.documents.verify import Reason, verify_pdf
from app.domain.authority import speaks_as
from app.domain.case import ConnectionCase
from app.domain.due_clock import ClockState
from app.domain.process import CaseState, Status, check_event
from app.domain.report import Report, Signature
from app.domain.signer import SignerRole
from app.domain.staff import Identity
from app.domain.stage import StageState
from app.domain.trail import first_broken
from app.ids import DeviceId, Minter, UserId
from app.views.cases import CasePage, case_page
from app.views.papers import report_rows
from app.workspace import AUTHORITY, CERTIFICATE, DEVICE_KEY, Workspace
from tests.app.sealed_papers import ROOT, TRUSTED, an_identity
from tests.builders import MORNING, facts_of
from tests.flows.filings import EVERYBODY, Rows, act_for, filled, put, said_in, wanting
from tests.flows.surveys import surveyed
from tests.flows.visits import fill_in, the_case_of
from ui.demo.cast import ORG, the_case
from ui.demo.cast import an_event as an_office_event

FIELD: Final = Identity(UserId("zhang"), "张海峰", ORG, EVERYBODY, DeviceId("tab-1"))
OFFICE: Final = Identity(
    UserId("wang"), "王敏", ORG, ("clerk", "scheme_designer", "approver", "archivist"),
    DeviceId("office"),
)  # fmt: skip


@dataclass
class Story:
    """One case on one tablet, and the papers that it has got so far."""

    ws: Workspace
    clock: FixedClock
    folder: Path
    left_unsigned: set[str] = field(default_factory=set)
    """Papers that the customer did not sign, by number; another paper says so."""

    @property
    def page(self) -> CasePage:
        """All about the case, as the tablet shows it."""
        return case_page(self.ws, the_case_of(self.ws))

    @property
    def state(self) -> CaseState:
        """What its events add up to."""
        return self.page.state

    def office(self, *codes: str, **facts: str) -> None:
        """The office says these, a minute after one another; the process takes each of them."""
        case = self.page.case
        for code in codes:
            self.clock.move(timedelta(minutes=1))
            at = self.ws.clock.now()
            assert speaks_as(code, OFFICE.roles), code
            event = an_office_event(case.id, OFFICE, Minter(self.clock), code, at)
            event = replace(event, facts={**facts_of(code, case), **facts})
            check_event(case, self.state, code, event.facts, at=at, actor=event.actor)
            with self.ws.unit("come_down") as unit:
                unit.save(event)

    def days_pass(self, days: int) -> None:
        """It is so many days later, at nine in the morning as it was at first."""
        now = self.clock.now()
        self.clock.move(now.replace(hour=1, minute=0, second=0) + timedelta(days=days) - now)

    def paper(self, code: str, rows: Rows | None = None, about: str = "", **changed: str) -> Report:
        """This form with its good values, recorded, issued and signed by everybody."""
        filing = filled(self.ws, self.folder, code, about, **changed)
        put(self.ws, filing, rows or {})
        assert (code, wanting(self.ws, filing)) == (code, [])
        record_filing(self.ws, filing.id)
        return self.signed(filing.id)

    def survey(self, values: Mapping[str, str], rows: Rows) -> Report:
        """The site survey, signed; its appointment is that of the builder, 25 November."""
        return self.visited(surveyed(self.ws, self.folder, values, rows).id)

    def inspection(self, **told: Any) -> str:
        """An inspection filled in, with all its questions answered (see `visits.fill_in`)."""
        return fill_in(self.ws, self.folder, **told)

    def visited(self, visit: str) -> Report:
        """The visit recorded, and its paper signed by everybody."""
        record_inspection(self.ws, visit)
        return self.signed(visit)

    def signed(self, subject: str) -> Report:
        """The paper of this visit or filing, signed to the last."""
        report = issue_report(self.ws, subject)
        self.sign(report)
        return report

    def sign(self, report: Report, but: SignerRole | None = None) -> None:
        """Everybody who is expected signs, in their order; `but` is not there."""
        for role in report.expected:
            if role is not but:
                sign_report(self.ws, report.id, act_for(self.ws, report, role))


def a_story(folder: Path, **changes: Any) -> Story:
    """A tablet with a fresh application, on the morning of 23 November 2026."""
    clock = FixedClock(MORNING, timedelta(milliseconds=5))
    ws = create_workspace(folder / "tablet", "plateau-2026", FIELD, clock)
    identity = an_identity(ROOT, FIELD.name)
    case = replace(the_case(ws.ids), team=(UserId("li"), FIELD.user), **changes)
    with ws.unit("come_down") as unit:
        unit.settings.put(DEVICE_KEY, identity.key_pem.encode())
        unit.settings.put(CERTIFICATE, identity.certificate_pem.encode())
        unit.settings.put(AUTHORITY, identity.chain_pem[0].encode())
        unit.save(case)
    return Story(ws, clock, folder)


def the_codes(state: CaseState) -> list[str]:
    """What has happened, in order, with what the rules said."""
    return [event.code for event in state.taken]


def assert_told_to_its_end(story: Story, forms: list[str]) -> None:
    """The case has exactly these papers, and has come to its end as `assert_closed` says."""
    assert [row.report.form for row in papers_of(story)] == forms
    assert_closed(story)


def assert_closed(story: Story) -> None:
    """The case is closed and nothing of it was refused, late, unsigned, unreadable or broken."""
    page = story.page
    assert (page.state.status, page.state.suspended) == (Status.CLOSED, "")
    assert page.state.refused == ()
    assert {instance.state for instance in page.stages} <= {
        StageState.PASSED, StageState.NOT_APPLICABLE
    }  # fmt: skip
    for clock in page.clocks:
        assert clock.state is ClockState.STOPPED, clock.key
        assert clock.stopped_on is not None, clock.key
        assert clock.stopped_on <= clock.due_on, clock.key
    assert all(budget.left >= 0 for budget in page.all_clocks.budgets)
    with story.ws.read() as unit:
        lines = unit.trail.lines()
    assert first_broken(lines) is None
    for row in papers_of(story):
        assert_whole(story, page.case, row.report, row.signatures)


def papers_of(story: Story) -> list[Any]:
    """The papers of the case in the order in which they were issued."""
    return sorted(report_rows(story.ws), key=lambda row: row.report.issued_at)


def assert_whole(
    story: Story, case: ConnectionCase, report: Report, signatures: tuple[Signature, ...]
) -> None:
    """The paper is signed by all and unchanged, and says whose it is."""
    sealed = story.ws.blobs.get(signatures[-1].pdf)
    verdict = verify_pdf(sealed, TRUSTED)
    if report.doc_no in story.left_unsigned:
        assert verdict.reason is Reason.INCOMPLETE, report.doc_no
    else:
        assert (verdict.valid, verdict.reason) == (True, Reason.OK), report.doc_no
        roles = [each.role for each in verdict.signatures]
        assert roles == [role.value for role in report.expected], report.doc_no
    said = said_in(sealed)
    assert case.customer.agent_id_no not in said, report.doc_no
    assert report.doc_no in said, report.doc_no
    assert "".join(case.customer.name.split()) in said, report.doc_no
