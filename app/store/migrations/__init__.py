"""Alembic steps from one schema version of the tablet's database to the next."""
