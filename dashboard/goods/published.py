"""El Maizal's published figures beside the means of the country: facts, each with where it stands."""

from __future__ import annotations

from decimal import Decimal
from typing import Final, Literal, NamedTuple

from dashboard.words.language import N_

SQUARE_METRES_IN_AN_ACRE: Final = Decimal("4046.8564224")
"""The book counts in acres; nobody of the commune does.

Source:
    International yard and pound agreement 1959: 4,840 square yards of 0.9144 m.
"""

BOOK: Final = "G. Ciccariello-Maher, Building the Commune (2016)"
FAO: Final = "FAO, Our World in Data (tidytuesday, 2020-09-01)"


class BookFigure(NamedTuple):
    """One published figure.

    Attributes:
        what: Of what; a msgid.
        amount: How much.
        unit: In what.
        is_least: Whether the source says "more than".
        basis: What the source says of how it was counted; a msgid.
        source: Who published it.
    """

    what: str
    amount: Decimal
    unit: Literal["kg", "L", "ha", "t/ha"]
    year: int
    basis: str
    source: str
    is_least: bool = False


def hectares(acres: int) -> Decimal:
    """Return an area [ha]."""
    return acres * SQUARE_METRES_IN_AN_ACRE / 10_000


MAIZE_AREA_2014: Final = hectares(1000)
"""Land under maize in 2014 [ha]. Source: Ciccariello-Maher 2016, on El Maizal: 1,000 acres."""
ALL_LAND_2015: Final = hectares(2000)
"""All the land in 2015, at least [ha]. Source: Ciccariello-Maher 2016: "more than 2,000 acres"."""
MAIZE_2015_KG: Final = Decimal(2_500_000)
"""Maize of 2015 [kg]. Source: Ciccariello-Maher 2016: 2.5 million kilograms."""

FIGURES: Final = (
    BookFigure(
        N_("Tierra con maíz"),
        MAIZE_AREA_2014,
        "ha",
        2014,
        N_("no dice si es sembrada o cosechada"),
        BOOK,
    ),
    BookFigure(
        N_("Maíz"),
        MAIZE_2015_KG,
        "kg",
        2015,
        N_("no dice a qué humedad e impureza, ni cuántas hectáreas eran de maíz"),
        BOOK,
    ),
    BookFigure(
        N_("Toda la tierra en producción"),
        ALL_LAND_2015,
        "ha",
        2015,
        N_("con todos los rubros, no solo maíz"),
        BOOK,
        is_least=True,
    ),
    BookFigure(N_("Café"), Decimal(30_000), "kg", 2015, N_("no dice si es en cereza o seco"), BOOK),
    BookFigure(N_("Leche"), Decimal(50_000), "L", 2015, N_("no dice de cuántas vacas"), BOOK, is_least=True),
    BookFigure(
        N_("Maíz, promedio de Venezuela"),
        Decimal("3.126"),
        "t/ha",
        2015,
        N_("por hectárea cosechada; no dice a qué humedad"),
        FAO,
    ),
)
"""What stands on the page, in its order."""

NATIONAL_MEANS: Final = {
    2010: Decimal("3.75"),
    2011: Decimal("3.49"),
    2012: Decimal("3.52"),
    2013: Decimal("3.83"),
    2014: Decimal("3.83"),
    2015: Decimal("3.126"),
    2016: Decimal("3.41"),
    2017: Decimal("3.00"),
    2018: Decimal("3.24"),
}
"""Maize of Venezuela by year [t/ha]. Source: FAO through Our World in Data, table `key_crop_yields`."""
