"""Records that an earlier version of the program wrote, read as those of today.

What is stored, what travels and what digests are over stays as it was written; only the reading
knows better. So nothing has to be rewritten on two ends at once, and a signed paper keeps its own.
"""

from collections.abc import Mapping
from typing import Final

from app.domain.change import Plain

_FIRST_RECHECK: Final = 2
"""Which attempt a first re-inspection is; of a later one nothing was noted then."""


def as_of_today(kind: str, plain: Mapping[str, Plain]) -> Mapping[str, Plain]:
    """The same record under the names that it has now."""
    match kind:
        case "report" if "subject_id" not in plain and "inspection_id" in plain:
            # Only visits had papers.
            return {**plain, "subject_id": plain["inspection_id"]}
        case "event" if "guarded" not in plain:
            return {**plain, "guarded": False}
        case "defect" if plain.get("closed_in") and not plain.get("rechecks"):
            # Where it stood was written down, not what had happened to it.
            look = {
                "inspection_id": plain["closed_in"],
                "attempt": _FIRST_RECHECK,
                "put_right": True,
            }
            return {**plain, "rechecks": [look]}
    return plain
