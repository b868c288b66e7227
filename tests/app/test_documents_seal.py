"""Sealing papers: who signs when, what a sealed paper says, and whom it is trusted by."""

import hashlib
import io
import json
import shutil
import subprocess
from datetime import timedelta
from pathlib import Path

import pikepdf
import pytest

from app.documents.attached import NoRecord
from app.documents.seal import seal
from app.documents.seen import as_seen
from app.documents.verify import verify_pdf
from app.domain.report import StrokePoint, Strokes
from app.domain.signer import SignerRole
from app.errors import SealedRecord
from tests.app.inspection_papers import text_of
from tests.app.sealed_papers import (
    BOTH,
    EVIDENCE,
    NOW,
    RECORD,
    ROOT,
    STROKES,
    TRUSTED,
    a_paper,
    a_root,
    an_identity,
    half_signed,
    sealed_paper,
    signed_by,
    signed_elsewhere,
)


def test_a_paper_signed_by_both_is_valid_and_says_who_signed() -> None:
    verdict = verify_pdf(sealed_paper(), TRUSTED)
    assert (verdict.valid, verdict.reason) == (True, "ok")
    assert [(s.role, s.signer_name, s.identified_by, s.evidence) for s in verdict.signatures] == [
        ("inspector", "林岚", "staff_login", EVIDENCE),
        ("customer", "周立德", "id_card", EVIDENCE),
    ]
    assert [s.signed_at for s in verdict.signatures] == [NOW, NOW + timedelta(minutes=1)]
    assert all(s.intact and s.trusted for s in verdict.signatures)


def test_a_paper_with_one_expected_signer_is_certified_and_locked_by_him() -> None:
    paper = signed_by(a_paper((SignerRole.INSPECTOR,)), SignerRole.INSPECTOR, last=True)
    assert verify_pdf(paper, TRUSTED).reason == "ok"


def test_each_signature_only_adds_to_the_file() -> None:
    assert half_signed().startswith(a_paper())
    assert sealed_paper().startswith(half_signed())


def test_the_sealed_file_stays_at_pdf_1_7() -> None:
    with pikepdf.open(io.BytesIO(sealed_paper())) as pdf:
        assert pdf.pdf_version == "1.7"
        assert "/Version" not in pdf.Root
        assert set(pdf.Root.Extensions.keys()) == {"/ESIC"}


def test_the_first_signature_certifies_and_the_last_one_locks() -> None:
    with pikepdf.open(io.BytesIO(sealed_paper())) as pdf:
        first, last = (field.V for field in pdf.Root.AcroForm.Fields)
        assert pdf.Root.Perms.DocMDP.objgen == first.objgen
        assert first.Reference[0].TransformParams.P == 2
        assert last.Reference[0].TransformParams.Action == "/All"
        assert last.Reference[0].TransformParams.P == 1


def test_the_strokes_are_drawn_as_vectors_beside_the_name() -> None:
    with pikepdf.open(io.BytesIO(sealed_paper())) as pdf:
        look = pdf.Root.AcroForm.Fields[1].AP.N
        operators = [str(op) for _, op in pikepdf.parse_content_stream(look)]
        assert operators.count("c") == 40
        assert operators.count("S") == 2
        assert "Do" not in operators
        assert "/F1" in look.Resources.Font


def test_a_paper_not_signed_by_all_is_incomplete_yet_shows_who_has_signed() -> None:
    verdict = verify_pdf(half_signed(), TRUSTED)
    assert (verdict.valid, verdict.reason) == (False, "incomplete")
    assert [(s.role, s.intact, s.trusted) for s in verdict.signatures] == [
        ("inspector", True, True)
    ]
    assert verdict.missing == ("customer",)
    assert verify_pdf(sealed_paper(), TRUSTED).missing == ()


def test_an_unsigned_paper_has_no_signature_and_says_whose_it_waits_for() -> None:
    verdict = verify_pdf(a_paper(), TRUSTED)
    assert (verdict.reason, verdict.missing) == ("no_signature", ("inspector", "customer"))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", "检验".encode()])
def test_what_is_no_pdf_is_said_to_be_none(data: bytes) -> None:
    assert verify_pdf(data, TRUSTED).reason == "not_a_pdf"


