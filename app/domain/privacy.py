"""What of a person is shown only in part: identity numbers, and phone numbers to some roles."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from app.domain.change import Path, Plain

# Eighteen places with a check letter, or the fifteen of old; not within a longer run of digits.
_IDENTITY: Final = re.compile(r"(?<![0-9A-Za-z])(?:[0-9]{17}[0-9Xx]|[0-9]{15})(?![0-9A-Za-z])")
_MOBILE: Final = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


@dataclass(frozen=True)
class Personal:
    """Which fields of which kind of record hold what, and who sees phone numbers whole."""

    version: str
    identity: Mapping[str, tuple[Path, ...]]
    """Identity numbers: masked everywhere, sealed at the centre."""
    phones_seen_by: frozenset[str]
    """Roles that see phone numbers whole on the office's pages."""
    trail_seen_by: frozenset[str]
    """Roles that read the centre's own trail."""
    trail_years: int
    """For how many years at least no line of a trail is taken away."""
    reserved: Mapping[str, frozenset[str]]
    """Forms that only these roles see, and whoever filled one."""
    monitor_seen_by: frozenset[str]
    """Roles that look at which units customers chose, over all cases."""

    def is_identity(self, kind: str, path: Path) -> bool:
        """Whether an identity number stands there."""
        return path in self.identity.get(kind, ())

    def shown(self, kind: str, path: Path, value: Plain) -> Plain:
        """The value of a field as it may be shown."""
        return masked(value) if value and self.is_identity(kind, path) else value

    def masked_body(self, kind: str, body: Mapping[str, Plain]) -> dict[str, Plain]:
        """The record as plain JSON with its identity numbers masked."""
        made = dict(body)
        for path in self.identity.get(kind, ()):
            mask_at(made, path)
        return made

    def sees_trail(self, roles: tuple[str, ...]) -> bool:
        """Whether somebody with these roles reads the centre's trail."""
        return bool(self.trail_seen_by & set(roles))

    def sees_monitor(self, roles: tuple[str, ...]) -> bool:
        """Whether somebody with these roles looks at which units were chosen."""
        return bool(self.monitor_seen_by & set(roles))

    def phone(self, number: str, roles: tuple[str, ...]) -> str:
        """A phone number as somebody with these roles sees it."""
        return number if self.phones_seen_by & set(roles) else masked_phone(number)


def mask_at(body: dict[str, Plain], path: Path) -> None:
    """Mask the number at this place, where there is one; what lies on the way is copied."""
    *way, last = path
    for name in way:
        inner = body.get(name)
        if not isinstance(inner, dict):
            return
        body[name] = body = dict(inner)
    if isinstance(body.get(last), str):
        body[last] = masked(body[last])


def masked(number: str) -> str:
    """An identity number with only its first three and last four characters left."""
    if len(number) <= 7:
        return "*" * len(number)
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def masked_phone(number: str) -> str:
    """A phone number with only its first three and last four digits left."""
    return masked(number)


def masked_name(name: str) -> str:
    """A person's name with only its first character left."""
    return name[:1] + "*" * (len(name) - 1)


def masked_address(address: str) -> str:
    """An address with only its beginning left: the district, not the door."""
    return address[:6] + "***" if len(address) > 6 else address


def masked_text(text: str) -> str:
    """A text in which everything that looks like an identity or mobile number is masked."""
    text = _IDENTITY.sub(lambda found: masked(found[0]), text)
    return _MOBILE.sub(lambda found: masked(found[0]), text)
