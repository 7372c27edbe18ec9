"""The question how many days maize takes to ripen, as the bag of its seed says."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Asking
from dashboard.forms.asks import Number, Range
from dashboard.words.units import DAYS

MATURITY: Final = "madurez"
MATURITY_RANGE: Final = Range(Decimal(70), Decimal(200))
"""Between so many days from sowing to the black layer; what the journal takes [d]."""


def maturity(asking: Asking) -> Number:
    """Return the question; it may be left out."""
    return Number(
        name=MATURITY,
        ask=asking.gettext("¿Cuántos días a madurez?"),
        unit=DAYS,
        within=MATURITY_RANGE,
        hint=asking.gettext("del maíz, si lo dice el saco; si no, se cuentan 125"),
        whole=True,
    )
