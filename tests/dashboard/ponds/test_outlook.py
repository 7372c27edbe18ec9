"""What a pond's page says of its nights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from builders import a_pond, limits
from fakes import MemoryWarnings
from outlooks import EVENING, HOUR_S, SUNRISE, a_night, a_said
from small_commune import NOW, a_config

from dashboard.ponds.outlook import Came, Outlook, outlook
from dashboard.visit.given import Visit
from dashboard.visit.rendering import environment
from dashboard.words.language import languages
from dashboard.words.windows import at_hour, of_ten, window
from dashboard.words.written import Words
from gateway.config import Config
from gateway.domain.outlook import ForecastSaid
from gateway.domain.places import Place
from gateway.journal.registers import registers
from gateway.ponds.worth import Worth, verdict, worth

POND = a_pond(means=("aerator",))


def words(code: str = "es") -> Words:
    return Words(languages()[code], -4, NOW)


def a_view(said: ForecastSaid | None, *, place: Place = POND, **others: object) -> Outlook:
    fields: dict[str, object] = {
        "is_night": True, "is_old": False, "begins": None, "last": None, "worth": Worth()
    } | others  # fmt: skip
    return Outlook(place=place, limits=limits(), tonight=said, **fields)  # type: ignore[arg-type]


def drawn(view: Outlook, macro: str = "tonight_card", code: str = "es") -> str:
    template = environment(code).from_string(
        '{% import "outlook.html" as outlook with context %}{{ outlook.' + macro + "(view) }}"
    )
    text = template.render(view=view, words=words(code), visit=None)
    return " ".join(text.replace("\u00a0", " ").replace(". m..", ". m.").split())


def test_a_window_is_told_in_half_hours_and_never_narrower() -> None:
    begins, ends = window(words(), EVENING + 8 * HOUR_S + 3000, EVENING + 10 * HOUR_S + 60)

    assert (begins, ends) == ("3:30", "5\u00a0a.\u00a0m.")


def test_a_window_over_midnight_names_both_halves_of_the_day() -> None:
    edges = window(words("en"), EVENING + 5 * HOUR_S, EVENING + 7 * HOUR_S)

    assert edges == ("11:30\u00a0pm", "2\u00a0am")


@pytest.mark.parametrize(("probability", "count"), [(0.02, 0), (0.05, 1), (0.3, 3), (0.94, 9), (0.97, 10)])
def test_a_probability_is_told_in_nights_of_ten(probability: float, count: int) -> None:
    assert of_ten(probability) == count


def test_an_hour_is_told_as_people_say_it() -> None:
    assert at_hour(words(), EVENING + 6 * HOUR_S + 1200).startswith("a la 1")
    assert at_hour(words("en"), EVENING + 20 * 60) == "at 7\u00a0pm"


def test_the_card_tells_band_chance_and_window() -> None:
    said = a_said(window=(EVENING + 8 * HOUR_S + 3000, EVENING + 10 * HOUR_S))

    text = drawn(a_view(said))

    assert "entre 1,5 y 4,5</b> mg/L" in text
    assert "Bajo 3 mg/L:</b> 6 de cada 10 noches así; si baja, entre 3:30 y 5 a. m." in text
    assert "La alarma sigue despierta" in text


def test_a_limit_that_is_hardly_reached_is_not_spoken_of() -> None:
    text = drawn(a_view(a_said(probability=0.08)))

    assert "Bajo 3 mg/L" in text
    assert "Bajo 2 mg/L" not in text


def test_a_pond_that_is_under_its_limit_already_is_not_told_a_window() -> None:
    text = drawn(a_view(a_said(now=2.6, probability=1.0)))

    assert "Ya está bajo 3 mg/L" in text
    assert "casi todas las noches" not in text


def test_a_pond_that_is_under_several_limits_is_told_a_window_of_none_of_them() -> None:
    text = drawn(a_view(a_said(now=1.4, probability=1.0)))

    assert "Ya está bajo 3 mg/L" in text
    assert "Ya está bajo 2 mg/L" in text
    assert "Bajo 2 mg/L:" not in text
    assert "Bajo 1 mg/L:" in text


def test_silence_is_a_sentence_and_never_a_number() -> None:
    text = drawn(a_view(a_said(silence="no_data")))

    assert "Sin pronóstico" in text
    assert "entre" not in text


def test_a_station_without_a_clock_says_that_it_does_not_know_the_night() -> None:
    assert "no sabe qué hora es" in drawn(a_view(a_said(silence="no_clock")))


def test_only_a_pond_with_an_aerator_is_told_of_one() -> None:
    said = a_said(silence="helped")

    assert "No se puede saber sin aireador" in drawn(a_view(said))
    assert "aireador" not in drawn(a_view(said, place=a_pond(means=("pump",))))


def test_a_pond_that_is_new_says_that_it_is_learnt() -> None:
    assert "Conoce 3 noches suyas" in drawn(a_view(a_said(is_learning=True)))


def test_the_report_sets_what_was_said_against_what_came() -> None:
    night = a_night(2.4, said=a_said(), crossed=EVENING + 9 * HOUR_S)
    view = a_view(None, last=Came(night, verdict(night)), worth=worth([night] * 6))

    text = drawn(view, "forecast_report")

    assert "Quedó dentro de lo dicho" in text
    assert "Anoche se dijo entre 1,5 y 4,5 mg/L. Lo más bajo fue 2,4 mg/L, a las 7:10 a. m." in text
    assert "Bajó de 3 a las 3:40 a. m.; se dijo entre 2:30 y 5 a. m." in text
    assert "de 6, 6 ciertos y 0 de más. 0 bajones sin aviso." in text
    assert "6 de 6 bajones dentro de la ventana" in text


def test_the_cards_are_told_in_english_too() -> None:
    night = a_night(1.0, said=a_said(), helped=None)
    view = a_view(a_said(is_learning=True), last=Came(night, verdict(night)), worth=worth([night] * 6))

    assert "between 1.5 and 4.5" in drawn(view, code="en")
    assert "It fell lower than was said" in drawn(view, "forecast_report", code="en")


@pytest.mark.parametrize(("now", "is_night"), [(NOW, True), (SUNRISE + 5 * HOUR_S, False)])
def test_by_day_the_last_night_is_shown_and_no_forecast(tmp_path: Path, now: int, is_night: bool) -> None:
    said, night = a_said(issued=NOW - 600), a_night(2.4, said=a_said())
    visit = a_visit(tmp_path, MemoryWarnings(said_forecasts=[said], known_nights=[night]), now=now)

    found = outlook(visit, POND)

    assert found.is_night is is_night
    assert found.tonight == (said if is_night else None)
    assert (found.last is None) is is_night


@dataclass
class Here:
    """A station of which only what it said is asked."""

    config: Config
    warnings: MemoryWarnings


def a_visit(folder: Path, warnings: MemoryWarnings, *, now: int) -> Visit:
    visit = Visit(Here(a_config(folder), warnings), languages()["es"], "hour", "/", now)  # type: ignore[arg-type]
    visit.__dict__["registered"] = registers([])
    return visit
