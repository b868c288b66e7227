"""The diagnostic file: what was shown, and nobody's name."""

import json
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from app.about import known_instruments, rule_files, tablet_page
from app.actions.open_workspace import close_workspace, create_workspace
from app.actions.write_diagnostics import gather_diagnostics, without_names, write_diagnostics
from app.domain.instrument import Instrument
from app.domain.staff import Identity
from app.errors import FolderNotWritable
from app.ids import DeviceId, OrgId, UserId
from app.workspace import Workspace
from tests.builders import a_case, a_visit

WHO = Identity(UserId("zhang"), "张海峰", OrgId("公司"), ("inspector",), DeviceId("tab-1"))
CANARIES = (
    "高原精密铸造",
    "马建国",
    "13912345678",
    "生物园区",
    "不许外传",
    "zhang-canary",
    "张海峰",
)
LOG = """2026-11-24 09:00:00,123 unexpected
Traceback (most recent call last):
  File "/home/马建国/kanyan/ui/background.py", line 44, in _end
    raise ValueError("高原精密铸造")
  File "/usr/lib/python3.11/json/decoder.py", line 355, in raw_decode
ValueError: 高原精密铸造 13912345678
app.errors.NotAPicture: NotAPicture(name='马建国身份证.jpg')
2026-11-24 09:01:00,123 QtWarningMsg 马建国
"""


@pytest.fixture
def ws(tmp_path: Path) -> Workspace:
    made = create_workspace(tmp_path / "tablet", "高原 2026", WHO)
    case = a_case()
    customer = replace(
        case.customer,
        name="高原精密铸造",
        contact_name="马建国",
        contact_phone="13912345678",
    )
    site = replace(case.site, address="生物园区纬二路")
    with made.unit("begin") as unit:
        unit.save(replace(case, customer=customer, site=site))
        unit.save(replace(a_visit(), case_id=case.id, opinion="不许外传"))
    (made.folder / "kanyan.log").write_text(LOG, encoding="utf-8")
    yield made
    close_workspace(made)


def test_no_word_of_a_customer_goes_into_it(ws: Workspace, tmp_path: Path) -> None:
    texts = gather_diagnostics(ws, {"theme": "dark"}, ws.folder / "kanyan.log")
    write_diagnostics(ws, tmp_path / "out.zip", texts)
    with zipfile.ZipFile(tmp_path / "out.zip") as made:
        written = {name: made.read(name).decode() for name in made.namelist()}
    assert written == texts
    whole = "\n".join(written.values())
    assert [word for word in CANARIES if word in whole] == []


def test_it_tells_what_whoever_looks_after_the_program_needs(ws: Workspace) -> None:
    texts = gather_diagnostics(ws, {"theme": "dark"}, ws.folder / "kanyan.log")
    counts, trail = json.loads(texts["counts.json"]), json.loads(texts["trail.json"])
    assert counts["records"] == {"case": 1, "inspection": 1}
    assert counts["outbox"] == {"queued": 2}
    assert counts["database_bytes"] > 0
    assert (trail["length"], trail["deeds"]) == (2, {"begin": 1, "create_workspace": 1})
    assert len(trail["head"]) == 64
    assert json.loads(texts["settings.json"]) == {"theme": "dark"}
    assert len(json.loads(texts["rules.json"])) == len(rule_files())


def test_a_log_keeps_when_where_and_which_kind_of_error() -> None:
    assert without_names(LOG.splitlines()).splitlines() == [
        "2026-11-24 09:00:00",
        "  ui/background.py:44",
        "  decoder.py:355",
        "  ValueError",
        "  app.errors.NotAPicture",
        "2026-11-24 09:01:00",
    ]


def test_a_folder_that_cannot_be_written_is_said(ws: Workspace, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        write_diagnostics(ws, tmp_path / "nowhere" / "out.zip", {"a": "b"})


def test_each_tester_is_known_once_with_its_newest_calibration() -> None:
    old = Instrument("i-1", "clamp", "F319", "77", "2026-03-31")
    new = replace(old, calibrated_until="2027-03-31")
    other = Instrument("i-2", "multimeter", "F117", "78", "2026-10-01")
    first, second = a_visit(), a_visit()
    second = replace(second, started_at=second.started_at.replace(year=2027), instruments=(new,))
    known = known_instruments(
        [second, replace(first, instruments=(old, other))], date(2026, 11, 24)
    )
    assert [(k.serial_no, k.calibrated_until, k.is_expired) for k in known] == [
        ("78", "2026-10-01", True),
        ("77", "2027-03-31", False),
    ]


def test_the_page_says_which_rules_are_still_to_be_checked(ws: Workspace) -> None:
    page = tablet_page(ws)
    unverified = {rules.name: rules.unverified for rules in page.rules}
    assert unverified["limits/limits.yaml"] > 0
    assert unverified["calendars/china.yaml"] == 0
    assert not page.can_sign
