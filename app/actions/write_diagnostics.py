"""A file for whoever looks after the program: what runs here and how it stands, and no customer.

Only counts, versions, digests and the places of errors go in: no name, no address, no note, no word
that somebody typed. What goes in is shown before it is written.
"""

import io
import json
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

from app.about import rule_files, versions
from app.domain.trail import EXPORT
from app.file_out import write_out
from app.views.trail import trail_standing
from app.views.whereabouts import record_counts
from app.workspace import Unit, Workspace

_LOG_LINES: Final = 2000
_STAMP: Final = re.compile(r"^(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d)[,.]?\d*\s")
_FRAME: Final = re.compile(r'^\s*File "([^"]+)", line (\d+)')
_OURS: Final = re.compile(r".*/((?:app|ui|sync)/[\w/]+\.py)")
_ERROR: Final = re.compile(
    r"^([A-Za-z_][\w.]*(?:Error|Exception|Interrupt|Exit|Warning)|[a-z_]+(?:\.\w+)*\.[A-Z]\w*)\b"
)


def gather_diagnostics(ws: Workspace, settings: Mapping[str, str], log: Path) -> dict[str, str]:
    """The texts that would be written, by name: exactly what the file will hold."""
    with ws.read() as unit:
        parts: dict[str, Any] = {
            "versions.json": versions(),
            "settings.json": dict(settings),
            "counts.json": {"records": record_counts(ws), **_counts(unit), **_room(ws.folder)},
            "trail.json": _trail(unit),
            "rules.json": [asdict(rules) for rules in rule_files(*ws.reference.places)],
        }
    texts = {
        name: json.dumps(part, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        for name, part in parts.items()
    }
    return {**texts, "log.txt": without_names(_last_lines(log))}


def write_diagnostics(ws: Workspace, path: Path, texts: Mapping[str, str]) -> str:
    """Write what was shown, as one zip; where it lies. The trail hears of it first.

    Raises:
        NoRoom: the disk is full; where it cannot be noted, it is not written.
        FolderNotWritable: nothing can be written there.
    """
    with ws.unit("write_diagnostics") as unit:
        unit.note(EXPORT, "diagnostics", file=path.name)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as made:
        for name, text in texts.items():
            made.writestr(name, text)
    return write_out(path, packed.getvalue())


def without_names(lines: Iterable[str]) -> str:
    """Of a log: when something went wrong, which kind of error, and where in our own code.

    What an error says is left out, because it may repeat what somebody typed.
    """
    kept = []
    for line in lines:
        if stamp := _STAMP.match(line):
            kept.append(stamp[1])
        elif frame := _FRAME.match(line):
            kept.append(f"  {_place(frame[1])}:{frame[2]}")
        elif error := _ERROR.match(line):
            kept.append(f"  {error[1]}")
    return "\n".join(kept) + "\n" if kept else ""


def _place(file: str) -> str:
    """The file without the folders above it, which may carry a person's name."""
    path = file.replace("\\", "/")
    ours = _OURS.fullmatch(path)
    return ours[1] if ours else path.rpartition("/")[2]


def _last_lines(log: Path) -> list[str]:
    try:
        return log.read_text(encoding="utf-8", errors="replace").splitlines()[-_LOG_LINES:]
    except OSError:
        return []


def _counts(unit: Unit) -> dict[str, Any]:
    standing = unit.inbox.standing()
    return {
        "outbox": {state.value: count for state, count in unit.outbox.counts().items()},
        "outbox_reasons": dict(Counter(line.reason for line in unit.outbox.all() if line.reason)),
        "files": {
            state.value: {"count": count, "bytes": size}
            for state, (count, size) in unit.shelf.counts().items()
        },
        "drafts": len(unit.drafts.kept()),
        "conflicts": len(unit.inbox.open_conflicts()),
        "feed": {"seq": standing.seq, "agreed_at": standing.agreed_at},
        "clock_offset_s": standing.clock_offset_s,
    }


def _room(folder: Path) -> dict[str, int]:
    database = folder / "kanyan.db"
    return {
        "database_bytes": database.stat().st_size if database.exists() else 0,
        "free_bytes": shutil.disk_usage(folder).free,
    }


def _trail(unit: Unit) -> dict[str, Any]:
    head, standing = unit.trail.head(), trail_standing(unit)
    last = unit.trail.newest(limit=1)
    return {
        "length": head.seq,
        "head": head.link if head.seq else "",
        "last_at": last[0].line.at.isoformat() if last else "",
        "deeds": unit.trail.counts(),
        "checked": standing.checked.seq,
        "broken": asdict(standing.broken) if standing.broken else None,
        "sent": standing.sent.seq,
        "at_centre": standing.at_centre,
    }
