"""What the case screens ask of the app, and its answers in words."""

from datetime import date, datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.actions.add_equipment import add_equipment
from app.actions.ask_again import ask_again
from app.actions.attach_photo import attach_photo
from app.actions.clean_workspace import fetch_again
from app.actions.note_event import note_event
from app.actions.note_progress import note_progress
from app.actions.note_view import note_view
from app.actions.reckon_cases import reckon_cases
from app.actions.record_evidence import record_evidence
from app.actions.reopen_filing import reopen_filing
from app.actions.reopen_inspection import reopen_inspection
from app.actions.report_fix import report_fix
from app.actions.request_reinspection import request_reinspection
from app.actions.schedule_survey import schedule_survey
from app.actions.start_inspection import start_inspection
from app.actions.take_back_evidence import take_back_evidence
from app.actions.withdraw import restore, withdraw
from app.domain.equipment import Equipment
from app.domain.filing import Filing
from app.domain.inspection import Inspection, InspectionKind
from app.domain.load import LoadProfile, Samples
from app.domain.material import AskReason, EvidenceTold
from app.domain.progress import ProgressTold
from app.domain.review import Standing
from app.domain.survey import Outcome
from app.instruments.samples_blob import unpack_samples
from app.reviews import Reviewed
from app.views.cases import LIST_PAGE, CaseRow, case_page, case_rows
from app.workspace import Place, Workspace
from ui.background import Background
from ui.cases.case_page import CaseView
from ui.cases.defects_panel import DefectsPanel


