"""The acts of the story: survey, interim inspection, completion inspection, inspected again."""

import shutil
from pathlib import Path

from PySide6.QtCore import QDateTime
from PySide6.QtWidgets import QDateTimeEdit, QLabel, QScrollArea, QWidget

from app.domain.checklist import Question
from app.ids import CaseId
from app.views.exchange import sync_page
from app.views.visits import inspection_page
from app.workspace import Workspace
from sync.client.enrol import reconnect
from sync.client.http import HttpCentre
from ui.demo import cast
from ui.demo.colleague import Colleague
from ui.demo.hands import NotSeen, click, find, settle, wait_for
from ui.demo.load_file import look_at_load, refused_load, take_load
from ui.demo.samples import make_bad_load_files, make_bad_photos, make_load_csv
from ui.demo.site_pictures import CONCEALED
from ui.demo.stage import Stage, go_on, open_the_case, record, refused, sync_all, sync_once
from ui.demo.survey import fill_in_survey
from ui.demo.visit import (
    add_photos,
    answer_everything,
    describe_defect,
    give_opinion,
    window_inspection,
)
from ui.inspection.general_panel import GENERAL
from ui.main_window import MainWindow

RATING_KW = 480.0
_LATER = ("scheme.submitted_for_approval", "scheme.approved", "scheme.replied", "scheme.confirmed")


def survey(stage: Stage, window: MainWindow, ws: Workspace, photos: list[Path]) -> None:
    """Agree on a day with the customer, go there, and fill the form."""
    stage.say("约定日期，离线现场勘查", "The day is agreed on; the site survey, offline")
    case = window.screen_named("case")
    go_on(window)
    at = stage.clock.now()
    find(case, QDateTimeEdit, "survey_at").setDateTime(
        QDateTime(at.year, at.month, at.day, at.hour, 0, 0)
    )
    click(case, "agree_day")
    settle(window.background)
    settle(window.background)
    go_on(window)
    wait_for("the survey", lambda: _shows(window, "inspection"))
    settle(window.background)
    fill_in_survey(window, ws, photos)
    form = window.screen_named("inspection")
    for section in ("loads", "source", "sketch"):
        click(form, f"section_{section}")
        settle(window.background)
        stage.look(window, f"survey-{section}")
    page = inspection_page(ws, window_inspection(ws))
    found = page.sheet.record if page.sheet is not None else {}
    if "sn" not in found:
        raise NotSeen("the demand of the load list")
    demand = f"{found['s2']} kVA → {found['sn']} kVA"
    stage.add(f"用电设备清单与负荷计算：{demand}", "load list and demand, reckoned as it is typed")
    record(window)


def office_decides(stage: Stage, case_id: CaseId) -> Colleague:
    """What the office and the customer do between survey and interim inspection.

    The colleague who reviewed the design on his own tablet is given back.
    """
    stage.say(
        "方案编制、会签、答复、客户确认、设计审查、开工、申请中间检查",
        "The office: scheme, reply, the customer's yes, design review, works, interim inspection",
    )
    stage.office_receives(case_id, "supply_scheme", "pq_report", "design")
    stage.office_says(case_id, *_LATER, "works.started", "design.submitted")
    colleague = Colleague(stage.home / "colleague", stage.centre.url)
    number = colleague.reviews_design(case_id)
    stage.add(
        f"同事在二号平板上出具设计审查意见单并签字：{number}",
        "design review, signed on a second tablet",
    )
    stage.office_says(case_id, "interim.requested")
    return colleague


def interim(
    stage: Stage, window: MainWindow, ws: Workspace, photos: list[Path], colleague: Colleague
) -> None:
    """Inspect the concealed works, and settle what two tablets wrote in the same field."""
    stage.say("中间检查：隐蔽工程", "The interim inspection of the concealed works")
    sync_once(window)
    colleague.sync()
    open_the_case(window)
    go_on(window)
    wait_for("the visit", lambda: _shows(window, "inspection"))
    answer_everything(window, ws, _nothing, cast.INTERIM_READINGS, frozenset({"int.doc.scope"}))
    add_photos(window, ws, photos, "int.result.photos", subjects=CONCEALED)
    give_opinion(window, ws, cast.INTERIM_OPINION)
    stage.look(window, "interim")
    _meet_in_one_field(stage, window, ws, colleague)
    colleague.close()
    open_the_case(window)
    go_on(window)
    wait_for("the visit", lambda: _shows(window, "inspection"))
    settle(window.background)
    record(window)


def _meet_in_one_field(
    stage: Stage, window: MainWindow, ws: Workspace, colleague: Colleague
) -> None:
    visit = window_inspection(ws)
    form = window.screen_named("inspection")
    click(form, "section_earth")
    settle(window.background)
    sync_once(window)
    colleague.sync()
    colleague.writes_opinion(visit, cast.COLLEAGUES_OPINION)
    colleague.sync()
    open_the_case(window)
    go_on(window)
    wait_for("the visit", lambda: _shows(window, "inspection"))
    settle(window.background)
    click(form, f"section_{GENERAL}")
    settle(window.background)
    give_opinion(window, ws, cast.INTERIM_OPINION + "可以覆盖。")
    click(form, "section_earth")
    settle(window.background)
    sync_once(window)
    conflicts = sync_page(ws).conflicts
    if not conflicts:
        raise NotSeen("the conflict of two tablets")
    stage.add(
        "两台平板改了同一处：并排显示，由人选择",
        "two tablets, one field: side by side, a person settles",
    )
    stage.look(window, "conflict")
    click(window.screen_named("sync"), f"keep_theirs_{conflicts[0].id}")
    settle(window.background)
    sync_once(window)
    colleague.sync()
    kept = inspection_page(ws, visit).inspection.opinion
    if not kept == colleague.reads_opinion(visit) == cast.COLLEAGUES_OPINION:
        raise NotSeen("the same opinion on both tablets")


