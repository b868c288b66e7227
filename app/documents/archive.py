"""A drawn PDF made fit for the archive: PDF/A-3b, the record inside, empty signature fields."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import pikepdf
from pikepdf import Array, AttachedFileSpec, Dictionary, Name, String
from PIL import ImageCms

from app.documents.attached import RECORD_NAME
from app.domain.signer import SignerRole

_PRINT: Final = 4
_SIGNED_APPEND_ONLY: Final = 3


@dataclass(frozen=True)
class FieldPlace:
    """Where a signature goes: page from 0, and its box in points from the lower left corner."""

    role: SignerRole
    page: int
    left: float
    bottom: float
    right: float
    top: float


def archive(
    drawn: bytes, title: str, record: bytes, issued_at: datetime, fields: Sequence[FieldPlace]
) -> bytes:
    """The same pages as PDF/A-3b, with the record attached and a field for each signer.

    Equal input gives equal bytes. The last field carries the lock: who signs there closes the
    paper for good. Nothing may touch the file after the first signature but further signatures.
    """
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        _describe(pdf, title, issued_at)
        _colours(pdf)
        _attach(pdf, record, issued_at)
        _place(pdf, fields)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata.load_from_docinfo(pdf.docinfo)
            metadata["pdfaid:part"] = "3"
            metadata["pdfaid:conformance"] = "B"
        out = io.BytesIO()
        pdf.save(
            out,
            min_version="1.7",
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            deterministic_id=True,
        )
        return out.getvalue()


def page_count(pdf: bytes) -> int:
    """How many pages this PDF has."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return len(opened.pages)


def _describe(pdf: pikepdf.Pdf, title: str, issued_at: datetime) -> None:
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    stamp = _pdf_date(issued_at)
    pdf.docinfo[Name.Title] = String(title)
    pdf.docinfo[Name.Creator] = String("Kanyan 勘验通")
    pdf.docinfo[Name.Producer] = String("Kanyan 勘验通")
    pdf.docinfo[Name.CreationDate] = String(stamp)
    pdf.docinfo[Name.ModDate] = String(stamp)
    pdf.Root.Lang = String("zh-CN")
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)


def _colours(pdf: pikepdf.Pdf) -> None:
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    # The profile is stamped with the time it was made (bytes 24 to 35): equal input, equal bytes.
    profile[24:36] = bytes([7, 0xEA, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0])
    profile[84:100] = bytes(16)  # the profile id is a hash over that; zero means "not computed"
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=String("sRGB IEC61966-2.1"),
        DestOutputProfile=pdf.make_stream(bytes(profile), N=3),
    )
    pdf.Root.OutputIntents = Array([pdf.make_indirect(intent)])


def _attach(pdf: pikepdf.Pdf, record: bytes, issued_at: datetime) -> None:
    stamp = _pdf_date(issued_at)
    pdf.attachments[RECORD_NAME] = AttachedFileSpec(
        pdf,
        record,
        filename=RECORD_NAME,
        description="Canonical record (RFC 8785)",
        mime_type="application/json",
        relationship=Name.Source,
        creation_date=stamp,
        mod_date=stamp,
    )
    pdf.Root.AF = Array([pdf.attachments[RECORD_NAME].obj])


def _place(pdf: pikepdf.Pdf, places: Sequence[FieldPlace]) -> None:
    fields = Array()
    for place in places:
        page = pdf.pages[place.page]
        width, height = place.right - place.left, place.top - place.bottom
        # Until it is signed a field shows nothing, but the archive wants even that said.
        blank = pdf.make_stream(
            b"", Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, _pt(width), _pt(height)])
        )
        field = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Sig,
            T=String(place.role.value),
            Rect=Array([_pt(v) for v in (place.left, place.bottom, place.right, place.top)]),
            F=_PRINT,
            P=page.obj,
            AP=Dictionary(N=blank),
        )
        if place is places[-1]:
            field.Lock = pdf.make_indirect(Dictionary(Type=Name.SigFieldLock, Action=Name.All, P=1))
        widget = pdf.make_indirect(field)
        page.obj.Annots = Array([*page.obj.get("/Annots", Array()), widget])
        fields.append(widget)
    pdf.Root.AcroForm = pdf.make_indirect(Dictionary(Fields=fields, SigFlags=_SIGNED_APPEND_ONLY))


def _pt(value: float) -> float:
    return round(value, 2)


def _pdf_date(moment: datetime) -> str:
    offset = f"{moment:%z}" or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{offset[:3]}'{offset[3:5]}'"
