"""Plain forms and digests: what goes in comes out, in the canonical bytes of RFC 8785."""

import json
from dataclasses import replace

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from app import codec
from app.domain.change import FieldEdit
from app.domain.checklist import Answer, Judgement
from app.domain.inspection import Inspection
from app.domain.merge import apply, clashes, diff, joined
from app.ids import CaseId
from tests.builders import a_case, an_event
from tests.flows.simulation import a_simulated_visit

names = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.floats(-1e9, 1e9) | names,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


@given(values)
def test_the_canonical_bytes_are_those_of_the_standard(value: object) -> None:
    assert codec.canonical(value) == rfc8785.dumps(value)
    assert json.loads(codec.canonical(value)) == value


@pytest.mark.parametrize("value", [2**53, {"a": [-(2**60)]}, float("nan"), "\ud800"])
def test_what_has_no_canonical_form_is_refused(value: object) -> None:
    with pytest.raises((codec.Malformed, UnicodeEncodeError)):
        codec.canonical(value)


def test_a_record_comes_back_from_its_plain_form() -> None:
    visit = a_simulated_visit().answered(
        Answer("com.tx.ir", "T1", judgement=Judgement.PASS, inputs={"x": "１２,5"}, note="备注")
    )
    for record in (a_case(), an_event("works.started", reason="x"), visit):
        plain = codec.encode(record)
        assert codec.decode(type(record), plain) == record
        kind = codec.kind_of(record)
        assert codec.whole(kind, codec.fields(kind, plain)) == plain


def test_what_a_newer_version_added_is_passed_over_and_not_lost() -> None:
    plain = codec.encode(a_case()) | {"colour": "green"}
    assert codec.decode(type(a_case()), plain) == a_case()
    assert codec.whole("case", codec.fields("case", plain))["colour"] == "green"


def test_two_answers_of_one_inspection_are_two_fields() -> None:
    visit = a_simulated_visit()
    one = visit.answered(Answer("a", "T1", note="1"))
    two = visit.answered(Answer("a", "T2", note="2"))
    base = plain_fields(visit)
    merged = apply(apply(base, diff(base, plain_fields(one))), diff(base, plain_fields(two)))
    both = codec.decode(Inspection, codec.whole("inspection", merged))
    assert [answer.device for answer in both.answers] == ["T1", "T2"]


def test_the_same_field_clashes_only_when_the_values_differ() -> None:
    base = plain_fields(a_simulated_visit())
    mine = diff(base, plain_fields(replace(a_simulated_visit(), opinion="甲")))
    same = diff(base, plain_fields(replace(a_simulated_visit(), opinion="甲")))
    other = diff(base, plain_fields(replace(a_simulated_visit(), opinion="乙")))
    assert clashes(mine, same) == ()
    assert [edit.path for edit in clashes(mine, other)] == [("opinion",)]


def test_edits_that_undo_each_other_leave_nothing() -> None:
    there = FieldEdit(("opinion",), None, "甲")
    back = FieldEdit(("opinion",), "甲", None)
    assert joined([there], [back]) == ()


def test_a_path_that_does_not_fit_is_refused() -> None:
    with pytest.raises(codec.Malformed):
        codec.whole("inspection", {("answers", "a"): {}})


def test_a_missing_field_is_named() -> None:
    with pytest.raises(codec.Malformed, match="org"):
        codec.decode(type(a_case()), {"id": CaseId("x")})


def plain_fields(record: codec.Record) -> dict[tuple[str, ...], object]:
    return codec.fields(codec.kind_of(record), codec.encode(record))
