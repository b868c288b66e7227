"""A reading from an instrument in a cell of a filed form: with all it rests on, on the paper too.

Values and frames are the vectors of the reference for DL/T 645-2007 (instruments.md, §2).
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest

from app import codec
from app.actions.keep_entry import keep_rows
from app.actions.open_workspace import close_workspace
from app.actions.pin_entry import EntryPinning, pin_entry
from app.actions.record_filing import record_filing
from app.clock import CHINA
from app.domain.entry import FormRow
from app.domain.filing import Filing, cell_key, pinned_cells, reopened
from app.domain.filing_paper import filed_pins
from app.domain.meter import MeterIdentity, MeterValue, Ratios
from app.errors import MeterTrouble, SealedRecord
from app.views.filings import filing_page
from app.workspace import Workspace
from tests.flows.filings import HERE, a_tablet, filled, issued, said_in

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=CHINA)
METER = MeterIdentity("energy_meter", "000000071912", "DL/T 645-2007")
ENERGY = MeterValue(
    "e_fwd", "正向有功总电能", "active_energy", "kWh", Decimal("12345.67"), NOON,
    raw="6812190700000068910833333433" "9A7856340416",
)  # fmt: skip
VOLTAGE = MeterValue(
    "u_a", "A 相电压", "voltage", "V", Decimal("230.1"), NOON, "a",
    raw="68121907000000689106333435343456F316",
)  # fmt: skip
BEHIND = Ratios(Decimal(10), Decimal(100))
"""The ratios of the current and the voltage transformer."""


@pytest.fixture
def ws(tmp_path: Path) -> Iterator[Workspace]:
    """A tablet whose case is ready to be connected."""
    made = a_tablet(tmp_path / "tablet", "READY_TO_CONNECT")
    yield made
    close_workspace(made)


@pytest.fixture
def filing(ws: Workspace, tmp_path: Path) -> Filing:
    return filled(ws, tmp_path, "F08")


def pin(ws: Workspace, filing: Filing, **changes: object) -> Filing:
    """The start reading of the meter, in its first row."""
    pinning = EntryPinning(
        "meters", "meters-00", "start_reading_total", ENERGY, METER, "2031-12-31", BEHIND, "dlt645"
    )
    return pin_entry(ws, filing.id, replace(pinning, **changes), HERE)  # type: ignore[arg-type]


def pin_voltage(ws: Workspace, filing: Filing) -> Filing:
    """The voltage of phase A, in a row that is new."""
    return pin(
        ws, filing, table="voltages", row_id="voltages-new", column="value_v", value=VOLTAGE,
        beside={"point": "a"},
    )  # fmt: skip


def cells(filing: Filing, row: str) -> dict[str, str]:
    return dict(next(each.cells for each in filing.rows if each.id == row))


def test_a_start_reading_stands_as_the_meter_shows_it_with_instrument_time_and_raw_reply(
    ws: Workspace, filing: Filing
) -> None:
    kept = pin(ws, filing)
    assert cells(kept, "meters-00")["start_reading_total"] == "12345.67"
    assert cells(kept, "meters-00")["seal_nos"] == "F0091、F0092"  # the rest of the row stays
    stands = kept.pins[cell_key("meters", "meters-00", "start_reading_total")]
    assert (stands.read, stands.unit, stands.ratio) == ("12345.67", "kWh", "1")
    assert (stands.serial_no, stands.at, stands.raw) == ("000000071912", NOON, ENERGY.raw)
    assert stands.calibrated_until == "2031-12-31"


def test_a_voltage_is_that_of_the_primary_side_and_makes_the_row_of_its_phase(
    ws: Workspace, filing: Filing
) -> None:
    kept = pin_voltage(ws, filing)
    assert cells(kept, "voltages-new") == {"point": "a", "value_v": "23010"}
    stands = kept.pins[cell_key("voltages", "voltages-new", "value_v")]
    assert stands.shown == "230.1 V × 100"


def test_the_paper_names_cell_instrument_calibration_time_and_frame(
    ws: Workspace, filing: Filing
) -> None:
    pin_voltage(ws, filing)
    pin(ws, filing, column="start_reading_peak", value=replace(ENERGY, value=Decimal("0.04")))
    report = issued(ws, filing)
    said = said_in(ws.blobs.get(report.pdf))
    assert "仪表直读数值" in said
    assert "电压检查A相电压23010V230.1V×100" in said
    assert "电能表1起始示数峰0.04kWh0.04kWh" in said
    assert "检定有效期至2031年12月31日2026年11月20日12:00" in said
    assert "681219070000" in said
    assert '"serial_no":"000000071912"' in said


def test_a_correction_by_hand_is_told_and_printed(ws: Workspace, filing: Filing) -> None:
    kept = pin(ws, filing)
    row = next(each for each in kept.rows if each.id == "meters-00")
    typed = {**row.cells, "start_reading_total": "12345.70"}
    keep_rows(ws, filing.id, [replace(row, cells=typed)], [], HERE, Filing)
    page = filing_page(ws, filing.id)
    (printed,) = filed_pins(page.filing, page.entry.form)
    assert (printed.item, printed.written) == ("电能表 1　起始示数　总", "12345.70 kWh")
    assert (printed.pin.text, printed.is_changed) == ("12345.67", True)
    said = said_in(ws.blobs.get(issued(ws, filing).pdf))
    assert "已手工修改" in said


def test_a_row_that_is_taken_away_takes_its_pins_along(ws: Workspace, filing: Filing) -> None:
    kept = pin_voltage(ws, filing)
    gone = next(each for each in kept.rows if each.id == "voltages-new")
    keep_rows(ws, filing.id, [], [gone], HERE, Filing)
    recorded = record_filing(ws, filing.id)
    assert recorded.pins == {}
    emptied = replace(kept, rows=(FormRow(gone.table, gone.id, {"point": "a"}),))
    assert pinned_cells(emptied) == ()


def test_it_travels_with_the_form_and_one_of_before_has_none(ws: Workspace, filing: Filing) -> None:
    pin(ws, filing)
    recorded = record_filing(ws, filing.id)
    key = cell_key("meters", "meters-00", "start_reading_total")
    assert codec.decode(Filing, codec.encode(recorded)) == recorded
    with ws.read() as unit:
        lines = unit.outbox.of_record("filing", filing.id)
    assert ("pins", key) in {edit.path for line in lines for edit in line.change.edits}
    before = {name: value for name, value in codec.encode(recorded).items() if name != "pins"}
    old = codec.decode(Filing, before)
    assert (old.pins, codec.encode(old)) == ({}, before)


def test_a_form_that_is_returned_keeps_what_its_readings_rest_on(
    ws: Workspace, filing: Filing
) -> None:
    pin(ws, filing)
    recorded = record_filing(ws, filing.id)
    form = filing_page(ws, filing.id).entry.form
    assert reopened(recorded, form).pins == recorded.pins != {}


def test_what_does_not_fit_or_came_too_late_is_refused(ws: Workspace, filing: Filing) -> None:
    for changes in (
        {"value": replace(ENERGY, value=None)},
        {"value": VOLTAGE},
        {"column": "ct_ratio"},
    ):
        with pytest.raises(MeterTrouble, match="does_not_fit"):
            pin(ws, filing, **changes)
    assert filing_page(ws, filing.id).filing.pins == {}
    record_filing(ws, filing.id)
    with pytest.raises(SealedRecord):
        pin(ws, filing)
