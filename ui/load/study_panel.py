"""What a kept load curve says: one sentence, the large numbers, the pictures, the reckoning."""

import importlib
from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from app.clock import CHINA
from app.domain.load_headline import load_headlines
from app.domain.load_pictures import Picture, Spot
from app.domain.load_words import SEASON_NAMES, FindingLine, load_lines, load_sentence
from app.domain.quality_words import quality_sentence
from app.views.load_study import StudyPage
from ui.load.study_parts import QualityRows, Spots, Tiles, said
from ui.parts.choice import Choice
from ui.parts.choice_grid import ChoiceGrid
from ui.parts.widgets import Badge, button, card, clear, column, label, row, scrolled
from ui.theme import SPACE, current, headline, icon, target
from ui.words import tr

_DAY_S: Final = 86_400
_WIDE_PX: Final = 1000
_NUMBERS_PX: Final = 350
_LEAST_PICTURE_PX: Final = 420
_LEAST_NUMBERS_PX: Final = 250
_UPRIGHT_NUMBERS_PX: Final = 320
_KINDS: Final = {
    "duration": "持续曲线",
    "heat": "日期×钟点",
    "day": "典型日",
    "like": "像哪类用户",
    "months": "各月",
    "split": "峰谷",
    "quality": "电能质量",
    "trend": "质量随时间",
    "harmonics": "谐波电压",
    "currents": "谐波电流",
    "lines": "数字和算法",
}
"""The pictures to choose from, by what their keys begin with."""

_DAYS: Final = {"working": "工作日", "off": "休息日"}


