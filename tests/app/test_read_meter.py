"""`kanyan read-meter` as people and programs meet it, and Modbus analysers on loopback."""

import asyncio
import json
import struct
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from pymodbus.framer import FramerRTU
from pymodbus.server import ModbusTcpServer
from pymodbus.simulator import DataType, SimData, SimDevice

from app.actions.read_meter import open_meter, read_meter
from app.clock import CHINA
from app.domain.meter import MeterSource, MeterValue, Ratios, Register, fits, written
from app.errors import MeterTrouble, RulesDamaged
from app.instruments.modbus_meter import decoded, grouped
from app.reference.instruments import read_register_map
from app.reference.library import RESOURCES, open_reference
from tests.meters import NUMBER, SimulatedMeter, over_pty, over_tcp
from ui.command import main

MAPS = open_reference().register_maps
FLOATS, SCALED = "modbus_float_input", "modbus_scaled_holding"
Blocks = Mapping[int, list[int]]
"""Registers by the address of the first; what lies between is not there."""


def words_of(*floats: float) -> list[int]:
    return [word for each in floats for word in struct.unpack(">2H", struct.pack(">f", each))]


FLOAT_BLOCKS: Blocks = {
    0: words_of(230.1, 229.8, float("nan"), 12.345, 12.0, 11.5, 2839.9, 2757.6, 2645.0),
    30: words_of(0.998, 0.999, -0.95),
    52: words_of(8242.5),
    70: words_of(49.98, 12345.67),
}
SCALED_BLOCKS: Blocks = {
    0x0A: [0x0012, 0xD687],
    0x61: [2301, 2298, 0xFFFF, 1234, 1200, 0],
    0x77: [4998],
    0x164: [0xFFFF, 0xFB2E, 0x7FFF, 0xFFFF],
}


@contextmanager
def an_analyser(blocks: Blocks, unit: int = 1) -> Iterator[int]:
    """The port of a Modbus server of pymodbus."""
    data = [
        SimData(at, values=list(words), datatype=DataType.REGISTERS) for at, words in blocks.items()
    ]
    loop, ready, ports = asyncio.new_event_loop(), threading.Event(), list[int]()
    servers = list[ModbusTcpServer]()

    async def serve() -> None:
        server = ModbusTcpServer(SimDevice(unit, data), address=("127.0.0.1", 0))
        servers.append(server)
        await server.listen()
        ports.append(server.transport.sockets[0].getsockname()[1])
        ready.set()
        await server.serving

    def run() -> None:
        asyncio.set_event_loop(loop)
        loop.run_until_complete(serve())
        loop.run_until_complete(asyncio.sleep(0))
        loop.close()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    assert ready.wait(5)
    try:
        yield ports[0]
    finally:
        asyncio.run_coroutine_threadsafe(servers[0].shutdown(), loop).result(5)
        thread.join(5)


def analyser_values(port: int, map_name: str, *names: str) -> dict[str, MeterValue]:
    source = MeterSource("modbus", host="127.0.0.1", tcp_port=port, map=map_name, address="1")
    meter = open_meter(source)
    try:
        return {value.item: value for value in read_meter(meter, names)}
    finally:
        meter.close()


def test_an_analyser_with_floats_is_read() -> None:
    with an_analyser(FLOAT_BLOCKS) as port:
        found = analyser_values(port, FLOATS)
    assert {name: found[name].value for name in ("u_a", "i_a", "pf_c", "p", "e_fwd")} == {
        "u_a": Decimal("230.1"), "i_a": Decimal("12.345"), "pf_c": Decimal("-0.95"),
        "p": Decimal("8242.5"), "e_fwd": Decimal("12345.67"),
    }  # fmt: skip
    assert (found["u_c"].value, found["u_c"].quality) == (None, "no_data")
    assert (found["thd_u_a"].quality, found["thd_u_a"].why) == ("refused", "no_such_data")
    assert found["u_a"].words == "4366 199A"
    assert found["u_a"].verify
    assert len(found) == len(MAPS[FLOATS].registers)


