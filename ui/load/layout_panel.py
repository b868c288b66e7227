"""How a load file is read, one box a question: what is found is said, and can be corrected."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.domain.names import (
    DECIMAL_NAMES,
    DELIMITER_NAMES,
    ENCODING_NAMES,
    LOAD_UNIT_NAMES,
    SAMPLE_NAMES,
    STAMP_NAMES,
    ZONE_NAMES,
)
from app.instruments.load_wishes import MOST_HEADER_ROWS, NONE, PER_UNIT, LoadWishes
from app.instruments.reading import LoadPreview, LoadReading
from ui.naming import interval, listed
from ui.parts.choice import Choice
from ui.parts.widgets import card, entry, label
from ui.theme import SPACE, target
from ui.words import tr

_PHASES: Final = "phases"
"""Chosen where each phase is to be chosen for itself."""
_CODES: Final[Mapping[str, Mapping[str, str]]] = {
    "unit": LOAD_UNIT_NAMES,
    "stamp": STAMP_NAMES,
    "kind": SAMPLE_NAMES,
    "encoding": ENCODING_NAMES,
    "delimiter": DELIMITER_NAMES,
    "decimal": DECIMAL_NAMES,
}
"""What is chosen among codes, and what those are called."""
_INTERVALS: Final = (60, 300, 600, 900, 1800, 3600)
_HEADER_CHOICES: Final = 15
_WIDE_PX: Final = 900


class LayoutPanel(QWidget):
    """Every question about a file, in three groups.

    Signals:
        wished: the person wants it read so; carries the LoadWishes.
    """

    wished = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._wishes = LoadWishes()
        self._seen: LoadPreview | None = None
        self._boxes: dict[str, Choice] = {}
        self._grids: list[tuple[QGridLayout, list[QWidget]]] = []
        self._columns = 0
        self._factor = entry("load_multiplier", tr("没有"))
        self._factor.setMinimumHeight(target())
        self._factor.editingFinished.connect(self._factor_typed)
        self._factor_title = label(quiet=True)
        self._phases = [self._box(f"phase_{p}", tr("{} 相列", p)) for p in "ABC"]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(
            self._group(
                tr("哪一列是什么"),
                self._box("time", tr("时间列")),
                self._box("date", tr("日期列（时间列没有日期时）")),
                self._box("active", tr("有功功率")),
                self._box("reactive", tr("无功功率")),
                *self._phases,
            )
        )
        layout.addWidget(
            self._group(
                tr("数值的含义"),
                self._box("unit", tr("单位")),
                self._titled(self._factor_title, self._factor),
                self._box("stamp", tr("时间指哪一刻")),
                self._box("kind", tr("数值是")),
                self._box("interval", tr("间隔")),
                self._box("zone", tr("时间是谁的钟")),
            )
        )
        layout.addWidget(
            self._group(
                tr("文件的写法"),
                self._box("encoding", tr("文字编码")),
                self._box("delimiter", tr("分隔符")),
                self._box("decimal", tr("小数点")),
                self._box("header", tr("表头")),
                self._box("header_rows", tr("表头行数")),
            )
        )

    def show_preview(self, seen: LoadPreview) -> None:
        """Say what is found, and what was wished."""
        self._seen, self._wishes = seen, seen.wishes
        wishes = seen.wishes
        columns = {name: name for name in seen.labels}
        power = listed(seen.active)
        self._offer("time", seen.time, columns, wishes.time)
        self._offer("date", seen.date, {NONE: tr("没有")} | columns, wishes.date)
        by_phase = {_PHASES: tr("三相，逐相选择")}
        chosen = _PHASES if len(wishes.active) == 3 else "".join(wishes.active)
        self._offer("active", power, columns | by_phase, chosen)
        self._offer(
            "reactive",
            listed(seen.reactive) or tr("没有"),
            {NONE: tr("不用")} | columns,
            wishes.reactive[0] if len(wishes.reactive) == 1 else "",
        )
        steps = {str(step): interval(step) for step in _INTERVALS}
        self._offer("interval", "", steps, str(wishes.interval_s or ""))
        for name, names in _CODES.items():
            found, wished = getattr(seen, name), getattr(wishes, name)
            words = {code: tr(text) for code, text in names.items()}
            told = words.get(found, "")
            if name == "kind" and not seen.kind_told:
                told = tr("{}（文件没有说）", told)
            self._offer(name, told, words, wished)
        zones = {code: tr(name) for code, name in ZONE_NAMES.items()}
        if wishes.zone not in zones:  # wished on the command line
            zones[wishes.zone] = wishes.zone
        self._boxes["zone"].offer(zones, wishes.zone)
        self._show_header(seen)
        self._show_phases(seen)
        rating = seen.unit == PER_UNIT
        self._factor_title.setText(tr("额定功率 kW") if rating else tr("倍率"))
        self._factor.setAccessibleName(self._factor_title.text())
        if not self._factor.hasFocus():
            self._factor.setText(seen.multiplier)

    def asks(self, why: str) -> QWidget:
        """The field in which this trouble is mended."""
        fields = {"per_unit": self._factor, "no_time_column": self._boxes["time"]}
        return fields.get(why, self._boxes["active"])

    def show_reading(self, reading: LoadReading) -> None:
        """Say what only the whole file tells."""
        for name, words in (
            ("stamp", tr(STAMP_NAMES[reading.stamp])),
            ("interval", interval(reading.summary.interval_s)),
        ):
            self._boxes[name].combo.setItemText(0, tr("自动：{}", words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Four boxes side by side, or two on an upright screen."""
        super().resizeEvent(event)
        self._arrange(4 if self.width() > _WIDE_PX else 2)

    def _arrange(self, columns: int) -> None:
        if columns == self._columns:
            return
        self._columns = columns
        for grid, parts in self._grids:
            for part in parts:
                grid.removeWidget(part)
            for number, part in enumerate(parts):
                grid.addWidget(part, number // columns, number % columns)
            for column in range(4):
                grid.setColumnStretch(column, 1 if column < columns else 0)

    def _group(self, title: str, *parts: QWidget) -> QFrame:
        grid = QGridLayout()
        grid.setSpacing(SPACE)
        self._grids.append((grid, list(parts)))
        return card(label(title, size=1), grid)

    def _titled(self, title: QWidget, field: QWidget) -> QWidget:
        holder = QWidget()
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addWidget(title)
        layout.addWidget(field)
        return holder

    def _box(self, name: str, title: str) -> Choice:
        made = Choice(f"load_{name}", title)
        made.chosen.connect(self._wish)
        self._boxes[name] = made
        return made

    def _offer(self, name: str, found: str, choices: Mapping[str, str], chosen: str) -> None:
        auto = tr("自动：{}", found) if found else tr("自动")
        if name in ("time", "active") and not found:
            auto = tr("没有找到，请选择")
        self._boxes[name].offer({"": auto} | dict(choices), chosen)

    def _show_header(self, seen: LoadPreview) -> None:
        lines = {"0": tr("没有表头")}
        numbers = range(1, max(_HEADER_CHOICES, seen.header_line) + 1)
        lines |= {str(n): tr("第 {} 行", n) for n in numbers}
        wished = seen.wishes.header_line
        found = lines[str(seen.header_line)]
        self._offer("header", found, lines, str(wished) if wished >= 0 else "")
        counts = {str(n): tr("{} 行", n) for n in range(1, MOST_HEADER_ROWS + 1)}
        self._offer(
            "header_rows",
            counts.get(str(seen.header_rows), ""),
            counts,
            str(seen.wishes.header_rows or ""),
        )

    def _show_phases(self, seen: LoadPreview) -> None:
        shown = self._boxes["active"].value == _PHASES
        for number, box in enumerate(self._phases):
            box.setVisible(shown)
            chosen = seen.wishes.active[number] if len(seen.wishes.active) == 3 else ""
            none = {"": tr("请选择")}
            box.offer(none | {name: name for name in seen.labels}, chosen)

    def _factor_typed(self) -> None:
        text = self._factor.text().strip()
        if self._seen is not None and text != self._seen.multiplier:
            self._tell(replace(self._wishes, multiplier=text))

    def _wish(self) -> None:
        active = self._boxes["active"].value
        phases = tuple(box.value for box in self._phases)
        if active == _PHASES:
            for box in self._phases:
                box.show()
            if "" in phases:  # the person goes on choosing
                self._guess_phases()
                return
        header, step = self._boxes["header"].value, self._boxes["interval"].value
        rows = self._boxes["header_rows"].value
        reactive = self._boxes["reactive"].value
        kept = self._wishes.reactive if len(self._wishes.reactive) == 3 else ()
        self._tell(
            LoadWishes(
                encoding=self._boxes["encoding"].value,
                delimiter=self._boxes["delimiter"].value,
                decimal=self._boxes["decimal"].value,
                header_line=int(header) if header else -1,
                header_rows=int(rows) if rows else 0,
                time=self._boxes["time"].value,
                date=self._boxes["date"].value,
                active=phases if active == _PHASES else (active,) if active else (),
                reactive=(reactive,) if reactive else kept,
                unit=self._boxes["unit"].value,
                stamp=self._boxes["stamp"].value,
                kind=self._boxes["kind"].value,
                interval_s=int(step) if step else 0,
                multiplier=self._wishes.multiplier,
                zone=self._boxes["zone"].value,
            )
        )

    def _guess_phases(self) -> None:
        """The phases that are found already need no choosing."""
        assert self._seen is not None
        if len(self._seen.active) == 3 and not any(box.value for box in self._phases):
            for box, name in zip(self._phases, self._seen.active, strict=True):
                box.combo.setCurrentIndex(max(box.combo.findData(name), 0))

    def _tell(self, wishes: LoadWishes) -> None:
        old = self._wishes
        if _layout(wishes) != _layout(old):
            # The columns will be called otherwise: what was chosen by name means nothing there.
            wishes = replace(wishes, time="", date="", active=(), reactive=())
        if wishes != old:
            self._wishes = wishes
            self.wished.emit(wishes)


def _layout(wishes: LoadWishes) -> tuple[str, str, int, int]:
    return wishes.encoding, wishes.delimiter, wishes.header_line, wishes.header_rows
