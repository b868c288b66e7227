"""What the application wears: a palette, one scale of spaces and of type, sizes for fingers."""

from functools import cache
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QWidget

from ui.palette import LIGHT, THEMES, Theme

RESOURCES: Final = Path(__file__).parents[1] / "resources"

SPACE: Final = 8
"""Every distance is a multiple of this."""
TARGET_PX: Final = 48
"""The least height of what a finger has to hit."""
GLOVED_PX: Final = 56
"""The same for a finger in a glove."""
ICON: Final = QSize(28, 22)
"""An icon beside words, with the room between them, in pixels."""
_ALONE: Final = 48
_BESIDE_WORDS: Final = 61

_STYLE: Final = """
QWidget {{ color: {text}; }}
QMainWindow, QWidget#page {{ background: {page}; }}
QFrame#card, QFrame[card="true"] {{ background: {card}; border: {stroke}px solid {edge};
  border-radius: 10px; }}
QLabel {{ background: transparent; }}
QLabel[quiet="true"] {{ color: {quiet}; }}
QLabel[good="true"] {{ color: {good}; }}
QLabel[bad="true"] {{ color: {bad}; }}
QLabel[warn="true"] {{ color: {warn}; }}
QPushButton {{ background: {card}; border: {stroke}px solid {edge}; border-radius: 8px;
  padding: 0 16px; min-height: {target}px; }}
QPushButton[square="true"] {{ padding: 0; }}
QPushButton:checked {{ background: {accent}; color: {on_accent}; border-color: {accent}; }}
QPushButton:focus {{ border: 2px solid {accent}; }}
QPushButton:disabled {{ color: {quiet}; background: {page}; border-style: dashed; }}
QPushButton[primary="true"] {{ background: {accent}; color: {on_accent}; border-color: {accent};
  font-weight: bold; }}
QPushButton[primary="true"]:disabled {{ background: {page}; color: {quiet};
  border-color: {edge}; }}
QPushButton[primary="true"]:focus {{ border: 3px solid {text}; }}
QPushButton[verdict="pass"]:checked {{ background: {good}; border-color: {good};
  color: {card}; }}
QPushButton[verdict="fail"]:checked {{ background: {bad}; border-color: {bad}; color: {card}; }}
QPushButton[flat="true"] {{ border: none; background: transparent; text-align: left; }}
QPushButton[flat="true"]:checked {{ background: {accent}; color: {on_accent}; }}
QPushButton[row="true"]:checked {{ background: {card}; color: {text};
  border: 3px solid {accent}; }}
QLabel[chosen="true"] {{ color: {on_accent}; }}
QLineEdit, QPlainTextEdit, QComboBox {{ background: {card}; border: {stroke}px solid {edge};
  border-radius: 8px; padding: 4px 10px; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QLineEdit, QComboBox {{ min-height: {field}px; }}
QLineEdit, QPlainTextEdit {{ placeholder-text-color: {hint}; }}
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus {{ border: 2px solid {accent}; }}
QComboBox::drop-down {{ border: none; width: 28px; }}
QComboBox QAbstractItemView {{ background: {card}; selection-background-color: {accent};
  selection-color: {on_accent}; }}
QTableView {{ background: {card}; gridline-color: {edge}; border: {stroke}px solid {edge}; }}
QHeaderView::section, QTableCornerButton::section {{ background: {page}; color: {text};
  border: none; border-right: 1px solid {edge}; border-bottom: {stroke}px solid {edge};
  padding: 2px 6px; }}
QScrollArea {{ border: none; background: transparent; }}
QScrollArea > QWidget > QWidget {{ background: transparent; }}
QListView {{ background: transparent; border: none; outline: none; }}
QScrollBar:vertical {{ background: transparent; width: 18px; margin: 0; }}
QScrollBar::handle:vertical {{ background: {edge}; border-radius: 7px; min-height: 48px;
  margin: 2px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ height: 0; width: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
QScrollBar:horizontal {{ background: transparent; height: 14px; }}
QScrollBar::handle:horizontal {{ background: {edge}; border-radius: 5px; margin: 2px; }}
QProgressBar {{ border: 1px solid {edge}; border-radius: 6px; text-align: center;
  background: {card}; min-height: 20px; }}
QProgressBar::chunk {{ background: {accent}; border-radius: 5px; }}
"""


