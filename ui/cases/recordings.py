"""Recordings of waveforms that are kept for a case: one line each, to be looked at."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from app.domain.load import LoadProfile
from ui.load_wording import load_remark
from ui.naming import minute
from ui.parts.widgets import ValueButton, card, label
from ui.words import tr


def recordings_card(kept: Sequence[LoadProfile], opened: SignalInstance) -> QWidget:
    """A card with a button for each; a press sends the LoadProfile to `opened`."""
    lines: list[QWidget] = [label(tr("录波"), size=2)]
    for load in kept:
        told = "　".join(
            filter(None, (minute(load.summary.start), load.meter_no, load.source_name))
        )
        shown = ValueButton(load.id, told, f"recording_{load.id}", "chart-line")
        shown.picked.connect(partial(_open, opened, load))
        lines.append(shown)
        lines += [label(load_remark(remark), quiet=True) for remark in load.remarks]
    return card(*lines)


def _open(opened: SignalInstance, load: LoadProfile, _id: str) -> None:
    opened.emit(load)
