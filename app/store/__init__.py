"""The tablet's own encrypted SQLite file and its sealed files."""
