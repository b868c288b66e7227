"""One narrow row a case: what the list shows, in what order, and what a search looks through.

The row is a projection of the case and its events, made anew in the transaction that changes them.
Its stamp says by which rules it was made, and on which day where the day matters; a row with
another stamp is out of date and is made anew before long.
"""

import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import msgspec
from sqlalchemy import (
    BindParameter,
    Connection,
    bindparam,
    delete,
    func,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.dialects.sqlite import insert

from app.domain.change import Plain
from app.domain.deadline import Agenda
from app.store import tables

_table = tables.case_index
_outbox = tables.outbox

NEVER: Final = 9_999_999
"""Stands for the day on which a case without an open clock is due: after all others."""

_AT_ONCE: Final = 500

STALE: Final = ""
"""The stamp of a row that has to be made anew in any case."""


@dataclass(frozen=True)
class ListKey:
    """Where a page of the list ends, so that the next one goes on there."""

    due: int
    application_no: str
    number: int


# Built once: building them takes longer than running them.
_order = (_table.c.due, _table.c.application_no, _table.c.number)
_unsent = (
    select(func.count())
    .select_from(_outbox)
    .where(_outbox.c.case_id == _table.c.id)
    .scalar_subquery()
)
_word: BindParameter[str] = bindparam("word")
_in_words = func.instr(_table.c.words, _word) > 0
_matches = {
    "": true(),
    "words": _in_words,
    "anything": or_(_in_words, func.instr(func.lower(_table.c.application_no), _word) > 0),
}
_after = tuple_(*_order) > tuple_(bindparam("due"), bindparam("no"), bindparam("number"))
_first_page = {
    how: select(
        _table.c.number,
        _table.c.id,
        _table.c.application_no,
        _table.c.customer_name,
        _table.c.address,
        _table.c.customer_class,
        _table.c.status,
        _table.c.due,
        _table.c.clock,
        _unsent.label("unsent"),
    )
    .where(matches)
    .order_by(*_order)
    .limit(bindparam("limit"))
    for how, matches in _matches.items()
}
_next_page = {how: page.where(_after) for how, page in _first_page.items()}
_put = insert(_table)
_put = _put.on_conflict_do_update(
    index_elements=["id"],
    set_={
        column.name: _put.excluded[column.name]
        for column in _table.columns
        if column.name not in ("number", "id")
    },
)
_drop = delete(_table).where(_table.c.id == bindparam("case_id"))
_out_of_date = (
    select(_table.c.id)
    .where(
        _table.c.stamp != bindparam("rules"),
        _table.c.stamp != bindparam("today"),
        _table.c.id > bindparam("after"),
    )
    .order_by(_table.c.id)
    .limit(bindparam("limit"))
)


class CaseIndex:
    """The rows of one open transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def page(self, search: str, after: ListKey | None, limit: int) -> Sequence[Any]:
        """So many rows that match, the soonest due first, from there on.

        `search` is any part of name, address, application number or phone.
        """
        word = folded(search)
        given: dict[str, object] = {"word": word, "limit": limit}
        how = "" if not word else ("anything" if word.isascii() else "words")
        if after is None:
            return self._connection.execute(_first_page[how], given).all()
        given |= {"due": after.due, "no": after.application_no, "number": after.number}
        return self._connection.execute(_next_page[how], given).all()

    def put(self, body: Mapping[str, Plain], agenda: Agenda) -> None:
        """Put the row of this case in place of the one that stood."""
        self._connection.execute(_put, row_of(body, agenda))

    def drop(self, case_id: str) -> None:
        """The case is not here any more."""
        self._connection.execute(_drop, {"case_id": case_id})

    def out_of_date(self, rules: str, today: str, after: str, limit: int) -> list[str]:
        """Ids, in order and after this one, of cases whose row bears neither of these stamps."""
        given = {"rules": rules, "today": today, "after": after, "limit": limit}
        return list(self._connection.execute(_out_of_date, given).scalars())

    def in_status(self, statuses: Collection[str]) -> list[str]:
        """Ids of the cases that stand in one of these."""
        query = select(_table.c.id).where(_table.c.status.in_(statuses)).order_by(_table.c.id)
        return list(self._connection.execute(query).scalars())

    def names(self, case_ids: Collection[str]) -> dict[str, str]:
        """The customer's name of each of these cases."""
        found: dict[str, str] = {}
        wanted = sorted(case_ids)
        for start in range(0, len(wanted), _AT_ONCE):
            some = wanted[start : start + _AT_ONCE]
            query = select(_table.c.id, _table.c.customer_name).where(_table.c.id.in_(some))
            found |= {row.id: row.customer_name for row in self._connection.execute(query)}
        return found


def row_of(body: Mapping[str, Plain], agenda: Agenda) -> dict[str, object]:
    """What the list keeps of a case."""
    customer, clock = body["customer"], agenda.clock
    address, phone = body["site"]["address"], customer.get("contact_phone", "")
    return {
        "id": body["id"],
        "application_no": body["application_no"],
        "customer_name": customer["name"],
        "address": address,
        "customer_class": body["customer_class"],
        "status": agenda.status.value,
        "due": NEVER if clock is None else clock.due_on.toordinal(),
        "clock": "" if clock is None else msgspec.json.encode(clock).decode(),
        "words": folded("\n".join((customer["name"], address, phone))),
        "stamp": agenda.stamp,
    }


def folded(text: str) -> str:
    """The text as it is searched: full width and half width alike, capitals and small letters."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