class CasesPresenter(QObject):
    """Between the case screens and the actions.

    Signals:
        listed: the rows of today's list from its top, and how many were wanted.
        listed_more: the row after which a page was wanted, and the rows of it.
        opened: the page of one case.
        begun: an inspection is open; carries its id.
        drawn: samples of a load curve, with its summary.
        taken_back: a device was withdrawn.
        revealed: the whole identity number of whoever acts for the customer.
        refused: something cannot be done; carries the sentence.
        reopened: a record that the office returned is open again; carries it.
        fix_noted: what the customer did about a defect is kept.
        fetching: files are to be fetched from the centre with a round that begins now.
    """

    listed = Signal(tuple, int)
    listed_more = Signal(object, tuple)
    opened = Signal(object)
    begun = Signal(str)
    drawn = Signal(object, object)
    taken_back = Signal(object)
    revealed = Signal(str)
    refused = Signal(str)
    reopened = Signal(object)
    fix_noted = Signal()
    fetching = Signal()

    def __init__(self, ws: Workspace, background: Background) -> None:
        super().__init__()
        self._ws, self._background = ws, background
        self._search, self._case_id = "", ""
        self._shown, self._wanted, self._reading = LIST_PAGE, False, False
        self._reckoned_on: date | None = None

    def serve(self, page: CaseView) -> None:
        """Answer this page of a case, and show the open one on it."""
        self.opened.connect(page.show_page)
        self.drawn.connect(page.show_curve)
        page.next_wanted.connect(self.begin_inspection)
        page.identity.wanted.connect(self.reveal_identity)
        self.revealed.connect(page.identity.reveal)
        page.survey_agreed.connect(self.agree_survey)
        page.devices_noted.connect(self.note_devices)
        page.device_removed.connect(self.take_back_device)
        page.curve_wanted.connect(self.draw)
        page.event_noted.connect(self.note_event)
        page.redo_wanted.connect(self.redo)
        page.progress_noted.connect(self.note_progress)
        page.material_noted.connect(self.note_material)
        page.material_asked_again.connect(self.ask_again)
        page.material_taken_back.connect(self.take_back_material)
        page.away.wanted.connect(self.fetch_again)
        self.serve_defects(page.defects)

    def look_for(self, text: str) -> None:
        """List the cases that match, from the first."""
        self._search, self._shown = text, LIST_PAGE
        self.read_list()

    def read_list(self) -> None:
        """Read today's list again, as far as it is shown; asked for while it is read, once more."""
        self._wanted = True
        if self._reading:
            return
        self._wanted, self._reading = False, True
        search, shown = self._search, self._shown

        def read(rows: tuple[CaseRow, ...]) -> None:
            if search == self._search:
                self.listed.emit(rows, shown)
            self._read_once()

        self._background.deed(
            case_rows,
            self._ws,
            search,
            None,
            shown,
            done=read,
            failed=self._not_read,
            touches=False,
        )
        self._bring_up_to_date()

    def read_more(self, after: CaseRow) -> None:
        """Read the page of the list that comes after this row."""
        search = self._search

        def read(rows: tuple[CaseRow, ...]) -> None:
            if search == self._search:
                self._shown += len(rows)
                self.listed_more.emit(after, rows)

        self._ask(case_rows, search, after.key, done=read)

    def open_case(self, case_id: str) -> None:
        """Show this case."""
        self._case_id = case_id
        self.read_case()

    def read_case(self) -> None:
        """Read the open case again."""
        if self._case_id:
            self._ask(case_page, self._case_id, done=self.opened.emit)

    def begin_inspection(self) -> None:
        """Start the inspection of the open case that is due, or go on with it."""
        self._background.deed(
            _start_due,
            self._ws,
            self._case_id,
            done=lambda inspection: self.begun.emit(inspection.id),
            failed=self.refused.emit,
        )

    def redo(self, said: Reviewed) -> None:
        """Take a record that the office returned up again, or go on with it."""
        self._background.deed(
            _taken_up, self._ws, said, done=self.reopened.emit, failed=self.refused.emit
        )

    def agree_survey(self, at: datetime) -> None:
        """Note the day of the survey that was agreed on."""
        self._background.deed(
            schedule_survey,
            self._ws,
            self._case_id,
            at,
            done=lambda _event: self.read_case(),
            failed=self.refused.emit,
        )

    def note_devices(self, devices: tuple[Equipment, ...]) -> None:
        """Note devices of the case."""
        for device in devices:
            self._background.deed(
                add_equipment, self._ws, device, done=self._reread, failed=self.refused.emit
            )

    def note_event(self, said: Outcome, photos: list[Path]) -> None:
        """Note that something has happened to the open case."""
        self._background.deed(
            note_event,
            self._ws,
            self._case_id,
            said,
            photos,
            done=self._reread,
            failed=self.refused.emit,
        )

    def note_progress(self, told: ProgressTold, photos: list[Path]) -> None:
        """Note how far the customer's own works are."""
        self._background.deed(
            note_progress,
            self._ws,
            told,
            photos,
            done=self._reread,
            failed=self.refused.emit,
        )

    def note_material(self, told: EvidenceTold, path: Path | None) -> None:
        """Note a material that is before the person."""
        self._background.deed(
            record_evidence,
            self._ws,
            told,
            path,
            done=self._reread,
            failed=self.refused.emit,
        )

    def ask_again(
        self, evidence_id: str, why: AskReason, note: str, reasons: dict[str, str]
    ) -> None:
        """Ask once more for a material that is held."""
        self._background.deed(
            ask_again,
            self._ws,
            evidence_id,
            why,
            note,
            reasons,
            done=self._reread,
            failed=self.refused.emit,
        )

    def take_back_material(self, evidence_id: str, why: str, reasons: dict[str, str]) -> None:
        """Take back a material that was noted by mistake."""
        self._background.deed(
            take_back_evidence,
            self._ws,
            evidence_id,
            why,
            reasons,
            done=self._reread,
            failed=self.refused.emit,
        )

    def take_back_device(self, device: Equipment) -> None:
        """Withdraw a device."""
        self._background.deed(
            withdraw,
            self._ws,
            Equipment,
            device.id,
            done=self._taken_back,
            failed=self.refused.emit,
        )

    def bring_back_device(self, device: Equipment) -> None:
        """Undo that."""
        self._background.deed(
            restore, self._ws, Equipment, device.id, done=self._reread, failed=self.refused.emit
        )

    def take_back_load(self, load: LoadProfile) -> None:
        """Withdraw a load curve."""
        self._background.deed(withdraw, self._ws, LoadProfile, load.id, failed=self.refused.emit)

    def fetch_again(self) -> None:
        """Want the cleaned files of the open case here again."""
        self._background.deed(
            fetch_again,
            self._ws,
            self._case_id,
            done=self._to_fetch,
            failed=self.refused.emit,
        )

    def reveal_identity(self) -> None:
        """Note that the agent's identity number is looked at, and show it."""
        path = ("customer", "agent_id_no")
        self._background.deed(
            note_view,
            self._ws,
            "case",
            self._case_id,
            path,
            done=self.revealed.emit,
            failed=self.refused.emit,
            touches=False,
        )

    def draw(self, load: LoadProfile) -> None:
        """Get the samples of this curve."""
        self._ask(_samples, load, done=lambda samples: self.drawn.emit(samples, load.summary))

    def remember_place(self, screen: str, record_id: str = "") -> None:
        """Note that the person is here."""
        self._background.deed(_keep_place, self._ws, Place(screen, record_id), touches=False)

    def serve_defects(self, panel: DefectsPanel) -> None:
        """Do what this panel asks for."""
        panel.fixed.connect(self.note_fix)
        panel.shown_fixed.connect(self.show_fix)
        panel.reinspection_wanted.connect(self.ask_reinspection)
        self.fix_noted.connect(panel.close_form)

    def note_fix(self, defect_id: str, text: str, fixed_on: str) -> None:
        """Note what the customer did about a defect."""
        self._background.deed(
            report_fix,
            self._ws,
            defect_id,
            text,
            fixed_on,
            done=self._fix_noted,
            failed=self.refused.emit,
        )

    def show_fix(self, defect_id: str, paths: list[Path]) -> None:
        """Take in photos of what was put right."""
        for path in paths:
            self._background.deed(
                attach_photo,
                self._ws,
                defect_id,
                path,
                done=self._reread,
                failed=self.refused.emit,
            )

    def ask_reinspection(self) -> None:
        """Pass on that the customer wants to be inspected again."""
        self._background.deed(
            request_reinspection,
            self._ws,
            self._case_id,
            done=self._reread,
            failed=self.refused.emit,
        )

    def _fix_noted(self, _defect: object) -> None:
        self.fix_noted.emit()
        self.read_case()

    def _to_fetch(self, _count: int) -> None:
        self.read_case()
        self.fetching.emit()

    def _reread(self, _record: object) -> None:
        self.read_case()

    def _taken_back(self, device: Equipment) -> None:
        self.taken_back.emit(device)
        self.read_case()

    def _read_once(self) -> None:
        self._reading = False
        if self._wanted:
            self.read_list()

    def _not_read(self, words: str) -> None:
        self.refused.emit(words)
        self._read_once()

    def bring_up_to_date(self) -> None:
        """Make the list anew by the rules of now."""
        self._reckon("")

    def _bring_up_to_date(self) -> None:
        """Once a day, and at the start: days pass and rules change without any deed."""
        today = self._ws.clock.now().date()
        if self._reckoned_on != today:
            self._reckoned_on = today
            self._reckon("")

    def _reckon(self, after: str) -> None:
        self._ask(reckon_cases, after, done=self._reckoned)

    def _reckoned(self, last: tuple[int, str]) -> None:
        count, after = last
        if after:
            self._reckon(after)
        elif count:
            self.read_list()

    def _ask(self, view, *args, done) -> None:  # type: ignore[no-untyped-def]
        self._background.deed(
            view, self._ws, *args, done=done, failed=self.refused.emit, touches=False
        )


def _taken_up(ws: Workspace, said: Reviewed) -> Inspection | Filing:
    if said.standing is not Standing.RETURNED:
        return said.subject
    if isinstance(said.subject, Filing):
        return reopen_filing(ws, said.subject.id)
    return reopen_inspection(ws, said.subject.id)


def _samples(ws: Workspace, load: LoadProfile) -> Samples:
    return unpack_samples(ws.blobs.get(load.samples))


def _keep_place(ws: Workspace, place: Place) -> None:
    with ws.unit("keep_place") as unit:
        unit.drafts.keep_place(place)


def _start_due(ws: Workspace, case_id: str) -> Inspection:
    state = case_page(ws, case_id).state
    return start_inspection(ws, case_id, state.due_inspection or InspectionKind.COMPLETION)
