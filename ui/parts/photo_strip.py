"""The photos of an item in a row; thumbnails are made off the GUI thread."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.domain.evidence import Photo
from app.views.ways import Way
from ui.parts.whereabouts import way_words
from ui.words import tr

THUMB = QSize(160, 120)


class PhotoStrip(QListWidget):
    """Photos side by side.

    Signals:
        wanted: the thumbnail of this photo is not here yet; carries the digest of its copy.
        picked: the person tapped a photo; carries the Photo.
    """

    wanted = Signal(str)
    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(tr("照片"))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.LeftToRight)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setIconSize(THUMB)
        self.setFixedHeight(THUMB.height() + 34)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._shown: dict[str, QListWidgetItem] = {}
        self._photos: dict[str, Photo] = {}
        self.itemClicked.connect(self._clicked)

    def show_photos(
        self, photos: Sequence[Photo], ways: Mapping[str, Way] = MappingProxyType({})
    ) -> None:
        """Show exactly these photos, and how far they are; those that are shown already stay.

        A photo that `ways` does not know has only just been taken.
        """
        self._photos = {photo.id: photo for photo in photos}
        for photo_id in [known for known in self._shown if known not in self._photos]:
            self.takeItem(self.row(self._shown.pop(photo_id)))
        for photo in photos:
            if photo.id not in self._shown:
                item = QListWidgetItem(_blank(), "")
                item.setData(Qt.ItemDataRole.UserRole, photo.bounded)
                self.addItem(item)
                self._shown[photo.id] = item
                self.wanted.emit(photo.bounded)
            words = f"{photo.taken_at:%H:%M}　{way_words(ways.get(photo.id, Way.QUEUED))}"
            self._shown[photo.id].setText(words)
        self.setVisible(bool(photos))

    def take_thumbnail(self, digest: str, jpeg: bytes) -> None:
        """The thumbnail of this copy has come."""
        picture = QPixmap()
        picture.loadFromData(jpeg)
        for item in self._shown.values():
            if item.data(Qt.ItemDataRole.UserRole) == digest:
                item.setIcon(QIcon(picture))

    def _clicked(self, item: QListWidgetItem) -> None:
        self.picked.emit(next(self._photos[i] for i, shown in self._shown.items() if shown is item))


def _blank() -> QIcon:
    picture = QPixmap(THUMB)
    picture.fill(Qt.GlobalColor.lightGray)
    return QIcon(picture)
