"""The office's pages in a real browser: they fit, complain of nothing and ask nobody else.

Runs where a Chromium is installed, and says so where none is.
"""

import io
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from app.actions.import_load import import_load
from app.actions.issue_report import issue_report
from app.actions.open_workspace import close_workspace
from app.actions.record_inspection import record_inspection
from tests.flows.tablets import a_joined_tablet, sync
from tests.flows.visits import fill_in, signed_by_both, the_case_of
from tests.sheets import HEADER, an_order, xlsx_bytes
from tests.sync.browser import Browser, a_browser, the_browser
from tests.sync.centres import PASSWORD, RunningCentre, a_running_centre
from ui.demo.samples import make_load_csv

ORG = "picture-org"
PATH = the_browser()

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(PATH is None, reason="no Chromium is installed here"),
]


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningCentre]:
    """A centre with an inspected case that has a defect, papers and photos."""
    folder = tmp_path_factory.mktemp("pictures")
    with a_running_centre(folder / "centre") as centre:
        ws = a_joined_tablet(folder / "tablet", centre, ORG)
        make_load_csv(folder / "负荷.csv", 480.0, ws.clock.now(), 1)
        import_load(ws, the_case_of(ws), folder / "负荷.csv")
        visit = fill_in(ws, folder)
        record_inspection(ws, visit)
        signed_by_both(ws, issue_report(ws, visit))
        sync(ws)
        close_workspace(ws)
        yield centre


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    assert PATH is not None
    with a_browser(PATH, tmp_path_factory.mktemp("profile")) as browser:
        yield browser


@pytest.fixture(params=[(1280, 900), (480, 900)], ids=["wide", "narrow"])
def tab(request: pytest.FixtureRequest, chromium: Browser, office: RunningCentre) -> Browser:
    """A fresh tab in which the clerk has signed in by the form."""
    chromium.open_tab(*request.param)
    chromium.go(f"{office.url}/office/sign-in")
    look_at(chromium, office)
    chromium.submit(
        f"document.querySelector('[name=user]').value = 'clerk@{ORG}';"
        f"document.querySelector('[name=password]').value = '{PASSWORD}';"
        "document.querySelector('button.primary').click()"
    )
    return chromium


def look_at(tab: Browser, office: RunningCentre) -> None:
    """What holds of every page."""
    where = tab.run("location.pathname")
    sticks_out = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    assert tab.run(sticks_out) == 0, where
    assert tab.complaints == [], where
    # The browser draws the signs of its own fields from data: addresses.
    asked = {urlsplit(url).netloc for url in tab.asked if not url.startswith("data:")}
    assert asked == {urlsplit(office.url).netloc}, where
    low = (
        "[...document.querySelectorAll('button, summary, select, textarea, header a')]"
        ".concat([...document.querySelectorAll('input:not([type=hidden])')])"
        ".filter(one => one.checkVisibility({contentVisibilityAuto: true}))"
        ".filter(one => (one.closest('label') ?? one).getBoundingClientRect().height < 47.5)"
        ".map(one => one.outerHTML)"
    )
    assert tab.run(low) == [], where
    with Image.open(io.BytesIO(tab.picture())) as picture:
        assert len(picture.convert("RGB").getcolors(1 << 24) or ()) > 20, where


def test_no_machine_shows_boxes_for_chinese(tab: Browser) -> None:
    """One without a Chinese font of its own gets ours; the page may fetch it from us alone."""
    for weight in ("400", "700"):
        loaded = f"document.fonts.load('{weight} 16px Kanyan Sans', '勘').then(f => f.length)"
        assert tab.run(loaded) == 1
    assert tab.complaints == []
    assert '"Kanyan Sans"' in tab.run("getComputedStyle(document.body).fontFamily")


def test_every_page_fits_and_keeps_to_itself(tab: Browser, office: RunningCentre) -> None:
    look_at(tab, office)
    assert tab.run("document.querySelectorAll('tbody tr').length") >= 1
    tab.submit("document.querySelector('tbody a').click()")
    look_at(tab, office)
    broken = "[...document.images].filter(one => one.complete && !one.naturalWidth).length"
    assert (tab.run(broken), tab.run("document.images.length > 5")) == (0, True)
    for page in ("devices", "import", "cases/none", "?q=没有这样的户名"):
        tab.go(f"{office.url}/office/{page}")
        tab.complaints = [said for said in tab.complaints if not said.endswith("cases/none")]
        look_at(tab, office)


def test_a_file_is_brought_looked_at_and_taken_in(
    tab: Browser, office: RunningCentre, tmp_path: Path
) -> None:
    number = str(tab.run("innerWidth"))
    file = tmp_path / "工单.xlsx"
    rows = [an_order(f"{number}-1"), an_order(f"{number}-2", 联系电话="一二三")]
    file.write_bytes(xlsx_bytes([HEADER, *rows]))
    tab.go(f"{office.url}/office/import")
    tab.choose_file("[name=file]", file)
    tab.submit("document.querySelector('button.primary').click()")
    look_at(tab, office)
    assert "不是手机或座机号码" in tab.run("document.body.innerText")
    tab.submit("document.querySelector('button.primary').click()")
    look_at(tab, office)
    assert "已导入" in tab.run("document.body.innerText")
    tab.go(f"{office.url}/office?q={number}-")
    look_at(tab, office)
    assert tab.run("document.querySelectorAll('tbody tr').length") == 1
    file.write_bytes(xlsx_bytes([HEADER, an_order(f"{number}-1", 联系人="李强")]))
    tab.go(f"{office.url}/office/import")
    tab.choose_file("[name=file]", file)
    tab.submit("document.querySelector('button.primary').click()")
    tab.run("document.querySelector('[name=changes]').click()")
    look_at(tab, office)
    tab.submit("document.querySelector('button.primary').click()")
    assert "有变更 1 行" in tab.run("document.body.innerText")


def test_a_case_is_carried_on_and_a_visit_returned_by_its_forms(
    tab: Browser, office: RunningCentre
) -> None:
    deed, fact, value = (
        ("contract", "contract_no", "HT-7")
        if tab.run("innerWidth > 1000")
        else ("fees", "amount", "0")
    )
    tab.go(f"{office.url}/office?q=6301202611090017")  # others have come by a file meanwhile
    tab.submit("document.querySelector('tbody a').click()")
    form = f"[...document.forms].find(one => one.deed?.value == '{deed}')"
    closed = f"{form}.closest('details').open"
    assert tab.run(closed) is False
    tab.run(f"{form}.closest('details').querySelector('summary').click()")
    look_at(tab, office)
    assert tab.run(f"{form}.checkValidity()") is False
    tab.submit(f"{form}.noValidate = true; {form}.requestSubmit()")
    tab.complaints = [said for said in tab.complaints if "422" not in said]
    look_at(tab, office)
    assert tab.run(closed) is True
    assert "没有办理" in tab.run("document.activeElement.textContent")
    tab.submit(f"{form}.{fact}.value = '{value}'; {form}.requestSubmit()")
    look_at(tab, office)
    assert tab.run(form) is None
    review = "[...document.forms].find(one => one.result?.value == 'returned' && !one.photo.value)"
    if tab.run(f"Boolean({review})"):
        tab.run(f"{review}.closest('details').querySelector('summary').click()")
        look_at(tab, office)
        tab.submit(f"{review}.reason.value = '铭牌照片不清楚'; {review}.requestSubmit()")
    look_at(tab, office)
    assert "退回原因：铭牌照片不清楚" in tab.run("document.body.innerText")
