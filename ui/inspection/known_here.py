"""What is known at a section of F05 and F06 beside what is typed there: units, sources compared."""

from PySide6.QtWidgets import QFrame, QWidget

from app.domain.as_built import TABLE
from app.domain.licence import CATEGORY_NAMES, GOOD
from app.domain.unit_choice import SEEN, LicenceCheck
from app.views.visits import InspectionPage
from ui.parts.widgets import Badge, card, clear, column, label
from ui.words import tr

_SIGNS = {True: "✔ ", False: "✘ ", None: ""}


class KnownHere(QFrame):
    """The card that stands above a section; it takes no room where nothing is known there."""

    def __init__(self) -> None:
        super().__init__()
        self._lines = column(self, margin=0)

    def show_page(self, page: InspectionPage, section: str) -> None:
        """Show what is known at this section."""
        clear(self._lines)
        known = _known_at(page, section)
        if known is not None:
            self._lines.addWidget(known)
        self.setVisible(known is not None)


def _known_at(page: InspectionPage, section: str) -> QWidget | None:
    tables = page.entry.form.tables if page.entry is not None else {}
    if section == "units" and SEEN in tables:
        return _units(page)
    if section == "as_built" and TABLE in tables and page.sources:
        return _sources(page)
    return None


def _units(page: InspectionPage) -> QWidget:
    title = label(tr("参建单位及资质核验"), size=2)
    if not page.units:
        note = tr("客户还没有在自主选择声明中写明单位；请在下表填写现场核实的施工、试验单位。")
        return card(title, label(note, quiet=True, name="units_none"))
    parts: list[QWidget] = []
    for number, check in enumerate(page.units):
        result = Badge(f"unit_{number}")
        good = check.result in GOOD
        result.say(_SIGNS[good] + tr(check.said), "good" if good else "bad")
        parts += [label(_unit_words(check)), result]
    words = tr("按声明和现场核实的许可证判定；不符的，对应检查项不能判为合格。")
    return card(title, label(words, quiet=True), *parts)


def _unit_words(check: LicenceCheck) -> str:
    chosen, licence = check.choice, check.choice.licence
    category = tr(CATEGORY_NAMES[licence.category]) if licence.category in CATEGORY_NAMES else ""
    return "　".join(
        filter(
            None,
            (
                tr(check.role),
                chosen.name,
                licence.no,
                f"{category} {licence.grade}".strip(),
                tr("有效期至 {}", licence.valid_to) if licence.valid_to else "",
                tr("客户自主选择声明") if chosen.filing else tr("现场核实"),
            ),
        )
    )


def _sources(page: InspectionPage) -> QWidget:
    told = {True: tr("一致"), False: tr("不一致"), None: tr("请在检查项写明")}
    parts: list[QWidget] = []
    for number, each in enumerate(page.sources):
        state = Badge(f"source_{number}")
        state.say(_SIGNS[each.agrees] + told[each.agrees], _meaning(each.agrees))
        built = each.as_built or tr("（没有）")
        planned = each.planned or tr("（没有）")
        parts += [
            label(tr("{0}：现场 {1}；方案 {2}", each.name, built, planned)),
            state,
        ]
    return card(label(tr("电源与供电方案核对"), size=2), *parts)


def _meaning(agrees: bool | None) -> str:
    return {True: "good", False: "bad", None: "warn"}[agrees]
