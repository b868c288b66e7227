"""The demo's input: real data in the shape that meters and cameras give it, the same every time."""

import csv
import hashlib
import io
import lzma
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from PIL import Image

from app.clock import CHINA
from app.errors import LoadFileRefused, NotAPicture
from app.instruments.load_csv import read_load
from app.media.photo import take_in
from app.reference.library import RESOURCES
from ui.demo.pictures import SUBJECTS
from ui.demo.samples import make_bad_load_files, make_bad_photos, make_load_csv, make_photos
from ui.demo.site_pictures import BEFORE, CONCEALED, PUT_RIGHT

TODAY = datetime(2026, 11, 23, 9, 30, tzinfo=CHINA)
PLACE = (36.7212, 101.7525)


@pytest.fixture(scope="module")
def load_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("load") / "负荷.csv"
    make_load_csv(path, 480, TODAY, seed=3)
    return path


@pytest.fixture(scope="module")
def photos(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return make_photos(tmp_path_factory.mktemp("photos"), SUBJECTS[:2], PLACE, TODAY, seed=3)


def test_the_load_is_a_year_of_three_phases_until_last_midnight(load_file: Path) -> None:
    reading = read_load(load_file)
    said = reading.summary
    assert (said.interval_s, said.phases, reading.stamp) == (900, 3, "end")
    assert said.end == datetime(2026, 11, 23, tzinfo=CHINA)
    assert said.end - said.start == timedelta(days=366)  # 2016 was a leap year
    assert [gap.missing for gap in said.gaps] == [9, 4, 26]
    assert reading.meter_no == "630100045718"
    assert "multiplier:200" in reading.remarks


def test_the_load_is_the_real_one_times_the_rating(load_file: Path) -> None:
    with lzma.open(RESOURCES / "samples" / "commerce_G3-A_2016_15min.csv.xz", "rt") as source:
        real = [float(row["p_pu"]) * 480 for row in csv.DictReader(source)]
    made = read_load(load_file).samples.total_kw
    present = [(a, b) for a, b in zip(made, real, strict=True) if a == a]
    assert max(abs(a - b) for a, b in present) < 0.05  # four digits of what the meter sees


def test_the_load_file_looks_like_an_export_and_says_what_is_made_up(load_file: Path) -> None:
    text = load_file.read_bytes().decode("gbk")
    for words in ("表号,", "倍率,200", "A相有功功率(kW)", " 24:00,", "SimBench", "ODbL", "分相"):
        assert words in text


def test_the_same_seed_makes_the_same_files(tmp_path: Path, load_file: Path) -> None:
    make_load_csv(tmp_path / "again.csv", 480, TODAY, seed=3)
    make_load_csv(tmp_path / "other.csv", 480, TODAY, seed=4)
    assert (tmp_path / "again.csv").read_bytes() == load_file.read_bytes()
    assert (tmp_path / "other.csv").read_bytes() != load_file.read_bytes()


def test_the_same_seed_makes_the_same_photos(tmp_path: Path, photos: list[Path]) -> None:
    [again] = make_photos(tmp_path, SUBJECTS[:1], PLACE, TODAY, seed=3)
    assert (
        hashlib.sha256(again.read_bytes()).digest()
        == hashlib.sha256(photos[0].read_bytes()).digest()
    )


def test_a_photo_is_what_a_tablet_camera_writes(photos: list[Path]) -> None:
    upright, across = (take_in(path) for path in photos)
    assert (upright.width_px, upright.height_px) == (3000, 4000)
    assert (across.width_px, across.height_px) == (4000, 3000)
    assert upright.claimed_at == "2026-11-23T09:30:00"
    position = upright.claimed_position
    assert position is not None
    assert (str(position.latitude), str(position.longitude)) == ("36.721200", "101.752500")
    for photo, path in zip((upright, across), photos, strict=True):
        assert 2_000_000 < len(photo.original) < 4_500_000
        with Image.open(path) as image:
            assert image.size == (4000, 3000)  # as the sensor lies
            assert image.getexif()[0x0112] in (1, 6)


def test_an_upright_photo_shows_its_floor_below(photos: list[Path]) -> None:
    with Image.open(io.BytesIO(take_in(photos[0]).bounded)) as image:
        wall = image.getpixel((image.width // 2, image.height // 12))
        floor = image.getpixel((image.width // 2, image.height * 11 // 12))
    assert wall[0] > wall[1] + 40  # the red casing around the nameplate
    assert max(floor) - min(floor) < 40


def test_every_subject_has_its_own_name() -> None:
    every = (*SUBJECTS, *BEFORE, *CONCEALED, *PUT_RIGHT)
    assert len({each.name for each in every}) == len(every) == 27


def test_every_bad_load_file_is_refused_for_what_is_wrong_with_it(tmp_path: Path) -> None:
    for bad in make_bad_load_files(tmp_path / "bad"):
        with pytest.raises(LoadFileRefused) as error:
            read_load(bad.path)
        assert (error.value.name, error.value.why) == (bad.path.name, bad.why)


def test_every_bad_photo_is_refused_for_what_is_wrong_with_it(
    tmp_path: Path, photos: list[Path]
) -> None:
    for bad in make_bad_photos(tmp_path / "bad", photos[0]):
        with pytest.raises(NotAPicture) as error:
            take_in(bad.path)
        assert (error.value.name, error.value.why) == (bad.path.name, bad.why)
