"""The camera over the page: what it sees, one large shutter, then keep it or take it again."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout

from ui.parts.widgets import button, label, row
from ui.photos.camera import Camera, find_camera
from ui.theme import SPACE
from ui.words import tr


class CameraPanel(QFrame):
    """A camera to take photos of one item with, as many as wanted.

    Signals:
        kept: a picture is to be taken in; carries its file.
        files_wanted: the person would rather pick files, or has no camera.
    """

    kept = Signal(Path)
    files_wanted = Signal()

    def __init__(self, find: Callable[[], Camera | None] = find_camera) -> None:
        super().__init__()
        self.setObjectName("camera_panel")
        self.setProperty("card", True)
        self._find = find
        self._camera: Camera | None = None
        self._shot: Path | None = None
        self._title = label(size=2, name="camera_title")
        self._words = label(quiet=True, name="camera_words")
        self._still = QLabel()
        self._still.setObjectName("camera_still")
        self._still.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._still.setMinimumSize(1, 1)
        self._room = QVBoxLayout()
        self._room.addWidget(self._still, 1)
        self._shutter = button(tr("拍照"), "camera_shoot", primary=True, picture="camera")
        self._shutter.clicked.connect(self._shoot)
        self._keep = button(tr("保留"), "camera_keep", primary=True, picture="circle-check")
        self._keep.clicked.connect(self._kept)
        self._again = button(tr("重拍"), "camera_again", picture="undo-2")
        self._again.clicked.connect(self._live)
        files = button(tr("选照片文件"), "camera_files")
        files.clicked.connect(self._files)
        close = button(tr("关闭"), "camera_close")
        close.clicked.connect(self.leave)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*[2 * SPACE] * 4)
        layout.addWidget(self._title)
        layout.addLayout(self._room, 1)
        layout.addWidget(self._words)
        layout.addLayout(row(close, files, self._again, self._keep, self._shutter))
        self.hide()

    def open(self, title: str) -> bool:
        """Show what the camera sees; whether there is one."""
        self._camera = self._camera or self._find()
        if self._camera is None:
            return False
        self._title.setText(title)
        if self._camera.view().parent() is None:
            self._room.insertWidget(0, self._camera.view(), 1)
            self._camera.taken.connect(self._taken)
            self._camera.failed.connect(self._failed)
        self._camera.start()
        self._live()
        self.show()
        self.raise_()
        return True

    def leave(self) -> None:
        """Let go of the camera and give the page back."""
        if self._camera is not None:
            self._camera.stop()
        self.hide()

    def _live(self) -> None:
        self._shot = None
        self._words.setText("")
        self._show_still(shown=False)

    def _shoot(self) -> None:
        if self._camera is not None:
            self._shutter.setEnabled(False)
            self._camera.shoot()

    def _taken(self, path: Path) -> None:
        self._shot = path
        picture = QPixmap(str(path))
        keep = Qt.AspectRatioMode.KeepAspectRatio
        smooth = Qt.TransformationMode.SmoothTransformation
        self._still.setPixmap(picture.scaled(self.size() * 0.8, keep, smooth))
        self._show_still(shown=True)

    def _failed(self) -> None:
        self._live()
        self._words.setText(tr("相机没有拍成，请再试一次，或选照片文件。"))

    def _show_still(self, *, shown: bool) -> None:
        assert self._camera is not None
        self._camera.view().setVisible(not shown)
        for part in (self._still, self._keep, self._again):
            part.setVisible(shown)
        self._shutter.setVisible(not shown)
        self._shutter.setEnabled(True)

    def _kept(self) -> None:
        if self._shot is not None:
            self.kept.emit(self._shot)
        self._live()

    def _files(self) -> None:
        self.leave()
        self.files_wanted.emit()
