"""The figures of the book about El Maizal, with what they do and do not allow one to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.charts.bars import Bar, Bars, bar_chart
from dashboard.goods.published import (
    ALL_LAND_2015,
    FIGURES,
    MAIZE_2015_KG,
    MAIZE_AREA_2014,
    NATIONAL_MEANS,
    BookFigure,
)
from dashboard.production.grain import kg_at_base
from dashboard.visit.given import VisitHere
from dashboard.words.written import Words
from gateway.domain.goods import Base

router = APIRouter()

KILOS_IN_A_TONNE: Final = 1000
YEAR: Final = 2015
UNKNOWN: Final = "?"
WET: Final = Decimal(22)
"""A moisture that maize may come from the field with [%]; an example, nobody wrote down the real one."""
DRY: Final = Base(Decimal(14), Decimal(2))


@dataclass(frozen=True, slots=True)
class FiguresView:
    """What the page of the book's figures shows.

    Attributes:
        least: Kilos a hectare where all the land was under maize [kg/ha].
        most: Kilos a hectare where only that of the year before was [kg/ha].
        national: The mean of the country in the same year [kg/ha].
        twice: Two times the mean of the country of the year before [kg/ha].
        dry: The kilos, brought to 14 % from the moisture of the example [kg].
        chart: The country year by year, El Maizal last.
    """

    figures: Sequence[BookFigure]
    area: Decimal
    area_before: Decimal
    kg: Decimal
    least: Decimal
    most: Decimal
    national: Decimal
    twice: Decimal
    wet: Decimal
    dry: Decimal
    chart: Bars


@router.get("/cifras")
def show(visit: VisitHere) -> HTMLResponse:
    """Show the figures of the book."""
    return visit.page("figures.html", _view(visit.words))


def _view(words: Words) -> FiguresView:
    least, most = MAIZE_2015_KG / ALL_LAND_2015, MAIZE_2015_KG / MAIZE_AREA_2014
    return FiguresView(
        figures=FIGURES,
        area=ALL_LAND_2015,
        area_before=MAIZE_AREA_2014,
        kg=MAIZE_2015_KG,
        least=least,
        most=most,
        national=NATIONAL_MEANS[YEAR] * KILOS_IN_A_TONNE,
        twice=2 * NATIONAL_MEANS[YEAR - 1] * KILOS_IN_A_TONNE,
        wet=WET,
        dry=kg_at_base(MAIZE_2015_KG, moisture=WET, impurity=DRY.impurity, base=DRY),
        chart=_chart(least, most, words),
    )


def _chart(least: Decimal, most: Decimal, words: Words) -> Bars:
    """Return the bars; what nobody can tell of El Maizal stands hatched over what is sure."""
    country = words.language.gettext("Venezuela, %(year)s")
    bars = [
        Bar(f"{year % 100:02d}", country % {"year": year}, float(tonnes))
        for year, tonnes in NATIONAL_MEANS.items()
    ]
    ours, unsure = least / KILOS_IN_A_TONNE, (most - least) / KILOS_IN_A_TONNE
    bars.append(Bar("EM", f"El Maizal, {YEAR}", float(ours), float(unsure)))
    chart = bar_chart(bars, unit="t/ha", words=words, decimals=1, least=6.0)
    # Its number would be the lowest that it can be, over the highest: nobody knows it.
    return replace(chart, drawn=(*chart.drawn[:-1], chart.drawn[-1]._replace(label=UNKNOWN)))
