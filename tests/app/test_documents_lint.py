"""What is hidden in a paper is found before anybody signs it (threat TH4)."""

import io
import warnings
from collections.abc import Callable
from functools import cache, partial

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from pikepdf._exceptions import PageCopyWarning

from app import codec
from app.documents.lint import Fault, lint
from app.ids import Digest
from tests.app.sealed_papers import BOTH, RECORD, a_paper, sealed_paper

Change = Callable[[pikepdf.Pdf], None]
DIGEST = codec.digest_of(RECORD)


@cache
def clean() -> bytes:
    return a_paper()


def spoilt(change: Change) -> bytes:
    with pikepdf.open(io.BytesIO(clean())) as paper:
        change(paper)
        out = io.BytesIO()
        with warnings.catch_warnings():  # a form without its fields is one of the samples
            warnings.simplefilter("ignore", PageCopyWarning)
            paper.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue()


def drawn(words: str, page: int = 0) -> Change:
    """These operators behind what the page draws; `@` stands for some text in its own font."""

    def change(paper: pikepdf.Pdf) -> None:
        name = next(iter(paper.pages[page].obj.Resources.Font.keys()))
        ops = words.replace("@", f"{name} 12 Tf (A) Tj").replace("FONT", name)
        paper.pages[page].contents_add(paper.make_stream(ops.encode()))

    return change


def note(subtype: str, **more: object) -> Change:
    def change(paper: pikepdf.Pdf) -> None:
        made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=[80, 700, 200, 720])
        for key, value in more.items():
            made[f"/{key}"] = value
        page = paper.pages[1].obj
        page.Annots = Array([*page.get("/Annots", Array()), paper.make_indirect(made)])

    return change


def in_root(key: str, value: object) -> Change:
    def change(paper: pikepdf.Pdf) -> None:
        paper.Root[f"/{key}"] = value

    return change


def on_page(key: str, value: object) -> Change:
    def change(paper: pikepdf.Pdf) -> None:
        paper.pages[0].obj[f"/{key}"] = value

    return change


def in_resources(kind: str, value: object) -> Change:
    def change(paper: pikepdf.Pdf) -> None:
        resources = paper.pages[0].obj.Resources
        resources[f"/{kind}"] = Dictionary({"/X": paper.make_indirect(value)})

    return change


def in_field(key: str, value: object, number: int = 0) -> Change:
    def change(paper: pikepdf.Pdf) -> None:
        paper.Root.AcroForm.Fields[number][f"/{key}"] = value

    return change


def another_field(rect: list[float]) -> Change:
    def change(paper: pikepdf.Pdf) -> None:
        field = paper.make_indirect(
            Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Sig, T=String("reviewer"),
                       Rect=rect, F=4, P=paper.pages[1].obj)
        )  # fmt: skip
        paper.Root.AcroForm.Fields.append(field)
        paper.pages[1].obj.Annots.append(field)

    return change


def field_shows(paper: pikepdf.Pdf) -> None:
    look = paper.make_stream(b"0 0 90 40 re f", Type=Name.XObject, Subtype=Name.Form)
    paper.Root.AcroForm.Fields[0].AP = Dictionary(N=look)


def another_file(name: str, paper: pikepdf.Pdf) -> None:
    paper.attachments[name] = b"other"


def other_record(paper: pikepdf.Pdf) -> None:
    spec = next(iter(paper.attachments.values()))
    spec.obj.EF.F.write(RECORD.replace(b"pass", b"rectify"))


def picture_over(paper: pikepdf.Pdf) -> None:
    image = paper.make_stream(
        b"\xff", Type=Name.XObject, Subtype=Name.Image, Width=1, Height=1,
        ColorSpace=Name.DeviceGray, BitsPerComponent=8,
    )  # fmt: skip
    paper.pages[0].obj.Resources.XObject = Dictionary({"/I": image})
    paper.pages[0].contents_add(paper.make_stream(b"q 400 0 0 400 50 500 cm /I Do Q"))


def script() -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def named_script(paper: pikepdf.Pdf) -> None:
    paper.Root.Names.JavaScript = Dictionary(Names=[String("a"), script()])


def a_layer() -> Dictionary:
    return Dictionary(Type=Name.OCG, Name=String("layer"))


