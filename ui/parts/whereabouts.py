"""Where a photo is: on this tablet alone, on its way, or at the centre."""

from collections.abc import Mapping

from app.domain.evidence import Photo
from app.ids import Digest
from app.workspace import BlobState
from ui.words import tr


def whereabouts(photo: Photo, files: Mapping[Digest, BlobState]) -> str:
    """Where a photo is: here alone, on its way, or at the centre with its original."""
    copy, original = files.get(photo.bounded), files.get(photo.original)
    if BlobState.ATTENTION in (copy, original):
        return tr("⚠ 需处理")
    if original is BlobState.RECEIVED and copy is BlobState.RECEIVED:
        return tr("✔ 已到中心")
    return tr("↑ 原片待传") if copy is BlobState.RECEIVED else tr("↑ 待传")
