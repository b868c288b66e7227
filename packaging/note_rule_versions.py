"""Keep the ledger of the rules in `resources/`: each file with its version and digest.

    python packaging/note_rule_versions.py            note what changed, if its version went up
    python packaging/note_rule_versions.py --check    say what is wrong and change nothing

A record pins the version of its checklist, form, limits and demand factors and finds them for good,
and its paper pins that of its layout:
so one version is one content. A file of those that changes leaves the one before beside it as
`name-VERSION.yaml`, and that one never changes again. The ledger is
`tests/house/rule_versions.txt`; whoever changes a file of rules raises its `version:` and runs
this. Nothing is noted while anything is wrong.
"""

import hashlib
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

ROOT: Final = Path(__file__).resolve().parent.parent
RULES: Final = ROOT / "resources"
LEDGER: Final = ROOT / "tests" / "house" / "rule_versions.txt"
PINNED: Final = ("checklists/", "forms/", "limits/", "loads/", "papers/")
"""Files whose versions records pin."""
TOGETHER: Final = ("limits/limits.yaml", "limits/inputs.yaml")
"""Two files that are one set of rules and carry one version."""
_HEAD: Final = "# path version sha256; written by packaging/note_rule_versions.py alone\n"


@dataclass(frozen=True)
class Noted:
    """One file of rules: its version as it names it, SHA-256 of its bytes in hexadecimal."""

    version: str
    digest: str


def main() -> int:
    """Check or renew; the exit code is 1 where something is wrong."""
    checking = "--check" in sys.argv[1:]
    held, noted = files_below(RULES), noted_in(LEDGER)
    wrong = list(faults(held, noted))
    for fault in wrong:
        print(fault)
    if wrong or held == noted:
        return int(bool(wrong))
    if checking:
        changed = sorted(
            path for path in held.keys() | noted.keys() if held.get(path) != noted.get(path)
        )
        print(f"not in the ledger: {', '.join(changed)}; run packaging/note_rule_versions.py")
        return 1
    lines = (f"{path} {held[path].version} {held[path].digest}\n" for path in sorted(held))
    LEDGER.write_text(_HEAD + "".join(lines), encoding="utf-8", newline="\n")
    print(f"{LEDGER.relative_to(ROOT)} has {len(held)} files")
    return 0


def files_below(folder: Path) -> dict[str, Noted]:
    """Every file of rules in this folder, by its path in it."""
    found = {}
    for path in sorted(folder.glob("*/*.yaml")):
        content: Any = yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader)
        if "version" in content:
            text = path.read_bytes().replace(b"\r\n", b"\n")  # as git keeps it on any system
            digest = hashlib.sha256(text).hexdigest()
            found[path.relative_to(folder).as_posix()] = Noted(str(content["version"]), digest)
    return found


def noted_in(ledger: Path) -> dict[str, Noted]:
    """What the ledger says; nothing where there is none yet."""
    if not ledger.exists():
        return {}
    lines = (line.split() for line in ledger.read_text(encoding="utf-8").splitlines())
    return {line[0]: Noted(line[1], line[2]) for line in lines if line and line[0] != "#"}


def faults(held: Mapping[str, Noted], noted: Mapping[str, Noted]) -> Iterator[str]:
    """What must be put right before the ledger may be renewed, each with what to do."""
    for path in sorted(held.keys() | noted.keys()):
        now, before = held.get(path), noted.get(path)
        if now is None:
            if path.startswith(PINNED):
                yield f"{path}: records pin it, so it stays; bring it back"
        elif before is None:
            yield from _of_new(path, now)
        elif now != before:
            yield from _of_changed(path, now, before, held)
    if len({held[path].version for path in TOGETHER if path in held}) > 1:
        yield f"{' and '.join(TOGETHER)}: give both the same version"


def _of_new(path: str, now: Noted) -> Iterator[str]:
    _, _, version = Path(path).stem.partition("-")
    if version and version != now.version:
        yield f"{path}: it says version {now.version}, its name {version}; keep it as it was"


def _of_changed(path: str, now: Noted, before: Noted, held: Mapping[str, Noted]) -> Iterator[str]:
    if "-" in Path(path).stem:
        yield f"{path}: an older version never changes; bring back what it was"
        return
    if _number(now.version) <= _number(before.version):
        yield f"{path}: changed, so raise its version above {before.version}"
        return
    kept = path.replace(".yaml", f"-{before.version}.yaml")
    if path.startswith(PINNED) and held.get(kept) != before:
        yield (
            f"{path}: records pin {before.version}, so keep it beside the new one:"
            f" git show COMMIT-OF-BEFORE:resources/{path} > resources/{kept}"
        )


def _number(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


if __name__ == "__main__":
    sys.exit(main())
