"""Make the fonts in `resources/fonts` out of Noto Sans SC. Run rarely, by hand.

    npm pack @expo-google-fonts/noto-sans-sc && tar xzf expo-google-fonts-noto-sans-sc-*.tgz
    python packaging/make_font.py package

Kept are the 20 902 Han characters of the unified repertoire, Latin, Greek, punctuation and the
signs of the trade; hints go. The bold face is for fixed headings only, so of Han it has just the
6 763 of GB 2312. No free font of this shape has the boxes of an official form, so ☐ ☑ ☒ ✓ ✔ ✗ ✘
are drawn here. The licence reserves the name "Source": the family has a name of its own.
"""

import shutil
import sys
from pathlib import Path
from typing import Any, Final

from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY: Final = "Kanyan Sans"
TARGET: Final = Path(__file__).resolve().parent.parent / "resources" / "fonts"

RANGES: Final = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x017F),  # Latin-1 and Latin Extended-A
    (0x01CD, 0x01DC),  # pinyin
    (0x02C6, 0x02DD),
    (0x0370, 0x03FF),  # Greek
    (0x0401, 0x0451),  # Cyrillic, as in GBK
    (0x2010, 0x2044),  # dashes, quotes, ‰ ′ ″ ※
    (0x2070, 0x209C),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currencies
    (0x2100, 0x214F),  # ℃ № ℉ Ω
    (0x2150, 0x218B),  # fractions, Roman numerals
    (0x2190, 0x21FF),  # arrows
    (0x2200, 0x22FF),  # mathematics
    (0x2300, 0x23FF),
    (0x2460, 0x24FF),  # ① (1) ⓐ
    (0x2500, 0x257F),  # box drawing
    (0x25A0, 0x25FF),  # ■ □ ▲ ●
    (0x2600, 0x2642),  # ★ ☆
    (0x3000, 0x303F),  # ideographic punctuation, 〇 〓
    (0x3040, 0x30FF),  # kana, as in GBK
    (0x3105, 0x3129),  # bopomofo
    (0x3220, 0x3229),  # ㈠
    (0x3300, 0x33FF),  # ㎏ ㎡ ㏑
    (0x4E00, 0x9FA5),  # 20 902 Han
    (0xFE30, 0xFE6B),
    (0xFF01, 0xFFEF),  # full-width forms
)

HAN: Final = range(0x4E00, 0x9FA6)

STEM: Final = 70
BOX: Final = (90, 780, -40, 830)
"""Left, right, bottom, top of a form box, in units of 1000 to the em."""


def main(package: Path) -> None:
    """Write the fonts and their licence into `resources/fonts`."""
    wanted = {code for low, high in RANGES for code in range(low, high + 1)}
    rare = {code for code in HAN if not _in_gb2312(chr(code))}
    TARGET.mkdir(parents=True, exist_ok=True)
    _make(package / "400Regular" / "NotoSansSC_400Regular.ttf", "Regular", wanted)
    _make(package / "700Bold" / "NotoSansSC_700Bold.ttf", "Bold", wanted - rare)
    shutil.copyfile(package / "LICENSE_FONT", TARGET / "OFL.txt")


def _make(source: Path, style: str, wanted: set[int]) -> None:
    font = TTFont(source, recalcTimestamp=False)
    _subset(font, wanted & set(font.getBestCmap()))
    for code, name, marks in _drawn():
        _add(font, code, name, marks)
    _same_glyph(font, 0x2300, as_code=0x00D8)  # ⌀, a diameter
    _rename(font, style)
    out = TARGET / f"{FAMILY.replace(' ', '')}-{style}.ttf"
    font.save(out, reorderTables=True)
    print(f"{out}: {out.stat().st_size >> 10} KiB, {len(TTFont(out).getBestCmap())} characters")


def _in_gb2312(char: str) -> bool:
    try:
        char.encode("gb2312")
    except UnicodeEncodeError:
        return False
    return True


def _subset(font: TTFont, codes: set[int]) -> None:
    options = Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.drop_tables += ["vhea", "vmtx", "VORG", "BASE", "GPOS", "GSUB", "GDEF", "DSIG", "STAT"]
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


Contour = tuple[tuple[int, int], ...]


def _drawn() -> list[tuple[int, str, tuple[Contour, ...]]]:
    left, right, bottom, top = BOX
    # Outer contour clockwise, inner the other way round: the inside stays white.
    box = (
        ((left, bottom), (left, top), (right, top), (right, bottom)),
        (
            (left + STEM, bottom + STEM),
            (right - STEM, bottom + STEM),
            (right - STEM, top - STEM),
            (left + STEM, top - STEM),
        ),
    )
    tick: Contour = ((215, 395), (275, 445), (395, 285), (625, 650), (685, 605), (400, 155))
    rise: Contour = ((215, 605), (265, 655), (655, 235), (605, 185))
    fall: Contour = ((605, 655), (655, 605), (265, 185), (215, 235))
    heavy: Contour = ((110, 370), (215, 450), (370, 240), (680, 740), (790, 665), (385, 25))
    heavy_rise: Contour = ((150, 640), (240, 730), (760, 180), (670, 90))
    heavy_fall: Contour = ((670, 730), (760, 640), (240, 90), (150, 180))
    return [
        (0x2610, "kanyan.box", box),
        (0x2611, "kanyan.box_tick", (*box, tick)),
        (0x2612, "kanyan.box_cross", (*box, rise, fall)),
        (0x2713, "kanyan.tick", (tick,)),
        (0x2714, "kanyan.heavy_tick", (heavy,)),
        (0x2717, "kanyan.cross", (rise, fall)),
        (0x2718, "kanyan.heavy_cross", (heavy_rise, heavy_fall)),
    ]


def _add(font: TTFont, code: int, name: str, contours: tuple[Contour, ...]) -> None:
    scale = font["head"].unitsPerEm / 1000
    pen = TTGlyphPen(None)
    for contour in contours:
        first, *others = [(round(x * scale), round(y * scale)) for x, y in contour]
        pen.moveTo(first)
        for point in others:
            pen.lineTo(point)
        pen.closePath()
    font.setGlyphOrder([*font.getGlyphOrder(), name])
    font["glyf"][name] = pen.glyph()
    font["hmtx"][name] = (round(870 * scale), round(min(x for c in contours for x, _ in c) * scale))
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = name


def _same_glyph(font: TTFont, code: int, as_code: int) -> None:
    glyph = font.getBestCmap()[as_code]
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[code] = glyph


def _rename(font: TTFont, style: str) -> None:
    names: Any = font["name"]
    said = {record.nameID: record.toUnicode() for record in names.names}
    names.names = []
    new = {
        0: said.get(0, ""),
        1: FAMILY,
        2: style,
        3: f"{FAMILY} {style} 1",
        4: f"{FAMILY} {style}",
        5: said.get(5, "Version 1"),
        6: f"{FAMILY.replace(' ', '')}-{style}",
        13: said.get(13, ""),
        14: said.get(14, ""),
    }
    for number, text in new.items():
        if text:
            names.setName(text, number, 3, 1, 0x409)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(Path(sys.argv[1]))
