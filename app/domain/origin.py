"""Where a value that is filled in already was known from."""

from dataclasses import dataclass
from enum import StrEnum


class OriginKind(StrEnum):
    """Who said it first (domain process reference, section 4)."""

    CUSTOMER = "customer"
    SURVEY = "survey"
    SCHEME = "scheme"
    INSPECTION = "inspection"
    SYSTEM = "system"


@dataclass(frozen=True)
class Origin:
    """Who said it first, and in which form: its number, or its code; empty = in none."""

    kind: OriginKind
    form: str = ""

    @property
    def text(self) -> str:
        """As it is kept with a record: "survey|F01-6301-1-1"."""
        return f"{self.kind}|{self.form}"

    @classmethod
    def read(cls, text: str) -> "Origin | None":
        """The origin that this text says, or None where it says none that is known here."""
        kind, _, form = text.partition("|")
        return cls(OriginKind(kind), form) if kind in set(OriginKind) else None


_BY_PREFIX = {"case": OriginKind.CUSTOMER, "survey": OriginKind.SURVEY}


def origin_of_source(source: str) -> Origin:
    """The origin that the name of a source tells by itself ("case.contact")."""
    return Origin(_BY_PREFIX.get(source.partition(".")[0], OriginKind.SYSTEM))
