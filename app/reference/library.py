"""All rules of the trade, each file read when it is first asked for."""

import re
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Final

from app.domain.checklist import Checklist
from app.domain.filing import FAMILIES
from app.domain.flags import Policy
from app.domain.form import Form
from app.domain.impartiality import Phrases
from app.domain.licence import LicenceScope
from app.domain.limit import Limit
from app.domain.load_rules import LoadRules
from app.domain.material import MaterialRules
from app.domain.meter import MeterItems, RegisterMap
from app.domain.privacy import Personal
from app.domain.quality_findings import CurrentLimits
from app.domain.stage import Catalogue
from app.domain.tariff import LoadBooks
from app.domain.time_rule import TimeLimits
from app.domain.work_order import OrderTable
from app.domain.working_days import Calendar
from app.errors import RulesDamaged
from app.reference.checklists import read_checklist
from app.reference.files import file_in, version_of
from app.reference.forms import read_forms
from app.reference.instruments import read_meter_items, read_register_maps
from app.reference.licences import read_licence_scope
from app.reference.limits import LIMITS, read_current_limits, read_limits
from app.reference.loads import LOADS, read_load_rules
from app.reference.materials import read_materials
from app.reference.papers import Layouts, read_layouts
from app.reference.phrases import read_phrases
from app.reference.policy import read_policy
from app.reference.privacy import read_personal
from app.reference.stages import read_stages
from app.reference.tariffs import read_load_books
from app.reference.time_limits import read_time_limits, stamp_of_times
from app.reference.work_orders import read_order_table

RESOURCES: Final = Path(__file__).parents[2] / "resources"
_OF_VISITS: Final = {
    "F01": "site_survey",
    "F02": "site_survey",
    "F05": "interim_inspection",
    "F06": "completion_inspection",
}
"""The forms of visits, and the file of rules in which each stands."""
_NOTICE: Final = "F07"
_NAME: Final = re.compile(r"[a-z_]{1,40}")
_VERSION: Final = re.compile(r"[0-9]{1,8}(\.[0-9]{1,8}){0,3}")


