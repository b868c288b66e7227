"""`python -m ui`: the screens."""

import sys

from ui.startup import default_folder, run_app, theme_wanted

if __name__ == "__main__":
    sys.exit(run_app(default_folder(), theme_wanted()))
