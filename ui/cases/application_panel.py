"""A button by which an application is opened on site, and the one question it begins with."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from app.domain.customer import CustomerClass
from ui.parts.widgets import ValueButton, button, card, column, label, row
from ui.wording import customer_class
from ui.words import tr


class ApplicationPanel(QFrame):
    """Asks for the class of the customer: it decides what else is asked.

    Signals:
        wanted: an application is to be opened; carries the class of the customer.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("application_panel")
        classes: list[QWidget] = []
        for each in CustomerClass:
            made = ValueButton(each.value, customer_class(each), f"apply_{each.value}")
            made.picked.connect(self._picked)
            classes.append(made)
        away = button(tr("取消"), "leave_application")
        away.clicked.connect(self.hide)
        told = tr("申请在现场填写、签字，联网后由营业窗口受理；现场登记不等于受理。")
        layout = column(self, margin=0)
        layout.addWidget(
            card(
                label(tr("哪一类客户申请用电？"), size=2),
                row(*classes[:2]),
                row(*classes[2:]),
                label(told, quiet=True),
                row(away),
            )
        )
        self.hide()

    def _picked(self, value: str) -> None:
        self.hide()
        self.wanted.emit(value)
