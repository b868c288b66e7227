"""Telling a sealed paper from one that was tampered with, byte by byte and object by object."""

import hashlib
import io
import os
import random
from collections.abc import Callable

import pytest
from pyhanko.pdf_utils.generic import (
    ArrayObject,
    DictionaryObject,
    NumberObject,
    Reference,
    StreamObject,
    TextStringObject,
    pdf_name,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from app.documents.verify import verify_pdf
from app.domain.signer import SignerRole
from app.errors import SealedRecord
from tests.app.sealed_papers import (
    RECORD,
    ROOT,
    TRUSTED,
    a_paper,
    add_annotation,
    an_identity,
    half_signed,
    revised,
    sealed_paper,
    signed_by,
    signed_elsewhere,
)

CHANGED = 10_000 if os.environ.get("KANYAN_NIGHTLY") else 150


def _replace_contents(writer: IncrementalPdfFileWriter) -> None:
    page, _ = writer.find_page_for_modification(1)
    stream = StreamObject(stream_data=b"BT /F1 12 Tf 80 700 Td (PASS) Tj ET")
    page.get_object()["/Contents"] = writer.add_object(stream)
    writer.mark_update(page)


def _swap_record(writer: IncrementalPdfFileWriter) -> None:
    spec = writer.root["/AF"][0]
    forged = StreamObject(stream_data=RECORD.replace(b"pass", b"rectify"))
    spec["/EF"]["/F"] = writer.add_object(forged)
    writer.update_container(spec["/EF"])


def _add_text_field(writer: IncrementalPdfFileWriter) -> None:
    form = writer.root["/AcroForm"]
    field = DictionaryObject(
        {pdf_name("/FT"): pdf_name("/Tx"), pdf_name("/T"): TextStringObject("remark")}
    )
    form["/Fields"].append(writer.add_object(field))
    writer.update_container(form)


def _say_nothing(writer: IncrementalPdfFileWriter) -> None:
    writer.update_root()


@pytest.mark.parametrize("change", [_replace_contents, add_annotation, _swap_record])
def test_what_comes_in_the_very_revision_of_a_later_signature_makes_the_paper_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    """A trusted key in the hands of a program that changes what the first signer signed."""
    digest = hashlib.sha256(RECORD).hexdigest()
    honest = signed_elsewhere(half_signed(), an_identity(ROOT), digest, role="customer")
    assert verify_pdf(honest, TRUSTED).reason == "ok"
    paper = signed_elsewhere(
        half_signed(), an_identity(ROOT), digest, role="customer", change=change
    )
    assert verify_pdf(paper, TRUSTED).reason == "changed_after_signing"


@pytest.mark.parametrize(
    "change", [_replace_contents, add_annotation, _swap_record, _add_text_field, _say_nothing]
)
def test_what_is_added_after_the_last_signature_makes_the_paper_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    assert verify_pdf(revised(sealed_paper(), change), TRUSTED).reason == "changed_after_signing"


@pytest.mark.parametrize(
    "change", [_replace_contents, add_annotation, _swap_record, _add_text_field, _say_nothing]
)
def test_what_is_slipped_in_between_two_signatures_makes_the_paper_invalid(
    change: Callable[[IncrementalPdfFileWriter], None],
) -> None:
    changed = revised(half_signed(), change)
    paper = signed_by(changed, SignerRole.CUSTOMER, last=True)
    verdict = verify_pdf(paper, TRUSTED)
    assert (verdict.valid, verdict.reason) == (False, "changed_after_signing")


def test_a_field_removed_before_signing_does_not_make_a_whole_paper_of_half_a_one() -> None:
    """Signing a paper of two as if it were a paper of one leaves it without its lock."""
    with pytest.raises(SealedRecord):
        signed_by(a_paper(), SignerRole.INSPECTOR, last=True)


def _forge(thing: object, rng: random.Random) -> bool:
    """Change something in a dictionary or stream; whether there was anything to change."""
    if isinstance(thing, StreamObject) and rng.random() < 0.5:
        thing._data = thing.data + b" "
        thing._encoded_data = None
        return True
    if isinstance(thing, DictionaryObject) and thing:
        key = rng.choice(sorted(thing))
        if rng.random() < 0.5:
            del thing[key]
        else:
            thing[key] = NumberObject(rng.randrange(100))
        return True
    if isinstance(thing, ArrayObject):
        thing.append(NumberObject(rng.randrange(100)))
        return True
    return False


def test_no_object_replaced_in_a_later_revision_is_overlooked() -> None:
    rng = random.Random(3)
    data, accepted, tried = sealed_paper(), [], 0
    count = len(PdfFileReader(io.BytesIO(data)).xrefs.explicit_refs_in_revision(0))
    for number in range(1, count):
        writer = IncrementalPdfFileWriter(io.BytesIO(data))
        reference = Reference(number, 0, writer.prev)
        if not _forge(reference.get_object(), rng):
            continue
        writer.mark_update(reference)
        out = io.BytesIO()
        writer.write(out)
        tried += 1
        if verify_pdf(out.getvalue(), TRUSTED).valid:
            accepted.append(number)
    assert tried > 20
    assert accepted == []


def _mutations(data: bytes, count: int, seed: int) -> list[bytes]:
    rng = random.Random(seed)
    mutated: list[bytes] = []
    while len(mutated) < count:
        changed = bytearray(data)
        at = rng.randrange(len(data))
        match rng.randrange(8):
            case 0:
                del changed[at : at + rng.randrange(1, 9)]
            case 1:
                changed[at:at] = rng.randbytes(rng.randrange(1, 9))
            case 2:
                other = rng.randrange(len(data))
                changed[at : at + 16] = changed[other : other + 16]
            case _:
                changed[at] = rng.choice((changed[at] ^ (1 << rng.randrange(8)), 0x20, 0x30))
        if bytes(changed) != data:
            mutated.append(bytes(changed))
    return mutated


def test_no_changed_byte_is_overlooked_and_none_upsets_the_check() -> None:
    tried = _mutations(sealed_paper(), CHANGED, seed=7)
    accepted = [mutated for mutated in tried if verify_pdf(mutated, TRUSTED).valid]
    assert accepted == []


def test_no_changed_byte_inside_the_last_signature_itself_is_overlooked() -> None:
    data = sealed_paper()
    start = data.rindex(b"/Contents <") + len("/Contents ")
    end = data.index(b">", start) + 1
    rng = random.Random(11)
    for at in (start, end - 1, *(rng.randrange(start, end) for _ in range(60))):
        changed = bytearray(data)
        changed[at] = rng.choice(b"0123456789abcdefABCDEF <>")
        assert bytes(changed) == data or not verify_pdf(bytes(changed), TRUSTED).valid
