"""The analysis of a load curve and of a record of voltage quality as a paper prints it."""

from dataclasses import dataclass

from app.domain.load_findings import LoadFindings
from app.domain.load_pictures import Picture
from app.domain.quality_findings import QualityFindings


@dataclass(frozen=True)
class PaperLoad:
    """What a load curve comes to, and its pictures: the same ones as on the screen."""

    found: LoadFindings
    pictures: tuple[Picture, ...]
    rules: str
    """The versions of tariffs and reference shapes."""

    def picture(self, key: str) -> Picture | None:
        """The picture of this key, where the samples allow it."""
        return next((each for each in self.pictures if each.key == key), None)


@dataclass(frozen=True)
class PaperQuality:
    """What a record of voltage quality says, beside its limits, and its pictures."""

    source_name: str
    meter_no: str
    found: QualityFindings
    pictures: tuple[Picture, ...]
    limits: str
    """The version of the limits."""
