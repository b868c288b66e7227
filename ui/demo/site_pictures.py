"""Drawn pictures of the site: before the works, and of what is covered later, with its scale."""

from typing import Final

from ui.demo.pictures import Colour, Scene, Subject

_EARTH: Final = (122, 92, 62)
_DEEP: Final = (92, 68, 46)
_STRIP: Final = (168, 172, 176)
_ZINC: Final = (198, 202, 206)
_CONCRETE: Final = (158, 158, 152)
_RULE: Final = (240, 214, 60)
_INK: Final = (28, 30, 33)
_RED: Final = (196, 48, 42)


def _ground(scene: Scene) -> None:
    scene.box(-500, -500, 2000, 2000, _EARTH)
    for _ in range(220):
        x, y = scene.chance.uniform(-400, 1400), scene.chance.uniform(-400, 1400)
        shade = scene.chance.randrange(-16, 17)
        colour: Colour = (_EARTH[0] + shade, _EARTH[1] + shade, _EARTH[2] + shade)
        scene.disc(x, y, scene.chance.uniform(6, 22), colour)


def _rule_across(scene: Scene, top: float, first: int, unit: str, left: float = 120) -> None:
    """A steel rule of ten strokes from left to right, numbered from `first`."""
    scene.box(left, top, 760, 90, _RULE, edge=4)
    for stroke in range(11):
        x = left + 30 + stroke * 70
        scene.line(((x, top), (x, top + (44 if stroke % 5 == 0 else 26))), _INK, 5)
        if stroke % 5 == 0:
            scene.words(x, top + 66, str(first + stroke), 32)
    scene.words(left + 735, top + 66, unit, 26, anchor="rm")


def _rule_upright(scene: Scene, left: float, top: float, height: float, last_cm: int) -> None:
    """A rule that stands in the pit: centimetres from its top down."""
    scene.box(left, top, 100, height, _RULE, edge=4)
    strokes = last_cm // 10
    for stroke in range(strokes + 1):
        y = top + 12 + stroke * (height - 24) / strokes
        scene.line(((left, y), (left + 40, y)), _INK, 5)
        scene.words(left + 70, y, str(stroke * 10), 28)


def _strip(scene: Scene) -> None:
    _ground(scene)
    scene.box(-500, 380, 2000, 150, _ZINC, edge=5)
    scene.words(500, 455, "热镀锌扁钢 40×4", 50)
    _rule_across(scene, 250, 0, "cm")
    scene.box(640, 600, 240, 130, _STRIP, edge=5)
    scene.words(760, 665, "卡尺 4.0 mm", 38)


def _pit(scene: Scene) -> None:
    _ground(scene)
    scene.shape(((180, 160), (820, 160), (720, 880), (280, 880)), _DEEP)
    scene.box(300, 800, 400, 44, _ZINC, edge=4)
    _rule_upright(scene, 450, 150, 660, 80)
    scene.line(((120, 160), (880, 160)), _RED, 8)
    scene.words(500, 110, "自然地面", 46, (255, 255, 255))


def _weld(scene: Scene) -> None:
    _ground(scene)
    scene.box(-500, 330, 1260, 150, _ZINC, edge=5)
    scene.box(300, 420, 1200, 150, _STRIP, edge=5)
    for x in range(320, 740, 26):
        scene.disc(x, 480, 24, (96, 84, 78), edge=3)
        scene.disc(x, 410, 16, (88, 76, 70), edge=3)
    scene.box(260, 300, 560, 300, (38, 40, 42))
    scene.box(300, 380, 480, 140, (58, 60, 62))
    scene.words(540, 450, "焊口沥青防腐", 58, (226, 226, 220))
    _rule_across(scene, 640, 0, "cm")