def completion(stage: Stage, window: MainWindow, ws: Workspace, photos: list[Path]) -> list[str]:
    """Import the load, refuse bad input, and find one thing wrong; the refusals in words."""
    load = stage.home / "负荷曲线.csv"
    make_load_csv(load, RATING_KW, stage.clock.now(), stage.seed)
    shutil.copy(load, stage.out / "load.csv")
    stage.say("导入一年 15 分钟负荷数据", "A year of 15-minute load is imported")
    case_page = window.screen_named("case")
    bad = make_bad_load_files(stage.home / "bad")[0].path
    refusals = [refused_load(window, bad)]
    look_at_load(window, load)
    stage.look(window, "load-file")
    click(window.screen_named("load"), "load_side_curve")
    stage.look(window, "load-curve")
    take_load(window)
    window.notice.hide()
    stage.look(window, "case")
    scroller = find(case_page, QScrollArea, "case_scroll")
    scroller.ensureWidgetVisible(find(case_page, QWidget, "load_plot"))
    stage.look(window, "load")
    stage.say("离线竣工检验：逐项检查", "The completion inspection, offline, item by item")
    go_on(window)
    wait_for("the visit", lambda: _shows(window, "inspection"))
    settle(window.background)
    form = window.screen_named("inspection")
    stage.look(window, "carried")
    cut = make_bad_photos(stage.home / "bad", photos[0])[0].path
    refusals.append(refused(window, lambda: form.add_photos([cut], "com.tx.nameplate", "")))
    for words in refusals:
        stage.add(words, "bad input, refused in one sentence, nothing lost")
    add_photos(window, ws, photos, "com.result.photos")
    stage.add(f"{len(photos)} 张 1200 万像素照片", "12-megapixel photos, originals kept")
    answered = answer_everything(window, ws, _nothing, cast.BAD_READINGS)
    describe_defect(window, ws, cast.BAD_ITEM, cast.DEFECT, photos[6])
    stage.look(window, "defect")
    give_opinion(window, ws, cast.BAD_OPINION)
    click(form, "section_tx")
    settle(window.background)
    stage.look(window, "inspection")
    stage.add(f"{answered} 项已检查，逐项落盘", "each answer on the disk as it is given")
    stage.add("接地电阻不合格，写明缺陷并拍照", "one item fails: its defect, with a photo")
    record(window)
    return refusals


def try_without_network(stage: Stage, window: MainWindow) -> None:
    """Sync while there is nobody to sync with."""
    stage.say("没有网络时同步", "A sync is tried without a network")
    sync_once(window)
    stage.add(find(window, QLabel, "sync_state").text(), "said plainly, nothing lost")
    stage.look(window, "offline")


def cut_and_go_on(stage: Stage, window: MainWindow, ws: Workspace) -> dict[str, int]:
    """Cut the line in the middle of an upload; what is there already is not sent again."""
    stage.say(
        "上传照片时断线，恢复后从断点续传",
        "The line is cut amid an upload; it goes on where it was",
    )
    click(window, "go_sync")
    settle(window.background)
    click(window, "sync_now")
    link = reconnect(ws)
    wait_for("a file half way", lambda: _is_half_way(ws, link), 120)
    stage.centre.cut()
    settle(window.background, 300)
    stage.look(window, "cut")
    stage.centre.start()
    here = {f.upload: f.size for f in sync_page(ws).files_waiting if f.upload}
    there = {upload: link.received(upload) or 0 for upload in here}
    link.close()
    sync_all(window, ws)
    told = {"of_bytes": sum(here.values()), "there_after_the_cut": sum(there.values())}
    words = f"断线前已送达 {told['there_after_the_cut']:,} / {told['of_bytes']:,} 字节，不重传"
    stage.add(words, "bytes that were there already were not sent again")
    stage.look(window, "synced")
    return told


def _is_half_way(ws: Workspace, link: HttpCentre) -> bool:
    under_way = {f.upload: f.size for f in sync_page(ws).files_waiting if f.upload}
    return any(0 < (link.received(upload) or 0) < size for upload, size in under_way.items())


def inspect_again(stage: Stage, window: MainWindow, ws: Workspace, photo: Path) -> None:
    """Look again at exactly what was open."""
    stage.say("复检：只查未整改的一项", "Inspected again: exactly what was open")
    sync_once(window)
    open_the_case(window)
    stage.look(window, "case-again")
    go_on(window)
    wait_for("the visit", lambda: _shows(window, "inspection"))
    settle(window.background)
    form = window.screen_named("inspection")
    (finding,) = inspection_page(ws, window_inspection(ws)).findings
    question = finding.question
    form.add_photos([photo], question.item.id, question.device_id)
    answered = answer_everything(window, ws, _nothing)
    stage.look(window, "inspection-again")
    give_opinion(window, ws, cast.GOOD_AGAIN)
    stage.add(f"{answered} 项复检合格", "measured again, within its limit")
    record(window)


def _shows(window: MainWindow, name: str) -> bool:
    return window.stack.currentWidget() is window.screen_named(name)


def _nothing(_question: Question) -> None:
    """The story does not tell of every item."""
