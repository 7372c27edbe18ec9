"""What decides over an aerator's relay; under both interpreters."""

from fake_board import Store
from node.memory import Memory
from node.own import UNKNOWN
from node.relay import CLOCK, LEAST, LIMIT, NIGHT, OVERRIDE, PROBE, START, Relay, is_night

SUNRISE = 11 * 60  # 7:00 in Venezuela [minutes UTC]
RULES = {
    "pin": 27,
    "on_below": 3.0,
    "off_above": 5.0,
    "minimum_s": 1800,
    "on_fault": "off",
    "sunrise": SUNRISE,
}
NOON = 1_700_000_000 // 86_400 * 86_400 + 16 * 3600
MIDNIGHT = NOON - 12 * 3600


def a_relay(store: Store | None = None, **changes: object) -> Relay:
    return Relay(dict(RULES, **changes), Memory(store or Store()))


def turned(relay: Relay, now: int, oxygen: int | None, utc: int | None = NOON) -> tuple:
    """Return (on, why) after a turn; after a power-on the pause of a minute is over at 60 s."""
    relay.turn(now, oxygen, utc)
    return relay.is_on, relay.reason


def running(now: int = 100, **changes: object) -> Relay:
    relay = a_relay(**changes)
    assert turned(relay, now, 2500) == (True, LIMIT)
    return relay


# Its limits


def case_it_goes_on_under_the_one_limit_and_off_above_the_other(_: str) -> None:
    relay = running()

    assert turned(relay, 5_000, 2_000) == (True, LIMIT)
    assert turned(relay, 6_000, 4_999) == (True, LIMIT)
    assert turned(relay, 7_000, 5_000) == (False, LIMIT)
    assert turned(relay, 8_000, 3_000) == (False, LIMIT)
    assert turned(relay, 9_000, 2_999) == (True, LIMIT)


def case_it_runs_for_its_least_time(_: str) -> None:
    relay = running(now=100)

    assert turned(relay, 1_899, 9_000) == (True, LEAST)
    assert turned(relay, 1_900, 9_000) == (False, LIMIT)


def case_it_rests_for_a_minute_before_it_starts_again(_: str) -> None:
    relay = running(now=100)
    turned(relay, 1_900, 9_000)

    assert turned(relay, 1_959, 1_000) == (False, LEAST)
    assert turned(relay, 1_960, 1_000) == (True, LIMIT)


def case_it_never_goes_off_by_its_limit_before_two_hours_after_the_sunrise(_: str) -> None:
    relay = running()

    assert turned(relay, 9_000, 8_000, MIDNIGHT) == (True, NIGHT)
    assert turned(relay, 9_000, 8_000, MIDNIGHT + 9 * 3600 - 1) == (True, NIGHT)
    assert turned(relay, 9_000, 8_000, MIDNIGHT + 9 * 3600) == (False, LIMIT)


def case_while_nobody_knows_the_time_it_is_night(_: str) -> None:
    assert turned(running(), 9_000, 8_000, None) == (True, CLOCK)


def case_the_day_ends_eleven_hours_after_the_sunrise(_: str) -> None:
    hours = [hour for hour in range(24) if not is_night(hour * 3600, SUNRISE)]
    assert hours == list(range(13, 22))
    assert is_night(22 * 3600, SUNRISE)
    assert not is_night(22 * 3600 - 1, SUNRISE)
    assert [hour for hour in range(24) if not is_night(hour * 3600, 23 * 60)] == list(range(1, 10))


# Its probe


def case_a_failed_probe_leaves_it_as_the_settings_say(_: str) -> None:
    for on_fault, was_on, is_on in (
        ("on", False, True),
        ("on", True, True),
        ("off", False, False),
        ("off", True, False),
        ("stay", False, False),
        ("stay", True, True),
    ):
        relay = a_relay(on_fault=on_fault)
        turned(relay, 100, 2_000 if was_on else 9_000)
        assert turned(relay, 9_000, None, MIDNIGHT) == (is_on, PROBE), (on_fault, was_on)


def case_a_probe_that_fails_does_not_cut_the_least_time_short(_: str) -> None:
    relay = running(now=100)
    assert turned(relay, 200, None) == (True, LEAST)
    assert turned(relay, 1_900, None) == (False, PROBE)


def case_off_by_a_failed_probe_it_starts_again_between_the_limits(_: str) -> None:
    relay = running()
    turned(relay, 5_000, None)

    assert turned(relay, 6_000, 4_000) == (True, LIMIT), "it was not above the OFF limit"


# Its beginning


def case_after_a_power_cut_it_is_on_until_it_was_above_the_off_limit(_: str) -> None:
    relay = a_relay()
    assert turned(relay, 3, UNKNOWN) == (False, START)
    assert turned(relay, 59, 4_000) == (False, LEAST)
    assert turned(relay, 60, 4_000) == (True, LIMIT)


def case_before_the_first_sample_it_does_what_the_settings_say_of_a_failed_probe(_: str) -> None:
    assert turned(a_relay(), 100, UNKNOWN) == (False, START)
    assert turned(a_relay(on_fault="stay"), 100, UNKNOWN) == (False, START)
    assert turned(a_relay(on_fault="on"), 59, UNKNOWN) == (False, LEAST)
    assert turned(a_relay(on_fault="on"), 60, UNKNOWN) == (True, START)