def test_an_analyser_with_scaled_integers_is_read() -> None:
    with an_analyser(SCALED_BLOCKS) as port:
        found = analyser_values(port, SCALED, "u_a", "u_c", "i_a", "f", "p_a", "p_b", "e_fwd")
    assert {name: each.value for name, each in found.items()} == {
        "u_a": Decimal("230.1"), "u_c": None, "i_a": Decimal("12.34"), "f": Decimal("49.98"),
        "p_a": Decimal("-1.234"), "p_b": None, "e_fwd": Decimal("12345.67"),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "words", "order", "wanted"),
    [
        ("f32", [0x4366, 0x0000], "big", "230"),
        ("f32", [0x0000, 0x4366], "little", "230"),
        ("f64", [0x4070, 0xE666, 0x6666, 0x6666], "big", "270.4"),
        ("i16", [0xFFFF], "big", "-1"),
        ("u16", [0xFFFF], "big", "65535"),
        ("i32", [0xFFFE, 0xFFFF], "little", "-2"),
        ("u64", [0, 0, 1, 0], "big", "65536"),
        ("f32", [0x7F80, 0x0000], "big", None),
        ("f32", [0x7FC0, 0x0001], "big", None),
        ("u32", [0x7FFF, 0xFFFF], "big", None),
    ],
)
def test_registers_are_numbers_in_the_order_of_the_map(
    kind: str, words: list[int], order: str, wanted: str | None
) -> None:
    register = Register("x", "值", "voltage", "V", 0, kind, invalid=(0x7FFFFFFF,))
    value, _ = decoded(register, words, order)
    assert value == (None if wanted is None else Decimal(wanted))


def test_a_text_register_is_a_number_on_a_plate() -> None:
    register = Register("serial", "编号", "identity", "", 0, "text", words=3)
    assert decoded(register, [0x4142, 0x3100, 0x0000], "big") == (None, "AB1")


def test_registers_far_apart_are_asked_for_apart() -> None:
    registers = MAPS[FLOATS].registers
    groups = list(grouped(registers, 60, set()))
    assert sum(map(len, groups)) == len(registers)
    for group in groups:
        assert group[-1].address + 2 - group[0].address <= 60
    alone = list(grouped(registers, 60, {each.item for each in registers}))
    assert {len(group) for group in alone} == {1}


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_an_analyser_is_read_over_a_serial_line_and_a_wrong_crc_is_named() -> None:
    spoil = False

    def answer(asked: bytes) -> bytes:
        if len(asked) < 8:
            return b""
        address, count = struct.unpack(">HH", asked[2:6])
        held = FLOAT_BLOCKS[0][address : address + count]
        said = bytes([asked[0], asked[1], 2 * count]) + struct.pack(f">{count}H", *held)
        return said + (FramerRTU.compute_CRC(said) ^ spoil).to_bytes(2, "big")

    with over_pty(answer) as port:
        source = MeterSource("modbus", port=port, map=FLOATS, address="7", baud=9600, parity="N")
        meter = open_meter(source)
        meter._client.comm_params.timeout_connect = 0.2  # type: ignore[attr-defined]
        found = {value.item: value.value for value in read_meter(meter, ["u_a", "u_b"])}
        spoil = True
        with pytest.raises(MeterTrouble) as trouble:
            read_meter(meter, ["u_a"])
        meter.close()
    assert found == {"u_a": Decimal("230.1"), "u_b": Decimal("229.8")}
    assert trouble.value.why == "bad_frame"
    assert trouble.value.found


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("pieces", [(8,), (3, 5), (1, 7)])
def test_an_adapter_that_echoes_what_is_asked_is_read_all_the_same(
    pieces: tuple[int, ...],
) -> None:
    silent = False
    told = bytearray()

    def answer(asked: bytes) -> bytes:
        if len(asked) < 8:
            return b""
        address, count = struct.unpack(">HH", asked[2:6])
        said = bytes([asked[0], asked[1], 2 * count])
        said += struct.pack(f">{count}H", *FLOAT_BLOCKS[0][address : address + count])
        said += FramerRTU.compute_CRC(said).to_bytes(2, "big")
        told[:] = asked[:8]
        return asked[:8] if silent else asked[:8] + said

    with over_pty(answer, pieces) as port:
        source = MeterSource("modbus", port=port, map=FLOATS, address="7", baud=9600, parity="N")
        meter = open_meter(source)
        meter._client.comm_params.timeout_connect = 0.3  # type: ignore[attr-defined]
        (value,) = read_meter(meter, ["u_a"])
        silent = True
        with pytest.raises(MeterTrouble, match="silent"):  # its own question is no answer
            read_meter(meter, ["u_a"])
        meter.close()
    assert value.value == Decimal("230.1")
    assert not value.raw.startswith(told.hex().upper())


def test_an_instrument_that_is_silent_or_gone_is_said() -> None:
    with over_tcp(lambda _: b"") as port:
        source = MeterSource("modbus", host="127.0.0.1", tcp_port=port, map=FLOATS)
        meter = open_meter(source)
        meter._client.comm_params.timeout_connect = 0.1  # type: ignore[attr-defined]
        with pytest.raises(MeterTrouble, match="silent"):
            read_meter(meter)
        meter.close()


