"""How an office may want its papers to look, what it may not say, and the picture of its seal."""

import io
import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pikepdf
import pytest
import yaml
from PIL import Image, ImageDraw
from pyhanko.pdf_utils.reader import PdfFileReader

from app.actions.issue_report import issue_report
from app.actions.open_workspace import close_workspace
from app.documents.attached import attached_record
from app.documents.filing_pdf import draw_filing
from app.documents.lint import lint
from app.documents.seal_image import draw_seam
from app.documents.verify import verify_pdf
from app.domain.layout import Layout, Seal
from app.domain.signer import SignerRole
from app.errors import RulesDamaged, RulesRefused
from app.reference.library import RESOURCES, Reference
from app.reference.rules_shelf import check_rules
from sync.server.command_words import sentence
from tests.app.filed_papers import filing_of
from tests.app.inspection_papers import RECORD, an_issue, text_of
from tests.app.sealed_papers import TRUSTED, signed_by
from tests.flows.filings import a_tablet, filled, issued, signed_by_all

BOTH = (SignerRole.INSPECTOR, SignerRole.CUSTOMER)
OURS: Mapping[str, Any] = {
    "F10": {
        "title": "业扩报装一次性告知书",
        "order": ["rights", "notice"],
        "declaration": ["本告知书在营业厅公示。"],
        "remarks": ["营业时间 8:30 至 17:30。"],
        "copies": ["客户", "供电企业", "代办人"],
    },
    "F11": {"hidden": ["origins"]},
}


@cache
def a_seal_png(kind: str = "seal") -> bytes:
    picture = Image.new("RGBA", (240, 240), (0, 0, 0, 0))
    if kind == "seal":
        ImageDraw.Draw(picture).ellipse((8, 8, 232, 232), outline=(200, 30, 30, 255), width=14)
        ImageDraw.Draw(picture).rectangle((90, 90, 150, 150), fill=(200, 30, 30, 255))
    out = io.BytesIO()
    picture.convert("RGB" if kind == "jpeg" else "RGBA").save(
        out, "JPEG" if kind == "jpeg" else "PNG"
    )
    return out.getvalue()


def rules_of(
    folder: Path, papers: Mapping[str, Any], org: str = "xining", **seal: Any
) -> Reference:
    """The rules with what this organisation wants."""
    said: dict[str, Any] = {
        "version": "2026.12",
        "source": "office",
        "effective_from": "2026-12-01",
    }
    said |= {"orgs": [org], "papers": dict(papers)}
    if seal:
        said["seal"] = {"image": b64encode(a_seal_png()).decode(), **seal}
    path = folder / "papers" / "overlay_xining.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(said, allow_unicode=True), encoding="utf-8")
    return Reference(folder, RESOURCES)


def drawn(code: str, layout: Layout) -> bytes:
    issue = replace(an_issue(*BOTH), layout=layout, copies=layout.kept_by(("客户", "供电企业")))
    return draw_filing(filing_of(code, issue))


def test_an_office_says_title_order_lines_and_copies_of_its_own_papers_alone(
    tmp_path: Path,
) -> None:
    layouts = rules_of(tmp_path, OURS).layouts
    ours, others = (text_of(drawn("F10", layouts.of("F10", org))) for org in ("xining", "hekou"))
    assert "业扩报装一次性告知书" in ours
    assert "业务办理一次性告知书" in others
    assert ours.index("客户权利") < ours.index("告知环节") < ours.index("需要的材料")
    assert others.index("告知环节") < others.index("客户权利")
    fixed = "供电企业及其工作人员未指定、推荐、限制"
    assert fixed in ours
    assert "本告知书在营业厅公示。" in ours
    assert "营业时间8:30至17:30。" in ours
    assert "一式三份客户、供电企业、代办人留存" in ours
    assert "一式两份客户留存／供电企业留存" in others
    assert "版式2026.13／xining2026.12" in ours
    assert "版式2026.13第" not in ours


def test_a_block_that_may_go_goes(tmp_path: Path) -> None:
    layouts = rules_of(tmp_path, OURS).layouts
    assert "预填内容来自" not in text_of(drawn("F11", layouts.of("F11", "xining")))
    assert "预填内容来自" in text_of(drawn("F11", layouts.of("F11", "hekou")))


