"""A load list of a thousand lines: how long one cell takes until its figures stand on the screen.

Run by hand: `python -m tests.bench.bench_sheet [lines]`. Told are the calculation sheet alone, the
whole of an edit in the grid (checks, sums and sheet, before anything is stored), and painting.
"""

import os
import statistics
import sys
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from app.domain.entry import Entry, FormRow
from app.domain.load_sheet import LoadSheet, sheet_of
from tests.app.load_cases import RULES, a_survey, the_case
from ui.forms.form_section import FormSectionView
from ui.forms.load_grid import LoadGrid
from ui.forms.sheet_side import Reckoned
from ui.look import Look, wear

TURNS = 15
CASE = the_case("20000")


def rows(lines: int) -> list[FormRow]:
    """So many lines of every kind of load."""
    kinds = list(RULES.categories)
    cells = {
        "quantity": "2", "demand_factor": "0.7", "power_factor": "0.8", "rated_voltage": "380V",
        "phases": "3", "load_grade": "grade3", "is_security_load": "no",
    }  # fmt: skip
    return [
        FormRow(
            "loads",
            f"{number:06}",
            {
                **cells,
                "equipment_name": f"设备 {number}",
                "category": kinds[number % len(kinds)],
                "rated_power_kw": str(1 + number % 40),
            },
        )
        for number in range(lines)
    ]


def again(entry: Entry) -> LoadSheet | None:
    """The sheet of this form."""
    return sheet_of(entry, RULES, CASE)


def median_ms(deed: Callable[[int], object]) -> float:
    """Milliseconds that this takes, the median of some turns."""
    taken = []
    for turn in range(TURNS):
        begun = time.perf_counter()
        deed(turn)
        taken.append(time.perf_counter() - begun)
    return 1000 * statistics.median(taken)


def main() -> None:
    """Measure and tell."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    application = QApplication([])
    wear(application, Look())
    made = rows(lines)
    entry = a_survey(made)
    section = next(each for each in entry.form.sections if each.id == "loads")
    reckoned = Reckoned(again, categories=RULES.categories)
    view = FormSectionView(section, entry, lambda: "new", reckoned)
    view.resize(900, 1400)
    view.show()
    view.show_entry(entry, reckoned)
    application.processEvents()
    model = view.findChildren(LoadGrid)[0].model
    power, middle = model.place_of("rated_power_kw"), lines // 2
    print(f"{lines} lines")
    print(f"  sheet alone      {median_ms(lambda _turn: again(a_survey(made))):7.1f} ms")
    edit = median_ms(lambda turn: model.setData(model.index(middle, power), str(50 + turn)))
    print(f"  edit to figures  {edit:7.1f} ms")
    print(f"  paint            {median_ms(lambda _turn: application.processEvents()):7.1f} ms")


if __name__ == "__main__":
    main()