class StudyPanel(QWidget):
    """The analysis of one curve.

    Signals:
        wanted: it is to be analysed so; carries the tariff and the nominal voltage, kV.
        cancel_wanted: that is to stop.
        spot_picked: this moment is to be shown on the curve; carries the Spot.
    """

    wanted = Signal(str, float)
    cancel_wanted = Signal()
    spot_picked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._page: StudyPage | None = None
        self._plot: Any = None
        self._state = Badge("study_state")
        self._state.setWordWrap(True)
        self._bar = QProgressBar()
        self._bar.setObjectName("study_progress")
        self._bar.setAccessibleName(tr("分析进度"))
        self._bar.setRange(0, 100)
        self._bar.setMinimumHeight(target() // 2)
        self._cancel = button(tr("停止分析"), "study_cancel", picture="circle-x")
        self._cancel.clicked.connect(self.cancel_wanted)
        self._again = button(tr("重新分析"), "study_again", picture="refresh-cw")
        self._again.clicked.connect(self._ask)
        self._working = card(row(self._state, self._again, stretch=0), row(self._bar, self._cancel))
        self._sentence = label(name="study_sentence")
        self._sentence.setFont(headline(0))
        self._tiles, self._spots = Tiles(), Spots("study_spots")
        self._spots.picked.connect(self.spot_picked)  # whoever owns both sides shows it
        self._kinds, self._which = ChoiceGrid("study_kind"), ChoiceGrid("study_which")
        self._kinds.chosen.connect(self._show_kind)
        self._alone = button(tr("只看图"), "study_alone", picture="eye")
        self._alone.setIcon(icon("eye", checked=current().on_accent, beside_words=True))
        self._alone.setCheckable(True)
        self._alone.clicked.connect(self._make_room)
        self._which.chosen.connect(self._show_picture)
        self._tariff = Choice("study_tariff", tr("按哪里的峰谷时段"))
        self._tariff.chosen.connect(self._ask)
        self._level = ChoiceGrid("study_level")
        self._level.chosen.connect(self._ask)
        self._quality, self._lines = QualityRows(), QFrame()
        self._line_parts = column(self._lines, margin=0)
        self._build()
        self.begin()

    def begin(self) -> None:
        """It is being analysed."""
        self._page = None
        self._alone.setChecked(False)
        self._said.hide()
        self._body.hide()
        self._working.show()
        self._busy(busy=True)
        self._state.say(tr("正在分析…"))

    def show_progress(self, share: float) -> None:
        """So much of it is done."""
        self._bar.setValue(round(100 * share))

    def show_stopped(self) -> None:
        """The person has stopped it."""
        self._working.show()
        self._busy(busy=False)
        self._state.say(tr("已停止分析，曲线和数字都还在。"), "warn")

    def show_refusal(self, words: str) -> None:
        """It cannot be done: the reason, and the way to try again."""
        self._working.show()
        self._busy(busy=False)
        self._state.say("✘ " + words, "bad")

    def show_study(self, page: StudyPage) -> None:
        """Say what the curve comes to."""
        self._page = page
        study = page.study
        self._working.hide()
        clauses = () if study.load is None else load_sentence(study.load)
        if study.quality is not None:
            clauses += quality_sentence(study.quality)
        told = tr("；").join(said(each) for each in clauses)
        self._sentence.setText(
            tr("{}。", told) if told else tr("没有功率，也没有电压质量，分析不出什么。")
        )
        self._make_room()
        self._body.setVisible(bool(clauses))
        if not clauses:
            return
        self._tiles.show_numbers(() if study.load is None else load_headlines(study.load))
        self._tiles.setVisible(study.load is not None)
        self._spots.show_spots(study.spots, curve=page.load.summary.has_power)
        self._tariff.offer({key: tr(name) for key, name in page.tariffs}, study.tariff)
        self._level.offer({f"{kv:g}": tr("标称 {} kV", f"{kv:g}") for kv in page.levels_kv},
                          f"{study.un_kv:g}")  # fmt: skip
        there = [kind for kind in _KINDS if self._of(kind) or self._has(kind)]
        kept = self._kinds.value if self._kinds.value in there else there[0]
        self._kinds.offer({kind: tr(_KINDS[kind]) for kind in there}, kept)
        self._show_kind(kept)

    def show_trend(self, spot: Spot) -> bool:
        """Show this moment of voltage quality over time; False where it is none of such."""
        key = f"trend_{spot.key.rpartition('_')[0]}"
        if self._page is None or key not in {each.key for each in self._page.study.pictures}:
            return False
        self._kinds.choose("trend")
        self._which.choose(key)
        at = spot.at.astimezone(CHINA)
        self._plot.read_at((at - datetime(1970, 1, 1, tzinfo=CHINA)).total_seconds() / _DAY_S)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The numbers stand beside the picture, or above it on an upright screen."""
        super().resizeEvent(event)
        wide = self.width() > _WIDE_PX
        self._sides.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        policy = QSizePolicy.Policy.Ignored if wide else QSizePolicy.Policy.Fixed
        self._numbers.setSizePolicy(QSizePolicy.Policy.Expanding, policy)
        self._numbers.setMinimumWidth(_NUMBERS_PX if wide else 0)
        self._numbers.setMaximumWidth(_NUMBERS_PX if wide else 16_777_215)
        self._numbers.setMinimumHeight(_LEAST_NUMBERS_PX if wide else _UPRIGHT_NUMBERS_PX)
        self._numbers.setMaximumHeight(16_777_215 if wide else _UPRIGHT_NUMBERS_PX)

    def _build(self) -> None:
        held = QWidget()
        numbers = column(held, margin=0)
        numbers.addWidget(self._tiles)
        numbers.addWidget(self._spots)
        self._numbers = scrolled(held, "study_numbers")
        self._picture_room = QVBoxLayout()
        rest = QWidget()
        listed = column(rest, margin=0)
        listed.addWidget(self._quality)
        listed.addWidget(self._lines)
        self._rest = scrolled(rest, "study_rest")
        self._rest.setMinimumHeight(_LEAST_NUMBERS_PX)
        # It scrolls: what it holds asks for no height.
        self._rest.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        kinds = row(self._kinds, self._alone, stretch=0)
        kinds.setAlignment(self._alone, Qt.AlignmentFlag.AlignTop)
        picture = card(kinds, self._which, self._tariff, self._level, self._picture_room,
                       self._rest)  # fmt: skip
        picture.setMinimumHeight(_LEAST_PICTURE_PX)
        inner = picture.layout()
        assert isinstance(inner, QVBoxLayout)
        inner.setStretch(4, 1)
        inner.setStretch(5, 1)
        self._body = QWidget()
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom, self._body)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(2 * SPACE)
        self._sides.addWidget(self._numbers)
        self._sides.addWidget(picture, 1)
        self._said = card(self._sentence)
        content = QWidget()
        parts = column(content, margin=0)
        for part in (self._working, self._said):
            parts.addWidget(part)
        parts.addWidget(self._body, 1)
        area = scrolled(QWidget(), "study_scroll")
        area.setWidget(content)
        layout = column(self, margin=0)
        layout.addWidget(area)

    def _of(self, kind: str) -> list[Picture]:
        """The pictures of this kind."""
        if self._page is None or kind == "quality":
            return []
        return [each for each in self._page.study.pictures if each.key.split("_")[0] == kind]

    def _has(self, kind: str) -> bool:
        """Whether there is something of this kind that is no picture of a plot."""
        assert self._page is not None
        study = self._page.study
        return {
            "quality": study.quality is not None and bool(study.quality.quantities),
            "lines": study.load is not None,
        }.get(kind, False)

    def _show_kind(self, kind: str) -> None:
        assert self._page is not None
        study = self._page.study
        pictures = self._of(kind)
        self._which.setVisible(len(pictures) > 1)
        self._tariff.setVisible(kind == "split")
        judged = kind in ("quality", "harmonics")
        self._level.setVisible(judged and len(self._page.levels_kv) > 1)
        self._quality.setVisible(kind == "quality")
        self._lines.setVisible(kind == "lines")
        self._rest.setVisible(not pictures)
        if self._plot is not None:
            self._plot.setVisible(bool(pictures))
        if pictures:
            names = {each.key: self._name(each) for each in pictures}
            chosen = self._which.value if self._which.value in names else pictures[0].key
            self._which.offer(names, chosen)
            self._show_picture(chosen)
        elif kind == "quality" and study.quality is not None:
            bars = [bar for each in study.pictures if each.key == "quality" for bar in each.bars]
            self._quality.show_quantities(study.quality.quantities, bars)
        elif study.load is not None:
            self._show_lines(load_lines(study.load))

    def _show_picture(self, key: str) -> None:
        assert self._page is not None
        if self._plot is None:
            # By name: the plotting library is loaded when the first picture is wanted.
            self._plot = importlib.import_module("ui.parts.picture_plot").PicturePlot()
            self._picture_room.addWidget(self._plot)
            self._plot.show()
        self._plot.show_picture(next(p for p in self._page.study.pictures if p.key == key))

    def _name(self, picture: Picture) -> str:
        """What one of several pictures of a kind is called on its button."""
        kind, _, rest = picture.key.partition("_")
        if kind == "day":
            return tr(SEASON_NAMES[rest])
        if kind == "like":
            number, _, day = rest.partition("_")
            assert self._page is not None
            assert self._page.study.load is not None
            near = self._page.study.load.likeness[int(number)]
            distance = near.working if day == "working" else near.off
            shown = "—" if distance is None else f"{distance:.2f}"
            return f"{tr(near.zh)} · {tr(_DAYS[day])} {shown}"
        return said(picture.title)

    def _show_lines(self, lines: Sequence[FindingLine]) -> None:
        clear(self._line_parts)
        for line in lines:
            told = label(f"{tr(line.name)}　{said(line.said)}", size=1)
            formula, source = label(said(line.formula)), label(said(line.source), quiet=True)
            self._line_parts.addWidget(card(told, formula, source))

    def _busy(self, *, busy: bool) -> None:
        self._bar.setValue(0)
        self._bar.setVisible(busy)
        self._cancel.setVisible(busy)
        self._again.setVisible(not busy)

    def _make_room(self) -> None:
        """The picture takes the whole page, or sentence and numbers are back."""
        alone = self._alone.isChecked()
        self._said.setHidden(alone)
        self._numbers.setHidden(alone)

    def _ask(self) -> None:
        """Analyse it anew, by what is chosen."""
        level = self._level.value
        self._working.show()
        self._busy(busy=True)
        self._state.say(tr("正在分析…"))
        self.wanted.emit(self._tariff.value, float(level) if level else 0.0)
