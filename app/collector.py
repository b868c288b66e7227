"""How seldom Python looks for circles of objects while many records move."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_NEW_OBJECTS: Final = 100_000
_ROUNDS: Final = 20


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Look for circles only after many new objects, and among the old ones hardly ever.

    Records as JSON are thousands of small objects and no circles: looked at as often as Python
    does by itself, they take nine times as long to read.
    """
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, _ROUNDS, _ROUNDS)
    try:
        yield
    finally:
        gc.set_threshold(*before)
