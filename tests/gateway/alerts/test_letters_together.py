"""News of one kind from several places."""

from __future__ import annotations

import pytest
from letters_table import (
    OPENED,
    a_place,
)

from gateway.alerts.letters import as_letter, together
from gateway.alerts.letters.gsm import septets
from gateway.alerts.letters.words import Words
from gateway.domain.alerts import Alert, Kind, Level

LANGUAGES = ("es", "en")


def test_news_of_one_kind_from_several_places_is_told_by_the_numbers_on_their_stakes() -> None:
    alerts = [Alert(str(one), f"estanque-{one}", Kind.MAINS, Level.CRITICAL, OPENED, 0.0) for one in (1, 4)]
    places = [a_place(number=1), a_place(number=4), a_place(number=2, sort="field")]

    assert together("opened", alerts, places, at=OPENED, words=Words("es", -4)) == (
        "Peligro: sin luz, estanques 1, 4, lotes 2 desde las 3:10 a.m. Vaya a ver los peces."
    )


def test_ways_to_reach_people_that_fail_together_are_named() -> None:
    alerts = [Alert(one, "", Kind.CHANNEL, Level.WARN, OPENED, 0.0, subject=one) for one in ("sms", "call")]

    text = together("opened", alerts, [], at=OPENED, words=Words("es", -4))

    assert "llamadas, mensajes de texto" in text


@pytest.mark.parametrize("kind", [one for one in Kind if one is not Kind.CHANNEL])
@pytest.mark.parametrize("what", ["opened", "repeated", "cleared"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_news_from_a_hundred_places_is_still_one_message(kind: Kind, what: str, language: str) -> None:
    places = [a_place(number=one) for one in range(100, 200)]
    places += [a_place(number=one, sort="field") for one in range(100, 200)]
    alerts = [Alert("a", one.slug, kind, Level.EMERGENCY, OPENED, 0.0) for one in places]

    text = together(what, alerts, places, at=OPENED + 1800, words=Words(language, -4))

    assert septets(as_letter(text, what, language=language)) <= 160
    assert "aireador" not in text
