"""Which fields are personal and who sees them, read from `resources/`."""

from pathlib import Path

from app.domain.privacy import Personal
from app.reference.files import file_in, named, read_rules


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
    return Personal(str(content["version"]), identity, seen_by, trail_seen_by, years)
