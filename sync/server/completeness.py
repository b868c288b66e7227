"""What the office may call complete: materials that the customer handed in, and signed forms.

Nobody says that all is there while the list says otherwise. What is handed in at the counter is
noted with the word that rests on it, in one transaction; a form that the centre lacks is told as a
paper in ink, with where it is kept.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID, uuid5

from sqlalchemy import Connection

from app.domain import ink
from app.domain.case import CaseEvent, ConnectionCase
from app.domain.case_state import CaseState
from app.domain.deferral import deferred_of, lacking_at, put_off
from app.domain.inspection import FORM_OF
from app.domain.material import (
    STAGE_NAMES,
    Evidence,
    EvidenceSource,
    Material,
    MaterialRule,
    Standing,
    day_of,
    materials_of,
    stage_at,
)
from app.domain.names import FORM_NAMES
from app.domain.process import Status, project
from app.domain.report import Report
from app.domain.transition import OPINION_EVENT
from app.errors import RulesDamaged, UnknownRecord
from app.ids import RecordId, UserId
from app.reference.library import Reference
from sync.protocol import problems
from sync.server.accounts import Account
from sync.server.case_records import records_of_case
from sync.server.opinion_papers import Papers

_COMPLETE: Final = {"application.accepted": "now", "completion.requested": "completion"}
"""What is said of the materials, and by when they are due that it is said of."""
_ARCHIVED: Final = "archive.completed"
_NOT_HELD: Final = (Standing.MISSING, Standing.LATER)
_FORMS: Final[Mapping[str, str]] = {
    "application.materials_incomplete_notified": "F10",
    "scheme.replied": "F03",
    "scheme.confirmed": "F03",
    "design.opinion_issued": "F04",
    "energisation.completed": "F08",
    **{OPINION_EVENT[kind]: form for kind, form in FORM_OF.items()},
}
"""The form on which an event of the way to the connection stands; a survey says its own."""
_APART: Final = "F03C"
"""The customer's opinion of a scheme that he took home, apart from its reply."""
_ALWAYS: Final = {True: ("F01", "F03", "F06", "F08"), False: ("F02", "F08")}
"""The forms of every case, of high voltage and of low."""


def lacking(connection: Connection, account: Account, said: CaseEvent, reference: Reference) -> str:
    """Why this is not so as the centre's records stand, as a stable code; empty where it is.

    Asked of whoever says it for the office, by the page or past it.
    """
    if said.code not in _COMPLETE and said.code != _ARCHIVED:
        return ""
    records = records_of_case(connection, account.org, said.case_id)
    if records is None:
        return problems.UNKNOWN_CASE
    desk = Desk(connection, account, records.case, reference, said.occurred_at)
    if not desk.refusal(said.code, said.facts, ()):
        return ""
    return problems.MATERIALS if said.code in _COMPLETE else problems.PAPERS


@dataclass(frozen=True)
class Line:
    """One material of the case, as it is shown."""

    material: Material
    until: str = ""
    """By which stage of the process it was put off; empty = it was not."""


@dataclass(frozen=True)
class FormLine:
    """One signed form of the case, and what the centre has of it."""

    form: str
    held: str = ""
    """The number of the signed paper, or what is known of one in ink; empty = it is lacking."""

    @property
    def name(self) -> str:
        """What the form is called."""
        return f"{self.form} {FORM_NAMES[self.form]}"


