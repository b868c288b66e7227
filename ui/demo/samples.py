"""Input for the demo: a year of real load as a Chinese meter exports it, and drawn photos.

The load is the SimBench series in `resources/samples` (ODbL 1.0); rating, phase split, dates, gaps
and layout are ours. The photos are drawn, 12 megapixels, with EXIF as a tablet camera writes it.
"""

import csv
import lzma
import math
import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

from app.reference.library import RESOURCES

_SOURCE: Final = RESOURCES / "samples" / "commerce_G3-A_2016_15min.csv.xz"
_FONT: Final = RESOURCES / "fonts" / "KanyanSans-Regular.ttf"
_STEP: Final = timedelta(minutes=15)
_GAPS: Final = ((4_000, 9), (17_320, 4), (29_777, 26))
"""Where the exporter lost its link: first step and how many steps are missing."""

SUBJECTS: Final = (
    "变压器铭牌 SCB13-630/10",
    "变压器本体及外壳",
    "高压开关柜 G1",
    "高压开关柜 G2",
    "断路器机构",
    "电缆终端头",
    "接地干线与测试卡",
    "计量柜",
    "电容补偿柜",
    "直流屏",
    "配电室通道",
    "防火封堵",
)
_CASING: Final = ((92, 107, 116), (120, 128, 121), (143, 137, 122), (84, 98, 88))


def make_load_csv(path: Path, rating_kw: float, until: datetime, seed: int) -> None:
    """Write the year that ends at the last midnight before `until`, in GBK with a preamble."""
    chance = random.Random(seed)
    with lzma.open(_SOURCE, "rt") as source:
        rows = [(float(row["p_pu"]), float(row["q_pu"])) for row in csv.DictReader(source)]
    midnight = until.replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight - _STEP * len(rows)
    missing = {step for start, count in _GAPS for step in range(start, start + count)}
    with path.open("w", encoding="gbk", newline="") as file:
        out = csv.writer(file)
        out.writerow(["负荷曲线导出"])
        out.writerow(["表号", "630100045718"])
        out.writerow(["倍率", "1"])
        header = ["数据时间", "A相有功功率(kW)", "B相有功功率(kW)", "C相有功功率(kW)"]
        out.writerow([*header, "总无功功率(kvar)"])
        for step, (active, reactive) in enumerate(rows):
            if step in missing:
                continue
            shares = [1 / 3 + 0.01 * math.sin(step / 700 + n * 2.1) for n in range(3)]
            shares = [share * (1 + chance.uniform(-0.01, 0.01)) for share in shares]
            phases = [f"{active * rating_kw * share:.3f}" for share in shares]
            out.writerow(
                [_end_stamp(first + _STEP * (step + 1)), *phases, f"{reactive * rating_kw:.3f}"]
            )


def _end_stamp(moment: datetime) -> str:
    if (moment.hour, moment.minute) == (0, 0):
        return f"{moment - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"


def make_photos(
    folder: Path, count: int, place: tuple[float, float], taken_at: datetime, seed: int
) -> list[Path]:
    """Write so many 4000 × 3000 JPEGs, about 3 MB each; every third was held upright."""
    folder.mkdir(parents=True, exist_ok=True)
    chance = random.Random(seed)
    # Sensor noise costs the most to draw: one sheet serves every picture, shifted.
    noise = Image.effect_noise((4000, 3000), 38).convert("L")
    paths = []
    for number in range(count):
        path = folder / f"IMG_{taken_at:%Y%m%d}_{number + 1:04}.jpg"
        subject = SUBJECTS[number % len(SUBJECTS)]
        picture = _drawn(subject, _CASING[number % len(_CASING)], chance)
        picture = Image.blend(picture, Image.merge("RGB", [noise] * 3), 0.14)
        upright = number % 3 == 0
        if upright:
            picture = picture.rotate(90, expand=True).resize((4000, 3000))
        exif = _exif(place, taken_at + timedelta(seconds=47 * number), 6 if upright else 1)
        picture.save(path, "JPEG", quality=88, exif=exif)
        paths.append(path)
    return paths


def _drawn(subject: str, casing: Sequence[int], chance: random.Random) -> Image.Image:
    image = Image.new("RGB", (4000, 3000), (58, 60, 62))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 2350, 4000, 3000), fill=(104, 100, 94))
    left = 500
    while left < 3300:
        width = chance.randrange(560, 820)
        shade = tuple(min(255, part + chance.randrange(-12, 30)) for part in casing)
        draw.rectangle((left, 380, left + width, 2480), fill=shade, outline=(34, 36, 38), width=9)
        draw.rectangle((left + 90, 520, left + width - 90, 900), fill=(28, 34, 38))
        for lamp, colour in enumerate(((200, 42, 36), (46, 160, 70), (226, 170, 40))):
            x = left + 150 + lamp * 130
            draw.ellipse((x, 1020, x + 84, 1104), fill=colour)
        draw.line((left + width - 110, 1300, left + width - 110, 1700), fill=(20, 20, 20), width=36)
        left += width + 26
    font = ImageFont.truetype(str(_FONT), 150) if _FONT.exists() else ImageFont.load_default(150)
    box = draw.textbbox((0, 0), subject, font=font)
    draw.rectangle((360, 2530, 460 + box[2] + 60, 2800), fill=(232, 230, 220))
    draw.text((420, 2560), subject, font=font, fill=(24, 26, 28))
    return image


def _exif(place: tuple[float, float], taken_at: datetime, orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110] = "Kanyan", "Rugged tablet camera (drawn)"
    exif.get_ifd(0x8769)[0x9003] = f"{taken_at:%Y:%m:%d %H:%M:%S}"
    latitude, longitude = place
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = ("N" if latitude >= 0 else "S"), _sexagesimal(abs(latitude))
    gps[3], gps[4] = ("E" if longitude >= 0 else "W"), _sexagesimal(abs(longitude))
    return exif


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    whole = int(degrees)
    minutes = int((degrees - whole) * 60)
    return float(whole), float(minutes), round(((degrees - whole) * 60 - minutes) * 60, 4)
