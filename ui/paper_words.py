"""Why a paper is valid or not, in words."""

from typing import Final

from app.domain.names import PAPER_REASONS
from ui.words import tr

_LEVEL: Final = {
    "B-B": "签署时间由签字设备自报",
    "B-T": "签署时间有时间戳证明",
    "B-LTA": "签署时间有时间戳证明，吊销信息和存档时间戳齐备",
}


def level_words(level: str) -> str:
    """How much of its proof a paper holds itself, in words."""
    return tr(_LEVEL[level])


def paper_reason(word: str) -> str:
    """Why a paper is valid or not."""
    return tr(PAPER_REASONS.get(word, word))