def test_a_cut_off_paper_is_not_valid() -> None:
    data = sealed_paper()
    for size in (9, len(data) // 3, len(data) - 900, len(data) - 1):
        assert not verify_pdf(data[:size], TRUSTED).valid


def test_a_signature_from_another_authority_is_not_trusted() -> None:
    stranger = a_root("勘验通中心")
    half = signed_by(a_paper(), SignerRole.INSPECTOR, last=False)
    paper = signed_by(half, SignerRole.CUSTOMER, last=True, root=stranger)
    verdict = verify_pdf(paper, TRUSTED)
    assert (verdict.reason, [s.trusted for s in verdict.signatures]) == ("untrusted", [True, False])


@pytest.mark.parametrize("with_root", [True, False])
def test_the_certificates_in_the_file_make_nobody_trusted(with_root: bool) -> None:
    assert verify_pdf(sealed_paper(), ()).reason == "untrusted"
    stranger = an_identity(a_root("勘验通中心"))
    paper = signed_elsewhere(
        a_paper((SignerRole.INSPECTOR,)),
        stranger,
        hashlib.sha256(RECORD).hexdigest(),
        with_root=with_root,
    )
    verdict = verify_pdf(paper, TRUSTED)
    assert (verdict.reason, verdict.signatures[0].trusted) == ("untrusted", False)


def test_an_unreadable_anchor_makes_the_paper_invalid() -> None:
    verdict = verify_pdf(sealed_paper(), ["not a certificate"])
    assert (verdict.valid, verdict.reason) == (False, "no_authority")


@pytest.mark.parametrize(("day", "reason"), [(-2, "untrusted"), (0, "ok"), (2, "untrusted")])
def test_a_certificate_counts_for_the_day_of_signing_and_for_no_other(
    day: int, reason: str
) -> None:
    """It lived from 2026-05-05 to 05-07, which is over: the paper it signed then stays valid."""
    paper = seal(
        a_paper((SignerRole.INSPECTOR,)),
        SignerRole.INSPECTOR,
        an_identity(ROOT, days=1),
        strokes=STROKES,
        signer_name="林岚",
        identified_by="staff_login",
        signed_at=NOW + timedelta(days=day),
        evidence=EVIDENCE,
        last=True,
    )
    assert verify_pdf(paper, TRUSTED).reason == reason


@pytest.mark.parametrize(("form", "called"), [("F01", "勘查人员"), ("F06", "检验人员")])
def test_the_ink_calls_who_signs_as_the_form_does(form: str, called: str) -> None:
    signed = seal(
        a_paper((SignerRole.INSPECTOR,)),
        SignerRole.INSPECTOR,
        an_identity(ROOT),
        form=form,
        strokes=STROKES,
        signer_name="林岚",
        identified_by="staff_login",
        signed_at=NOW,
        evidence=EVIDENCE,
        last=True,
    )
    assert f"林岚{called}" in text_of(as_seen(signed))


def test_a_paper_drawn_without_its_lock_is_never_complete() -> None:
    with pikepdf.open(io.BytesIO(a_paper())) as pdf:
        del pdf.Root.AcroForm.Fields[1].Lock
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    half = signed_by(out.getvalue(), SignerRole.INSPECTOR, last=False)
    open_paper = signed_by(half, SignerRole.CUSTOMER, last=True)
    assert verify_pdf(open_paper, TRUSTED).reason == "incomplete"


def test_a_record_that_is_not_in_canonical_form_is_not_sealed() -> None:
    loose = json.dumps({"doc_no": "JY-2026-0001", "conclusion": "pass"}).encode()
    with pytest.raises(NoRecord):
        signed_by(a_paper(record=loose), SignerRole.INSPECTOR, last=False)


def test_a_signature_for_another_record_than_the_attached_one_is_found() -> None:
    """Trusted keys in the hands of another program, that says it signed something else."""
    paper = signed_elsewhere(a_paper((SignerRole.INSPECTOR,)), an_identity(ROOT), "0" * 64)
    assert verify_pdf(paper, TRUSTED).reason == "record_mismatch"


def test_the_customer_does_not_sign_before_the_inspector() -> None:
    with pytest.raises(SealedRecord):
        signed_by(a_paper(), SignerRole.CUSTOMER, last=False)


def test_nobody_signs_after_the_lock() -> None:
    for role in BOTH:
        with pytest.raises(SealedRecord):
            signed_by(sealed_paper(), role, last=True)


def test_strokes_of_one_dot_and_none_at_all_can_be_sealed() -> None:
    for lines in ((), ((StrokePoint(5, 5, 0),),)):
        paper = seal(
            a_paper((SignerRole.INSPECTOR,)),
            SignerRole.INSPECTOR,
            an_identity(ROOT),
            strokes=Strokes(100, 50, lines),
            signer_name="𠮷田 (R&D) <b>",
            identified_by="staff_login",
            signed_at=NOW,
            evidence=EVIDENCE,
            last=True,
        )
        verdict = verify_pdf(paper, TRUSTED)
        assert (verdict.reason, verdict.signatures[0].signer_name) == ("ok", "𠮷田 (R&D) <b>")


def test_an_independent_reader_finds_both_signatures_whole(tmp_path: Path) -> None:
    pdfsig = shutil.which("pdfsig")
    if pdfsig is None:
        pytest.skip("pdfsig is not installed")
    paper = tmp_path / "paper.pdf"
    paper.write_bytes(sealed_paper())
    done = subprocess.run([pdfsig, str(paper)], capture_output=True, text=True, check=False)
    assert done.stdout.count("Signature is Valid.") == 2
    assert done.stdout.count("ETSI.CAdES.detached") == 2
    assert done.stdout.count("Total document signed") == 1
