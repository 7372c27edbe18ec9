"""What a siren decides: alarm, hearing, orders, patterns; under both interpreters."""

from fake_board import WRAP, Pin, Store
from node import message
from node.alarm import ALONE, HUSH_S, Alarm
from node.hearing import Hearing
from node.memory import Memory
from node.orders import Orders
from node.sounder import PATTERNS, Sounder


def an_alarm() -> Alarm:
    return Alarm(Memory(Store()))


def a_hearing(memory: Memory | None = None, *, silent_after_s: int | None = 300, now_ms: int = 0) -> Hearing:
    return Hearing(memory or Memory(Store()), silent_after_s=silent_after_s, now_ms=now_ms)


def taken(orders: Orders, order: tuple, *, is_retained: bool = True) -> tuple | None:
    orders.hear(order, 0, is_retained=is_retained)
    return orders.take(0, 1_000)


# What sounds


def case_what_is_ordered_sounds_until_silence_is_ordered(_: str) -> None:
    alarm = an_alarm()
    alarm.order(2)

    assert alarm.sound(0, is_alone=False) == 2
    assert alarm.sound(100_000, is_alone=True) == 2
    alarm.order(0)
    assert alarm.sound(100_001, is_alone=False) == 0


def case_the_button_keeps_it_quiet_for_twenty_minutes(_: str) -> None:
    alarm = an_alarm()
    alarm.order(2)

    assert alarm.press(10, is_alone=False) == 2
    assert (alarm.sound(10, is_alone=False), alarm.silenced_s(10)) == (0, HUSH_S)
    assert alarm.sound(10 + HUSH_S - 1, is_alone=False) == 0
    assert alarm.sound(10 + HUSH_S, is_alone=False) == 2


def case_a_worse_alarm_than_the_silenced_one_sounds_again(_: str) -> None:
    alarm = an_alarm()
    alarm.order(2)
    alarm.press(0, is_alone=False)

    for level, sound in ((2, 0), (1, 0), (3, 3)):
        alarm.order(level)
        assert alarm.sound(1, is_alone=False) == sound, level


def case_an_alarm_that_ended_and_comes_back_sounds_again(_: str) -> None:
    alarm = an_alarm()
    alarm.order(2)
    alarm.press(0, is_alone=False)
    alarm.order(0)
    alarm.order(2)

    assert alarm.sound(1, is_alone=False) == 2


def case_a_press_while_nothing_sounds_silences_nothing_that_comes_later(_: str) -> None:
    alarm = an_alarm()

    assert alarm.press(0, is_alone=False) == 0
    alarm.order(1)
    assert alarm.sound(1, is_alone=False) == 1


def case_its_own_beeping_is_silenced_too_and_counts_as_no_level(_: str) -> None:
    alarm = an_alarm()

    assert alarm.sound(0, is_alone=True) == ALONE
    assert alarm.press(0, is_alone=True) == 0
    assert alarm.sound(HUSH_S - 1, is_alone=True) == 0
    assert alarm.sound(HUSH_S, is_alone=True) == ALONE


def case_an_order_sounds_while_its_own_beeping_is_silenced(_: str) -> None:
    alarm = an_alarm()
    alarm.press(0, is_alone=True)
    alarm.order(3)

    assert alarm.sound(1, is_alone=True) == 3


def case_a_silence_outlives_a_restart_with_the_memory_and_not_a_power_cut(_: str) -> None:
    store = Store()
    alarm = Alarm(Memory(store))
    alarm.order(2)
    alarm.press(50, is_alone=False)

    restarted, cut = Alarm(Memory(store)), an_alarm()
    restarted.order(2)
    cut.order(2)

    assert restarted.sound(60, is_alone=False) == 0
    assert cut.sound(60, is_alone=False) == 2


def case_a_silence_longer_than_anybody_can_ask_for_is_not_believed(_: str) -> None:
    memory = Memory(Store())
    memory.set(hush_level=3, hush_until=1_000_000)
    alarm = Alarm(memory)
    alarm.order(2)

    assert alarm.sound(5, is_alone=False) == 2


# Whether the station is there


def case_a_station_that_answers_is_never_called_silent(_: str) -> None:
    hearing = a_hearing()
    for now_ms in range(0, 4_000_000, 20_000):
        assert hearing.must_ask(now_ms, has_mains=True)
        hearing.ask(now_ms, now_ms % WRAP)
        hearing.hear(now_ms + 300)
        assert hearing.fear(now_ms + 19_000, (now_ms + 19_000) % WRAP) is None


def case_a_station_that_says_nothing_for_its_time_is_called_silent(_: str) -> None:
    hearing = a_hearing()
    hearing.hear(10_000)
    hearing.ask(20_000, 20_000)

    assert hearing.fear(310_000, 310_000) is None
    assert hearing.fear(310_001, 310_001) == "silent"
    hearing.hear(320_000)
    assert hearing.fear(320_001, 320_001) is None


def case_nobody_is_called_silent_before_he_could_answer_over_the_wrap(_: str) -> None:
    hearing = a_hearing()
    ticks = WRAP - 1_000
    hearing.ask(900_000, ticks)

    assert hearing.fear(900_000, (ticks + 4_999) % WRAP) is None
    assert hearing.fear(900_000, (ticks + 5_000) % WRAP) == "silent"


def case_without_mains_half_a_minute_of_silence_is_enough(_: str) -> None:
    hearing = a_hearing()
    hearing.hear(100_000)
    assert hearing.must_ask(100_500, has_mains=False), "at once"
    hearing.ask(100_500, 100_500)

    assert not hearing.must_ask(105_000, has_mains=False)
    assert hearing.must_ask(110_500, has_mains=False), "every ten seconds from then on"
    assert hearing.fear(130_000, 130_000) is None
    assert hearing.fear(130_001, 130_001) == "mains"


