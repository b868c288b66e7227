"""What the command `kanyan blank-form` does: forms with nothing on them, as PDF files."""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from app.actions.draw_blank_form import save_blank_form
from app.domain.blank_paper import BLANK_FORMS
from app.reference.library import RESOURCES, Reference


def write_blanks(asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Write what was asked for; 2 where no such form is known.

    Raises:
        RulesDamaged: the rules of a form cannot be read.
        FolderNotWritable: nothing can be written there.
    """
    code = str(asked.form).upper()
    if bool(code) == asked.all or (code and code not in BLANK_FORMS):
        told = f"请给出一种单据代码，或用 --all；可选：{'、'.join(BLANK_FORMS)}"
        print(f"{told} / one of these forms, or --all", file=sys.stderr)
        return 2
    rules = Reference(*([asked.rules] if asked.rules else []), RESOURCES)
    written: dict[str, str] = {}
    for each in BLANK_FORMS if asked.all else (code,):
        path = _place(asked.out, each, whole=asked.all)
        written[each] = save_blank_form(rules, each, asked.org, path)
    if asked.json:
        say(json.dumps(written, ensure_ascii=False, indent=2))
    else:
        for form, place in written.items():
            say(f"{form}　{place}")
    return 0


def _place(out: Path, form: str, *, whole: bool) -> Path:
    if not whole and not out.is_dir():
        return out
    out.mkdir(parents=True, exist_ok=True)
    return out / f"{form}-blank.pdf"
