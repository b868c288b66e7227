"""A person's own key in an encrypted file: taken in, signed with, and refused for what is wrong."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from app.about import tablet_page
from app.actions.check_report import check_report
from app.actions.drop_key_file import drop_key_file
from app.actions.keep_key_file import keep_key_file
from app.actions.open_workspace import close_workspace
from app.actions.sign_report import sign_report
from app.clock import FixedClock
from app.documents.device_key import SigningIdentity
from app.documents.key_file import open_key_file
from app.documents.seal import seal
from app.documents.signer import UnknownScheme, for_pades
from app.documents.verify import verify_pdf
from app.domain.signer import SignerRole
from app.errors import NotReady
from app.workspace import AUTHORITY, Workspace
from tests.app.sealed_papers import (
    EVIDENCE,
    KEY_USES,
    NOW,
    ROOT,
    STROKES,
    TRUSTED,
    KeyAndRoot,
    a_paper,
    a_root,
    pem_of,
)
from tests.flows.filings import GOOD, a_tablet, an_act, filled, issued

PASSWORD = "密码 of the file"
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def a_key_file(
    ws: Workspace,
    root: KeyAndRoot = ROOT,
    *,
    user: str = "",
    days: tuple[int, int] = (-1, 100),
    key: Key | None = None,
    signs: bool = True,
) -> bytes:
    """A file for whoever works here; `days` say from when to when, counted from now."""
    key = key or ec.generate_private_key(ec.SECP256R1())
    now = ws.clock.now()
    names = (
        (NameOID.ORGANIZATION_NAME, ws.who.org),
        (NameOID.COMMON_NAME, ws.who.name),
        (NameOID.USER_ID, user or ws.who.user),
    )
    certificate = (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(oid, text) for oid, text in names]))
        .issuer_name(root[1].subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now + timedelta(days=days[0]))
        .not_valid_after(now + timedelta(days=days[1]))
        .add_extension(
            x509.KeyUsage(
                **{**dict.fromkeys(KEY_USES, False), "digital_signature": True,
                   "content_commitment": signs}
            ),
            critical=True,
        )
        .sign(root[0], root[1].signature_hash_algorithm)  # type: ignore[arg-type]
    )  # fmt: skip
    secret = serialization.BestAvailableEncryption(PASSWORD.encode())
    return pkcs12.serialize_key_and_certificates(b"key", key, certificate, None, secret)


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    made = a_tablet(tmp_path / "tablet", GOOD["F10"].status)
    with made.unit("remember") as unit:
        unit.settings.put(AUTHORITY, TRUSTED[0].encode())
    yield made
    close_workspace(made)


def kept(ws: Workspace, folder: Path, data: bytes, password: str = PASSWORD) -> str:
    """Why this file is not taken in; empty where it is."""
    (folder / "own.p12").write_bytes(data)
    try:
        keep_key_file(ws, folder / "own.p12", password)
    except NotReady as refused:
        return refused.missing[0].removeprefix("key_")
    return ""


def test_what_is_wrong_with_a_key_file_is_said(ws: Workspace, tmp_path: Path) -> None:
    good = a_key_file(ws)
    assert kept(ws, tmp_path, good, "another") == "password"
    assert kept(ws, tmp_path, good[:-20]) == "password"
    assert kept(ws, tmp_path, b"no key") == "password"
    assert kept(ws, tmp_path, b"") == "unreadable"
    assert kept(ws, tmp_path, a_key_file(ws, a_root("别家"))) == "foreign"
    assert kept(ws, tmp_path, a_key_file(ws, user="somebody")) == "another"
    assert kept(ws, tmp_path, a_key_file(ws, days=(-20, -1))) == "expired"
    assert kept(ws, tmp_path, a_key_file(ws, days=(2, 20))) == "not_yet"
    assert kept(ws, tmp_path, a_key_file(ws, signs=False)) == "purpose"
    weak = ec.generate_private_key(ec.SECP192R1())
    assert kept(ws, tmp_path, a_key_file(ws, key=weak)) == "kind"
    with pytest.raises(NotReady) as gone:
        keep_key_file(ws, tmp_path / "nowhere.p12", PASSWORD)
    assert gone.value.missing == ("key_gone",)
    assert tablet_page(ws).key is None


def test_staff_sign_with_their_own_key_and_its_password_customers_with_the_tablets(
    ws: Workspace, tmp_path: Path
) -> None:
    assert kept(ws, tmp_path, a_key_file(ws)) == ""
    holder = tablet_page(ws).key
    assert holder is not None
    assert holder.user == ws.who.user
    report = issued(ws, filled(ws, tmp_path, "F10"))
    staff, customer = (an_act(role) for role in report.expected)
    with pytest.raises(NotReady) as refused:
        sign_report(ws, report.id, replace(staff, key_password="another"))
    assert refused.value.missing == ("key_password",)
    assert "another" not in repr(replace(staff, key_password="another"))
    sign_report(ws, report.id, replace(staff, key_password=PASSWORD))
    sign_report(ws, report.id, customer)
    found = check_report(ws, report.id)
    assert found.valid, found.reason
    own, devices = (each.certificate for each in found.signatures)
    opened = open_key_file((tmp_path / "own.p12").read_bytes(), PASSWORD)
    assert own.strip() == opened.certificate_pem.strip()
    assert devices != own


def test_a_key_that_has_ended_signs_no_more_and_the_tablets_takes_its_place(
    ws: Workspace, tmp_path: Path
) -> None:
    assert kept(ws, tmp_path, a_key_file(ws, days=(-1, 1))) == ""
    report = issued(ws, filled(ws, tmp_path, "F10"))
    later = replace(ws, clock=FixedClock(ws.clock.now() + timedelta(days=2)))
    act = replace(an_act(report.expected[0]), key_password=PASSWORD)
    with pytest.raises(NotReady) as refused:
        sign_report(later, report.id, act)
    assert refused.value.missing == ("key_expired",)
    drop_key_file(ws)
    assert tablet_page(ws).key is None
    sign_report(later, report.id, an_act(report.expected[0]))


def test_an_rsa_key_signs_in_the_one_form_that_is_let_pass() -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "林岚")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(ROOT[1].subject)
        .public_key(key.public_key())
        .serial_number(9)
        .not_valid_before(NOW - timedelta(days=1))
        .not_valid_after(NOW + timedelta(days=9))
        .add_extension(
            x509.KeyUsage(**{**dict.fromkeys(KEY_USES, False), "content_commitment": True}),
            critical=True,
        )
        .sign(ROOT[0], ROOT[1].signature_hash_algorithm)  # type: ignore[arg-type]
    )
    secret = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    identity = SigningIdentity(secret.decode(), pem_of(certificate))
    sealed = seal(
        a_paper((SignerRole.INSPECTOR,)),
        SignerRole.INSPECTOR,
        identity,
        strokes=STROKES,
        signer_name="林岚",
        identified_by="staff_login",
        signed_at=NOW,
        evidence=EVIDENCE,
        last=True,
    )
    assert verify_pdf(sealed, TRUSTED).reason == "ok"


class _Sm2:
    """A signer of a kind for which no container is built."""

    scheme, certificate_pem, chain_pem = "sm2", "", ()

    def sign(self, data: bytes) -> bytes:
        return data


def test_a_scheme_without_a_container_is_refused_and_not_guessed() -> None:
    with pytest.raises(UnknownScheme):
        for_pades(_Sm2())
