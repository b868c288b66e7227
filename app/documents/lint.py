"""Whether a drawn paper holds anything but what a reader sees: looked at before it is signed.

We sign what we have drawn ourselves, so what is let pass is listed and everything else is found:
text that cannot be seen, layers, scripts and other actions, files beside our record, fields and
notes that are not our signature fields. Nothing here trusts the file; what cannot be read is found.
"""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final

import pikepdf
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.attached import NoRecord, record_digest
from app.documents.lint_page import Why, hidden_in
from app.domain.signer import SignerRole
from app.ids import Digest


class Fault(StrEnum):
    """What must not be in a paper that somebody is to sign."""

    UNREADABLE = "unreadable"
    LAYER = "layer"
    """Optional content: it can be shown to one and hidden from another."""
    ACTION = "action"
    """A script, or anything else that happens by itself or at a touch."""
    FILE = "file"
    """A file inside that is not our record, or no record, or another one."""
    FIELD = "field"
    """A field of a form that is not a signature of those expected, or shows something already."""
    OVERLAP = "overlap"
    """Two fields in one place, or one that lies outside its page."""
    NOTE = "note"
    """An annotation that is no field."""
    HIDDEN_TEXT = "hidden_text"
    """Text that is printed and cannot be seen: too small, in the colour of the paper, off the page,
    without ink, or covered by something drawn over it."""
    STRANGE = "strange"
    """A thing that our papers do not have, and so nobody has looked at what it does."""


@dataclass(frozen=True)
class Finding:
    """One thing that must not be there; `page` counts from 1, 0 = of the whole file."""

    fault: Fault
    page: int
    what: str


def _keys(names: str) -> frozenset[str]:
    return frozenset(f"/{name}" for name in names.split())


_CATALOG: Final = _keys(
    "Type Pages PageMode Outlines Names AF OutputIntents Metadata Lang ViewerPreferences AcroForm"
    " Version Extensions"
)
_PAGE: Final = _keys("Type Parent MediaBox CropBox Contents Resources Rotate Trans Annots")
_FORM: Final = _keys("Fields SigFlags DR")
_WIDGET: Final = _keys("Type Subtype FT T Rect F P AP Lock V TU")
_RESOURCES: Final = _keys("Font XObject ProcSet ExtGState ColorSpace")
_IMAGE: Final = _keys(
    "Type Subtype Width Height ColorSpace BitsPerComponent Filter DecodeParms Length Decode"
    " Interpolate"
)
_FONTS: Final = _keys("TrueType Type1 Type0")
_ACTIONS: Final = _keys("AA A OpenAction JS JavaScript URI Launch")
_LAYERS: Final = _keys("OCProperties OC OCGs")
_PRINTED: Final = 4
_CLOSE_PT: Final = 0.5


def lint(pdf: bytes, expected: Sequence[SignerRole], record: Digest) -> tuple[Finding, ...]:
    """What must not be in this paper, before its first signature; nothing = it can be signed.

    `expected` are those who sign it, `record` the SHA-256 of the record that it is to carry.
    """
    found: list[Finding] = []
    try:
        with pikepdf.open(io.BytesIO(pdf)) as paper:
            found += [*_whole(paper), *_fields(paper, expected), *_pages(paper)]
        if record_digest(PdfFileReader(io.BytesIO(pdf), strict=True)) != record:
            found.append(Finding(Fault.FILE, 0, "record"))
    except NoRecord:
        found.append(Finding(Fault.FILE, 0, "record"))
    except Exception as error:  # noqa: BLE001  (as verify: what cannot be judged is not signed)
        return (Finding(Fault.UNREADABLE, 0, type(error).__name__),)
    return tuple(dict.fromkeys(found))


def _whole(paper: pikepdf.Pdf) -> Iterator[Finding]:
    yield from _strange(paper.Root, _CATALOG, 0)
    names = paper.Root.get("/Names", pikepdf.Dictionary())
    yield from _strange(names, frozenset(("/EmbeddedFiles",)), 0)
    for thing in paper.objects:
        if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
            yield from _deep(thing)
    if len(paper.attachments) != 1:
        yield Finding(Fault.FILE, 0, str(len(paper.attachments)))
    specs = [each for each in paper.objects if _is(each, "/Type", "/Filespec")]
    if len(specs) > 1:
        yield Finding(Fault.FILE, 0, "/Filespec")


def _deep(thing: Any) -> Iterator[Finding]:
    """Actions and layers, in whatever object of the file they stand."""
    keys = set(thing.keys())
    for key in sorted(keys & _ACTIONS):
        yield Finding(Fault.ACTION, 0, key)
    if _is(thing, "/Type", "/Action") or ("/S" in keys and _is_action(thing)):
        yield Finding(Fault.ACTION, 0, str(thing.get("/S")))
    for key in sorted(keys & _LAYERS):
        yield Finding(Fault.LAYER, 0, key)
    if _is(thing, "/Type", "/OCG") or _is(thing, "/Type", "/OCMD"):
        yield Finding(Fault.LAYER, 0, str(thing.get("/Type")))
    for value in thing.values():
        if isinstance(value, pikepdf.Dictionary) and not value.is_indirect:
            yield from _deep(value)


