"""What was said to people is kept, and read by everybody."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from gateway.domain.alerts import Alert, Change, Level
from gateway.domain.letters import ChannelHealth, Letter
from gateway.domain.outlook import CrossingSaid, ForecastSaid, NightCame, PlanLine, PlanSaid
from gateway.store.sqlite import alerts, letters, nights
from gateway.store.sqlite.warnings import SqliteWarnings
from gateway.store.sqlite.writer import SqliteWriter

LETTER = Letter("a-1", "opened", 2, 0, "sms", "p-1", "estanque-1", "Peligro", True, 100, 100)
SAID = ForecastSaid(
    "estanque-1", "2026-04-23", 200, 100, 300, 400, None, 4.0, 2.1, (1.5, 2.9), (1.0, 3.4),
    (CrossingSaid(3.0, 0.9, 250, 270), CrossingSaid(2.0, 0.4)), False, 30,
)  # fmt: skip


@pytest.fixture
def writer(tmp_path: Path) -> Iterator[SqliteWriter]:
    with SqliteWriter(tmp_path, lambda _: {}, utc_offset_hours=-4) as opened:
        yield opened


def test_a_station_that_never_ran_has_said_nothing(tmp_path: Path) -> None:
    store = SqliteWarnings(tmp_path)

    assert (store.alert_changes(), store.letters(), store.channel_health()) == ([], [], [])
    assert (store.forecasts("2026-04-23"), store.nights("2026-01-01"), store.plan()) == ([], [], None)


def test_the_same_letter_made_twice_is_one_and_keeps_what_became_of_it(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    with writer.transaction() as readings:
        letters.keep(readings, [LETTER])
        [kept] = letters.waiting(readings, due=100)
        letters.mark(readings, replace(kept, state="sent", attempts=1, tried=101, sent=102))

    with writer.transaction() as readings:
        letters.keep(readings, [LETTER, replace(LETTER, channel="call")])

    sms, call = SqliteWarnings(tmp_path).letters()
    assert (sms.state, sms.sent, sms.text, sms.is_urgent) == ("sent", 102, "Peligro", True)
    assert (call.state, call.sent) == ("waiting", None)


def test_a_letter_is_not_due_before_its_moment(writer: SqliteWriter) -> None:
    with writer.transaction() as readings:
        letters.keep(readings, [replace(LETTER, due=500)])

    assert letters.waiting(writer.readings, due=499) == []
    assert len(letters.waiting(writer.readings, due=500)) == 1


def test_letters_are_told_by_channel_number_and_age(writer: SqliteWriter, tmp_path: Path) -> None:
    with writer.transaction() as readings:
        letters.keep(readings, [LETTER, replace(LETTER, channel="push", recipient="", made=900)])
    store = SqliteWarnings(tmp_path)

    assert [one.channel for one in store.letters(channel="push")] == ["push"]
    assert [one.channel for one in store.letters(made=900)] == ["push"]
    assert store.letters(after=2) == []


def test_every_step_of_an_alert_is_told_with_the_level_of_that_step(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    alert = Alert("a-1", "", "battery", Level.WARN, 100, 3.4, subject="pond-1")
    with writer.transaction() as readings:
        alerts.save(readings, Change("opened", alert, 100))
        alerts.save(readings, Change("raised", replace(alert, level=Level.CRITICAL, value=3.2), 160))

    opened, raised = SqliteWarnings(tmp_path).alert_changes()
    assert (opened.what, opened.alert.level, opened.alert.subject) == ("opened", Level.WARN, "pond-1")
    assert (raised.what, raised.alert.level, raised.alert.value) == ("raised", Level.CRITICAL, 3.2)


def test_what_a_channel_answered_last_stands(writer: SqliteWriter, tmp_path: Path) -> None:
    with writer.transaction() as readings:
        letters.answered(readings, ChannelHealth("sms", 100, True, "bien"))
        letters.answered(readings, ChannelHealth("sms", 200, False, "sin señal"))

    assert SqliteWarnings(tmp_path).channel_health() == [ChannelHealth("sms", 200, False, "sin señal")]


def test_a_forecast_a_night_and_a_plan_come_back_as_they_were_said(
    writer: SqliteWriter, tmp_path: Path
) -> None:
    came = NightCame("estanque-1", "2026-04-23", 100, 300, 1.9, 290, None, SAID)
    line = PlanLine("estanque-1", "act", "aerator", None, SAID.crossings[0], 200, 230, 390, (4.0, 5.0))
    plan = PlanSaid("2026-04-23", 200, 100, 300, (line,), 3.0, 22.0, (9.0, 10.0))
    with writer.transaction() as readings:
        nights.say(readings, SAID)
        nights.say(readings, SAID)
        nights.came(readings, came)
        nights.plan(readings, replace_issued(plan, 150))
        nights.plan(readings, plan)

    store = SqliteWarnings(tmp_path)
    assert store.forecasts("2026-04-23", place="estanque-1") == [SAID]
    assert store.forecasts("2026-04-23", place="estanque-2") == []
    assert store.nights("2026-04-23") == [came]
    assert store.plan() == store.plan("2026-04-23") == plan
    assert store.plan("2026-04-22") is None
    assert SAID.probability_under(3.0) == 0.9
    assert SAID.probability_under(1.0) is None


def replace_issued(plan: PlanSaid, issued: int) -> PlanSaid:
    return PlanSaid(plan.evening, issued, plan.sunset, plan.sunrise, plan.lines, plan.limit)
