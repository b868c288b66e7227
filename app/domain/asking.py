"""Which questions of a checklist a case gets, of which of its devices, and what is known then."""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from app.domain.checklist import (
    Applies,
    CaseFacts,
    Checklist,
    ChecklistItem,
    Question,
    Section,
)
from app.domain.defect import Severity
from app.domain.equipment import Equipment, with_implied
from app.domain.reading import InputSpec, number_of
from app.domain.units import plain


def questions(
    checklist: Checklist,
    facts: CaseFacts,
    equipment: Sequence[Equipment],
    stage: str = "",
) -> tuple[Question, ...]:
    """What has to be answered for this case and these devices, in the order of the checklist.

    Items of another `stage` are left out: those of `energisation` belong to the meter work order
    (domain/energising.py). So are those that a form asks as a field. A section
    with `per` asks each device of that kind. Nothing gets lost for want of a device: where none
    of that kind is noted, or an item wants equipment that none of them has but the job does (the
    relay section asks about a DC panel), it is asked once for the whole.
    """
    job = _Job(facts, [device for device in equipment if device.withdrawn_at is None], stage)
    return tuple(question for section in checklist.sections for question in job.asked_in(section))


class _Job:
    """One case with its devices: what applies to it, and what is known of it."""

    def __init__(self, facts: CaseFacts, equipment: Sequence[Equipment], stage: str) -> None:
        self._facts = facts
        self._stage = stage
        self._equipment = equipment
        self._tags = with_implied(
            {*facts.tags, *(tag for device in equipment for tag in (*device.tags, device.kind))}
        )
        self._known = {"case.supply_kv": plain(facts.supply_kv)}
        transformers = [device for device in equipment if device.kind == "transformer"]
        sizes = [number_of(device.facts.get("s_kva", "")) for device in transformers]
        known = [size for size in sizes if size is not None]
        if known and len(known) == len(transformers):
            self._known["case.transformers_kva"] = plain(sum(known, Decimal(0)))

    def asked_in(self, section: Section) -> Iterable[Question]:
        items = [item for item in section.items if self._is_asked(item)]
        devices = [device for device in self._equipment if section.per == device.kind]
        asked = set()
        for device in devices:
            for item in items:
                if _concerns(item.applies_when, device):
                    asked.add(item.id)
                    yield self._question(section, item, device)
        for item in items:
            wanted = item.applies_when.equipment_any
            if item.id not in asked and (not wanted or wanted & self._tags):
                yield self._question(section, item, None)

    def _is_asked(self, item: ChecklistItem) -> bool:
        when, facts = item.applies_when, self._facts
        return (
            item.stage == self._stage
            and not item.field
            and (when.voltage_kv_min is None or facts.supply_kv >= when.voltage_kv_min)
            and (when.voltage_kv_max is None or facts.supply_kv <= when.voltage_kv_max)
            and (facts.full_documents or not when.full_scope)
            and (facts.after_interim or not when.after_interim)
            and (not when.importance_any or facts.importance in when.importance_any)
            and (not when.use_class_any or facts.use_class in when.use_class_any)
        )

    def _question(
        self, section: Section, item: ChecklistItem, device: Equipment | None
    ) -> Question:
        known = self._known | (_facts_of(device) if device else {})
        advice = item.scope == "full" and not self._facts.full_scope
        return Question(
            section=section,
            item=item,
            severity=Severity.MINOR if advice and item.severity != Severity.INFO else item.severity,
            device_id=device.id if device else "",
            device_label=device.label if device else "",
            given=_given(item.inputs, known),
            is_advice=advice,
        )


def _concerns(when: Applies, device: Equipment) -> bool:
    tags = with_implied({*device.tags, device.kind})
    if when.device_any and device.tags and not when.device_any & tags:
        return False
    return not when.equipment_any or bool(when.equipment_any & tags)


def _facts_of(device: Equipment) -> dict[str, str]:
    """What is known of a device, by the names that inputs use for it.

    `tag.x` is 1 or 0 where the device says what it is at all.
    """
    tags = with_implied(device.tags)
    said = {f"device.{name}": value for name, value in device.facts.items() if value.strip()}
    return said | {f"tag.{tag}": "1" for tag in tags} | ({"tag.": "0"} if tags else {})


def _given(inputs: Iterable[InputSpec], known: Mapping[str, str]) -> dict[str, str]:
    given: dict[str, str] = {}
    for spec in inputs:
        given |= _given(spec.raw, known)
        for source in reversed(spec.sources):
            fallback = known.get("tag.", "") if source.startswith("tag.") else ""
            text = known.get(source, fallback)
            if spec.value({spec.name: text}) is not None:  # what says nothing is asked for
                given[spec.name] = text
    return given