def test_a_unit_that_is_none_is_refused() -> None:
    with pytest.raises(MeterTrouble, match="bad_unit"):
        open_meter(MeterSource("modbus", host="127.0.0.1", tcp_port=9, map=FLOATS, address="500"))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("type: f32", "type: f33"),
        ("address: 0,", "address: 70000,"),
        ("word_order: big", "word_order: middle"),
        ("id: u_b", "id: u_a"),
        ("quantity: voltage", "quantity: tension"),
        ("instrument: pq_analyser", "instrument: oracle"),
        ("fc: 4", "fc: 16"),
    ],
)
def test_a_map_that_is_wrong_is_refused(old: str, new: str, tmp_path: Path) -> None:
    text = (RESOURCES / "instruments" / f"{FLOATS}.yaml").read_text(encoding="utf-8")
    path = tmp_path / "own.yaml"
    path.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(RulesDamaged):
        read_register_map(path)


def a_value(value: str | None, unit: str, quantity: str) -> MeterValue:
    number = None if value is None else Decimal(value)
    return MeterValue("x", "值", quantity, unit, number, datetime(2026, 11, 20, tzinfo=CHINA))


def test_a_reading_fits_a_field_of_its_unit_and_goes_in_by_ratio_and_scale() -> None:
    ratios = Ratios(Decimal(40), Decimal(100))
    assert written(a_value("230.10", "V", "voltage"), "V", Ratios()) == "230.10"
    assert written(a_value("100.2", "V", "voltage"), "kV", ratios) == "10.02"
    assert written(a_value("-1.2345", "kW", "active_power"), "kW", ratios) == "-4938"
    assert written(a_value("0.98", "", "power_factor"), "", ratios) == "0.98"
    assert fits(a_value("1", "V", "voltage"), "kV")
    assert not fits(a_value("1", "V", "voltage"), "A")
    assert not fits(a_value(None, "V", "voltage"), "V")


def kanyan(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    code = main([str(each) for each in arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_tells_each_value_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    with over_tcp(SimulatedMeter().answer) as port:
        place = ("read-meter", "--dlt645", "--tcp", f"127.0.0.1:{port}")
        code, out, _ = kanyan(capsys, *place, "--items", "u_a", "i_a", "i_b", "d_fwd", "q")
    assert code == 0
    assert out.splitlines()[0] == f"DL/T 645-2007　{NUMBER}"
    assert "A 相电压　230.1 V" in out
    assert "B 相电流　—　无读数" in out
    assert "正向有功总最大需量　0.3521 kW（2026-11-20 14:45）" in out
    assert "总无功功率　—　仪表没有此项" in out


def test_the_command_tells_them_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    with over_tcp(SimulatedMeter().answer) as port:
        place = ("read-meter", "--dlt645", NUMBER, "--tcp", f"127.0.0.1:{port}", "--json")
        code, out, _ = kanyan(capsys, *place, "--items", "u_a", "i_a", "i_b")
    told = json.loads(out)
    assert (code, told["serial_no"]) == (0, NUMBER)
    first, _, second = told["values"]
    assert (first["value"], first["unit"], first["shown"]) == (230.1, "V", "230.1 V")
    assert (second["value"], second["quality"]) == (None, "no_data")
    assert first["raw"].endswith("16")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--dlt645", "--port", "/dev/ttyNOSUCH0"),
        ("--dlt645", "12-34", "--tcp", "127.0.0.1:{}"),
        ("--dlt645", "--tcp", "127.0.0.1:{}", "--items", "u_x"),
        ("--modbus", "none", "--tcp", "127.0.0.1:{}"),
    ],
)
def test_what_goes_wrong_is_one_sentence(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    with over_tcp(SimulatedMeter().answer) as port:
        code, out, err = kanyan(capsys, "read-meter", *(each.format(port) for each in arguments))
    assert code == 1
    assert len(err.strip().splitlines()) == 1
    assert "Traceback" not in out + err


def test_items_and_maps_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = kanyan(capsys, "read-meter", "--list-items", "--json")
    told = json.loads(out)
    assert code == 0
    assert {"u_a", "e_fwd", "d_fwd"} <= told["dlt645"].keys()
    assert set(told["modbus_maps"]) == set(MAPS)
    assert kanyan(capsys, "read-meter", "--list-items")[0] == 0


def test_ones_own_map_is_used(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    text = (RESOURCES / "instruments" / f"{SCALED}.yaml").read_text(encoding="utf-8")
    own = tmp_path / "mine.yaml"
    own.write_text(text.replace('scale: "0.1"', 'scale: "10"'), encoding="utf-8")
    with an_analyser(SCALED_BLOCKS) as port:
        place = ("read-meter", "--map-file", own, "--tcp", f"127.0.0.1:{port}", "--json")
        _, out, _ = kanyan(capsys, *place, "--items", "u_a")
    assert json.loads(out)["values"][0]["value"] == 23010.0
