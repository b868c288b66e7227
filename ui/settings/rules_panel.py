"""By which rules this tablet goes: which package, since when, how long, and what is in it."""

from datetime import date

from PySide6.QtWidgets import QFrame, QLayout, QWidget

from app.about import RuleFile, RulesInUse
from ui.naming import day
from ui.parts.widgets import Badge, card, clear, column, label, row
from ui.rules_words import rules_refused
from ui.settings.rules_words import rules_name, rules_source
from ui.words import tr


class RulesPanel(QFrame):
    """Shows the rules in use."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("rules_panel")
        self._lines = column(self, margin=0)

    def show_rules(self, package: RulesInUse, files: tuple[RuleFile, ...]) -> None:
        """Show this package and these files."""
        clear(self._lines)
        parts: list[QWidget | QLayout] = [label(tr("规则"), size=2)]
        parts += _state(package)
        parts.append(label(_origin(package), quiet=True, name="rules_origin"))
        parts += map(_file, files)
        self._lines.addWidget(card(*parts))


def _state(package: RulesInUse) -> list[Badge]:
    """In use, and whatever a person should know about it."""
    in_use = Badge("rules_version")
    version = tr("第 {} 版", package.version) if package.version else tr("随程序安装的规则")
    told = [(in_use, tr("现用：{}", version), "good")]
    if package.has_run_out and package.expires_at is not None:
        told[0] = (
            in_use,
            tr("{0}已于 {1} 到期，仍按它办理。请联网同步；同步后仍到期，请联系管理员。",
               version, day(package.expires_at)),
            "bad",
        )  # fmt: skip
    if package.is_damaged:
        words = tr("最新的规则在本机已损坏，暂用{}。下次同步会重新取得。", version)
        told.append((Badge("rules_damaged"), words, "bad"))
    if package.refused:
        why = rules_refused(package.refused)
        why += f" {package.refused_file}" if package.refused_file else ""
        words = tr("收到的新规则没有启用：{}。请联系管理员。", why)
        told.append((Badge("rules_refused"), words, "warn"))
    for badge, words, meaning in told:
        badge.setWordWrap(True)
        badge.say(words, meaning)
    return [badge for badge, _words, _meaning in told]


def _origin(package: RulesInUse) -> str:
    if package.issued_at is None or package.expires_at is None or package.taken_at is None:
        return tr("中心还没有下发规则包；有新规则时会随同步取得。")
    return tr(
        "由中心签发于 {0}　有效期至 {1}　本机启用于 {2}",
        day(package.issued_at),
        day(package.expires_at),
        day(package.taken_at),
    )


def _file(rules: RuleFile) -> QWidget:
    holder = QFrame()
    lines = column(holder, margin=0)
    lines.setSpacing(0)
    state = Badge(f"rules_{rules.name}")
    if rules.unverified:
        state.say(tr("{} 条待核对原文", rules.unverified), "warn")
    version = tr("{0}　版本 {1}", rules_name(rules.name), rules.version)
    lines.addLayout(row(label(version), state, stretch=0))
    since = tr("自 {} 起", day(date.fromisoformat(rules.effective_from)))
    lines.addWidget(label(f"{since}　{rules_source(rules.name, rules.source)}", quiet=True))
    return holder
