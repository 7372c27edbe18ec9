"""The plan of the night reaches people: once, and again only where a pond has become urgent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.alerts.letters.words import Words
from gateway.app.planning import Planning
from gateway.app.situation import Situation
from gateway.app.telling import PlanTelling
from gateway.domain.entries import PlaceRegistered
from gateway.domain.letters import Letter
from gateway.domain.outlook import CrossingSaid, ForecastSaid, PlanSaid
from gateway.store.sqlite import letters, nights
from tests.gateway.app.small_station import MIDNIGHT, SmallStation, small_station
from tests.gateway.app.test_forecasting import EVENING, HOUR, SUNSET, TONIGHT, do, forecasting

MADE = SUNSET + 2 * HOUR


@pytest.fixture
def station(tmp_path: Path) -> Iterator[SmallStation]:
    with small_station(tmp_path, now=MIDNIGHT) as opened:
        opened.say("second", PlaceRegistered("estanque-2", "pond", 2, "El Samán"))
        opened.follow()
        yield opened


def planning(station: SmallStation) -> Planning:
    knowledge = station.following.knowledge
    ways = frozenset({"push", "internet"})
    situation = Situation(station.writer, station.journal, knowledge, station.judge.is_night, -4, ways)  # type: ignore[arg-type]
    return Planning(station.writer, knowledge, PlanTelling(situation, Words("es", -4)))


def say(station: SmallStation, place: str, probability: float, *, at: int, falls_at_h: float = 8) -> None:
    """Write down a forecast as the task does."""
    assert TONIGHT is not None
    edge = SUNSET + round(falls_at_h * HOUR)
    crossing = CrossingSaid(3.0, probability, edge, edge + 2 * HOUR)
    said = ForecastSaid(
        place, EVENING, at, SUNSET, TONIGHT.sunrise, TONIGHT.end, now=6.0, minimum=2.5, band80=(1.5, 4.0),
        band90=(1.0, 4.5), crossings=(crossing,), nights_learnt=30,
    )  # fmt: skip
    with station.writer.transaction() as readings:
        nights.say(readings, said)


def made(station: SmallStation) -> list[Letter]:
    return letters.of_alerts(station.writer.readings, [f"plan-{EVENING}"])


def plan(station: SmallStation, task: Planning, *, at: int) -> None:
    assert TONIGHT is not None
    task.make(TONIGHT, now=at)


def test_the_plan_and_its_letters_stand_together(station: SmallStation) -> None:
    task = planning(station)
    say(station, "estanque-1", 0.8, at=MADE)

    plan(station, task, at=MADE)

    found = made(station)
    assert [(one.channel, one.what, one.is_urgent) for one in found] == [
        ("push", "plan", False),
        ("internet", "plan", False),
    ]
    assert found[0].text.startswith("Plan: 1 aireador propio ")
    assert "2 sin dato" in found[0].text


def test_the_same_plan_is_not_told_twice(station: SmallStation) -> None:
    task = planning(station)
    say(station, "estanque-1", 0.8, at=MADE)
    plan(station, task, at=MADE)

    say(station, "estanque-1", 0.7, at=MADE + HOUR)
    plan(station, task, at=MADE + HOUR)

    assert {one.round for one in made(station)} == {0}


def test_another_hour_is_another_plan_but_wakes_no_telephone(station: SmallStation) -> None:
    task = planning(station)
    say(station, "estanque-1", 0.8, at=MADE)
    plan(station, task, at=MADE)

    say(station, "estanque-1", 0.8, at=MADE + HOUR, falls_at_h=6.5)
    plan(station, task, at=MADE + HOUR)

    newest = nights.newest_plan(station.writer.readings, evening=EVENING)
    assert newest is not None
    assert newest.issued == MADE + HOUR
    assert {one.round for one in made(station)} == {0}


def test_a_pond_that_has_become_urgent_is_told_again(station: SmallStation) -> None:
    task = planning(station)
    say(station, "estanque-1", 0.8, at=MADE)
    say(station, "estanque-2", 0.05, at=MADE)
    plan(station, task, at=MADE)

    say(station, "estanque-1", 0.8, at=MADE + HOUR)
    say(station, "estanque-2", 0.6, at=MADE + HOUR)
    plan(station, task, at=MADE + HOUR)

    newest = [one for one in made(station) if one.round == 1]
    assert [one.channel for one in newest] == ["push", "internet"]
    assert "2 SIN EQUIPO" in newest[0].text


def test_without_a_way_to_people_the_plan_is_made_all_the_same(station: SmallStation) -> None:
    task = Planning(station.writer, station.following.knowledge)

    plan(station, task, at=MADE)

    assert nights.newest_plan(station.writer.readings, evening=EVENING) is not None
    assert made(station) == []


class Broken:
    """Finds no words for a plan."""

    def letters(self, plan: PlanSaid, *, now: int) -> list[Letter]:
        raise ValueError(plan.evening, now)


def test_a_plan_that_cannot_be_told_stops_nothing_and_leaves_nothing_half_done(station: SmallStation) -> None:
    task = forecasting(station)
    task.planning.telling = Broken()  # type: ignore[assignment]

    do(task, MADE)

    assert len(nights.forecasts(station.writer.readings, evening=EVENING)) == 2
    assert nights.newest_plan(station.writer.readings, evening=EVENING) is None
