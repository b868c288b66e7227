"""Take in a recording of waveforms: the recording as one file, and its values by the second."""

import hashlib
from pathlib import Path

from app.domain.case import ConnectionCase
from app.domain.load import RECORDING, LoadProfile, summarise
from app.errors import WaveformRefused
from app.ids import RecordId
from app.instruments.comtrade_config import bundled
from app.instruments.samples_blob import pack_samples
from app.instruments.waveform_apart import WaveformReading
from app.workspace import Workspace


def import_waveform(
    ws: Workspace, case_id: str, path: Path, reading: WaveformReading
) -> LoadProfile:
    """The measurement that this recording is, kept with the recording itself (as one .cff).

    Raises:
        WaveformRefused: it is no longer the recording that was read, or has not one whole window
            of ten cycles (`no_window`); nothing is kept.
        NoRoom: the disk is full; nothing is kept.
    """
    data = bundled(path)
    if hashlib.sha256(data).hexdigest() != reading.digest:
        raise WaveformRefused(path.name, "changed_meanwhile")
    samples = reading.samples
    if samples is None:
        raise WaveformRefused(path.name, "no_window")
    source, packed = ws.blobs.put(data), ws.blobs.put(pack_samples(samples))
    recording = reading.recording
    said = (recording.station, recording.device, "COMTRADE", recording.revision, recording.form)
    with ws.unit("import_waveform") as unit:
        case = unit.get(ConnectionCase, case_id)
        profile = LoadProfile(
            id=RecordId(ws.ids.new()),
            case_id=case.id,
            org=case.org,
            source_name=f"{path.stem}.cff",
            source=source,
            samples=packed,
            meter_no="",
            sample_kind="mean",
            stamp="start",
            summary=summarise(samples),
            imported_at=ws.clock.now(),
            channels=tuple(sorted(samples.channels)),
            remarks=(RECORDING + " ".join(filter(None, said)),),
        )
        unit.save(profile)
        return profile