class Desk:
    """One case, as far as somebody at the office has to say whether all of it is there."""

    def __init__(
        self,
        connection: Connection,
        account: Account,
        case: ConnectionCase,
        reference: Reference,
        now: datetime,
    ) -> None:
        records = records_of_case(connection, account.org, case.id)
        if records is None:
            raise UnknownRecord("case", case.id)
        self._account, self._case, self._rules = account, case, reference.materials
        self._now, self._evidence = now, records.evidence
        self._papers = Papers(records, reference)
        self._state: CaseState = project(case, records.events, reference.policy)
        self._deferred = deferred_of(self._state.taken, self._rules)

    def lines(self) -> tuple[Line, ...]:
        """Every material of the case as it stands at its stage today."""
        found = self._materials(stage_at(self._state.status))
        return tuple(
            Line(each, self._deferred.get(each.rule.id, "") if each.standing in _NOT_HELD else "")
            for each in found
        )

    def not_held(self) -> dict[str, str]:
        """What may still be handed in, with by when it is due, by the ids of the materials."""
        return {rule.id: f"{rule.zh}（{STAGE_NAMES[rule.stage]}）" for rule in self._open()}

    def deferrable(self) -> dict[str, str]:
        """What of that may follow later."""
        return {rule.zh: rule.zh for rule in self._open() if rule.deferrable}

    def forms(self) -> tuple[FormLine, ...]:
        """The signed forms of this class and of what has happened, in the order of their names."""
        if self._state.status is not Status.ENERGISED:
            return ()
        found = {form: "" for form in _ALWAYS[self._case.customer_class.is_high_voltage]}
        for event in self._state.taken:
            if form := self._form_of(event):
                found[form] = self._held_of(event) or found.get(form, "")
        return tuple(FormLine(form, held) for form, held in sorted(found.items()))

    def noted(self, form_id: str, received: Collection[str]) -> Iterator[Evidence]:
        """The records of what is handed in now, collected by whoever is signed in."""
        stage = stage_at(self._state.status)
        for rule in self._open():
            if rule.id in received:
                yield Evidence(
                    id=RecordId(str(uuid5(UUID(form_id), rule.id))),
                    case_id=self._case.id,
                    org=self._case.org,
                    material_type=rule.id,
                    holder=self._case.customer.name,
                    collected_at=self._now,
                    collected_by=UserId(self._account.user),
                    source=EvidenceSource.CUSTOMER,
                    collected_stage=stage,
                )

    def refusal(self, code: str, facts: Mapping[str, str], received: Collection[str]) -> str:
        """Why this cannot be said while something lacks, as a sentence that lists it."""
        if code == _ARCHIVED:
            return self._not_archived(facts)
        stage = _COMPLETE.get(code)
        return self._not_complete(stage, facts, received) if stage else ""

    def _not_complete(self, stage: str, facts: Mapping[str, str], received: Collection[str]) -> str:
        deferred = {**self._deferred, **put_off(facts, self._rules)}
        lacking = [
            each.rule.zh
            for each in lacking_at(self._materials(stage), deferred, stage)
            if each.rule.id not in received
        ]
        if not lacking:
            return ""
        way = "，或按一证受理选择容缺环节" if stage == "now" else ""
        return f"还缺：{'、'.join(lacking)}。请在“现在收到的材料”中勾选已收到的{way}"

    def _not_archived(self, facts: Mapping[str, str]) -> str:
        lacking = [form for form in self.forms() if not form.held]
        untold = [form.name for form in lacking if not ink.is_told(ink.of_form(facts, form.form))]
        if not untold:
            return ""
        return (
            f"中心还没有签齐的单据：{'、'.join(untold)}。请先在平板签字并同步；"
            "纸质签字的，写明编号、签字人、签字日期和存放处"
        )

    def _materials(self, stage: str) -> tuple[Material, ...]:
        on = day_of(self._now)
        return materials_of(self._case, self._evidence, self._rules, stage, on)

    def _open(self) -> Iterator[MaterialRule]:
        for each in self._materials(stage_at(self._state.status)):
            if each.standing in _NOT_HELD:
                yield each.rule

    def _form_of(self, event: CaseEvent) -> str:
        if event.code == "survey.completed":
            return event.facts.get("form", "")
        paper = self._papers.named_by(event) if event.code == "scheme.confirmed" else None
        if paper is not None and paper.form == _APART:
            return _APART
        return _FORMS.get(event.code, "")

    def _held_of(self, event: CaseEvent) -> str:
        if ink.is_ink(event.facts):
            return ink.in_words(event.facts) if ink.is_told(event.facts) else ""
        paper = self._papers.named_by(event)
        try:
            is_signed = paper is not None and self._counts(paper)
        except RulesDamaged:
            return ""
        return paper.doc_no if paper is not None and is_signed else ""

    def _counts(self, paper: Report) -> bool:
        return self._papers.is_done(paper) and self._papers.is_sound(paper)
