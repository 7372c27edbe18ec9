"""What a field's node said last of its soil counts at once, until the records that tell it are here."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from one_field import AIR, HUMIDITY, RAIN, TODAY, OneField, at, hourly, look, one_field, soil

from dashboard.fields.described import setting_of, sowing_of
from dashboard.fields.look import FieldLook
from dashboard.fields.past import Observed, observed
from gateway.domain.calibration import SoilMarks
from gateway.domain.entries import CalibrationRecorded, Irrigated, Sown
from gateway.domain.message import Status
from gateway.domain.readings import Flag
from gateway.store.base import NodeState

FIRST = TODAY - timedelta(days=60)
YESTERDAY = TODAY - timedelta(days=1)
NINE = at(TODAY, 9)
WEEK_AGO = NINE - 7 * 86_400
HELD = 0.24
"""What the probe said until a week ago [m3/m3]."""
SAID = {"sonda-20cm": {"soil_probe": 0.19}}


def visited(
    folder: Path, newest: dict[str, dict[str, float]], *, said: int = NINE, stored_until: int = WEEK_AGO
) -> OneField:
    """Return a field whose node was met again after a week, and has not handed over its records."""
    here = one_field(
        folder,
        {
            AIR: hourly(FIRST, NINE, lambda _, hour: 23.0 + 8.0 * max(0.0, 1 - abs(hour - 14) / 9)),
            HUMIDITY: hourly(FIRST, NINE, lambda _, __: 70.0),
            RAIN: hourly(FIRST, NINE, lambda _, __: 0.0),
            soil(20): hourly(FIRST, stored_until, lambda day, hour: HELD - 0.0001 * (day.day + hour)),
        },
        has_pump=True,
    )
    here.say(
        Sown("parcela-1", "maíz blanco", "criolla", Decimal(40_000)), day=TODAY - timedelta(days=40), uid="s"
    )
    status = Status("sleeping", newest=newest, speaks_every_s=864_000)
    here.store.known_nodes = [NodeState("field-1", status, said, said, 0, 0)]
    return here


def seen(here: OneField, *, hour: float = 9.1) -> Observed:
    visit = here.visit(hour=hour)
    place = visit.registered.place("lote-1")
    assert place is not None
    return observed(visit, setting_of(visit, place), sowing_of(visit, place))


def field(here: OneField, *, hour: float = 9.1) -> FieldLook:
    found = look(here.visit(hour=hour), "lote-1")
    assert found is not None
    return found


def test_what_the_node_said_this_morning_is_how_yesterday_ended(tmp_path: Path) -> None:
    here = visited(tmp_path, SAID)

    found, shown = seen(here), field(here)

    assert found.days[-1].day == YESTERDAY
    assert found.days[-1].soil == {20: pytest.approx(0.19)}
    assert shown.course is not None
    assert shown.course.last.observed_mm is not None
    assert shown.course.soil_age_h == pytest.approx(0.1)
    assert shown.depths[0].water == pytest.approx(0.19)
    assert shown.is_stated


def test_it_moves_the_advice_before_its_records_are_here(tmp_path: Path) -> None:
    dry, nothing = visited(tmp_path / "a", SAID), visited(tmp_path / "b", {})

    with_it, without_it = field(dry).course, field(nothing).course

    assert with_it is not None
    assert without_it is not None
    assert with_it.sigma_mm < without_it.sigma_mm
    assert field(nothing).advice.reasons.count("probe_stale") == 1
    assert "probe_stale" not in field(dry).advice.reasons


def test_what_is_stored_goes_before_a_status_that_is_older_or_of_the_same_talk(tmp_path: Path) -> None:
    for number, after in enumerate((-3 * 3600, 300)):
        here = visited(tmp_path / str(number), SAID, said=NINE + after, stored_until=NINE + 1)
        stored = here.store.latest(soil(20))

        assert stored is not None
        assert field(here).depths[0].water == pytest.approx(stored.value)
        assert not field(here).is_stated
        assert seen(here).days[-1].soil[20] == pytest.approx(HELD, abs=0.01)


def test_nothing_is_stored_of_it(tmp_path: Path) -> None:
    here = visited(tmp_path, SAID)
    before = here.store.latest(soil(20))

    field(here)

    assert here.store.latest(soil(20)) == before
    assert here.page("/campos/lote-1")


def test_a_status_of_half_a_day_ago_says_nothing_of_now(tmp_path: Path) -> None:
    here = visited(tmp_path, SAID, said=NINE)

    assert field(here, hour=20.9).is_stated
    assert not field(here, hour=21.1).is_stated
    assert seen(here, hour=21.1).days[-1].soil == {}


def test_what_no_soil_holds_is_flagged_shown_as_failed_and_not_reckoned_with(tmp_path: Path) -> None:
    here = visited(tmp_path, {"sonda-20cm": {"soil_probe": 0.93}})

    found, shown = seen(here), field(here)

    [told] = found.stated.values()
    assert told.flag is Flag.FAIL
    assert found.days[-1].soil == {}
    assert shown.depths[0].water is None
    assert shown.course is not None
    assert shown.course.soil_age_h is not None
    assert shown.course.soil_age_h > 100
    assert "probe_failed" in shown.advice.reasons


def test_a_status_without_soil_or_without_marks_changes_nothing(tmp_path: Path) -> None:
    signal = {"sonda-20cm": {"soil_signal": 1900.0}}
    for number, newest in enumerate(({}, {"bateria": {"battery": 3.9}}, signal)):
        here = visited(tmp_path / str(number), newest)

        assert seen(here).stated == {}
        assert field(here).depths[0].water is None


def test_a_signal_is_read_by_the_marks_that_are_in_force(tmp_path: Path) -> None:
    here = visited(tmp_path, {"sonda-20cm": {"soil_signal": 1900.0}})
    for days_ago, dry in ((30, 2500), (2, 2300)):
        marks = SoilMarks(Decimal(dry), Decimal("0.04"), Decimal(1300), Decimal("0.40"))
        body = CalibrationRecorded("field-1", "sonda-20cm", "soil_signal", NINE - days_ago * 86_400, marks)
        here.say(body, hour=8, uid=f"marcas-{dry}")

    [told] = seen(here).stated.values()

    assert told.value == pytest.approx(0.04 + 0.36 * 0.4, abs=0.01)
    assert told.at == NINE


def test_what_is_said_in_the_afternoon_is_shown_and_waits_for_the_next_dawn(tmp_path: Path) -> None:
    here = visited(tmp_path, SAID, said=at(TODAY, 15))

    assert field(here, hour=15.1).is_stated
    assert YESTERDAY not in {one.day for one in seen(here, hour=15.1).days if one.soil}
    night = seen(here, hour=26)
    assert (night.days[-1].day, night.days[-1].soil) == (TODAY, {})


def test_on_a_day_on_which_water_came_the_probe_does_not_count_it_twice(tmp_path: Path) -> None:
    here = visited(tmp_path, SAID)
    here.say(Irrigated("lote-1", "furrow", millimetres=Decimal(20)), hour=7)

    assert field(here).is_stated
    assert seen(here).days[-1].soil == {}


def test_what_a_visit_hands_over_is_in_the_advice_within_the_same_hour(tmp_path: Path) -> None:
    here = visited(tmp_path, {})
    assert seen(here).days[-1].soil == {}
    here.store.derived = dict(here.store.derived) | {
        soil(20): hourly(FIRST, NINE, lambda day, hour: HELD - 0.0001 * (day.day + hour))
    }
    [state] = here.store.known_nodes
    here.store.known_nodes = [NodeState("field-1", state.status, NINE, NINE + 60, 0, 0)]

    assert seen(here).days[-1].soil[20] == pytest.approx(HELD, abs=0.01)


def test_the_page_says_that_the_node_said_it_last(tmp_path: Path) -> None:
    here = visited(tmp_path, SAID, said=at(TODAY, 5.5))

    page = here.page("/campos/lote-1")

    assert "según lo último que dijo el nodo" in page
    assert "lo que midió antes está por llegar" in page


def test_between_two_visits_the_page_says_so_and_not_that_the_probe_is_silent(tmp_path: Path) -> None:
    here = visited(tmp_path, SAID, said=WEEK_AGO)

    page = here.page("/campos/lote-1")

    assert "La sonda se visita: habló hace 6 días" in page
    assert "La sonda no contesta" not in page


def test_a_probe_that_said_nothing_at_the_last_visit_does_not_answer(tmp_path: Path) -> None:
    here = visited(tmp_path, {}, said=at(TODAY, 5.5))

    page = here.page("/campos/lote-1")

    assert "La sonda no contesta" in page
    assert "La sonda se visita" not in page
