"""No test opens a window on somebody's desktop, and the same tree gives the same answer twice."""

import os

from argon2 import PasswordHasher
from hypothesis import HealthCheck, settings

from app.store import vault
from sync.server import accounts

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["tests.sync.stores"]

# Examples are drawn anew each night; by day a change is judged on the same ones as yesterday's, so
# that what fails is the change. No example is timed: the machine may be busy.
settings.register_profile(
    "day", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("night", deadline=None, max_examples=1000)
settings.load_profile("night" if os.environ.get("KANYAN_NIGHTLY") else "day")

# A password is made slow to try, which a thousand workspaces and centres of a run would pay for.
# What is shipped stays as it was said: `test_vault.py` looks at it, and children have it.
SHIPPED_ROUNDS = vault._N
SHIPPED_HASHER = accounts._hasher
vault._N = 2**8  # type: ignore[misc]
accounts._hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
