"""Drawn subjects of an inspection, so that each photo of the demo is known at a glance.

Every subject is drawn into a square of 1000 by 1000 in the middle of the picture, whatever its
shape; what lies around the square is wall and floor.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from app.reference.library import RESOURCES

Colour = tuple[int, int, int]
Point = tuple[float, float]

_FONT: Final = RESOURCES / "fonts" / "KanyanSans-Regular.ttf"
_INK: Final = (28, 30, 33)
_STEEL: Final = (176, 180, 181)
_DARK: Final = (44, 50, 55)
_CASING: Final = (134, 143, 146)
_COPPER: Final = (176, 104, 58)
_PHASES: Final = ((214, 178, 36), (40, 140, 70), (196, 48, 42))
"""Yellow, green, red: A, B and C as busbars are painted in China."""
_LAMPS: Final = ((200, 42, 36), (46, 160, 70), (226, 170, 40))
_PLATE: Final = (
    ("产品型号", "SCB13-630/10"),
    ("额定容量", "630 kVA"),
    ("额定电压", "10 ± 2×2.5% / 0.4 kV"),
    ("额定电流", "36.4 / 909.3 A"),
    ("联结组标号", "Dyn11"),
    ("短路阻抗", "6.0 %"),
    ("冷却方式", "AN / AF"),
    ("出厂序号", "示例 0630-17"),
)


class Scene:
    """A wall, a floor, and a square to draw in."""

    def __init__(self, size: tuple[int, int], chance: random.Random) -> None:
        shade = chance.randrange(168, 196)
        self.image = Image.new("RGB", size, (shade, shade - 2, shade - 8))
        self.chance = chance
        self._draw = ImageDraw.Draw(self.image)
        self._unit = min(size) / 1000
        self._left, self._top = ((side - min(size)) / 2 for side in size)
        self.box(-500, 900, 2000, 700, (112, 107, 99))

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        fill: Colour,
        edge: float = 0,
    ) -> None:
        """A rectangle, with a dark edge of this width if any."""
        outline = _INK if edge else None
        corners = (*self._at(left, top), *self._at(left + width, top + height))
        self._draw.rounded_rectangle(corners, 8, fill, outline, round(edge * self._unit))

    def disc(self, x: float, y: float, radius: float, fill: Colour, edge: float = 0) -> None:
        """A disc around a point."""
        corners = (*self._at(x - radius, y - radius), *self._at(x + radius, y + radius))
        self._draw.ellipse(corners, fill, _INK if edge else None, round(edge * self._unit))

    def line(self, points: Sequence[Point], fill: Colour, width: float) -> None:
        """A line through the points."""
        places = [self._at(x, y) for x, y in points]
        self._draw.line(places, fill, round(width * self._unit), joint="curve")

    def shape(self, points: Sequence[Point], fill: Colour) -> None:
        """A filled polygon."""
        self._draw.polygon([self._at(x, y) for x, y in points], fill)

    def words(
        self, x: float, y: float, text: str, size: float, fill: Colour = _INK, anchor: str = "mm"
    ) -> None:
        """A line of text; `anchor` as Pillow names it."""
        font = _font(round(size * self._unit))
        self._draw.text(self._at(x, y), text, fill, font, anchor)

    def _at(self, x: float, y: float) -> Point:
        return self._left + x * self._unit, self._top + y * self._unit


def draw_subject(subject: "Subject", size: tuple[int, int], chance: random.Random) -> Image.Image:
    """The picture of this subject, named on a tag as made for the demo."""
    scene = Scene(size, chance)
    subject.paint(scene)
    scene.box(250, 925, 500, 62, (232, 229, 218), edge=2)
    scene.words(500, 956, f"{subject.name}　示例绘图", 32)
    return scene.image


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.truetype(str(_FONT), size) if _FONT.exists() else ImageFont.load_default(size)


def _nameplate(scene: Scene) -> None:
    scene.box(-300, -300, 1600, 1200, (150, 62, 40))
    scene.box(110, 80, 780, 800, (206, 208, 206), edge=4)
    for x, y in ((140, 110), (860, 110), (140, 850), (860, 850)):
        scene.disc(x, y, 14, (120, 122, 122), edge=2)
    scene.words(500, 150, "干 式 电 力 变 压 器", 54)
    for row, (label, value) in enumerate(_PLATE):
        y = 235 + row * 76
        scene.line(((160, y - 38), (840, y - 38)), _INK, 2)
        scene.words(180, y, label, 36, anchor="lm")
        scene.words(430, y, value, 38, anchor="lm")
    scene.line(((160, 805), (840, 805)), _INK, 2)
    scene.line(((410, 197), (410, 805)), _INK, 2)


def _transformer(scene: Scene) -> None:
    scene.box(120, 160, 760, 70, _DARK, edge=3)
    scene.box(120, 770, 760, 80, _DARK, edge=3)
    for phase in range(3):
        left = 150 + phase * 245
        scene.box(left + 70, 220, 70, 560, (86, 90, 94))
        scene.box(left, 260, 210, 480, (158, 66, 42), edge=4)
        for fin in range(9):
            scene.line(((left, 300 + fin * 50), (left + 210, 300 + fin * 50)), (132, 50, 32), 4)
        scene.box(left + 85, 90, 40, 180, _PHASES[phase], edge=2)
        scene.disc(left + 105, 120, 12, _STEEL, edge=2)
    scene.line(((355, 350), (395, 640), (600, 350), (640, 640)), _COPPER, 14)
    for x in (180, 760):
        scene.disc(x + 30, 875, 30, _INK)


def _panel(scene: Scene, name: str) -> None:
    for left, width in ((-420, 460), (960, 460)):
        scene.box(left, 60, width, 850, (122, 130, 133), edge=4)
    scene.box(100, 40, 800, 870, _CASING, edge=5)
    scene.box(400, 70, 200, 60, (236, 236, 230), edge=2)
    scene.words(500, 100, name, 46)
    scene.box(160, 160, 300, 230, _DARK, edge=3)
    scene.words(310, 235, "10.2 kV", 62, (120, 230, 130))
    scene.words(310, 320, "36 A", 50, (120, 230, 130))
    for lamp, colour in enumerate(_LAMPS):
        scene.disc(560 + lamp * 110, 220, 36, colour, edge=4)
        scene.words(560 + lamp * 110, 290, ("合闸", "分闸", "储能")[lamp], 32)
    scene.box(160, 440, 680, 420, (146, 154, 157), edge=4)
    scene.box(420, 500, 160, 120, (60, 74, 82), edge=3)
    scene.disc(500, 730, 66, (90, 96, 98), edge=4)
    scene.line(((500, 730), (500 + scene.chance.choice((-44, 44)), 690)), _INK, 18)


def _panel_in(scene: Scene) -> None:
    _panel(scene, "G1 进线柜")


def _panel_out(scene: Scene) -> None:
    _panel(scene, "G2 出线柜")


def _breaker(scene: Scene) -> None:
    scene.box(80, 60, 840, 820, (88, 94, 97), edge=5)
    for pole in range(3):
        left = 190 + pole * 220
        scene.box(left, 130, 180, 420, (150, 60, 40), edge=4)
        scene.box(left + 50, 90, 80, 60, _COPPER, edge=3)
        scene.box(left + 50, 540, 80, 60, _COPPER, edge=3)
        for rib in range(6):
            scene.line(((left, 190 + rib * 55), (left + 180, 190 + rib * 55)), (122, 46, 30), 6)
    scene.box(180, 640, 640, 200, _STEEL, edge=4)
    scene.box(220, 680, 110, 80, (46, 150, 70), edge=3)
    scene.words(275, 720, "分", 56, (255, 255, 255))
    scene.box(380, 690, 190, 60, _INK, edge=2)
    scene.words(475, 720, "00042", 46, (240, 240, 240))
    scene.words(475, 790, "操作次数", 32)
    scene.disc(650, 720, 40, _LAMPS[1], edge=4)
    scene.disc(750, 720, 40, _LAMPS[0], edge=4)


def _cables(scene: Scene) -> None:
    scene.box(60, 40, 880, 850, (96, 102, 104), edge=5)
    for phase in range(3):
        x = 260 + phase * 240
        scene.box(x - 50, 80, 100, 90, _COPPER, edge=4)
        scene.disc(x, 125, 24, _STEEL, edge=4)
        scene.box(x - 34, 160, 68, 420, _PHASES[phase], edge=3)
        for shed in range(4):
            scene.box(x - 76, 220 + shed * 90, 152, 26, (134, 52, 40), edge=3)
        scene.line(((x, 570), (x, 640), (500 + (x - 500) * 0.18, 800)), _PHASES[phase], 56)
        scene.words(x, 530, "ABC"[phase], 52, (255, 255, 255))
    scene.box(420, 760, 160, 140, _INK)
    scene.line(((420, 800), (240, 860)), (150, 190, 60), 16)


def _earthing(scene: Scene) -> None:
    scene.box(-500, 560, 2000, 90, (60, 130, 60))
    for stripe in range(-5, 16):
        x = stripe * 100
        scene.shape(((x, 560), (x + 50, 560), (x + 10, 650), (x - 40, 650)), (226, 200, 50))
    scene.box(430, 300, 140, 420, _COPPER, edge=4)
    for y in (360, 470, 605):
        scene.disc(500, y, 38, _STEEL, edge=5)
        scene.disc(500, y, 18, (120, 124, 126), edge=3)
    scene.box(640, 250, 240, 230, (240, 238, 230), edge=3)
    for row, half in enumerate((80, 52, 24)):
        y = 350 + row * 34
        scene.line(((760 - half, y), (760 + half, y)), _INK, 10)
    scene.line(((760, 280), (760, 350)), _INK, 10)
    scene.words(760, 455, "接地测试点", 34)


def _meters(scene: Scene) -> None:
    scene.box(60, 40, 880, 860, _CASING, edge=5)
    scene.box(130, 110, 740, 620, (206, 214, 214), edge=5)
    scene.box(300, 170, 400, 480, (238, 238, 232), edge=4)
    scene.box(350, 230, 300, 130, (170, 186, 160), edge=3)
    scene.words(500, 295, f"{scene.chance.randrange(10**5):08.2f}", 62)
    scene.words(500, 400, "三相四线智能电能表", 32)
    scene.words(500, 450, "3×220/380V 3×1.5(6)A", 28)
    scene.words(500, 500, "0.5S 级　倍率 200", 30)
    for bar in range(40):
        scene.line(((355 + bar * 7, 540), (355 + bar * 7, 590)), _INK, scene.chance.choice((2, 4)))
    for x in (180, 820):
        scene.line(((x, 640), (x, 700)), (120, 90, 40), 4)
        scene.disc(x, 700, 22, (40, 90, 190), edge=3)
    scene.words(500, 810, "计 量 柜", 64)


def _capacitors(scene: Scene) -> None:
    scene.box(60, 40, 880, 860, (104, 110, 112), edge=5)
    for number in range(8):
        left, top = 130 + number % 4 * 195, 240 + number // 4 * 320
        scene.box(left, top, 150, 240, (168, 172, 170), edge=4)
        for terminal in range(3):
            scene.box(left + 20 + terminal * 45, top - 36, 24, 40, _PHASES[terminal], edge=2)
        scene.words(left + 75, top + 110, "30 kvar", 34)
    scene.box(330, 70, 340, 110, _DARK, edge=3)
    scene.words(500, 125, "cosφ 0.96", 60, (250, 90, 70))


def _reading(scene: Scene) -> None:
    scene.box(60, 60, 880, 820, (238, 238, 232), edge=6)
    scene.box(140, 150, 720, 330, (170, 186, 160), edge=5)
    scene.words(200, 210, "正向有功　总", 44, anchor="lm")
    scene.words(500, 330, "000018.42", 132)
    scene.words(800, 440, "kWh", 52, anchor="rm")
    for row, (name, value) in enumerate((("峰", "6.10"), ("平", "7.05"), ("谷", "5.27"))):
        scene.words(220, 560 + row * 80, name, 50)
        scene.words(560, 560 + row * 80, f"{value} kWh", 50, anchor="rm")
    scene.words(250, 820, "无功 3.36 kvarh", 44, anchor="lm")
    scene.disc(770, 660, 70, (40, 90, 190), edge=6)
    scene.words(770, 660, "封", 72, (255, 255, 255))


def _corridor(scene: Scene) -> None:
    scene.shape(((-400, 1000), (400, 420), (600, 420), (1400, 1000)), (120, 128, 116))
    scene.shape(((320, 920), (440, 560), (560, 560), (680, 920)), (70, 76, 74))
    for depth in range(4):
        near, far = 500 * 0.62**depth, 500 * 0.62 ** (depth + 1) + 14
        for side in (-1, 1):
            outer, inner = 500 + side * near * 1.25, 500 + side * far * 1.25
            heights = (460 - near, 460 - far, 460 + far, 460 + near)
            casing = tuple(part - depth * 10 for part in _CASING)
            places = ((outer, heights[0]), (inner, heights[1]), (inner, heights[2]))
            scene.shape((*places, (outer, heights[3])), (casing[0], casing[1], casing[2]))
            scene.line((places[1], places[2]), _INK, 4)
    scene.box(455, 400, 90, 130, (54, 120, 84), edge=3)
    scene.words(500, 375, "安全出口", 30, (20, 120, 60))


def _sealing(scene: Scene) -> None:
    scene.box(160, 160, 680, 640, (90, 86, 80), edge=6)
    for _ in range(260):
        x, y = scene.chance.uniform(180, 800), scene.chance.uniform(180, 780)
        grey = scene.chance.randrange(120, 190)
        scene.disc(x, y, scene.chance.uniform(16, 44), (grey, grey - 22, grey - 44))
    for cable in range(5):
        x = 270 + cable * 115
        scene.disc(x, 470, 48, _INK)
        scene.line(((x, 470), (x + (cable - 2) * 40, 1000)), (36, 38, 42), 84)
    scene.words(500, 110, "防火封堵　A 级", 54, (170, 40, 36))


@dataclass(frozen=True)
class Subject:
    """What a picture shows: its name on the tag, how it is drawn, which question it answers."""

    name: str
    paint: Callable[[Scene], None]
    item: str = ""
    """The item of a checklist that asks for just this; empty for the set of the whole site."""


SUBJECTS: Final = (
    Subject("变压器铭牌", _nameplate, "com.tx.nameplate"),
    Subject("变压器本体", _transformer),
    Subject("进线柜 G1", _panel_in),
    Subject("出线柜 G2", _panel_out),
    Subject("断路器机构", _breaker),
    Subject("电缆终端头", _cables, "com.cable.shield"),
    Subject("接地测试点", _earthing),
    Subject("计量柜封印", _meters, "com.meter.seal"),
    Subject("电能表示数", _reading, "com.meter.initial"),
    Subject("电容补偿柜", _capacitors),
    Subject("配电室通道", _corridor),
    Subject("防火封堵", _sealing),
)
"""What is there when the works are done; the first is what an inspector photographs first."""
