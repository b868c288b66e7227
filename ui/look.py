"""How this device shows things, remembered beside the workspace, so that it is known before unlock.

No secret stands here: colours, sizes, language, and who uses the device.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QApplication

from ui.language import CHINESE, LANGUAGES, speak
from ui.palette import LIGHT, THEMES
from ui.theme import dress

TEXT_STEPS: Final = {"normal": 0, "large": 2, "largest": 4}
"""How many points larger than the theme's own each text size is."""

_FILE: Final = "device.json"


@dataclass(frozen=True)
class Look:
    """What a person has chosen for this device, and whose it is."""

    theme: str = LIGHT.name
    text: str = "normal"
    gloves: bool = False
    language: str = CHINESE
    digits: bool = False
    """Whether the pad of digits is shown at the door."""
    person: str = ""
    org: str = ""


_ALLOWED: Final[Mapping[str, Mapping[str, object]]] = {
    "theme": THEMES,
    "text": TEXT_STEPS,
    "language": LANGUAGES,
}


def read_look(folder: Path) -> Look:
    """The look kept in this folder; whatever of it cannot be read is as on a new device."""
    try:
        kept = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Look()
    if not isinstance(kept, dict):
        return Look()
    good = {f.name: kept[f.name] for f in fields(Look) if _fits(f.name, kept.get(f.name))}
    return Look(**good)


def write_look(folder: Path, look: Look) -> None:
    """Remember it; a cut leaves the old one."""
    folder.mkdir(parents=True, exist_ok=True)
    aside = folder / f"{_FILE}.new"
    with aside.open("w", encoding="utf-8") as file:
        json.dump(asdict(look), file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    aside.replace(folder / _FILE)


def wear(application: QApplication, look: Look) -> None:
    """Give the application these colours, sizes and words; widgets are made anew by their owner."""
    speak(application, look.language)
    dress(application, THEMES[look.theme], step=TEXT_STEPS[look.text], gloves=look.gloves)


def _fits(name: str, value: object) -> bool:
    if type(value) is not type(getattr(Look(), name)):
        return False
    return not isinstance(value, str) or (
        len(value) <= 200 and (name not in _ALLOWED or value in _ALLOWED[name])
    )
