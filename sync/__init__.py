"""Everything that travels between tablet and centre."""