@pytest.mark.parametrize(
    ("code", "wanted", "said"),
    [
        ("F06", {"hidden": ["verdict"]}, "结论在每份单据上都要有，不能隐藏"),
        ("F06", {"hidden": ["defects"]}, "缺陷在每份单据上都要有"),
        ("F06", {"hidden": ["result"]}, "必填或固定的内容，不能隐藏"),
        ("F03", {"hidden": ["signatures"]}, "签名在每份单据上都要有"),
        ("F03", {"hidden": ["number"]}, "编号在每份单据上都要有"),
        ("F07", {"hidden": ["digest"]}, "记录摘要在每份单据上都要有"),
        ("F10", {"hidden": ["rights"]}, "“客户权利”有必填或固定的内容，不能隐藏"),
        ("F10", {"hidden": ["notice"]}, "有必填或固定的内容"),
        ("F10", {"hidden": ["colours"]}, "没有名为 colours 的部分"),
        ("F10", {"order": ["rights", "no_such"]}, "order 中的 no_such 不是这张单据的部分"),
        ("F10", {"order": ["rights", "rights"]}, "同一部分写了两次"),
        ("F03", {"annexed": ["opinion"]}, "与签名在一起，不能移到附件"),
        ("F10", {"title": "很" * 31}, "标题超过 30 字"),
        ("F10", {"remarks": ["一"] * 7}, "最多 6 行"),
        ("F10", {"declaration": ["很" * 121]}, "超过 120 字"),
        ("F10", {"remarks": ["推荐使用甲公司的设备"]}, "不能印在单据上"),
        ("F10", {"copies": ["供电企业"]}, "客户必须留存一份"),
        ("F10", {"signs": []}, "signs 不能由单位规定"),
        ("F99", {"title": "某单"}, "没有代码为 F99 的单据"),
    ],
)
def test_what_no_office_may_say_is_refused_in_a_sentence_that_names_it(
    tmp_path: Path, code: str, wanted: Mapping[str, Any], said: str
) -> None:
    rules = rules_of(tmp_path, {code: wanted})
    with pytest.raises(RulesDamaged) as refused:
        _ = rules.layouts
    assert said in refused.value.where


def test_what_no_office_may_say_is_never_published(tmp_path: Path) -> None:
    rules_of(tmp_path, {"F06": {"hidden": ["verdict"]}})
    with pytest.raises(RulesRefused) as kept_out:
        check_rules(tmp_path)
    told = RulesRefused("damaged", "overlay_xining.yaml", kept_out.value.where)
    assert "结论在每份单据上都要有" in sentence(told)


def test_the_seal_is_over_the_signatures_and_across_every_page_and_hides_nothing(
    tmp_path: Path,
) -> None:
    layouts = rules_of(tmp_path, {}, across=True).layouts
    plain, sealed = (drawn("F03", layouts.of("F03", org)) for org in ("hekou", "xining"))
    assert lint(sealed, BOTH, sha256(RECORD).hexdigest()) == ()  # type: ignore[arg-type]
    reds = red_bars(sealed)
    assert len(reds) >= 2
    assert all(page > 0 for page in reds)
    assert sum(red_bars(plain)) == 0
    assert "不是电子签名" in text_of(sealed)
    assert "不是电子签名" not in text_of(plain)


def test_the_seal_is_in_the_bytes_that_are_signed_and_counts_as_no_signature(
    tmp_path: Path,
) -> None:
    layout = rules_of(tmp_path, {}).layouts.of("F04", "xining")
    sealed = drawn("F04", layout)
    assert [r.value for r in BOTH] == list(verify_pdf(sealed, TRUSTED).missing)
    signed = signed_by(signed_by(sealed, BOTH[0], last=False), BOTH[1], last=True)
    assert signed.startswith(sealed)
    told = verify_pdf(signed, TRUSTED)
    assert (told.valid, [each.role for each in told.signatures]) == (True, [r.value for r in BOTH])


