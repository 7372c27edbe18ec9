"""Two weighings of one load at one base."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.production.difference import difference, parts_of, sayings
from dashboard.production.grain import kg_at_base
from dashboard.telling.weighings import two_weighings
from dashboard.words.language import languages
from dashboard.words.written import Words
from gateway.domain.entries import Weighing
from gateway.domain.goods import Base

FOURTEEN = Base(Decimal(14), Decimal(2))
BANNED = ("porque", "causó", "gracias a", "por culpa de", "ladr", "rob")
PERCENT = st.decimals(5, 60, places=1)
KILOS = st.decimals(1, 50_000, places=1)


def weighing(kg: str, moisture: str | None = None, impurity: str | None = None) -> Weighing:
    percents = [None if one is None else Decimal(one) for one in (moisture, impurity)]
    return Weighing(Decimal(kg), *percents)


def told(ours: Weighing, theirs: Weighing, base: Base | None = FOURTEEN, *, code: str = "es") -> list[str]:
    return list(two_weighings(ours, theirs, base=base, words=Words(languages()[code], -4, 0)))


def test_10000_kg_at_22_percent_against_9600_at_24_are_586_kilos_apart_at_14() -> None:
    found = difference(weighing("10000", "22"), weighing("9600", "24"), base=FOURTEEN)

    assert (found.ours, found.theirs, found.kg, found.percent) == (9070, 8484, -586, Decimal("-6.5"))
    assert found.parts is not None
    assert (found.on_the_scale, found.parts.water, found.parts.dry) == (-400, 104, -504)


def test_it_is_told_in_figures_and_in_whole_words() -> None:
    assert told(weighing("10000", "22"), weighing("9600", "24")) == [
        "Nuestra romana: 10.000 kilos, 22 % de humedad",
        "La romana de quien recibió: 9.600 kilos, 24 % de humedad",
        "Al 14 % de humedad y 2 % de impureza, nuestra pesada son 9.070 kilos y la de quien recibió 8.484.",
        "La de quien recibió es menor: faltan 586 kilos (quinientos ochenta y seis kilos), el 6,5 %.",
        "Como se pesó, son 400 kilos menos.",
        "De agua hay 104 kilos más.",
        "De grano seco faltan 504 kilos.",
        "La diferencia no dice por qué.",
    ]


def test_it_is_told_in_english() -> None:
    lines = told(weighing("10000", "22"), weighing("9600", "24"), code="en")

    assert lines[2].startswith("At 14 % moisture and 2 % impurity, our weighing is 9,070 kilos")
    assert lines[3] == "The receiver's is smaller: 586 kilos are missing, 6.5 %."
    assert lines[-1] == "The difference does not say why."


@pytest.mark.parametrize(
    ("base", "kg"), [(Base(Decimal(14), Decimal(2)), "9069.8"), (Base(Decimal(12)), "8863.6")]
)
def test_ten_tonnes_at_22_percent_as_section_3_3_and_5_reckon_them(base: Base, kg: str) -> None:
    found = kg_at_base(Decimal(10_000), moisture=Decimal(22), impurity=Decimal(0), base=base)

    assert round(found, 1) == Decimal(kg)


@pytest.mark.parametrize(("base", "kg"), [(Base(Decimal(14), Decimal(2)), 9070), (Base(Decimal(12)), 8864)])
def test_the_two_bases_of_ten_tonnes_to_the_last_printed_digit(base: Base, kg: int) -> None:
    assert difference(weighing("10000", "22"), weighing("10000", "22"), base=base).ours == kg


@pytest.mark.parametrize(("impurity", "kg"), [("2", 9070), ("1", 9070), ("3", 8977)])
def test_impurity_counts_only_above_that_of_the_base(impurity: str, kg: int) -> None:
    load = weighing("10000", "22", impurity)

    assert difference(load, load, base=FOURTEEN).ours == kg


def test_a_receiver_who_weighs_more_is_told_so() -> None:
    lines = told(weighing("9600", "24"), weighing("10000", "22"))

    more = "La de quien recibió es mayor: hay 586 kilos (quinientos ochenta y seis kilos) más, el 6,9 %."
    assert more in lines


def test_the_same_weighing_twice_is_no_difference() -> None:
    load = weighing("10000", "22")

    assert told(load, load)[2:] == ["Las dos romanas dicen lo mismo."]


def test_the_same_maize_in_more_water_is_the_same() -> None:
    lines = told(weighing("7800", "24"), weighing("7600", "22"))

    assert "Es lo mismo." in lines
    assert "De agua hay 200 kilos menos." in lines


def test_fish_are_compared_as_they_were_weighed() -> None:
    assert told(weighing("620.5"), weighing("612"), None)[2:] == [
        "Nuestra romana dio 620,5 kilos y la de quien recibió 612.",
        "La de quien recibió es menor: faltan 8,5 kilos (ocho coma cinco kilos), el 1,4 %.",
        "La diferencia no dice por qué.",
    ]


def test_grain_without_one_moisture_is_compared_as_weighed_and_says_what_is_missing() -> None:
    lines = told(weighing("10000", "22"), weighing("9600"))

    assert "Nuestra romana dio 10.000 kilos y la de quien recibió 9.600." in lines
    assert "Falta una humedad: no se sabe cuánto es agua y cuánto es grano." in lines


def test_where_the_commune_has_no_base_nothing_is_converted() -> None:
    lines = told(weighing("10000", "22"), weighing("9600", "24"), None)

    assert "La comuna no ha dicho a qué humedad compara: son kilos como se pesaron." in lines
    assert "De grano seco faltan 504 kilos." in lines


@given(KILOS, KILOS, PERCENT, PERCENT)
def test_water_and_dry_grain_are_all_that_the_scale_says(
    ours: Decimal, theirs: Decimal, wet: Decimal, wetter: Decimal
) -> None:
    found = difference(Weighing(ours, wet), Weighing(theirs, wetter), base=FOURTEEN)

    assert found.parts is not None
    assert found.parts.water + found.parts.dry == found.on_the_scale
    assert found.ours + found.kg == found.theirs


@given(KILOS, PERCENT, PERCENT)
def test_the_parts_of_a_load_are_its_weight(kg: Decimal, moisture: Decimal, impurity: Decimal) -> None:
    found = parts_of(Weighing(kg, moisture, impurity), with_impurity=True)

    assert found is not None
    assert found.water + found.dry + (found.impurity or 0) == kg


@given(KILOS, KILOS, st.none() | PERCENT, st.none() | PERCENT, st.none() | PERCENT, st.booleans())
def test_no_difference_says_why(
    ours: Decimal,
    theirs: Decimal,
    wet: Decimal | None,
    wetter: Decimal | None,
    impurity: Decimal | None,
    has_base: bool,
) -> None:
    pair = Weighing(ours, wet, impurity), Weighing(theirs, wetter, impurity)
    found = difference(*pair, base=FOURTEEN if has_base else None)

    said = " ".join(one.sentence for one in sayings(found))

    assert not [word for word in BANNED if word in said.casefold()]
