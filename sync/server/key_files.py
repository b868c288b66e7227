"""A person's own signing key, made by the centre for whoever has an account here."""

import os
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

from app.clock import Clock, SystemClock
from app.documents.device_key import new_device_key, signing_request
from app.errors import FolderNotWritable
from sync.server.accounts import Account
from sync.server.authority import Authority, open_authority
from sync.server.places import Places


def issue(
    places: Places, person: Account, file: Path, password: str, clock: Clock | None = None
) -> None:
    """Write a fresh key with its certificate there, encrypted under this password.

    Raises:
        FolderNotWritable: nothing can be written there, or something lies there already.
        StoreDamaged: the centre's authority cannot be read.
    """
    authority = open_authority(places.folder / "authority", clock or SystemClock())
    try:
        with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
            out.write(made(authority, person, password))
    except OSError as error:
        raise FolderNotWritable(str(file)) from error


def made(authority: Authority, person: Account, password: str) -> bytes:
    """The file itself; `person` is on no device."""
    secret = new_device_key()
    certificate = authority.certify(signing_request(secret, person.name, person.org), person)
    key = serialization.load_pem_private_key(secret.encode(), password=None)
    return pkcs12.serialize_key_and_certificates(
        person.name.encode(),
        key,  # type: ignore[arg-type]
        x509.load_pem_x509_certificate(certificate.encode()),
        None,
        serialization.BestAvailableEncryption(password.encode()),
    )