def test_only_the_forms_that_are_named_carry_the_seal(tmp_path: Path) -> None:
    layout = rules_of(tmp_path, {}, forms=["F03"]).layouts.of("F04", "xining")
    assert layout.for_paper("F03").seal is not None
    assert layout.for_paper("F04").seal is None
    assert set(layout.for_paper("F03").told) == {"version", "seal"}
    assert set(layout.for_paper("F04").told) == {"version"}


@pytest.mark.parametrize(
    ("wanted", "said"),
    [
        ({"size_mm": 90}, "size_mm 应在 20～50 之间"),
        ({"forms": ["F77"]}, "没有编号为 F77 的单据"),
        ({"image": b64encode(a_seal_png("empty")).decode()}, "几乎全空或全满"),
        ({"image": b64encode(a_seal_png("jpeg")).decode()}, "不是能读的 PNG 图片"),
        ({"image": b64encode(b"\x89PNG\r\n\x1a\n" + b"\0" * 40).decode()}, "不是能读的 PNG 图片"),
    ],
)
def test_a_picture_that_is_no_seal_is_refused(
    tmp_path: Path, wanted: Mapping[str, Any], said: str
) -> None:
    with pytest.raises(RulesDamaged) as refused:
        _ = rules_of(tmp_path, {}, **{"across": True, **wanted}).layouts
    assert said in refused.value.where


@pytest.mark.parametrize("pages", [2, 3, 8, 9, 17])
def test_the_parts_on_the_edges_make_up_whole_seals(pages: int) -> None:
    seal = Seal("0" * 64, 100, 1, ((0, 0, 100),), 40, True, True)  # type: ignore[arg-type]
    page = _Page()
    for number in range(1, pages + 1):
        draw_seam(page, seal, number, pages)
    dots = [width / page.dot for width in page.widths]
    assert len(dots) == pages
    assert round(sum(dots)) == 100 * -(-pages // 8)


class _Page:
    """What a canvas is asked to draw on an edge: the widths of the bars, in points."""

    _pagesize = (595.0, 842.0)

    def __init__(self) -> None:
        self.widths: list[float] = []
        self.dot = 1.0

    def rect(self, x: float, y: float, width: float, height: float) -> None:
        self.widths.append(width / height)
        assert x + width <= 595.01

    def beginPath(self) -> "_Page":  # noqa: N802  (the library's name)
        return self

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **more: None


def red_bars(pdf: bytes) -> list[int]:
    """How many bars are drawn in the seal's red, page by page."""
    found = []
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        for page in opened.pages:
            said = page.Contents.read_bytes().decode("latin-1")
            parts = re.split(r"(?m)^\.784314 \.196078 \.168627 rg", said)[1:]
            found.append(sum(part.split(" f*")[0].count(" re") for part in parts))
    return found


def test_a_paper_pins_the_layout_that_it_was_issued_by(tmp_path: Path) -> None:
    ws = a_tablet(tmp_path / "tablet", "SUBMITTED")
    rules = rules_of(tmp_path, OURS, org=ws.who.org, across=True)
    ws = replace(ws, reference=rules)
    report = issued(ws, filled(ws, tmp_path, "F10"))
    pdf = ws.blobs.get(report.pdf)
    record = json.loads(attached_record(PdfFileReader(io.BytesIO(pdf))))
    seal = sha256(a_seal_png()).hexdigest()
    assert record["layout"] == {"version": "2026.13／xining 2026.12", "seal": seal}
    assert "版式2026.13／xining2026.12" in text_of(pdf)
    assert issue_report(ws, report.subject_id).id == report.id
    rules_of(tmp_path, {"F10": {"title": "业扩告知书"}}, org=ws.who.org)
    ws.reference.turn_to((tmp_path, RESOURCES), 2)
    fresh = issue_report(ws, report.subject_id)  # nobody has signed the one before
    assert (fresh.revision, "业扩告知书" in text_of(ws.blobs.get(fresh.pdf))) == (2, True)
    signed_by_all(ws, fresh)
    rules_of(tmp_path, {}, org=ws.who.org)
    ws.reference.turn_to((tmp_path, RESOURCES), 3)
    assert issue_report(ws, report.subject_id).id == fresh.id  # what is signed stays
    close_workspace(ws)
