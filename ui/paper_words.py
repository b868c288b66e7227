"""Why a paper is valid or not, in words."""

from app.domain.names import PAPER_REASONS
from ui.words import tr


def paper_reason(word: str) -> str:
    """Why a paper is valid or not."""
    return tr(PAPER_REASONS.get(word, word))