def case_a_restart_without_a_power_cut_changes_nothing(_: str) -> None:
    store = Store()
    relay = a_relay(store)
    turned(relay, 100, 2_500)

    again = a_relay(store)
    assert again.is_on
    assert turned(again, 5_000, UNKNOWN) == (True, START)
    assert turned(again, 5_060, 6_000) == (False, LIMIT)
    for on_fault in ("on", "off", "stay"):
        assert turned(a_relay(store, on_fault=on_fault), 9_000, UNKNOWN) == (False, START)
    assert turned(a_relay(store), 9_060, 4_000) == (False, LIMIT), "it had been above"


# A person's word


def case_what_a_person_orders_goes_before_everything_at_once(_: str) -> None:
    relay = running(now=100)
    relay.order({"mode": "off", "until": NOON + 600}, 101, NOON)

    assert turned(relay, 101, 500) == (False, OVERRIDE)
    relay.order({"mode": "on", "until": None}, 102, NOON)
    assert turned(relay, 102, 9_000) == (True, OVERRIDE)
    assert turned(relay, 90_000, None) == (True, OVERRIDE)


def case_an_order_ends_by_the_uptime_whatever_the_calendar_does(_: str) -> None:
    relay = a_relay()
    relay.order({"mode": "off", "until": NOON + 600}, 1_000, NOON)

    assert turned(relay, 1_599, 500, NOON - 90_000) == (False, OVERRIDE)
    assert turned(relay, 1_600, 500, None) == (True, LIMIT)


def case_off_by_a_person_it_starts_again_between_the_limits(_: str) -> None:
    relay = running()
    relay.order({"mode": "off", "until": NOON + 3_600}, 1_000, NOON)
    turned(relay, 1_000, 8_000)

    assert turned(relay, 4_600, 4_000) == (True, LIMIT), "it was never off by itself"


def case_an_order_of_before_a_restart_stands_and_ends(_: str) -> None:
    store = Store()
    a_relay(store).order({"mode": "on", "until": NOON + 600}, 1_000, NOON)

    again = a_relay(store)
    assert turned(again, 1_500, 9_000, None) == (True, OVERRIDE)
    again.order({"mode": "on", "until": NOON + 600}, 1_510, NOON + 510)
    assert again.override(1_590, None) == ("on", NOON + 600)
    assert turned(again, 1_600, 9_000) == (True, LEAST)


def case_an_order_whose_end_is_past_is_none(_: str) -> None:
    relay = a_relay()
    relay.order({"mode": "off", "until": NOON - 1}, 1_000, NOON)

    assert relay.override(1_000, NOON) is None


def case_an_order_that_comes_too_late_ends_the_one_before_it(_: str) -> None:
    store = Store()
    relay = a_relay(store)
    relay.order({"mode": "off", "until": NOON + 7_200}, 1_000, NOON)

    relay.overtake({"mode": "off", "until": NOON + 7_200})
    assert turned(relay, 1_001, 500) == (False, OVERRIDE)
    for junk in (None, [], {"mode": "swim", "until": 5}, {"mode": "on", "until": "soon"}):
        relay.overtake(junk)
    assert turned(relay, 1_002, 500) == (False, OVERRIDE)

    relay.overtake({"mode": "on", "until": NOON + 900})
    assert turned(relay, 2_000, 500, NOON + 1_000) == (True, LIMIT)


def case_an_order_of_unknown_end_holds_nobody_off(_: str) -> None:
    relay = a_relay()
    relay.order({"mode": "off", "until": NOON + 600}, 1_000, None)

    assert turned(relay, 1_001, 500, None) == (True, LIMIT)
    assert turned(relay, 1_100, 500, NOON) == (False, OVERRIDE)
    assert turned(relay, 1_700, 500, NOON + 600) == (True, LIMIT)
    relay.order({"mode": "on", "until": NOON + 9_000}, 2_000, None)
    assert turned(relay, 2_001, 9_000, None) == (True, OVERRIDE)


def case_auto_takes_an_order_back(_: str) -> None:
    relay = a_relay()
    relay.order({"mode": "off", "until": NOON + 600}, 1_000, NOON)
    relay.order({"mode": "auto", "until": None}, 1_001, NOON)

    assert turned(relay, 1_002, 500) == (True, LIMIT)


def case_after_an_order_to_be_on_it_still_waits_for_the_day(_: str) -> None:
    relay = a_relay()
    relay.order({"mode": "on", "until": MIDNIGHT + 600}, 1_000, MIDNIGHT)
    turned(relay, 1_000, 9_000, MIDNIGHT)

    assert turned(relay, 5_000, 9_000, MIDNIGHT + 4_000) == (True, NIGHT)


def case_an_order_that_cannot_be_or_forgets_the_fish_is_refused(_: str) -> None:
    for bad in (
        None,
        {},
        {"mode": "full"},
        {"mode": "on", "until": 1.5},
        {"mode": "on", "until": "mañana"},
        {"mode": "off"},
        {"mode": "off", "until": NOON + 86_401},
    ):
        relay = a_relay()
        try:
            relay.order(bad, 0, NOON)
        except ValueError:
            assert relay.override(0, NOON) is None
            continue
        raise AssertionError(bad)
