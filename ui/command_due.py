"""What the command `kanyan due` says of a time limit, in words and as JSON."""

import argparse
from pathlib import Path
from typing import Any

from app.actions.find_due_day import Course, Limit, Pause, find_all_layers, find_due_day
from app.domain.names import LAYER_NAMES, LIMIT_NAMES, UNIT_NAMES, day, source_name
from app.reference.library import RESOURCES, Reference

_DAYS = {"WD": "个工作日"}


def limits_asked(asked: argparse.Namespace) -> tuple[Limit, dict[str, Limit]]:
    """The limit that was asked for, and that of every layer.

    Raises:
        NoSuchLimit: there is none.
        RulesDamaged: a file of rules cannot be read.
    """
    places = (Path(asked.rules), RESOURCES) if asked.rules else (RESOURCES,)
    reference = Reference(*places)
    facts = {"external_line_works": asked.external_works == "yes"}
    facts |= {fact: True for fact in asked.fact}
    course = Course(tuple(Pause(*stretch) for stretch in asked.pause), asked.on, asked.org)
    what = (reference, asked.key, asked.customer_class, asked.start, facts)
    return find_due_day(*what, asked.layer, course), find_all_layers(*what, course)


def as_json(found: Limit, layers: dict[str, Limit]) -> dict[str, Any]:
    """The limit as plain values; `layers` holds each layer's."""
    return _plain(found) | {
        "layer": found.rule.layer,
        "layers": {layer: _plain(limit) for layer, limit in layers.items()},
    }


def in_words(found: Limit, layers: dict[str, Limit]) -> list[str]:
    """The limit in sentences, then those of the other layers."""
    lines = [_sentence(found)]
    if found.used is not None:
        days = _DAYS.get(found.rule.unit, "天")
        left = found.left or 0
        word = f"剩 {left} {days}" if left >= 0 else f"已超期 {-left} {days}"
        still = "，计时已暂停" if found.paused else ""
        lines.append(f"已用 {found.used} {days}（{_share(found)} %），{word}{still}。")
    if found.warnings and not found.rule.backward:
        days_told = (f"{share} % {day(on)}" for share, on in found.warnings.items())
        lines.append("预警：" + "，".join(days_told) + "。")
    lines.append(_basis(found))
    for layer, limit in layers.items():
        if layer != found.rule.layer:
            lines.append(f"{LAYER_NAMES[layer]}：{_sentence(limit)}{_basis(limit)}")
    return lines


def _sentence(found: Limit) -> str:
    rule = found.rule
    way = "前" if rule.backward else "次日起算"
    name = LIMIT_NAMES.get(rule.key, rule.key)
    told = f"{name}：{rule.limit} {UNIT_NAMES[rule.unit]}，自 {day(found.started_on)}{way}"
    last = f"，{day(found.due_on)}到期" if found.due_on else "，各环节用时合计，不设单一到期日"
    return told + last + ("（暂定：当年节假日安排尚未公布）" if found.provisional else "") + "。"


def _basis(found: Limit) -> str:
    rule = found.rule
    return f"依据：{source_name(rule.source)}" + ("（待核对原文）" if rule.verify else "")


def _share(found: Limit) -> int:
    return -(-100 * (found.used or 0) // found.span)


def _plain(found: Limit) -> dict[str, Any]:
    rule = found.rule
    told: dict[str, Any] = {
        "due_on": found.due_on and found.due_on.isoformat(),
        "provisional": found.provisional,
        "rule": rule.id,
        "limit": rule.limit,
        "unit": rule.unit,
        "started_on": found.started_on.isoformat(),
        "warnings": {str(share): on.isoformat() for share, on in found.warnings.items()},
        "source": rule.source,
        "verify": rule.verify,
    }
    if rule.total:
        told |= {"budget": rule.limit, "of": list(rule.of)}
    if found.used is not None:
        told |= {"used": found.used, "left": found.left, "used_pct": _share(found)}
        told |= {"paused": found.paused}
    return told
