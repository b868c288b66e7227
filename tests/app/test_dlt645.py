"""DL/T 645: the frames of the reference, and a meter that speaks it over TCP and over a pty."""

import errno
import random
import sys
from datetime import datetime
from decimal import Decimal

import pytest
import serial

from app.actions.read_meter import open_meter, read_load_record, read_meter
from app.clock import CHINA
from app.domain.meter import MeterSource, MeterValue
from app.errors import MeterTrouble
from app.instruments.dlt645 import FrameReader, bcd, number, request, whole_address
from app.instruments.dlt645_meter import Dlt645Meter, decoded
from app.instruments.load_record import rows_of
from app.instruments.serial_link import why_not_opened
from app.reference.library import open_reference
from tests.meters import FACTS, NUMBER, SimulatedMeter, over_pty, over_tcp

ITEMS = open_reference().meter_items
NOW = datetime(2026, 11, 20, 15, 0, tzinfo=CHINA)
VECTORS = [  # domain/engineering/instruments.md §2
    ("u_a", "68 12 19 07 00 00 00 68 91 06 33 34 34 35 34 56 F3 16", "230.1", ""),
    ("p", "68 12 19 07 00 00 00 68 91 07 33 33 36 35 78 56 B4 ED 16", "-1.2345", ""),
    ("e_fwd", "68 12 19 07 00 00 00 68 91 08 33 33 34 33 9A 78 56 34 04 16", "12345.67", ""),
    ("d_fwd", "68 12 19 07 00 00 00 68 91 0C 33 33 34 34 54 68 33 78 47 53 44 59 0B 16",
     "0.3521", "2026-11-20 14:45"),
]  # fmt: skip


def frames(text: str) -> list:  # type: ignore[type-arg]
    return list(FrameReader().feed(bytes.fromhex(text)))


@pytest.mark.parametrize(("name", "text", "value", "beside"), VECTORS)
def test_a_reply_of_the_reference_is_read(name: str, text: str, value: str, beside: str) -> None:
    (frame,) = frames(text)
    assert (frame.address, frame.is_reply) == (NUMBER, True)
    found = decoded(ITEMS.items[name], frame.data[4:])
    assert found == (Decimal(value), beside)
    assert frame.data[:4] == bytes.fromhex(ITEMS.items[name].di)[::-1]


@pytest.mark.parametrize(
    ("control", "data", "wanted"),
    [
        (0x11, "00010102", "68 12 19 07 00 00 00 68 11 04 33 34 34 35 E7 16"),
        (0x11, "00000302", "68 12 19 07 00 00 00 68 11 04 33 33 36 35 E8 16"),
        (0x11, "01000106010008201126",
         "68 12 19 07 00 00 00 68 11 0A 34 33 34 39 34 33 3B 53 44 59 83 16"),
    ],
)  # fmt: skip
def test_a_request_is_that_of_the_reference(control: int, data: str, wanted: str) -> None:
    assert request(NUMBER, control, bytes.fromhex(data)) == b"\xfe" * 4 + bytes.fromhex(wanted)


def test_what_writes_is_never_built() -> None:
    for control in set(range(256)) - {0x11, 0x12, 0x13}:
        with pytest.raises(ValueError, match="does not read"):
            request(NUMBER, control)


def test_a_frame_is_found_among_wake_up_bytes_noise_and_ends_that_are_none() -> None:
    sound = VECTORS[0][1]
    assert [f.raw for f in frames("FE FE 68 00 16 " + sound + " 16 16 " + sound)] == 2 * [
        bytes.fromhex(sound)
    ]
    # An address and data with 16 and 68 in them end and begin nothing.
    inner = "68 16 68 16 00 00 00 68 91 06 33 34 34 35 34 56"
    body = bytes.fromhex(inner)
    whole = body + bytes([sum(body) & 0xFF, 0x16])
    assert [f.address for f in FrameReader().feed(whole)] == ["000000166816"]


def test_a_wrong_checksum_gives_no_frame_and_is_kept_to_be_told() -> None:
    reader = FrameReader()
    spoilt = bytes.fromhex(VECTORS[0][1].replace("F3 16", "F4 16"))
    assert list(reader.feed(spoilt)) == []
    assert reader.spoilt == spoilt.hex().upper()


@pytest.mark.parametrize("held", ["FFFF", "FFFFFF", "0A00", "00F0", "FF23"])
def test_what_is_no_digit_is_no_reading(held: str) -> None:
    assert number(bytes.fromhex(held), 1, signed=len(held) == 6) is None
    assert bcd(bytes.fromhex(held)) is None


