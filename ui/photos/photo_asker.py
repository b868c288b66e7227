"""Asking for photos of one thing: by the camera where there is one, else by files."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.photos.camera_panel import CameraPanel
from ui.words import tr


class PhotoAsker(QObject):
    """Owns the camera panel, which lies over the page.

    Signals:
        chosen: photos were taken or picked: their files, the item, the device.
    """

    chosen = Signal(list, str, str)

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._item, self._device = "", ""
        self.camera = CameraPanel()
        self.camera.setParent(page)
        self.camera.kept.connect(self._kept)
        self.camera.files_wanted.connect(self._pick_files)

    def ask(self, title: str, item: str, device: str = "") -> None:
        """Ask for photos of this item."""
        self._item, self._device = item, device
        if not self.camera.open(title):
            self._pick_files()

    def _kept(self, path: Path) -> None:
        self.chosen.emit([path], self._item, self._device)

    def _pick_files(self) -> None:
        page = self.parent()
        assert isinstance(page, QWidget)
        paths, _ = QFileDialog.getOpenFileNames(
            page, tr("选择照片"), "", tr("照片 (*.jpg *.jpeg *.png);;所有文件 (*)")
        )
        if paths and self._item:
            self.chosen.emit([Path(path) for path in paths], self._item, self._device)
