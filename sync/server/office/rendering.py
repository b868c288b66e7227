"""Pages of the office, rendered from `resources/office`; every value is escaped by the engine."""

from functools import cache
from typing import Any, Final
from urllib.parse import parse_qs

import jinja2
from litestar import Response

from app.domain import names, refusal_names, work_order_names
from app.domain.defect import DEFECT_STATE_NAMES, SEVERITY_NAMES
from app.domain.figure_words import figure_parts
from app.domain.ink import in_words
from app.domain.load_words import spoken
from app.domain.material import SOURCE_NAMES, STAGE_NAMES
from app.domain.review import STANDING_NAMES
from app.domain.sheet_paper import BAR_NAMES
from app.domain.units import plain
from app.reference.library import RESOURCES, open_reference
from sync.server import audit, intake, trails

ROOT: Final = "/office"
_MOST_FIELDS: Final = 8
_LONGEST_FIELD: Final = 200
_BAR_PX: Final = 120
"""How long the bar of a whole is, in `monitor.html`."""
_MOST_IN_FORM: Final = 60
_LONGEST_TEXT: Final = 1000
FOLDER: Final = RESOURCES / "office"
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self';"
    " font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def form_of(body: bytes, *wanted: str) -> dict[str, str]:
    """What a form sent under these names, each once."""
    return {name: (fields_of(body, name) or [""])[0] for name in wanted}


def fields_of(body: bytes, name: str, most: int = _MOST_FIELDS) -> list[str]:
    """All that a form sent under this name; nothing of a form with more fields than ours have."""
    try:
        text = body.decode("utf-8", "replace")
        given = parse_qs(text, keep_blank_values=True, max_num_fields=most + _MOST_FIELDS)
    except ValueError:
        return []
    return [value[:_LONGEST_FIELD] for value in given.get(name, [])]


def named(name: str) -> str:
    """A customer's name; a draft application comes before anybody typed one."""
    return name or "未填户名"


def all_fields_of(body: bytes) -> dict[str, list[str]]:
    """All that a form sent, by name; nothing of one with more fields than ours have."""
    try:
        text = body.decode("utf-8", "replace").replace("\0", "")
        given = parse_qs(text, keep_blank_values=True, max_num_fields=_MOST_IN_FORM)
    except ValueError:
        return {}
    return {name: [value[:_LONGEST_TEXT] for value in values] for name, values in given.items()}


def page(template: str, status: int = 200, **values: Any) -> Response[str]:
    """This page with these values in it."""
    text = _templates().get_template(template).render(**values)
    return Response(
        text, status_code=status, media_type="text/html; charset=utf-8", headers=HEADERS
    )


def _role(code: str, form: str = "") -> str:
    """Who signs, as a paper of this form calls him."""
    words, number = names.place_on(form, code)
    return f"{words} {number}" if number else words


@jinja2.pass_context
def _refusal(context: jinja2.runtime.Context, word: str) -> str:
    """Why something is refused, with the numbers of the policy that the page goes by."""
    return refusal_names.refused_because(word, context["policy"])


@cache
def _templates() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "named": named,
        "number": plain,
        "figures": lambda load: "；".join(
            spoken(part, when=names.when) for part in figure_parts(load)
        ),
        "source": names.source_name,
        "limit": lambda key: names.LIMIT_NAMES.get(key, key),
        "minute": names.minute,
        "day": names.day,
        "clock": names.clock,
        "status": lambda code: names.STATUS_NAMES.get(code, code),
        "customer_class": lambda code: names.CLASS_NAMES.get(code, code),
        "ink": in_words,
        "event": lambda code: names.EVENT_NAMES.get(code, code),
        "role": _role,
        "fate": work_order_names.FATE_NAMES.__getitem__,
        "row_fault": lambda f: work_order_names.row_fault(f.column, f.why, f.found, f.detail),
        "audited": lambda code: audit.DEED_NAMES.get(code, code),
        "trail_trouble": lambda why: trails.TROUBLE_NAMES.get(why, why),
        "row_remark": work_order_names.row_remark,
        "field_change": work_order_names.field_change,
        "counted": work_order_names.counted,
        "refused_change": lambda word: refusal_names.CHANGES_REFUSED.get(word, word),
        "refusal": _refusal,
        "standing": STANDING_NAMES.__getitem__,
        "form": lambda code: names.FORM_NAMES.get(code, code),
        "origin": SOURCE_NAMES.__getitem__,
        "due_stage": STAGE_NAMES.__getitem__,
        "bar": BAR_NAMES.__getitem__,
        "layer": lambda code: names.LAYER_NAMES.get(code, code),
        "unit": lambda code: names.UNIT_NAMES.get(code, code),
        "ink_reason": lambda word: names.INK_REASONS.get(word, word),
        "paper_reason": lambda word: names.PAPER_REASONS.get(word, word),
        "severity": SEVERITY_NAMES.__getitem__,
        "defect_state": DEFECT_STATE_NAMES.__getitem__,
    }
    made.globals |= {"visit_name": names.visit_name, "root": ROOT, "may_take": intake.may_take}
    made.filters |= {
        "ratio": lambda part: f"{float(part):.2f}",
        "tenth": lambda part: f"{float(part):.1f}",
        "percent": lambda part: f"{float(part):.0%}",
        "pixels": lambda part: f"{float(part) * _BAR_PX:.0f}",
    }
    made.globals["sees_monitor"] = lambda who: open_reference().personal.sees_monitor(who.roles)
    made.globals["sees_trail"] = lambda who: open_reference().personal.sees_trail(who.roles)
    return made
