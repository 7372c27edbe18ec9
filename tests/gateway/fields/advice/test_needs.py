"""What a grower is told of standing maize."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from coursed import PLANTED, TODAY, a_course, a_day, a_dry_setting, a_setting, with_yesterday

from gateway.fields.advice.advised import Advice, Amount, Between, State, Window
from gateway.fields.advice.needs import NOTHING_SAID, Said, advise
from gateway.fields.advice.sowing import sowing_advice
from gateway.fields.course import Course, Question, Stage
from gateway.fields.setting import FieldSetting, Planted, Watering

QUICK = a_setting(watering=Watering("furrow", efficiency=0.60, pump="pozo-1", pump_m3_h=300.0))
"""The ordinary field with a pump that waters it once in 47 hours."""


def told(
    course: Course,
    setting: FieldSetting | None = None,
    *,
    planted: Planted | None = PLANTED,
    said: Said = NOTHING_SAID,
) -> Advice:
    return advise(course, setting or a_setting(), planted, today=TODAY, said=said)


def told_of_rain(course: Course, **others: Any) -> Advice:
    return told(course, a_dry_setting(), **others)


def in_days(first: int, last: int) -> Window:
    return Window(TODAY + timedelta(days=first), TODAY + timedelta(days=last))


def standing_wet(days: int) -> Course:
    """Return a course whose probe stood above field capacity at so many dawns in a row."""
    course = a_course(0)
    wet = [
        replace(a_day(one.day, depletion_mm=0, wet_depths=(45,)), seen=replace(one.seen, soil={45: 0.4}))
        for one in course.days[-days:]
    ]
    return replace(course, days=(*course.days[:-days], *wet))


def test_a_field_with_water_is_told_to_water_between_two_days_so_much_and_so_long() -> None:
    # At the end of Wednesday 59 mm, of Thursday 64, give or take 8.6, of Saturday 74; the limit is 70,
    # and the wet season leaves room for 15 to 10 mm of rain.
    found = told(a_course(54, 8), QUICK)

    assert found.state is State.IRRIGATE
    assert found.window == in_days(1, 3)
    assert found.amount == Amount(Between(50, 65), Between(10_000, 13_000), Between(33, 43))
    assert found.reasons == ("limit_soon",)
    assert found.confidence == 3


def test_a_slow_pump_is_told_to_begin_at_45_percent() -> None:
    # 45 mm and 5 a day: 70 are days away, but 57.6 may be reached today. 70 m3/h need 200 h for the field.
    assert told(a_course(45, 8), QUICK).state is State.WAIT
    assert told(a_course(45, 8)).state is State.IRRIGATE


def test_a_quick_pump_that_has_many_fields_is_slow() -> None:
    assert told(a_course(45, 8), QUICK, said=Said(round_h=60)).state is State.IRRIGATE


def test_a_field_whose_limit_is_days_away_waits_so_many_days() -> None:
    # 10 mm now: 57.6 mm may be reached on day 7 (50 + 10.3), and surely on day 12 (75 - 12).
    found = told(a_course(10, 8))

    assert (found.state, found.reasons, found.window) == (State.WAIT, ("enough",), None)
    assert found.days == Between(7, 11)


def test_a_limit_beyond_a_fortnight_is_told_as_a_fortnight() -> None:
    assert told(a_course(0, 4, daily_mm=2)).days == Between(14, 14)


def test_nobody_is_sent_to_water_for_a_limit_that_is_only_possible() -> None:
    # 42 mm and 2 a day, give or take 24: 70 may be passed tomorrow, and is expected in thirteen days.
    found = told(a_course(42, 24, daily_mm=2), QUICK)

    assert (found.state, found.days) == (State.WAIT, Between(1, 14))


def test_a_thirsty_field_with_water_is_told_so_and_what_it_costs() -> None:
    found = told(a_course(80, 8))

    assert (found.state, found.reasons[0]) == (State.IRRIGATE, "below_limit")
    assert found.window == in_days(0, 0)
    assert found.thirst_if_not == Between(5, 5)
    assert found.loss is not None
    assert found.loss.source == "fao33"


def test_a_wet_field_with_water_is_not_watered() -> None:
    assert told(a_course(60, rain={0: 30.0})).reasons[0] == "rained"
    found = told(with_yesterday(a_course(60), wet_depths=(75,)))
    assert (found.state, found.reasons, found.wet_depths) == (State.WET, ("above_capacity",), (75,))
    assert found.days is None


def test_a_field_with_water_that_stands_wet_for_days_says_how_many() -> None:
    # Four dawns in a row: 48 hours of draining, then two days of excess.
    found = told(standing_wet(4))

    assert (found.state, found.days) == (State.WET, Between(2, 2))


def test_a_ripe_field_with_water_waits_for_ever() -> None:
    found = told(a_course(90, stage=Stage.RIPE))

    assert (found.state, found.reasons, found.days) == (State.WAIT, ("ripe",), None)


def test_a_field_that_holds_enough_to_ripen_waits_for_ever() -> None:
    planted = Planted(TODAY - timedelta(days=118))

    found = told(a_course(40, 8, stage=Stage.LATE), planted=planted)

    assert (found.state, found.reasons, found.days) == (State.WAIT, ("enough_to_ripen",), None)


def test_maize_that_rain_alone_waters_is_fine_for_so_many_days() -> None:
    # 50 mm and 5 a day: 70 may be reached on day 2, and surely on day 6.
    found = told_of_rain(a_course(50, 8))

    assert (found.state, found.reasons, found.days) == (State.FINE, ("limit_soon",), Between(2, 6))
    assert (found.amount, found.window) == (None, None)


def test_maize_that_rain_alone_waters_has_enough_when_its_limit_is_days_away() -> None:
    assert told_of_rain(a_course(10, 8)).reasons == ("enough",)


def test_maize_that_rain_alone_waters_says_its_days_of_thirst() -> None:
    # 71 mm missing now and 66 a day before, limit 70: thirsty yesterday and today. At the end of today 75.9,
    # give or take 8.3: perhaps not thirsty any more; then 80.4 and on.
    found = told_of_rain(a_course(71, 8))

    assert (found.state, found.reasons, found.days) == (State.THIRST, ("below_limit",), Between(2, 2))
    assert found.thirst_if_not == Between(4, 5)
    assert found.loss is not None


def test_thirst_in_flowering_says_that_it_costs_most() -> None:
    found = told_of_rain(a_course(75, 8, stage=Stage.FLOWERING))

    assert found.reasons == ("below_limit", "flowering")


def test_maize_that_stands_wet_for_more_than_48_hours_has_too_much_water() -> None:
    assert told_of_rain(standing_wet(2)).state is State.FINE
    found = told_of_rain(standing_wet(3))
    assert (found.state, found.days) == (State.TOO_WET, Between(1, 1))
    assert found.wet_depths == (45,)


def test_ripe_maize_that_rain_alone_waters_is_fine_and_not_thirsty() -> None:
    found = told_of_rain(a_course(90, stage=Stage.RIPE))

    assert (found.state, found.reasons, found.days) == (State.FINE, ("ripe",), None)


def test_a_black_layer_that_somebody_saw_needs_no_data() -> None:
    silent = a_course(90, rain_age_h=None, air_age_h=None, soil_age_h=None)

    found = told(silent, planted=replace(PLANTED, matured=TODAY))

    assert (found.state, found.reasons, found.confidence) == (State.WAIT, ("ripe",), 3)


def test_a_field_on_which_nothing_grows_is_told_whether_it_can_be_sown() -> None:
    bare = a_course(5, stage=None, total_mm=64, readily_mm=35)

    for setting in (a_setting(), a_dry_setting()):
        expected = sowing_advice(bare, setting, today=TODAY)
        assert told(bare, setting, planted=None) == expected
        assert told(bare, setting, planted=Planted(TODAY + timedelta(days=3))) == expected


def test_a_field_that_cannot_be_watered_is_planned_for_the_day_after_with_more_and_says_the_thirst() -> None:
    thirsty, cannot = a_course(72, 8), TODAY + timedelta(days=3)

    now, later = told(thirsty), told(thirsty, said=Said(cannot_until=cannot))

    assert now.amount is not None
    assert later.amount is not None
    assert (later.state, later.cannot_until) == (State.IRRIGATE, cannot)
    assert later.window == in_days(4, 4)
    assert later.reasons == ("below_limit", "cannot")
    assert later.amount.millimetres.low > now.amount.millimetres.low
    assert later.thirst_if_not == Between(3, 4)
    assert later.loss is not None


def test_a_field_that_cannot_be_watered_for_weeks_is_still_told_a_day() -> None:
    cannot = TODAY + timedelta(days=40)

    found = told(a_course(60, 8), said=Said(cannot_until=cannot))

    assert found.window == in_days(41, 41)
    assert found.thirst_if_not is not None
    assert 35 <= found.thirst_if_not.low <= found.thirst_if_not.high <= 41


def test_a_field_that_falls_due_while_nobody_can_water_is_told_so_before() -> None:
    # Its limit may be reached on day 5 and is expected on day 6; nobody can until day 6.
    cannot = TODAY + timedelta(days=6)

    found = told(a_course(35, 8), QUICK, said=Said(cannot_until=cannot))

    assert told(a_course(35, 8), QUICK).state is State.WAIT
    assert (found.state, found.reasons) == (State.IRRIGATE, ("limit_soon", "cannot"))
    assert found.window == in_days(7, 7)


def test_a_field_that_cannot_be_watered_before_it_must_be_hears_nothing_of_it() -> None:
    found = told(a_course(10, 8), said=Said(cannot_until=TODAY + timedelta(days=1)))

    assert (found.state, found.cannot_until) == (State.WAIT, None)


def test_what_could_not_be_done_until_yesterday_can_be_done_today() -> None:
    found = told(a_course(72, 8), said=Said(cannot_until=TODAY - timedelta(days=1)))

    assert found == told(a_course(72, 8))


def test_a_range_wider_than_what_the_crop_readily_takes_gives_no_advice() -> None:
    # 64 +- 1.28 x 28 mm is 72 mm wide; the crop readily takes 70.
    found = told(a_course(64, 28, soil_age_h=None))

    assert found.state is State.NO_ADVICE
    assert found.missing is not None
    assert (found.missing.what, found.missing.mends) == ("spread", "grower")


def test_a_probe_in_doubt_does_not_stop_the_water() -> None:
    doubted = a_course(60, question=Question("disagree", TODAY))

    found = told(with_yesterday(doubted, wet_depths=(75,)))

    assert (found.state, found.wet_depths) == (State.IRRIGATE, ())
    assert found.confidence < 3