SMALL = [
    *(f"BT FONT {size} Tf 100 300 Td (A) Tj ET" for size in ("0", "0.1", "1", "2", "3", "3.9")),
    *(f"q {scale} 0 0 {scale} 0 0 cm BT @ ET Q" for scale in ("0.01", "0.1", "0.3")),
    *(f"BT FONT 12 Tf {scale} 0 0 {scale} 9 9 Tm (A) Tj ET" for scale in ("0.05", "0.2", "0.33")),
    "BT FONT 12 Tf 0.01 0 0 1 100 300 Tm (A) Tj ET",
    "BT FONT 12 Tf 1 0 0 0.01 100 300 Tm (A) Tj ET",
    "BT FONT 2 Tf 100 300 Td [(A) -20 (A)] TJ ET",
    "BT FONT 2 Tf 100 300 Td (A) ' ET",
]
PALE = [
    *(f"{grey} g BT 100 300 Td @ ET" for grey in ("1", "0.99", "0.95", "0.9", "0.8", "0.75")),
    *(
        f"{rgb} rg BT 100 300 Td @ ET"
        for rgb in ("1 1 1", "0.98 0.99 1", "0.9 0.9 0.9", "1 1 0", "0.7 0.95 0.7")
    ),
    *(f"{cmyk} k BT 100 300 Td @ ET" for cmyk in ("0 0 0 0", "0 0 0 0.05", "0.1 0 0 0")),
    "/DeviceGray cs 1 sc BT 100 300 Td @ ET",
    "/DeviceRGB cs 1 1 1 sc BT 100 300 Td @ ET",
    "/DeviceRGB cs 1 1 1 scn BT 100 300 Td @ ET",
    "/Pattern cs /P scn BT 100 300 Td @ ET",
]
NO_INK = [f"BT {mode} Tr 100 300 Td @ ET" for mode in (1, 3, 4, 5, 6, 7)]
OFF = [
    f"BT {x} {y} Td @ ET" for x, y in ((-50, 300), (700, 300), (100, -30), (100, 900), (9999, 9))
] + ["q 1 0 0 1 2000 0 cm BT 100 300 Td @ ET Q"]
COVERED = [
    "1 g 50 700 400 120 re f",
    "0 g 70 750 300 40 re f*",
    "1 1 1 rg 60 740 300 60 re B",
    "1 g 60 740 m 400 740 l 400 790 l 60 790 l f",
    "BT 100 300 Td @ ET 1 g 90 290 100 40 re f",
]
STRANGE_OPS = [
    "q 0 0 1 1 re W n BT 100 300 Td @ ET Q",
    "q 0 0 300 300 re W* n Q",
    "/Sh0 sh",
    "/OC /L BDC BT 100 300 Td @ ET EMC",
    "BI /W 1 /H 1 /CS /G /BPC 8 ID x EI",
]
ANNOTATIONS = [
    "Text", "Link", "FreeText", "Line", "Square", "Circle", "Polygon", "PolyLine", "Highlight",
    "Underline", "Squiggly", "StrikeOut", "Stamp", "Caret", "Ink", "Popup", "FileAttachment",
    "Sound", "Movie", "Screen", "Watermark", "3D", "Redact", "RichMedia",
]  # fmt: skip
INJECTED: list[tuple[Fault, Change]] = [
    *((Fault.HIDDEN_TEXT, drawn(ops)) for ops in (*SMALL, *PALE, *NO_INK, *OFF, *COVERED)),
    *((Fault.HIDDEN_TEXT, drawn(ops, page=1)) for ops in (SMALL[3], PALE[0], NO_INK[1], OFF[0])),
    (Fault.HIDDEN_TEXT, picture_over),
    (Fault.HIDDEN_TEXT, drawn(STRANGE_OPS[0])),
    (Fault.HIDDEN_TEXT, drawn(STRANGE_OPS[1])),
    *((Fault.STRANGE, drawn(ops)) for ops in STRANGE_OPS[2:]),
    *((Fault.NOTE, note(subtype)) for subtype in ANNOTATIONS),
    (Fault.ACTION, note("Link", A=script())),
    (Fault.ACTION, note("Link", A=Dictionary(S=Name.URI, URI=String("http://x")))),
    (Fault.ACTION, in_root("OpenAction", script())),
    (Fault.ACTION, in_root("OpenAction", Array([0, Name.Fit]))),
    (Fault.ACTION, in_root("AA", Dictionary(WC=script()))),
    (Fault.ACTION, on_page("AA", Dictionary(O=script()))),
    (Fault.ACTION, in_field("AA", Dictionary(E=script()))),
    (Fault.ACTION, in_field("A", Dictionary(S=Name.Launch, F=String("x.exe")))),
    (Fault.ACTION, named_script),
    (Fault.LAYER, in_root("OCProperties", Dictionary(OCGs=Array(), D=Dictionary()))),
    (Fault.LAYER, in_resources("Properties", a_layer())),
    (Fault.LAYER, note("Square", OC=a_layer())),
    (Fault.FILE, partial(another_file, "a.txt")),
    (Fault.FILE, partial(another_file, "record2.json")),
    (Fault.FILE, other_record),
    (Fault.FILE, lambda p: p.attachments.__delitem__("record.json")),
    (Fault.FIELD, in_root("AcroForm", Dictionary(Fields=Array()))),
    (Fault.FIELD, lambda p: p.Root.AcroForm.update({"/XFA": String("<x/>")})),
    (Fault.FIELD, lambda p: p.Root.AcroForm.update({"/NeedAppearances": True})),
    (Fault.FIELD, in_field("FT", Name.Tx)),
    (Fault.FIELD, in_field("FT", Name.Btn, 1)),
    (Fault.FIELD, in_field("T", String("witness"))),
    (Fault.FIELD, in_field("F", 2)),
    (Fault.FIELD, in_field("MK", Dictionary(BG=Array([1, 1, 1])))),
    (Fault.FIELD, in_field("V", Dictionary(Type=Name.Sig))),
    (Fault.FIELD, field_shows),
    (Fault.FIELD, another_field([400, 300, 500, 340])),
    (Fault.OVERLAP, another_field([100, 120, 200, 160])),
    (Fault.OVERLAP, in_field("Rect", Array([310, 110, 400, 150]))),
    (Fault.OVERLAP, in_field("Rect", Array([-80, 100, 90, 180]))),
    (Fault.HIDDEN_TEXT, in_resources("ExtGState", Dictionary(ca=0))),
    (Fault.HIDDEN_TEXT, in_resources("ExtGState", Dictionary(CA=0.02))),
    (Fault.HIDDEN_TEXT, in_resources("ExtGState", Dictionary(BM=Name.Multiply))),
    (Fault.STRANGE, in_resources("Pattern", Dictionary(PatternType=1))),
    (Fault.STRANGE, in_resources("Shading", Dictionary(ShadingType=2))),
    (Fault.STRANGE, in_resources("Font", Dictionary(Type=Name.Font, Subtype=Name.Type3))),
    (Fault.STRANGE, on_page("Rotate", 90)),
    (Fault.STRANGE, on_page("CropBox", Array([0, 0, 300, 300]))),
    (Fault.STRANGE, on_page("UserUnit", 10)),
    (Fault.STRANGE, on_page("B", Array())),
    (Fault.STRANGE, in_root("PieceInfo", Dictionary())),
    (Fault.STRANGE, in_root("Collection", Dictionary())),
    (Fault.UNREADABLE, drawn("Q Q Q")),
]  # fmt: skip


def test_a_paper_as_we_draw_it_has_nothing_to_be_found() -> None:
    assert lint(clean(), BOTH, DIGEST) == ()


def test_th4_more_than_a_hundred_injected_samples_are_all_found_for_what_they_are() -> None:
    assert len(INJECTED) > 100
    missed = [
        (number, fault)
        for number, (fault, change) in enumerate(INJECTED)
        if fault not in {found.fault for found in lint(spoilt(change), BOTH, DIGEST)}
    ]
    assert missed == []


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"%PDF-1.7\n" + bytes(500)])
def test_what_is_no_paper_is_found_to_be_unreadable(data: bytes) -> None:
    assert [found.fault for found in lint(data, BOTH, DIGEST)] == [Fault.UNREADABLE]


def test_other_signers_another_record_and_a_signed_paper_are_found() -> None:
    assert {f.fault for f in lint(clean(), BOTH[:1], DIGEST)} == {Fault.FIELD}
    assert {f.fault for f in lint(clean(), BOTH, Digest("0" * 64))} == {Fault.FILE}
    assert Fault.FIELD in {f.fault for f in lint(sealed_paper(), BOTH, DIGEST)}
