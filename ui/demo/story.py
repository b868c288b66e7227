"""The main job, from application to the byte-identical record at the centre, told as it happens."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QLineEdit, QScrollArea, QWidget

from app import codec
from app.clock import SystemClock
from app.domain.case import ConnectionCase
from app.domain.checklist import Question
from app.domain.names import minute
from app.domain.report import Report, Signature
from app.ids import CaseId, Minter
from app.views import inspection_page, record_counts, sync_page
from app.workspace import BlobState, Workspace
from ui.demo.cast import (
    BAD_ITEM,
    BAD_OPINION,
    BAD_READINGS,
    CLERK,
    DEFECT,
    GOOD_AGAIN,
    INSPECTOR,
    ORG,
    PASSWORD,
    PLACE,
    an_event,
    the_case,
    the_devices,
    the_history,
)
from ui.demo.centre import CentreProcess, Office
from ui.demo.hands import NotSeen, click, find, picture, settle, sign, type_in, wait_for
from ui.demo.samples import make_bad_load_files, make_bad_photos, make_load_csv, make_photos
from ui.demo.visit import (
    add_photos,
    answer_everything,
    describe_defect,
    give_opinion,
    window_inspection,
)
from ui.main_window import MainWindow
from ui.parts.signature_pad import SignaturePad
from ui.startup import Application

PHOTOS = 12
RATING_KW = 480.0


@dataclass
class _Stage:
    """What the story has at hand."""

    out: Path
    seed: int
    home: Path
    clock: SystemClock = field(default_factory=SystemClock)
    started: float = field(default_factory=time.monotonic)
    times: dict[str, float] = field(default_factory=dict)
    step: int = 0

    def say(self, zh: str, en: str) -> None:
        """Tell one step, and note when it began."""
        self.step += 1
        passed = time.monotonic() - self.started
        self.times[en] = round(passed, 2)
        print(f"{self.step:>2}. {zh}\n    {en}", flush=True)

    def add(self, zh: str, en: str) -> None:
        """Tell something more of the same step."""
        print(f"    · {zh} / {en}", flush=True)


def tell(out: Path, seed: int, *, keep_open: bool = False) -> int:
    """Do the main job once; 0 only when both ends are identical and every paper is valid."""
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="kanyan-demo-") as home:
        stage = _Stage(out.resolve(), seed, Path(home))
        centre = CentreProcess(stage.home / "centre")
        application: Application | None = None
        try:
            application = Application(stage.home / "tablet")
            summary = _act(stage, centre, application)
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


def _act(stage: _Stage, centre: CentreProcess, application: Application) -> dict[str, Any]:
    platform = application.qt.platformName()  # type: ignore[attr-defined]
    print(f"勘验通演示 / Kanyan demo　（{platform}）\n")
    ids = Minter(stage.clock)
    _open_the_centre(stage, centre, ids)
    window = _join(stage, centre, application)
    ws = application.ws
    assert ws is not None
    _bring_the_case_down(stage, window)
    stage.say("网络断开：中心进程停止", "The network goes away: the centre's process stops")
    centre.stop()
    refusals = _inspect(stage, window, ws)
    _sign(stage, window, "05")
    _try_without_network(stage, window)
    stage.say("网络恢复，同步", "The network is back; everything syncs")
    centre.start()
    _sync(window, ws)
    picture(window, stage.out, "07-synced")
    with ws.read() as unit:
        case_id = unit.find(ConnectionCase)[0].id
    _ask_for_it_again(stage, centre, ids, case_id)
    _inspect_again(stage, window, ws)
    _sign(stage, window, "10")
    click(window, "go_sync")
    settle(window.background)
    _sync(window, ws)
    return _compare(stage, centre, ws, ids, platform) | {"refusals": refusals}


def _open_the_centre(stage: _Stage, centre: CentreProcess, ids: Minter) -> None:
    stage.say("中心启动，建立账号", "A centre starts; its people get accounts")
    for person in (CLERK, INSPECTOR):
        centre.add_person(person)
    centre.start()
    stage.add(centre.url, "child process, one folder")
    (stage.out / "ca.pem").write_bytes(centre.authority)
    stage.say(
        "受理员登记：申请、勘查、方案、工程、竣工报验",
        "The clerk enters application, survey, scheme, works, and the request for inspection",
    )
    office = Office(centre.url, CLERK, ids)
    case = the_case(ids)
    now = stage.clock.now()
    office.post([case, *the_devices(case, ids), *the_history(case, office.who, ids, now)], now)
    office.close()
    stage.add(f"{case.application_no} {case.customer.name}", "630 kVA, 10 kV")


def _join(stage: _Stage, centre: CentreProcess, application: Application) -> MainWindow:
    stage.say("检验员在新平板上登录", "The inspector joins the centre on a new tablet")
    door = application.door
    type_in(find(door, QLineEdit, "centre_url"), centre.url)
    type_in(find(door, QLineEdit, "user"), INSPECTOR.user)
    type_in(find(door, QLineEdit, "password"), PASSWORD)
    picture(door, stage.out, "01-door")
    click(door, "enter")
    wait_for("the window opens", lambda: application.window is not None)
    window = application.window
    assert window is not None
    wait_for("today's list", lambda: window.stack.count() > 0)
    settle(window.background)
    stage.add("本机已有加密工作区、签名密钥和证书", "encrypted workspace, device key, certificate")
    return window


def _bring_the_case_down(stage: _Stage, window: MainWindow) -> None:
    stage.say("工单下达到平板", "The case comes down from the centre")
    click(window, "go_sync")
    settle(window.background)
    click(window, "sync_now")
    settle(window.background)
    click(window, "go_today")
    settle(window.background)
    picture(window, stage.out, "02-today")
    click(window, "case_6301202611090017")
    settle(window.background)


def _inspect(stage: _Stage, window: MainWindow, ws: Workspace) -> list[str]:
    load, photos = stage.home / "负荷曲线.csv", stage.home / "photos"
    now = stage.clock.now()
    make_load_csv(load, RATING_KW, now, stage.seed)
    shutil.copy(load, stage.out / "load.csv")
    taken = make_photos(photos, PHOTOS, PLACE, now, stage.seed)
    stage.say("导入一年 15 分钟负荷数据", "A year of 15-minute load is imported")
    case_page = window.screen_named("case")
    bad = make_bad_load_files(stage.home / "bad")[0].path
    refusals = [_refused(window, lambda: case_page.load_chosen.emit(bad))]
    case_page.load_chosen.emit(load)
    settle(window.background)
    wait_for("the curve", lambda: window.findChild(QLabel, "load_readout") is not None)
    settle(window.background)
    window.notice.hide()
    picture(window, stage.out, "03-case")
    scroller = find(case_page, QScrollArea, "case_scroll")
    scroller.ensureWidgetVisible(find(case_page, QWidget, "load_plot"))
    picture(window, stage.out, "03-load")
    stage.say("离线竣工检验：逐项检查", "The completion inspection, offline, item by item")
    click(window, "next_step")
    settle(window.background)
    form = window.screen_named("inspection")
    cut = make_bad_photos(stage.home / "bad", taken[0])[0].path
    refusals.append(_refused(window, lambda: form.add_photos([cut], "com.tx.nameplate", "")))
    for words in refusals:
        stage.add(words, "bad input, refused in one sentence, nothing lost")
    window.notice.hide()
    add_photos(window, ws, taken)
    stage.add(f"{len(taken)} 张 1200 万像素照片", "12-megapixel photos, originals kept")
    answered = answer_everything(window, ws, _nothing, BAD_READINGS)
    describe_defect(window, ws, BAD_ITEM, DEFECT, taken[6])
    picture(window, stage.out, "04-defect")
    give_opinion(window, ws, BAD_OPINION)
    picture(window, stage.out, "04-opinion")
    click(form, "section_tx")
    settle(window.background)
    picture(window, stage.out, "04-inspection")
    stage.add(f"{answered} 项已检查，逐项落盘", "each answer on the disk as it is given")
    stage.add("接地电阻不合格，写明缺陷并拍照", "one item fails: its defect, with a photo")
    _record(window)
    return refusals


def _record(window: MainWindow) -> None:
    click(window.screen_named("inspection"), "record")
    wait_for("the paper", lambda: window.stack.currentWidget() is window.screen_named("report"))
    settle(window.background)


def _inspect_again(stage: _Stage, window: MainWindow, ws: Workspace) -> None:
    stage.say("复检：只查未整改的一项", "Inspected again: exactly what was open")
    click(window, "go_sync")
    click(window, "sync_now")
    settle(window.background)
    click(window, "go_case")
    settle(window.background)
    picture(window, stage.out, "08-case-again")
    click(window, "next_step")
    settle(window.background)
    photo = sorted((stage.home / "photos").glob("*.jpg"))[5]
    form = window.screen_named("inspection")
    (finding,) = inspection_page(ws, window_inspection(ws)).findings
    question = finding.question
    form.add_photos([photo], question.item.id, question.device_id)
    answered = answer_everything(window, ws, _nothing)
    picture(window, stage.out, "09-inspection-again")
    give_opinion(window, ws, GOOD_AGAIN)
    stage.add(f"{answered} 项复检合格", "measured again, within its limit")
    _record(window)


def _ask_for_it_again(stage: _Stage, centre: CentreProcess, ids: Minter, case_id: CaseId) -> None:
    stage.say("客户整改后申请复检", "The customer has put it right and asks for the re-inspection")
    office = Office(centre.url, CLERK, ids)
    now = stage.clock.now()
    code = "completion.reinspection_requested"
    office.post([an_event(case_id, office.who, ids, code, now)], now)
    office.close()


def _refused(window: MainWindow, try_it: Any) -> str:
    window.notice.hide()
    try_it()
    settle(window.background)
    wait_for("a refusal", window.notice.isVisible)
    return window.notice.text


def _nothing(_question: Question) -> None:
    """The story does not tell of every item."""


def _sign(stage: _Stage, window: MainWindow, number: str) -> None:
    stage.say("出具意见单，阅至末页，检验员与客户签字", "The paper is read to its end and signed")
    page = window.screen_named("report")
    for turn, role in enumerate(("inspector", "customer")):
        page.read_to_end()
        wait_for("the pad", lambda: not find(page, SignaturePad, "signature_pad").isHidden())
        pad = find(page, SignaturePad, "signature_pad")
        pad.clear()
        sign(pad, stage.seed + turn + 2)
        picture(window, stage.out, f"{number}-sign-{role}")
        click(page, "sign")
        settle(window.background)
    wait_for("the paper is sealed", lambda: "已封存" in find(page, QLabel, "report_state").text())
    picture(window, stage.out, f"{number}-sealed")


def _try_without_network(stage: _Stage, window: MainWindow) -> None:
    stage.say("没有网络时同步", "A sync is tried without a network")
    click(window, "go_sync")
    settle(window.background)
    click(window, "sync_now")
    settle(window.background)
    stage.add(find(window, QLabel, "sync_state").text(), "said plainly, nothing lost")
    picture(window, stage.out, "06-offline")


def _sync(window: MainWindow, ws: Workspace) -> None:
    click(window, "sync_now")
    settle(window.background, 300)
    page = sync_page(ws)
    if page.queued or page.received or page.files_waiting:
        raise NotSeen("everything received by the centre")


def _compare(
    stage: _Stage, centre: CentreProcess, ws: Workspace, ids: Minter, platform: str
) -> dict[str, Any]:
    stage.say("逐字节核对平板与中心", "Tablet and centre are compared byte by byte")
    office = Office(centre.url, CLERK, ids)
    there = office.records()
    with ws.read() as unit:
        digests = unit.records.agreed_digests()
        files = [s.digest for s in unit.shelf.in_state(BlobState.RECEIVED)]
        reports = {r.id: r for r in unit.find(Report)}
        signatures = unit.find(Signature)
        here = {
            (kind, record_id): codec.canonical(unit.records.body(kind, record_id))
            for kind, record_id, _ in digests
        }
    same_files = [digest for digest in files if office.file(digest) == ws.blobs.get(digest)]
    identical = here == there and len(same_files) == len(files) and bool(files)
    papers = {}
    for signature in signatures:
        papers[reports[signature.report_id].doc_no] = signature.pdf
    verdicts = []
    for doc_no, digest in papers.items():
        path = stage.out / f"{doc_no}.pdf"
        path.write_bytes(office.file(digest))
        verdicts.append(_verdict(stage, path))
    office.close()
    stage.add(f"{len(here)} 条记录，{len(files)} 个文件", f"identical: {identical}")
    counts = record_counts(ws)
    return {
        "identical": identical,
        "cases": counts.get("case", 0),
        "records": len(here),
        "records_by_kind": counts,
        "photos": counts.get("photo", 0),
        "files": len(files),
        "digests": {
            "tablet": {f"{k}/{i}": d for k, i, d in digests},
            "centre": {f"{k}/{i}": codec.digest_of(body) for (k, i), body in sorted(there.items())},
        },
        "verdicts": verdicts,
        "screens": platform,
        "organisation": ORG,
        "finished_at": minute(stage.clock.now()),
        "times_s": stage.times | {"end": round(time.monotonic() - stage.started, 2)},
    }


def _verdict(stage: _Stage, path: Path) -> dict[str, Any]:
    """What `kanyan verify` and, where it is installed, an independent reader say of a paper."""
    asked = [sys.executable, "-m", "ui.command", "verify", str(path), "--json"]
    asked += ["--trust", str(stage.out / "ca.pem")]
    root = Path(__file__).parents[2]
    told = subprocess.run(asked, capture_output=True, text=True, cwd=root, check=False)
    verdict: dict[str, Any] = json.loads(told.stdout)
    words = f"{path.name}: {'有效' if verdict['valid'] else '无效'}"
    independent = "pdfsig is not installed"
    if shutil.which("pdfsig"):
        seen = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True, check=False)
        count = seen.stdout.count("Signature is Valid")
        independent = f"pdfsig: {count} valid"
        verdict["valid"] = verdict["valid"] and count == len(verdict["signatures"])
    stage.add(words, independent)
    signers = [f"{s['role']} {s['signer_name']}" for s in verdict["signatures"]]
    return {
        "file": path.name,
        "valid": verdict["valid"] and told.returncode == 0,
        "reason": verdict["reason"],
        "signers": signers,
        "record_digest": verdict["record_digest"],
        "independent": independent,
    }
