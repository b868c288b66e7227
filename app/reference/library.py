"""All rules of the trade, each file read when it is first asked for."""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from app.domain.checklist import Checklist
from app.domain.deadline import TimeLimits
from app.domain.limit import Limit
from app.domain.working_days import Calendar
from app.errors import RulesDamaged
from app.reference.checklists import read_checklist
from app.reference.limits import Inputs, read_limits
from app.reference.time_limits import read_time_limits

RESOURCES: Final = Path(__file__).parents[2] / "resources"


class Reference:
    """Checklists, limits, time limits and the calendar, as kept below one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._checklists: dict[str, Checklist] = {}

    def checklist(self, name: str, version: str | None = None) -> Checklist:
        """The checklist of this name, in the version that a record pinned.

        Raises:
            RulesDamaged: it cannot be read, or this version is not here.
        """
        if name not in self._checklists:
            self._checklists[name] = read_checklist(self._folder, name, self._limits[1])
        found = self._checklists[name]
        if version is not None and version != found.version:
            raise RulesDamaged(f"{name}.yaml", "version", f"{version} is not here")
        return found

    @property
    def limits(self) -> Mapping[str, Limit]:
        """All limits by id."""
        return self._limits[0]

    @property
    def time_limits(self) -> TimeLimits:
        """The rules of the clocks."""
        return self._times[0]

    @property
    def calendar(self) -> Calendar:
        """The working days."""
        return self._times[1]

    @cached_property
    def _limits(self) -> tuple[Mapping[str, Limit], Inputs]:
        return read_limits(self._folder)

    @cached_property
    def _times(self) -> tuple[TimeLimits, Calendar]:
        return read_time_limits(self._folder)


@cache
def open_reference(folder: Path = RESOURCES) -> Reference:
    """The rules below this folder; nothing is read yet."""
    return Reference(folder)
