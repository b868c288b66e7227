"""Samples as bytes: they come back bit for bit, and damage is known."""

import json
import zlib
from array import array
from datetime import datetime
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.clock import CHINA
from app.domain.load import Samples
from app.errors import DigestMismatch
from app.instruments.samples_blob import pack_samples, unpack_samples

curves = st.lists(st.floats(-1e9, 1e9) | st.just(nan), min_size=1, max_size=100)
PHASES = ("p_a_kw", "p_b_kw", "p_c_kw")


def a_load(values: list[float], names: tuple[str, ...] = ("p_kw",)) -> Samples:
    start = datetime(2026, 1, 1, tzinfo=CHINA)
    return Samples(start, 900, {name: array("d", values) for name in names})


@given(curves, st.sampled_from([("p_kw",), PHASES, (*PHASES, "q_kvar")]))
def test_packed_samples_come_back_bit_for_bit(values: list[float], names: tuple[str, ...]) -> None:
    samples = a_load(values, names)
    again = unpack_samples(pack_samples(samples))
    assert (again.start, again.interval_s) == (samples.start, samples.interval_s)
    assert {n: v.tobytes() for n, v in again.channels.items()} == {
        n: v.tobytes() for n, v in samples.channels.items()
    }


def test_equal_samples_give_equal_bytes_whatever_the_order_of_channels() -> None:
    one, other = a_load([1, 2], PHASES), a_load([1, 2], PHASES[::-1])
    assert pack_samples(one) == pack_samples(other)


def test_every_cut_is_known() -> None:
    packed = pack_samples(a_load([float(n) for n in range(40)]))
    for length in range(len(packed)):
        with pytest.raises(DigestMismatch):
            unpack_samples(packed[:length])
    with pytest.raises(DigestMismatch):
        unpack_samples(packed + b"\0")


def test_a_flipped_bit_is_known_or_changes_no_sample() -> None:
    samples = a_load([float(n) for n in range(40)])
    packed = pack_samples(samples)
    for place in range(packed.index(b"\n") + 1, len(packed)):
        flipped = bytearray(packed)
        flipped[place] ^= 0x10
        try:
            again = unpack_samples(bytes(flipped))
        except DigestMismatch:
            continue
        assert again == samples  # bits between the last block and its checksum say nothing


GOOD = {
    "kind": "kanyan-load-1",
    "start": "2026-01-01T00:00:00+08:00",
    "interval_s": 900,
    "channels": ["p_kw"],
    "count": 2,
}


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "other"},
        {"start": "2026-01-01T00:00:00"},
        {"start": "yesterday"},
        {"interval_s": 0},
        {"count": 3},
        {"count": float("inf")},
        {"count": 10**12},
        {"channels": []},
        {"channels": "p_kw"},
        {"channels": ["p_kw", "p_kw"]},
        {"channels": ["p_a_kw", "p_b_kw"]},
        {"channels": [["p_kw"]]},
    ],
)
def test_a_head_that_cannot_be_true_is_known(wrong: dict[str, object]) -> None:
    def packed(head: dict[str, object]) -> bytes:
        return json.dumps(head).encode() + b"\n" + zlib.compress(bytes(16))

    assert unpack_samples(packed(GOOD)).interval_s == 900
    with pytest.raises(DigestMismatch):
        unpack_samples(packed(GOOD | wrong))


def test_a_blob_of_the_first_format_still_opens() -> None:
    body = zlib.compress(array("d", [1.5, nan]).tobytes(), 6)
    again = unpack_samples(json.dumps(GOOD).encode() + b"\n" + body)
    assert again.channels["p_kw"][0] == 1.5
    assert again.channels["p_kw"].tobytes() == array("d", [1.5, nan]).tobytes()


def test_a_meters_decimals_take_a_fifth_of_their_doubles() -> None:
    values = [round(100 + (n * 7919 % 1009) / 100, 2) for n in range(20_000)]
    samples = a_load(values, PHASES)
    packed = pack_samples(samples)
    assert json.loads(packed.partition(b"\n")[0])["decimals"] == [2, 2, 2]
    assert len(packed) < 3 * 8 * len(values) / 5
    assert unpack_samples(packed) == samples


@pytest.mark.parametrize(
    "wrong",
    [
        {"decimals": [9]},
        {"decimals": [-2]},
        {"decimals": ["2"]},
        {"decimals": [None]},
        {"decimals": []},
        {"count": 3},
    ],
)
def test_a_head_of_today_that_cannot_be_true_is_known(wrong: dict[str, object]) -> None:
    head, _, body = pack_samples(a_load([1.25, 2.5])).partition(b"\n")
    spoilt = json.dumps(json.loads(head) | wrong).encode() + b"\n" + body
    with pytest.raises(DigestMismatch):
        unpack_samples(spoilt)


@pytest.mark.parametrize("data", [b"", b"{}\n", b"[]\n", b"\0\0\0", b"[" * 100_000, b"\xff\n"])
def test_what_was_never_packed_is_known(data: bytes) -> None:
    with pytest.raises(DigestMismatch):
        unpack_samples(data)
