"""Records that travel with files, and an object store that takes its time."""

from threading import Event

from app import codec
from app.domain.case import ConnectionCase
from app.domain.evidence import Photo
from app.ids import RecordId, UserId
from sync.server.objects import Objects
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


class SlowObjects(Objects):
    """An object store that takes its time over a part."""

    def __init__(self, living: Objects) -> None:
        super().__init__(living._store)
        self.begun, self.may_end = Event(), Event()

    def put_part(self, upload: str, number: int, content: bytes) -> None:
        self.begun.set()
        assert self.may_end.wait(20)
        super().put_part(upload, number, content)
