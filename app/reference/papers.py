"""How papers look, read from `resources/papers/`: `papers.yaml`, and what organisations want."""

import binascii
import hashlib
import io
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any, Final

from PIL import Image as Picture
from PIL import UnidentifiedImageError

from app.domain.form import Form
from app.domain.impartiality import Phrases
from app.domain.layout import Layout, Seal, faults, seal_faults
from app.errors import RulesDamaged
from app.ids import Digest
from app.reference.files import Places, every_file, file_in, named, read_rules

_OVERLAYS: Final = "overlay_*.yaml"
_PAPER: Final = frozenset(
    {"title", "order", "hidden", "annexed", "declaration", "remarks", "copies"}
)
_SEAL: Final = frozenset({"image", "size_mm", "over", "across", "forms"})
_MOST_BYTES: Final = 300_000
_MOST_DOTS: Final = 2000
_DOTS: Final = 360
"""Dots across the picture as it is printed: 9 a millimetre on a seal of 40 mm."""
_LIGHT: Final = 190
"""Of 255: what is lighter is paper."""

FormOf = Callable[[str], Form | None]
"""The form of a code; None where its paper has none of its own."""


@dataclass(frozen=True)
class Layouts:
    """All layouts of one version of the rules."""

    base: Mapping[str, Layout]
    of_org: Mapping[str, Mapping[str, Layout]]
    """Of an organisation, where one has layouts of its own; "" is that of every other form."""
    version: str

    def of(self, code: str, org: str) -> Layout:
        """How the paper of this form looks there."""
        own = self.of_org.get(org)
        if own is not None:
            return own.get(code, own[""])
        return self.base.get(code, Layout(self.version))


def read_layouts(
    places: Places, codes: frozenset[str], form_of: FormOf, phrases: Phrases
) -> Layouts:
    """The layouts, each file from the first of these folders that has it.

    Raises:
        RulesDamaged: a file is not what it should be, or wants what no office may change; `where`
            says it in a sentence.
    """

    def checked(path: Path, code: str, layout: Layout) -> Layout:
        if code not in codes:
            raise RulesDamaged(path.name, f"没有代码为 {code} 的单据", "code")
        if found := "；".join(faults(code, layout, form_of(code), phrases)):
            raise RulesDamaged(path.name, found, "limits")
        return layout

    path = file_in(places, "papers/papers.yaml")
    content = read_rules(path)
    version = str(content["version"])
    base = {
        code: checked(path, code, layout)
        for code, layout in _layouts(path, content, {}, version).items()
    }
    of_org: dict[str, dict[str, Layout]] = {}
    for overlay in every_file(places, "papers", _OVERLAYS):
        own = read_rules(overlay)
        name = overlay.stem.removeprefix("overlay_").partition("-")[0]
        said = f"{version}／{name} {own['version']}"
        seal = _seal(overlay, own, codes)
        made = _layouts(overlay, own, base, said)
        kept = {code: replace(each, seal=seal) for code, each in made.items()}
        for code, layout in kept.items():
            checked(overlay, code, layout)
        with named(overlay, "orgs"):
            for org in own["orgs"]:
                if str(org) in of_org:
                    raise ValueError(f"{org}: named twice")
                of_org[str(org)] = {**kept, "": Layout(said, seal=seal)}
    return Layouts(base, of_org, version)


def _layouts(
    path: Path, content: Mapping[str, Any], base: Mapping[str, Layout], version: str
) -> dict[str, Layout]:
    with named(path, "papers"):
        found = {code: replace(layout, version=version) for code, layout in base.items()}
        for code, entry in (content.get("papers") or {}).items():
            if unknown := entry.keys() - _PAPER:
                raise RulesDamaged(
                    path.name, f"{code}：{'、'.join(sorted(unknown))} 不能由单位规定，请删去", "key"
                )
            plain = found.get(str(code), Layout(version))
            found[str(code)] = replace(plain, **{k: _said(k, v) for k, v in entry.items()})
    return found


def _said(key: str, value: Any) -> Any:
    if key == "title":
        return str(value)
    if not isinstance(value, list):
        raise TypeError(f"{key}: not a list")
    many = tuple(map(str, value))
    return frozenset(many) if key in ("hidden", "annexed") else many


def _seal(path: Path, content: Mapping[str, Any], codes: frozenset[str]) -> Seal | None:
    entry = content.get("seal")
    if entry is None:
        return None
    with named(path, "seal"):
        if unknown := entry.keys() - _SEAL:
            raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
        data = b64decode("".join(str(entry["image"]).split()), validate=True)
        width, height, bars = _bars(path, data)
        seal = Seal(
            digest=Digest(hashlib.sha256(data).hexdigest()),
            width=width,
            height=height,
            bars=bars,
            size_mm=Decimal(str(entry.get("size_mm", 40))),
            is_over=bool(entry.get("over", True)),
            is_across=bool(entry.get("across", False)),
            forms=frozenset(map(str, entry.get("forms", ()))),
        )
        if found := "；".join(seal_faults(seal, codes)):
            raise RulesDamaged(path.name, found, "seal")
        return seal


def _bars(path: Path, data: bytes) -> tuple[int, int, tuple[tuple[int, int, int], ...]]:
    """The dark parts of this picture, line by line; what is transparent or light is paper."""
    try:
        with Picture.open(io.BytesIO(data), formats=("PNG",)) as picture:
            if len(data) > _MOST_BYTES or max(picture.size) > _MOST_DOTS:
                raise RulesDamaged(path.name, "seal：图片超过 300 kB 或 2000 点，请缩小", "seal")
            clear = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, binascii.Error) as error:
        raise RulesDamaged(path.name, "seal：不是能读的 PNG 图片，请换一张", "seal") from error
    sheet = Picture.new("RGBA", clear.size, "white")
    sheet.alpha_composite(clear)
    # A seal is red: in the green light it is as dark as black ink.
    green = sheet.getchannel("G")
    scale = min(_DOTS / max(green.size), 1)
    size = (max(round(green.width * scale), 1), max(round(green.height * scale), 1))
    dots = green.resize(size).tobytes()
    bars = []
    for line in range(size[1]):
        at = 0
        for dark, run in groupby(dots[line * size[0] : (line + 1) * size[0]], lambda d: d < _LIGHT):
            end = at + len(list(run))
            if dark:
                bars.append((line, at, end))
            at = end
    return size[0], size[1], tuple(bars)
