"""What a recording of waveforms comes to: RMS a cycle, and power and harmonics each ten cycles.

Windows are ten cycles of the measured frequency, rounded to whole samples; harmonics are the
subgroups of IEC 61000-4-7 (GB/T 17626.7): a line of the DFT with its two neighbours, 5 Hz apart.
"""

import re
from array import array
from collections.abc import Mapping
from datetime import timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from app.analysis.series import Values
from app.domain.load import Samples
from app.domain.waveform import (
    CYCLES,
    GB_TOP_ORDER,
    TOP_ORDER,
    Channel,
    Recording,
    Waveform,
    WaveformFindings,
)

Phasors = NDArray[np.complex128]

_NAMED: Final = re.compile(r"(?:[ui][_ ]?([abc])$)|([abc])相")
_LETTERS: Final = {"voltage": "u", "current": "i"}
_LEAST_PER_CYCLE: Final = 8
_TURN: Final = 2 * np.pi
_THIRD: Final = np.exp(2j * np.pi / 3)
_MEANS: Final = re.compile(r"p_|q_|pf|f_hz")
"""Channels that are averaged; the others are root mean squares."""


def analyse_waveform(wave: Waveform) -> WaveformFindings:
    """Its windows and cycles; none where it is shorter, or sampled too slowly to tell."""
    recording = wave.recording
    first, last, hz = _longest_stretch(recording)
    signals = {
        name: np.frombuffer(wave.samples[place], dtype=np.float64)[first:last]
        * recording.channels[place].to_primary
        for name, place in phases_of(recording).items()
    }
    start = recording.start + timedelta(seconds=_seconds_before(recording, first))
    frequency = _measured_hz(signals, hz, recording.frequency_hz)
    if hz < _LEAST_PER_CYCLE * frequency:
        return WaveformFindings(start, frequency, 0, {}, CYCLES / frequency)
    size = round(CYCLES * hz / frequency)
    count = (last - first) // size
    top = max(min(TOP_ORDER, int(hz / 2 / frequency) - 1), 1)
    windows = _windows(signals, size, count, hz, top) if count else {}
    return WaveformFindings(
        start=start,
        frequency_hz=frequency,
        top_order=top,
        windows={name: array("d", values.tobytes()) for name, values in windows.items()},
        window_s=size / hz,
        cycles={
            _channel(name): array("d", _by_cycle(values, hz / frequency).tobytes())
            for name, values in signals.items()
        },
    )


def phases_of(recording: Recording) -> dict[str, int]:
    """The place of the channel of each phase: "u_a", "i_a" …; the first of several counts."""
    found: dict[str, int] = {}
    for place, channel in enumerate(recording.channels):
        letter, phase = _LETTERS.get(channel.quantity, ""), _phase(channel)
        if letter and phase in ("a", "b", "c"):
            found.setdefault(f"{letter}_{phase}", place)
    return found


def as_samples(findings: WaveformFindings) -> Samples:
    """The windows by the second, as they are kept: RMS of each, powers and frequency as means.

    Raises:
        ValueError: there is no window.
    """
    if not findings.count:
        raise ValueError("no window")
    start = findings.start.replace(microsecond=0)
    offset = (findings.start - start).total_seconds()
    middles = offset + (np.arange(findings.count) + 0.5) * findings.window_s
    second = middles.astype(np.int64)
    steps = int(second[-1]) + 1
    channels: dict[str, array[float]] = {}
    for name, held in findings.windows.items():
        values = np.frombuffer(held, dtype=np.float64)
        there = np.isfinite(values)
        kept = np.where(there, values, 0.0)
        mean = bool(_MEANS.match(name))
        weights = kept if mean else kept**2
        count = np.bincount(second, weights=there.astype(float), minlength=steps)
        total = np.bincount(second, weights=weights, minlength=steps) / np.maximum(count, 1)
        result = np.where(count > 0, total if mean else np.sqrt(total), np.nan)
        channels[name] = array("d", result.astype(np.float64).tobytes())
    return Samples(start, 1, _as_load(channels))


def _as_load(channels: dict[str, "array[float]"]) -> dict[str, "array[float]"]:
    """Power as a load curve has it: of three phases, or of the only one; of two it is no total."""
    powers = [name for name in channels if name.startswith("p_")]
    if len(powers) == 3 or not powers:
        return channels
    lone = len(powers) == 1 and sum(name.startswith("u_") for name in channels) == 1
    kept = {n: held for n, held in channels.items() if not n.startswith(("p_", "q_", "pf_"))}
    if not lone:
        return kept
    phase = powers[0].split("_")[1]
    both = {"p_kw": f"p_{phase}_kw", "q_kvar": f"q_{phase}_kvar", "pf": f"pf_{phase}"}
    return kept | {total: channels[name] for total, name in both.items()}


def _phase(channel: Channel) -> str:
    if channel.phase:
        return channel.phase
    said = _NAMED.search(channel.name.strip().lower())
    return (said[1] or said[2]) if said else ""


def _longest_stretch(recording: Recording) -> tuple[int, int, float]:
    """First and last sample of the longest stretch of one rate, and that rate."""
    stretches, before = [], 0
    for rate in recording.rates:
        stretches.append((before, rate.last, rate.hz))
        before = rate.last
    return max(stretches, key=lambda each: each[1] - each[0])


def _seconds_before(recording: Recording, sample: int) -> float:
    total, before = 0.0, 0
    for rate in recording.rates:
        if before >= sample:
            break
        total += (min(rate.last, sample) - before) / rate.hz
        before = rate.last
    return total


