"""The forms of an office page, as a browser would find them."""

import re
from html import unescape
from typing import Final

_FORM: Final = re.compile(r"<form.*?</form>", re.S)
_HIDDEN: Final = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


def form_on(page: str, **fixed: str) -> dict[str, str]:
    """What the form with these hidden values holds besides them.

    Raises:
        LookupError: the page has none.
    """
    for text in _FORM.findall(page):
        hidden = {name: unescape(value) for name, value in _HIDDEN.findall(text)}
        if all(hidden.get(name) == value for name, value in fixed.items()):
            return hidden
    raise LookupError(fixed)


def what_was_said(page: str) -> str:
    """The sentence beside the form that was refused."""
    found = re.search(r'<p class="said"[^>]*>(.*?)</p>', page)
    return unescape(found.group(1)) if found else ""
