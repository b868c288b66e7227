"""Where measurements come from: one reader a file format."""
