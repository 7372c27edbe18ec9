"""What is told of the alarms that were, and what a month of them was worth."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from builders import a_draft, an_entry
from members import a_member, signed_in
from small_commune import NOW

from dashboard.alarms.history import Told, stories
from dashboard.alarms.month import LEAST, Asked, MonthCount, month_count
from gateway.domain.alerts import Alert, Change, Level
from gateway.domain.entries import AlarmAcknowledged, AlarmJudged, AlarmPassed
from gateway.domain.letters import Letter
from gateway.domain.outlook import NightCame

DAY_S, HOUR_S = 86_400, 3600
MOST_BYTES = 20 * 1024


def an_alarm(
    uid: str = "una", kind: str = "oxygen", *, place: str = "estanque-1", opened: int = NOW
) -> Alert:
    return Alert(uid, place, kind, Level.CRITICAL, opened, 1.9)


def opened(alert: Alert) -> Change:
    return Change("opened", alert, alert.opened)


def over(alert: Alert) -> list[Change]:
    return [
        opened(alert),
        Change("cleared", replace(alert, cleared=alert.opened + HOUR_S), alert.opened + HOUR_S),
    ]


def a_letter(alert: Alert, way: str = "sms", *, state: str = "sent", to: str = "ana", at: int = 60) -> Letter:
    made = alert.opened + at
    return Letter(alert.uid, "opened", 2, 0, way, to, alert.place, "x", True, made, made, id=1, state=state)  # type: ignore[arg-type]


def came(
    evening: str, lowest: float | None, *, helped: int | None = None, place: str = "estanque-1"
) -> NightCame:
    return NightCame(place, evening, 0, 0, lowest=lowest, helped=helped)


def told_of(*changes: Change, letters: tuple[Letter, ...] = (), entries=()) -> list:
    return stories(Told(changes, letters, entries), utc_offset_hours=-4)


def counted(found, *nights: NightCame) -> MonthCount:
    return month_count(found, nights, Asked(lambda _place: 3.0, lambda _at: True))


def test_an_alarm_is_told_step_by_step_with_who_said_what() -> None:
    alert = an_alarm()
    worse = replace(alert, level=Level.EMERGENCY)
    entries = [
        an_entry(AlarmPassed("una", 2), number=1, happened=NOW + 60, author="pedro"),
        an_entry(AlarmAcknowledged("una", 2), number=2, happened=NOW + 120, author="ana"),
        an_entry(AlarmJudged("una", "true"), number=3, happened=NOW + 9000),
    ]
    changes = [opened(alert), Change("raised", worse, NOW + 300), *over(worse)[1:]]

    [story] = told_of(*changes, entries=entries)

    told = [(one.what, one.at - NOW, one.author) for one in story.steps]
    assert told == [
        ("opened", 0, ""),
        ("passed", 60, "pedro"),
        ("goes", 120, "ana"),
        ("raised", 300, ""),
        ("cleared", HOUR_S, ""),
    ]
    assert (story.judged, story.answered_after) == ("true", 120)


def test_what_was_sent_is_counted_by_way_and_what_was_dropped_is_not() -> None:
    alert = an_alarm()
    letters = (
        a_letter(alert, "sms", state="sent"),
        a_letter(alert, "sms", state="failed", to="pedro"),
        a_letter(alert, "sms", state="dropped", to="rosa"),
        a_letter(alert, "call", state="waiting"),
    )

    [story] = told_of(opened(alert), letters=letters)

    assert [(one.channel, one.sent, one.failed, one.waiting) for one in story.sent] == [
        ("call", 0, 0, 1),
        ("sms", 1, 1, 0),
    ]
    assert story.sent[1].recipients == ("ana", "pedro")


def test_letters_of_one_moment_wake_once() -> None:
    alert = an_alarm()
    letters = (a_letter(alert, "call"), a_letter(alert, "sms"), a_letter(alert, "sms", at=900))

    [story] = told_of(opened(alert), letters=letters)

    assert len(story.woke) == 2


def test_the_newest_alarm_comes_first_and_belongs_to_the_night_of_its_evening() -> None:
    early, late = an_alarm("vieja", opened=NOW - DAY_S), an_alarm("nueva")

    found = told_of(opened(early), opened(late))

    assert [one.alert.uid for one in found] == ["nueva", "vieja"]
    assert [one.evening.isoformat() for one in found] == ["2026-06-09", "2026-06-08"]


def test_a_night_under_the_limit_without_alarm_or_warning_is_missed() -> None:
    found = told_of(opened(an_alarm()), opened(an_alarm("aviso", "dawn", opened=NOW - DAY_S)))

    count = counted(
        found,
        came("2026-06-09", 2.0),
        came("2026-06-08", 2.5),
        came("2026-06-07", 2.9),
        came("2026-06-06", 3.1),
    )

    assert (count.missed, count.nights) == (1, 4)


def test_a_power_cut_or_a_silent_probe_is_no_warning_of_the_water() -> None:
    found = told_of(opened(an_alarm(kind="mains")))

    assert counted(found, came("2026-06-09", 2.0)).missed == 1


def test_forecasts_are_true_false_or_not_known_and_a_night_that_was_helped_is_not_known() -> None:
    evenings = ("2026-06-09", "2026-06-08", "2026-06-07", "2026-06-06")
    alerts = [an_alarm(f"d{back}", "dawn", opened=NOW - back * DAY_S) for back in range(4)]

    count = counted(
        told_of(*map(opened, alerts)),
        came(evenings[0], 2.0),
        came(evenings[1], 4.0),
        came(evenings[2], 4.0, helped=5),
    )

    assert (count.forecast_true, count.forecast_false, count.forecast_unknown) == (1, 1, 2)
    assert count.forecasts == 4
    assert count.alarms == 0


def test_true_and_false_are_what_people_said_and_the_rest_is_said_to_be_unsaid() -> None:
    alerts = [an_alarm(f"a{number}", opened=NOW - number) for number in range(4)]
    entries = [
        an_entry(AlarmJudged("a0", "true"), number=1),
        an_entry(AlarmJudged("a1", "true"), number=2),
        an_entry(AlarmJudged("a1", "false"), number=3),
    ]

    count = counted(
        told_of(*(one for alert in alerts[:3] for one in over(alert)), opened(alerts[3]), entries=entries)
    )

    assert (count.alarms, count.true, count.false, count.unjudged) == (4, 1, 1, 1)


@pytest.mark.parametrize(("many", "median"), [(LEAST - 1, None), (LEAST, 150.0)])
def test_no_median_is_told_of_fewer_than_four_alarms_that_rang(many: int, median: float | None) -> None:
    alerts = [an_alarm(f"a{number}", opened=NOW + number * DAY_S) for number in range(many)]
    entries = [
        an_entry(AlarmAcknowledged(one.uid), number=place, happened=one.opened + 60 * place)
        for place, one in enumerate(alerts, 1)
    ]
    silent = an_alarm("callada")
    never_rang = an_entry(AlarmAcknowledged("callada"), number=9, happened=NOW + 5)

    found = told_of(
        *map(opened, [*alerts, silent]), letters=tuple(map(a_letter, alerts)), entries=[*entries, never_rang]
    )

    assert (counted(found).answer_s, counted(found).answered) == (median, many)


def test_what_rang_by_day_woke_nobody() -> None:
    found = told_of(opened(an_alarm()), letters=(a_letter(an_alarm()),))

    by_day = month_count(found, (), Asked(lambda _place: 3.0, lambda _at: False))

    assert (by_day.nights_woken, by_day.times_woken) == (0, 0)
    assert (counted(found).nights_woken, counted(found).times_woken) == (1, 1)


def put(pages, *changes: Change, letters: tuple[Letter, ...] = ()) -> None:
    pages.warnings.said_changes = changes
    pages.warnings.said_letters = letters


def test_no_name_stands_on_an_open_device_and_no_number_anywhere(pages) -> None:
    ana = a_member(pages.client, "team", name="Ana Uno")
    alert = an_alarm()
    put(pages, *over(alert), letters=(a_letter(alert, to=ana.uid),))
    said = AlarmAcknowledged("una", 2)
    pages.journal.append(a_draft(said, uid="voy", happened=NOW + 60, author=ana.uid), now=NOW + 60)

    anybody = pages.text("/avisos")
    signed_in(pages.client, "grower")
    member = pages.text("/avisos")

    assert "Ana Uno" not in anybody
    assert "Alguien de la comuna dijo «Yo voy»" in anybody
    assert "Mensajes SMS: 1 salió" in anybody
    assert "Ana Uno dijo «Yo voy»" in member
    assert "Mensajes SMS: 1 salió (Ana Uno)" in member


def test_only_who_may_record_is_asked_what_an_alarm_was_worth_and_only_after_it_is_over(pages) -> None:
    put(pages, *over(an_alarm()), opened(an_alarm("sigue", place="estanque-2", opened=NOW - 60)))
    pages.store.known_alerts = [replace(an_alarm(), cleared=NOW + HOUR_S, acknowledged=NOW)]
    anybody = pages.text("/avisos")
    signed_in(pages.client, "team")
    asked = pages.text("/avisos")

    answer = pages.client.post("/alarmas/una/juicio", data={"era": "false", "volver": "/avisos?mes=2026-06"})

    assert "/juicio" not in anybody
    assert asked.count("/juicio") == 1
    assert str(answer.url).endswith("/avisos?mes=2026-06")
    assert "Fue falsa alarma</b>" in answer.text
    assert "ciertas 0, falsas 1, sin decir 0" in pages.text("/avisos")


def test_a_pond_and_a_month_can_be_looked_at_by_themselves(pages) -> None:
    before = an_alarm("mayo", opened=NOW - 30 * DAY_S)
    put(pages, *over(before), *over(an_alarm()), *over(an_alarm("otro", place="estanque-2")))

    june, may = pages.text("/avisos"), pages.text("/avisos?mes=2026-05&lugar=estanque-1")
    second = pages.text("/avisos?lugar=estanque-2")

    assert 'href="/avisos?mes=2026-05"' in june
    assert june.count('class="card how-story"') == 2
    assert may.count('class="card how-story"') == second.count('class="card how-story"') == 1
    assert "Estanque 2 · El Samán" in second
    assert 'href="/avisos?mes=2026-06&amp;lugar=estanque-1"' in may


@pytest.mark.parametrize("asked", ["2026-13", "ayer", "0001-01", "9999-12", "2026-6", "-"])
def test_a_month_that_is_none_is_no_fault(pages, asked: str) -> None:
    assert pages.client.get("/avisos", params={"mes": asked}).status_code == 200


def test_a_bad_month_stays_a_light_page(pages) -> None:
    alerts = [an_alarm(f"a{number}", opened=NOW - number * HOUR_S) for number in range(60)]
    letters = tuple(a_letter(one, way) for one in alerts for way in ("call", "sms", "push"))
    put(pages, *(step for one in alerts for step in over(one)), letters=letters)
    signed_in(pages.client, "team")

    text = pages.client.get("/avisos").text

    assert "Más de este mes" in text
    assert len(gzip.compress(text.encode())) < MOST_BYTES - 13 * 1024


def test_a_station_that_never_rang_says_so_and_counts_nothing(pages) -> None:
    text = pages.text("/avisos")

    assert "Este mes no hubo ninguna alarma." in text
    assert "<b>?</b>" in text
