"""Which fields are personal and who sees them, read from `resources/`."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from app.domain.privacy import Personal
from app.reference.files import file_in, named, read_rules

_RESERVED: Final[Mapping[str, Any]] = {
    "reserved_forms": {"F11": ["supervisor"]},
    "monitor_seen_by": ["supervisor"],
}
"""What held before a package could say it: its file may be older than these two entries."""


def read_personal(*places: Path) -> Personal:
    """The rules of personal data.

    Raises:
        RulesDamaged: they are not what they should be.
    """
    path = file_in(places, "privacy/personal.yaml")
    content = read_rules(path)
    with named(path, "identity"):
        identity = {
            str(kind): tuple(tuple(str(field).split(".")) for field in fields)
            for kind, fields in content["identity"].items()
        }
    with named(path, "phones_seen_by"):
        seen_by = frozenset(map(str, content["phones_seen_by"]))
    with named(path, "trail"):
        trail_seen_by = frozenset(map(str, content["trail_seen_by"]))
        years = int(content["trail_years"])
    with named(path, "reserved_forms"):
        later = {**_RESERVED, **content}
        reserved = {
            str(form): frozenset(map(str, roles)) for form, roles in later["reserved_forms"].items()
        }
        monitor = frozenset(map(str, later["monitor_seen_by"]))
    return Personal(
        version=str(content["version"]),
        identity=identity,
        phones_seen_by=seen_by,
        trail_seen_by=trail_seen_by,
        trail_years=years,
        reserved=reserved,
        monitor_seen_by=monitor,
    )
