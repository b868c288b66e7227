"""The tablet's end of the exchange."""
