"""Random stories of cases, told as events that the process allows, for the clocks to be held to."""

import random
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from app.domain.case import CaseEvent
from app.domain.customer import CustomerClass
from tests.app.clock_oracle import Stay
from tests.builders import a_case, an_event, facts_of

REASONS = (
    "CUSTOMER_REQUEST",
    "WAIT_CUSTOMER_INFO",
    "WAIT_CUSTOMER_CONFIRM",
    "SITE_NOT_ACCESSIBLE",
    "GOV_APPROVAL",
    "FORCE_MAJEURE",
)


@dataclass
class Story:
    """What happened to one case, and the day on which it is looked at."""

    customer_class: CustomerClass
    external: bool
    events: list[CaseEvent] = field(default_factory=list)
    days: list[tuple[date, str]] = field(default_factory=list)
    """Day and code of each event, with those that the rules derive."""
    stays: list[Stay] = field(default_factory=list)
    now: date = date(2024, 1, 1)


def a_story(chance: random.Random) -> Story:
    """A case from its application to some point of its way."""
    story = Story(chance.choice(list(CustomerClass)), chance.random() < 0.5)
    day = date(2024, 1, 2) + timedelta(days=chance.randrange(1000))
    plot = _plot(story, chance)[: chance.randrange(1, 40)]
    for code, facts in plot:
        day += timedelta(days=chance.choice((0, 0, 1, 1, 2, 3, 5, 9)))
        if story.stays and story.stays[-1].end is None and chance.random() < 0.7:
            _happens(story, day, "application.resumed", {})
        elif chance.random() < 0.25 and not (story.stays and story.stays[-1].end is None):
            _happens(story, day, "application.suspended", {"reason": chance.choice(REASONS)})
            day += timedelta(days=chance.randrange(8))
        _happens(story, day, code, facts)
    story.now = day + timedelta(days=chance.randrange(40))
    return story


def _plot(story: Story, chance: random.Random) -> list[tuple[str, dict[str, str]]]:
    high = story.customer_class.is_high_voltage
    told = [("application.submitted", {})]
    if chance.random() < 0.3:
        told += [("application.materials_incomplete_notified", {}), ("application.submitted", {})]
    told += [("application.accepted", {}), ("survey.scheduled", {}), ("survey.completed", {})]
    scheme = [("scheme.submitted_for_approval", {}), ("scheme.approved", {})]
    told += [*scheme, ("scheme.replied", {})]
    if chance.random() < 0.3:
        told += [("scheme.objected", {}), *scheme, ("scheme.replied", {})]
    if chance.random() < 0.2:
        return [*told, ("application.withdrawn", {})]
    told += [("scheme.confirmed", {})]
    told += [(code, {}) for code in ("contract.signed", "fees.settled", "metering.ready")]
    if not high:
        line = [("works.started", {}), ("external_works.completed", {})] if story.external else []
        return [*told, *line, ("energisation.completed", {}), *_AFTER]
    told += [("works.started", {})]
    if chance.random() < 0.5:
        told += [("design.submitted", {}), ("design.opinion_issued", {"result": "pass"})]
    if chance.random() < 0.5:
        told += [("interim.requested", {}), ("interim.opinion_issued", {"result": "rectify"})]
        told += [("interim.reinspection_requested", {}), ("interim.opinion_issued", _PASS)]
    told += [("completion.request_incomplete_notified", {})] * (chance.random() < 0.3)
    told += [("completion.requested", {})]
    if chance.random() < 0.5:
        told += [("completion.opinion_issued", {"result": "rectify"})]
        told += [("completion.reinspection_requested", {})]
    return [*told, ("completion.opinion_issued", _PASS), ("energisation.completed", {}), *_AFTER]


_PASS = {"result": "pass"}
_AFTER: list[tuple[str, dict[str, str]]] = [("archive.completed", {}), ("followup.completed", {})]


def _happens(story: Story, day: date, code: str, facts: dict[str, str]) -> None:
    if code in ("application.suspended", "application.resumed"):
        if any(c in ("energisation.completed", "application.withdrawn") for _, c in story.days):
            return
        if code == "application.resumed":
            last = story.stays.pop()
            story.stays.append(Stay(last.start, day, last.reason))
        else:
            story.stays.append(Stay(day, None, facts["reason"]))
    number = len(story.events)
    at = datetime(day.year, day.month, day.day, 1, tzinfo=UTC) + timedelta(seconds=number)
    case = a_case(customer_class=story.customer_class, external_line_works=story.external)
    story.events.append(an_event(code, at, number, **{**facts_of(code, case), **facts}))
    story.days.append((day, code))
    at_once = not story.customer_class.is_high_voltage and not story.external
    if code == "scheme.confirmed" and at_once:
        story.days.append((day, "works.not_needed"))
    ready = {"metering.ready"} if at_once else {"external_works.completed"}
    if code in ready or (code, facts) == ("completion.opinion_issued", _PASS):
        story.days.append((day, "energisation.prerequisites_met"))
