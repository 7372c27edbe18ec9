"""The forms of sampled fish, of dead fish, and of a cycle that was lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from members import a_member, enrolled, signed_in

from gateway.domain.entries import CycleLost, Died, Sampled

CYCLE = "ciclo-2-1"
SAMPLED = {"ciclo": CYCLE, "peces": "60", "peso": "6825", "en": "g", "cuando": "hoy"}
DEAD = {"ciclo": CYCLE, "peces": "12", "calidad": "counted", "sospecha": "oxygen", "cuando": "ahora"}
LOST = {"ciclo": CYCLE, "sospecha": "oxygen", "cuando": "hoy"}


def test_a_sampling_keeps_what_the_fish_weighed_together(desk) -> None:
    desk.sends("muestreo", SAMPLED | {"menor": "80", "mayor": "150", "arte": "cast_net"})

    [entry] = desk.saved("sampling")
    assert entry.body == Sampled(CYCLE, 60, Decimal("6825"), Decimal(80), Decimal(150), "cast_net")


def test_the_exercise_of_60_fish_of_6825_grams_is_told_back_with_its_range(desk) -> None:
    answer = desk.sends("muestreo", SAMPLED, confirmed=False)

    # 113.75 g; 2 x 25 % / sqrt(60) is 6.45 %.
    assert "Cada pez pesa unos 113,8 gramos. Con 60 pesados" in answer.text
    assert "más o menos entre 106 y 121, si los pesos varían un 25 %." in answer.text


def test_what_was_weighed_in_kilos_is_kept_in_grams(desk) -> None:
    desk.sends("muestreo", SAMPLED | {"peso": "6,8", "en": "kg"})

    assert desk.saved("sampling")[0].body.total_g == Decimal(6800)


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"peso": "0,3", "en": "kg"}, "Antes pesaban 9 gramos y ahora 5: ¿está bien?"),
        ({"peso": "600", "en": "kg"}, "Serían 10.000 gramos por pez: ¿está bien?"),
        ({"peso": "120", "en": "kg"}, "Serían 28 gramos más cada día: ¿está bien?"),
        (
            {"peces": "1401", "peso": "160", "en": "kg"},
            "Pesó 1.401 peces y en el libro quedan 1.400 vivos: ¿está bien?",
        ),
    ],
)
def test_a_sampling_that_no_pond_gives_is_asked_back(desk, answers: dict[str, str], sentence: str) -> None:
    assert sentence in desk.sends("muestreo", SAMPLED | answers, confirmed=False).text


def test_fish_that_weigh_less_than_in_the_last_sampling_are_asked_back(desk) -> None:
    desk.sends("muestreo", SAMPLED | {"cuando": "ayer"})

    answer = desk.sends("muestreo", SAMPLED | {"peso": "6000"}, confirmed=False)

    assert "Antes pesaban 113,8 gramos y ahora 100: ¿está bien?" in answer.text


def test_the_smallest_fish_does_not_weigh_more_than_the_others(desk) -> None:
    answer = desk.sends("muestreo", SAMPLED | {"menor": "150"})

    assert (answer.status, "En promedio pesaron 113,8 gramos" in answer.text) == (422, True)
    assert desk.saved("sampling") == []


def test_dead_fish_are_kept_with_what_is_suspected(desk) -> None:
    desk.sends("mortalidad", DEAD)

    [entry] = desk.saved("mortality")
    assert entry.body == Died(CYCLE, 12, "counted", "oxygen")


def test_more_dead_fish_than_live_ones_are_asked_back(desk) -> None:
    desk.sends("mortalidad", DEAD | {"peces": "400"})

    answer = desk.sends("mortalidad", DEAD | {"peces": "1001"}, confirmed=False)

    assert "Son 1.001 muertos y en el libro quedan 1.000 vivos: ¿está bien?" in answer.text


def test_the_end_of_a_lost_cycle_is_asked_back_and_then_kept(desk) -> None:
    asked = desk.sends("perdido", LOST, confirmed=False)
    desk.sends("perdido", LOST | {"nota": "Amanecieron todos arriba.", "dudas": "1"})

    [entry] = desk.saved("cycle_lost")
    assert "El ciclo de cachama negra de Laguna 2 termina aquí, sin más cosecha" in asked.text
    assert isinstance(entry.body, CycleLost)
    assert entry.body.suspected == "oxygen"
    assert desk.pages.journal.text(entry.body.note) == "Amanecieron todos arriba."


def test_a_cycle_that_was_lost_takes_nothing_more(desk) -> None:
    desk.sends("perdido", LOST | {"dudas": "1"})

    assert "alimento" not in desk.sends("mortalidad", DEAD).path
    assert desk.saved("mortality") == []


@pytest.mark.parametrize(
    ("slug", "answers", "sentence"),
    [
        ("muestreo", SAMPLED | {"peces": "0"}, "Debe estar entre 1 y 9.999 peces"),
        ("muestreo", SAMPLED | {"en": ""}, "Diga si fueron kilos o gramos."),
        ("mortalidad", DEAD | {"peces": "2,5"}, "Escriba un número entero"),
        ("mortalidad", DEAD | {"calidad": ""}, "Diga si se contaron o si se calculó a ojo."),
        ("perdido", LOST | {"sospecha": ""}, "Diga qué se sospecha, o «no se sabe»."),
    ],
)
def test_what_is_missing_is_asked_back(desk, slug: str, answers: dict[str, str], sentence: str) -> None:
    answer = desk.sends(slug, answers)

    assert (answer.status, sentence in answer.text) == (422, True)


@pytest.mark.parametrize("slug", ["alimento", "muestreo", "mortalidad"])
def test_a_pond_s_page_leads_to_its_own_cycle(desk, slug: str) -> None:
    assert "Laguna 2 · cachama negra" in desk.asks(f"/anotar/{slug}?lugar=estanque-2")


def test_who_is_not_of_the_unit_does_not_count_its_dead_fish(pages, open_desk) -> None:
    signed_in(pages.client, "team", units=("laguna-5",))

    answer = open_desk.sends("mortalidad", DEAD)

    assert "Esto lo anota el equipo de Laguna 2" in answer.text
    assert open_desk.saved("mortality") == []


def test_on_a_device_of_the_commune_a_tapped_name_counts_the_dead_of_its_own_pond(pages, open_desk) -> None:
    enrolled(pages.client)
    person = a_member(pages.client, "team", units=("laguna-2",))

    open_desk.sends("mortalidad", DEAD | {"anota": person.uid})

    assert [one.author for one in open_desk.saved("mortality")] == [person.uid]


def test_a_name_that_is_not_of_the_pond_is_told_who_counts_there(pages, open_desk) -> None:
    enrolled(pages.client)
    person = a_member(pages.client, "team", units=("laguna-5",))

    answer = open_desk.sends("mortalidad", DEAD | {"anota": person.uid})

    assert (answer.status, "Esto lo anota el equipo de Laguna 2" in answer.text) == (422, True)
    assert open_desk.saved("mortality") == []


def test_a_cycle_is_not_ended_by_tapping_a_name(pages, open_desk) -> None:
    enrolled(pages.client)
    person = a_member(pages.client, "team", units=("laguna-2",))

    answer = open_desk.sends("perdido", LOST | {"anota": person.uid, "dudas": "1"})

    assert (answer.status, open_desk.saved("cycle_lost")) == (401, [])
