"""Checklists, answers and the verdict on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class AnswerKey(NamedTuple):
    """What an answer is an answer to: an item, of one device, on one phase (empty = the whole)."""

    item: str
    device: str = ""
    phase: str = ""


class Judgement(StrEnum):
    """What the inspector says of an item that is not measured."""

    PASS = "pass"
    FAIL = "fail"
    NOT_APPLICABLE = "n_a"


class Conclusion(StrEnum):
    """The result of an inspection; computed, never answered."""

    PASS = "pass"
    RECTIFY = "rectify"


@dataclass(frozen=True)
class Answer:
    """One answer. `inputs` are measured values by limit-input name, exactly as they were typed."""

    item: str
    device: str = ""
    phase: str = ""
    judgement: Judgement | None = None
    text: str = ""
    inputs: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    instrument: str = ""

    @property
    def key(self) -> AnswerKey:
        """The question it answers."""
        return AnswerKey(self.item, self.device, self.phase)
