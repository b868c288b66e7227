"""Joining the centre, unlocking, and the state of sync."""
