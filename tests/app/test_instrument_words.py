"""Every reason for which an instrument, a load file or a recording is not read has a sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.errors import LoadFileRefused, MeterTrouble, WaveformRefused
from app.instruments.dlt645 import REFUSALS
from ui.load_wording import load_refused
from ui.meter_wording import meter_trouble
from ui.waveform_wording import waveform_refused

APP = Path(__file__).parents[2] / "app"


def words(call_of: str, place: int, files: str = "**/*.py") -> Iterator[str]:
    """The constants that stand in this place of a call."""
    for path in APP.glob(files):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or len(node.args) <= place:
                continue
            name = getattr(node.func, "id", getattr(node.func, "attr", ""))
            given = node.args[place]
            if name == call_of and isinstance(given, ast.Constant):
                yield str(given.value)


RECORDINGS = {*words("WaveformRefused", 1), *words("refuse", 0), *words("_beside", 2)}
LOADS = {
    *words("LoadFileRefused", 1),
    *words("refused", 0, "instruments/load_*.py"),
    *("energy_only", "not_text", "no_power_column", "out_of_memory"),
    *("wrong_encoding", "timed_out", "crashed", "cancelled"),
}
LINES = set(words("MeterTrouble", 0)) | {"port_denied", "port_busy", "no_port", "silent"}


def is_with_a_next_step(told: str) -> bool:
    """Whether a reason is followed by something to do, and by what became of the data."""
    _reason, *following = told.removesuffix("。").split("。")
    return len(following) == 2 and "请" in following[0]


@pytest.mark.parametrize("word", sorted(LOADS))
def test_a_load_file_is_refused_in_a_sentence_with_what_to_do(word: str) -> None:
    told = load_refused(LoadFileRefused("曲线.csv", word, 3, "功率", "abc"))
    assert told != load_refused(LoadFileRefused("曲线.csv", "other", 3, "功率", "abc"))
    assert word == "cancelled" or ("第 3 行" in told and is_with_a_next_step(told))


@pytest.mark.parametrize("word", sorted(RECORDINGS | {"timed_out", "crashed", "cancelled"}))
def test_a_recording_is_refused_in_a_sentence_of_its_own(word: str) -> None:
    told = waveform_refused(WaveformRefused("录波.cfg", word, "cfg", 3, "zwei"))
    assert told != waveform_refused(WaveformRefused("录波.cfg", "other", "cfg", 3, "zwei"))
    assert word == "cancelled" or ("第 3 行" in told and is_with_a_next_step(told))


@pytest.mark.parametrize(
    "word", sorted(LINES | {f"refused_{w}" for w in ("no_such_data", "other")})
)
def test_an_instrument_is_not_read_in_a_sentence_with_what_to_do(word: str) -> None:
    told = meter_trouble(MeterTrouble(word, "COM3", "68AA"))
    assert told != meter_trouble(MeterTrouble("nothing known", "COM3", "68AA"))
    assert told.count("。") >= 2 or word == "cancelled"


def test_whatever_a_meter_refuses_for_there_is_a_sentence() -> None:
    assert len(RECORDINGS) > 15
    for word in REFUSALS.values():
        assert "COM3" in meter_trouble(MeterTrouble(f"refused_{word}", "COM3", "00010000"))
