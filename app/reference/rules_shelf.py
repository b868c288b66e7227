"""Rule packages kept in one folder, each unpacked in a folder of its version.

A package is unpacked aside, read by the strict readers, synced and renamed: what stands under its
version is whole. Older ones stay. Files are data; none is ever run.
"""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.domain.filing import FAMILIES
from app.errors import RulesDamaged, RulesRefused
from app.reference.files import read_rules
from app.reference.library import RESOURCES, Reference
from app.reference.package import FOLDERS, Package, open_package

_ASIDE: Final = "aside"
_WHOLE: Final = "package.json"
_CHECKLISTS: Final = ("site_survey", "interim_inspection", "completion_inspection")


class RulesShelf:
    """The packages in this folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def places(self, version: int) -> tuple[Path, ...]:
        """Where rules are looked for by this package: in it, then in what came with the program."""
        return (self._folder / str(version), RESOURCES) if version else (RESOURCES,)

    def newest_sound(self, most: int, authority: str) -> int:
        """The newest version up to this one that still is as it was signed; 0 where none is."""
        kept = [int(path.name) for path in self._folder.glob("[0-9]*") if path.name.isdigit()]
        versions = sorted((version for version in kept if version <= most), reverse=True)
        return next((v for v in versions if self._is_sound(v, authority)), 0)

    def put(
        self, data: bytes, package: Package, check: Callable[[Reference], None] = lambda rules: None
    ) -> None:
        """Keep this package; nothing is kept of one that cannot be read or that `check` refuses.

        Raises:
            RulesRefused: one of its files is not what it should be.
        """
        aside = self._folder / _ASIDE
        shutil.rmtree(aside, ignore_errors=True)
        try:
            for path, content in {_WHOLE: data, **package.files}.items():
                _write(aside / path, content)
            check_rules(aside)
            check(Reference(aside, RESOURCES))
            for folder in (*{path.parent for path in aside.rglob("*")}, aside):
                _sync(folder)
            target = self._folder / str(package.manifest.version)
            shutil.rmtree(target, ignore_errors=True)  # damaged, or left by a cut before it counted
            aside.replace(target)
            _sync(self._folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)

    def _is_sound(self, version: int, authority: str) -> bool:
        place = self._folder / str(version)
        try:
            package = open_package((place / _WHOLE).read_bytes(), authority)
            there = {p.relative_to(place).as_posix() for p in place.rglob("*.yaml")}
            same = all((place / n).read_bytes() == c for n, c in package.files.items())
        except (OSError, RulesRefused):
            return False
        return package.manifest.version == version and same and there == package.files.keys()


def check_rules(folder: Path) -> None:
    """Read every file below this folder as strictly as it will be read later.

    Raises:
        RulesRefused: one is not what it should be; it says which, and where in it.
    """
    reference = Reference(folder, RESOURCES)
    try:
        for path in sorted(p for name in FOLDERS for p in (folder / name).glob("*.yaml")):
            read_rules(path)
        # Each of these reads all that it rests on.
        reference.read_singles()
        for name in _CHECKLISTS:
            reference.checklist(name)
        for code in FAMILIES:
            reference.filed(code)
        for path in sorted((folder / "forms").glob("*.yaml")):
            reference.family(path.stem)
        for path in sorted((folder / "checklists").glob("*.yaml")):
            name, _, version = path.stem.partition("-")
            reference.checklist(name, version or None)
    except RulesDamaged as error:
        raise RulesRefused("damaged", error.file, error.where) from error


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    if os.name == "nt":  # Windows has no handle of a folder to sync; NTFS journals the rename
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
