"""The core: the trade, the store and the papers; no Qt, no HTTP."""

from typing import Final

__version__: Final = "0.1.0"
