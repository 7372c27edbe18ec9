"""Templates with the sentences of a language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.measured import severity
from dashboard.measured.gauge import gauge_percent
from dashboard.production.grain import comparable_kg
from dashboard.production.shares import whole_percent
from dashboard.visit.alarms import grouped
from dashboard.visit.assets import address
from dashboard.visit.icons import favicon, with_icons
from dashboard.words import spans, windows
from dashboard.words.language import languages
from dashboard.words.parliament import PROPOSALS, STATES

TEMPLATES: Final = Path(__file__).parents[1] / "templates"

NIGHT_WORDS: Final = (
    "at_hour",
    "bare_clock",
    "bare_window",
    "of_ten",
    "short_clock",
    "spread",
    "the_hour",
    "window",
)
"""Functions of `dashboard.words.windows` that templates call."""

FIELD_WORDS: Final = {
    "field_between": spans.between,
    "field_counted": spans.counted,
    "field_day": spans.day_name,
    "field_left": spans.days_left,
    "field_past": spans.past_day,
    "field_roughly": spans.roughly,
    "field_span": spans.span,
    "field_tone": severity.tone_of,
    "field_when": spans.when,
}
"""How templates call the words of the fields."""

_AS_TYPED: Final = re.compile(r"(<(textarea|pre)\b.*?</\2>)", re.DOTALL)
_INDENT: Final = re.compile(r"(?<!\s)\s*\n\s*")
"""Looked for only where blanks begin: else 100,000 of them, sent in a field, take seconds of squares."""


@cache
def environment(language: str) -> Environment:
    """Return the templates in one language; a name that a page did not give is an error, never a blank."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        auto_reload=False,  # an update may put templates beside a program that does not know them yet
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    found = languages()[language]
    made.install_gettext_callables(found.gettext, found.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals["asset"] = address
    made.globals["grouped"] = grouped
    made.globals["favicon"] = favicon
    made.globals["gauge_percent"] = gauge_percent
    made.globals["comparable_kg"] = comparable_kg
    made.globals["whole_percent"] = whole_percent
    made.globals["state_words"], made.globals["proposal_words"] = STATES, PROPOSALS
    made.globals.update(FIELD_WORDS)
    for name in NIGHT_WORDS:
        made.globals[name] = getattr(windows, name)
    return made


def packed(page: str) -> str:
    """Return a page as it goes to a telephone: without the indents, with its icons in it."""
    parts = _AS_TYPED.split(page)
    # Two groups a match: the text between, the element as it stands, the name of the element.
    between = [_INDENT.sub("\n", one) for one in parts[::3]]
    kept = [*parts[1::3], ""]
    return with_icons("".join(text + as_it_is for text, as_it_is in zip(between, kept, strict=True)))
