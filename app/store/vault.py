"""The key of a workspace: random, and wrapped by the person's password.

The database is opened with a raw key (no slow derivation per connection); only the wrapping costs
a scrypt, once per unlock. A changed password wraps the same key again.
"""

import base64
import json
import os
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.errors import StoreDamaged, WrongPassword

_N: Final = 2**16
_R: Final = 8
_P: Final = 1
KEY_BYTES: Final = 32


def new_key() -> bytes:
    """A random 256-bit workspace key."""
    return os.urandom(KEY_BYTES)


def wrapped(key: bytes, password: str) -> str:
    """The key wrapped by the password, as the text of a key file."""
    salt, nonce = os.urandom(16), os.urandom(12)
    sealed = AESGCM(_stretched(password, salt, _N)).encrypt(nonce, key, b"kanyan workspace key")
    return json.dumps(
        {
            "version": 1,
            "kdf": "scrypt",
            "n": _N,
            "salt": base64.b64encode(salt).decode(),
            "nonce": base64.b64encode(nonce).decode(),
            "key": base64.b64encode(sealed).decode(),
        }
    )


def unwrapped(key_file: Path, password: str) -> bytes:
    """The workspace key.

    Raises:
        WrongPassword: the password does not open it.
        StoreDamaged: the key file is no key file.
    """
    try:
        parts = json.loads(key_file.read_text())
        salt, nonce, sealed = (base64.b64decode(parts[k]) for k in ("salt", "nonce", "key"))
        rounds = int(parts["n"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise StoreDamaged(str(key_file.parent)) from error
    try:
        return AESGCM(_stretched(password, salt, rounds)).decrypt(
            nonce, sealed, b"kanyan workspace key"
        )
    except InvalidTag as error:
        raise WrongPassword() from error


def derived(key: bytes, purpose: str) -> bytes:
    """A 256-bit key for one purpose, so that no key serves two ciphers."""
    return HKDF(hashes.SHA256(), KEY_BYTES, None, purpose.encode()).derive(key)


def _stretched(password: str, salt: bytes, rounds: int) -> bytes:
    return Scrypt(salt=salt, length=KEY_BYTES, n=rounds, r=_R, p=_P).derive(password.encode())