def case_a_node_that_only_watches_the_mains_never_calls_the_station_silent(_: str) -> None:
    hearing = a_hearing(silent_after_s=None)
    hearing.must_ask(0, has_mains=True)
    hearing.ask(0, 0)

    assert hearing.fear(9_000_000, 9_000_000) is None
    hearing.must_ask(9_000_000, has_mains=False)
    assert hearing.fear(9_000_000, 9_000_000) == "mains"


def case_a_node_that_restarts_again_and_again_still_calls_the_station_silent(_: str) -> None:
    memory = Memory(Store())
    a_hearing(memory).hear(5_000)
    restarted = a_hearing(memory, now_ms=320_000)
    restarted.ask(320_000, 0)

    assert restarted.fear(325_000, 5_000) == "silent"


# Orders


def case_an_order_is_done_once_and_answered_each_time(_: str) -> None:
    orders = Orders()

    assert taken(orders, ("a", None, 2)) == ("a", "done", 2)
    assert taken(orders, ("a", None, 2)) == ("a", "done", None)
    assert taken(orders, ("b", None, 0)) == ("b", "done", 0)
    assert orders.take(0, 1_000) is None


def case_an_order_that_was_held_is_not_done_after_its_end(_: str) -> None:
    orders = Orders()

    assert taken(orders, ("a", 1_001, 2)) == ("a", "done", 2)
    assert taken(orders, ("b", 1_000, 3)) == ("b", "expired", 3)
    assert taken(orders, ("b", 1_000, 3)) == ("b", "expired", 3)


def case_an_order_past_its_end_can_be_renewed_under_its_id(_: str) -> None:
    orders = Orders()
    taken(orders, ("a", 1_000, 3))

    assert taken(orders, ("a", 2_000, 3)) == ("a", "done", 3)


def case_an_order_that_comes_live_is_done_whatever_the_calendars_say(_: str) -> None:
    assert taken(Orders(), ("a", 1, 3), is_retained=False) == ("a", "done", 3)


def case_an_order_that_could_not_be_done_is_answered_so_each_time(_: str) -> None:
    orders = Orders()
    taken(orders, ("a", None, 2))
    orders.refuse()

    assert taken(orders, ("a", None, 2)) == ("a", "refused", None)
    assert taken(orders, ("b", None, 2)) == ("b", "done", 2)


def case_an_order_with_an_end_waits_for_the_clock_and_not_for_ever(_: str) -> None:
    orders = Orders()
    orders.hear(("a", 1_000, 2), 5_000, is_retained=True)

    assert orders.take(14_999, None) is None
    assert orders.take(15_000, None) == ("a", "done", 2)


def case_an_order_with_an_end_is_judged_as_soon_as_the_clock_is_set(_: str) -> None:
    orders = Orders()
    orders.hear(("a", 1_000, 2), 0, is_retained=True)

    assert orders.take(200, None) is None
    assert orders.take(300, 2_000) == ("a", "expired", 2)


def level_of(body: bytes) -> tuple:
    name, expires, order = message.decode_command(body)
    return name, expires, message.alarm_level(order)


def case_an_order_of_another_form_is_refused(_: str) -> None:
    assert level_of(b'{"id":"a","alarm":{"level":3,"reason":"x"}}') == ("a", None, 3)
    assert level_of(b'{"id":"a","expires":null,"alarm":null}') == ("a", None, None)
    assert level_of(b'{"id":"a","expires":9}') == ("a", 9, None)
    for body in (
        b"[]",
        b"{}",
        b'{"id":""}',
        b'{"id":7}',
        b'{"id":"a","expires":1.5}',
        b'{"id":"a","alarm":3}',
        b'{"id":"a","alarm":{"level":4}}',
        b'{"id":"a","alarm":{"level":true}}',
    ):
        try:
            level_of(body)
        except ValueError:
            continue
        raise AssertionError(body)


# Patterns


def heard(sound: int, seconds: int) -> str:
    """Return one letter for each half second of a pattern, over the counter's wrap."""
    siren = Pin(0)
    sounder = Sounder(siren, None, 1)
    found = ""
    for passed in range(0, seconds * 1000, 500):
        sounder.play(sound, shines=True, ticks=(WRAP - 3_000 + passed) % WRAP)
        found += "#" if siren.level else "."
    return found


def case_each_level_has_its_own_pattern(_: str) -> None:
    assert heard(0, 8) == "." * 16
    assert heard(3, 8) == "#" * 16
    assert heard(2, 8) == "####..####..####"
    assert heard(1, 16) == "#" + "." * 29 + "#."
    assert PATTERNS[ALONE] == (300, 300, 300, 300, 300, 2_500)


def case_a_relay_that_closes_on_the_low_level_rests_high(_: str) -> None:
    siren = Pin(1)
    sounder = Sounder(siren, None, 0)
    sounder.play(3, shines=False, ticks=0)
    sounder.play(3, shines=False, ticks=50)
    sounder.play(0, shines=False, ticks=100)

    assert siren.told == [0, 1]


def case_the_lamp_calls_on_while_the_button_keeps_the_siren_quiet(_: str) -> None:
    siren, lamp = Pin(0), Pin(0)
    sounder = Sounder(siren, lamp, 1)
    for ticks in range(0, 2_000, 500):
        sounder.play(0, shines=True, ticks=ticks)

    assert siren.told == []
    assert lamp.told == [1, 0, 1, 0]
