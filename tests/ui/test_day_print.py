"""The papers of a day are printed in one go: each noted, each told, none stopping the next."""

import json
from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QPushButton

from app.actions.reopen_inspection import reopen_inspection
from app.actions.sign_report import sign_report
from app.clock import CHINA
from app.domain.report import Report
from app.views.papers import papers_of_day, report_page, report_rows
from app.views.trail import trail_page
from app.workspace import Workspace
from tests.flows.visits import next_act
from tests.ui.conftest import a_paper, a_visit
from tests.ui.test_printing import a_printer, ink, likeness, opened
from ui.demo.hands import click, find, settle, wait_for
from ui.main_window import MainWindow
from ui.report.day_print import DayPrint
from ui.report.printing import CUSTOMER_COPY, Order, Stop, print_order, sheets_in


@pytest.fixture
def papers(signing: Workspace) -> tuple[Report, Report]:
    """Both versions of one paper: the first was never signed and counts no more."""
    visit = a_visit(signing)
    made = [a_paper(signing, visit)]
    reopen_inspection(signing, visit)
    made.append(a_paper(signing, visit))
    for _ in range(2):
        sign_report(signing, made[1], next_act(signing, made[1]))
    with signing.read() as unit:
        first, second = (unit.get(Report, each) for each in made)
    return first, second


def panel_of(window: MainWindow) -> DayPrint:
    click(window, "go_reports")
    settle(window.background)
    click(window, "print_day")
    return find(window, DayPrint, "day_print")


def to_files(folder: Path) -> QPrinter:
    return a_printer(folder, 150)


def ends(panel: DayPrint) -> list[str]:
    parts = panel.findChildren(QLabel, "day_paper_end")
    return [part.text() for part in parts if part.isVisible()]


def states(panel: DayPrint) -> int:
    return sum(part.isVisible() for part in panel.findChildren(QLabel, "day_paper_state"))


def printed_lines(ws: Workspace) -> list[dict[str, object]]:
    lines = reversed(trail_page(ws).lines)
    return [json.loads(each.told) for each in lines if each.line.deed == "print_report"]


def test_what_counts_is_ticked_and_comes_out_whole_with_a_line_in_the_trail(
    window: MainWindow, signing: Workspace, papers: tuple[Report, Report], tmp_path: Path
) -> None:
    first, second = papers
    panel = panel_of(window)
    assert not find(panel, QPushButton, f"day_paper_{first.doc_no}").isChecked()
    assert find(panel, QPushButton, f"day_paper_{second.doc_no}").isChecked()
    click(panel, "day_mark_utility")
    panel.order(to_files(tmp_path))
    settle(window.background)
    seen = opened(report_page(signing, second.id).seen)
    copy = opened((tmp_path / f"out-{second.doc_no}.pdf").read_bytes())
    pages = seen.pageCount()
    assert copy.pageCount() == pages
    sizes = [paper.pagePointSize(page).toSize() for paper in (seen, copy) for page in range(pages)]
    assert len(set(sizes)) == 1
    below_the_mark = slice(170, None)
    assert likeness(ink(seen, 0)[below_the_mark], ink(copy, 0)[below_the_mark]) > 0.9
    assert ends(panel) == [f"✔ 已打印 {pages} 张"]
    assert [(line["doc_no"], line["copies"]) for line in printed_lines(signing)] == [
        (second.doc_no, [CUSTOMER_COPY])
    ]


def test_a_round_that_hangs_holds_up_no_paper(
    window: MainWindow, papers: tuple[Report, Report], tmp_path: Path
) -> None:
    line_back, panel = Event(), panel_of(window)
    window.background.round(line_back.wait, 60)
    try:
        panel.order(to_files(tmp_path))
        wait_for("printed", lambda: any(told.startswith("✔ 已打印") for told in ends(panel)))
    finally:
        line_back.set()
    settle(window.background)


