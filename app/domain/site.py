"""Where it is."""

from dataclasses import dataclass

from app.domain.units import Degrees, Metres


@dataclass(frozen=True)
class Position:
    """A place on the ground, CGCS2000 (equal to WGS 84 at our accuracy)."""

    latitude: Degrees
    longitude: Degrees
    accuracy_m: Metres | None = None


@dataclass(frozen=True)
class Site:
    """The supply address (用电地址)."""

    address: str
    position: Position | None = None
