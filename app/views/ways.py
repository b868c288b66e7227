"""How far each record and each photo is on its way to the centre: four words, and what is wrong.

Kept, queued, received, accepted: what a person can rely on. A word is only as good as the worst of
what it stands for: a photo whose original is still here is not received.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from app.domain.evidence import Photo
from app.ids import Digest
from app.workspace import BlobState, LineState, Unit


class Way(StrEnum):
    """What can be said of a record or a photo."""

    KEPT = "kept"
    """Typed here and not recorded: on this tablet alone."""
    QUEUED = "queued"
    """Recorded, and waiting to go."""
    ORIGINAL_QUEUED = "original_queued"
    """Of a photo: the centre has its copy, and not yet its original."""
    RECEIVED = "received"
    """The centre has stored it."""
    ACCEPTED = "accepted"
    """The centre's rules have applied it, and its feed has shown it."""
    HELD = "held"
    """Somebody else changed the same; a person has to choose."""
    REFUSED = "refused"
    """The centre does not take it, and said why."""
    TROUBLED = "troubled"
    """Of a photo: something is wrong with its file."""


_OF_LINE: Mapping[LineState, Way] = {
    LineState.QUEUED: Way.QUEUED,
    LineState.RECEIVED: Way.RECEIVED,
    LineState.HELD: Way.HELD,
    LineState.REFUSED: Way.REFUSED,
    # A colleague's, and brought to the centre from here: it waits like mine.
    LineState.CARRIED: Way.QUEUED,
}
_WORST_FIRST = (Way.REFUSED, Way.HELD, Way.TROUBLED, Way.KEPT, Way.QUEUED, Way.ORIGINAL_QUEUED)

Ways = Mapping[tuple[str, str], Way]
"""By kind and id of the record; what is not named there is accepted."""


def ways_of(unit: Unit, case_id: str) -> dict[tuple[str, str], Way]:
    """How far each record of this case is."""
    found: dict[tuple[str, str], Way] = {}
    for kind, record_id, state in unit.outbox.states(case_id):
        _note(found, (kind, record_id), _OF_LINE[state])
    drafted = unit.drafts.kept()
    for key in unit.records.of_case(case_id) if drafted else ():
        if key in drafted:
            _note(found, key, Way.KEPT)
    photos = unit.find(Photo, case_id)
    for photo_id, way in photo_ways(unit, photos).items():
        if way is not Way.ACCEPTED:
            _note(found, ("photo", photo_id), way)
    return found


def photo_ways(unit: Unit, photos: Sequence[Photo]) -> dict[str, Way]:
    """How far each photo is, with its record, its copy and its original; by its id."""
    files = unit.shelf.states({d for each in photos for d in (each.bounded, each.original)})
    found: dict[str, Way] = {}
    states: dict[str, list[Way]] = {}
    for case_id in {photo.case_id for photo in photos}:
        for kind, record_id, state in unit.outbox.states(case_id):
            if kind == "photo":
                states.setdefault(record_id, []).append(_OF_LINE[state])
    for photo in photos:
        found[photo.id] = worst((*states.get(photo.id, ()), _files_way(photo, files)))
    return found


def worst(ways: Iterable[Way]) -> Way:
    """What can be said of something that all of these are said of."""
    said = set(ways)
    found = next((way for way in _WORST_FIRST if way in said), None)
    return found or (Way.RECEIVED if Way.RECEIVED in said else Way.ACCEPTED)


def _note(found: dict[tuple[str, str], Way], key: tuple[str, str], way: Way) -> None:
    found[key] = worst((found.get(key, Way.ACCEPTED), way))


def _files_way(photo: Photo, files: Mapping[Digest, BlobState]) -> Way:
    copy, original = files.get(photo.bounded), files.get(photo.original)
    if BlobState.ATTENTION in (copy, original):
        return Way.TROUBLED
    # Of a colleague's photo that was not fetched yet, the centre or he has everything.
    there = (BlobState.RECEIVED, BlobState.SAFE, BlobState.WANTED, BlobState.CLEANED)
    if copy not in there:
        return Way.QUEUED
    return Way.ACCEPTED if original in there else Way.ORIGINAL_QUEUED
