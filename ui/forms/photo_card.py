"""The photos of one field of a form, with a way to add more."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from app.domain.entry import Entry
from app.domain.evidence import Photo
from app.domain.form import Field
from app.views.ways import Way
from ui.parts.photo_strip import PhotoStrip
from ui.parts.widgets import button, column, label, row
from ui.theme import mark
from ui.words import tr


class PhotoCard(QFrame):
    """One field that is answered by photos.

    Signals:
        wanted: photos are to be added to this Field.
        thumbnail_wanted: a small picture of this copy is wanted.
        picked: the person tapped a photo.
    """

    wanted = Signal(object)
    thumbnail_wanted = Signal(str)
    picked = Signal(object)

    def __init__(self, asked: Field) -> None:
        super().__init__()
        self.asked = asked
        self.setObjectName(f"photos_{asked.id}")
        self.setProperty("card", True)
        self._title = label(tr(asked.zh), size=1)
        self._strip = PhotoStrip(f"strip_{asked.id}")
        self._strip.wanted.connect(self.thumbnail_wanted)
        self._strip.picked.connect(self.picked)
        self._add = button(tr("添加照片"), f"add_photo_{asked.id}", picture="camera")
        self._add.clicked.connect(self._pressed)
        layout = column(self)
        layout.addLayout(row(self._title, self._add, stretch=0))
        layout.addWidget(self._strip)

    def show_photos(self, entry: Entry, photos: Sequence[Photo], ways: Mapping[str, Way]) -> None:
        """Show those of this field."""
        mine = [photo for photo in photos if photo.item == self.asked.id]
        self._strip.show_photos(mine, ways)
        needed = entry.is_required(self.asked) and not mine
        self._title.setText(tr(self.asked.zh) + (tr("　必填") if needed else ""))
        mark(self._title, warn=needed)

    def take_thumbnail(self, digest: str, jpeg: bytes) -> None:
        """A small picture has come."""
        self._strip.take_thumbnail(digest, jpeg)

    def freeze(self) -> None:
        """It is recorded: nothing can be added any more."""
        self._add.hide()

    def focus_here(self) -> None:
        """Go to where photos are added."""
        self._add.setFocus()

    def _pressed(self) -> None:
        self.wanted.emit(self.asked)
