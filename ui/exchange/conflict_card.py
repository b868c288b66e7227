"""Two values for one field, side by side: who, when, and two large choices."""

from typing import Any, Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QVBoxLayout

from app.domain.change import Plain
from app.domain.merge import WITHDRAWN
from app.views.exchange import SyncPage
from app.workspace import Conflict
from ui.naming import moment, person
from ui.parts.widgets import ValueButton, card, label
from ui.record_words import kind_name
from ui.theme import SPACE
from ui.wording import verdict
from ui.words import tr

_FIELDS: Final = {
    "opinion": "检验意见",
    "safety_briefed": "安全交底",
    "instruments": "检验仪器",
    "description": "缺陷描述",
    "location": "位置",
    "severity": "严重程度",
    "basis": "依据",
    "note": "备注",
    "facts": "铭牌数据",
    "label": "名称",
    "contact_name": "联系人",
    "contact_phone": "联系电话",
    "agent_name": "经办人",
    "agent_id_no": "证件号",
    "address": "用电地址",
    "withdrawn_at": "是否移除",
}


class ConflictCard(QFrame):
    """One conflict.

    Signals:
        settled: the person chose: id of the conflict and "mine" or "theirs".
    """

    settled = Signal(str, str)

    def __init__(self, conflict: Conflict, page: SyncPage, *, upright: bool) -> None:
        super().__init__()
        self.setProperty("card", True)
        self._id = conflict.id
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.setSpacing(SPACE)
        layout.addWidget(label(tr("同一处两人都改过，请选择"), size=2))
        layout.addWidget(label(place_of(conflict, page), name="conflict_place"))
        ways = QBoxLayout.Direction
        sides = QBoxLayout(ways.TopToBottom if upright else ways.LeftToRight)
        sides.setSpacing(2 * SPACE)
        mine = (
            tr("我的"),
            said(conflict, page, conflict.mine),
            person(page.colleagues, conflict.mine_by),
            conflict.mine_at,
        )
        theirs = (
            tr("对方的"),
            said(conflict, page, conflict.theirs),
            person(page.colleagues, conflict.theirs_by),
            conflict.theirs_at,
        )
        sides.addWidget(self._side("mine", *mine), 1)
        sides.addWidget(self._side("theirs", *theirs), 1)
        layout.addLayout(sides)
        layout.addWidget(label(tr("没有选中的值仍留在历史里，不会丢。"), quiet=True))

    def _side(self, side: str, name: str, value: str, by: str, at: str) -> QFrame:
        words = tr("采用我的") if side == "mine" else tr("采用对方的")
        keep = ValueButton(side, words, f"keep_{side}_{self._id}", "circle-check")
        keep.picked.connect(self._keep)
        return card(label(f"{name}　{by}　{moment(at)}", quiet=True), label(value, size=1), keep)

    def _keep(self, side: str) -> None:
        for made in self.findChildren(ValueButton):
            made.setEnabled(False)
        self.settled.emit(self._id, side)


def place_of(conflict: Conflict, page: SyncPage) -> str:
    """Which customer, which record and which field it is about."""
    name, *rest = conflict.path
    if name == "answers" and rest:
        item, *device = rest
        field = " ".join(filter(None, (tr(page.asked.get(item, item)), *device)))
    elif name in ("values", "rows") and rest:
        field = tr(page.asked.get(rest[0], rest[0]))
    else:
        field = tr(_FIELDS.get(rest[-1] if rest else name, name))
    customer = page.customers.get(conflict.case_id, "")
    return " · ".join(filter(None, (customer, kind_name(conflict.kind), field)))


def said(conflict: Conflict, page: SyncPage, value: Plain) -> str:
    """One side of a conflict, as a person can compare it."""
    if conflict.path == WITHDRAWN:
        return tr("移除") if value else tr("保留")
    return shown(page.shown(conflict, value))


def shown(value: Plain) -> str:
    """A value of a field, as a person can compare it."""
    if value is None or value == "":
        return tr("（空）")
    if isinstance(value, bool):
        return tr("是") if value else tr("否")
    if isinstance(value, dict) and "cells" in value:
        return "　".join(map(str, dict(value["cells"]).values()))
    if isinstance(value, dict):
        told: list[Any] = [value.get("text"), *dict(value.get("inputs") or {}).values()]
        judged = value.get("judgement")
        parts = [verdict(str(judged)) if judged else "", *map(str, filter(None, told))]
        parts.append(str(value.get("note") or ""))
        said = "　".join(filter(None, parts))
        return said or "　".join(f"{k} {v}" for k, v in value.items() if v)
    if isinstance(value, list):
        return "　".join(shown(part) for part in value)
    return str(value)
