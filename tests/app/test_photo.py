"""Photos as evidence: upright copies, claims read, and what is no photo refused."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from app.errors import NotAPicture
from app.media.photo import BOUND_PX, take_in, thumbnail


def a_picture(path: Path, orientation: int = 1, size: tuple[int, int] = (1200, 800)) -> Path:
    """Red in its upper left corner once it is upright."""
    upright = Image.new("RGB", size, "white")
    ImageDraw.Draw(upright).rectangle((0, 0, size[0] // 3, size[1] // 3), fill="red")
    undo = {
        2: [Image.Transpose.FLIP_LEFT_RIGHT],
        3: [Image.Transpose.ROTATE_180],
        4: [Image.Transpose.FLIP_TOP_BOTTOM],
        5: [Image.Transpose.TRANSPOSE],
        6: [Image.Transpose.ROTATE_90],
        7: [Image.Transpose.TRANSVERSE],
        8: [Image.Transpose.ROTATE_270],
    }
    stored = upright
    for turn in undo.get(orientation, []):
        stored = stored.transpose(turn)
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored.save(path, "JPEG", quality=95, exif=exif)
    return path


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_comes_out_upright(tmp_path: Path, orientation: int) -> None:
    taken = take_in(a_picture(tmp_path / "a.jpg", orientation))
    assert (taken.width_px, taken.height_px) == (1200, 800)
    for jpeg in (taken.bounded, thumbnail(taken.bounded)):
        with Image.open(io.BytesIO(jpeg)) as image:
            assert image.width > image.height
            red = image.getpixel((image.width // 8, image.height // 8))
            white = image.getpixel((image.width * 7 // 8, image.height * 7 // 8))
        assert red[0] > 200 > 90 > red[1]
        assert min(white) > 200


def test_the_original_stays_as_it_was_and_the_copy_is_bounded(tmp_path: Path) -> None:
    path = a_picture(tmp_path / "a.jpg", size=(4000, 3000))
    taken = take_in(path)
    assert taken.original == path.read_bytes()
    with Image.open(io.BytesIO(taken.bounded)) as image:
        assert max(image.size) == BOUND_PX
        assert not image.getexif()


def test_a_png_is_a_picture_too(tmp_path: Path) -> None:
    Image.new("RGB", (40, 30)).save(tmp_path / "a.png")
    assert take_in(tmp_path / "a.png").media_type == "image/png"


def test_time_and_place_are_read_as_claims(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = "2026:11:23 09:30:00"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "S", (36.0, 30.0, 36.0), "E", (101.0, 45.0, 9.0)
    Image.new("RGB", (40, 30)).save(tmp_path / "a.jpg", exif=exif)
    taken = take_in(tmp_path / "a.jpg")
    assert taken.claimed_at == "2026-11-23T09:30:00"
    assert taken.claimed_position is not None
    assert str(taken.claimed_position.latitude) == "-36.510000"
    assert str(taken.claimed_position.longitude) == "101.752500"


def test_a_picture_that_was_cut_is_refused(tmp_path: Path) -> None:
    whole = a_picture(tmp_path / "a.jpg").read_bytes()
    for length in (len(whole) // 2, len(whole) - 200):
        (tmp_path / "cut.jpg").write_bytes(whole[:length])
        with pytest.raises(NotAPicture) as error:
            take_in(tmp_path / "cut.jpg")
        assert error.value.why == "truncated"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"not a picture", "not_an_image"),
        (b"%PDF-1.7", "not_an_image"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "format"),
        (b"\xff\xd8\xff", "not_an_image"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    (tmp_path / "a.jpg").write_bytes(content)
    with pytest.raises(NotAPicture) as error:
        take_in(tmp_path / "a.jpg")
    assert error.value.why == why


def test_a_pixel_bomb_is_refused_by_its_header(tmp_path: Path) -> None:
    image = Image.new("1", (20_000, 20_000))
    image.save(tmp_path / "bomb.png")
    with pytest.raises(NotAPicture) as error:
        take_in(tmp_path / "bomb.png")
    assert error.value.why == "too_large"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAPicture) as error:
        take_in(tmp_path / "none.jpg")
    assert error.value.why == "unreadable"
