"""Input for the demo: a year of real load as a Chinese meter exports it, photos, and bad files.

The load is the SimBench series in `resources/samples` (ODbL 1.0); rating, multiplier, phase split,
dates, gaps and layout are ours. The photos are drawn, 12 megapixels, with EXIF and noise as a
tablet camera writes them.
"""

import csv
import lzma
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import numpy as np
from PIL import Image, ImageChops, ImageFilter

from app.reference.library import RESOURCES
from ui.demo.pictures import Subject, draw_subject

_SOURCE: Final = RESOURCES / "samples" / "commerce_G3-A_2016_15min.csv.xz"
_STEP: Final = timedelta(minutes=15)
_GAPS: Final = ((4_000, 9), (17_320, 4), (29_777, 26))
"""Where the exporter lost its link: first step and how many steps are missing."""
_MULTIPLIER: Final = 200
"""Current transformers of 1000/5; the meter itself sees a two-hundredth."""
_PREAMBLE: Final = (
    ("用电信息采集系统　负荷曲线导出",),
    ("户名", "高原精密铸造有限公司（示例）"),
    ("表号", "630100045718"),
    ("倍率", str(_MULTIPLIER)),
    ("电压等级", "交流380V"),
    ("数据来源", "SimBench G3-A（ODbL 1.0），定容、分相、倍率、日期、缺数与格式为示例所加"),
)
_HEADER: Final = (
    "数据时间",
    "总有功功率(kW)",
    "A相有功功率(kW)",
    "B相有功功率(kW)",
    "C相有功功率(kW)",
    "总无功功率(kvar)",
    "A相电压(V)",
)
_LANDSCAPE: Final = (4000, 3000)
_UPRIGHT_EVERY: Final = 3
_EXIF_IFD, _GPS_IFD = 0x8769, 0x8825


def make_load_csv(path: Path, rating_kw: float, until: datetime, seed: int) -> None:
    """Write the year that ends at the last midnight before `until`, in GBK with a preamble.

    The readings are what the meter sees; times its multiplier they peak at `rating_kw`.
    """
    chance = random.Random(seed)
    with lzma.open(_SOURCE, "rt", encoding="ascii") as source:
        rows = [(float(row["p_pu"]), float(row["q_pu"])) for row in csv.DictReader(source)]
    midnight = until.replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight - _STEP * len(rows)
    missing = {step for start, count in _GAPS for step in range(start, start + count)}
    seen_kw = rating_kw / _MULTIPLIER
    with path.open("w", encoding="gbk", newline="") as file:
        out = csv.writer(file)
        out.writerows(_PREAMBLE)
        out.writerow(_HEADER)
        for step, (active, reactive) in enumerate(rows):
            if step in missing:
                continue
            phases = [active * seen_kw * share for share in _shares(step, chance)]
            volts = 231 - 6 * active + chance.uniform(-1, 1)
            readings = [f"{value:.4f}" for value in (sum(phases), *phases, reactive * seen_kw)]
            out.writerow([_end_stamp(first + _STEP * (step + 1)), *readings, f"{volts:.1f}"])


def _shares(step: int, chance: random.Random) -> list[float]:
    """How the load lies on the three phases: never quite alike, drifting over the weeks."""
    raw = [
        1 + 0.03 * math.sin(step / 700 + n * 2.1) + chance.uniform(-0.03, 0.03) for n in range(3)
    ]
    return [share / sum(raw) for share in raw]


def _end_stamp(moment: datetime) -> str:
    if (moment.hour, moment.minute) == (0, 0):
        return f"{moment - timedelta(days=1):%Y-%m-%d} 24:00"
    return f"{moment:%Y-%m-%d %H:%M}"


