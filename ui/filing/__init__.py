"""Forms that are filed apart from a visit."""
