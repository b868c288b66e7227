"""Photos as evidence: upright copies, claims read, and what is no photo refused."""

import io
import random
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageDraw
from PIL.TiffImagePlugin import IFDRational

from app.errors import NotAPicture
from app.media.develop import (
    BOUND_PX,
    MAX_PIXELS,
    develop,
    shrunk_by_pillow,
    shrunk_by_vips,
    told,
    understood,
)
from app.media.photo import MAX_BYTES, TakenPhoto, take_in, thumbnail


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


def taken(path: Path, picture: Image.Image, kind: str = "JPEG", **how: object) -> TakenPhoto:
    picture.save(path, kind, **how)
    return take_in(path)


def refusal(path: Path, content: bytes) -> str:
    path.write_bytes(content)
    with pytest.raises(NotAPicture) as error:
        take_in(path)
    assert error.value.name == path.name
    return error.value.why


def middle(jpeg: bytes) -> tuple[int, ...]:
    with Image.open(io.BytesIO(jpeg)) as image:
        assert (image.format, image.mode) == ("JPEG", "RGB")
        pixel = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(pixel, tuple)
    return pixel


def test_a_picture_smaller_than_the_bound_is_not_blown_up(tmp_path: Path) -> None:
    small = taken(tmp_path / "a.jpg", Image.new("RGB", (40, 30)))
    with Image.open(io.BytesIO(small.bounded)) as image:
        assert image.size == (40, 30)


def test_a_see_through_png_lies_on_white(tmp_path: Path) -> None:
    clear = taken(tmp_path / "a.png", Image.new("RGBA", (40, 30), (0, 0, 0, 0)), "PNG")
    assert clear.media_type == "image/png"
    assert min(middle(clear.bounded)) > 250


def test_a_picture_for_print_comes_out_in_screen_colours(tmp_path: Path) -> None:
    red = taken(tmp_path / "a.jpg", Image.new("CMYK", (40, 30), (0, 255, 255, 0)))
    reddish, greenish, _ = middle(red.bounded)
    assert reddish > 150 > 100 > greenish


