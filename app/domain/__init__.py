"""The nouns and rules of the trade, in plain Python."""
