"""How seldom Python looks for circles of objects, in programs that move many records."""

import gc
from typing import Final

_NEW_OBJECTS: Final = 100_000
_ROUNDS: Final = 20


def collect_seldom() -> None:
    """Look for circles after many new objects, and never again among those there are by now.

    Records as JSON are thousands of small objects and no circles: looked at as often as Python
    does by itself, they take nine times as long to read.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _ROUNDS, _ROUNDS)