def test_one_that_is_not_here_is_told_and_the_rest_goes_on(
    window: MainWindow, signing: Workspace, papers: tuple[Report, Report], tmp_path: Path
) -> None:
    first, second = papers
    gone = report_page(signing, first.id).shown
    assert gone is not None
    signing.blobs.remove(gone)
    panel = panel_of(window)
    click(panel, f"day_paper_{first.doc_no}")
    panel.order(to_files(tmp_path))
    settle(window.background)
    told = ends(panel)
    assert told[0].startswith("✘ 未打印：这个文件不在本机")
    assert told[1].startswith("✔ 已打印")
    assert not (tmp_path / f"out-{first.doc_no}.pdf").exists()
    assert [line["doc_no"] for line in printed_lines(signing)] == [second.doc_no]


def test_stopped_the_rest_is_not_begun_and_says_so(
    window: MainWindow, signing: Workspace, papers: tuple[Report, Report], tmp_path: Path
) -> None:
    panel = panel_of(window)
    click(panel, f"day_paper_{papers[0].doc_no}")
    panel.order(to_files(tmp_path))
    assert not find(panel, QPushButton, "day_print_now").isEnabled()
    panel.stop_wanted.emit()
    settle(window.background)
    assert ends(panel) == ["已停止，没有打完"] * 2
    assert not list(tmp_path.glob("*.pdf"))
    assert find(panel, QPushButton, "day_print_now").isEnabled()


def test_a_program_that_ends_begins_no_further_paper(
    window: MainWindow, signing: Workspace, papers: tuple[Report, Report], tmp_path: Path
) -> None:
    panel = panel_of(window)
    click(panel, f"day_paper_{papers[0].doc_no}")
    panel.order(to_files(tmp_path))
    window.background.finish()
    wait_for("all that ran has ended", lambda: window.background.idle)
    assert not window.presenters["papers"].day.is_busy
    assert len(list(tmp_path.glob("*.pdf"))) <= 1


def test_a_program_that_ends_begins_no_single_paper_either(
    window: MainWindow, tablet: Workspace, tmp_path: Path
) -> None:
    paper = a_paper(tablet, a_visit(tablet))
    presenter = window.presenters["papers"]
    presenter.open(paper)
    pdf = report_page(tablet, paper).seen
    presenter.print_copies(pdf, to_files(tmp_path), (0,), ("",))
    window.background.finish()
    wait_for("all that ran has ended", lambda: window.background.idle)
    assert not list(tmp_path.glob("*.pdf"))


def test_another_day_shows_its_own_papers(
    window: MainWindow, signing: Workspace, papers: tuple[Report, Report]
) -> None:
    rows, today = report_rows(signing), signing.clock.now().astimezone(CHINA).date()
    assert [each.row.report.id for each in papers_of_day(rows, today)] == [p.id for p in papers]
    assert [each.counts for each in papers_of_day(rows, today)] == [False, True]
    assert papers_of_day(rows, today - timedelta(1)) == ()
    panel = panel_of(window)
    assert "（今天）" in find(panel, QLabel, "day_shown").text()
    assert not find(panel, QPushButton, "day_later").isEnabled()
    click(panel, "day_earlier")
    settle(window.background)
    assert states(panel) == 0
    assert not find(panel, QPushButton, "day_print_now").isEnabled()
    click(panel, "day_later")
    settle(window.background)
    assert states(panel) == 2


def test_on_both_sides_each_copy_begins_on_a_sheet_of_its_own(
    signing: Workspace, papers: tuple[Report, Report], tmp_path: Path
) -> None:
    pdf = report_page(signing, papers[1].id).seen
    odd = tuple(range(sheets_in(pdf)[0]))[:1]
    order = Order(pdf, to_files(tmp_path), odd, ("一", "二"), Stop(), two_sided=True)
    print_order(order, lambda done, total: None)
    made = opened((tmp_path / "out.pdf").read_bytes())
    assert [bool(ink(made, page).any()) for page in range(made.pageCount())] == [True, False, True]
