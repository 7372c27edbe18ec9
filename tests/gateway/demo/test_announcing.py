"""What the demo says will happen does happen in its world."""

from __future__ import annotations

import numpy as np
import pytest

from gateway.demo.announcing import at_the_clock, clock_words, happenings
from gateway.demo.playbill import sign_ins, waiting
from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.faults import FAULTS, Fault
from tests.gateway.demo.worlds import CALENDAR, START, pond, the_world


def test_a_pond_crosses_its_limit_when_it_was_said() -> None:
    said = next(one for one in happenings(the_world(), start=START, hours=6) if "estanque 3" in one.sentence)

    before, after = the_world().oxygen(pond(3), np.array([said.at - 60.0, said.at]))

    assert before >= 2 > after


def test_what_happens_is_told_in_its_order() -> None:
    found = [one.at for one in happenings(the_world(), start=START, hours=24)]

    assert found == sorted(found)
    assert len(found) > 4


def test_a_pond_without_data_is_not_told_about() -> None:
    found = happenings(the_world(), start=START, hours=24, faults=FAULTS)

    assert not [one for one in found if "estanque 6" in one.sentence]


def test_the_storm_of_the_afternoon_is_told() -> None:
    storm = next(one for one in happenings(the_world(), start=START, hours=24) if "aguacero" in one.sentence)

    assert CALENDAR.local(storm.at).date() == cast.MORNING
    assert "68 mm" in storm.sentence


def test_an_aerator_changes_what_will_happen() -> None:
    on = the_world().with_switches([Switch("estanque-3", "aerator", is_on=True, at=START)])

    found = [one.sentence for one in happenings(on, start=START, hours=5) if "estanque 3" in one.sentence]

    assert found
    assert not [one for one in found if "Peligro" in one]


@pytest.mark.parametrize(("seconds", "words"), [(41.4, "41 s"), (89, "89 s"), (130, "2 min")])
def test_a_wait_is_told_in_seconds_or_minutes(seconds: float, words: str) -> None:
    assert waiting(seconds) == words


@pytest.mark.parametrize(
    ("hour", "words"),
    [
        (2.84, "a las 2:50 a. m."),
        (0.0, "a las 12:00 a. m."),
        (12.5, "a las 12:30 p. m."),
        (13.25, "a la 1:15 p. m."),
    ],
)
def test_hours_are_told_as_people_say_them(hour: float, words: str) -> None:
    moment = CALENDAR.at(cast.MORNING, 0.0) + round(hour * 60) * 60

    assert at_the_clock(moment, CALENDAR) == words
    assert words.endswith(clock_words(moment, CALENDAR))


def test_a_power_cut_and_a_broken_aerator_are_told_when_they_are_still_to_come() -> None:
    faults = [
        Fault("comuna", "mains", START + 3600),
        Fault("pond-2", "aerator_dead", START + 600),
        Fault("pond-1", "aerator_dead", START - 600),
    ]

    found = happenings(the_world(), start=START, hours=2, faults=faults)

    assert [(one.at, one.sentence) for one in found if "daña" in one.sentence or "luz" in one.sentence] == [
        (START + 600, "el estanque 2 (El Samán) queda sin aireador: se daña"),
        (START + 3600, "se va la luz en la comuna"),
    ]


def test_who_starts_the_demo_is_told_who_does_what_in_the_commune() -> None:
    said = list(sign_ins())

    assert "Dilcia Mendoza · contraseña demo-secretaria · secretaría del parlamento" in said
    assert "Omaira Guédez · PIN 8215 · administración" in said
    assert "Rosendo Falcón · PIN 9326 · contraloría social" in said
