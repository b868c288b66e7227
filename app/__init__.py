"""The core: the trade, the store and the papers; no Qt, no HTTP."""
