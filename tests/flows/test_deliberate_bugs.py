"""Bugs that are put in on purpose: the proof named beside each must fail under it.

A proof that stays green with its bug in the program proves nothing. The others are put in beside
the proofs whose machinery they need: no walls between organisations (`tests/sync/test_walls.py`), a
feed read by number alone (`tests/sync/test_feed_order.py`), and what a cut of the power would do.
"""

import html
import re
from collections.abc import Callable
from typing import Any

import pytest

from app.documents import text, verify
from app.documents.verify import Reason, Verification
from app.workspace import Unit
from sync.client import round as client_round
from sync.server import scope
from sync.server.tray import Tray
from tests.app import test_documents_inspection as of_printing
from tests.app import test_documents_seal as of_sealing
from tests.flows import test_failures as of_failures
from tests.flows.pairs import DEFECT, a_defect, save, sync
from tests.flows.simulation import Simulation

Proof = Callable[[], None]


def fails(proof: Proof) -> bool:
    """Whether this proof fails, in whatever way."""
    try:
        proof()
    except Exception:  # noqa: BLE001  (a proof may also end in what the bug has broken)
        return True
    return False


def a_difference_in_one_field_is_noticed(pair: Simulation) -> None:
    """Something has gone wrong with the agreed copy of a record; the number of records has not."""
    save(pair.tablets[0], a_defect())
    assert sync(pair, 0)
    with pair.tablets[0].unit("spoil") as unit:
        unit.connection.exec_driver_sql("UPDATE agreed SET digest = 'x' WHERE id = ?", (DEFECT,))
    assert not sync(pair, 0)


def a_change_counts_once() -> None:
    of_failures.test_l17_a_chain_of_edits_that_comes_out_of_order_ends_as_in_order((1, 0, 2))


def typed_text_is_printed() -> None:
    of_printing.test_what_people_typed_is_printed_letter_for_letter("R&D <b>I>In</b>")


def test_an_agreement_that_only_counts_is_caught(
    pair: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    a_difference_in_one_field_is_noticed(pair)

    def count_here(unit: Unit) -> str:
        return str(len(list(unit.records.agreed_digests())))

    def count_there(connection: Any, account: Any) -> str:
        query = "SELECT COUNT(*) FROM record WHERE org = ?"
        return str(connection.exec_driver_sql(query, (account.org,)).scalar())

    monkeypatch.setattr(client_round.exchange, "total_here", count_here)
    monkeypatch.setattr(scope, "total_of_scope", count_there)
    assert fails(lambda: a_difference_in_one_field_is_noticed(pair))


def test_typed_text_taken_for_markup_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    typed_text_is_printed()
    sound = text.drawable

    def read_as_markup(line: str) -> str:
        return sound(html.unescape(re.sub(r"</?\w+[^>]*>", "", line)))

    monkeypatch.setattr(text, "drawable", read_as_markup)
    assert fails(typed_text_is_printed)


def test_a_change_that_is_applied_twice_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    a_change_counts_once()
    monkeypatch.setattr(Tray, "is_known", lambda tray, change: False)
    assert fails(a_change_counts_once)


def test_a_paper_that_cannot_be_read_taken_for_an_unsigned_one_is_caught(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    of_sealing.test_a_cut_off_paper_is_not_valid()
    sound = verify._verify

    def shown_anyway(data: bytes, *how: Any) -> Verification:
        try:
            return sound(data, *how)
        except Exception:  # noqa: BLE001  (the bug)
            return Verification(True, Reason.NO_SIGNATURE)

    monkeypatch.setattr(verify, "_verify", shown_anyway)
    assert fails(of_sealing.test_a_cut_off_paper_is_not_valid)
