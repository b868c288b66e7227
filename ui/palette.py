"""Colours by role in three themes; no Qt, so that the first empty window has them at once."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Theme:
    """What each colour is for."""

    name: str
    page: str
    card: str
    edge: str
    text: str
    quiet: str
    hint: str
    """What may be written in an empty field: never to be taken for what is written there."""
    accent: str
    on_accent: str
    good: str
    bad: str
    warn: str
    point_size: int = 11
    stroke: int = 1
    """How thick edges are."""


LIGHT: Final = Theme(
    name="light",
    page="#eef1f4",
    card="#ffffff",
    edge="#c9d1d9",
    text="#17212b",
    quiet="#51606e",
    hint="#5f6b77",
    accent="#0b5cad",
    on_accent="#ffffff",
    good="#17703a",
    bad="#b3261e",
    warn="#8a5300",
)
DARK: Final = Theme(
    name="dark",
    page="#12171c",
    card="#1c242c",
    edge="#3a4651",
    text="#e9eef2",
    quiet="#a9b6c1",
    hint="#9aa7b2",
    accent="#7ab8ff",
    on_accent="#06223f",
    good="#6fd493",
    bad="#ff8f85",
    warn="#f3bd5a",
)
SUNLIGHT: Final = Theme(
    name="sunlight",
    page="#ffffff",
    card="#ffffff",
    edge="#000000",
    text="#000000",
    quiet="#000000",
    hint="#4d4d4d",
    accent="#00307a",
    on_accent="#ffffff",
    good="#004a1c",
    bad="#8c0000",
    warn="#5c3000",
    point_size=13,
    stroke=2,
)
THEMES: Final = {theme.name: theme for theme in (LIGHT, DARK, SUNLIGHT)}
