"""A season of maize on a telephone: set-up, first rain, sowing, thirst, irrigation, "no puedo", harvest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Final

import pytest
from browser import PHONE, Chromium, shown
from entering import enters, registered
from field_station import Season, season_from
from field_walk import ENGLISH, SPANISH, STORM, Walker
from members import PASSWORD

from gateway.domain.entries import (
    Body,
    CannotIrrigate,
    EnterpriseRegistered,
    FieldDescribed,
    Harvested,
    Irrigated,
    Sown,
    StageSeen,
    UnitRegistered,
)

pytestmark = pytest.mark.browser

BEGAN: Final = date(2026, 5, 10)
"""A Sunday before the rains have come."""
VEGA, LOMA = "lote-1", "lote-2"
"""The field with a pump, and the one that depends on rain."""


@pytest.fixture
def season(tmp_path: Path) -> Iterator[Season]:
    """A station on which nothing is registered but an enterprise, and who sets up and grows."""
    with season_from(tmp_path, first=BEGAN) as found:
        found.say(EnterpriseRegistered("maiceros", "Maiceros Unidos", "EPSDC"), uid="seed-firm")
        registered(
            tmp_path, found.journal, "technician", "grower", units=("la-vega", "la-loma"), at=found.now
        )
        yield found


@pytest.mark.parametrize("words", [SPANISH, ENGLISH], ids=["Spanish", "English without scripts"])
def test_a_season_from_the_set_up_to_the_harvest(
    season: Season, chromium: Chromium, words: Mapping[str, str]
) -> None:
    with chromium.page(
        season.address, PHONE, scripts=bool(words["scripts"]), language=words["locale"]
    ) as page:
        one = Walker(page, season, words)
        enters(page, secret=PASSWORD)
        _is_set_up(one)
        _the_first_rain_comes(one)
        _is_sown(one)
        _grows(one)
        _is_thirsty(one)
        _cannot_be_watered(one)
        _is_watered(one)
        _gets_too_much(one)
        _is_harvested(one)
        _the_cycle_tells(one)

    cycles = _cycles(season)
    assert _said(season) == [
        FieldDescribed(VEGA, "texture", "loam", "furrow", pump="bomba-1", pump_m3_h=Decimal(70)),
        FieldDescribed(LOMA, "texture", "loam"),
        FieldDescribed(VEGA, "texture", "loam", "furrow", pump="bomba-1", pump_m3_h=Decimal(70)),
        UnitRegistered("la-vega", "maiceros", VEGA, "La Vega", Decimal(32_000), "declared"),
        Sown("la-vega", "maíz blanco", "Danac 3273", Decimal(32_000), days_to_maturity=115),
        Sown("la-loma", "maíz amarillo", "criolla", Decimal(50_000), days_to_maturity=115),
        StageSeen(cycles[1], "flowering"),
        CannotIrrigate(VEGA, "fuel", 7),
        Irrigated(VEGA, "furrow", millimetres=one.advised, quality="estimated"),
        *(
            Harvested(cycle, Decimal(9500), "weighed", complete=True, moisture=Decimal(20))
            for cycle in cycles
        ),
    ]


def _is_set_up(one: Walker) -> None:
    """Answer four questions of each field; nothing is sown yet, and nobody has read a gauge."""
    one.opens("/campos")
    assert one.words["none yet"] in shown(one.page)
    one.page.locator("main a[href='/anotar/lote?lugar=nuevo']").click()
    one.fills(numero="1", nombre="La Vega", hectareas="3,2")
    one.goes_on(1)
    one.goes_on(2)
    one.chooses(suelo="loam")
    one.goes_on(3)
    one.chooses(riego="furrow", bomba="otra")
    one.fills(caudal="70")
    one.saves()
    one.opens("/anotar/lote?lugar=nuevo")
    one.fills(numero="2", nombre="La Loma", hectareas="5")
    one.goes_on(1)
    one.goes_on(2)
    one.chooses(suelo="loam")
    one.goes_on(3)
    one.chooses(riego="no")
    one.saves()

    for slug in (VEGA, LOMA):
        one.told(slug, "no advice", "no rain known", "you")


def _the_first_rain_comes(one: Walker) -> None:
    """Read the gauge of a dry day with one tap, and the first storm with the form."""
    for slug in (VEGA, LOMA):
        one.told(slug, "no advice")
        one.taps("it did not rain")
        one.is_kept()
        one.told(slug, "wait", "too dry")
    one.passes(1)
    for slug in (VEGA, LOMA):
        one.opens(f"/anotar/lluvia?lugar={slug}")
        one.fills(lluvia="60")
        one.chooses(**{"lluvia-como": "measured"})
        one.saves()
        one.told(slug, "sow", "moist")


def _is_sown(one: Walker) -> None:
    """Write the sowings: of a field that no unit works yet with its set-up, of the other by its unit."""
    one.told(VEGA, "sow")
    one.taps("have sown")
    one.looks()
    one.goes_on(1)
    one.chooses(sembrado="hoy")
    one.fills(variedad="Danac 3273", madurez="115")
    one.goes_on(2)
    one.goes_on(3)
    one.saves()
    unit = UnitRegistered("la-loma", "maiceros", LOMA, "La Loma", Decimal(50_000), "gps")
    one.season.say(unit, uid="seed-unit")
    one.told(LOMA, "sow")
    one.taps("have sown")
    one.looks()
    one.fills(cultivo="maíz amarillo", variedad="criolla", hectareas="5", madurez="115")
    one.chooses(cuando="hoy")
    one.saves()

    for slug in (VEGA, LOMA):
        one.told(slug, "no advice", "no thermometer", "sensor team")


def _grows(one: Walker) -> None:
    """Hang the weather node; with rain every other day nothing is lacking."""
    one.season.has_air = True
    one.season.gauges = [VEGA, LOMA]
    one.passes(36, rain=18, every=2)

    one.told(VEGA, "wait", "water for")
    one.told(LOMA, "fine", "days left")


def _is_thirsty(one: Walker) -> None:
    """After a dry fortnight in flower one field is thirsty, and the other is to be watered at once."""
    one.passes(8)
    one.told(VEGA, "irrigate", "hours")
    one.opens(f"/campos/{LOMA}")
    one.taps("flowered")
    one.is_kept()
    one.passes(6)

    one.told(VEGA, "irrigate", "hours")
    one.told(LOMA, "thirst", "no pump")


def _cannot_be_watered(one: Walker) -> None:
    """Say that there is no fuel: when to water is planned anew, and it is told what that may cost."""
    one.opens(f"/campos/{VEGA}")
    one.taps("cannot")
    one.looks()
    one.chooses(por="fuel", dias="7")
    one.saves()

    one.told(VEGA, "irrigate", "cannot until", "thirst until then", "may cost")


def _is_watered(one: Walker) -> None:
    """Fuel comes the next day after all: what was advised is written down with one tap."""
    one.passes(1)
    one.told(VEGA, "irrigate", "cannot until")
    one.taps("watered")
    one.looks()
    one.advised = Decimal(one.page.locator("#cuanta").input_value())
    one.page.locator("main .buttons button").first.click()
    one.is_kept()

    one.told(VEGA, "wait", "water for")
    one.told(LOMA, "thirst")


def _gets_too_much(one: Walker) -> None:
    """The rains come back, and in August too much of them."""
    one.passes(45, rain=18, every=2)

    one.told(VEGA, "wet")
    one.told(LOMA, "too wet")


def _is_harvested(one: Walker) -> None:
    """The maize is ripe and comes in; each field is bare again, and only a pump could grow more this year."""
    one.passes(24, rain=18, every=2)
    one.told(VEGA, "wait", "ripe")
    one.told(LOMA, "fine", "ripe")
    for cycle in _cycles(one.season):
        one.opens(f"/anotar/cosecha?ciclo={cycle}")
        one.fills(kilos="9500", humedad="20")
        one.chooses(calidad="weighed", completa="si")
        one.goes_on(1)
        one.saves()

    one.told(VEGA, "sow")
    one.told(LOMA, "wait")


def _the_cycle_tells(one: Walker) -> None:
    """Both cycles tell what their maize went through; the field without a pump was thirsty for longer."""
    thirst = []
    for cycle in _cycles(one.season):
        one.opens(f"/ciclos/{cycle}")
        told = shown(one.page).replace("\u00a0", " ")
        assert one.words["by stage"] in told
        found = re.search(one.words["went through"], told)
        assert found is not None
        thirst.append(int(found[1]))
        # Of five days of storm the soil had been full for more than 48 hours from the third on.
        assert int(found[2]) == len(STORM) - 2

    watered, rain_fed = thirst
    assert 0 < watered < rain_fed


def _cycles(season: Season) -> list[str]:
    return [one.uid for one in season.journal.entries("book", kinds={"sowing"})]


def _said(season: Season) -> list[Body]:
    """Return what was recorded of the fields on the telephone, but for their rain."""
    kinds = {"field", "unit", "sowing", "stage", "cannot_irrigate", "irrigation", "harvest"}
    entries = [one for name in ("station", "book") for one in season.journal.entries(name)]
    return [one.body for one in entries if one.kind in kinds and not one.uid.startswith("seed")]
