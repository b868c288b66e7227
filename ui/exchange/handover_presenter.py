"""What the hand-over card asks of the exchange between two tablets."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.views.cases import case_rows
from app.workspace import Workspace
from sync.client.site import Handed, Invited, hand_over_site, invite, invited, take_over_site
from ui.background import Background
from ui.exchange.handover_card import HandoverCard

_OFFERED: Final = 6
"""Cases that are offered at a time."""


class HandoverPresenter(QObject):
    """Between the hand-over card and the other tablet's files.

    Signals:
        invited: this tablet's invitation was written to this file.
        known: whose invitation was chosen; carries the Invited.
        offered: cases that match what was typed.
        handed: a case was written for the one who was invited; carries what was Handed.
        taken: a case was taken over; carries what was Handed.
        failed: one of these could not be done; carries the sentence.
    """

    invited = Signal(Path)
    known = Signal(object)
    offered = Signal(tuple)
    handed = Signal(object)
    taken = Signal(object)
    failed = Signal(str)

    def __init__(self, ws: Workspace, background: Background, parent: QObject) -> None:
        super().__init__(parent)
        self._ws, self._background = ws, background
        self._to: Invited | None = None

    def serve(self, card: HandoverCard) -> None:
        """Do what is asked on this card, and show there what came of it."""
        card.invite_wanted.connect(self.invite)
        card.invitation_chosen.connect(self.look_at)
        card.cases_wanted.connect(self.find)
        card.hand_wanted.connect(self.hand_over)
        card.take_wanted.connect(self.take_over)
        self.invited.connect(card.show_invited)
        self.known.connect(card.ask_case)
        self.offered.connect(card.offer_cases)
        self.handed.connect(card.show_handed)
        self.taken.connect(card.show_taken)
        self.failed.connect(card.show_failure)

    def invite(self, path: Path) -> None:
        """Write this tablet's invitation."""
        self._background.round(
            invite, self._ws, path,
            done=lambda _: self.invited.emit(path), failed=self.failed.emit,
        )  # fmt: skip

    def look_at(self, path: Path) -> None:
        """Whose invitation this is; what is handed over next goes to him."""
        self._background.round(invited, self._ws, path, done=self._known, failed=self.failed.emit)

    def find(self, text: str) -> None:
        """Offer the cases that match."""
        self._background.deed(
            case_rows, self._ws, text, None, _OFFERED,
            done=self.offered.emit, failed=self.failed.emit, touches=False,
        )  # fmt: skip

    def hand_over(self, case_id: str, path: Path) -> None:
        """Write this case for the one whose invitation was looked at."""
        assert self._to is not None, "a case is only offered once an invitation was looked at"
        give = partial(hand_over_site, self._ws, case_id, self._to, path)
        self._background.round(give, done=self._handed, failed=self.failed.emit)

    def take_over(self, path: Path) -> None:
        """Take over the case in this file."""
        self._background.round(
            take_over_site, self._ws, path, done=self.taken.emit, failed=self.failed.emit
        )

    def _known(self, to: Invited) -> None:
        self._to = to
        self.known.emit(to)

    def _handed(self, done: Handed) -> None:
        self._to = None
        self.handed.emit(done)
