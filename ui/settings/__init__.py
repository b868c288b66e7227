"""How this device shows things, and what is known about it."""