def dress(application: QApplication, theme: Theme, *, step: int = 0, gloves: bool = False) -> None:
    """Give the whole application this theme, our own font some points larger, and its targets."""
    size = GLOVED_PX if gloves else TARGET_PX
    application.setStyle("Fusion")
    application.setProperty("kanyan_theme", theme.name)
    application.setProperty("kanyan_points", theme.point_size + step)
    application.setProperty("kanyan_target", size)
    application.setFont(QFont(family(), theme.point_size + step))
    application.setPalette(_palette(theme))
    values = {**theme.__dict__, "target": size, "field": size - 12}
    application.setStyleSheet(_STYLE.format(**values))


def current() -> Theme:
    """The theme that the application wears."""
    application = QApplication.instance()
    name = application.property("kanyan_theme") if application else None
    return THEMES.get(str(name), LIGHT)


def target() -> int:
    """The least height of what is to be hit, with or without gloves."""
    application = QApplication.instance()
    size = application.property("kanyan_target") if application else None
    return size if isinstance(size, int) else TARGET_PX


def _points() -> int:
    application = QApplication.instance()
    size = application.property("kanyan_points") if application else None
    return size if isinstance(size, int) else current().point_size


def mark(widget: QWidget, **properties: bool | str) -> None:
    """Set style properties of a widget and have it drawn by them."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def headline(size: int) -> QFont:
    """A bold font some points larger than the text."""
    font = QFont(family(), _points() + size)
    font.setBold(True)
    return font


def icon(name: str, colour: str = "", checked: str = "", *, beside_words: bool = False) -> QIcon:
    """One icon of our set in a colour of the theme, and in another while its button is checked.

    `beside_words`: with room at its right, because a style sheet has no word for that distance.
    """
    theme = current()
    colours = (colour or theme.text, checked or colour or theme.text, theme.quiet)
    return _icon(name, *colours, _BESIDE_WORDS if beside_words else _ALONE)


@cache
def _icon(name: str, colour: str, checked: str, disabled: str, width: int) -> QIcon:
    made = QIcon()
    made.addPixmap(_drawn(name, colour, width), QIcon.Mode.Normal, QIcon.State.Off)
    made.addPixmap(_drawn(name, checked, width), QIcon.Mode.Normal, QIcon.State.On)
    made.addPixmap(_drawn(name, disabled, width), QIcon.Mode.Disabled, QIcon.State.Off)
    return made


def _drawn(name: str, colour: str, width: int) -> QPixmap:
    svg = (RESOURCES / "icons" / f"{name}.svg").read_text().replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(svg.encode()))
    image = QImage(QSize(width, _ALONE), QImage.Format.Format_ARGB32)
    image.fill(0)
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, _ALONE, _ALONE))
    painter.end()
    return QPixmap.fromImage(image)


@cache
def family() -> str:
    """The family of our own font, known to the toolkit from the first call on."""
    path = RESOURCES / "fonts" / "KanyanSans-Regular.ttf"
    number = QFontDatabase.addApplicationFont(str(path))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else QApplication.font().family()


def _palette(theme: Theme) -> QPalette:
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.page,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.card,
        QPalette.ColorRole.AlternateBase: theme.page,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.Button: theme.card,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.on_accent,
        QPalette.ColorRole.PlaceholderText: theme.hint,
        QPalette.ColorRole.ToolTipBase: theme.card,
        QPalette.ColorRole.ToolTipText: theme.text,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    return palette
