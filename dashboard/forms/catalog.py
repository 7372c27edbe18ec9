"""Every form of the product; each is declared in a file of its topic."""

from __future__ import annotations

from typing import Final

from dashboard.forms.declared import FormKind
from dashboard.forms.rain import RAIN

FORMS: Final[tuple[FormKind, ...]] = (RAIN,)


def form_named(slug: str) -> FormKind | None:
    """Return the form of an address, None where there is none."""
    return next((one for one in FORMS if one.slug == slug), None)
