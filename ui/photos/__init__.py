"""Photos on the screen: taken, taken in, looked at, for whichever page wants some."""
