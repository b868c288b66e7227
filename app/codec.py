"""Records as plain JSON and back, and the digest that both ends agree on.

Decimals travel as strings, moments as ISO 8601 with offset, absent values are left out. What is
not known here (a field of a newer version) stays in the plain form: see `fields`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from itertools import chain
from typing import Any, Final, TypeVar

import msgspec
import rfc8785

from app.domain.case import CaseEvent, ConnectionCase
from app.domain.change import Fields, Path, Plain
from app.domain.defect import Defect
from app.domain.endorsement import Endorsement
from app.domain.equipment import Equipment
from app.domain.evidence import Photo
from app.domain.filing import Filing
from app.domain.inspection import Inspection
from app.domain.load import LoadProfile
from app.domain.material import Evidence
from app.domain.progress import Progress
from app.domain.report import Report, Signature
from app.domain.review import Review
from app.earlier_records import as_of_today
from app.ids import Digest

SCHEMA: Final = 1

_EXACT: Final = 1 << 53
"""Whole numbers below it are the same for everybody who reads JSON."""
_DEEP: Final = 100
_TOTALS: Final = 1 << 256
_EASY: Final = frozenset({str, bool, type(None)})

Record = (
    ConnectionCase
    | CaseEvent
    | Equipment
    | Inspection
    | Filing
    | Defect
    | Photo
    | LoadProfile
    | Report
    | Signature
    | Progress
    | Evidence
    | Review
    | Endorsement
)
R = TypeVar("R", bound=Record)

KINDS: Final[Mapping[str, type[Record]]] = {
    "case": ConnectionCase,
    "event": CaseEvent,
    "equipment": Equipment,
    "inspection": Inspection,
    "filing": Filing,
    "defect": Defect,
    "photo": Photo,
    "load_profile": LoadProfile,
    "report": Report,
    "signature": Signature,
    "progress": Progress,
    "evidence": Evidence,
    "review": Review,
    "endorsement": Endorsement,
}
_KIND_OF: Final = {record_type: kind for kind, record_type in KINDS.items()}

APPEND_ONLY: Final = frozenset(
    {"event", "report", "signature", "progress", "review", "endorsement"}
)
"""Kinds that never change once they are there, so they never clash."""

# Lists whose rows are fields of their own, named by these columns: two people who answer two
# questions of one inspection do not meet.
_ROWS: Final[Mapping[tuple[str, str], tuple[str, ...]]] = {
    ("inspection", "answers"): ("item", "device", "phase"),
    ("inspection", "instruments"): ("id",),
    ("inspection", "rows"): ("table", "id"),
    ("defect", "rechecks"): ("inspection_id",),
    ("filing", "rows"): ("table", "id"),
}
# Values whose parts are fields of their own.
_PARTS: Final = frozenset(
    {
        ("case", "customer"),
        ("case", "site"),
        ("case", "scheme"),
        ("inspection", "pins"),
        ("inspection", "values"),
        ("inspection", "words"),
    }
    | {("inspection", "reasons"), ("defect", "reasons"), ("filing", "reasons")}
    | {("evidence", "reasons"), ("filing", "values"), ("filing", "origins"), ("filing", "pins")}
)

ORIGINALS: Final = 3
"""The rank of the originals of photos, of which a bounded copy goes first."""

# Files that a record names, papers before samples before pictures: the order in which they travel.
_FILES: Final[Mapping[str, tuple[tuple[str, int], ...]]] = {
    "report": (("pdf", 0),),
    "signature": (("pdf", 0), ("strokes", 0), ("scans", 1)),
    "endorsement": (("pdf", 1),),
    "load_profile": (("samples", 1), ("source", 1)),
    "photo": (("bounded", 2), ("original", ORIGINALS)),
    "evidence": (("file", 2),),
}

KINDS_WITH_FILES: Final = tuple(_FILES)


class Told(Mapping[str, Plain]):
    """A plain form as the JSON that it came as: parsed only where somebody looks into it.

    `is_canonical` says that the text is the canonical form already.
    """

    def __init__(self, text: str, *, is_canonical: bool) -> None:
        self.text = text
        self._is_canonical = is_canonical
        self._plain: dict[str, Plain] | None = None

    @property
    def digest(self) -> Digest:
        """That of the plain form."""
        return digest_of(self.text.encode()) if self._is_canonical else digest(self._parsed())

    def __getitem__(self, name: str) -> Plain:
        return self._parsed()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._parsed())

    def __len__(self) -> int:
        return len(self._parsed())

    def __bool__(self) -> bool:
        return self.text != "{}"

    def _parsed(self) -> dict[str, Plain]:
        if self._plain is None:
            self._plain = msgspec.json.decode(self.text, type=dict[str, Any])
        return self._plain


class Malformed(ValueError):
    """Plain data that is no record of its kind; the text says where."""


def kind_of(record: Record | type[Any]) -> str:
    """The name under which records of this type are kept and sent."""
    return _KIND_OF[record if isinstance(record, type) else type(record)]


def encode(record: Record) -> dict[str, Plain]:
    """The record as plain JSON values, in the one form that `whole` gives too."""
    kind = kind_of(record)
    return whole(kind, fields(kind, without_nulls(msgspec.to_builtins(record))))


def decode(record_type: type[R], plain: Mapping[str, Plain]) -> R:
    """The record that this plain form describes; fields not known here are passed over.

    Raises:
        Malformed: a field is missing or of the wrong type.
    """
    try:
        return msgspec.convert(as_of_today(kind_of(record_type), plain), record_type)
    except msgspec.ValidationError as error:
        raise Malformed(str(error)) from error


def files(kind: str, plain: Mapping[str, Plain]) -> tuple[tuple[Digest, int], ...]:
    """Digests of the files that this record names, each with its rank (lower travels first)."""
    named = [(plain[name], rank) for name, rank in _FILES.get(kind, ()) if name in plain]
    several = ((each if isinstance(each, list) else [each], rank) for each, rank in named)
    return tuple((Digest(digest), rank) for each, rank in several for digest in each)


def canonical(plain: Plain) -> bytes:
    """The one byte string for this JSON value, RFC 8785.

    Raises:
        Malformed: it holds what has no such form: a number beyond 53 bits, or depths without end.
    """
    plain = plain._parsed() if isinstance(plain, Told) else plain
    return _canonical(plain, ordinary=_is_ordinary(plain))


def _canonical(plain: Plain, *, ordinary: bool) -> bytes:
    try:
        if ordinary:
            return msgspec.json.encode(plain, order="sorted")
        return rfc8785.dumps(plain)
    except (rfc8785.CanonicalizationError, UnicodeError, RecursionError) as error:
        raise Malformed(str(error)) from error


def as_kept(plain: Plain) -> tuple[str, Digest]:
    """The plain form as text that stays the same when it is read and written anew, and its digest.

    Raises:
        Malformed: it has no canonical form.
    """
    ordinary = _is_ordinary(plain)
    said = _canonical(plain, ordinary=ordinary)
    # The standard writes floats and odd names in its own way, so reading and writing changes them.
    text = said if ordinary else msgspec.json.encode(plain)
    return text.decode(), digest_of(said)


def _is_ordinary(value: Plain) -> bool:
    """Whether plain sorted JSON is the canonical form already, and thirty times as fast to write.

    So it is without floats, whose digits RFC 8785 rules, and with names in ASCII, which sort alike
    by bytes and by UTF-16 units; our own records are such.
    """
    # Level by level and not value by value: most of a record is small objects of texts alone.
    waiting = [[value]]
    for values in waiting:
        if len(waiting) > _DEEP:
            return False
        for kind in {*map(type, values)} - _EASY:
            if kind is int:
                if not all(abs(v) < _EXACT for v in values if type(v) is int):
                    return False
            elif kind is dict:
                objects = [v for v in values if type(v) is dict]
                names = {*chain.from_iterable(objects)}
                if not all(type(name) is str and name.isascii() for name in names):
                    return False
                waiting.append([*chain.from_iterable(v.values() for v in objects)])
            elif kind is list:
                waiting.append([*chain.from_iterable(v for v in values if type(v) is list)])
            else:
                return False
    return True


def digest_of(data: bytes) -> Digest:
    """SHA-256 of these bytes."""
    return Digest(hashlib.sha256(data).hexdigest())


def digest(plain: Plain) -> Digest:
    """SHA-256 of the canonical form."""
    return digest_of(canonical(plain))


def weight(kind: str, record_id: str, said: str) -> int:
    """What a record with this digest weighs in the total of all that are agreed.

    Totals are sums of these, so both ends keep theirs by what comes and goes. Nobody has to be
    outwitted by them: the centre has the records.
    """
    named = "\0".join((kind, record_id, said)).encode()
    return int.from_bytes(hashlib.sha256(named).digest())


def as_total(weights: int) -> str:
    """The sum of such weights as it is kept and told: 64 hexadecimal digits."""
    return f"{weights % _TOTALS:064x}"


def fields(kind: str, plain: Mapping[str, Plain]) -> dict[Path, Plain]:
    """The record taken apart into the fields that can be edited and merged on their own."""
    result: dict[Path, Plain] = {}
    for name, value in plain.items():
        if columns := _ROWS.get((kind, name)):
            for row in value:
                result[(name, *(row.get(column, "") for column in columns))] = row
        elif (kind, name) in _PARTS:
            result.update({(name, part): inner for part, inner in value.items()})
        elif value is not None:
            result[(name,)] = value
    return result


def whole(kind: str, taken_apart: Fields) -> dict[str, Plain]:
    """The plain form put together again from its fields; rows stand in order of their names.

    Raises:
        Malformed: a path does not fit this kind.
    """
    result: dict[str, Plain] = {}
    for path, value in sorted(taken_apart.items()):
        if value is None:
            continue
        name = path[0]
        if columns := _ROWS.get((kind, name)):
            _expect(len(path) == len(columns) + 1, path)
            result.setdefault(name, []).append(value)
        elif (kind, name) in _PARTS:
            _expect(len(path) == 2, path)
            result.setdefault(name, {})[path[1]] = value
        else:
            _expect(len(path) == 1, path)
            result[name] = value
    return result


def _expect(fits: bool, path: Path) -> None:
    if not fits:
        raise Malformed(f"no such field: {'/'.join(path)}")


def without_nulls(value: Any) -> Any:
    """The same plain value with absent parts left out, all the way down."""
    if isinstance(value, dict):
        return {str(k): without_nulls(v) for k, v in value.items() if v is not None}
    if isinstance(value, (list, tuple)):
        return [without_nulls(item) for item in value]
    return value
