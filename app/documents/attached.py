"""The canonical record that every paper carries inside, read back out of a PDF."""

import hashlib
import json
from typing import Final

import rfc8785
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, StreamObject
from pyhanko.pdf_utils.reader import PdfFileReader

from app.ids import Digest

RECORD_NAME: Final = "record.json"


class NoRecord(ValueError):
    """The PDF does not carry exactly one record in its canonical form."""


def attached_record(reader: PdfFileReader) -> bytes:
    """The attached record, byte for byte.

    Raises:
        NoRecord: there is none, there is more than one file, or it is not in canonical form.
    """
    root = reader.root
    try:
        listed, named = root["/AF"], _names(root)
    except KeyError as error:
        raise NoRecord from error
    if not isinstance(listed, ArrayObject) or len(listed) != 1 or len(named) != 1:
        raise NoRecord
    spec = listed[0]
    if not isinstance(spec, DictionaryObject) or spec.get("/F") != RECORD_NAME:
        raise NoRecord
    if named[0].get("/EF") != spec.get("/EF") or named[0].get("/UF") != spec.get("/UF"):
        raise NoRecord
    stream = spec["/EF"]["/F"]
    if not isinstance(stream, StreamObject):
        raise NoRecord
    data: bytes = stream.data
    if rfc8785.dumps(json.loads(data)) != data:
        raise NoRecord
    return data


def record_digest(reader: PdfFileReader) -> Digest:
    """SHA-256 of the attached record.

    Raises:
        NoRecord: as `attached_record`.
    """
    return Digest(hashlib.sha256(attached_record(reader)).hexdigest())


def _names(root: DictionaryObject) -> list[DictionaryObject]:
    tree = root["/Names"]["/EmbeddedFiles"]
    pairs = tree["/Names"]
    if "/Kids" in tree or len(pairs) != 2:
        raise NoRecord
    return [pairs[i] for i in range(1, len(pairs), 2)]
