"""The main job, from application to the byte-identical record at the centre, told as it happens."""

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLineEdit

from app.domain.case import ConnectionCase
from app.domain.endorsement import Endorsement
from app.domain.report import Signature
from app.workspace import Workspace
from ui.application import Application
from ui.demo import acts
from ui.demo.cast import (
    APPLIED,
    CLERK,
    COLLEAGUE,
    DESIGNER,
    INSPECTOR,
    PASSWORD,
    PLACE,
    the_case,
    the_devices,
    the_history,
    the_materials,
)
from ui.demo.centre import CentreProcess, Office
from ui.demo.hands import click, find, picture, settle, type_in, wait_for
from ui.demo.pictures import SUBJECTS, Subject
from ui.demo.proof import compare
from ui.demo.samples import make_photos
from ui.demo.site_pictures import BEFORE, CONCEALED, PUT_RIGHT
from ui.demo.stage import Stage, open_the_case, sign_the_paper, sync_all, sync_once
from ui.main_window import MainWindow


def tell(out: Path, seed: int, *, keep_open: bool = False) -> int:
    """Do the main job once; 0 only when both ends are identical and every paper is valid."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kanyan-demo-") as home:
        centre = CentreProcess(Path(home) / "centre")
        stage = Stage(out.resolve(), seed, Path(home), centre)
        application: Application | None = None
        try:
            application = Application(stage.home / "tablet")
            summary = _act(stage, application)
            if keep_open and application.window is not None:
                print("    · 关闭窗口即结束 / close the window to end", flush=True)
                application.qt.exec()
        finally:
            if application is not None:
                application.close()
            centre.stop()
    text = json.dumps(summary, ensure_ascii=False, indent=2, default=str)
    (stage.out / "summary.json").write_text(text + "\n", encoding="utf-8")
    good = summary["identical"] and all(verdict["valid"] for verdict in summary["verdicts"])
    print(f'\n{"✔" if good else "✘"} "identical": {json.dumps(summary["identical"])}　{stage.out}')
    return 0 if good else 1


def _act(stage: Stage, application: Application) -> dict[str, Any]:
    platform = application.qt.platformName()
    print(f"勘验通演示 / Kanyan demo　（{platform}）\n")
    _open_the_centre(stage)
    window = _join(stage, application)
    ws = application.ws
    assert ws is not None
    _bring_the_case_down(stage, window)
    with ws.read() as unit:
        case = unit.find(ConnectionCase)[0]
    photos = _photos(stage, SUBJECTS)
    _lose_the_network(stage)
    acts.survey(stage, window, ws, _photos(stage, BEFORE))
    sign_the_paper(stage, window)
    _find_the_network(stage)
    sync_all(window, ws)
    colleague = acts.office_decides(stage, case.id)
    acts.interim(stage, window, ws, _photos(stage, CONCEALED), colleague)
    sign_the_paper(stage, window)
    sync_all(window, ws)
    _build(stage, case)
    sync_all(window, ws)
    open_the_case(window)
    _lose_the_network(stage)
    refusals = acts.completion(stage, window, ws, photos)
    sign_the_paper(stage, window)
    acts.try_without_network(stage, window)
    _find_the_network(stage)
    cut = acts.cut_and_go_on(stage, window, ws)
    stage.say("客户整改后申请复检", "The customer has put it right and asks for the re-inspection")
    stage.office_says(case.id, "completion.reinspection_requested")
    acts.inspect_again(stage, window, ws, _photos(stage, PUT_RIGHT)[0])
    sign_the_paper(stage, window)
    sync_all(window, ws)
    _get_the_stamps(stage, window, ws)
    return compare(stage, ws, platform) | {"refusals": refusals, "cut_upload": cut}


def _photos(stage: Stage, subjects: Sequence[Subject]) -> list[Path]:
    """Photos of these, taken on the site now."""
    folder = stage.home / f"photos-{subjects[0].name}"
    return make_photos(folder, subjects, PLACE, stage.clock.now(), stage.seed)


def _open_the_centre(stage: Stage) -> None:
    stage.say("中心启动，建立账号", "A centre starts; its people get accounts")
    for person in (CLERK, INSPECTOR, COLLEAGUE, DESIGNER):
        stage.centre.add_person(person)
    stage.centre.start()
    stage.add(stage.centre.url, "child process, one folder")
    (stage.out / "ca.pem").write_bytes(stage.centre.authority)
    stage.say("受理员登记客户的申请", "The clerk enters the customer's application")
    office = Office(stage.centre.url, CLERK, stage.ids)
    case = the_case(stage.ids, scheme=None)
    now = stage.clock.now()
    handed_in = ("identity", "property", "authorisation", "load_list")
    materials = the_materials(case.id, office.who, stage.ids, now, "intake", *handed_in)
    history = the_history(case, office.who, stage.ids, now, APPLIED)
    office.post([case, *materials, *history], now)
    office.close()
    stage.add(f"{case.application_no} {case.customer.name}", "630 kVA, 10 kV")


def _join(stage: Stage, application: Application) -> MainWindow:
    stage.say("检验员在新平板上登录", "The inspector joins the centre on a new tablet")
    door = application.door
    type_in(find(door, QLineEdit, "centre_url"), stage.centre.url)
    type_in(find(door, QLineEdit, "user"), INSPECTOR.user)
    type_in(find(door, QLineEdit, "password"), PASSWORD)
    picture(door, stage.out, "00-door")
    click(door, "enter")
    wait_for("the window opens", lambda: application.window is not None)
    window = application.window
    assert isinstance(window, MainWindow)
    wait_for("today's list", lambda: window.stack.count() > 0)
    settle(window.background)
    window.presenters["exchange"].pause()  # the story says when the line is used
    stage.add("本机已有加密工作区、签名密钥和证书", "encrypted workspace, device key, certificate")
    return window


def _bring_the_case_down(stage: Stage, window: MainWindow) -> None:
    stage.say("工单下达到平板", "The case comes down from the centre")
    sync_once(window)
    click(window, "go_today")
    settle(window.background)
    stage.look(window, "today")
    open_the_case(window)


def _build(stage: Stage, case: ConnectionCase) -> None:
    stage.say(
        "客户竣工报验，登记受电设备",
        "The works are done: devices are noted, inspection is asked for",
    )
    office = Office(stage.centre.url, CLERK, stage.ids)
    office.change(case, the_case(stage.ids), "scheme")
    office.post(the_devices(case, stage.ids), stage.clock.now())
    office.close()
    stage.office_receives(case.id, "completion_inspection", "completion")
    stage.office_says(case.id, "completion.requested")


def _lose_the_network(stage: Stage) -> None:
    stage.say("网络断开：中心进程停止", "The network goes away: the centre's process stops")
    stage.centre.stop()


def _find_the_network(stage: Stage) -> None:
    stage.say("网络恢复，同步", "The network is back; everything syncs")
    stage.centre.start()


def _get_the_stamps(stage: Stage, window: MainWindow, ws: Workspace) -> None:
    """Wait until the centre has judged the papers, and take what it has put behind them."""
    stage.say(
        "中心核验单据，加盖时间戳", "The centre judges the papers and puts timestamps behind them"
    )

    def stamped() -> bool:
        sync_once(window)
        with ws.read() as unit:
            papers = {each.report_id for each in unit.find(Signature)}
            return papers == {each.report_id for each in unit.find(Endorsement)}

    wait_for("a timestamp behind every paper", stamped, patience_s=120)
    sync_all(window, ws)
