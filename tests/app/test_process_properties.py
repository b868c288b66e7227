"""Whatever a case is told: the projection never breaks, and in what order it came is nothing."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.case import CaseEvent
from app.domain.customer import CustomerClass
from app.domain.flags import FROZEN
from app.domain.handover import Known, handed_over
from app.domain.process import TABLE, project
from app.domain.stage import milestones_of, stages_of
from app.reference.library import open_reference
from tests.builders import FACTS, MORNING, a_case, an_event

CATALOGUE = open_reference().stages
CODES = sorted({step.code for step in TABLE})
NAMES = sorted({name for facts in FACTS.values() for name in facts} | FROZEN)
WORDS = st.sampled_from(
    ["", "yes", "no", "pass", "rectify", "2026-11-24", "0", "1", "9" * 5000, "NaN", "-1", "①", "٣"]
    + [value for facts in FACTS.values() for value in facts.values()]
)
ANYTHING = st.dictionaries(
    st.sampled_from(NAMES) | st.text(max_size=8), WORDS | st.text(max_size=12), max_size=6
)


@st.composite
def an_occurrence(draw: st.DrawFn) -> CaseEvent:
    """An event as it belongs, or with whatever facts."""
    code = draw(st.sampled_from(CODES) | st.text(max_size=6))
    minutes, number = draw(st.integers(0, 600)), draw(st.integers(0, 999))
    facts = draw(st.just({}) | ANYTHING)
    return an_event(code, MORNING + timedelta(minutes=minutes), number, **facts)


CASES = st.sampled_from([a_case(customer_class=group) for group in CustomerClass])


@settings(max_examples=150, deadline=None)
@given(case=CASES, events=st.lists(an_occurrence(), max_size=25))
def test_nothing_that_is_said_breaks_the_projection(case, events) -> None:  # type: ignore[no-untyped-def]
    state = project(case, events)
    assert len(state.refused) + sum(e in events for e in state.taken) >= len(events)
    flags = state.flags(case)
    stages = stages_of(case, state, CATALOGUE)
    assert len(milestones_of(flags, stages)) in (2, 3, 4)
    for instance in stages:
        handed_over(instance.stage.carries, instance.stage.code, Known(case, state, flags))
    assert all(event.code for event in state.breaches)


@settings(max_examples=100, deadline=None)
@given(
    case=CASES,
    events=st.lists(an_occurrence(), max_size=20, unique_by=lambda e: e.id),
    chance=st.randoms(use_true_random=False),
)
def test_the_order_of_arrival_is_nothing_to_it(case, events, chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = list(events)
    chance.shuffle(shuffled)
    assert project(case, events) == project(case, shuffled)


@settings(max_examples=60, deadline=None)
@given(case=CASES, events=st.lists(an_occurrence(), max_size=20))
def test_what_was_refused_leaves_no_trace_but_its_own(case, events) -> None:  # type: ignore[no-untyped-def]
    state = project(case, events)
    said = [event for event in state.taken if event in events]
    again = project(case, said)
    assert (again.status, again.attempts, again.met) == (state.status, state.attempts, state.met)
