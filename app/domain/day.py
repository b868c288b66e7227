"""Days and moments as an official paper writes them."""

from datetime import date, datetime

from app.clock import CHINA


def moment_in_words(moment: datetime) -> str:
    """A moment as a form prints it, in China's time: 2026年05月06日 09:30."""
    local = moment.astimezone(CHINA)
    return f"{local:%Y}年{local:%m}月{local:%d}日 {local:%H:%M}"


def moment_text_in_words(text: str) -> str:
    """A moment that is kept as text, as a form prints it; what is none stays as it is."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return moment_in_words(moment if moment.tzinfo else moment.replace(tzinfo=CHINA))


def day_in_words(day: str) -> str:
    """An ISO date as a form prints it; anything else as it is."""
    try:
        year, month, rest = date.fromisoformat(day).isoformat().split("-")
    except ValueError:
        return day
    return f"{year}年{month}月{rest}日"
