"""`kanyan read-waveform`: what a recording says, in words and as JSON."""

import argparse
import json
from collections.abc import Callable, Mapping, Sequence
from math import fsum, isfinite, isnan
from pathlib import Path
from typing import Any

import msgspec

from app.actions.read_waveform_file import read_waveform_file
from app.domain.names import minute


def tell_waveform(asked: argparse.Namespace, say: Callable[[str], None]) -> int:
    """Say what is in the file.

    Raises:
        WaveformRefused: it cannot be read.
    """
    reading = read_waveform_file(Path(asked.file))
    values, cycles = levels(reading.findings.windows), levels(reading.findings.cycles)
    found = reading.findings
    if asked.json:
        plain = {
            "recording": msgspec.to_builtins(reading.recording),
            "phases": dict(reading.phases),
            "frequency_hz": found.frequency_hz,
            "windows": found.count,
            "window_s": found.window_s,
            "top_order": found.top_order,
            "values": values,
            "cycles": cycles,
        }
        say(json.dumps(plain, ensure_ascii=False, indent=2))
        return 0
    facts = reading.recording
    say(f"{facts.station}　{facts.device}　COMTRADE {facts.revision} {facts.form}")
    rates = "、".join(f"{rate.hz:g}" for rate in facts.rates)
    span = f"起始 {minute(facts.start)}　{facts.seconds:.3f} 秒　每秒 {rates} 点"
    say(f"{span}　频率 {found.frequency_hz:.3f} Hz")
    told = f"模拟量 {len(facts.channels)} 路，开关量 {len(facts.digital)} 路"
    say(f"{told}；10 周波窗 {found.count} 个，谐波至 {found.top_order} 次")
    for name, each in values.items():
        if each["mean"] is not None and not name.startswith(("hu_", "hi_")):
            say(f"  {name}　平均 {each['mean']:.4g}　最大 {each['highest']:.4g}")
    for name, each in cycles.items():
        if each["mean"] is not None:
            say(f"  {name}　单周波 {each['lowest']:.4g} – {each['highest']:.4g}")
    return 0


def levels(channels: Mapping[str, Sequence[float]]) -> Mapping[str, Mapping[str, Any]]:
    """Mean, lowest and highest of each channel; None where all is missing."""
    told = {}
    for name, held in channels.items():
        there = [value for value in held if not isnan(value) and isfinite(value)]
        told[name] = {
            "mean": fsum(there) / len(there) if there else None,
            "lowest": min(there, default=None),
            "highest": max(there, default=None),
            "missing": len(held) - len(there),
        }
    return told
