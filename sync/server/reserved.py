"""Records that only some roles may see, whoever is on the team of their case.

What a customer answers about the people who served him (form F11) is not for them to read. Such a
form travels whole or not at all: a record with fields left out would have another digest than on
the tablet that wrote it. Who may read one is noted when it first comes in, so that an account that
read it goes on to; with it go its papers, signatures and photos, and the files that they name.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Subquery,
    and_,
    exists,
    insert,
    literal,
    or_,
    select,
)

from app.domain.change import Change, Plain
from app.ids import Digest
from sync.server import tables
from sync.server.accounts import Account

_FILE: Final = "file"
_BELONGS: Final = {
    "report": ("filing", "subject_id"),
    "photo": ("filing", "owner_id"),
    "review": ("filing", "subject_id"),
    "signature": ("report", "report_id"),
    "endorsement": ("report", "report_id"),
}
"""Kinds of records that are reserved as another is: which kind, and the field that names it."""
_reserved = tables.reserved


def note(
    connection: Connection,
    account: Account,
    change: Change,
    body: Mapping[str, Plain],
    files: Iterable[Digest],
    forms: Mapping[str, frozenset[str]],
) -> None:
    """Note who may read this new record, if it is a reserved one; `forms` names roles by form."""
    readers = _readers(connection, account, change, body, forms)
    named = [(change.kind, change.record_id), *((_FILE, digest) for digest in files)]
    for kind, name in named if readers else ():
        known = _lines(connection, account.org, kind, name)
        for reader in sorted(readers - known):
            row = {"org": account.org, "kind": kind, "record_id": name, "reader": reader}
            connection.execute(insert(_reserved).values(**row))


def readable(
    account: Account, kind: ColumnElement[str], record_id: ColumnElement[str]
) -> ColumnElement[bool]:
    """The condition that this person may see the record that these columns name."""
    same = and_(
        _reserved.c.org == account.org,
        _reserved.c.kind == kind,
        _reserved.c.record_id == record_id,
    )
    mine = _reserved.c.reader.in_(_readings(account))
    return or_(~exists(select(1).where(same)), exists(select(1).where(same, mine)))


def hidden(account: Account) -> Subquery:
    """Kind and `record_id` of the records that this person may not see."""
    other = _reserved.alias()
    same = and_(
        other.c.org == _reserved.c.org,
        other.c.kind == _reserved.c.kind,
        other.c.record_id == _reserved.c.record_id,
    )
    mine = other.c.reader.in_(_readings(account))
    return (
        select(_reserved.c.kind, _reserved.c.record_id)
        .where(_reserved.c.org == account.org, ~exists(select(1).where(same, mine)))
        .distinct()
        .subquery()
    )


def readable_file(account: Account, digest: ColumnElement[str]) -> ColumnElement[bool]:
    """The condition that this person may read the file of this digest."""
    return readable(account, literal(_FILE), digest)


def _readers(
    connection: Connection,
    account: Account,
    change: Change,
    body: Mapping[str, Plain],
    forms: Mapping[str, frozenset[str]],
) -> set[str]:
    if change.kind == "filing":
        roles = forms.get(str(body.get("form")), frozenset())
        return {_person(account), *map(_role, roles)} if roles else set()
    if change.kind not in _BELONGS:
        return set()
    kind, name = _BELONGS[change.kind]
    return _lines(connection, account.org, kind, str(body.get(name, "")))


def _lines(connection: Connection, org: str, kind: str, record_id: str) -> set[str]:
    query = select(_reserved.c.reader).where(
        _reserved.c.org == org, _reserved.c.kind == kind, _reserved.c.record_id == record_id
    )
    return set(connection.execute(query).scalars())


def _readings(account: Account) -> list[str]:
    """As whom this person may read."""
    return [_person(account), *map(_role, account.roles)]


def _person(account: Account) -> str:
    return f"user:{account.user}"


def _role(role: str) -> str:
    return f"role:{role}"