def make_photos(
    folder: Path,
    subjects: Sequence[Subject],
    place: tuple[float, float],
    taken_at: datetime,
    seed: int,
) -> list[Path]:
    """Write a JPEG of 12 megapixels of each, 2 to 4 MB; every third was held upright."""
    folder.mkdir(parents=True, exist_ok=True)
    noise, light = _noise(seed), _light()
    paths = []
    for number, subject in enumerate(subjects):
        chance = random.Random(f"{seed}/{number}")
        upright = number % _UPRIGHT_EVERY == 0
        picture = draw_subject(subject, _LANDSCAPE[::-1] if upright else _LANDSCAPE, chance)
        if upright:  # the sensor lies across: EXIF 6 says to turn it a quarter clockwise
            picture = picture.transpose(Image.Transpose.ROTATE_90)
        picture = ImageChops.multiply(picture.filter(ImageFilter.BoxBlur(1)), light)
        # Noise costs the most to make: one sheet serves every picture, shifted.
        grain = ImageChops.offset(noise, chance.randrange(4000), chance.randrange(3000))
        picture = ImageChops.add(picture, Image.merge("RGB", [grain] * 3), offset=-128)
        path = folder / f"IMG_{taken_at:%Y%m%d}_{number + 1:04}.jpg"
        exif = _exif(place, taken_at + timedelta(seconds=47 * number), 6 if upright else 1)
        picture.save(path, "JPEG", quality=88, exif=exif)
        paths.append(path)
    return paths


def _noise(seed: int) -> Image.Image:
    """What a small sensor adds indoors, around a middle grey."""
    width, height = _LANDSCAPE
    grain = np.random.default_rng(seed).normal(128, 7, (height, width))
    return Image.fromarray(grain.clip(0, 255).astype(np.uint8))


def _light() -> Image.Image:
    """Bright in the middle, darker to the corners, as under a lamp."""
    fall = Image.radial_gradient("L").resize(_LANDSCAPE, Image.Resampling.BILINEAR)
    light = fall.point([255 - level // 3 for level in range(256)])
    return Image.merge("RGB", (light, light, light))


def _exif(place: tuple[float, float], taken_at: datetime, orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x0110] = "Kanyan", "Rugged tablet camera (drawn)"
    details = exif.get_ifd(_EXIF_IFD)
    details[0x9003], details[0x9011] = f"{taken_at:%Y:%m:%d %H:%M:%S}", "+08:00"
    latitude, longitude = place
    gps = exif.get_ifd(_GPS_IFD)
    gps[1], gps[2] = ("N" if latitude >= 0 else "S"), _sexagesimal(abs(latitude))
    gps[3], gps[4] = ("E" if longitude >= 0 else "W"), _sexagesimal(abs(longitude))
    return exif


def _sexagesimal(degrees: float) -> tuple[float, float, float]:
    minutes, seconds = divmod(round(degrees * 3600, 4), 60)
    return float(minutes // 60), float(minutes % 60), round(seconds, 4)


@dataclass(frozen=True)
class BadFile:
    """A file that must be refused, with the word for why."""

    path: Path
    why: str


def make_bad_load_files(folder: Path) -> Sequence[BadFile]:
    """Write load files with what goes wrong in the field: a wrong hour, words, a lost column."""
    good = "数据时间,有功功率(kW)\n2026-11-01 00:15,11.8\n"
    contents = {
        "25点.csv": (good + "2026-11-01 25:00,12.5\n", "impossible_time"),
        "数字里有文字.csv": (good + "2026-11-01 00:30,约12\n", "not_a_number"),
        "缺列.csv": ("数据时间,终端编号\n2026-11-01 00:15,2315\n", "no_power_column"),
        "空文件.csv": ("", "empty_file"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, (text, why) in contents.items():
        (folder / name).write_text(text, encoding="gbk")
        made.append(BadFile(folder / name, why))
    return made


def make_bad_photos(folder: Path, photo: Path) -> Sequence[BadFile]:
    """Write what is no photo though it is named so: a cut copy of `photo`, words, nothing."""
    whole = photo.read_bytes()
    contents = {
        "传了一半.jpg": (whole[: len(whole) // 4], "truncated"),
        "其实是文字.jpg": ("这不是照片".encode(), "not_an_image"),
        "空文件.jpg": (b"", "empty"),
    }
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for name, (content, why) in contents.items():
        (folder / name).write_bytes(content)
        made.append(BadFile(folder / name, why))
    return made
