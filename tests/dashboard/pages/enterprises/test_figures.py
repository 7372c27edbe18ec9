"""The figures of the book about El Maizal, with what they do and do not allow one to say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from dashboard.goods.published import FIGURES, hectares
from dashboard.words.written import rounded

if TYPE_CHECKING:
    from tests.dashboard.conftest import Pages


def test_a_thousand_acres_are_405_hectares_and_two_thousand_809() -> None:
    assert [rounded(hectares(acres), 0) for acres in (1000, 2000)] == [405, 809]


def test_the_yield_stands_beside_the_mean_of_the_country_and_beside_what_else_it_could_be(
    pages: Pages,
) -> None:
    page = pages.text("/cifras")

    assert "809 hectáreas, era de maíz, salen 3.089 kilos por hectárea" in page
    assert "El promedio de Venezuela ese año fue 3.126, según FAO." in page
    assert "405 hectáreas, salen 6.178" in page


def test_the_same_kilos_wet_are_fewer_dry(pages: Pages) -> None:
    assert "Si esos 2.500.000 estaban al 22 % de humedad, son 2.267.442 al 14 %." in pages.text("/cifras")


def test_each_figure_has_its_year_basis_source_and_that_it_does_not_compare(pages: Pages) -> None:
    text = re.sub(r"<[^>]+>", " ", pages.text("/cifras"))

    for one in FIGURES:
        told = f"{one.year} {one.basis} {one.source} no"
        assert told in " ".join(text.split())


@pytest.mark.parametrize("language", ["es", "en"])
def test_nobody_meets_an_acre_or_a_cause(pages: Pages, language: str) -> None:
    pages.client.cookies.set("idioma", language)

    page = pages.text("/cifras").casefold()

    assert not [
        one for one in ("acre", "porque", "causó", "gracias a", "por culpa de", "because") if one in page
    ]
