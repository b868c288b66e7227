"""What of PDF/A-3b (ISO 19005-3, conformance B) can be told by looking at a file's structure.

Written apart from what draws and signs the papers, and with pikepdf alone. Not looked at: the
programs inside the fonts beyond their widths, the bytes of pictures and of the colour profile
beyond its head, and the schemas of the metadata beyond what is read here. An empty answer is good
evidence and no certificate.
"""

import io
import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree import ElementTree as Xml

import pikepdf
from fontTools.ttLib import TTFont

PDFA: Final = "{http://www.aiim.org/pdfa/ns/id/}"
_ACTIONS: Final = {"/GoTo", "/GoToR", "/GoToE", "/Thread", "/URI", "/Named", "/SubmitForm"}
_BLENDS: Final = {
    "/Normal", "/Compatible", "/Multiply", "/Screen", "/Overlay", "/Darken", "/Lighten",
    "/ColorDodge", "/ColorBurn", "/HardLight", "/SoftLight", "/Difference", "/Exclusion",
    "/Hue", "/Saturation", "/Color", "/Luminosity",
}  # fmt: skip
_FILTERS: Final = {
    "/FlateDecode", "/DCTDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode",
    "/CCITTFaxDecode", "/JBIG2Decode", "/JPXDecode",
}  # fmt: skip
_OPERATORS: Final = frozenset(
    [
        "b",
        "B",
        "b*",
        "B*",
        "BDC",
        "BI",
        "BMC",
        "BT",
        "BX",
        "c",
        "cm",
        "CS",
        "cs",
        "d",
        "d0",
        "d1",
        "Do",
        "DP",
        "EI",
        "EMC",
        "ET",
        "EX",
        "f",
        "F",
        "f*",
        "G",
        "g",
        "gs",
        "h",
        "i",
        "ID",
        "j",
        "J",
        "K",
        "k",
        "l",
        "m",
        "M",
        "MP",
        "n",
        "q",
        "Q",
        "re",
        "RG",
        "rg",
        "ri",
        "s",
        "S",
        "sc",
        "SC",
        "scn",
        "SCN",
        "sh",
        "T*",
        "Tc",
        "Td",
        "TD",
        "Tf",
        "Tj",
        "TJ",
        "TL",
        "Tm",
        "Tr",
        "Ts",
        "Tw",
        "Tz",
        "v",
        "w",
        "W",
        "W*",
        "y",
        "'",
        '"',
    ]
)
_STREAM: Final = re.compile(rb"/Length (\d+)(?! \d+ R)(?:(?!endobj|stream)[^\0])*?>>\s*stream")
_BEGIN, _END = re.compile(rb"\r\n|\n"), re.compile(rb"(\r\n|\r|\n)endstream")
_DEEPEST: Final = 28


