"""A person's hands and eyes on the real screens: clicks, keys, strokes, and a look at them."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QBuffer, QModelIndex, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from app.file_out import write_out
from ui.background import Background
from ui.cases.case_list import CaseListView
from ui.cases.case_model import ROW
from ui.parts.signature_pad import SignaturePad

W = TypeVar("W", bound=QWidget)


class NotSeen(RuntimeError):
    """What should be on the screen is not."""


def wait_for(what: str, seen: Callable[[], bool], patience_s: float = 30.0) -> None:
    """Wait until it is seen; the program goes on meanwhile.

    Raises:
        NotSeen: it does not come.
    """
    until = time.monotonic() + patience_s
    while not seen():
        if time.monotonic() > until:
            raise NotSeen(what)
        QTest.qWait(5)


def settle(background: Background, patience_s: float = 60.0) -> None:
    """Wait until everything asked for has been done and shown."""
    wait_for("everything done", lambda: background.idle, patience_s)
    QTest.qWait(1)


def find(parent: QWidget, kind: type[W], name: str) -> W:
    """The part of the screen of this name.

    Raises:
        NotSeen: there is none.
    """
    found = [made for made in parent.findChildren(kind, name) if not made.isHidden()]
    if not found:
        raise NotSeen(name)
    return found[-1]


def click(parent: QWidget, name: str) -> None:
    """Press a button."""
    button = find(parent, QPushButton, name)
    wait_for(f"{name} can be pressed", button.isEnabled)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def type_in(field: QLineEdit | QPlainTextEdit, text: str) -> None:
    """Type words into a field, key by key."""
    field.setFocus()
    if text.isascii():
        QTest.keyClicks(field, text)
    elif isinstance(field, QLineEdit):
        field.insert(text)
        field.textEdited.emit(field.text())  # as an input method reports what it commits
    else:
        field.insertPlainText(text)


def choose(parent: QWidget, name: str, value: str) -> None:
    """Choose in a list or among buttons."""
    combos = parent.findChildren(QComboBox, name)
    if combos:
        combo = combos[0]
        line = combo.lineEdit()
        if line is not None:  # somebody, or the name of one who is not in the list
            combo.setEditText(value)
            line.editingFinished.emit()
            return
        combo.setCurrentIndex(combo.findData(value))
        combo.activated.emit(combo.currentIndex())
    else:
        click(parent, f"{name}_{value}")


def take_case(parent: QWidget, application_no: str) -> None:
    """Press a case in today's list.

    Raises:
        NotSeen: it is not among those that were read.
    """
    view = find(parent, CaseListView, "cases")
    model = view.model()

    def places() -> list[QModelIndex]:
        rows = [model.index(number, 0) for number in range(model.rowCount())]
        return [place for place in rows if place.data(ROW).application_no == application_no]

    wait_for(f"the case {application_no}", lambda: bool(places()))
    view.scrollTo(places()[0])
    where = view.visualRect(places()[0]).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=where)


def sign(pad: SignaturePad, seed: int) -> None:
    """Draw a name-like scribble with the pen."""
    width, height = pad.width(), pad.height()
    for stroke in range(5):
        x0 = width * (0.16 + 0.13 * stroke)
        points = [
            QPoint(
                round(x0 + step * width * 0.012),
                round(height * (0.35 + 0.06 * ((step * (seed + stroke) * 7) % 5) + 0.02 * step)),
            )
            for step in range(12)
        ]
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=points[0])
        for point in points[1:]:
            QTest.mouseMove(pad, point)
            QTest.qWait(2)
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=points[-1])


def picture(window: QWidget, folder: Path, name: str) -> None:
    """Keep a screenshot of the window.

    Raises:
        NoRoom: the disk is full; Qt would leave half of it and say nothing.
    """
    QTest.qWait(30)
    held = QBuffer()
    held.open(QBuffer.OpenModeFlag.WriteOnly)
    window.grab().save(held, "PNG")
    write_out(folder / f"{name}.png", bytes(held.data().data()))
