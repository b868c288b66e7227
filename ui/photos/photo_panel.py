"""One photo, large, over the page: what it shows, when it was taken, and a way to take it back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from app.domain.evidence import Photo
from ui.naming import minute
from ui.parts.widgets import button, label, row
from ui.theme import SPACE
from ui.words import tr


class PhotoPanel(QFrame):
    """A photo to be looked at.

    Signals:
        picture_wanted: the copy of this digest is to be read.
        withdrawn: the person takes this Photo back.
    """

    picture_wanted = Signal(str)
    withdrawn = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("photo_panel")
        self.setProperty("card", True)
        self._photo: Photo | None = None
        self._picture = QPixmap()
        self._words = label(name="photo_words")
        self._view = QLabel()
        self._view.setObjectName("photo_view")
        self._view.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._view.setMinimumSize(1, 1)
        self._away = button(tr("移除这张照片"), "photo_withdraw")
        self._away.clicked.connect(self._withdraw)
        close = button(tr("关闭"), "photo_close", primary=True)
        close.clicked.connect(self.hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.addWidget(self._words)
        layout.addWidget(self._view, 1)
        layout.addLayout(row(self._away, close, stretch=1))
        self.hide()

    def open(self, photo: Photo, place: str = "", *, open_for_change: bool) -> None:
        """Show this photo and where it is; its picture comes when it has been read."""
        self._photo, self._picture = photo, QPixmap()
        size = f"{photo.width_px} × {photo.height_px}"
        self._words.setText(f"{minute(photo.taken_at)}　{size}　{place}".strip())
        self._view.setText(tr("正在打开…"))
        self._away.setVisible(open_for_change)
        self.show()
        self.raise_()
        self.picture_wanted.emit(photo.bounded)

    def take_picture(self, digest: str, jpeg: bytes) -> None:
        """The copy has been read."""
        if self._photo is not None and self._photo.bounded == digest:
            self._picture.loadFromData(jpeg)
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the picture to the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        if not self._picture.isNull():
            keep = Qt.AspectRatioMode.KeepAspectRatio
            smooth = Qt.TransformationMode.SmoothTransformation
            self._view.setPixmap(self._picture.scaled(self._view.size(), keep, smooth))

    def _withdraw(self) -> None:
        self.hide()
        if self._photo is not None:
            self.withdrawn.emit(self._photo)
