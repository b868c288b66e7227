"""`kanyan trail`: the last lines of this tablet's trail, and whether its chain holds."""

import argparse
import json
from collections.abc import Callable
from typing import Any

from app.actions.check_trail import check_trail
from app.actions.open_workspace import close_workspace, open_workspace
from app.domain.trail import Kept
from app.views.trail import TrailPage, trail_page
from app.workspace import Workspace
from ui.record_words import line_words, standing_words

Printed = Callable[[str], None]


def tell_trail(asked: argparse.Namespace, password: str, say: Printed) -> int:
    """Print it; 1 where the chain does not hold."""
    ws = open_workspace(asked.folder, password)
    try:
        check_trail(ws, whole=asked.check)
        page = trail_page(ws, asked.case, max(asked.last, 0))
    finally:
        close_workspace(ws)
    if asked.json:
        say(json.dumps(_plain(page, ws), ensure_ascii=False, indent=2))
    else:
        say(standing_words(page)[0])
        for kept in reversed(page.lines):
            said, more = line_words(kept, page.customers, page.colleagues)
            say(f"{kept.line.seq:>6}　{said}" + (f"　{more}" if more else ""))
    standing = page.standing
    return 1 if standing.broken is not None or standing.at_centre else 0


def _plain(page: TrailPage, ws: Workspace) -> dict[str, Any]:
    standing = page.standing
    broken = standing.broken
    return {
        "device": ws.who.device,
        "length": page.length,
        "checked": standing.checked.seq,
        "sent": standing.sent.seq,
        "broken": {"line": broken.seq, "why": broken.why} if broken else None,
        "at_centre": standing.at_centre or None,
        "lines": [_line(kept) for kept in reversed(page.lines)],
    }


def _line(kept: Kept) -> dict[str, Any]:
    line = kept.line
    return {
        "seq": line.seq,
        "at": line.at.isoformat(),
        "who": line.who,
        "device": line.device,
        "deed": line.deed,
        "subject": line.subject,
        "case_id": line.case_id,
        "told": json.loads(kept.told) if kept.told else {},
        "link": kept.link,
    }
