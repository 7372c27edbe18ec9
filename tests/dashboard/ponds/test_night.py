"""The page of the night: the plan, what it does not cover, and what such plans were worth."""

from __future__ import annotations

import pytest
from builders import a_draft
from nights import a_month, a_plan, tell_a_night
from outlooks import EVENING, HOUR_S, SUNRISE, a_night, a_said
from small_commune import NOW

from gateway.domain.entries import EquipmentSet, Intervened, PlaceRegistered
from gateway.domain.letters import ChannelHealth


@pytest.fixture
def told(pages):
    tell_a_night(pages.warnings, pages.journal)
    return pages


def test_the_plan_says_first_how_many_fall_and_what_is_left_uncovered(told) -> None:
    text = told.text("/noche")

    assert "4 estanques pueden bajar de 3 mg/L. Hay con qué para 4." not in text
    assert "4 estanques pueden bajar de 3 mg/L. Hay con qué para todos." in text


def test_without_equipment_the_pond_that_nothing_is_left_for_is_named(told) -> None:
    told.warnings.plans = [a_plan(told.journal, EquipmentSet())]

    text = told.text("/noche")

    assert "Hay con qué para 3." in text
    assert "El estanque 6 queda sin cubrir." in text
    assert "Estanque 6, entre 3 y 5:</b> no hay con qué. Puede haber peces muertos." in text


def test_the_ponds_stand_by_the_hour_at_which_they_may_fall(told) -> None:
    text = told.text("/noche")

    stakes = [text.index(f'class="stake" href="/estanques/estanque-{one}"') for one in (3, 4, 6, 1, 5, 2)]
    assert stakes == sorted(stakes)


def test_a_row_tells_window_means_start_latest_and_until_when(told) -> None:
    text = told.text("/noche")

    row = text[text.index("estanque-3") : text.index("estanque-4")]
    for part in (
        "entre 12 y 2",
        "Aireador propio",
        "hasta las 8:15: 8,5-9,5 h",
        "11 a 11:45",
        "<b>11:45</b>",
    ):
        assert part in row


def test_a_power_cut_and_a_mute_probe_are_named(told) -> None:
    told.journal.append(
        a_draft(
            PlaceRegistered("estanque-1", "pond", 1, "La Ceiba", ["aerator"], aerator_power="electric"),
            uid="electric",
        ),
        now=NOW,
    )

    text = told.text("/noche")

    assert "Si se va la luz, estanque 1:</b> su aireador es de corriente." in text
    assert "no se anotó si el aireador es de corriente." in text
    assert "Estanque 5:</b> sin datos no hay pronóstico ni alarma de oxígeno." in text


def test_no_pond_without_an_aerator_is_told_of_one(told) -> None:
    told.warnings.plans = [a_plan(told.journal, EquipmentSet())]

    text = told.text("/noche")

    for number in (4, 6):
        row = text[text.index(f"/estanques/estanque-{number}") :]
        assert "ireador" not in row[: row.index("</tr>")]


def test_the_fuel_and_what_the_plan_burns_are_told(told) -> None:
    text = told.text("/noche")

    assert "Gasoil: 22 litros" in text
    assert "Alcanza." in text


def test_what_somebody_started_stands_beside_the_plan(told) -> None:
    told.journal.append(
        a_draft(Intervened("estanque-3", "aerator", "on"), uid="started", happened=EVENING + 5 * HOUR_S),
        now=NOW,
    )

    text = told.text("/noche")

    row = text[text.index("estanque-3") :]
    assert "11:40" in row[: row.index("</tr>")]


def test_the_record_counts_true_false_and_missed_warnings_of_all_ponds(told) -> None:
    text = told.text("/noche")

    assert "El mes pasado (mayo)" in text
    assert "avisos" in text


@pytest.mark.parametrize("ways", [[], [ChannelHealth("sms", NOW - 3600, True, "Señal buena.")]])
def test_an_sms_is_promised_only_where_the_station_sends_them(told, ways) -> None:
    told.warnings.health = ways

    text = told.text("/noche")

    assert ("llega un SMS" in text) == bool(ways)
    assert ("mire otra vez esta página" in text) != bool(ways)


def test_a_month_of_few_nights_is_not_told_by_its_name(told) -> None:
    told.warnings.known_nights = [one for one in a_month() if one.evening >= "2026-05-25"]

    assert "Los últimos 30 días" in told.text("/noche")


def test_before_the_plan_it_says_when_and_shows_the_last_night_with_what_came(told) -> None:
    told.clock.at = SUNRISE + 10 * HOUR_S
    told.warnings.known_nights = [a_night(1.9, place="estanque-3", said=a_said("estanque-3"))]

    text = told.text("/noche")

    assert "El plan de esta noche se hace a las 8:5" in text
    assert "Abajo está el de la última noche y lo que vino" in text
    assert "<b>1,9</b> <small>a las 7:10 a. m.</small>" in text
    assert "martes 9 de junio al miércoles 10 de junio" in text


def test_a_station_that_never_planned_says_when_it_will(pages) -> None:
    pages.clock.at = SUNRISE + 10 * HOUR_S

    text = pages.text("/noche")

    assert "El plan de esta noche se hace" in text
    assert "<table" not in text


def test_at_the_hour_of_the_plan_without_one_it_is_being_made(pages) -> None:
    pages.clock.at = EVENING + 3 * HOUR_S

    assert "El plan de esta noche se está haciendo" in pages.text("/noche")


def test_the_plan_is_told_in_english(told) -> None:
    text = told.text("/noche?idioma=en")

    assert "4 ponds may fall under 3 mg/L. There is enough for all." in text


def test_a_pond_of_which_nobody_knows_is_to_be_looked_at_at_two_and_five(told) -> None:
    text = told.text("/noche")

    row = text[text.index("/estanques/estanque-5") :]
    assert "vaya a mirar" in row[: row.index("</tr>")]
    assert "2 y 5" in row[: row.index("</tr>")]