def _is_action(thing: Any) -> bool:
    named = ("/JavaScript", "/Launch", "/URI", "/SubmitForm", "/ImportData", "/GoToR", "/GoToE")
    return str(thing.get("/S")) in named


def _fields(paper: pikepdf.Pdf, expected: Sequence[SignerRole]) -> Iterator[Finding]:
    form = paper.Root.get("/AcroForm", pikepdf.Dictionary())
    yield from _strange(form, _FORM, 0, Fault.FIELD)
    fields = list(form.get("/Fields", ()))
    wanted = [role.value for role in expected]
    if [str(field.get("/T", "")) for field in fields] != wanted:
        yield Finding(Fault.FIELD, 0, "/Fields")
    for field in fields:
        unsigned = "/V" not in field and not _appearance(field)
        if not _is(field, "/FT", "/Sig") or "/Kids" in field or not unsigned:
            yield Finding(Fault.FIELD, 0, str(field.get("/T", "")))
    placed = {field.objgen for field in fields}
    for number, page in enumerate(paper.pages, start=1):
        boxes: list[tuple[float, ...]] = []
        for note in page.obj.get("/Annots", ()):
            if not _is(note, "/Subtype", "/Widget"):
                yield Finding(Fault.NOTE, number, str(note.get("/Subtype")))
                continue
            yield from _strange(note, _WIDGET, number, Fault.FIELD)
            if note.objgen not in placed or int(note.get("/F", 0)) != _PRINTED:
                yield Finding(Fault.FIELD, number, str(note.get("/T", "")))
            box = _box(note.Rect)
            if not _inside(box, _box(page.mediabox)) or any(_meet(box, each) for each in boxes):
                yield Finding(Fault.OVERLAP, number, str(note.get("/T", "")))
            boxes.append(box)


def _appearance(field: Any) -> bytes:
    """What a field draws."""
    shown = field.get("/AP", pikepdf.Dictionary())
    if set(shown.keys()) - {"/N"}:
        return b"more than one"
    drawn = shown.get("/N")
    return drawn.read_bytes().strip() if isinstance(drawn, pikepdf.Stream) else b""


def _pages(paper: pikepdf.Pdf) -> Iterator[Finding]:
    for number, page in enumerate(paper.pages, start=1):
        yield from _strange(page.obj, _PAGE, number)
        if int(page.obj.get("/Rotate", 0)) or _box(page.cropbox) != _box(page.mediabox):
            yield Finding(Fault.STRANGE, number, "/CropBox")
        resources = page.obj.get("/Resources", pikepdf.Dictionary())
        yield from _strange(resources, _RESOURCES, number)
        for font in resources.get("/Font", pikepdf.Dictionary()).values():
            if str(font.get("/Subtype")) not in _FONTS:  # glyphs that are drawings, for one
                yield Finding(Fault.STRANGE, number, str(font.get("/Subtype")))
        for state in resources.get("/ExtGState", pikepdf.Dictionary()).values():
            if not _is_opaque(state):
                yield Finding(Fault.HIDDEN_TEXT, number, "/ExtGState")
        for drawn in resources.get("/XObject", pikepdf.Dictionary()).values():
            if not _is(drawn, "/Subtype", "/Image"):
                yield Finding(Fault.STRANGE, number, str(drawn.get("/Subtype")))
            yield from _strange(drawn, _IMAGE, number)
        for hidden in hidden_in(page):
            strange = hidden.why is Why.STRANGE
            yield Finding(Fault.STRANGE if strange else Fault.HIDDEN_TEXT, number, str(hidden))


def _is_opaque(state: Any) -> bool:
    return (
        all(float(state.get(key, 1)) == 1 for key in ("/CA", "/ca"))
        and str(state.get("/SMask", "/None")) == "/None"
        and str(state.get("/BM", "/Normal")) == "/Normal"
    )


def _strange(
    thing: Any, known: frozenset[str], page: int, fault: Fault = Fault.STRANGE
) -> Iterator[Finding]:
    for key in sorted(set(thing.keys()) - known):
        yield Finding(fault, page, key)


def _is(thing: Any, key: str, name: str) -> bool:
    holds = isinstance(thing, pikepdf.Dictionary | pikepdf.Stream)
    return holds and str(thing.get(key, "")) == name


def _box(rect: Any) -> tuple[float, ...]:
    left, bottom, right, top = (float(each) for each in rect)
    return (min(left, right), min(bottom, top), max(left, right), max(bottom, top))


def _inside(box: tuple[float, ...], page: tuple[float, ...]) -> bool:
    return box[0] >= page[0] and box[1] >= page[1] and box[2] <= page[2] and box[3] <= page[3]


def _meet(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > _CLOSE_PT
        and min(one[3], other[3]) - max(one[1], other[1]) > _CLOSE_PT
    )
