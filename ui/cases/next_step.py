"""The one next step of a case: what the large button says, and what it opens."""

from dataclasses import dataclass
from typing import Final

from app.domain.filing import Filing
from app.domain.form import Form
from app.domain.process import Status
from app.views.cases import CasePage
from ui.cases.review_panel import redo_words, subject_name
from ui.naming import visit_name
from ui.wording import next_step
from ui.words import tr

_OURS: Final = ("wait_scheme", "wait_energisation", "nothing")
"""Steps at which nobody outside is waited for, so that a form may be what comes next."""


@dataclass(frozen=True)
class NextStep:
    """What comes next.

    `deed` is redo, schedule, visit, begin, filing or paper; empty = only to wait.
    """

    words: str
    deed: str = ""
    value: str = ""
    """The code of the form that is begun, or the id of what is opened."""


def next_of(page: CasePage) -> NextStep:
    """The one next step of this case for whoever is signed in."""
    for said in page.reviewed:
        if said.waits and said.responsible == page.who:
            words = tr("{0}：{1}", redo_words(said), subject_name(said.subject))
            return NextStep(words, "redo", said.review.subject_id)
    due = page.state.due_inspection
    if due is not None:
        attempt = page.state.attempts.get(due.value, 1)
        visits = [i for i in page.inspections if i.kind is due and i.attempt == attempt]
        begun = [visit for visit in visits if not visit.was_stopped]
        if not begun:
            return NextStep(tr("开始{}", visit_name(due, attempt)), "visit")
        if begun[0].recorded_at is not None:
            return NextStep(tr("查看检验意见并签字"), "visit")
        return NextStep(tr("继续{}", visit_name(due, attempt)), "visit")
    waits = next_step(page.state.next_step)
    if page.state.status is Status.ACCEPTED:
        return NextStep(waits, "schedule")
    # A form that is filled at one status alone is what that status waits for.
    forms = [form for form in page.may_file if len(form.at) == 1]
    steps = [_of_form(page, form) for form in forms] if page.state.next_step in _OURS else []
    return next((step for step in steps if step is not None), NextStep(waits))


def _of_form(page: CasePage, form: Form) -> NextStep | None:
    """What is to be done with this form; None where it is signed already."""
    filings = [each for each in page.filings if each.form == form.code]
    if not filings:
        return NextStep(tr("填写{}", tr(form.zh)), "begin", form.code)
    last = max(filings, key=lambda each: each.attempt)
    if last.recorded_at is None:
        return NextStep(tr("继续填写{}", tr(form.zh)), "filing", last.id)
    return _of_paper(page, last, form)


def _of_paper(page: CasePage, filing: Filing, form: Form) -> NextStep | None:
    papers = [report for report in page.reports if report.subject_id == filing.id]
    if not papers:
        return NextStep(tr("继续填写{}", tr(form.zh)), "filing", filing.id)
    paper = papers[-1]
    signed = sum(each.report_id == paper.id for each in page.signatures)
    waits = signed < len(paper.expected)
    return NextStep(tr("签字：{}", tr(form.zh)), "paper", paper.id) if waits else None
