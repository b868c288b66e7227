"""How an office wants its papers to look, and the limits within which it may say so.

Number, digest, code, signatures, verdict and defects have no name here, so nothing can take them
away; what is required of a form, and its fixed declaration, cannot be hidden either.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Protocol, TypeVar

from app.domain.form import Form, FormSection
from app.domain.impartiality import Level, Phrases, hits
from app.ids import Digest

OPTIONAL: Final = {"curve": "负荷曲线", "sketch": "供电简图", "origins": "预填来源"}
"""Blocks beside the sections of a form that may be left out."""
KEPT: Final[Mapping[str, str]] = {
    "number": "编号",
    "digest": "记录摘要",
    "qr": "二维码",
    "signatures": "签名",
    "verdict": "结论",
    "defects": "缺陷",
    "findings": "检验项目",
    "declaration": "声明",
}
"""What every paper has, by the names under which somebody might try to hide it."""
_ALWAYS: Final = frozenset({"result", "opinion", "defects"})
"""Sections that are a verdict, or what follows from one."""
_LONGEST_TITLE, _LONGEST_LINE, _MOST_LINES, _MOST_COPIES = 30, 120, 6, 4
_SMALLEST_MM, _LARGEST_MM = 20, 50


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


_Part = TypeVar("_Part", bound=_HasId)


@dataclass(frozen=True)
class Seal:
    """The picture of a company's seal: bars of one colour. It is a picture, never a signature."""

    digest: Digest
    """SHA-256 of the file that was given."""
    width: int
    height: int
    bars: tuple[tuple[int, int, int], ...]
    """Line from the top, where a bar starts, where it ends: in dots."""
    size_mm: Decimal
    is_over: bool
    """Whether it stands over the row of signatures."""
    is_across: bool
    """Whether its parts stand on the right edges of all pages (骑缝章)."""
    forms: frozenset[str] = frozenset()
    """Numbers of the forms that carry it; empty = all."""


@dataclass(frozen=True)
class Layout:
    """How the paper of one form looks at one organisation; empty = as the form says itself."""

    version: str = ""
    title: str = ""
    order: tuple[str, ...] = ()
    """Sections that come first, in this order."""
    hidden: frozenset[str] = frozenset()
    annexed: frozenset[str] = frozenset()
    """Sections that follow the signatures as annexes."""
    declaration: tuple[str, ...] = ()
    """Lines after the fixed ones."""
    remarks: tuple[str, ...] = ()
    copies: tuple[str, ...] = ()
    seal: Seal | None = None

    def arranged(self, parts: Sequence[_Part]) -> tuple[_Part, ...]:
        """The parts that are shown, in the order that is wanted."""
        place = {each: number for number, each in enumerate(self.order)}
        shown = [part for part in parts if part.id not in self.hidden]
        return tuple(sorted(shown, key=lambda part: place.get(part.id, len(place))))

    def declared(self, fixed: str) -> str:
        """The fixed declaration with the lines of the office."""
        return fixed + "".join(self.declaration)

    def kept_by(self, keepers: tuple[str, ...]) -> tuple[str, ...]:
        """Who keeps a copy of the paper, where its form says `keepers`."""
        return self.copies or keepers

    @property
    def told(self) -> dict[str, str]:
        """What the record of a paper pins of it."""
        seal = {"seal": str(self.seal.digest)} if self.seal is not None else {}
        return {"version": self.version, **seal}

    def for_paper(self, number: str) -> "Layout":
        """The same without the seal where the form of this number carries none."""
        if self.seal is None or not self.seal.forms or number in self.seal.forms:
            return self
        return replace(self, seal=None)


PLAIN: Final = Layout()


def faults(code: str, layout: Layout, form: Form | None, phrases: Phrases) -> Iterator[str]:
    """What this layout of this form may not say, each with what to do; `form` None: it has none."""
    sections = {each.id: each for each in form.sections} if form is not None else {}
    yield from _hidden(code, layout, sections)
    for what, named in (("order", layout.order), ("annexed", layout.annexed)):
        for each in sorted(set(named) - sections.keys()):
            yield f"{code}：{what} 中的 {each} 不是这张单据的部分，请改为表单文件中的部分"
    for each in sorted(layout.annexed & _ALWAYS):
        yield f"{code}：{each} 与签名在一起，不能移到附件，请从 annexed 中删去"
    if len(set(layout.order)) < len(layout.order):
        yield f"{code}：order 中同一部分写了两次，请删去一个"
    yield from _words(code, layout, phrases)
    yield from _copies(code, layout, form)


def _hidden(code: str, layout: Layout, sections: Mapping[str, FormSection]) -> Iterator[str]:
    for each in sorted(layout.hidden):
        if each in KEPT:
            yield f"{code}：{KEPT[each]}在每份单据上都要有，不能隐藏，请从 hidden 中删去 {each}"
        elif each in sections:
            if _must_stay(sections[each]):
                yield f"{code}：“{sections[each].zh}”有必填或固定的内容，不能隐藏，请删去 {each}"
        elif each not in OPTIONAL:
            yield f"{code}：没有名为 {each} 的部分，请核对 hidden 的写法"


def _must_stay(section: FormSection) -> bool:
    """Whether something in it is required, or is a fixed text or a verdict."""
    asked = any(each.required is not None for each in section.fields)
    rows = any(t.at_least or t.at_least_when is not None for t in section.tables)
    return section.id in _ALWAYS or asked or rows or bool(section.says)


def _words(code: str, layout: Layout, phrases: Phrases) -> Iterator[str]:
    if len(layout.title) > _LONGEST_TITLE:
        yield f"{code}：标题超过 {_LONGEST_TITLE} 字，请缩短"
    for what, lines in (("declaration", layout.declaration), ("remarks", layout.remarks)):
        if len(lines) > _MOST_LINES:
            yield f"{code}：{what} 最多 {_MOST_LINES} 行，请合并或删减"
    for text in (layout.title, *layout.declaration, *layout.remarks):
        if len(text) > _LONGEST_LINE or "\n" in text:
            yield f"{code}：“{text[:12]}…”超过 {_LONGEST_LINE} 字或分了行，请缩短"
        for hit in hits(text, phrases):
            if hit.level is Level.BLOCK:
                yield f"{code}：“{hit.found}”{hit.zh}，不能印在单据上，请改写"


def _copies(code: str, layout: Layout, form: Form | None) -> Iterator[str]:
    wanted = layout.copies
    own = (form.copies if form is not None else ()) or ("客户", "供电企业")
    if wanted and (missing := [each for each in own if each not in wanted]):
        yield f"{code}：{'、'.join(missing)}必须留存一份，请加入 copies"
    if len(wanted) > _MOST_COPIES or len(set(wanted)) < len(wanted):
        yield f"{code}：copies 最多 {_MOST_COPIES} 份且不能重复"


def seal_faults(seal: Seal, numbers: frozenset[str]) -> Iterator[str]:
    """What is wrong with the picture of a seal; `numbers` are those of the forms that there are."""
    dark = sum(end - start for _, start, end in seal.bars) / (seal.width * seal.height)
    if not _SMALLEST_MM <= seal.size_mm <= _LARGEST_MM:
        yield f"seal：size_mm 应在 {_SMALLEST_MM}～{_LARGEST_MM} 之间"
    if not 0.01 <= dark <= 0.7:
        yield "seal：图片几乎全空或全满，看不出印章，请换一张白底或透明底的印章图片"
    for each in sorted(seal.forms - numbers):
        yield f"seal：没有编号为 {each} 的单据，请核对 forms"
