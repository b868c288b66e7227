"""What the exchange in the background is doing, in words: on the sync page and in the bar."""

from dataclasses import dataclass
from typing import Final

from app import codec
from app.errors import AppError, SignInFailed
from app.views.exchange import SyncPage
from sync.client.round import Progress
from sync.client.worker import Doing, SyncState
from ui.exchange.pace import Pace
from ui.wording import sentence, size, unexpected
from ui.words import span, tr

_PICTURES: Final = {
    Doing.RUNNING: "refresh-cw",
    Doing.WAITING_FOR_NETWORK: "wifi-off",
    Doing.NEEDS_SIGN_IN: "user",
}


@dataclass(frozen=True)
class Said:
    """A sentence with its picture and what it means: good, bad, warn or nothing."""

    words: str
    meaning: str = ""
    picture: str = "refresh-cw"


def trouble(state: SyncState) -> Said | None:
    """What stands in the way, if anything does."""
    picture = _PICTURES.get(state.doing, "cloud-off")
    if state.doing in (Doing.OFF, Doing.RUNNING):
        return None
    if isinstance(state.error, AppError):
        return Said(sentence(state.error), "bad", picture)
    if state.doing is Doing.WAITING_FOR_NETWORK:
        return Said(tr("现在没有网络。内容都已保存在本机，联网后自动发送。"), "warn", picture)
    if state.doing is Doing.BACKING_OFF:
        return Said(unexpected(), "bad", picture)
    return None


def going_on(state: SyncState, page: SyncPage) -> str:
    """What will happen by itself, and what a person can do about it."""
    said = [_next(state)]
    originals = sum(f.rank >= codec.ORIGINALS for f in page.files_waiting)
    if state.metered and page.originals_wait and originals:
        said.append(
            tr("正在用按流量计费的网络，{} 张原片等 Wi-Fi 再传（可在设置中改）。", originals)
        )
    return "".join(filter(None, said))


def _next(state: SyncState) -> str:
    match state.doing:
        case Doing.OFF:
            return ""
        case Doing.RUNNING:
            if state.paused:
                return tr("正在按您的要求同步一次；自动同步已暂停。")
            return tr("正在同步，可以继续工作。")
        case Doing.PAUSED:
            return tr("自动同步已暂停，内容都保存在本机。")
        case Doing.NEEDS_SIGN_IN:
            return tr("重新登录后自动继续。")
        case Doing.REFUSED:
            return tr("处理之后请点“立即同步”。")
        case Doing.IDLE:
            return tr("自动同步已开启：记录之后几秒内发送。")
        case _:
            if state.wait_s:
                step = 10 if state.wait_s < 60 else 60
                about_s = -(-state.wait_s // step) * step
                return tr("约 {}后自动再试。", span(about_s))
            return tr("联网后自动继续。")


def in_bar(state: SyncState, page: SyncPage, progress: Progress | None) -> tuple[str, str]:
    """A few words for the bar of the window, and what they mean."""
    trouble_count = len(page.conflicts) + len(page.refused) + len(page.attention)
    waiting = page.queued + page.received + len(page.files_waiting)
    if state.doing is Doing.NEEDS_SIGN_IN:
        return tr("需重新登录"), "bad"
    if trouble_count:
        return tr("同步：{} 件需处理", trouble_count), "bad"
    if state.doing is Doing.RUNNING:
        if progress is not None and progress.total_bytes:
            return tr("同步中 {} %", 100 * progress.done_bytes // progress.total_bytes), ""
        return tr("同步中"), ""
    said = tr("待发送 {}", waiting) if waiting else tr("✔ 已全部确认")
    if state.doing is Doing.PAUSED:
        return tr("{} · 已暂停", said), "warn"
    if state.doing is Doing.WAITING_FOR_NETWORK:
        return tr("{} · 无网络", said), "warn" if waiting else ""
    return said, "warn" if waiting else "good"


def step_name(step: str) -> str:
    """What a round is doing."""
    return {
        "pull": tr("正在接收中心的更新"),
        "push": tr("正在发送记录"),
        "files": tr("正在传文件"),
        "fetch": tr("正在取回文件"),
        "stick": tr("正在写到 U 盘"),
    }.get(step, step)


def how_far(progress: Progress, pace: Pace) -> str:
    """How much of how much, how fast, and how long the rest takes."""
    told = [tr("第 {0} 件，共 {1} 件", progress.done, progress.total)]
    if progress.total_bytes:
        told.append(f"{size(progress.done_bytes)} / {size(progress.total_bytes)}")
        if pace.rate > 0:
            told.append(tr("每秒 {}", size(round(pace.rate))))
        left_s = pace.left_s(progress)
        told += [tr("约剩 {}", span(left_s))] if left_s is not None else []
    return "　".join(told)


def needs_sign_in(state: SyncState) -> bool:
    """Whether only the person's password helps."""
    return state.doing is Doing.NEEDS_SIGN_IN or isinstance(state.error, SignInFailed)
