"""A child that works with a workspace and says after each deed that it is kept; it may be killed.

    python -m tests.flows.traced_work FOLDER DEEDS

A disk that refuses is met as a person would: the deed is tried once more.
"""

import sys
from pathlib import Path

from app.actions.open_workspace import close_workspace, open_workspace
from app.errors import DiskFailed, NoRoom
from tests.app.tablets_on_disk import PASSWORD, checkpoint_often, work


def main(folder: Path, deeds: int) -> None:
    done: list[str] = []

    def say(words: str) -> None:
        done.append(words)
        print(words, flush=True)  # noqa: T201

    for attempt in range(3):
        try:
            ws = open_workspace(folder, PASSWORD)
        except (NoRoom, DiskFailed):
            continue
        try:
            checkpoint_often(ws)
            work(ws, say, deeds - len(done), first=1 + len(done))
        except (NoRoom, DiskFailed):
            if attempt == 2:
                raise
        finally:
            close_workspace(ws)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
