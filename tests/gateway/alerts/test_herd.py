"""Several alerts of one moment are few letters."""

from __future__ import annotations

from calls import PlayedNight, an_alarm, tonight

from gateway.domain.alerts import Kind, Level


def texts(night: PlayedNight, way: str = "sms") -> list[str]:
    return [one.text for one in night.turn() if one.channel == way]


def a_power_cut(night: PlayedNight, *numbers: int) -> None:
    for number in numbers:
        night.stands(an_alarm(f"luz-{number}", place=f"estanque-{number}", kind=Kind.MAINS))


def test_a_power_cut_at_six_ponds_at_once_is_one_letter_and_one_call() -> None:
    night = PlayedNight()
    a_power_cut(night, 1, 2, 3, 4, 5, 6)

    found = night.turn()

    assert [one.channel for one in found] == ["sms", "call"]
    assert found[0].text == "opened: " + ", ".join(f"estanque-{number}" for number in range(1, 7))


def test_of_a_power_cut_that_comes_pond_by_pond_the_first_goes_at_once_and_the_others_together() -> None:
    night = PlayedNight()
    a_power_cut(night, 1)
    first = texts(night)
    night.now += 1
    a_power_cut(night, 2, 3)
    waiting = texts(night)
    night.now += 29

    assert first == ["opened: estanque-1"]
    assert waiting == []
    assert texts(night) == ["opened: estanque-2, estanque-3"]


def test_every_alert_keeps_letters_of_its_own_so_that_nothing_is_told_again() -> None:
    night = PlayedNight()
    a_power_cut(night, 1, 2)
    night.turn()

    assert [len(case.letters) for case in night.cases.values()] == [2, 2]
    assert night.turn() == []


def test_a_letter_that_tells_of_two_ponds_goes_although_somebody_goes_to_one_of_them() -> None:
    night = PlayedNight(sends=lambda letter, _now: letter)
    a_power_cut(night, 1, 2)
    night.turn()
    night.now += 10
    night.so("luz-1", acknowledged=night.now)
    night.turn()

    assert [one.state for one in night.cases["luz-1"].letters] == ["waiting", "waiting"]


def test_a_letter_that_tells_of_two_ponds_does_not_go_when_somebody_goes_to_both() -> None:
    night = PlayedNight(sends=lambda letter, _now: letter)
    a_power_cut(night, 1, 2)
    night.turn()
    night.now += 10
    for number in (1, 2):
        night.so(f"luz-{number}", acknowledged=night.now)
    night.turn()

    assert [one.state for one in night.cases["luz-1"].letters] == ["dropped", "dropped"]


def test_water_is_told_pond_by_pond_and_the_telephone_rings_once() -> None:
    night = PlayedNight()
    night.stands(an_alarm("a-1"))
    night.stands(an_alarm("a-2", place="estanque-2"))

    found = night.turn()

    assert [one.channel for one in found] == ["sms", "call", "sms"]


def test_of_two_alerts_of_one_pond_the_worse_is_told() -> None:
    night = PlayedNight()
    night.stands(an_alarm("a-1", kind=Kind.OXYGEN, level=Level.CRITICAL))
    night.stands(an_alarm("a-2", kind=Kind.GASPING, level=Level.EMERGENCY))

    found = night.turn()

    assert [(one.channel, one.alert) for one in found] == [("sms", "a-2"), ("call", "a-2")]


def test_a_pond_whose_neighbour_has_worse_news_of_another_kind_is_told_too() -> None:
    night = PlayedNight()
    a_power_cut(night, 1, 2)
    night.stands(an_alarm("a-1", level=Level.EMERGENCY))

    assert sorted(texts(night)) == ["opened: estanque-1", "opened: estanque-2"]


def test_the_stations_alerts_of_different_kinds_are_different_letters() -> None:
    night = PlayedNight(tonight=tonight(is_night=False))
    night.stands(an_alarm("d", place="", kind=Kind.DISK, level=Level.WARN))
    night.stands(an_alarm("c", place="", kind=Kind.CLOCK, level=Level.WARN))

    assert len(texts(night)) == 2
