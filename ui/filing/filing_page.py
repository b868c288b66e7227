"""The page of a filed form: its sections beside the fields of the chosen one, and what it lacks."""

from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QScrollArea, QWidget

from app.domain.entry import FormRow
from app.domain.evidence import Photo
from app.domain.form import Field, FormSection, form_section_of, title_of
from app.domain.inspection import Missing
from app.views.filings import FilingPage
from app.views.ways import Way
from app.workspace import Place
from ui.filing.read_from import ReadFrom, takes_readings, targets_of
from ui.forms.form_section import FormSectionView, reckoned_of
from ui.forms.missing_list import MissingList
from ui.forms.photo_card import PhotoCard
from ui.forms.section_rail import SectionRail
from ui.meter.meter_panel import MeterPanel
from ui.naming import told
from ui.parts.whereabouts import way_words
from ui.parts.widgets import button, card, clear, column, label, row, scrolled
from ui.parts.words_line import WordsWatch
from ui.photos.camera_panel import CameraPanel
from ui.photos.intake_bar import IntakeBar
from ui.photos.photo_panel import PhotoPanel
from ui.words import tr


class FilingView(QWidget):
    """The page of one filed form.

    Signals:
        entered: fields by their names, with where the person is.
        rows_kept: rows to keep, rows to take away, with where the person is.
        row_removed: a row was taken away and could be put back.
        explained: a reason for certain words: its key, the reason, where the person is.
        photos_chosen: photos of a field: paths, the field.
        thumbnail_wanted: a small picture of this copy is wanted.
        picture_wanted: the whole copy is wanted.
        photo_withdrawn: the person takes a photo back.
        record_wanted: the person wants to record the form.
    """

    entered = Signal(object, Place)
    rows_kept = Signal(tuple, tuple, Place)
    row_removed = Signal(object)
    explained = Signal(str, str, Place)
    photos_chosen = Signal(list, str)
    thumbnail_wanted = Signal(str)
    picture_wanted = Signal(str)
    photo_withdrawn = Signal(object)
    record_wanted = Signal()

    def __init__(self, new_id: Callable[[], str]) -> None:
        super().__init__()
        self.setObjectName("page")
        self._new_id = new_id
        self._page: FilingPage | None = None
        self._section = ""
        self._place: Place | None = None
        self._filled: FormSectionView | None = None
        self._photos: list[PhotoCard] = []
        self._wanting: Field | None = None
        self._read_from: ReadFrom | None = None
        self._is_filled_anew = False
        """An instrument has put something into it that is not shown yet."""
        self._watch = WordsWatch(self)
        self._watch.explained.connect(self._explained)
        self._title = label(size=5, name="title")
        self._about = label(quiet=True, name="filing_about")
        self._sections = SectionRail()
        self._sections.chosen.connect(self.show_section)
        self._rail = scrolled(self._sections, "sections")
        self._body = QFrame()
        self._list = column(self._body, margin=0)
        self._area: QScrollArea = scrolled(self._body, "fields")
        self._look = PhotoPanel()
        self._look.setParent(self)
        self._look.picture_wanted.connect(self.picture_wanted)
        self._look.withdrawn.connect(self.photo_withdrawn)
        self._camera = CameraPanel()
        self._camera.setParent(self)
        self._camera.kept.connect(self._photo_kept)
        self._camera.files_wanted.connect(self._pick_files)
        self.meter = MeterPanel(self)
        self.intake_bar = IntakeBar()
        self._missing = MissingList()
        self._missing.picked.connect(self._go_to)
        self._record = button(
            tr("完成填写，出具单据"), "record_filing", primary=True, picture="pen-line"
        )
        self._record.clicked.connect(self._record_pressed)
        sides = QHBoxLayout()
        sides.addWidget(self._rail)
        sides.addWidget(self._area, 1)
        layout = column(self)
        layout.addWidget(self._title)
        layout.addWidget(self._about)
        layout.addLayout(sides, 1)
        layout.addWidget(self._missing.area)
        layout.addWidget(self.intake_bar)
        layout.addLayout(row(self._missing, self._record, stretch=0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Held upright, the list of sections gives way to the fields."""
        super().resizeEvent(event)
        self._rail.setFixedWidth(296 if event.size().width() >= 1000 else 188)
        self._look.setGeometry(self.rect())
        self._camera.setGeometry(self.rect())
        self.meter.setGeometry(self.rect())

    def show_page(self, page: FilingPage) -> None:
        """Show the form as it stands; what is being typed is left alone."""
        fresh = self._page is None or self._page.filing.id != page.filing.id
        self._page = page
        self._title.setText(f"{tr(page.entry.form.zh)}　{page.case.customer.name}")
        self._about.setText(tr("关于 {}", page.about.doc_no) if page.about else "")
        self._about.setVisible(page.about is not None)
        self._watch.show_guard(page.guard, page.filing.reasons, open_for_change=page.is_draft)
        if fresh:
            self._section = ""
            self.show_section(self._section_of_place() or page.entry.form.sections[0].id)
        elif self._is_filled_anew:
            self._lay_out_again()
        else:
            self._refresh()
        self._show_rail()
        self._missing.show_missing(page.missing, self._title_of)
        self._record.setEnabled(page.is_draft)
        if fresh:
            self._restore_place()

    def go_back_to(self, place: Place) -> None:
        """Remember where the person was; the page goes there when it is shown."""
        self._place = place

    def show_section(self, section: str) -> None:
        """Show the fields of one section."""
        if self._page is None or section == self._section:
            return
        self._keep_all()
        self._section = section
        self._filled, self._photos, self._read_from = None, [], None
        clear(self._list)
        shown = next(s for s in self._page.entry.form.sections if s.id == section)
        self._add(shown)
        self._refresh()
        self._show_rail()
        self._area.verticalScrollBar().setValue(0)

    def take_filled(self, filing_id: str) -> None:
        """An instrument has put a value into a form; it is shown with the next reading of it."""
        if self._page is not None and self._page.filing.id == filing_id:
            self._is_filled_anew = True

    def take_thumbnail(self, digest: str, jpeg: bytes) -> None:
        """A small picture has come."""
        for shown in self._photos:
            shown.take_thumbnail(digest, jpeg)

    def take_picture(self, digest: str, jpeg: bytes) -> None:
        """The picture that is looked at has come."""
        self._look.take_picture(digest, jpeg)

    def restore_row(self, row: FormRow) -> None:
        """Put a row back that was taken away."""
        if self._filled is not None and any(t.id == row.table for t in self._filled.section.tables):
            self._filled.restore(row)
        else:
            self._row_kept(row, "", 0)

    def add_photos(self, paths: list[Path], item: str) -> None:
        """Add these files as photos of a field."""
        self.photos_chosen.emit(paths, item)

    def _add(self, section: FormSection) -> None:
        assert self._page is not None
        entry = self._page.entry
        if section.tables or any(asked.kind != "photo" for asked in section.fields):
            made = FormSectionView(
                section, entry, self._new_id, reckoned_of(self._page), self._watch
            )
            made.entered.connect(self._field_entered)
            made.row_kept.connect(self._row_kept)
            made.row_removed.connect(self._row_removed)
            self._filled = made
            self._list.addWidget(made)
        if takes_readings(section):
            self._read_from = ReadFrom(section)
            self._read_from.wanted.connect(self._read_meter)
            self._list.addWidget(self._read_from)
        for asked in section.fields:
            if asked.kind == "photo":
                shown = PhotoCard(asked)
                shown.wanted.connect(self._choose_photos)
                shown.thumbnail_wanted.connect(self.thumbnail_wanted)
                shown.picked.connect(self._look_at)
                self._photos.append(shown)
                self._list.addWidget(shown)
        says = [each for each in section.says if each.when.value(entry.names) is True]
        if says:
            lines = [label(tr(each.zh)) for each in says]
            self._list.addWidget(card(label(tr("固定条款"), size=1), *lines))

    def _refresh(self) -> None:
        assert self._page is not None
        if self._filled is not None:
            self._filled.show_entry(self._page.entry, reckoned_of(self._page))
        if self._read_from is not None:
            self._read_from.show_page(self._page)
        for shown in self._photos:
            shown.show_photos(self._page.entry, self._page.photos, self._page.ways)
        if not self._page.is_draft:
            self._freeze()

    def _lay_out_again(self) -> None:
        """Show the section anew, where the person is: what an instrument filled is in it."""
        self._is_filled_anew = False
        section, bar = self._section, self._area.verticalScrollBar()
        height = bar.value()
        self._section = ""
        self.show_section(section)
        bar.setValue(height)

    def _read_meter(self) -> None:
        assert self._page is not None
        assert self._filled is not None
        self._keep_all()
        section = next(s for s in self._page.entry.form.sections if s.id == self._section)
        targets = targets_of(section, self._filled.entry, self._new_id)
        self.meter.open_for(tr(section.zh), self._page.filing.id, None, targets)

    def _freeze(self) -> None:
        if self._filled is not None:
            self._filled.freeze()
        for shown in self._photos:
            shown.freeze()

    def _show_rail(self) -> None:
        assert self._page is not None
        shown = []
        missing = Counter(self._section_of(m.item) for m in self._page.missing)
        for section in self._page.entry.form.sections:
            wanting = missing[section.id]
            sign = tr("缺 {}", wanting) if wanting else "✔"
            shown.append((section.id, tr(section.zh), sign))
        self._sections.show_sections(shown, self._section)

    def _field_entered(self, name: str, text: str, caret: int) -> None:
        self.entered.emit({name: text}, self._place_of(name, caret, text))

    def _row_kept(self, row: FormRow, name: str, caret: int) -> None:
        self.rows_kept.emit((row,), (), self._place_of(f"{row.table}.{name}", caret, ""))

    def _row_removed(self, row: FormRow) -> None:
        self.rows_kept.emit((), (row,), self._place_of(row.table, 0, ""))
        self.row_removed.emit(row)

    def _explained(self, key: str, reason: str) -> None:
        self.explained.emit(key, reason, self._place_of(key.partition("|")[0], 0, ""))

    def _place_of(self, name: str, caret: int, text: str) -> Place:
        assert self._page is not None
        return Place("filing", self._page.filing.id, name, "", name, caret, text)

    def _keep_all(self) -> None:
        if self._filled is not None:
            self._filled.keep_now()

    def _choose_photos(self, asked: Field) -> None:
        self._wanting = asked
        if not self._camera.open(tr(asked.zh)):
            self._pick_files()

    def _photo_kept(self, path: Path) -> None:
        if self._wanting is not None:
            self.add_photos([path], self._wanting.id)

    def _pick_files(self) -> None:
        paths, _ = QFileDialog.getOpenFileNames(
            self, tr("选择照片"), "", tr("照片 (*.jpg *.jpeg *.png);;所有文件 (*)")
        )
        if paths and self._wanting is not None:
            self.add_photos([Path(path) for path in paths], self._wanting.id)

    def _look_at(self, photo: Photo) -> None:
        assert self._page is not None
        place = way_words(self._page.ways.get(photo.id, Way.QUEUED))
        self._look.open(photo, place, open_for_change=self._page.is_draft)

    def _record_pressed(self) -> None:
        self._keep_all()
        if self._page is not None and self._page.missing:
            self._go_to(self._page.missing[0])
            return
        self.record_wanted.emit()

    def _go_to(self, thing: Missing) -> None:
        if section := self._section_of(thing.item):
            self.show_section(section)
        # What has just been laid out is not shown yet, and takes no focus before it is.
        QTimer.singleShot(0, self, partial(self._focus, thing))

    def _focus(self, thing: Missing) -> None:
        for shown in self._photos:
            if shown.asked.id == thing.item:
                shown.focus_here()
                self._area.ensureWidgetVisible(shown, 0, 60)
        if self._filled is not None:
            self._filled.go_to(thing.item, thing.device)

    def _title_of(self, thing: Missing) -> str:
        assert self._page is not None
        return told(title_of(self._page.entry.form, thing.item))

    def _section_of(self, item: str) -> str:
        assert self._page is not None
        return form_section_of(self._page.entry.form, item)

    def _section_of_place(self) -> str:
        return self._section_of(self._place.item) if self._place is not None else ""

    def _restore_place(self) -> None:
        place, self._place = self._place, None
        if place is not None and self._filled is not None:
            self._filled.focus_field(place.field, place.caret, place.text)
