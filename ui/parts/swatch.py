"""Colours of curves, and patches that say which colour a line has."""

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from ui.theme import current


def swatch(colour: str) -> QIcon:
    """A patch in the colour of a curve, framed so that it is seen on any button."""
    picture = QPixmap(20, 20)
    picture.fill(QColor(current().card))
    painter = QPainter(picture)
    painter.fillRect(3, 3, 14, 14, QColor(colour))
    painter.end()
    return QIcon(picture)


def channel_colour(channel: str) -> str:
    """The colour of a channel of a load curve."""
    theme = current()
    return {"total": theme.accent, "a": theme.warn, "b": theme.good, "c": theme.bad}.get(
        channel, theme.quiet
    )


def stroke(pen: QPen) -> QPixmap:
    """A piece of a line, with its colour and its breaks."""
    picture = QPixmap(44, 16)
    picture.fill(QColor(0, 0, 0, 0))
    painter = QPainter(picture)
    painter.setPen(pen)
    painter.drawLine(QLineF(2, 8, 42, 8))
    painter.end()
    return picture
