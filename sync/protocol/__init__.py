"""What travels, and what can go wrong on the way."""
