"""A working day that reaches the centre on a stick, and what comes back."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import select

from app.actions import exchange
from app.errors import StickRefused
from app.workspace import DEVICE_KEY, LineState
from sync.client.stick import answer_stick, export_stick, stick_load
from sync.server import tables
from sync.server.__main__ import main
from tests.sync.centres import RunningCentre, rows_at, settings_of
from tests.sync.sticks import (
    a_round,
    a_shared_case,
    a_tablet,
    begin_visit,
    carried,
    notes,
    records_of,
    say,
    states,
    take_photo,
    there_and_back,
)

COPY, ORIGINAL = b"a bounded copy" * 1000, b"an original photo" * 20_000


def changes_at(centre: RunningCentre, org: str) -> int:
    return len(rows_at(centre, select(tables.change.c.id).where(tables.change.c.org == org)))


def test_a_case_comes_and_goes_without_any_network(centre: RunningCentre, tmp_path: Path) -> None:
    case = a_shared_case(centre, "dry", "zhang")
    with a_tablet(tmp_path, centre, "zhang@dry") as ws:
        assert (
            there_and_back(ws, centre, tmp_path).pulled == 2
        )  # the case, and it again for the team
        begin_visit(ws, case)
        digest = take_photo(ws, case, COPY, ORIGINAL)
        done = there_and_back(ws, centre, tmp_path)
        assert (done.received, done.refused, done.files, done.identical) == (2, 0, 2, True)
        assert states(ws) == []
        assert exchange.files_to_send(ws) == []
        stored = {row.digest for row in rows_at(centre, select(tables.stored.c.digest))}
        assert digest in stored
        trail = tables.trail
        kept = rows_at(centre, select(trail.c.deed, trail.c.trouble).where(trail.c.org == "dry"))
        assert ("export", "") in kept
        assert a_round(ws).identical


def test_an_export_leaves_everything_queued_and_fixed(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "fixed", "zhang")
    with a_tablet(tmp_path, centre, "zhang@fixed") as ws:
        there_and_back(ws, centre, tmp_path)
        begin_visit(ws, case)
        say(ws, "第一次")
        export_stick(ws, tmp_path / "out.kstick")
        assert set(states(ws)) == {LineState.QUEUED}
        # Typed after the export: another change, which the stick in the drawer knows nothing of.
        say(ws, "第二次")
        carried(centre, "fixed", tmp_path / "out.kstick", tmp_path / "back.kstick")
        answer_stick(ws, tmp_path / "back.kstick")
        assert notes(ws) == {"T1": "第二次"}
        assert a_round(ws).identical
        assert notes(ws) == {"T1": "第二次"}


@pytest.mark.parametrize("first", ["stick", "network"])
def test_stick_and_network_in_either_order_make_nothing_twice(
    centre: RunningCentre, tmp_path: Path, first: str
) -> None:
    org = f"either-{first}"
    case = a_shared_case(centre, org, "zhang")
    stick, answer = tmp_path / "out.kstick", tmp_path / "back.kstick"
    with a_tablet(tmp_path, centre, f"zhang@{org}") as ws:
        a_round(ws)
        begin_visit(ws, case)
        take_photo(ws, case, COPY, ORIGINAL)
        export_stick(ws, stick)
        if first == "network":
            assert a_round(ws).identical
        taken = carried(centre, org, stick, answer)
        assert [receipt.status for receipt in taken.receipts] == ["received"] * 2
        assert a_round(ws).identical
        again = carried(centre, org, stick, answer)
        assert again.receipts == taken.receipts
        assert changes_at(centre, org) == 3
        assert states(ws) == []


def test_a_mended_change_is_not_taken_for_the_one_on_the_stick(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "mended", "zhang")
    with a_tablet(tmp_path, centre, "zhang@mended") as ws:
        a_round(ws)
        begin_visit(ws, case)
        export_stick(ws, tmp_path / "out.kstick")
        (sent,) = exchange.outgoing(ws, 10)
        with ws.unit("refused") as unit:  # as a round would have it that came between
            unit.outbox.mark(sent.id, LineState.REFUSED, "words")
        say(ws, "改正以后")
        carried(centre, "mended", tmp_path / "out.kstick", tmp_path / "back.kstick")
        assert a_round(ws).identical
        assert notes(ws) == {"T1": "改正以后"}


def test_two_tablets_by_stick_end_with_the_same_bytes(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "pair", "zhang", "wang")
    with (
        a_tablet(tmp_path, centre, "zhang@pair") as one,
        a_tablet(tmp_path, centre, "wang@pair") as two,
    ):
        there_and_back(one, centre, tmp_path)
        begin_visit(one, case)
        for ws in (one, two):
            there_and_back(ws, centre, tmp_path)
        say(one, "同一项，一号说")
        say(two, "同一项，二号说")
        there_and_back(one, centre, tmp_path)
        assert there_and_back(two, centre, tmp_path).conflicts == 1
        with two.read() as unit:
            assert [each.theirs for each in unit.inbox.open_conflicts()] != []
        say(one, "另一项", "T2")
        for ws in (one, two):
            assert there_and_back(ws, centre, tmp_path).identical
        assert records_of(one) == records_of(two)


def test_originals_may_stay_and_the_centre_knows_that_they_wait(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "light", "zhang")
    with a_tablet(tmp_path, centre, "zhang@light") as ws:
        a_round(ws)
        begin_visit(ws, case)
        take_photo(ws, case, COPY, ORIGINAL)
        load = stick_load(ws)
        assert (load.changes, load.files, load.originals) == (2, 2, 1)
        assert load.files_bytes == len(COPY) + len(ORIGINAL)
        done = export_stick(ws, tmp_path / "out.kstick", originals=False)
        assert (done.files, done.left_out) == (1, 1)
        assert done.size < len(ORIGINAL)
        carried(centre, "light", tmp_path / "out.kstick", tmp_path / "back.kstick")
        answer_stick(ws, tmp_path / "back.kstick")
        assert [shelved.rank for shelved in exchange.files_to_send(ws)] == [3]
        query = select(tables.device.c.waiting_files).where(tables.device.c.id == ws.who.device)
        assert rows_at(centre, query) == [(1,)]


def test_an_answer_is_taken_again_without_harm_and_an_old_one_not_at_all(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "again", "zhang", "wang")
    with (
        a_tablet(tmp_path, centre, "zhang@again") as ws,
        a_tablet(tmp_path, centre, "wang@again") as other,
    ):
        a_round(ws)
        begin_visit(ws, case)
        export_stick(ws, tmp_path / "out.kstick")
        carried(centre, "again", tmp_path / "out.kstick", tmp_path / "back.kstick")
        answer_stick(ws, tmp_path / "back.kstick")
        before = exchange.standing(ws), records_of(ws)
        answer_stick(ws, tmp_path / "back.kstick")
        assert (exchange.standing(ws), records_of(ws)) == before
        with pytest.raises(StickRefused) as refused:
            answer_stick(other, tmp_path / "back.kstick")
        assert refused.value.why == "other_recipient"
        say(ws, "联网以后")
        a_round(ws)
        before = exchange.standing(ws), records_of(ws)
        with pytest.raises(StickRefused) as refused:
            answer_stick(ws, tmp_path / "back.kstick")
        assert refused.value.why == "old_answer"
        assert (exchange.standing(ws), records_of(ws)) == before


def test_an_answer_of_another_life_of_the_centre_changes_nothing(
    centre: RunningCentre, tmp_path: Path
) -> None:
    case = a_shared_case(centre, "life", "zhang")
    with a_tablet(tmp_path, centre, "zhang@life") as ws:
        a_round(ws)
        begin_visit(ws, case)
        export_stick(ws, tmp_path / "out.kstick")
        taken = carried(centre, "life", tmp_path / "out.kstick", tmp_path / "back.kstick")
        assert taken.same_life
        with ws.unit("another life") as unit:
            standing = unit.inbox.standing()
            unit.inbox.move(type(standing)("another", standing.seq))
        with pytest.raises(StickRefused) as refused:
            answer_stick(ws, tmp_path / "back.kstick")
        assert refused.value.why == "other_epoch"
        assert states(ws) == [LineState.QUEUED]
        export_stick(ws, tmp_path / "out.kstick")
        assert not carried(
            centre, "life", tmp_path / "out.kstick", tmp_path / "back.kstick"
        ).same_life


def test_openssl_opens_what_the_tablet_sealed(centre: RunningCentre, tmp_path: Path) -> None:
    case = a_shared_case(centre, "openssl", "zhang")
    with a_tablet(tmp_path, centre, "zhang@openssl") as ws:
        a_round(ws)
        begin_visit(ws, case)
        export_stick(ws, tmp_path / "out.kstick")
        key = (exchange.recall(ws, DEVICE_KEY) or b"").decode()
    authority = centre.folder / "authority"
    listed = subprocess.run(
        f"openssl cms -decrypt -binary -inform DER -in {tmp_path}/out.kstick"
        f" -inkey {authority}/stick-key.pem -recip {authority}/stick.pem | tar t",
        shell=True,
        capture_output=True,
        text=True,
        check=True,
    )
    names = listed.stdout.splitlines()
    assert names[0] == "changes/00000.json"
    assert names[-2:] == ["manifest.json", "signature.json"]
    assert key not in (tmp_path / "out.kstick").read_text("latin-1")


def test_the_centres_command_takes_a_stick_while_the_centre_runs(
    centre: RunningCentre,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    case = a_shared_case(centre, "command", "zhang")
    for name, value in settings_of(centre.places).items():
        monkeypatch.setenv(name, value)
    with a_tablet(tmp_path, centre, "zhang@command") as ws:
        a_round(ws)
        begin_visit(ws, case)
        stick = tmp_path / stick_load(ws).name
        export_stick(ws, stick)
        asked = ["stick", "import", "--folder", str(centre.folder), str(stick), "--by"]
        assert main([*asked, "zhang@command"]) == 1
        assert "zhang@command is no clerk" in capsys.readouterr().err
        assert main([*asked, "clerk@command"]) == 0
        assert "1 changes and 0 files of zhang of command" in capsys.readouterr().out
        answer_stick(ws, stick.with_name(f"{stick.stem}-回执.kstick"))
        assert states(ws) == []
