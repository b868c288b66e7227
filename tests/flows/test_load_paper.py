"""What a load file says is the same on the screen, on paper, and in the record that travels."""

from pathlib import Path

import pytest

from app.actions.import_load import import_load
from app.domain.case import ConnectionCase
from app.domain.load import LoadProfile
from app.paper_load import paper_curve, paper_quality
from app.views.load_study import load_study
from app.workspace import Workspace
from tests.app.test_load_analysis import EXAMPLE_6
from tests.flows import test_defects
from tests.flows.visits import the_case_of

ws = test_defects.ws


@pytest.fixture
def load(ws: Workspace, tmp_path: Path) -> LoadProfile:
    """Example 6 by the minute, with the low voltage behind the transformer of a 10 kV customer."""
    path = tmp_path / "load.csv"
    rows = (f"2026-11-02 08:{n:02},{kw},228.4,9.4\n" for n, kw in enumerate(EXAMPLE_6))
    head = "时段开始时间,有功功率(kW),A相电压(V),A相5次谐波电流(A)\n"
    path.write_text(head + "".join(rows), encoding="utf-8")
    return import_load(ws, the_case_of(ws), path)


def test_the_paper_prints_the_findings_and_the_pictures_of_the_screen(
    ws: Workspace, load: LoadProfile
) -> None:
    study = load_study(ws, load).study
    with ws.read() as unit:
        case = unit.get(ConnectionCase, load.case_id)
    curve, quality = paper_curve(ws, [load]), paper_quality(ws, case, None, [load])
    assert curve is not None
    assert curve.load is not None
    assert quality is not None
    assert (curve.load.found, quality.found) == (study.load, study.quality)
    assert (*curve.load.pictures, *quality.pictures) == study.pictures


def test_its_record_holds_the_sliding_demand_that_both_show(
    ws: Workspace, load: LoadProfile
) -> None:
    study = load_study(ws, load).study
    assert study.load is not None
    assert study.load.sliding is not None
    assert load.figures is not None
    assert float(load.figures.demand_kw or 0) == pytest.approx(study.load.sliding.kw, abs=5e-5)
    assert load.figures.demand_ends_at == study.load.sliding.ends_at
    assert load.figures.demand_kw != load.summary.peak_kw


def test_what_was_measured_behind_the_transformer_is_judged_at_its_own_level(
    ws: Workspace, load: LoadProfile
) -> None:
    study = load_study(ws, load)
    assert study.study.un_kv == 0.38
    assert 10 in study.levels_kv  # whoever knows better may choose it
    quality = study.study.quality
    assert quality is not None
    assert quality.quantities[0].highest == pytest.approx(3.818, abs=5e-4)  # of 220 V, not −96 %


def test_the_newest_of_several_curves_is_the_one_on_the_paper(
    ws: Workspace, load: LoadProfile
) -> None:
    assert paper_curve(ws, []) is None
    newer = import_load(ws, the_case_of(ws), _another(ws, load))
    found = paper_curve(ws, [load, newer])
    assert found is not None
    assert found.profile == newer


def _another(ws: Workspace, load: LoadProfile) -> Path:
    path = ws.folder.parent / "later.csv"
    path.write_bytes(ws.blobs.get(load.source))
    return path
