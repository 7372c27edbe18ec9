"""When a node that sleeps measures and talks; the same under CPython and MicroPython."""

from fake_board import Store
from node.memory import Memory
from node.plan import VISITED_S, Plan

QUARTER, HOUR = 900, 3600
SETTINGS = {"sample_every_s": QUARTER, "send_every_s": HOUR}


def a_plan(**changes: object) -> Plan:
    settings = dict(SETTINGS)
    settings.update(changes)
    return Plan(settings, Memory(Store()))


def tries(plan: Plan, *, until_s: int) -> list:
    """Return at which wakes a node talks whose station never answers."""
    found, now = [], 0
    while now < until_s:
        if plan.must_measure(now):
            plan.measured(now, None)
        if plan.must_talk(now):
            found.append(now)
            plan.failed(now + 8)
        now = plan.wake_at()
    return found


def case_a_node_that_has_power_again_measures_and_talks_at_once(_: str) -> None:
    plan = a_plan()

    assert plan.must_measure(0)
    assert plan.must_talk(0)


def case_it_measures_on_a_grid_and_talks_each_hour(_: str) -> None:
    plan = a_plan()
    plan.measured(3, None)
    plan.talked(9, has_more=False)

    assert plan.wake_at() == QUARTER
    assert not plan.must_measure(QUARTER - 1)
    assert [plan.must_talk(now) for now in (QUARTER, HOUR - 1, HOUR)] == [False, False, True]


def case_what_was_left_is_sent_at_the_next_wake(_: str) -> None:
    plan = a_plan()
    plan.talked(305, has_more=True)

    assert plan.must_talk(QUARTER)


def case_after_failures_one_two_four_wakes_pass_and_two_hours_at_most(_: str) -> None:
    wakes = [at // QUARTER for at in tries(a_plan(), until_s=2 * 86_400)]

    skipped = [later - earlier - 1 for earlier, later in zip(wakes, wakes[1:])]  # noqa: B905, RUF007 - a board's
    assert skipped[:4] == [1, 2, 4, 8]
    assert set(skipped[3:]) == {8}


def case_a_talk_that_goes_well_ends_the_pauses(_: str) -> None:
    plan = a_plan()
    for now in (0, 1800, 4500):
        plan.failed(now)
    plan.talked(9000, has_more=False)

    assert plan.failed(9000 + HOUR) < 3 * QUARTER


def case_a_station_that_only_visits_is_looked_for_between_the_measurings_too(_: str) -> None:
    plan = a_plan(look_every_s=300)

    assert tries(plan, until_s=3000) == [0, 300, 600, 900, 1200, 1500, 1800, 2100, 2400, 2700]
    assert plan.must_measure(3600)
    assert not plan.must_measure(2900)


def case_once_it_was_there_it_is_not_looked_for_until_the_next_talk_is_due(_: str) -> None:
    plan = a_plan(look_every_s=300)
    plan.measured(0, None)
    plan.talked(100, has_more=False)

    assert plan.wake_at() == QUARTER


def case_a_low_battery_doubles_both_intervals_and_an_empty_one_again(_: str) -> None:
    for volts, factor in ((None, 1), (3.9, 1), (3.5, 1), (3.49, 2), (3.29, 4)):
        plan = a_plan()
        plan.measured(5, volts)
        plan.talked(10, has_more=False)

        assert plan.wake_at() == factor * QUARTER, volts
        assert not plan.must_talk(factor * HOUR - 1)
        assert plan.must_talk(factor * HOUR)


def case_a_battery_must_recover_a_little_more_before_it_counts_as_good(_: str) -> None:
    plan = a_plan(battery_low_v=12.0, battery_empty_v=11.5)
    for volts, factor in ((12.4, 1), (11.9, 2), (12.05, 2), (11.4, 4), (11.55, 4), (11.7, 2), (12.2, 1)):
        plan.measured(5, volts)
        assert plan.wake_at() == factor * QUARTER, volts


def case_it_says_how_long_it_may_be_silent_and_longer_with_a_low_battery(_: str) -> None:
    for volts, factor in ((None, 1), (3.9, 1), (3.49, 2), (3.29, 4)):
        plan = a_plan()
        plan.measured(5, volts)

        assert plan.speaks_every_s == factor * HOUR, volts


def case_a_node_that_is_visited_may_be_silent_for_a_week_and_until_a_late_visit(_: str) -> None:
    for visited in ({"look_every_s": 240}, {"visit_pin": 33}):
        plan = a_plan(**visited)
        plan.measured(5, 3.29)

        assert plan.speaks_every_s == VISITED_S == 10 * 86_400, visited
