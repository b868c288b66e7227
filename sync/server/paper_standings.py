"""How the files of signed papers stand: each is to be judged once it is here, and what came of it.

An event is judged by the records of its paper, which come before the file. So each signature that
comes in leaves a row, in its transaction, which stays to be judged until that is done
(`paper_checks`). What proves bad is told to the office and is no ground for anything that is said
later; a sound newer revision of the same paper mends it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import msgspec
from sqlalchemy import ColumnElement, Connection, and_, func, insert, literal, select, update

from app import codec
from app.documents.verify import Reason
from app.domain.change import Change, Plain
from app.domain.report import Signature
from sync.server import reserved, scope, tables
from sync.server.accounts import Account
from sync.server.unit import CentreStore

SUPERSEDED: Final = "superseded"
"""Of a signature after which another has signed: the file of that one holds this one too."""

_NOTED: Final = "paper_checks"
_check, _record = tables.paper_check, tables.record


@dataclass(frozen=True)
class Standing:
    """How the file of one paper stands: why it is valid or not; no reason = not judged yet."""

    reason: str = ""
    is_mended: bool = False
    """Whether a sound newer revision has taken its place."""

    @property
    def is_sound(self) -> bool:
        """Whether it was judged and is what its signers signed."""
        return self.reason == Reason.OK

    @property
    def is_bad(self) -> bool:
        """Whether it was judged and is not."""
        return bool(self.reason) and not self.is_sound

    @property
    def is_open(self) -> bool:
        """Whether somebody has to do something about it."""
        return self.is_bad and not self.is_mended


def note(connection: Connection, change: Change, body: Mapping[str, Plain]) -> None:
    """Note, in the transaction that takes a signature in, that its file is to be judged."""
    if change.kind == codec.kind_of(Signature):
        _await(connection, change.org, body)


def settle(store: CentreStore) -> None:
    """Have the papers judged that a centre had before it judged any: once, at its first start."""
    if store.known(_NOTED) is not None:
        return
    kind = codec.kind_of(Signature)
    with store.write() as connection:
        query = select(_record.c.org, _record.c.body).where(_record.c.kind == kind)
        for org, text in connection.execute(query).all():
            _await(connection, org, msgspec.json.decode(text))
    store.claim(_NOTED, "1")


def of_case(connection: Connection, org: str, case_id: str) -> Mapping[str, Standing]:
    """How the file of each paper of a case stands that anybody has signed, by the report's id."""
    found: dict[str, Standing] = {}
    here = and_(_check.c.org == org, _check.c.case_id == case_id, _check.c.reason != SUPERSEDED)
    for row in connection.execute(select(_check).where(here)):
        known = found.get(row.report_id)
        if known is None or known.is_sound:  # of several the worst counts, until they are judged
            found[row.report_id] = Standing(row.reason, bool(row.mended))
    return found


def cases_in_trouble(connection: Connection, account: Account) -> frozenset[str]:
    """The cases with a bad paper that this person sees and nothing has mended."""
    query = select(_check.c.case_id).where(
        _check.c.org == account.org,
        _check.c.reason.not_in(("", Reason.OK, SUPERSEDED)),
        ~_check.c.mended,
        scope.visible(account, _check.c.case_id),
        reserved.readable(account, literal("report"), _check.c.report_id),
    )
    return frozenset(connection.execute(query.distinct()).scalars())


def sound_cases(connection: Connection) -> Mapping[tuple[str, str], int]:
    """How many signatures were found sound, by organisation and case."""
    query = select(_check.c.org, _check.c.case_id, func.count()).where(_check.c.reason == Reason.OK)
    rows = connection.execute(query.group_by(_check.c.org, _check.c.case_id))
    return {(org, case_id): count for org, case_id, count in rows}


def unsound(connection: Connection, org: str, case_id: str) -> frozenset[str]:
    """The papers of a case whose file proved bad, by the ids of their reports."""
    found = of_case(connection, org, case_id)
    return frozenset(report_id for report_id, standing in found.items() if standing.is_bad)


def mend(connection: Connection, org: str, subject: str) -> None:
    """Note which bad papers of this subject ("FORM/id") are mended: those before a sound one."""
    same: ColumnElement[bool] = and_(_check.c.org == org, _check.c.subject == subject)
    sound = select(_check.c.revision).where(same, _check.c.reason == Reason.OK)
    newest = max(connection.execute(sound).scalars(), default=0)
    older = and_(same, _check.c.revision < newest)
    connection.execute(update(_check).where(older).values(mended=True))


def _await(connection: Connection, org: str, body: Mapping[str, Plain]) -> None:
    mine = and_(_check.c.org == org, _check.c.signature_id == body["id"])
    if connection.execute(select(_check.c.pdf).where(mine)).first() is None:
        row = {"org": org, "signature_id": body["id"], "report_id": body["report_id"]}
        row |= {"case_id": body["case_id"], "pdf": body["pdf"]}
        connection.execute(insert(_check).values(**row))
