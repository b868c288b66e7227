"""The settings page: how things look, and what this tablet is."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from app.about import KnownInstrument, TabletPage
from ui.language import LANGUAGES
from ui.look import Look
from ui.naming import day, instrument_name, minute, staff_role
from ui.parts.widgets import Badge, Segments, card, clear, column, label, row, scrolled
from ui.settings.diagnostics_panel import DiagnosticsPanel
from ui.settings.key_panel import KeyPanel
from ui.settings.rules_panel import RulesPanel
from ui.settings.settings_page import SettingsPage
from ui.settings.storage_panel import StoragePanel
from ui.settings.trail_panel import TrailPanel
from ui.theme import SPACE
from ui.words import tr

_NAME_PX = 150


class SettingsView(QWidget):
    """The settings page.

    Signals:
        look_wanted: the person wants another look; carries the Look.
        diagnostics_wanted: the person wants to see what a diagnostic file would hold.
        diagnostics_accepted: it is to be written: path and texts.
        originals_chosen: whether originals of photos wait while bytes cost money.
    """

    look_wanted = Signal(object)
    diagnostics_wanted = Signal()
    diagnostics_accepted = Signal(object, object)
    originals_chosen = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        self._look = Look()
        self._originals_wait = True
        self._themes = Segments(
            {"light": tr("浅色"), "dark": tr("深色"), "sunlight": tr("阳光下")}, "look_theme"
        )
        self._texts = Segments(
            {"normal": tr("标准"), "large": tr("大"), "largest": tr("特大")}, "look_text"
        )
        self._gloves = Segments({"no": tr("徒手"), "yes": tr("戴手套")}, "look_gloves")
        self._language = Segments(LANGUAGES, "look_language")
        for choice in (self._themes, self._texts, self._gloves, self._language):
            choice.chosen.connect(self._chosen)
        self._instruments, self._account, self._about = QFrame(), QFrame(), QFrame()
        self._rules = RulesPanel()
        self.key = KeyPanel()
        self.storage = StoragePanel()
        self.trail = TrailPanel()
        self._diagnostics = DiagnosticsPanel()
        self._diagnostics.wanted.connect(self.diagnostics_wanted)
        self._diagnostics.accepted.connect(self.diagnostics_accepted)
        body = QFrame()
        parts = column(body, margin=0)
        parts.addWidget(self._looks())
        parts.addWidget(self._sending())
        parts.addWidget(self.storage)
        for title, frame in (
            (tr("检验仪器"), self._instruments),
            (tr("账户与中心"), self._account),
            (tr("关于"), self._about),
        ):
            column(frame, margin=0)
            parts.addWidget(card(label(title, size=2), frame))
        parts.addWidget(self.key)
        parts.addWidget(self._rules)
        parts.addWidget(self.trail)
        parts.addWidget(self._diagnostics)
        layout = column(self)
        layout.addWidget(label(tr("设置"), size=8, name="title"))
        layout.addWidget(scrolled(body, "settings_scroll"), 1)

    def show_page(self, page: SettingsPage) -> None:
        """Show how the device looks and what it is."""
        self._look = page.look
        self._themes.show_value(page.look.theme)
        self._texts.show_value(page.look.text)
        self._gloves.show_value("yes" if page.look.gloves else "no")
        self._language.show_value(page.look.language)
        self._originals_wait = page.tablet.originals_wait
        self._originals.show_value("wait" if page.tablet.originals_wait else "any")
        self._show_instruments(page.tablet.instruments)
        self._show_account(page.tablet)
        self._show_about(page.tablet)
        self.trail.read()

    def show_diagnostics(self, texts: dict[str, str]) -> None:
        """Show what a diagnostic file would hold."""
        self._diagnostics.show_texts(texts)

    def _looks(self) -> QWidget:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * SPACE)
        grid.setVerticalSpacing(SPACE)
        lines = (
            (tr("配色"), self._themes),
            (tr("字号"), self._texts),
            (tr("点按"), self._gloves),
            (tr("语言"), self._language),
        )
        for number, (name, choice) in enumerate(lines):
            grid.addWidget(label(name), number, 0)
            grid.addWidget(choice, number, 1)
        grid.setColumnMinimumWidth(0, _NAME_PX // 2)
        grid.setColumnStretch(1, 1)
        hint = label(tr("立即生效，并记在本机；解锁前的页面也这样显示。"), quiet=True)
        return card(label(tr("显示"), size=2), grid, hint)

    def _sending(self) -> QWidget:
        choices = {"wait": tr("等 Wi-Fi"), "any": tr("任何网络")}
        self._originals = Segments(choices, "originals")
        self._originals.chosen.connect(self._originals_chosen)
        line = row(label(tr("照片原片")), self._originals, stretch=1)
        words = tr("记录、意见单和照片的小图总是先发；原片在按流量计费的网络上先等着。记在本机。")
        return card(label(tr("同步"), size=2), line, label(words, quiet=True))

    def _originals_chosen(self, value: str) -> None:
        if not value:  # tapping what is chosen does not take it away
            self._originals.show_value("wait" if self._originals_wait else "any")
        elif (wait := value == "wait") != self._originals_wait:
            self._originals_wait = wait
            self.originals_chosen.emit(wait)

    def _show_instruments(self, known: tuple[KnownInstrument, ...]) -> None:
        layout = _emptied(self._instruments)
        if not known:
            words = tr("还没有用过的仪器。在检验的“仪器”一栏登记后，会列在这里。")
            layout.addWidget(label(words, quiet=True, name="no_instruments"))
        for each in known:
            state = Badge(f"instrument_{each.serial_no}")
            until = day(date.fromisoformat(each.calibrated_until))
            if each.is_expired:
                state.say(tr("✘ 检定已于 {} 到期", until), "bad")
            else:
                state.say(tr("✔ 检定有效期至 {}", until), "good")
            facts = (instrument_name(each.kind), each.model, each.serial_no)
            used = tr("最近使用 {}", day(each.last_used_at))
            holder = QFrame()
            lines = column(holder, margin=0)
            lines.setSpacing(0)
            lines.addLayout(row(label("　".join(filter(None, facts))), state, stretch=0))
            lines.addWidget(label(used, quiet=True))
            layout.addWidget(holder)

    def _show_account(self, tablet: TabletPage) -> None:
        who = tablet.who
        roles = " · ".join(staff_role(role) for role in who.roles)
        signing = tr("✔ 本机可以签字") if tablet.can_sign else tr("还没有签名证书，请联网登录一次")
        facts = (
            (tr("姓名"), f"{who.name}　{who.user}"),
            (tr("岗位"), roles),
            (tr("所属单位"), who.org),
            (tr("中心"), tablet.centre_url or tr("还没有加入中心")),
            (tr("本机编号"), who.device),
            (tr("签名证书"), signing),
        )
        _emptied(self._account).addLayout(_facts(facts))

    def _show_about(self, tablet: TabletPage) -> None:
        layout = _emptied(self._about)
        licence = tr("Apache-2.0 许可；字体 OFL 1.1，图标 ISC（Lucide）")
        at = tablet.backed_up_at
        kept = tr("✔ {}，已核对完好", minute(at)) if at else tr("还没有；空闲时会自动备份")
        facts = (
            (tr("版本"), f"{tr('勘验通')} {tablet.version}"),
            (tr("本机备份"), kept),
            (tr("许可"), licence),
        )
        layout.addLayout(_facts(facts))
        self._rules.show_rules(tablet.package, tablet.rules)
        self.key.show_holder(tablet.key)

    def _chosen(self, _value: str) -> None:
        look = replace(
            self._look,
            theme=self._themes.value or self._look.theme,
            text=self._texts.value or self._look.text,
            gloves=(self._gloves.value == "yes") if self._gloves.value else self._look.gloves,
            language=self._language.value or self._look.language,
        )
        if look != self._look:
            self._look = look
            self.look_wanted.emit(look)
        else:  # tapping what is chosen does not take it away
            self._themes.show_value(look.theme)
            self._texts.show_value(look.text)
            self._gloves.show_value("yes" if look.gloves else "no")
            self._language.show_value(look.language)


def _emptied(frame: QFrame) -> QVBoxLayout:
    layout = frame.layout()
    assert isinstance(layout, QVBoxLayout)
    clear(layout)
    return layout


def _facts(facts: tuple[tuple[str, str], ...]) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(2 * SPACE)
    grid.setColumnMinimumWidth(0, _NAME_PX // 2)
    grid.setColumnStretch(1, 1)
    for number, (name, value) in enumerate(facts):
        title = label(name, quiet=True)
        title.setWordWrap(False)
        grid.addWidget(title, number, 0)
        grid.addWidget(label(value), number, 1)
    return grid
