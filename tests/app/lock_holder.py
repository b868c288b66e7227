"""A child that opens a workspace, says so, and holds it until it is killed."""

import sys
import time
from pathlib import Path

from app.actions.open_workspace import open_workspace

if __name__ == "__main__":
    ws = open_workspace(Path(sys.argv[1]), sys.argv[2])
    print("open", flush=True)  # noqa: T201
    time.sleep(600)
