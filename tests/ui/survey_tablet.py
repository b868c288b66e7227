"""A tablet whose one case waits for its site survey."""

from pathlib import Path

from app.actions.open_workspace import close_workspace, create_workspace
from app.clock import SystemClock
from app.domain.staff import Identity
from app.ids import DeviceId, Minter, UserId
from ui.demo.cast import APPLIED, INSPECTOR, ORG, the_case, the_history


def a_tablet_before_the_survey(folder: Path, password: str) -> Path:
    """The folder of that workspace, closed."""
    who = Identity(UserId(INSPECTOR.user), INSPECTOR.name, ORG, INSPECTOR.roles, DeviceId("tab-1"))
    ws = create_workspace(folder, password, who)
    clock = SystemClock()
    ids = Minter(clock)
    case = the_case(ids)
    with ws.unit("come_down") as unit:
        unit.save(case)
        for record in the_history(case, who, ids, clock.now(), APPLIED):
            unit.save(record)
    close_workspace(ws)
    return ws.folder
