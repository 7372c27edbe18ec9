"""Templates with the sentences of a language."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from dashboard.assets import address
from dashboard.language import languages
from dashboard.production.grain import comparable_kg
from dashboard.production.spans import whole_percent

TEMPLATES: Final = Path(__file__).parent / "templates"


@cache
def environment(language: str) -> Environment:
    """Return the templates in one language; a name that a page did not give is an error, never a blank."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
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
    made.globals["comparable_kg"] = comparable_kg
    made.globals["whole_percent"] = whole_percent
    return made
