"""An instrument that is read live: the panel over a page, and what turns it."""