def test_the_top_bit_is_a_sign_where_there_is_one() -> None:
    assert number(bytes.fromhex("452381"), 4, signed=True) == Decimal("-1.2345")
    assert number(bytes.fromhex("452381"), 4) == Decimal("81.2345")
    assert str(number(bytes.fromhex("000080"), 4, signed=True)) == "0.0000"


def test_an_address_may_be_short_or_unknown() -> None:
    assert whole_address("71912") == NUMBER
    assert whole_address("AAAAAAAA1912") == "AAAAAAAA1912"
    assert whole_address("12345678901X") is None
    assert whole_address("1234567890123") is None


@pytest.fixture
def meter() -> SimulatedMeter:
    return SimulatedMeter()


def read(meter: SimulatedMeter, *names: str, address: str = NUMBER) -> dict[str, MeterValue]:
    with over_tcp(meter.answer) as port:
        source = MeterSource("dlt645", host="127.0.0.1", tcp_port=port, address=address)
        line = quick(open_meter(source))
        try:
            return {value.item: value for value in read_meter(line, names)}
        finally:
            line.close()


def quick(meter: object) -> Dlt645Meter:
    assert isinstance(meter, Dlt645Meter)
    meter._wait_s = 0.15
    return meter


def test_a_meter_is_read_over_tcp_by_blocks(meter: SimulatedMeter) -> None:
    found = read(meter, "u_a", "u_b", "u_c", "i_a", "i_b", "i_c", "f", "q")
    assert [found[n].value for n in ("u_a", "u_b", "u_c")] == [
        Decimal("230.1"), Decimal("229.8"), Decimal("231.5")]  # fmt: skip
    assert (found["i_a"].value, found["i_c"].value) == (Decimal("123.456"), Decimal("-0.1234") * 10)
    assert (found["i_b"].value, found["i_b"].quality) == (None, "no_data")
    assert (found["q"].quality, found["q"].why) == ("refused", "no_such_data")
    assert found["f"].shown == "49.99 Hz"
    assert meter.asked == ["0201FF00", "0202FF00", "02800002", "02040000"]
    assert found["u_b"].words == "9822"
    assert "68" in found["u_b"].raw


def test_a_meter_without_the_block_is_asked_item_by_item() -> None:
    facts = {di: held for di, held in FACTS.items() if not di.endswith("FF00")}
    found = read(SimulatedMeter(facts), "u_a", "u_b", "p")
    assert (found["u_a"].value, found["u_b"].quality) == (Decimal("230.1"), "refused")
    assert found["p"].value == Decimal("-1.2345")


def test_long_answers_come_in_following_frames() -> None:
    meter = SimulatedMeter(longest=4)
    found = read(meter, "u_a", "u_b", "u_c", "p", "p_a")
    assert [found[n].value for n in ("u_a", "u_c", "p")] == [
        Decimal("230.1"), Decimal("231.5"), Decimal("-1.2345")]  # fmt: skip
    assert len(found["u_a"].raw.split()) == 2


def test_an_adapter_that_echoes_is_no_answer(meter: SimulatedMeter) -> None:
    meter.echoes = True
    assert read(meter, "u_a")["u_a"].value == Decimal("230.1")


def test_a_lone_meter_is_asked_for_its_number(meter: SimulatedMeter) -> None:
    with over_tcp(meter.answer) as port:
        line = open_meter(MeterSource("dlt645", host="127.0.0.1", tcp_port=port))
        line.close()
    assert (line.identity.kind, line.identity.serial_no) == ("energy_meter", NUMBER)


def test_a_spoilt_answer_is_named_and_no_number(meter: SimulatedMeter) -> None:
    meter.spoil = lambda frame: frame[:-2] + bytes([(frame[-2] + 1) & 0xFF, 0x16])
    with pytest.raises(MeterTrouble) as trouble:
        read(meter, "u_a")
    assert trouble.value.why == "bad_checksum"
    assert trouble.value.found.startswith("68121907000000")


def test_another_meters_answer_is_passed_over(meter: SimulatedMeter) -> None:
    other = bytes.fromhex("68 99 19 07 00 00 00 68 91 06 33 34 34 35 34 56 7A 16")
    meter.spoil = lambda frame: other + frame
    assert read(meter, "u_a")["u_a"].value == Decimal("230.1")
    meter.spoil = lambda _frame: other
    with pytest.raises(MeterTrouble, match="silent"):
        read(meter, "u_a")


