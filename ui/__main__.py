"""`python -m ui`: the screens, on the workspace that lies where this system keeps such things."""

import sys

from platformdirs import user_data_path

from ui.startup import run_app, theme_wanted

if __name__ == "__main__":
    sys.exit(run_app(user_data_path("kanyan", appauthor=False), theme_wanted()))