def _levelled(scene: Scene) -> None:
    scene.box(-500, 520, 2000, 600, _CONCRETE)
    for left in (100, 640):
        scene.box(left, 440, 260, 90, _STRIP, edge=5)
        scene.disc(left + 60, 485, 20, _INK)
        scene.disc(left + 200, 485, 20, _INK)
    scene.box(120, 330, 760, 110, (214, 60, 46), edge=5)
    scene.box(420, 352, 160, 60, (196, 230, 120), edge=4)
    scene.disc(500, 382, 20, (240, 250, 220), edge=3)
    scene.words(240, 385, "水平尺", 42, (255, 255, 255))
    scene.words(500, 640, "1号变压器基础　预埋件", 56)


def _rail(scene: Scene) -> None:
    scene.box(-500, 480, 2000, 700, _CONCRETE)
    for top in (440, 640):
        scene.box(-500, top, 2000, 110, _STRIP, edge=6)
        scene.line(((-400, top + 36), (1400, top + 36)), (120, 124, 128), 8)
    scene.line(((-400, 420), (1400, 420)), _RED, 6)
    scene.words(220, 380, "拉线", 44)
    scene.box(600, 330, 120, 110, _RULE, edge=4)
    scene.words(660, 370, "0.6", 42)
    scene.words(660, 412, "mm/m", 30)
    scene.words(500, 590, "10 号槽钢", 48)


def _tape(scene: Scene) -> None:
    scene.box(160, 60, 560, 840, (134, 143, 146), edge=5)
    scene.box(250, 190, 380, 300, (206, 214, 214), edge=5)
    scene.disc(440, 340, 16, _RED)
    scene.line(((440, 340), (830, 340)), _RED, 6)
    scene.words(440, 130, "计 量 柜", 56)
    scene.box(790, 330, 70, 570, _RULE, edge=4)
    for stroke in range(10):
        scene.line(((790, 340 + stroke * 62), (820, 340 + stroke * 62)), _INK, 5)
    scene.words(890, 300, "1.65 m", 52, _RED)


def _ring_main(scene: Scene) -> None:
    scene.box(40, 100, 920, 780, (60, 110, 76), edge=6)
    scene.words(500, 160, "10 kV 园区一线　12 号环网柜", 50, (255, 255, 255))
    for bay in range(4):
        left = 80 + bay * 218
        scene.box(left, 220, 190, 600, (176, 180, 181), edge=4)
        scene.words(left + 95, 270, f"90{bay + 1}", 50)
        scene.disc(left + 95, 430, 60, (90, 96, 98), edge=4)
        turned = 48 if bay == 3 else 0
        scene.line(((left + 95 - turned, 378 + turned), (left + 95, 430)), _INK, 16)
    scene.box(734, 620, 190, 100, (240, 238, 230), edge=3)
    scene.words(829, 670, "本工程", 46, _RED)


def _trench(scene: Scene) -> None:
    _ground(scene)
    scene.shape(((380, 60), (620, 60), (900, 1000), (100, 1000)), _DEEP)
    scene.shape(((470, 80), (530, 80), (600, 1000), (400, 1000)), _ZINC)
    for depth in range(4):
        y = 220 + depth * depth * 70
        half = 90 + depth * 62
        scene.line(((500 - half, y), (500 + half, y)), _STRIP, 10 + depth * 8)
    scene.box(640, 90, 300, 120, (240, 238, 230), edge=4)
    scene.words(790, 130, "覆盖前", 46)
    scene.words(790, 180, "N36.7212 E101.7525", 26)


def _added_rod(scene: Scene) -> None:
    _ground(scene)
    for x in (260, 500, 740):
        scene.disc(x, 560, 60, _DEEP, edge=4)
        scene.box(x - 26, 300, 52, 280, _ZINC, edge=5)
    scene.line(((200, 340), (800, 340)), _STRIP, 40)
    scene.words(500, 240, "补打接地极 3 根", 60, (255, 255, 255))
    _rule_across(scene, 720, 0, "dm")


