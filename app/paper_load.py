"""What load profiles come to on the paper of a visit: the newest curve, the newest quality."""

from collections.abc import Sequence

from app.analysing import findings_of, pictures_of, quality_at
from app.domain.case import ConnectionCase
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.load_paper import PaperLoad, PaperQuality
from app.domain.paper import PaperCurve
from app.instruments.samples_blob import unpack_samples
from app.workspace import Workspace

_OF_QUALITY = ("u_", "hu_", "thdu", "hi_", "pst_", "plt_", "f_hz", "unb_u")


def paper_curve(ws: Workspace, loads: Sequence[LoadProfile]) -> PaperCurve | None:
    """The newest load curve with its samples and its analysis; None where there is no curve.

    Raises:
        DigestMismatch: its samples are damaged or not here.
    """
    curves = [load for load in loads if load.summary.has_power and not load.is_recording]
    if not curves:
        return None
    load = curves[-1]
    samples = unpack_samples(ws.blobs.get(load.samples))
    found = findings_of(samples, load.sample_kind, ws.reference)
    if found is None:
        return PaperCurve(load, samples)
    pictures = pictures_of(samples, found, None, ws.reference)
    return PaperCurve(load, samples, PaperLoad(found, pictures, ws.reference.load_books.rules))


def paper_quality(
    ws: Workspace, case: ConnectionCase, survey: Inspection | None, loads: Sequence[LoadProfile]
) -> PaperQuality | None:
    """The newest record in which voltages or harmonics were measured; None where none was.

    Raises:
        DigestMismatch: its samples are damaged or not here.
    """
    for load in reversed(loads):
        if not any(name.startswith(_OF_QUALITY) for name in load.channels):
            continue
        samples = unpack_samples(ws.blobs.get(load.samples))
        found = quality_at(samples, case, survey, ws.reference)
        if found is not None:
            pictures = pictures_of(samples, None, found, ws.reference)
            version = ws.reference.limits_version
            return PaperQuality(load.source_name, load.meter_no, found, pictures, version)
    return None
