"""The camera of this tablet, where there is one. Qt's multimedia is loaded when it is asked for.

A tablet without a camera, without sound libraries (which Qt's multimedia wants) or with a camera
that another program holds is no error: files are picked instead.
"""

import importlib
import tempfile
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget


class Camera(Protocol):
    """Something that shows what is before it and takes pictures of it."""

    taken: Any
    """Signal(Path): a picture lies in this file."""
    failed: Any
    """Signal(): no picture could be taken."""

    def view(self) -> QWidget:
        """Where the live picture is shown."""
        ...

    def start(self) -> None:
        """Begin to show it."""
        ...

    def shoot(self) -> None:
        """Take a picture."""
        ...

    def stop(self) -> None:
        """Let go of the camera."""
        ...


def find_camera() -> Camera | None:
    """The camera that looks away from the person, or any; None where there is none."""
    try:
        media = importlib.import_module("PySide6.QtMultimedia")
        widgets = importlib.import_module("PySide6.QtMultimediaWidgets")
    except ImportError:
        return None
    devices = list(media.QMediaDevices.videoInputs())
    if not devices:
        return None
    back = media.QCameraDevice.Position.BackFace
    best = next((device for device in devices if device.position() == back), devices[0])
    return _QtCamera(media, widgets, best)


class _QtCamera(QObject):
    """A camera as Qt knows it."""

    taken = Signal(Path)
    failed = Signal()

    def __init__(self, media: Any, widgets: Any, device: Any) -> None:
        super().__init__()
        self._folder = tempfile.TemporaryDirectory(prefix="kanyan-camera-")
        self._camera = media.QCamera(device)
        self._session = media.QMediaCaptureSession()
        self._image = media.QImageCapture()
        self._view = widgets.QVideoWidget()
        self._image.setQuality(media.QImageCapture.Quality.VeryHighQuality)
        self._session.setCamera(self._camera)
        self._session.setImageCapture(self._image)
        self._session.setVideoOutput(self._view)
        self._image.imageSaved.connect(lambda _id, name: self.taken.emit(Path(name)))
        self._image.errorOccurred.connect(lambda *_: self.failed.emit())
        self._camera.errorOccurred.connect(lambda *_: self.failed.emit())
        self._count = 0

    def view(self) -> QWidget:
        """Where the live picture is shown."""
        shown: QWidget = self._view
        return shown

    def start(self) -> None:
        """Begin to show it."""
        self._camera.start()

    def shoot(self) -> None:
        """Take a picture; it comes with `taken`."""
        self._count += 1
        self._image.captureToFile(str(Path(self._folder.name) / f"{self._count:04}.jpg"))

    def stop(self) -> None:
        """Let go of the camera."""
        self._camera.stop()