def _outside(scene: Scene) -> None:
    scene.box(-500, -500, 2000, 1100, (176, 206, 228))
    scene.box(-500, 620, 2000, 900, (130, 132, 128))
    scene.box(120, 260, 760, 380, (206, 198, 184), edge=5)
    scene.shape(((90, 270), (500, 130), (910, 270)), (150, 72, 58))
    for column in range(5):
        scene.box(170 + column * 140, 340, 90, 110, (110, 140, 160), edge=4)
    scene.box(420, 480, 160, 160, (92, 96, 100), edge=4)
    scene.words(500, 300, "高原精密铸造（示例）", 44)


def _route(scene: Scene) -> None:
    scene.box(-500, -500, 2000, 1000, (176, 206, 228))
    scene.box(-500, 480, 2000, 1100, (120, 128, 104))
    scene.shape(((430, 480), (570, 480), (1000, 1000), (0, 1000)), (96, 98, 100))
    scene.line(((610, 480), (700, 640), (860, 1000)), _RED, 14)
    for x, y, size in ((620, 500, 10), (660, 570, 16), (740, 720, 24), (812, 880, 32)):
        scene.disc(x, y, size, _RULE, edge=3)
    scene.words(300, 560, "电缆路径 380 m", 50, (255, 255, 255))


def _room(scene: Scene) -> None:
    scene.box(-500, -500, 2000, 1140, (226, 224, 216))
    scene.box(-500, 640, 2000, 600, _CONCRETE)
    scene.box(100, 160, 220, 480, (150, 158, 162), edge=5)
    scene.box(460, 560, 420, 80, (176, 176, 170), edge=4)
    scene.line(((460, 520), (880, 520)), _RED, 6)
    scene.words(670, 480, "4.2 m", 48, _RED)
    scene.words(670, 330, "拟建配电室", 60)


def _meter_place(scene: Scene) -> None:
    scene.box(-500, -500, 2000, 1140, (226, 224, 216))
    scene.box(-500, 640, 2000, 600, _CONCRETE)
    scene.line(((300, 160), (700, 160), (700, 640), (300, 640), (300, 160)), _RED, 10)
    scene.words(500, 360, "计量柜位置", 64, _RED)
    scene.words(500, 460, "距门 1.8 m", 48)


def _machine_plate(scene: Scene) -> None:
    scene.box(-300, -300, 1600, 1400, (92, 116, 128))
    scene.box(140, 160, 720, 640, (206, 208, 206), edge=5)
    scene.words(500, 240, "中 频 感 应 炉", 64)
    for row, line in enumerate(
        ("额定功率 250 kW", "进线电压 380 V", "功率因数 0.92", "示例 0250-03")
    ):
        scene.line(((190, 310 + row * 110), (810, 310 + row * 110)), _INK, 3)
        scene.words(220, 365 + row * 110, line, 50, anchor="lm")


BEFORE: Final = (
    Subject("厂区外景", _outside),
    Subject("电源点 12 号环网柜", _ring_main),
    Subject("电缆路径", _route),
    Subject("配电室场地", _room),
    Subject("计量点位置", _meter_place),
    Subject("用电设备铭牌", _machine_plate),
)
"""What a survey sees."""

CONCEALED: Final = (
    Subject("接地扁钢规格", _strip, "int.earth.material"),
    Subject("接地体埋深", _pit, "int.earth.depth"),
    Subject("焊口防腐", _weld, "int.earth.weld"),
    Subject("变压器基础", _levelled, "int.found.tx_level"),
    Subject("槽钢基础", _rail, "int.found.rail"),
    Subject("计量柜高度", _tape, "int.meter.position"),
    Subject("环网柜", _ring_main, "int.grid.switch"),
    Subject("接地沟覆盖前", _trench),
)
"""What is seen before it is covered."""

PUT_RIGHT: Final = (Subject("补打接地极", _added_rod),)
"""What the customer did about the earthing."""
