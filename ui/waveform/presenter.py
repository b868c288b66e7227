"""What the page of a recording asks of the app: read it, stop reading, take it in."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.import_waveform import import_waveform
from app.actions.read_waveform_file import read_waveform_file
from app.domain.load import LoadProfile
from app.domain.quality_findings import QualityFindings
from app.instruments.waveform_apart import WaveformReading
from app.views.quality import case_quality
from app.workspace import Workspace
from ui.background import Background
from ui.waveform.waveform_page import WaveformPage


class WaveformPresenter(QObject):
    """Between the page of a recording and the actions. Whoever picks another ends the first.

    Signals:
        opened: a file was picked; carries its name.
        read: it is read; carries the WaveformReading.
        judged: its harmonic currents were held against what is permitted; carries QualityFindings.
        refused: it cannot be read or taken in; carries the sentence.
        imported: it is kept; carries the LoadProfile.
    """

    opened = Signal(str)
    read = Signal(object)
    judged = Signal(object)
    refused = Signal(str)
    imported = Signal(object)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._case_id = ""
        self._path = Path()
        self._number = 0
        self._reading: WaveformReading | None = None

    def serve(self, page: WaveformPage) -> None:
        """Answer this page (pages are made anew now and then)."""
        self.opened.connect(page.begin)
        self.read.connect(page.show_reading)
        self.judged.connect(page.show_quality)
        self.refused.connect(page.show_refusal)
        page.accepted.connect(self.accept)
        if self._reading is not None:
            page.begin(self._path.name)
            page.show_reading(self._reading)
            self._judge(self._reading)

    def open(self, case_id: str, path: Path) -> None:
        """Read this file for this case."""
        self.close()
        self._case_id, self._path = case_id, path
        self.opened.emit(path.name)
        number = self._number
        self._background.read_file(
            read_waveform_file,
            path,
            lambda: number != self._number or self._background.ending,
            done=lambda reading: self._take(number, reading),
            failed=lambda words: self._refuse(number, words),
        )

    def close(self) -> None:
        """Stop what is being read, and forget it."""
        self._number += 1
        self._reading = None

    def accept(self) -> None:
        """Take it in."""
        if self._reading is not None:
            self._background.deed(
                import_waveform,
                self._ws,
                self._case_id,
                self._path,
                self._reading,
                done=self._kept,
                failed=self.refused.emit,
            )

    def _take(self, number: int, reading: WaveformReading) -> None:
        if number == self._number:
            self._reading = reading
            self.read.emit(reading)
            self._judge(reading)

    def _judge(self, reading: WaveformReading) -> None:
        number = self._number
        if reading.samples is not None:
            self._background.deed(
                case_quality,
                self._ws,
                self._case_id,
                reading.samples,
                done=lambda found: self._show_judged(number, found),
                failed=self.refused.emit,
                touches=False,
            )

    def _show_judged(self, number: int, found: QualityFindings | None) -> None:
        if number == self._number:
            self.judged.emit(found)

    def _refuse(self, number: int, words: str) -> None:
        if number == self._number:
            self.refused.emit(words)

    def _kept(self, load: LoadProfile) -> None:
        self.close()
        self.imported.emit(load)