class Reference:
    """Checklists, forms, limits, time limits and the calendar, as kept below these folders.

    Each file is taken from the first of them that has it.
    """

    def __init__(self, *places: Path, edition: int = 0) -> None:
        self._places = places
        self.edition = edition
        """The version of the rule package that is in use; 0: what came with the program."""
        self._checklists: dict[str, Checklist] = {}
        self._forms: dict[str, Mapping[str, Form]] = {}
        self._limits: dict[str, Mapping[str, Limit]] = {}
        self._loads: dict[str, LoadRules] = {}

    def turn_to(self, places: tuple[Path, ...], edition: int) -> None:
        """From now on look in these folders; whoever holds this goes on with the new rules."""
        # In one step: a thread that reads meanwhile sees the old rules or the new, never both.
        self.__dict__ = Reference(*places, edition=edition).__dict__

    def apart(self) -> "Reference":
        """Another holder of the same rules, and of what was read of them, that turns by itself."""
        other = Reference(*self._places, edition=self.edition)
        other.__dict__ = self.__dict__
        return other

    @property
    def places(self) -> tuple[Path, ...]:
        """The folders that are looked in, one after the other."""
        return self._places

    def checklist(self, name: str, version: str | None = None, limits: str = "") -> Checklist:
        """The checklist of this name, in the version that a record pinned, by its limits.

        An older version is kept beside the current one as `name-version.yaml`.

        Raises:
            RulesDamaged: it cannot be read, or (`version`) is not here yet.
        """
        _check_names(name, version)
        current = self._read(name, limits)
        if version is None or version == current.version:
            return current
        self._find("checklists", name, version, current.zh)
        return self._read(f"{name}-{version}", limits)

    @cached_property
    def limits(self) -> Mapping[str, Limit]:
        """All limits by id."""
        return read_limits(*self._places)

    @cached_property
    def limits_version(self) -> str:
        """What a record pins of the limits that it is judged by."""
        return version_of(file_in(self._places, LIMITS))

    def limits_of(self, version: str) -> Mapping[str, Limit]:
        """The limits in the version that a record pinned; those of today where it pinned none.

        Raises:
            RulesDamaged: they cannot be read, or (`version`) are not here yet.
        """
        if version in ("", self.limits_version):
            return self.limits
        _check_names("limits", version)
        self._find("limits", "limits", version, "技术限值")
        if version not in self._limits:
            self._limits[version] = read_limits(*self._places, version=version)
        return self._limits[version]

    @cached_property
    def current_limits(self) -> tuple[CurrentLimits, ...]:
        """Permitted harmonic currents by voltage level."""
        return read_current_limits(*self._places)

    def form(self, name: str, code: str, version: str | None = None) -> Form:
        """The form of this code, of the family `name`, in the version that a record pinned.

        Raises:
            RulesDamaged: it cannot be read, or (`version`) is not here yet.
        """
        _check_names(name, version)
        current = self._read_forms(name)
        if version is not None and any(form.version != version for form in current.values()):
            zh = current[code].zh if code in current else name
            self._find("forms", name, version, zh)
            current = self._read_forms(f"{name}-{version}")
        if code not in current:
            raise RulesDamaged(name, code, "no such form")
        return current[code]

    def filed(self, code: str, version: str | None = None) -> Form:
        """The form of this code among those that are filed apart from a visit.

        Raises:
            RulesDamaged: there is no such form, it cannot be read, or (`version`) is not here yet.
        """
        if code not in FAMILIES:
            raise RulesDamaged("forms", code, "no such form")
        return self.form(FAMILIES[code], code, version)

    @cached_property
    def loads(self) -> LoadRules:
        """Demand factors and standard ratings."""
        return read_load_rules(*self._places)

    @cached_property
    def loads_version(self) -> str:
        """What a record pins of the demand factors that it is reckoned by."""
        return version_of(file_in(self._places, LOADS))

    def loads_of(self, version: str) -> LoadRules:
        """Demand factors in the version that a record pinned; of today where it pinned none.

        Raises:
            RulesDamaged: they cannot be read, or (`version`) are not here yet.
        """
        if version in ("", self.loads_version):
            return self.loads
        _check_names("loads", version)
        self._find("loads", "demand_factors", version, "需要系数与标准容量")
        if version not in self._loads:
            self._loads[version] = read_load_rules(*self._places, version=version)
        return self._loads[version]

    @cached_property
    def load_books(self) -> LoadBooks:
        """Tariffs and reference shapes that a load curve is looked at by."""
        return read_load_books(*self._places)

    @cached_property
    def phrases(self) -> Phrases:
        """What free text must not say."""
        return read_phrases(*self._places)

    @cached_property
    def materials(self) -> MaterialRules:
        """What customers hand in."""
        return read_materials(*self._places)

    @cached_property
    def licence_scope(self) -> LicenceScope:
        """What the licences of chosen units must cover."""
        return read_licence_scope(*self._places)

    @cached_property
    def layouts(self) -> Layouts:
        """How papers look, here and at each organisation that has its own."""
        codes = frozenset((*FAMILIES, *_OF_VISITS, _NOTICE))
        return read_layouts(self._places, codes, self._form_of, self.phrases)

    def _form_of(self, code: str) -> Form | None:
        if code in _OF_VISITS:
            return self.form(_OF_VISITS[code], code)
        return self.filed(code) if code in FAMILIES else None

    @property
    def time_limits(self) -> TimeLimits:
        """The rules of the clocks."""
        return self._times[0]

    @property
    def calendar(self) -> Calendar:
        """The working days."""
        return self._times[1]

    @cached_property
    def policy(self) -> Policy:
        """What the utility has decided about its process."""
        return read_policy(*self._places)

    @cached_property
    def stages(self) -> Catalogue:
        """The stages of the process."""
        return read_stages(*self._places)

    @cached_property
    def order_table(self) -> OrderTable:
        """The columns and codes of exported work orders."""
        return read_order_table(*self._places)

    @cached_property
    def personal(self) -> Personal:
        """Which fields are personal, and who sees them."""
        return read_personal(*self._places)

    @cached_property
    def meter_items(self) -> MeterItems:
        """What a DL/T 645 meter can be asked."""
        return read_meter_items(*self._places)

    @cached_property
    def register_maps(self) -> Mapping[str, RegisterMap]:
        """How Modbus analysers are read, by the names of the maps."""
        return read_register_maps(*self._places)

    @cached_property
    def times_stamp(self) -> str:
        """Names these time limits and this calendar: another word for any other."""
        return stamp_of_times(*self._places)

    def read_singles(self) -> None:
        """Read every file that there is once, so that what is wrong with one is said now.

        Raises:
            RulesDamaged: one is not what it should be.
        """
        _ = (self.limits, self.loads, self.phrases, self.materials, self.licence_scope)
        _ = (self.order_table, self.time_limits, self.policy, self.stages, self.personal)
        _ = (self.meter_items, self.register_maps, self.layouts)

    def _find(self, folder: str, name: str, version: str, zh: str) -> None:
        """Go on only where this older (or newer) version is kept beside the current one."""
        if not file_in(self._places, file := f"{folder}/{name}-{version}.yaml").exists():
            raise RulesDamaged(file, zh, "no such file", version)

    def _read(self, stem: str, limits: str = "") -> Checklist:
        kept, name = self._checklists, f"{stem}|{limits}"
        if name not in kept:
            path = file_in(self._places, f"checklists/{stem}.yaml")
            kept[name] = read_checklist(path, self.limits_of(limits))
        return kept[name]

    def family(self, stem: str) -> Mapping[str, Form]:
        """All forms of one file, by code.

        Raises:
            RulesDamaged: it cannot be read.
        """
        return self._read_forms(stem)

    def _read_forms(self, stem: str) -> Mapping[str, Form]:
        kept = self._forms
        if stem not in kept:
            categories = {each.id: each.zh for each in self.loads.categories.values()}
            path = file_in(self._places, f"forms/{stem}.yaml")
            kept[stem] = read_forms(path, {"demand_factors": categories})
        return kept[stem]

    @cached_property
    def _times(self) -> tuple[TimeLimits, Calendar]:
        return read_time_limits(*self._places)


def _check_names(name: str, version: str | None) -> None:
    # Both may come with a record from elsewhere, and both become a file name.
    if not _NAME.fullmatch(name) or (version is not None and not _VERSION.fullmatch(version)):
        raise RulesDamaged(name, "version", f"{version} is not here")


@cache
def open_reference(folder: Path = RESOURCES) -> Reference:
    """The rules below this folder; nothing is read yet."""
    return Reference(folder)
