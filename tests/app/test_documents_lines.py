"""Where lines of Chinese text break."""

import random

import pytest

from app.documents.font import BOLD_FILE, FONT_FILE, characters
from app.documents.lines import break_lines
from app.documents.text import CELL, Text, para, use_font


def half_or_whole(text: str) -> float:
    """Every Han character is one wide, a Latin one half: a typewriter's measure."""
    return sum(1.0 if ord(char) >= 0x2E80 else 0.5 for char in text)


def broken(text: str, width: float) -> tuple[str, ...]:
    return break_lines(text, width, half_or_whole)


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("绝缘电阻合格", 4, ("绝缘电阻", "合格")),
        ("绝缘电阻，合格", 4, ("绝缘电", "阻，合格")),
        ("绝缘（电阻）合格", 3, ("绝缘", "（电", "阻）合", "格")),
        ("母线绝缘“好”", 5, ("母线绝缘", "“好”")),
        ("接地电阻 0.45 MΩ", 7, ("接地电阻", "0.45 MΩ")),
        ("不小于 ≥ 10000 MΩ", 8, ("不小于", "≥ 10000 MΩ")),
        ("不对称 15～30 %", 5, ("不对称", "15～30 %")),
        ("依据 GB/T 50062-2008 第八章", 8, ("依据", "GB/T 50062-2008", "第八章")),
        ("签发于2026年05月06日", 9, ("签发于", "2026年05月06日")),
        ("检验（第 1 次）", 6, ("检验", "（第 1 次）")),
        ("共有 32 个工作日", 4, ("共有", "32 个工", "作日")),
        ("型号 SCB13-1000 铭牌", 6, ("型号", "SCB13-1000", "铭牌")),
        ("一\n\n二", 9, ("一", "", "二")),
        ("　　首行缩进", 9, ("　　首行缩进",)),
        ("", 9, ("",)),
    ],
)
def test_a_line_ends_only_where_it_may(text: str, width: float, lines: tuple[str, ...]) -> None:
    assert broken(text, width) == lines


def test_a_word_wider_than_the_line_is_torn_and_nothing_of_it_lost() -> None:
    lines = broken("摘要 " + "0123456789abcdef" * 4, 10)
    assert max(map(half_or_whole, lines)) <= 10
    assert "".join(lines).replace(" ", "") == "摘要" + "0123456789abcdef" * 4


def test_whatever_the_text_no_line_is_too_wide_and_no_letter_is_lost() -> None:
    rng = random.Random(5)
    for _ in range(2000):
        text = "".join(rng.choices("电阻，。（）“”《》 0.5MΩ≥;<&a年月日-\n　", k=rng.randrange(60)))
        lines = broken(text, 7)
        assert all(half_or_whole(line) <= 7 for line in lines), text
        assert "".join("".join(lines).split()) == "".join(text.split())


def test_a_text_goes_on_over_the_page_where_it_stopped() -> None:
    use_font()
    text = Text("\n".join("一二三四五六七"), CELL)
    first, rest = text.split(200, CELL.leading * 3 + 1)
    assert first.wrap(200, 999)[1] == pytest.approx(CELL.leading * 3)
    assert rest.wrap(200, 999)[1] == pytest.approx(CELL.leading * 4)
    assert text.split(200, CELL.leading - 1) == []
    assert para("").wrap(200, 999) == (200, CELL.leading)


def test_the_bold_face_has_every_character_of_gb_2312_and_the_plain_one_all_of_it() -> None:
    rows = (bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF))
    hanzi = {char for char in (row.decode("gb2312", "ignore") for row in rows) if char}
    assert len(hanzi) == 6763
    assert hanzi <= characters(BOLD_FILE) <= characters(FONT_FILE)
