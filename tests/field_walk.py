"""Somebody who goes through a season of maize on a telephone, and the words that the pages say on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from browser import barriers, shown, sideways
from field_station import Season
from playwright.sync_api import Page, expect

STORM: Final = range(10, 15)
"""Days of August on which it does not stop raining."""

SPANISH: Final = {
    "locale": "es-VE",
    "scripts": "yes",
    "none yet": "Todavía no hay ningún lote.",
    "no advice": "Sin consejo",
    "no rain known": "Falta la lluvia: nadie la ha anotado todavía.",
    "you": "usted: lea el pluviómetro y anótelo.",
    "it did not rain": "No llovió",
    "wait": "Esperar",
    "too dry": "Falta humedad a 40 cm",
    "sow": "Sembrar ya",
    "moist": "El suelo está húmedo hasta 40 cm.",
    "no thermometer": "Falta la temperatura: nadie la mide.",
    "sensor team": "el equipo de sensores.",
    "have sown": "Ya sembré",
    "fine": "Bien",
    "days left": "Sin lluvia hay agua para",
    "irrigate": "Regar",
    "hours": "horas",
    "flowered": "Floreció hoy",
    "thirst": "Sed",
    "no pump": "No tiene bomba: no hay riego que aconsejar.",
    "cannot": "No puedo regar",
    "cannot until": "No se puede regar hasta el lunes.",
    "thirst until then": "Hasta que se pueda regar y si no llueve:",
    "may cost": "kg de grano por hectárea; es una cuenta muy ancha",
    "watered": "Ya regué",
    "water for": "Sin lluvia ni riego hay agua para",
    "too wet": "Demasiada agua",
    "wet": "No regar",
    "ripe": "El maíz ya maduró: más agua no le sirve.",
    "by stage": "Días de sed, por etapa",
    "went through": r"(\d+) días? de sed; (\d+) días con exceso de agua",
}
ENGLISH: Final = {
    "locale": "en-GB",
    "scripts": "",
    "none yet": "There is no field yet.",
    "no advice": "No advice",
    "no rain known": "The rain is missing: nobody has noted it yet.",
    "you": "you: read the rain gauge and note it.",
    "it did not rain": "It did not rain",
    "wait": "Wait",
    "too dry": "It is not moist down to 40 cm",
    "sow": "Sow now",
    "moist": "The soil is moist down to 40 cm.",
    "no thermometer": "The temperature is missing: nobody measures it.",
    "sensor team": "the sensor team.",
    "have sown": "I have sown",
    "fine": "Fine",
    "days left": "Without rain there is water for",
    "irrigate": "Irrigate",
    "hours": "hours",
    "flowered": "It flowered today",
    "thirst": "Thirst",
    "no pump": "It has no pump: there is no irrigation to advise.",
    "cannot": "I cannot water",
    "cannot until": "It cannot be irrigated until Monday.",
    "thirst until then": "Until it can be irrigated, without rain:",
    "may cost": "kg of grain a hectare; that is a very wide estimate",
    "watered": "I have watered",
    "water for": "Without rain and irrigation there is water for",
    "too wet": "Too much water",
    "wet": "Do not irrigate",
    "ripe": "The maize is ripe: more water does not help it.",
    "by stage": "Days of thirst, by stage",
    "went through": r"(\d+) days? of thirst; (\d+) days with too much water",
}


@dataclass
class Walker:
    """Somebody who goes through the season, in a language, with scripts or without.

    Attributes:
        advised: The water that was written down as it had been advised [mm].
    """

    page: Page
    season: Season
    words: Mapping[str, str]
    advised: Decimal = Decimal(0)

    def opens(self, path: str) -> None:
        self.page.goto(path)
        self.looks()

    def looks(self) -> None:
        """Hold that everybody can use the page; axe needs scripts."""
        assert sideways(self.page) <= 0
        if self.words["scripts"]:
            assert barriers(self.page) == []

    def told(self, slug: str, state: str, *more: str) -> None:
        """Look at the field among all and by itself: both say the same word, its own page also the rest."""
        self.opens("/campos")
        card = self.page.locator(f"a.place[href='/campos/{slug}']")
        assert card.locator(".word").inner_text().casefold() == self.words[state].casefold()
        self.opens(f"/campos/{slug}")
        assert self.words[state].casefold() in shown(self.page, "#state").casefold()
        for one in more:
            assert self.words[one] in shown(self.page).replace("\u00a0", " ")

    def fills(self, **answers: str) -> None:
        for name, value in answers.items():
            self.page.locator(f"#{name}").fill(value)

    def chooses(self, **answers: str) -> None:
        for name, value in answers.items():
            self.page.locator(f"label.choice:has(input[name='{name}'][value='{value}']) span").first.click()

    def taps(self, word: str) -> None:
        """Tap what the page of a field offers; it leads to another page."""
        before = self.page.url
        self.page.locator("#hacer").get_by_text(self.words[word], exact=True).first.click()
        self.page.wait_for_url(lambda url: url != before)

    def goes_on(self, to: int) -> None:
        self.page.locator("main form button.main").last.click()
        expect(self.page.locator(f"input[name='hoja'][value='{to}']")).to_be_attached()
        self.looks()

    def saves(self) -> None:
        """Send a form, say yes where it tells back what was typed, and let the gateway hear of it."""
        self.page.locator("main form button.main").last.click()
        expect(self.page.locator("form.echo, .receipt").first).to_be_visible()
        if self.page.locator("form.echo").count():
            self.looks()
            self.page.locator("form.echo button.main").click()
        self.is_kept()

    def is_kept(self) -> None:
        expect(self.page.locator(".receipt").first).to_be_visible()
        self.season.follow()

    def passes(self, days: int, *, rain: float = 0.0, every: int = 1) -> None:
        """Let days pass; on each n-th so much falls [mm], and in August a storm."""
        self.season.passes(days, rain=lambda day: _falls(day, rain, every))


def _falls(day: date, rain: float, every: int) -> float:
    if day.month == 8 and day.day in STORM:
        return 60.0
    return rain if day.day % every == 0 else 0.0
