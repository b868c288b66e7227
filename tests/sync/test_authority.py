"""The centre's certificate authority."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from app.clock import CHINA, FixedClock
from app.documents.device_key import new_device_key, signing_request
from app.errors import BadRequest, StoreDamaged
from sync.server.accounts import Account
from sync.server.authority import CERTIFICATE_FILE, KEY_FILE, open_authority

NOW = datetime(2026, 5, 6, 9, 30, tzinfo=CHINA)
LIN = Account("lin", "林岚", "河口供电所", ("inspector",), "tablet-7")


def test_the_root_is_made_once_and_its_key_is_for_the_owner_alone(tmp_path: Path) -> None:
    first = open_authority(tmp_path / "authority", FixedClock(NOW))
    again = open_authority(tmp_path / "authority", FixedClock(NOW + timedelta(days=9)))
    assert again.certificate == first.certificate
    assert (tmp_path / "authority" / KEY_FILE).stat().st_mode & 0o777 == 0o600


def test_a_certificate_names_the_account_and_not_what_the_request_claims(tmp_path: Path) -> None:
    authority = open_authority(tmp_path, FixedClock(NOW))
    request = signing_request(new_device_key(), "所长", "别的单位")
    issued = x509.load_pem_x509_certificate(authority.certify(request, LIN).encode())
    issued.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.certificate.encode()))
    names = {part.oid: part.value for part in issued.subject}
    assert names == {
        NameOID.ORGANIZATION_NAME: "河口供电所",
        NameOID.ORGANIZATIONAL_UNIT_NAME: "tablet-7",
        NameOID.COMMON_NAME: "林岚",
        NameOID.USER_ID: "lin",
    }


def test_a_certificate_is_for_signing_papers_and_lasts_about_a_year(tmp_path: Path) -> None:
    authority = open_authority(tmp_path, FixedClock(NOW))
    request = signing_request(new_device_key(), "林岚", "")
    issued = x509.load_pem_x509_certificate(authority.certify(request, LIN).encode())
    usage = issued.extensions.get_extension_for_class(x509.KeyUsage).value
    basic = issued.extensions.get_extension_for_class(x509.BasicConstraints).value
    assert (usage.digital_signature, usage.content_commitment, basic.ca) == (True, True, False)
    assert issued.not_valid_before_utc < NOW < issued.not_valid_after_utc
    assert timedelta(days=360) < issued.not_valid_after_utc - NOW < timedelta(days=370)


def test_two_certificates_never_share_a_serial_number(tmp_path: Path) -> None:
    authority = open_authority(tmp_path, FixedClock(NOW))
    request = signing_request(new_device_key(), "林岚", "")
    issued = [
        x509.load_pem_x509_certificate(authority.certify(request, LIN).encode()) for _ in "ab"
    ]
    assert issued[0].serial_number != issued[1].serial_number


def _rsa_request() -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    builder = x509.CertificateSigningRequestBuilder(x509.Name([]))
    return builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM).decode()


def _forged_request() -> str:
    key = ec.generate_private_key(ec.SECP256R1())
    builder = x509.CertificateSigningRequestBuilder(x509.Name([]))
    request = bytearray(builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.DER))
    request[-1] ^= 1
    return x509.load_der_x509_csr(bytes(request)).public_bytes(serialization.Encoding.PEM).decode()


@pytest.mark.parametrize(
    "request_pem", ["", "not a request", "\u0000请求", _rsa_request(), _forged_request()]
)
def test_what_is_no_sound_request_on_p256_is_refused(tmp_path: Path, request_pem: str) -> None:
    authority = open_authority(tmp_path, FixedClock(NOW))
    with pytest.raises(BadRequest):
        authority.certify(request_pem, LIN)


def test_a_lost_root_key_is_never_replaced_by_a_new_one(tmp_path: Path) -> None:
    open_authority(tmp_path, FixedClock(NOW))
    (tmp_path / KEY_FILE).unlink()
    with pytest.raises(StoreDamaged):
        open_authority(tmp_path, FixedClock(NOW))


def test_a_start_cut_off_before_the_certificate_was_there_begins_afresh(tmp_path: Path) -> None:
    (tmp_path / KEY_FILE).write_text("half a k")
    authority = open_authority(tmp_path, FixedClock(NOW))
    assert (tmp_path / CERTIFICATE_FILE).read_text() == authority.certificate
