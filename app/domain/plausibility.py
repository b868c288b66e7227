"""What looks odd in a visit and may still be so: it asks for a word, and never blocks."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from math import cos, radians, sqrt
from typing import Final

from app.clock import CHINA
from app.domain.capacity_check import CapacityCheck, to_explain
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.checklist import Finding
from app.domain.entry import Entry
from app.domain.evidence import Photo
from app.domain.formulas import CAPACITY_SENTENCES
from app.domain.inspection import Inspection, InspectionKind, pins_of
from app.domain.reading import InputSpec, number_of
from app.domain.site import Position
from app.domain.unit_choice import LicenceCheck
from app.domain.units import plain

ODDITY_NAMES: Final = {
    "photo_far": "照片“{0}”的定位距用电地址约 {1} km",
    "photo_time": "照片“{0}”自带的拍摄时间 {1} 不在本次检验期间",
    "begun_early": "到场时间早于约定日期 {0}",
    "too_long": "从开始到结束超过一天（约 {0} 小时）",
    "clock_back": "本机时钟曾经倒退：{0} 晚于现在的时间",
    "not_positive": "{0}：读数 {1} 不是正数",
    "apart": "{0}：各相（各次）读数相差 {1} 倍以上",
    "absorption": "{0}：R60 小于 R15",
    "temperature": "{0}：温度 {1} ℃ 不合常理",
    "pin_changed": "{0}：仪表读入 {1}，已手工改为 {2}",
    "query_old": "{0}的资质于 {1} 查询，距本次检验已超过 {2} 天",
    "form": "{0}",
    **CAPACITY_SENTENCES,
}
"""By what is odd: the sentence for paper and screen, with places for its facts."""

CAPACITY: Final = "capacity"
"""The subject of what is odd about capacities, which a paper prints in a section of its own."""
_FAR_M: Final = 1000
"""A site and its surroundings, with the error of a position among buildings."""
_SLACK: Final = timedelta(hours=12)
"""A photo of the same visit may have been taken on the way, or by a camera in another zone."""
_APART: Final = 3
_QUERY_DAYS: Final = 30
"""After so many days a licence may have been withdrawn since; no rule says it, so it only asks."""
_DEGREE_M: Final = 111_320
_PHYSICAL: Final = frozenset({"Ω", "MΩ", "mΩ", "μΩ", "kV", "V", "A", "kVA", "m", "mm", "mm²", "s"})
"""Units of which nothing real measures zero or less."""


@dataclass(frozen=True)
class Oddity:
    """One odd thing: what, of what, and its facts for the sentence."""

    what: str
    subject: str
    facts: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """The name under which its word is kept."""
        return f"{self.what}|{self.subject}"

    @property
    def said(self) -> str:
        """It as a sentence, in Chinese."""
        return ODDITY_NAMES[self.what].format(*self.facts)


def oddities(
    visit: Inspection,
    case: ConnectionCase,
    events: Iterable[CaseEvent],
    findings: Iterable[Finding],
    photos: Iterable[Photo],
    entry: Entry | None,
    now: datetime,
) -> tuple[Oddity, ...]:
    """All that looks odd in this visit, as it stood at `now`; what is not known is not odd."""
    until = visit.recorded_at or now
    taken = tuple(photos)
    return (
        *_of_times(visit, events, taken, until),
        *_of_photos(visit, case, taken, until),
        *_of_readings(visit, findings),
        *_of_form(entry),
    )


def oddities_of_capacity(check: CapacityCheck | None) -> tuple[Oddity, ...]:
    """Where what was applied for, reckoned, measured and is there do not fit each other."""
    return tuple(Oddity(each.what, CAPACITY, each.facts) for each in to_explain(check))


def unexplained(found: Iterable[Oddity], words: Mapping[str, str]) -> tuple[Oddity, ...]:
    """Those for which nobody has said a word yet."""
    return tuple(each for each in found if not words.get(each.key, "").strip())


def metres_between(one: Position, other: Position) -> float:
    """The distance of two places, good to a percent over a few hundred kilometres."""
    north = float(one.latitude - other.latitude) * _DEGREE_M
    middle = radians(float(one.latitude + other.latitude) / 2)
    east = float(one.longitude - other.longitude) * _DEGREE_M * cos(middle)
    return sqrt(north * north + east * east)


def _of_times(
    visit: Inspection, events: Iterable[CaseEvent], photos: Iterable[Photo], until: datetime
) -> Iterator[Oddity]:
    agreed = [e.facts.get("appointment_at", "") for e in events if e.code == "survey.scheduled"]
    day = agreed[-1][:10] if agreed and visit.kind is InspectionKind.SURVEY else ""
    if day and visit.started_at.astimezone(CHINA).date().isoformat() < day:
        yield Oddity("begun_early", "visit", (day,))
    hours = (until - visit.started_at).total_seconds() / 3600
    if hours > 24:
        yield Oddity("too_long", "visit", (f"{hours:.0f}",))
    latest = max([visit.started_at, *(photo.taken_at for photo in photos)])
    if latest > until:
        yield Oddity("clock_back", "visit", (_minute(latest),))


def _of_photos(
    visit: Inspection, case: ConnectionCase, photos: Iterable[Photo], until: datetime
) -> Iterator[Oddity]:
    for photo in photos:
        name = photo.caption or photo.item or "—"
        place = photo.position or photo.claimed_position
        if case.site.position is not None and place is not None:
            away = metres_between(place, case.site.position)
            if away - float(place.accuracy_m or 0) > _FAR_M:
                yield Oddity("photo_far", photo.id, (name, f"{away / 1000:.1f}"))
        taken = _claimed(photo.claimed_at)
        early, late = visit.started_at - _SLACK, until + _SLACK
        if taken is not None and not early <= taken <= late:
            yield Oddity("photo_time", photo.id, (name, _minute(taken)))


def _of_readings(visit: Inspection, findings: Iterable[Finding]) -> Iterator[Oddity]:
    for finding in findings:
        typed = finding.answer.inputs if finding.answer else {}
        question = finding.question
        name = f"{question.item.zh}　{question.device_label}".strip("　")
        read = [
            (spec, number)
            for spec in question.typed
            if spec.kind == "decimal" and (number := number_of(typed.get(spec.name, "")))
            is not None
        ]  # fmt: skip
        yield from _odd_numbers(question.place, name, read)
        specs = {spec.name: spec for spec in question.typed}
        for part, pin in pins_of(visit, finding.answer).items():
            if pin.is_changed(typed[part]) and part in specs:
                where = f"{name}　{specs[part].zh}"
                yield Oddity(
                    "pin_changed", f"{question.place}|{part}", (where, pin.text, typed[part])
                )


def _odd_numbers(
    place: str, name: str, read: Sequence[tuple[InputSpec, Decimal]]
) -> Iterator[Oddity]:
    values = {spec.name: number for spec, number in read}
    for spec, number in read:
        if spec.unit in _PHYSICAL and number <= 0:
            yield Oddity("not_positive", f"{place}|{spec.name}", (name, plain(number)))
        if spec.unit == "℃" and not -40 <= number <= 120:
            yield Oddity("temperature", f"{place}|{spec.name}", (name, plain(number)))
    alike: dict[str, list[Decimal]] = {}
    for spec, number in read:
        if spec.unit in _PHYSICAL and number > 0:
            alike.setdefault(spec.unit, []).append(number)
    for unit, numbers in alike.items():
        if len(numbers) > 2 and max(numbers) > _APART * min(numbers):
            yield Oddity("apart", f"{place}|{unit}", (name, str(_APART)))
    if {"r60", "r15"} <= values.keys() and Fraction(values["r60"]) < Fraction(values["r15"]):
        yield Oddity("absorption", place, (name,))


def old_queries(units: Iterable[LicenceCheck], on: datetime) -> Iterator[Oddity]:
    """Licences that were looked up so long before the visit that they may be gone since."""
    for unit in units:
        said = unit.choice.licence.queried_at
        asked = _claimed(said)
        if asked is not None and on - asked > timedelta(days=_QUERY_DAYS):
            subject = f"{unit.choice.role}|{unit.choice.name}"
            yield Oddity("query_old", subject, (unit.role, _minute(asked), str(_QUERY_DAYS)))


def _of_form(entry: Entry | None) -> Iterator[Oddity]:
    if entry is None:
        return
    for check in entry.broken:
        if not check.grave:
            yield Oddity("form", check.id, (check.zh,))
    for check, row in entry.broken_rows:
        if not check.grave:
            yield Oddity("form", f"{check.id}|{row.id}", (check.zh,))


def _claimed(text: str) -> datetime | None:
    """When the camera says it was; it says so in the time of the place."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


def _minute(moment: datetime) -> str:
    return f"{moment.astimezone(CHINA):%Y-%m-%d %H:%M}"
