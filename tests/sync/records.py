"""Records that travel with files."""

from app import codec
from app.domain.case import ConnectionCase
from app.domain.evidence import Photo
from app.ids import RecordId, UserId
from tests.builders import MORNING


def a_photo(case: ConnectionCase, photo_id: RecordId, user: str, content: bytes) -> Photo:
    """A photo of this case whose file has this content."""
    digest = codec.digest_of(content)
    return Photo(
        id=photo_id,
        case_id=case.id,
        org=case.org,
        owner_id=RecordId(f"visit-{case.org}"),
        item="",
        device="",
        original=digest,
        bounded=digest,
        media_type="image/jpeg",
        width_px=4000,
        height_px=3000,
        size_bytes=len(content),
        taken_by=UserId(user),
        taken_at=MORNING,
    )
