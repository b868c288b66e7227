"""What goes into a log: when, what kind of error and where in the code, and nothing of a person.

What an error says may repeat what somebody typed, and a log lies open on the disk: of a trace only
places and kinds are written, and numbers of people in any other line are masked.
"""

import logging
import traceback
from pathlib import Path
from typing import Final

from app.domain.privacy import masked_text

_LINE: Final = "%(asctime)s %(message)s"


class QuietFormatter(logging.Formatter):
    """Lines of a log without what errors say."""

    def __init__(self) -> None:
        super().__init__(_LINE)

    def format(self, record: logging.LogRecord) -> str:
        """The line, with numbers of people masked."""
        return masked_text(super().format(record))

    def formatException(self, ei: object) -> str:  # noqa: N802 (the name of the library)
        """Places and kinds of a caught error and of those behind it."""
        lines = ["Traceback (most recent call last):"]
        error = ei[1] if isinstance(ei, tuple) else None
        while isinstance(error, BaseException):
            for frame in traceback.extract_tb(error.__traceback__):
                lines.append(f'  File "{frame.filename}", line {frame.lineno}, in {frame.name}')
            kind = type(error)
            lines.append(f"{kind.__module__}.{kind.__qualname__}".removeprefix("builtins."))
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


def log_quietly(file: Path | None = None) -> None:
    """Warnings and errors go to this file, or to the standard error, unless some log is set."""
    root = logging.getLogger()
    if root.handlers:
        return
    handler = logging.StreamHandler() if file is None else logging.FileHandler(file, "a", "utf-8")
    handler.setFormatter(QuietFormatter())
    root.addHandler(handler)
    root.setLevel(logging.WARNING)
