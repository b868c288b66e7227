"""What a tablet pushed just now comes back as a digest, for it has the record itself."""

from app.actions import exchange
from app.domain.change import Page
from app.workspace import Workspace
from sync.protocol.messages import Waiting
from tests.flows.pairs import DEFECT, a_defect, save, sync
from tests.flows.simulation import Simulation


def pushed(pair: Simulation) -> Page:
    """A finding goes to the centre; the brief page that comes back."""
    ws, wire = pair.tablets[0], pair.wires[0]
    save(ws, a_defect())
    receipts = wire.push(exchange.outgoing(ws, 9), Waiting())
    assert [receipt.status for receipt in receipts] == ["received"]
    at = exchange.standing(ws)
    return wire.page(at.epoch, at.seq, exchange.feed_mark(ws), brief=True)


def agreed(ws: Workspace) -> tuple[int, object]:
    with ws.read() as unit:
        return unit.records.agreed("defect", DEFECT)


def spoil(ws: Workspace) -> None:
    with ws.unit("spoil") as unit:
        unit.connection.exec_driver_sql(
            "UPDATE record SET body = replace(body, '松动', '良好') WHERE id = ?", (DEFECT,)
        )


def test_what_was_just_sent_comes_back_as_a_digest_alone(pair: Simulation) -> None:
    page = pushed(pair)
    (entry,) = page.entries
    assert entry.digest
    assert not entry.body
    ws = pair.tablets[0]
    assert exchange.receive(ws, page) is not None
    with ws.read() as unit:
        assert agreed(ws) == (1, unit.records.body("defect", DEFECT))
        assert not unit.outbox.all()
    assert sync(pair, 0)


def test_another_device_gets_the_whole_record(pair: Simulation) -> None:
    pushed(pair)
    at = exchange.standing(pair.tablets[1])
    (entry,) = pair.wires[1].page(at.epoch, at.seq, brief=True).entries
    assert entry.digest is None
    assert entry.body["description"] == a_defect().description


def test_a_record_that_stands_here_otherwise_is_asked_for_whole(pair: Simulation) -> None:
    page, ws = pushed(pair), pair.tablets[0]
    spoil(ws)
    before = exchange.standing(ws)
    assert exchange.receive(ws, page) is None
    assert exchange.standing(ws) == before
    assert sync(pair, 0)
    assert agreed(ws)[1]["description"] == a_defect().description  # type: ignore[index]


def test_what_was_changed_again_meanwhile_does_not_disturb(pair: Simulation) -> None:
    ws, wire = pair.tablets[0], pair.wires[0]
    save(ws, a_defect())
    receipts = wire.push(exchange.outgoing(ws, 9), Waiting())
    save(ws, a_defect(description="接地线已断"))
    exchange.settle(ws, receipts)
    assert sync(pair, 0)
    assert sync(pair, 0)
    assert agreed(ws)[1]["description"] == "接地线已断"  # type: ignore[index]


def test_a_round_that_finds_its_own_work_otherwise_ends_with_what_the_centre_has(
    pair: Simulation,
) -> None:
    save(pair.tablets[0], a_defect())
    spoil(pair.tablets[0])
    assert sync(pair, 0)
    assert agreed(pair.tablets[0])[1]["description"] == a_defect().description  # type: ignore[index]
