"""Take in a load curve: the file as it is, its samples, what they say and what they come to."""

import hashlib
from pathlib import Path

from app.analysing import figures_of
from app.domain.case import ConnectionCase
from app.domain.load import LoadProfile
from app.errors import LoadFileRefused
from app.ids import RecordId
from app.instruments.apart import read_load_apart
from app.instruments.reading import LoadReading
from app.instruments.samples_blob import pack_samples
from app.workspace import Workspace


def import_load(
    ws: Workspace, case_id: str, path: Path, reading: LoadReading | None = None
) -> LoadProfile:
    """The load curve of this file, kept with the file itself.

    `reading` is what a person has looked at and accepted; without it the file is read now, in a
    child process.

    Raises:
        LoadFileRefused: it cannot be read, with line and column, or it is no longer the file that
            was read; nothing is kept.
        NoRoom: the disk is full; nothing is kept.
    """
    reading = reading or read_load_apart(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LoadFileRefused(path.name, "unreadable") from error
    if hashlib.sha256(data).hexdigest() != reading.digest:
        raise LoadFileRefused(path.name, "changed_meanwhile")
    figures = figures_of(reading.samples, reading.sample_kind, ws.reference)
    source = ws.blobs.put(data)
    samples = ws.blobs.put(pack_samples(reading.samples))
    with ws.unit("import_load") as unit:
        case = unit.get(ConnectionCase, case_id)
        profile = LoadProfile(
            id=RecordId(ws.ids.new()),
            case_id=case.id,
            org=case.org,
            source_name=path.name,
            source=source,
            samples=samples,
            meter_no=reading.meter_no,
            sample_kind=reading.sample_kind,
            stamp=reading.stamp,
            summary=reading.summary,
            imported_at=ws.clock.now(),
            multiplier=reading.multiplier,
            zone=reading.zone,
            channels=tuple(sorted(reading.samples.channels)),
            remarks=reading.remarks,
            figures=figures,
        )
        unit.save(profile)
        return profile
