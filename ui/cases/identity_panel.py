"""The identity number of whoever acts for the customer: masked, until somebody presses for it.

What was shown hides itself again; that it was shown stands in the trail.
"""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame

from app.domain.customer import Customer
from app.domain.privacy import masked
from ui.parts.widgets import button, label, row
from ui.words import tr

SHOWN_MS: Final = 30_000
"""How long a number stays to be read."""


class IdentityPanel(QFrame):
    """Name and number of the agent, in one line.

    Signals:
        wanted: the person wants to see the whole number.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._masked = ""
        self._words = label(quiet=True, name="identity")
        self._see = button(tr("查看证件号"), "see_identity", picture="eye")
        self._see.clicked.connect(self._pressed)
        self._hiding = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._hiding.timeout.connect(self._hide_again)
        layout = row(self._words, self._see, stretch=0)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_customer(self, customer: Customer) -> None:
        """Show who acts for this customer; nothing where nobody is known."""
        number = masked(customer.agent_id_no)
        self._masked = tr("经办人 {0}　证件号 {1}", customer.agent_name, number)
        self.setVisible(bool(customer.agent_name or number))
        self._see.setVisible(bool(number))
        self._name = customer.agent_name
        self._hide_again()

    def reveal(self, number: str) -> None:
        """Show the whole number for a while."""
        self._words.setText(tr("经办人 {0}　证件号 {1}", self._name, number))
        self._see.setEnabled(False)
        self._hiding.start()

    def _pressed(self) -> None:
        self._see.setEnabled(False)
        self.wanted.emit()

    def _hide_again(self) -> None:
        self._hiding.stop()
        self._words.setText(self._masked)
        self._see.setEnabled(True)
