"""One tap that records: a form of the product, sent with all its answers by one button.

A page draws one with the macro `tap(one, key, look)` of parts.html, where `key` is a random uid of the
page (`str(uuid.uuid4())`, as of a pond): every tap makes an entry of its own from it, the same one however
often it is sent. Without JavaScript the button posts the form; with it the telephone keeps what it could not
send. The receipt that follows can be undone. Who has not signed in finds the form filled in, and is asked to.

Of a field there are `irrigated`, `no_rain`, `not_irrigated` and `stage_today`; where something is left to
say, a page links to the form: /anotar/riego?lugar=&medida=millimetres&cuanta=&dia=, /anotar/lluvia?lugar=,
/anotar/no-puedo?lugar=, /anotar/no-se-rego?lugar=&dia=, /anotar/etapa?lugar=, /anotar/siembra?unidad=,
/anotar/lote?lugar= (set-up). `dia` is a local day as 2026-07-14.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final, Literal
from urllib.parse import urlencode

from dashboard.forms.answers import RANDOM
from dashboard.forms.moments import on_day
from dashboard.words.language import N_, Language
from dashboard.words.naming import place_name
from dashboard.words.units import MILLIMETRES
from dashboard.words.written import Words, typed
from gateway.domain.places import Place

Stage = Literal["emergence", "flowering", "maturity"]

STAGES_TODAY: Final[Mapping[Stage, str]] = {
    "emergence": N_("Nació hoy"),
    "flowering": N_("Floreció hoy"),
    "maturity": N_("Tiene capa negra hoy"),
}
DONE: Final = {"confirmado": "1", "dudas": "1"}
"""What a button offers was not typed: there is no slip of the finger to ask back."""


@dataclass(frozen=True, slots=True)
class Tap:
    """A button that records by itself.

    Attributes:
        slug: Of the form that it sends.
        word: What stands on it, in the visitor's language.
        title: What the telephone says of it while it could not be sent.
        said: The answers.
    """

    slug: str
    word: str
    title: str
    said: Mapping[str, str]

    @property
    def fields(self) -> dict[str, str]:
        """What is sent, without the key."""
        return {**self.said, **DONE}

    @property
    def page(self) -> str:
        """The form with the same answers, where somebody wants to put them right."""
        return f"/anotar/{self.slug}?{urlencode(self.said)}"

    def key(self, page: str) -> str:
        """Return the uid of the entry that it makes; as good as random, as the key of its page is."""
        name = f"{self.slug}?{urlencode(self.said)}"
        return str(uuid.UUID(bytes=uuid.uuid5(uuid.UUID(page), name).bytes, version=RANDOM))


def irrigated(place: Place, words: Words, *, millimetres: Decimal, day: date, method: str = "") -> Tap:
    """Return the tap "ya regué": so much net water on a day [mm], guessed by eye.

    Args:
        place: A field.
        words: How the visitor reads.
        millimetres: What reached the roots, as it was advised or asked.
        day: Local.
        method: Only where the field's own is not known; without any the form asks for it.
    """
    amount = typed(millimetres)
    said = {"lugar": place.slug, "medida": "millimetres", "cuanta": amount, "cuanta-como": "estimated"}
    said |= on_day(day, words) | ({"metodo": method} if method else {})
    how_much = MILLIMETRES.figure(millimetres, words)
    word = words.language.gettext("Ya regué %(amount)s, %(day)s") % {
        "amount": how_much,
        "day": _day(day, words),
    }
    return _tap("riego", word, said, place=place, language=words.language)


def no_rain(place: Place, words: Words) -> Tap:
    """Return the tap "no llovió": the gauge was empty when somebody looked."""
    word = words.language.gettext("No llovió")
    said = {"lugar": place.slug, "lluvia": "0", "lluvia-como": "measured", "cuando": "ahora"}
    return _tap("lluvia", word, said, place=place, language=words.language)


def not_irrigated(place: Place, words: Words, *, day: date) -> Tap:
    """Return the tap "no se regó": the answer No to the question whether people watered on a day."""
    word = words.language.gettext("No se regó, %(day)s") % {"day": _day(day, words)}
    said = {"lugar": place.slug, **on_day(day, words)}
    return _tap("no-se-rego", word, said, place=place, language=words.language)


def stage_today(place: Place, words: Words, *, cycle: str, stage: Stage) -> Tap:
    """Return the tap "floreció hoy", or of another stage.

    Args:
        place: The field.
        words: How the visitor reads.
        cycle: The uid of the sowing.
        stage: Which one.
    """
    word = words.language.gettext(STAGES_TODAY[stage])
    said = {"ciclo": cycle, "etapa": stage, "cuando": "hoy"}
    return _tap("etapa", word, said, place=place, language=words.language)


def _tap(slug: str, word: str, said: Mapping[str, str], *, place: Place, language: Language) -> Tap:
    return Tap(slug, word, f"{place_name(language, place)}: {word}", said)


def _day(day: date, words: Words) -> str:
    return words.language.gettext("hoy") if day == words.today else words.day(day)
