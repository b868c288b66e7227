"""Ink: report contents drawn as PDF, sealed and checked."""