def _channel(name: str) -> str:
    return f"{name}_{'v' if name.startswith('u') else 'a'}"


def _measured_hz(signals: Mapping[str, Values], hz: float, nominal: float) -> float:
    """How fast the phase of the fundamental turns, from cycle to cycle; voltages tell it first."""
    size = round(hz / nominal)
    for _, values in sorted(signals.items(), reverse=True):  # u_… before i_…
        count = len(values) // size if size >= _LEAST_PER_CYCLE else 0
        if count < 3:
            continue
        turned = np.exp(-1j * _TURN * np.arange(size) / size)
        phasors = values[: count * size].reshape(count, size) @ turned
        if not np.all(np.isfinite(phasors)) or np.min(np.abs(phasors)) < 1e-9:
            continue
        angles = np.unwrap(np.angle(phasors))
        slope = float(np.polyfit(np.arange(count), angles, 1)[0])
        found = (hz / size) * (1 + slope / _TURN)
        if abs(found - nominal) < nominal / 10:
            return found
    return nominal


def _by_cycle(values: Values, per_cycle: float) -> Values:
    """RMS of each whole cycle."""
    count = int(len(values) / per_cycle)
    if not count:
        return np.empty(0)
    edges = np.round(np.arange(count + 1) * per_cycle).astype(np.int64)
    sums = np.add.reduceat(values[: edges[-1]] ** 2, edges[:-1])
    result: Values = np.sqrt(sums / np.diff(edges))
    return result


def _windows(
    signals: Mapping[str, Values], size: int, count: int, hz: float, top: int
) -> dict[str, Values]:
    blocks = {name: values[: size * count].reshape(count, size) for name, values in signals.items()}
    result: dict[str, Values] = {}
    fundamentals: dict[str, Phasors] = {}
    for name, block in blocks.items():
        # Line k of the DFT as an RMS phasor: five hertz apart, the fundamental at CYCLES.
        lines = np.fft.rfft(block, axis=1) * (np.sqrt(2) / size)
        fundamentals[name] = lines[:, CYCLES]
        result[_channel(name)] = np.sqrt(np.mean(block**2, axis=1))
        result |= _harmonics(name, np.abs(lines), top)
    for phase in "abc":
        if {f"u_{phase}", f"i_{phase}"} <= blocks.keys():
            result |= _power(phase, blocks, fundamentals)
    if voltages := [name for name in ("u_a", "u_b", "u_c") if name in blocks]:
        result["f_hz"] = _frequencies(fundamentals[voltages[0]], size, hz)
        if len(voltages) == 3:
            result["unb_u_pct"] = _unbalance(*(fundamentals[name] for name in voltages))
    return result


def _harmonics(name: str, magnitudes: Values, top: int) -> dict[str, Values]:
    """The subgroups of each order, and the distortion up to the order of GB/T 14549."""
    groups: dict[int, Values] = {}
    for order in range(1, top + 1):
        middle = order * CYCLES
        groups[order] = np.sqrt(np.sum(magnitudes[:, middle - 1 : middle + 2] ** 2, axis=1))
    letter, phase = name.split("_")
    with np.errstate(divide="ignore", invalid="ignore"):
        base = np.where(groups[1] > 0, groups[1], np.nan)
        squares = sum((groups[o] ** 2 for o in groups if 2 <= o <= GB_TOP_ORDER), np.zeros(1))
        found: dict[str, Values] = {f"thd{letter}_{phase}_pct": np.sqrt(squares) / base * 100}
        for order in range(2, top + 1):
            if letter == "u":
                found[f"hu_{phase}_{order}_pct"] = groups[order] / base * 100
            else:
                found[f"hi_{phase}_{order}_a"] = groups[order]
    return {key: np.broadcast_to(value, base.shape).copy() for key, value in found.items()}


def _power(
    phase: str, blocks: Mapping[str, Values], fundamentals: Mapping[str, Phasors]
) -> dict[str, Values]:
    """P as the mean of u·i; Q without distortion apart, with the sign of the fundamental."""
    u, i = blocks[f"u_{phase}"], blocks[f"i_{phase}"]
    active = np.mean(u * i, axis=1)
    apparent = np.sqrt(np.mean(u**2, axis=1) * np.mean(i**2, axis=1))
    turned = np.imag(fundamentals[f"u_{phase}"] * np.conj(fundamentals[f"i_{phase}"]))
    reactive = np.sqrt(np.maximum(apparent**2 - active**2, 0.0)) * np.where(turned < 0, -1.0, 1.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        factor = np.where(apparent > 0, active / apparent, np.nan)
    return {
        f"p_{phase}_kw": active / 1000,
        f"q_{phase}_kvar": reactive / 1000,
        f"pf_{phase}": factor,
    }


def _frequencies(fundamental: Phasors, size: int, hz: float) -> Values:
    """Of each window: by how much the fundamental has turned since the one before."""
    base = CYCLES * hz / size
    if len(fundamental) < 2:
        return np.full(len(fundamental), np.nan)
    turned = np.angle(fundamental[1:] * np.conj(fundamental[:-1]))
    steps = base + turned / _TURN * hz / size
    result: Values = np.concatenate([steps[:1], steps])
    return result


def _unbalance(a: Phasors, b: Phasors, c: Phasors) -> Values:
    """Negative over positive sequence of the fundamental, percent."""
    positive = np.abs(a + _THIRD * b + _THIRD**2 * c)
    negative = np.abs(a + _THIRD**2 * b + _THIRD * c)
    with np.errstate(divide="ignore", invalid="ignore"):
        result: Values = np.where(positive > 0, negative / positive * 100, np.nan)
    return result
