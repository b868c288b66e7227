"""A damaged database in words: what a backup brings back, what would be missing, what was done."""

from app.actions.rescue_workspace import Rescued, RescueOffer
from ui.naming import minute
from ui.words import tr


def offer_words(offer: RescueOffer) -> str:
    """What there is to go back to, and what would be missing."""
    damaged = tr("工作数据库已损坏，没有当作空库打开。损坏的文件会原样保留。")
    if offer.made_at is None:
        read = tr(
            "没有找到完好的备份。原库中还能读出待发送修改 {0} 项、草稿 {1} 处。"
            "请不要删除文件夹 {2}，联系管理员。",
            offer.changes,
            offer.drafts,
            offer.folder,
        )
        return damaged + read
    found = tr("找到 {} 的备份，已核对完好。", minute(offer.made_at))
    kept = tr(
        "恢复时会带回原库中还能读出的待发送修改 {0} 项、草稿 {1} 处。", offer.changes, offer.drafts
    )
    return damaged + found + kept + _missing(offer) + tr("照片和意见单文件不受影响。")


def _missing(offer: RescueOffer) -> str:
    centre = tr("中心已收到的，下次同步会重新取回。")
    if offer.trail:
        return tr("备份之后做过 {} 步操作，其中读不出的会缺失；", offer.deeds) + centre
    return tr("备份之后的内容，读不出的会缺失；") + centre


def rescued_words(rescued: Rescued) -> str:
    """What was put back."""
    carried = rescued.carried
    done = tr(
        "已恢复到 {0} 的备份，并带回待发送修改 {1} 项、草稿 {2} 处。请尽快同步。",
        minute(rescued.made_at),
        carried.changes,
        carried.drafts,
    )
    if carried.missing:
        done += tr("有 {} 步操作没有读出，请核对最近的工作。", carried.missing)
    return done + tr("损坏的文件在 {}。", rescued.aside.name)
