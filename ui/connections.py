"""What each screen says goes to its presenter, and what that answers goes back.

Screens and presenters are loaded by name, so this knows neither; the window is their only meeting.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final


def _today(window: Any, screen: Any) -> None:
    cases = window.presenters["cases"]
    cases.listed.connect(screen.show_rows)
    cases.listed_more.connect(screen.add_rows)
    screen.more_wanted.connect(cases.read_more)
    screen.searched.connect(cases.look_for)
    screen.chosen.connect(window.open_case)
    screen.application_wanted.connect(window.presenters["filing"].apply)


def _case(window: Any, screen: Any) -> None:
    cases = window.presenters["cases"]
    cases.serve(screen)
    cases.fetching.connect(window.presenters["exchange"].sync)
    screen.load_chosen.connect(window.open_load_file)
    screen.load_opened.connect(window.open_load)
    screen.meter_wanted.connect(window.open_meter)
    screen.report_wanted.connect(window.open_report)
    screen.filing_wanted.connect(window.open_filing)
    screen.filing_begun.connect(window.begin_filing)


def _load(window: Any, screen: Any) -> None:
    screen.load_chosen.connect(window.open_load_file)
    screen.left.connect(window.back_to_case)
    screen.meter_wanted.connect(window.open_meter)
    window.presenters["load"].serve(screen)


def _meter(window: Any, screen: Any) -> None:
    screen.left.connect(window.back_to_case)
    window.presenters["meter"].serve_page(screen)


def _waveform(window: Any, screen: Any) -> None:
    screen.file_chosen.connect(window.open_load_file)
    screen.left.connect(window.back_to_case)
    window.presenters["waveform"].serve(screen)


def _inspection(window: Any, screen: Any) -> None:
    visit = window.presenters["inspection"]
    visit.opened.connect(screen.show_page)
    visit.thumbnailed.connect(screen.take_thumbnail)
    visit.pictured.connect(screen.take_picture)
    screen.answered.connect(visit.keep_answer)
    screen.drafted.connect(visit.keep_draft)
    screen.entered.connect(visit.keep_values)
    screen.rows_kept.connect(visit.keep_rows)
    screen.explained.connect(visit.keep_reason)
    screen.row_removed.connect(window.row_removed)
    screen.section_left.connect(visit.leave_section)
    screen.photos_chosen.connect(visit.attach)
    visit.intake.moved.connect(screen.intake_bar.show_progress)
    screen.intake_bar.stop_wanted.connect(visit.intake.stop)
    screen.described.connect(visit.record_defect)
    visit.serve_panels(screen.recheck, screen.queries)
    screen.defect_withdrawn.connect(visit.withdraw_defect)
    screen.thumbnail_wanted.connect(visit.want_thumbnail)
    screen.picture_wanted.connect(visit.want_picture)
    screen.photo_withdrawn.connect(visit.take_back)
    screen.record_wanted.connect(visit.record)
    window.presenters["meter"].serve(screen.meter)
    window.presenters["meter"].pinned.connect(screen.take_pinned)


def _report(window: Any, screen: Any) -> None:
    paper = window.presenters["report"]
    paper.opened.connect(screen.show_page)
    screen.signed.connect(paper.sign)
    screen.ink_brought.connect(paper.attach_ink)
    screen.reopen_wanted.connect(paper.reopen)
    screen.copy_wanted.connect(paper.save_copy)
    screen.print_wanted.connect(window.open_paper)
    screen.refusal_wanted.connect(window.begin_refusal)


def _sync(window: Any, screen: Any) -> None:
    join_sync(window.presenters["exchange"], screen)
    screen.case_wanted.connect(window.open_case)


def join_sync(exchange: Any, screen: Any) -> None:
    """What the sync page asks goes to the exchange, and what comes of it back."""
    exchange.opened.connect(screen.show_page)
    exchange.stood.connect(screen.show_standing)
    exchange.moved.connect(screen.show_progress)
    exchange.ended.connect(screen.show_end)
    exchange.failed.connect(screen.show_failure)
    screen.sync_wanted.connect(exchange.sync)
    screen.pause_wanted.connect(exchange.pause)
    screen.resume_wanted.connect(exchange.resume)
    screen.settled.connect(exchange.settle)
    screen.again_wanted.connect(exchange.send_again)
    screen.file_wanted.connect(exchange.try_file_again)
    screen.aside_wanted.connect(exchange.set_aside)
    screen.signed_in.connect(exchange.sign_in)
    exchange.stick_read.connect(screen.stick.choose_place)
    exchange.stick_written.connect(screen.show_written)
    exchange.stick_answered.connect(screen.show_answered)
    screen.stick.asked.connect(exchange.read_stick_load)
    screen.stick.export_wanted.connect(exchange.export)
    screen.stick.answer_wanted.connect(exchange.answer)
    exchange.handover.serve(screen.handover)


def _reports(window: Any, screen: Any) -> None:
    papers = window.presenters["papers"]
    papers.listed.connect(screen.show_rows)
    papers.opened.connect(screen.show_paper)
    papers.checked.connect(screen.show_check)
    papers.printing.connect(screen.show_printing)
    papers.file_checked.connect(screen.file_check.show_checked)
    screen.file_check.wanted.connect(papers.check_file)
    papers.printing.connect(screen.blank_forms.show_printing)
    screen.blank_forms.print_wanted.connect(papers.print_blank)
    screen.blank_forms.copy_wanted.connect(papers.save_blank)
    screen.chosen.connect(papers.open)
    screen.check_wanted.connect(papers.check)
    screen.print_wanted.connect(papers.print_copies)
    screen.stop_wanted.connect(papers.stop_printing)
    screen.copy_wanted.connect(papers.save_copy)
    screen.sign_wanted.connect(window.open_report)
    screen.day_wanted.connect(papers.open_day)
    papers.day_opened.connect(screen.show_day)
    whole_day = screen.day_print
    whole_day.print_wanted.connect(papers.print_day)
    whole_day.stop_wanted.connect(papers.day.stop)
    papers.day.moved.connect(whole_day.show_moved)
    papers.day.printed.connect(whole_day.show_printed)
    papers.day.failed.connect(whole_day.show_failed)
    papers.day.ended.connect(whole_day.show_ended)


def _settings(window: Any, screen: Any) -> None:
    window.presenters["settings"].serve(screen)
    screen.look_wanted.connect(window.look_wanted)


def _filing(window: Any, screen: Any) -> None:
    filing = window.presenters["filing"]
    filing.opened.connect(screen.show_page)
    filing.thumbnailed.connect(screen.take_thumbnail)
    filing.pictured.connect(screen.take_picture)
    window.presenters["meter"].serve(screen.meter)
    window.presenters["meter"].filled.connect(screen.take_filled)
    screen.entered.connect(filing.keep_values)
    screen.rows_kept.connect(filing.keep_rows)
    screen.explained.connect(filing.keep_reason)
    screen.row_removed.connect(window.row_removed)
    screen.photos_chosen.connect(filing.attach)
    filing.intake.moved.connect(screen.intake_bar.show_progress)
    screen.intake_bar.stop_wanted.connect(filing.intake.stop)
    screen.thumbnail_wanted.connect(filing.want_thumbnail)
    screen.picture_wanted.connect(filing.want_picture)
    screen.photo_withdrawn.connect(filing.take_back)
    screen.record_wanted.connect(filing.record)


CONNECT: Final[Mapping[str, Callable[[Any, Any], None]]] = {
    "today": _today,
    "case": _case,
    "load": _load,
    "waveform": _waveform,
    "meter": _meter,
    "inspection": _inspection,
    "filing": _filing,
    "report": _report,
    "sync": _sync,
    "reports": _reports,
    "settings": _settings,
}
"""How each screen is connected, by its name."""
