"""What the settings page shows."""

from dataclasses import dataclass

from app.about import TabletPage
from ui.look import Look


@dataclass(frozen=True)
class SettingsPage:
    """How the device looks, and what it is."""

    look: Look
    tablet: TabletPage
