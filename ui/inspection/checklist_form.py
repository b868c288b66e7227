"""The inspection: sections with their completeness, and one card a question of the chosen one."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from app.domain.checklist import Answer, Finding, Question
from app.domain.entry import FormRow
from app.domain.evidence import Photo
from app.domain.form import Field
from app.domain.inspection import InspectionKind, Missing, pins_of
from app.domain.sketch import SKETCH
from app.views.visits import InspectionPage
from app.views.ways import Way
from app.workspace import Place
from ui.forms.form_section import FormSectionView, reckoned_of
from ui.forms.missing_list import MissingList
from ui.forms.photo_card import PhotoCard
from ui.forms.section_rail import SectionRail
from ui.inspection.defect_panel import DefectPanel
from ui.inspection.general_panel import GENERAL, GeneralPanel
from ui.inspection.known_here import KnownHere
from ui.inspection.missing_place import (
    has_room,
    place_of,
    record_words,
    section_of,
    sections_of,
    tester_wanted,
    title_of_missing,
)
from ui.inspection.question_card import QuestionCard, card_name
from ui.meter.meter_panel import MeterPanel, targets_of
from ui.meter.presenter import Pinned
from ui.naming import visit_name
from ui.parts.whereabouts import way_words
from ui.parts.widgets import button, clear, column, label, row, scrolled
from ui.parts.words_line import WordsWatch
from ui.photos.intake_bar import IntakeBar
from ui.photos.photo_asker import PhotoAsker
from ui.photos.photo_panel import PhotoPanel
from ui.wording import missing
from ui.words import tr


class ChecklistForm(QWidget):
    """The page of one visit.

    Signals:
        answered: an answer to keep, with where the person is.
        drafted: fields of the visit as a whole (briefing, opinion, instruments) by their names,
            with where the person is.
        entered: fields of the form by their names, with where the person is.
        rows_kept: rows of the form to keep, rows to take away, with where the person is.
        row_removed: a row was taken away and could be put back.
        explained: a reason for certain words: its key, the reason, where the person is.
        section_left: the person went to another section.
        photos_chosen: photos of an item: paths, item, device.
        described: a defect was described.
        defect_withdrawn: the person takes a defect back.
        thumbnail_wanted: a small picture of this copy is wanted.
        picture_wanted: the whole copy is wanted.
        photo_withdrawn: the person takes a photo back.
        record_wanted: the person wants to record the visit.
    """

    answered = Signal(Answer, Place)
    entered = Signal(object, Place)
    rows_kept = Signal(tuple, tuple, Place)
    row_removed = Signal(object)
    explained = Signal(str, str, Place)
    drafted = Signal(object, Place)
    section_left = Signal()
    photos_chosen = Signal(list, str, str)
    described = Signal(object)
    defect_withdrawn = Signal(object)
    thumbnail_wanted = Signal(str)
    picture_wanted = Signal(str)
    photo_withdrawn = Signal(object)
    record_wanted = Signal()

    def __init__(self, new_id: Callable[[], str]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._new_id = new_id
        self._filled: FormSectionView | None = None
        self._photos: list[PhotoCard] = []
        self._known = KnownHere()
        self._page: InspectionPage | None = None
        self._section = ""
        self._cards: dict[str, QuestionCard] = {}
        self._place: Place | None = None
        self._title = label(size=5, name="title")
        self._sections = SectionRail()
        self._sections.chosen.connect(self.show_section)
        self._rail = scrolled(self._sections, "sections")
        self._rail.setFixedWidth(296)
        self._body = QFrame()
        self._list = column(self._body, margin=0)
        self._area: QScrollArea = scrolled(self._body, "questions")
        self._watch = WordsWatch(self)
        self._watch.explained.connect(self._explained)
        self._defect = DefectPanel()
        self._defect.described.connect(self.described)
        self._defect.withdrawn.connect(self.defect_withdrawn)
        self._look = PhotoPanel()
        self._look.setParent(self)
        self._look.picture_wanted.connect(self.picture_wanted)
        self._look.withdrawn.connect(self.photo_withdrawn)
        self.meter = MeterPanel(self)
        self.intake_bar = IntakeBar()
        self._asker = PhotoAsker(self)
        self._asker.chosen.connect(self.photos_chosen)
        self._missing = MissingList()
        self._missing.picked.connect(self.go_to)
        self._go = button(tr("下一处未完成"), "next_missing")
        self._go.clicked.connect(self._go_to_missing)
        self._record = button("", "record", primary=True, picture="pen-line")
        self._record.clicked.connect(self._record_pressed)
        self._general = GeneralPanel(self._watch)
        self.recheck, self.queries = self._general.recheck, self._general.queries
        self._general.drafted.connect(self.drafted)
        self._lay_out()

    def _lay_out(self) -> None:
        self._list.addWidget(self._general)
        self._list.addWidget(self._known)
        sides = QHBoxLayout()
        sides.addWidget(self._rail)
        sides.addWidget(self._area, 1)
        layout = column(self)
        layout.addWidget(self._title)
        layout.addLayout(sides, 1)
        layout.addWidget(self._defect)
        layout.addWidget(self._missing.area)
        layout.addWidget(self.intake_bar)
        layout.addLayout(row(self._missing, self._go, self._record, stretch=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Held upright, the list of sections gives way to the questions."""
        super().resizeEvent(event)
        self._rail.setFixedWidth(296 if event.size().width() >= 1000 else 188)
        self._look.setGeometry(self.rect())
        self._asker.camera.setGeometry(self.rect())
        self.meter.setGeometry(self.rect())

    def show_page(self, page: InspectionPage) -> None:
        """Show the visit as it stands; what is being typed is left alone."""
        fresh = self._page is None or self._page.inspection.id != page.inspection.id
        self._page = page
        visit = visit_name(page.inspection.kind, page.inspection.attempt)
        self._title.setText(f"{visit}　{page.case.customer.name}")
        if page.guard is not None:
            reasons = page.inspection.reasons
            self._watch.show_guard(page.guard, reasons, open_for_change=page.is_draft)
        self._general.show_page(page, fresh=fresh)
        self._section = "" if fresh else self._section
        self._show_rail()
        if fresh:
            at = section_of(page, self._place.item) if self._place is not None else ""
            self.show_section(at or GENERAL, tell=False)
        else:
            self._refresh_cards()
        self._missing.show_missing(page.missing, partial(title_of_missing, page))
        self._go.setVisible(bool(page.missing))
        self._record.setText(record_words(page))
        self._record.setEnabled(page.is_draft)
        if fresh:
            self._restore_place()

    def go_back_to(self, place: Place) -> None:
        """Remember where the person was; the page goes there when it is shown."""
        self._place = place

    def show_section(self, section: str, *, tell: bool = True) -> None:
        """Show the questions of one section."""
        if self._page is None or section == self._section:
            return
        self._keep_all()
        if tell and self._section:
            self.section_left.emit()
        self._section = section
        for kept in (self._general, self._known):  # what stays is not cleared away with the rest
            self._list.removeWidget(kept)
            kept.hide()
        self._cards, self._filled, self._photos = {}, None, []
        clear(self._list)
        if section == GENERAL:
            self._list.addWidget(self._general)
            self._general.show()
        else:
            self._list.addWidget(self._known)
            self._add_form_section(section)
            for finding in self._findings(section):
                self._list.addWidget(self._made(finding))
        self._refresh_cards()
        self._show_rail()
        self._area.verticalScrollBar().setValue(0)

    def take_pinned(self, pinned: Pinned) -> None:
        """An instrument has put a value into a field."""
        for shown in self._cards.values():
            shown.take_pinned(pinned.answer, pinned.name)

    def take_thumbnail(self, digest: str, jpeg: bytes) -> None:
        """A small picture has come."""
        for shown in self._cards.values():
            shown.take_thumbnail(digest, jpeg)
        for photos_of in self._photos:
            photos_of.take_thumbnail(digest, jpeg)

    def take_picture(self, digest: str, jpeg: bytes) -> None:
        """The picture that is looked at has come."""
        self._look.take_picture(digest, jpeg)

    def add_photos(self, paths: list[Path], item: str, device: str) -> None:
        """Add these files as photos of an item."""
        self.photos_chosen.emit(paths, item, device)

    def _findings(self, section: str) -> list[Finding]:
        assert self._page is not None
        return [f for f in self._page.findings if f.question.section.id == section]

    def _show_rail(self) -> None:
        assert self._page is not None
        missing = Counter(section_of(self._page, m.item) for m in self._page.missing)
        beside = missing[""]
        shown = [(GENERAL, self._general_name(), tr("缺 {}", beside) if beside else "✔")]
        for section, name in sections_of(self._page).items():
            findings = self._findings(section)
            ready = sum(f.lack is None for f in findings)
            wanting = missing[section]
            if self._page.inspection.kind is InspectionKind.SURVEY or not findings:
                sign = tr("缺 {}", wanting) if wanting else "✔"
            else:
                sign = "✔" if ready == len(findings) else f"{ready}/{len(findings)}"
            shown.append((section, name, sign))
        self._sections.show_sections(shown, self._section)

    def _general_name(self) -> str:
        assert self._page is not None
        survey = self._page.inspection.kind is InspectionKind.SURVEY
        return tr("仪器、意见") if survey else tr("交底、仪器、意见")

    def _add_form_section(self, section: str) -> None:
        assert self._page is not None
        entry = self._page.entry
        found = [s for s in entry.form.sections if s.id == section] if entry else []
        if entry is None or not found or not has_room(self._page, found[0]):
            return
        self._photos = [PhotoCard(asked) for asked in found[0].fields if asked.kind == "photo"]
        made = FormSectionView(found[0], entry, self._new_id, reckoned_of(self._page), self._watch)
        made.entered.connect(self._field_entered)
        made.row_kept.connect(self._row_kept)
        made.row_removed.connect(self._row_removed)
        made.explained.connect(self.queries.explained)
        self._filled = made
        self._list.addWidget(made)
        for shown in self._photos:
            shown.wanted.connect(self._choose_photos_of)
            shown.thumbnail_wanted.connect(self.thumbnail_wanted)
            shown.picked.connect(self._look_at)
            self._list.addWidget(shown)

    def _field_entered(self, name: str, text: str, caret: int) -> None:
        self.entered.emit({name: text}, self._place_of(name, caret, text))

    def _row_kept(self, row: FormRow, name: str, caret: int) -> None:
        self.rows_kept.emit((row,), (), self._place_of(f"{row.table}.{name}", caret, ""))

    def _row_removed(self, row: FormRow) -> None:
        self.rows_kept.emit((), (row,), self._place_of(row.table, 0, ""))
        if row.table != SKETCH:
            self.row_removed.emit(row)

    def restore_row(self, row: FormRow) -> None:
        """Put a row back that was taken away."""
        if self._filled is not None:
            self._filled.restore(row)
        else:
            self._row_kept(row, "", 0)

    def _explained(self, key: str, reason: str) -> None:
        self.explained.emit(key, reason, self._place_of(key.partition("|")[0], 0, ""))

    def _place_of(self, name: str, caret: int, text: str) -> Place:
        assert self._page is not None
        return Place("inspection", self._page.inspection.id, name, "", name, caret, text)

    def _keep_all(self) -> None:
        for shown in self._cards.values():
            shown.keep_now()
        if self._filled is not None:
            self._filled.keep_now()
        self._general.keep_now()

    def _made(self, finding: Finding) -> QuestionCard:
        made = QuestionCard(finding, self._watch)
        made.thumbnail_wanted.connect(self.thumbnail_wanted)
        made.photo_picked.connect(self._look_at)
        made.answered.connect(self._answer_given)
        made.photo_wanted.connect(self._choose_photos)
        made.defect_wanted.connect(self._open_defect)
        made.meter_wanted.connect(self._read_meter)
        self._cards[made.objectName()] = made
        return made

    def _refresh_cards(self) -> None:
        assert self._page is not None
        self._defect.show_kept(self._page.defects)
        self._known.show_page(self._page, self._section)
        if self._filled is not None and self._page.entry is not None:
            self._filled.show_entry(self._page.entry, reckoned_of(self._page))
            for photos_of in self._photos:
                photos_of.setVisible(self._page.entry.is_asked(photos_of.asked))
                photos_of.show_photos(self._page.entry, self._page.photos, self._page.ways)
            if not self._page.is_draft:
                self._filled.freeze()
        defects = {(d.item, d.device): d for d in self._page.defects}
        for finding in self._findings(self._section):
            question = finding.question
            shown = self._cards.get(card_name(question))
            if shown is None:
                continue
            key = (question.item.id, question.device_id)
            whole_set = question.item.kind == "photo_required"
            photos = [p for p in self._page.photos if whole_set or (p.item, p.device) == key]
            before = [p for p in self._page.before if (p.item, p.device) == key]
            defect = defects.get(key)
            visit, ways = self._page.inspection, self._page.ways
            mine = defect is None or defect.inspection_id == visit.id
            shown.show_finding(finding, photos, defect, before, ways=ways, mine=mine)
            shown.show_instruments(visit.instruments, finding)
            shown.show_pins(pins_of(visit, finding.answer))
            if not self._page.is_draft:
                shown.freeze()

    def _answer_given(self, answer: Answer, field: str, caret: int, text: str) -> None:
        assert self._page is not None
        visit = self._page.inspection.id
        place = Place("inspection", visit, answer.item, answer.device, field, caret, text)
        self.answered.emit(answer, place)

    def _choose_photos(self, question: Question) -> None:
        self._asker.ask(tr(question.item.zh), question.item.id, question.device_id)

    def _read_meter(self, question: Question) -> None:
        visit = self._page.inspection.id if self._page is not None else ""
        targets = targets_of(question.typed)
        self.meter.open_for(tr(question.item.zh), visit, question.key, targets)

    def _choose_photos_of(self, asked: Field) -> None:
        self._asker.ask(tr(asked.zh), asked.id)

    def _look_at(self, photo: Photo) -> None:
        assert self._page is not None
        place = way_words(self._page.ways.get(photo.id, Way.QUEUED))
        self._look.open(photo, place, open_for_change=self._page.is_draft)

    def _open_defect(self, question: Question) -> None:
        assert self._page is not None
        key = (question.item.id, question.device_id)
        found = (d for d in self._page.defects if (d.item, d.device) == key)
        self._defect.describe(self._page, question, next(found, None))

    def _record_pressed(self) -> None:
        self._keep_all()
        if self._page is not None and self._page.missing:
            self._go_to_missing()
            return
        self.record_wanted.emit()

    def _go_to_missing(self) -> None:
        if self._page is not None and self._page.missing:
            self.go_to(self._page.missing[0])

    def go_to(self, thing: Missing) -> None:
        """Show the place of what is missing, and put the focus there."""
        assert self._page is not None
        self.show_section(place_of(self._page, thing) or GENERAL)
        self._missing.say(missing(thing, title_of_missing(self._page, thing)))
        of_photos = [card for card in self._photos if card.asked.id == thing.item]
        shown = self._cards.get(f"card_{thing.item}_{thing.device}".rstrip("_"))
        if of_photos:
            QTimer.singleShot(0, of_photos[0], of_photos[0].focus_here)
        elif shown is not None:
            QTimer.singleShot(0, shown, partial(self._scroll_to, shown))
        elif self._filled is not None:
            self._filled.go_to(thing.item, thing.device)
        else:
            self._general.go_to(thing.what, tester_wanted(self._page, thing))

    def _scroll_to(self, shown: QuestionCard) -> None:
        self._area.ensureWidgetVisible(shown, 0, 60)
        shown.setFocus()

    def _restore_place(self) -> None:
        place, self._place = self._place, None
        if place is None:
            return
        if place.item == GENERAL:
            self._general.go_back_to(place)
        if self._filled is not None:
            self._filled.focus_field(place.field, place.caret, place.text)
        shown = self._cards.get(f"card_{place.item}_{place.device}".rstrip("_"))
        if shown is not None:
            self._area.ensureWidgetVisible(shown, 0, 60)
            shown.focus_field(place.field, place.caret, place.text)
