"""No test ever opens a window on somebody's desktop."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
