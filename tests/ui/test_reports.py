"""The page of all papers: what there is, how it stands, whether it holds, and what is printed."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QSize
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.actions.check_report import check_report
from app.actions.reopen_inspection import reopen_inspection
from app.domain.report import Report
from app.views.papers import report_page, report_rows
from app.workspace import AUTHORITY, Workspace
from tests.app.sealed_papers import a_root, pem_of, sealed_paper
from tests.ui.conftest import a_paper, a_visit, sealed
from tests.ui.test_printing import opened
from ui.demo.hands import NotSeen, click, find, settle, sign, wait_for
from ui.main_window import MainWindow
from ui.parts.signature_pad import SignaturePad
from ui.report.ink_panel import InkPanel
from ui.report.printing import fit_to
from ui.report.report_list import ReportList
from ui.report.report_page import ReportView


def shown(window: MainWindow, paper: str) -> ReportList:
    window.open_paper(paper)
    settle(window.background)
    screen = window.screen_named("reports")
    assert isinstance(screen, ReportList)
    return screen


def words_of(screen: ReportList) -> str:
    parts = screen.findChildren(QLabel)
    return "\n".join(part.text() for part in parts if part.isVisible())


def test_a_sealed_paper_is_listed_previewed_and_verified_in_words(
    window: MainWindow, signing: Workspace
) -> None:
    screen = shown(window, sealed(signing))
    assert "已封存" in words_of(screen)
    assert "检验人员 张海峰" in find(screen, QLabel, "paper_signers").text()
    click(screen, "paper_check")
    settle(window.background)
    lines = [part.text() for part in screen.findChildren(QLabel) if "check_" in part.objectName()]
    assert len(lines) == 8
    assert all(line.startswith("✔") for line in lines)
    with pytest.raises(NotSeen):
        find(screen, QPushButton, "paper_sign")


def test_a_paper_of_another_authority_is_said_not_to_hold(
    window: MainWindow, signing: Workspace
) -> None:
    paper = sealed(signing)
    with signing.unit("join") as unit:
        unit.settings.put(AUTHORITY, pem_of(a_root("别的中心")[1]).encode())
    screen = shown(window, paper)
    click(screen, "paper_check")
    settle(window.background)
    lines = [part.text() for part in screen.findChildren(QLabel) if "check_" in part.objectName()]
    assert lines[0].startswith("✘")
    assert any("不是本中心签发" in line for line in lines)
    assert any(line.startswith("✔") and "一字未改" in line for line in lines)


def test_a_valid_paper_with_another_record_than_ours_does_not_hold(signing: Workspace) -> None:
    first = sealed(signing)
    assert check_report(signing, first).valid
    with signing.read() as unit:
        report = unit.get(Report, first)
    with signing.engine.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE record SET body = replace(body, ?, ?) WHERE id = ?",
            (report.record_digest, "0" * 64, first),
        )
    verdict = check_report(signing, first)
    assert (verdict.valid, verdict.reason) == (False, "record_mismatch")


def test_what_is_unsigned_leads_to_the_pad(window: MainWindow, signing: Workspace) -> None:
    screen = shown(window, sealed(signing, signers=0))
    assert "草稿，未签字" in words_of(screen)
    click(screen, "paper_sign")
    settle(window.background)
    assert window.stack.currentWidget() is window.screen_named("report")
    click(window, "print")
    settle(window.background)
    assert window.stack.currentWidget() is screen


def test_a_half_signed_paper_waits_for_one_more(window: MainWindow, signing: Workspace) -> None:
    screen = shown(window, sealed(signing, signers=1))
    assert "待签字 1/2" in words_of(screen)


def test_strokes_drawn_before_one_paper_are_not_there_before_the_next(
    qtbot: QtBot, tablet: Workspace
) -> None:
    visit = a_visit(tablet)
    first = a_paper(tablet, visit)
    reopen_inspection(tablet, visit)
    second = a_paper(tablet, visit)
    page = ReportView("张海峰")
    qtbot.addWidget(page)
    page.resize(1280, 800)
    page.show()
    page.show_page(report_page(tablet, first))
    page.read_to_end()
    pad = find(page, SignaturePad, "signature_pad")
    wait_for("the pad", pad.isVisible)
    sign(pad, 3)
    page.show_page(report_page(tablet, first))
    assert not pad.strokes.is_empty
    page.show_page(report_page(tablet, second))
    assert pad.strokes.is_empty
    assert page.findChild(QPushButton, "sign").isHidden()


def test_a_paper_that_a_newer_one_has_replaced_cannot_be_signed(
    window: MainWindow, tablet: Workspace
) -> None:
    visit = a_visit(tablet)
    first = a_paper(tablet, visit)
    reopen_inspection(tablet, visit)
    second = a_paper(tablet, visit)
    assert [row.newer for row in report_rows(tablet)] == [None, 2]
    screen = shown(window, first)
    assert "已由第 2 版替代" in words_of(screen)
    with pytest.raises(NotSeen):
        find(screen, QPushButton, "paper_sign")
    click(screen, "state_open")
    assert next(row.report.id for row in report_rows(tablet)) == second
    assert "第 1 版" not in words_of(screen)


def test_the_list_is_empty_until_there_is_a_paper(window: MainWindow) -> None:
    click(window, "go_reports")
    settle(window.background)
    assert "还没有报告" in words_of(window.screen_named("reports"))


def test_a_copy_for_each_is_printed_from_the_page(
    window: MainWindow, signing: Workspace, tmp_path: Path, qtbot: QtBot
) -> None:
    screen = shown(window, sealed(signing))
    click(screen, "paper_print")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(72)
    fit_to(printer, screen._paper._document.pagePointSize(0).toSize())
    screen._paper.order(printer)
    wait_for("printed", lambda: window.background.idle)
    pages = screen._paper._document.pageCount()
    assert opened((tmp_path / "out.pdf").read_bytes()).pageCount() == 2 * pages
    click(screen, "paper_print")
    click(screen, "mark_customer")
    printer.setOutputFileName(str(tmp_path / "one.pdf"))
    screen._paper.order(printer)
    settle(window.background)
    assert opened((tmp_path / "one.pdf").read_bytes()).pageCount() == pages


def test_a_copy_that_cannot_be_written_is_said(
    window: MainWindow, signing: Workspace, tmp_path: Path
) -> None:
    screen = shown(window, sealed(signing, signers=0))
    screen.copy_wanted.emit(b"%PDF", tmp_path / "nowhere" / "x.pdf")
    settle(window.background)
    assert "不能写入" in window.notice.text


def test_a_file_that_somebody_brings_is_checked_and_says_only_what_was_checked(
    window: MainWindow, signing: Workspace, tmp_path: Path
) -> None:
    paper = sealed(signing)
    screen = shown(window, paper)
    ours, theirs = tmp_path / "ours.pdf", tmp_path / "theirs.pdf"
    ours.write_bytes(report_page(signing, paper).pdf)
    theirs.write_bytes(ours.read_bytes().replace(b"/Prev", b"/Prew"))

    def checked(path: Path) -> str:
        screen.file_check.check(path)
        settle(window.background)
        return words_of(screen)

    told = checked(ours)
    assert "✔ 签名完整可信" in told
    assert "第 1 版" in find(screen, QLabel, "file_known").text()
    assert "所附记录与签名所指一致" in told
    assert "✘ " in checked(theirs)
    assert "找不到这个文件" in checked(tmp_path / "nowhere.pdf")
    sealed_elsewhere = tmp_path / "elsewhere.pdf"
    sealed_elsewhere.write_bytes(sealed_paper())
    assert "本机没有这份单据" in checked(sealed_elsewhere)
    screen.show_paper(report_page(signing, paper))
    assert "本机没有这份单据" not in words_of(screen)  # the list has its room again


def test_a_blank_form_is_printed_and_saved_where_there_is_no_paper(
    window: MainWindow, tmp_path: Path
) -> None:
    click(window, "go_reports")
    settle(window.background)
    screen = window.screen_named("reports")
    assert isinstance(screen, ReportList)
    click(screen, "blank_forms")
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    printer.setResolution(36)
    fit_to(printer, QSize(595, 842))
    screen.blank_forms._form.offer({"F14": "F14"}, "F14")
    screen.blank_forms.order(printer)
    wait_for("printed", lambda: window.background.idle and (tmp_path / "out.pdf").exists())
    screen.blank_forms.save(tmp_path / "blank.pdf")
    settle(window.background)
    saved = (tmp_path / "blank.pdf").read_bytes()
    assert opened((tmp_path / "out.pdf").read_bytes()).pageCount() == opened(saved).pageCount()
    assert str(tmp_path / "blank.pdf") in window.notice.text


def test_a_print_signed_in_ink_is_attached_on_the_page_where_one_signs(
    window: MainWindow, signing: Workspace, tmp_path: Path
) -> None:
    paper = a_paper(signing, a_visit(signing))
    window.open_report(paper)
    settle(window.background)
    screen = window.screen_named("report")
    assert isinstance(screen, ReportView)
    click(screen, "ink")
    panel = find(screen, InkPanel, "ink_panel")
    for place, field in panel._rows:
        if not field.text():
            field.setText("李文娟")
        assert field.text(), place
    click(screen, "ink_attach")
    settle(window.background)
    assert "请选择签好字的扫描件" in window.notice.text
    sheet = tmp_path / "sheet.png"
    Image.new("RGB", (60, 80), "white").save(sheet)
    panel.take((sheet,))
    find(screen, QLineEdit, "ink_witness").setText("马玉兰")
    panel._why.offer({"seal": "seal"}, "seal")
    click(screen, "ink_attach")
    settle(window.background)
    assert report_page(signing, paper).next_role is None
    assert not panel.isVisible()
    assert check_report(signing, paper).valid
    assert "纸上签字" in words_of(shown(window, paper))
