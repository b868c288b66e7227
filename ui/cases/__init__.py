"""Today's list and the page of one case."""
