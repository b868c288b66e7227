"""How long from the start of the process to the first painted window, against a bare QMainWindow.

Run by hand: `python -m tests.bench.bench_start [turns]`. Each turn starts both as child processes,
one after the other; each prints the time when its first paint event had been dealt with, and the
parent knows when it started it. The first turn is thrown away; the median of the ratios is told.
Ours is told of twice: the empty window that comes first, and the door of a tablet that has a
workspace, the page that a person can use.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from app.actions.open_workspace import close_workspace, create_workspace
from app.domain.staff import Identity
from app.ids import DeviceId, OrgId, UserId

ROOT = Path(__file__).parents[2]
TURNS = 9

BARE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, told)

def told():
    print(time.time(), flush=True)
    application.quit()

application = QApplication(sys.argv)
window = Window()
window.resize(1280, 800)
window.show()
application.exec()
"""
OURS = """
import sys, time
from pathlib import Path
from ui.startup import Starter

def told(seen):
    print(time.time(), flush=True)
    if seen == sys.argv[2]:
        starter.qt.quit()

def opened():
    starter.application.door.painted.connect(lambda: told("door"))

starter = Starter(Path(sys.argv[1]))
starter.shell.painted.disconnect()
starter.shell.painted.connect(lambda: told("shell"))
starter.shell.painted.connect(starter._load)
starter.shell.painted.connect(opened)
starter.qt.exec()
starter.close()
"""


def main() -> None:
    """Measure and print."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    with tempfile.TemporaryDirectory() as folder:
        tablet = a_tablet(Path(folder) / "tablet")
        taken = [
            (*painted(OURS, tablet, "door"), *painted(BARE, tablet)) for _ in range(turns + 1)
        ][1:]
    for number, (shell, door, bare) in enumerate(taken, 1):
        print(f"turn {number}: window {shell:.0f} ms, door {door:.0f} ms, bare {bare:.0f} ms")
    shell, door, bare = (statistics.median(side) for side in zip(*taken, strict=True))
    print(f"bare QMainWindow {bare:.0f} ms ({turns} turns)")
    for name, took, which in (("first window", shell, 0), ("door", door, 1)):
        ratio = statistics.median(turn[which] / turn[2] for turn in taken)
        print(f"{name} {took:.0f} ms, ratio {ratio:.2f}")


def painted(program: str, tablet: Path, last: str = "") -> list[float]:
    """Milliseconds from the start of a new process to each of its paints that it tells of."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    command = [sys.executable, "-c", program, str(tablet), last]
    started = time.time()
    told = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return [(float(line) - started) * 1000 for line in told.stdout.split()]


def a_tablet(folder: Path) -> Path:
    """A folder with a workspace, closed."""
    who = Identity(UserId("zhang"), "张海峰", OrgId("公司"), ("inspector",), DeviceId("tablet"))
    close_workspace(create_workspace(folder, "correct horse", who))
    return folder


if __name__ == "__main__":
    main()
