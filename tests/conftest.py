"""No test opens a window on somebody's desktop, and the same tree gives the same answer twice."""

import os

from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.sync.stores"]

# Examples are drawn anew each night; by day a change is judged on the same ones as yesterday's, so
# that what fails is the change. No example is timed: the machine may be busy.
settings.register_profile(
    "day", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("night", deadline=None, max_examples=1000)
settings.load_profile("night" if os.environ.get("KANYAN_NIGHTLY") else "day")
