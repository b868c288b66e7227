"""A record of voltage quality as pictures: each quantity and each harmonic beside its limit."""

from typing import Final

from app.domain.load_pictures import Axis, Bar, Picture
from app.domain.load_words import Part
from app.domain.picture_words import PICTURE_WORDS
from app.domain.quality_findings import Harmonic, HarmonicCurrent, QualityFindings, Quantity
from app.domain.quality_words import current_name, current_said, permitted_said, point_said

_HEADROOM: Final = 1.12
_FULL: Final = 100.0
_MOST: Final = 250.0
"""A quantity further over its limit is drawn no higher, or the others could not be seen."""


def quality_pictures(found: QualityFindings) -> tuple[Picture, ...]:
    """The quantities as shares of their limits, harmonics in per cent, their currents in A."""
    made = (_quantities(found), _harmonics(found), _currents(found))
    return tuple(picture for picture in made if picture is not None)


def share_of_limit(each: Quantity) -> float | None:
    """What was judged, in per cent of its limit; None without one."""
    return _FULL * abs(each.judged) / each.limit if each.limit else None


def room_said(margin_pct: float) -> Part:
    """How far below the limit, or above it."""
    return _words("room" if margin_pct >= 0 else "over", f"{abs(margin_pct):.0f}")


def _quantities(found: QualityFindings) -> Picture | None:
    told = [each for each in found.quantities if share_of_limit(each) is not None]
    if not told:
        return None
    bars = tuple(_bar(each, n + 0.5) for n, each in enumerate(told))
    high = max(_FULL, *(bar.value for bar in bars)) * _HEADROOM
    return Picture(
        key="quality",
        title=_words("quality", f"{found.un_kv:g}"),
        x=Axis("", "", 0.0, float(len(bars)), "name", tuple((b.at, b.name) for b in bars)),
        y=Axis(PICTURE_WORDS["of_limit"], "%", 0.0, high),
        bars=bars,
        note=_words("quality_note"),
    )


def _bar(each: Quantity, at: float) -> Bar:
    share, limit = share_of_limit(each) or 0.0, each.limit or 0.0
    margin = (limit - abs(each.judged)) / limit * _FULL
    said = _words(
        "quality_bar",
        each.zh,
        f"{each.judged:.3g}",
        each.unit,
        f"{limit:g}",
        room_said(margin),
    )
    return Bar(each.finding.value, (each.zh, ()), at, 0.6, min(share, _MOST), said, limit=_FULL)


def _harmonics(found: QualityFindings) -> Picture | None:
    if not found.harmonics:
        return None
    bars = tuple(_order(each) for each in found.harmonics)
    high = max(max(bar.value, bar.limit or 0.0) for bar in bars) * _HEADROOM
    orders = [each.order for each in found.harmonics]
    with_limit = [each for each in found.harmonics if each.limit]
    nearest = max(with_limit, key=lambda each: each.cp95 / (each.limit or 1), default=None)
    return Picture(
        key="harmonics",
        title=_words("harmonics", f"{found.un_kv:g}"),
        x=Axis(PICTURE_WORDS["order"], "", min(orders) - 1.0, max(orders) + 1.0),
        y=Axis(PICTURE_WORDS["of_fundamental"], "%", 0.0, high or 1.0),
        bars=bars,
        note=None if nearest is None else _nearest(nearest),
    )


def _order(each: Harmonic) -> Bar:
    limit = _words("no_limit") if each.limit is None else _words("order_limit", f"{each.limit:g}")
    said = _words(
        "order_bar",
        each.order,
        each.phase.upper(),
        f"{each.cp95:.2f}",
        f"{each.highest:.2f}",
        limit,
    )
    return Bar(
        each.finding.value, ("{0}", (each.order,)), float(each.order), 0.6, each.cp95, said,
        limit=each.limit,
    )  # fmt: skip


def _currents(found: QualityFindings) -> Picture | None:
    if not found.currents:
        return None
    bars = tuple(_current(each) for each in found.currents)
    high = max(max(bar.value, bar.limit or 0.0) for bar in bars) * _HEADROOM
    orders = [each.order for each in found.currents]
    return Picture(
        key="currents",
        title=_words("currents"),
        x=Axis(PICTURE_WORDS["order"], "", min(orders) - 1.0, max(orders) + 1.0),
        y=Axis(PICTURE_WORDS["current"], "A", 0.0, high or 1.0),
        bars=bars,
        note=None if found.point is None else point_said(found.point),
    )


def _current(each: HarmonicCurrent) -> Bar:
    said = _words("current_bar", current_name(each), current_said(each), permitted_said(each))
    return Bar(
        each.finding.value, ("{0}", (each.order,)), float(each.order), 0.6, each.cp95, said,
        limit=each.permitted,
    )  # fmt: skip


def _nearest(each: Harmonic) -> Part:
    share = _FULL * each.cp95 / (each.limit or 1)
    return _words("harmonics_note", each.order, f"{share:.0f}")


def _words(key: str, *values: object) -> Part:
    return PICTURE_WORDS[key], values
