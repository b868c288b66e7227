"""What the load page asks of the app: look at a file, read it, stop reading, take it in."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.import_load import import_load
from app.actions.keep_load_wishes import keep_load_wishes
from app.actions.preview_load_file import preview_load_file
from app.actions.read_load_file import read_load_file
from app.domain.load import LoadProfile, Samples
from app.errors import LoadFileRefused
from app.instruments.load_wishes import AS_FOUND, LoadWishes
from app.instruments.reading import LoadPreview, LoadReading
from app.instruments.samples_blob import unpack_samples
from app.views.load_study import StudyPage, load_study
from app.workspace import Workspace
from ui.background import Background
from ui.load.load_page import LoadPage
from ui.wording import sentence


class _Stopped(Exception):
    """Nobody waits for the analysis any more."""


class _Task:
    """One look at a file; whoever asks for another ends it."""

    def __init__(self, background: Background) -> None:
        self._background = background
        self.ended = False

    def cancelled(self) -> bool:
        """Whether nobody waits for it any more."""
        return self.ended or self._background.ending


class LoadPresenter(QObject):
    """Between the load page and the actions. A newer wish ends the reading of an older one.

    Signals:
        opened: a file was picked; carries its name.
        began: it is being looked at (again).
        seen: the first lines of the file, as they are understood.
        moved: the reading has got on; carries the share that is done.
        read: the whole file is read; carries the LoadReading.
        refused: it cannot be read; carries the sentence.
        stopped: the person has cancelled the reading.
        pointed: the first lines again, and a line among them that is refused.
        imported: the curve is kept; carries the LoadProfile.
        viewed: a curve that was kept; carries the LoadProfile and its Samples.
        studying: its analysis has got on; carries the share that is done.
        studied: it is analysed; carries the StudyPage.
        study_stopped: the person has stopped that.
        study_refused: it cannot be analysed; carries the sentence.
    """

    opened = Signal(str)
    began = Signal()
    seen = Signal(object)
    moved = Signal(float)
    read = Signal(object)
    refused = Signal(str)
    stopped = Signal()
    pointed = Signal(object, int)
    imported = Signal(object)
    viewed = Signal(object, object)
    studying = Signal(float)
    studied = Signal(object)
    study_stopped = Signal()
    study_refused = Signal(str)

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._case_id = ""
        self._path: Path | None = None
        self._load: LoadProfile | None = None
        self._task = _Task(background)
        self._study = _Task(background)
        self._preview: LoadPreview | None = None
        self._reading: LoadReading | None = None
        self._wished: LoadWishes | None = None

    def serve(self, page: LoadPage) -> None:
        """Answer this page, and show on it what is open (pages are made anew now and then)."""
        self.opened.connect(page.begin)
        self.began.connect(page.begin_reading)
        self.seen.connect(page.show_preview)
        self.moved.connect(page.show_progress)
        self.read.connect(page.show_reading)
        self.refused.connect(page.show_refusal)
        self.pointed.connect(page.show_refused_line)
        self.stopped.connect(page.show_stopped)
        self.viewed.connect(page.show_kept)
        self.studying.connect(page.show_studying)
        self.studied.connect(page.show_study)
        self.study_stopped.connect(page.show_study_stopped)
        self.study_refused.connect(page.show_study_refusal)
        page.study_wanted.connect(self.study)
        page.study_cancelled.connect(self.stop_study)
        page.wished.connect(self.wish)
        page.reset_wanted.connect(self.forget)
        page.cancel_wanted.connect(self.cancel)
        page.again_wanted.connect(self.read_again)
        page.accepted.connect(self.accept)
        self._show_again()

    def open(self, case_id: str, path: Path) -> None:
        """Look at this file for this case."""
        self.close()
        self._case_id, self._path = case_id, path
        self.opened.emit(path.name)
        self._look(None)

    def view(self, load: LoadProfile) -> None:
        """Show a curve that is kept."""
        self.close()
        self._case_id, self._load = load.case_id, load
        self._background.deed(
            _samples,
            self._ws,
            load,
            done=lambda found: self._viewed(*found),
            failed=self.refused.emit,
            touches=False,
        )

    def study(self, tariff: str = "", un_kv: float = 0.0) -> None:
        """Analyse the curve that is viewed, off the GUI thread; a newer wish ends an older one."""
        if self._load is None:
            return
        self._study.ended = True
        task = self._study = _Task(self._background)

        def step(share: float) -> None:
            if task.cancelled():
                raise _Stopped
            self.studying.emit(share)

        self._background.read_file(
            _studied,
            self._ws,
            self._load,
            tariff,
            un_kv,
            step,
            done=lambda page: self._study_done(task, page),
            failed=lambda words: self._study_failed(task, words),
        )

    def stop_study(self) -> None:
        """Stop analysing; the curve stays as it is."""
        if not self._study.ended:
            self._study.ended = True
            self.study_stopped.emit()

    def wish(self, wishes: LoadWishes) -> None:
        """Look at it again, read so."""
        self._look(wishes)

    def forget(self) -> None:
        """Forget how files of this kind were read, and look at it as it is found."""
        if self._preview is not None:
            self._background.deed(
                keep_load_wishes,
                self._ws,
                self._preview.fingerprint,
                AS_FOUND,
                failed=self.refused.emit,
                touches=False,
            )
        self._look(AS_FOUND)

    def cancel(self) -> None:
        """Stop reading at once; nothing is left behind."""
        if not self._task.ended:
            self._task.ended = True
            self.stopped.emit()

    def close(self) -> None:
        """Nobody looks at the file any more."""
        self._task.ended = self._study.ended = True
        self._preview = self._reading = self._path = self._load = None

    def read_again(self) -> None:
        """Read it once more, as it was wished the last time."""
        self._look(self._wished)

    def _show_again(self) -> None:
        if self._path is not None:
            self.opened.emit(self._path.name)
            self._look(self._wished)
        elif self._load is not None:
            self.view(self._load)

    def accept(self) -> None:
        """Take the curve in as it was read, and remember how."""
        if self._reading is None or self._preview is None or self._path is None:
            return
        self._background.deed(
            _accepted,
            self._ws,
            self._case_id,
            self._path,
            self._reading,
            self._preview,
            done=self._kept,
            failed=self.refused.emit,
        )

    def _look(self, wishes: LoadWishes | None) -> None:
        if self._path is None:
            return
        self._task.ended = True
        task = self._task = _Task(self._background)
        self._wished = wishes
        self._reading = None
        self.began.emit()
        self._background.read_file(
            preview_load_file,
            self._ws,
            self._path,
            wishes,
            0,
            task.cancelled,
            done=lambda preview: self._looked(task, preview),
            failed=lambda words: self._failed(task, words),
        )

    def _looked(self, task: _Task, preview: LoadPreview) -> None:
        if task.ended:
            return
        self._preview = preview
        self.seen.emit(preview)
        if preview.trouble is not None:
            task.ended = True
            return

        def moved(share: float) -> None:
            if not task.cancelled():
                self.moved.emit(share)

        self._background.read_file(
            _read_or_refused,
            self._path,
            preview.wishes,
            task.cancelled,
            moved,
            done=lambda reading: self._all_read(task, reading),
            failed=lambda words: self._failed(task, words),
        )

    def _all_read(self, task: _Task, reading: LoadReading | LoadFileRefused) -> None:
        if task.ended:
            return
        task.ended = True
        if isinstance(reading, LoadFileRefused):
            self.refused.emit(sentence(reading))
            if reading.line:
                self._show_line(reading.line)
            return
        self._reading = reading
        self.read.emit(reading)

    def _show_line(self, line: int) -> None:
        """Bring the line that is refused into the preview."""
        assert self._preview is not None
        preview = self._preview
        self._background.read_file(
            preview_load_file,
            self._ws,
            self._path,
            preview.wishes,
            line,
            done=lambda again: self._line_seen(preview, again, line),
        )

    def _line_seen(self, preview: LoadPreview, again: LoadPreview, line: int) -> None:
        if self._preview is preview:
            self.pointed.emit(again, line)

    def _failed(self, task: _Task, words: str) -> None:
        if not task.ended:
            task.ended = True
            self.refused.emit(words)

    def _viewed(self, load: LoadProfile, samples: Samples) -> None:
        if self._load is load:
            self.viewed.emit(load, samples)
            self.study()

    def _study_done(self, task: _Task, page: StudyPage | None) -> None:
        if not task.ended and page is not None:
            task.ended = True
            self.studied.emit(page)

    def _study_failed(self, task: _Task, words: str) -> None:
        if not task.ended:
            task.ended = True
            self.study_refused.emit(words)

    def _kept(self, load: LoadProfile) -> None:
        self.close()
        self.imported.emit(load)


def _read_or_refused(
    path: Path,
    wishes: LoadWishes,
    cancelled: Callable[[], bool],
    progress: Callable[[float], None],
) -> LoadReading | LoadFileRefused:
    """A refusal is an answer here: it names the line that is to be shown."""
    try:
        return read_load_file(path, wishes, cancelled, progress)
    except LoadFileRefused as refused:
        return refused


def _samples(ws: Workspace, load: LoadProfile) -> tuple[LoadProfile, Samples]:
    return load, unpack_samples(ws.blobs.get(load.samples))


def _studied(
    ws: Workspace,
    load: LoadProfile,
    tariff: str,
    un_kv: float,
    step: Callable[[float], None],
) -> StudyPage | None:
    """The analysis; None where it was stopped."""
    try:
        return load_study(ws, load, tariff, un_kv, step)
    except _Stopped:
        return None


def _accepted(
    ws: Workspace, case_id: str, path: Path, reading: LoadReading, preview: LoadPreview
) -> LoadProfile:
    load = import_load(ws, case_id, path, reading)
    keep_load_wishes(ws, preview.fingerprint, preview.wishes)
    return load
