"""The words of the screens: the code says them in Chinese, a catalogue in another language.

Knows no Qt, so that a command which opens no window may speak too; `ui/language.py` chooses.
"""

from collections.abc import Callable

LookUp = Callable[[str], str]


def tr(source: str, *values: object) -> str:
    """The source in the language of the screens, with these values in its places.

    The source is a literal, or comes out of a table whose words stand in the catalogue; `{}` in it
    are filled only where values are given.
    """
    text = _tongue.look_up(source) if source else source
    return text.format(*values) if values else text


def speak_by(look_up: LookUp) -> None:
    """From now on words are looked up so."""
    _tongue.look_up = look_up


def span(seconds: int) -> str:
    """A stretch of time, rounded up to what matters."""
    if seconds < 60:
        return tr("{} 秒", seconds)
    minutes, rest = divmod(seconds, 60)
    return tr("{0} 分 {1} 秒", minutes, rest) if rest else tr("{} 分钟", minutes)


class _Tongue:
    """Which language is spoken; there is one screen, so there is one."""

    look_up: LookUp = staticmethod(str)


_tongue = _Tongue()
