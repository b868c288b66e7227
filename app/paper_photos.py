"""The pictures on the paper of a visit: its photos, each defect before and after."""

from collections.abc import Iterable, Mapping

from app.domain.day import moment_in_words
from app.domain.defect import Defect
from app.domain.evidence import Photo
from app.domain.paper import Evidence, PaperPhoto
from app.domain.site import Position
from app.domain.units import plain
from app.ids import RecordId
from app.visits import VisitState
from app.workspace import Workspace


def evidence_of(
    ws: Workspace, state: VisitState, defect: Defect, titles: dict[str, str]
) -> Evidence:
    """What photos show of this defect: where it was found, at the customer's, and at this visit."""
    here = [p for p in state.photos if (p.item, p.device) == (defect.item, defect.device)]
    if defect.inspection_id == state.inspection.id:
        return Evidence(defect, tuple(_shown(ws, p, defect, "整改前", titles) for p in here))
    before = [p for p in state.before if (p.item, p.device) == (defect.item, defect.device)]
    return Evidence(
        defect,
        tuple(
            _shown(ws, p, defect, "整改前", titles)
            for p in before
            if p.owner_id == RecordId(defect.inspection_id)
        ),
        (
            *(_shown(ws, p, defect, "复检时", titles) for p in here),
            *(
                _shown(ws, p, defect, "客户整改照片", titles)
                for p in before
                if p.owner_id == defect.id
            ),
        ),
    )


def _shown(
    ws: Workspace, photo: Photo, defect: Defect, when: str, titles: dict[str, str]
) -> PaperPhoto:
    said = f"{defect.number}　{when}　{caption(photo, titles)}".strip()
    return PaperPhoto(ws.blobs.get(photo.bounded), said)


def shows_defect(photo: Photo, defects: Iterable[Defect]) -> bool:
    """Whether it shows the place of one of these defects."""
    return any((photo.item, photo.device) == (d.item, d.device) for d in defects)


def caption(photo: Photo, titles: Mapping[str, str]) -> str:
    """What stands below it: what it shows, when and where it was taken, its original's digest."""
    shown = photo.caption or titles.get(photo.item, "现场照片")
    when = f"{moment_in_words(photo.taken_at)}　{_place(photo.position)}"
    return f"{shown}\n{when}\n原件 SHA-256 {photo.original[:16]}"


def _place(position: Position | None) -> str:
    if position is None:
        return "未取得位置"
    near = f" ±{plain(position.accuracy_m)} m" if position.accuracy_m is not None else ""
    return f"{position.latitude:.5f}, {position.longitude:.5f}{near}"