def test_a_place_where_nobody_listens_is_said() -> None:
    with over_tcp(lambda _: b"") as port:
        pass
    for source, why in (
        (MeterSource("dlt645", host="127.0.0.1", tcp_port=port), "no_connection"),
        (MeterSource("dlt645", port="/dev/ttyNOSUCH0"), "no_port"),
        (MeterSource("dlt645"), "no_place"),
        (MeterSource("modbus", host="127.0.0.1", tcp_port=port, map="none"), "no_map"),
    ):
        with pytest.raises(MeterTrouble) as trouble:
            open_meter(source)
        assert trouble.value.why == why


def test_an_address_that_is_none_is_refused(meter: SimulatedMeter) -> None:
    with pytest.raises(MeterTrouble, match="bad_address"):
        read(meter, "u_a", address="12-34")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_meter_is_read_over_a_serial_port(meter: SimulatedMeter) -> None:
    with over_pty(meter.answer) as port:
        source = MeterSource("dlt645", port=port, address=NUMBER, baud=9600, parity="N")
        line = quick(open_meter(source))
        found = {value.item: value for value in read_meter(line, ["u_a", "u_b", "e_fwd"])}
        with pytest.raises(MeterTrouble) as second:
            open_meter(source)
        line.close()
    assert second.value.why == "port_busy"
    assert (found["u_b"].value, found["e_fwd"].value) == (Decimal("229.8"), Decimal("12345.67"))


@pytest.mark.parametrize(
    ("error", "why"),
    [
        (OSError(errno.EACCES, "Permission denied"), "port_denied"),
        (OSError(errno.ENOENT, "No such file"), "no_port"),
        (OSError(errno.EBUSY, "busy"), "port_busy"),
        (serial.SerialException(errno.EACCES, "could not open port"), "port_denied"),
        (serial.SerialException("could not open port 'COM3': PermissionError(13)"), "port_busy"),
        (serial.SerialException("could not open port 'COM9': FileNotFoundError(2)"), "no_port"),
        (serial.SerialException("Could not exclusively lock port /dev/ttyS0"), "port_busy"),
    ],
)
def test_why_a_port_cannot_be_opened_is_told_apart(error: OSError, why: str) -> None:
    assert why_not_opened(error) == why


def a_record(minute: str, watts: str) -> bytes:
    """A row of the load record with voltages and power, in 15 minutes; no other class."""
    inner = bytes.fromhex(minute) + bytes.fromhex("012398221523" + "563412" * 3 + "9949")
    inner += b"\xaa" + bytes.fromhex(watts + "FFFFFF" * 3 + "000080" * 4) + b"\xaa" * 5
    body = b"\xa0\xa0" + bytes([len(inner)]) + inner
    return body + bytes([sum(body) & 0xFF, 0xE5])


def test_the_load_record_becomes_a_table_for_the_load_file_reader() -> None:
    rows = a_record("0008201126", "452300") + a_record("1508201126", "FFFFFF")
    meter = SimulatedMeter({"06000001": rows.hex()}, longest=50)
    with over_tcp(meter.answer) as port:
        source = MeterSource("dlt645", host="127.0.0.1", tcp_port=port, address=NUMBER)
        line = quick(open_meter(source))
        table = read_load_record(line, datetime(2026, 11, 20, 8, 0), 2)  # noqa: DTZ001
        line.close()
    head, first, second = table.splitlines()
    told = dict(zip(head.split(","), first.split(","), strict=True))
    assert (told["表号"], told["时间"]) == (NUMBER, "2026-11-20 08:00")
    assert (told["A相电压(V)"], told["总有功功率(kW)"]) == ("230.1", "0.2345")
    assert second.split(",")[1] == "2026-11-20 08:15"
    later = dict(zip(head.split(","), second.split(","), strict=True))
    assert later["总有功功率(kW)"] == ""  # no reading is no zero
    assert later["总无功功率(kvar)"] == "0.0000"


def test_a_spoilt_load_record_is_refused() -> None:
    sound = a_record("0008201126", "452300")
    assert len(list(rows_of(sound, ITEMS.record))) == 1
    for spoilt in (sound[:20], sound[:-2] + b"\x00\xe5", sound.replace(b"\xaa", b"\x11")):
        with pytest.raises(MeterTrouble, match="bad_record"):
            list(rows_of(spoilt, ITEMS.record))


def test_noise_never_becomes_a_number() -> None:
    chance = random.Random(645)
    sound = bytes.fromhex(VECTORS[0][1])
    for _ in range(2000):
        noise = bytearray(sound)
        noise[chance.randrange(len(noise))] ^= 1 << chance.randrange(8)
        assert list(FrameReader().feed(bytes(noise))) == []
