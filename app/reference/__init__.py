"""Rules of the trade as data: read from `resources/`, each with version, source and date."""