def faults(data: bytes) -> list[str]:
    """What speaks against it, in short words; nothing where all looked at is as it is to be."""
    found = [*_file(data)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for part in (_trailer, _catalog, _metadata, _intents, _objects, _pages, _files, _form):
            found += part(pdf)
    return sorted(set(found))


def _file(data: bytes) -> Iterator[str]:
    head = re.match(rb"%PDF-1\.[0-7](\r\n|\r|\n)%([^\r\n]{4})", data)
    if head is None or min(head[2]) < 128:
        yield "header"
    if not re.search(rb"%%EOF(\r\n|\r|\n)?\Z", data):
        yield "data after the end"
    for found in re.finditer(
        rb"/Length (\d+)(?![\d ]* R)(?:(?!endobj|stream).)*?>>\s*stream", data, re.S
    ):
        start = re.compile(rb"\r\n|\n").match(data, found.end())
        end = start.end() + int(found[1]) if start else 0
        if start is None or not re.compile(rb"(\r\n|\r|\n)endstream").match(data, end):
            yield "stream length"


def _trailer(pdf: pikepdf.Pdf) -> Iterator[str]:
    if len(pdf.trailer.get("/ID", [])) != 2 or not all(bytes(part) for part in pdf.trailer.ID):
        yield "no id"
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "encrypted"


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    for name in ("/AA", "/Requirements", "/NeedsRendering", "/Collection"):
        if name in root:
            yield f"catalog {name}"
    if "/OpenAction" in root and isinstance(root.OpenAction, pikepdf.Dictionary):
        yield "catalog /OpenAction"
    names = root.get("/Names", {})
    yield from (
        f"names {name}" for name in ("/JavaScript", "/AlternatePresentations") if name in names
    )
    if str(root.get("/Version", "/1.7"))[1:] > "1.7":
        yield "version"
    if set(root.get("/Perms", {}).keys()) - {"/DocMDP", "/UR3"}:
        yield "permissions"
    if "/OCProperties" in root:
        yield "layers"  # allowed within bounds, but none of our papers has any


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    stream = pdf.Root.get("/Metadata")
    if stream is None or (stream.get("/Type"), stream.get("/Subtype")) != ("/Metadata", "/XML"):
        yield "no metadata"
        return
    text = stream.read_bytes()
    if re.search(rb"<\?xpacket begin=[^?]*(bytes|encoding)=", text):
        yield "packet head"
    try:
        tree = Xml.fromstring(text)
    except Xml.ParseError:
        yield "metadata is no XML"
        return
    said: dict[str, str] = {}
    for each in tree.iter():
        said |= each.attrib
        said[each.tag] = each.text or ""
    if (said.get(f"{PDFA}part"), said.get(f"{PDFA}conformance")) != ("3", "B"):
        yield "not said to be 3b"


def _intents(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [each for each in pdf.Root.get("/OutputIntents", []) if each.S == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "output intent"
        return
    profile = intents[0].DestOutputProfile
    head = profile.read_bytes()[:40]
    spaces = {b"RGB ": 3, b"GRAY": 1, b"CMYK": 4}
    right = head[36:40] == b"acsp" and head[8] in (2, 4) and head[12:16] in (b"mntr", b"prtr")
    if not right or spaces.get(head[16:20]) != int(profile.get("/N", 0)):
        yield "colour profile"


def _objects(pdf: pikepdf.Pdf) -> Iterator[str]:
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream):
            yield from _stream(each)
        for inner in _within(each):
            yield from _dictionary(inner)


def _stream(each: pikepdf.Stream) -> Iterator[str]:
    yield from (f"stream {name}" for name in ("/F", "/FFilter", "/FDecodeParms") if name in each)
    filters = each.get("/Filter", [])
    for name in [filters] if isinstance(filters, pikepdf.Name) else filters:
        if str(name) not in _FILTERS:
            yield f"filter {name}"
    if each.get("/Subtype") == "/Image":
        yield from (f"image {n}" for n in ("/Alternates", "/OPI") if n in each)
        if bool(each.get("/Interpolate", False)):
            yield "image interpolated"
        if each.get("/ColorSpace") == "/DeviceCMYK":
            yield "colour without an intent"
    if each.get("/Subtype") == "/PS" or "/PS" in each or "/Ref" in each:
        yield "foreign object"


def _within(each: Any, depth: int = 0) -> Iterator[Any]:
    if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
        yield each
        parts = [part for _, part in each.items()]
    else:
        parts = list(each) if isinstance(each, pikepdf.Array) else []
    for part in parts:
        if isinstance(part, pikepdf.String) and len(bytes(part)) > 32767 and depth < 50:
            yield pikepdf.Dictionary(TooLong=True)
        direct = isinstance(part, pikepdf.Dictionary | pikepdf.Array) and not part.is_indirect
        if direct and depth < 50:
            yield from _within(part, depth + 1)


def _dictionary(each: Any) -> Iterator[str]:
    kind = each.get("/Type")
    if "/TooLong" in each:
        yield "long string"
    if each.get("/JS") is not None or each.get("/S") == "/JavaScript":
        yield "script"
    if kind == "/Action" and str(each.get("/S")) not in _ACTIONS:
        yield f"action {each.get('/S')}"
    if kind in ("/Annot", "/Page", "/Catalog") and "/AA" in each:
        yield "actions by themselves"
    if kind == "/ExtGState" or "/BM" in each:
        yield from (f"state {name}" for name in ("/TR", "/HTP") if name in each)
        if str(each.get("/TR2", "/Default")) != "/Default":
            yield "state /TR2"
        if str(each.get("/BM", "/Normal")) not in _BLENDS:
            yield "blending"
    if kind == "/SigRef":
        names = ("/DigestLocation", "/DigestMethod", "/DigestValue")
        yield from (f"signature reference {name}" for name in names if name in each)


def _pages(pdf: pikepdf.Pdf) -> Iterator[str]:
    for page in pdf.pages:
        yield from _contents(page, page.obj.get("/Resources", pikepdf.Dictionary()))
        for note in page.obj.get("/Annots", []):
            yield from _annotation(note)


def _contents(holder: Any, resources: Any) -> Iterator[str]:
    depth = 0
    for operands, operator in pikepdf.parse_content_stream(holder):
        name = str(operator)
        if name not in _OPERATORS:
            yield f"operator {name}"
        depth += (name == "q") - (name == "Q")
        if depth > _DEEPEST:
            yield "too deep"
        if name in ("k", "K"):
            yield "colour without an intent"
        if name == "Tf":
            font = resources.get("/Font", {}).get(str(operands[0]))
            yield from _font(font) if font is not None else ("font not there",)
    for each in dict(resources.get("/XObject", {}).items()).values():
        if each.get("/Subtype") == "/Form":
            yield from _contents(each, each.get("/Resources", resources))


def _font(font: Any) -> Iterator[str]:
    composite = font.get("/Subtype") == "/Type0"
    inner = font.DescendantFonts[0] if composite else font
    descriptor = inner.get("/FontDescriptor")
    files = ("/FontFile", "/FontFile2", "/FontFile3")
    held = [descriptor[name] for name in files if descriptor is not None and name in descriptor]
    if len(held) != 1:
        yield f"font not embedded {font.get('/BaseFont')}"
        return
    if composite and inner.get("/Subtype") == "/CIDFontType2" and "/CIDToGIDMap" not in inner:
        yield "font without its map"
    if not composite:
        count = int(font.get("/LastChar", -1)) - int(font.get("/FirstChar", 0)) + 1
        if len(font.get("/Widths", [])) != count:
            yield "widths"
        if "/FontFile2" in descriptor:
            yield from _widths(font, descriptor.FontFile2.read_bytes())


def _widths(font: Any, program: bytes) -> Iterator[str]:
    """A symbolic font's codes go by its own (3, 0) or (1, 0) table; what it says has to be so."""
    drawn = TTFont(io.BytesIO(program), lazy=True)
    tables = {(t.platformID, t.platEncID): t.cmap for t in drawn["cmap"].tables}
    codes = tables.get((3, 0)) or tables.get((1, 0)) or {}
    per_em, metrics = drawn["head"].unitsPerEm, drawn["hmtx"].metrics
    for code, said in enumerate(font.Widths, int(font.FirstChar)):
        glyph = codes.get(code) or codes.get(0xF000 + code)
        if glyph is not None and abs(float(said) - 1000 * metrics[glyph][0] / per_em) > 1:
            yield "widths differ from the font"


def _annotation(note: Any) -> Iterator[str]:
    flags = int(note.get("/F", 0))
    if note.get("/Subtype") not in ("/Widget", "/Link", "/Popup"):
        yield f"annotation {note.get('/Subtype')}"  # some are allowed; our papers have none
    if not flags & 4 or flags & 0b100011:  # print; not invisible, hidden, or without a view
        yield "annotation flags"
    if note.get("/Subtype") == "/Widget" and ("/A" in note or "/AA" in note):
        yield "field with an action"
    shown = note.get("/AP")
    empty = note.Rect[0] == note.Rect[2]
    if not empty and (shown is None or set(shown.keys()) != {"/N"}):
        yield "annotation without its looks"
    elif shown is not None and isinstance(shown.N, pikepdf.Stream):
        yield from _contents(shown.N, shown.N.get("/Resources", pikepdf.Dictionary()))


def _files(pdf: pikepdf.Pdf) -> Iterator[str]:
    associated = {each.objgen for each in pdf.Root.get("/AF", [])}
    for each in pdf.objects:
        if not isinstance(each, pikepdf.Dictionary) or "/EF" not in each:
            continue
        if each.objgen not in associated:
            yield "file of nothing"
        relations = {"/Source", "/Data", "/Alternative", "/Supplement", "/Unspecified"}
        if str(each.get("/AFRelationship")) not in relations:
            yield "file without a relation"
        if "/F" not in each or "/UF" not in each:
            yield "file without a name"
        inner = each.EF.get("/F")
        if inner is None or "/Subtype" not in inner:
            yield "file without a type"
        elif "/ModDate" not in inner.get("/Params", {}):
            yield "file without a date"


def _form(pdf: pikepdf.Pdf) -> Iterator[str]:
    form = pdf.Root.get("/AcroForm", pikepdf.Dictionary())
    if bool(form.get("/NeedAppearances", False)):
        yield "form wants looks"
    if "/XFA" in form:
        yield "form of another kind"