@pytest.mark.parametrize("shrink", [shrunk_by_vips, shrunk_by_pillow])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_either_library_makes_the_same_upright_copy(
    tmp_path: Path, shrink: Callable[[bytes, int, int], bytes], orientation: int
) -> None:
    original = a_picture(tmp_path / "a.jpg", orientation).read_bytes()
    with Image.open(io.BytesIO(shrink(original, 300, MAX_PIXELS))) as image:
        assert (image.size, dict(image.getexif())) == ((300, 200), {})
        assert image.getpixel((40, 30))[1] < 90
    with pytest.raises(NotAPicture, match="truncated"):
        shrink(original[: len(original) // 2], 300, MAX_PIXELS)
    with pytest.raises(NotAPicture, match="too_large"):
        shrink(original, 300, 1200 * 800 - 1)


def with_gps(*degrees: tuple[object, object, object], south: bool = True) -> Image.Exif:
    exif = Image.Exif()
    gps = exif.get_ifd(0x8825)
    gps[1], gps[3] = "S" if south else "N", "E"
    gps[2], gps[4] = degrees
    return exif


def test_time_and_place_are_read_as_claims(tmp_path: Path) -> None:
    exif = with_gps((36.0, 30.0, 36.0), (101.0, 45.0, 9.0))
    exif.get_ifd(0x8769)[0x9003] = "2026:11:23 09:30:00"
    claimed = taken(tmp_path / "a.jpg", Image.new("RGB", (40, 30)), exif=exif)
    assert claimed.claimed_at == "2026-11-23T09:30:00"
    assert claimed.claimed_position is not None
    assert str(claimed.claimed_position.latitude) == "-36.510000"
    assert str(claimed.claimed_position.longitude) == "101.752500"


NO_FIX = (IFDRational(0, 0), IFDRational(0, 0), IFDRational(0, 0))


@pytest.mark.parametrize(
    "degrees",
    [(NO_FIX, NO_FIX), ((91.0, 0.0, 0.0), (0.0, 0.0, 0.0)), ((36.0, 30.0), (101.0, 45.0))],
)
def test_a_place_that_cannot_be_is_not_claimed(tmp_path: Path, degrees: tuple[object, ...]) -> None:
    picture = Image.new("RGB", (40, 30))
    assert taken(tmp_path / "a.jpg", picture, exif=with_gps(*degrees)).claimed_position is None  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["2026:13:01 00:00:00", "<script>alert(1)</s", "0000:00:00 00:00:00"]
)
def test_a_time_that_cannot_be_is_not_claimed(tmp_path: Path, text: str) -> None:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = text
    assert taken(tmp_path / "a.jpg", Image.new("RGB", (40, 30)), exif=exif).claimed_at == ""


def test_a_picture_that_was_cut_is_refused(tmp_path: Path) -> None:
    whole = a_picture(tmp_path / "a.jpg").read_bytes()
    for length in (len(whole) // 2, len(whole) - 200):
        assert refusal(tmp_path / "cut.jpg", whole[:length]) == "truncated"
    a_picture(tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as image:
        image.save(tmp_path / "a.png")
    whole = (tmp_path / "a.png").read_bytes()
    assert refusal(tmp_path / "cut.png", whole[: len(whole) // 2]) == "truncated"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"not a picture", "not_an_image"),
        (b"%PDF-1.7", "not_an_image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "not_an_image"),
        (b"\xff\xd8\xff", "not_an_image"),
        (b"\x89PNG\r\n\x1a\n", "not_an_image"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "format"),
        (b"RIFF\0\0\0\0WEBPVP8 ", "format"),
        (b"GIF89a" + b"\0" * 50, "format"),
    ],
)
def test_what_is_no_picture_is_refused(tmp_path: Path, content: bytes, why: str) -> None:
    assert refusal(tmp_path / "a.jpg", content) == why


def a_png_that_says(width: int, height: int) -> bytes:
    """A header alone, as large as it likes to be."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize("side", [8_000, 10_000, 30_000, 2**31 - 1])
def test_a_pixel_bomb_is_refused_by_its_header(tmp_path: Path, side: int) -> None:
    assert refusal(tmp_path / "bomb.png", a_png_that_says(side, side)) == "too_large"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    with path.open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(NotAPicture, match="too_large"):
        take_in(path)


def test_a_picture_that_is_decoded_without_end_is_given_up(tmp_path: Path) -> None:
    with pytest.raises(NotAPicture, match="undecodable"):
        take_in(a_picture(tmp_path / "a.jpg"), deadline_s=0.001)


@pytest.mark.parametrize("name", ["none.jpg", ".", "/dev/zero"])
def test_a_missing_file_or_one_without_end_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(NotAPicture, match="unreadable"):
        take_in(tmp_path / name)


def test_a_thumbnail_is_made_of_our_own_copies_only() -> None:
    large = io.BytesIO()
    Image.new("RGB", (4000, 3000)).save(large, "JPEG")
    for picture, why in ((large.getvalue(), "too_large"), (b"junk", "truncated")):
        with pytest.raises(NotAPicture, match=why):
            thumbnail(picture)


@pytest.mark.filterwarnings("ignore")  # Pillow grumbles at damaged EXIF
def test_whatever_happens_to_the_bytes_only_a_refusal_or_a_picture_comes(tmp_path: Path) -> None:
    exif = with_gps((36.0, 30.0, 36.0), (101.0, 45.0, 9.0))
    exif[0x0112] = 6
    exif.get_ifd(0x8769)[0x9003] = "2026:11:23 09:30:00"
    Image.effect_noise((64, 48), 50).save(tmp_path / "a.jpg", exif=exif)
    whole = (tmp_path / "a.jpg").read_bytes()
    made = develop(whole)
    assert (made.claimed_at, made.width_px) == ("2026-11-23T09:30:00", 48)
    chance = random.Random(7)
    outcomes = set()
    for _ in range(400):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 5)):
            data[chance.randrange(min(len(data), 600))] = chance.randrange(256)
        try:
            outcomes.add(understood(told(bytes(data))).media_type)
        except NotAPicture as refused:
            outcomes.add(refused.why)
    assert {"image/jpeg", "truncated"} <= outcomes
    assert outcomes <= {"image/jpeg", "image/png", "truncated", "not_an_image", "too_large"}
