"""How long from the start of the process to the first painted window, against a bare QMainWindow.

Run by hand: `python -m tests.bench.bench_start [turns]`. Each turn starts both as child processes,
one after the other; each prints the time when its first paint event had been dealt with, and the
parent knows when it started it. The first turn is thrown away; the median of the ratios is told.
Ours is the door of a tablet that has a workspace: the page that a person sees first each day.
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
from PySide6.QtCore import QTimer
from ui.startup import Application

application = Application(Path(sys.argv[1]))

def told():
    print(time.time(), flush=True)
    application.qt.quit()

application.door.painted.connect(told)
application.qt.exec()
application.close()
"""


def main() -> None:
    """Measure and print."""
    turns = int(sys.argv[1]) if len(sys.argv) > 1 else TURNS
    with tempfile.TemporaryDirectory() as folder:
        tablet = a_tablet(Path(folder) / "tablet")
        pairs = [(first_paint(OURS, tablet), first_paint(BARE, tablet)) for _ in range(turns + 1)]
    for number, (ours, bare) in enumerate(pairs[1:], 1):
        print(f"turn {number}: ours {ours:.0f} ms, bare {bare:.0f} ms, ratio {ours / bare:.2f}")
    ours, bare = (statistics.median(side) for side in zip(*pairs[1:], strict=True))
    ratio = statistics.median(one / other for one, other in pairs[1:])
    print(f"ours {ours:.0f} ms, bare QMainWindow {bare:.0f} ms, ratio {ratio:.2f} ({turns} turns)")


def first_paint(program: str, tablet: Path) -> float:
    """Milliseconds from the start of a new process to its first painted window."""
    environment = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    command = [sys.executable, "-c", program, str(tablet)]
    started = time.time()
    told = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return (float(told.stdout) - started) * 1000


def a_tablet(folder: Path) -> Path:
    """A folder with a workspace, closed."""
    who = Identity(UserId("zhang"), "张海峰", OrgId("公司"), ("inspector",), DeviceId("tablet"))
    close_workspace(create_workspace(folder, "correct horse", who))
    return folder


if __name__ == "__main__":
    main()
