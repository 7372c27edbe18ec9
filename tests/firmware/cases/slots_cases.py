"""What a board starts, and when it goes back; the same under CPython and MicroPython."""

# ruff: noqa: PTH102, PTH109 - MicroPython has no pathlib

import os
import sys

import slots

POWER_ON = {"is_power_on": True, "is_wake": False}
WAKE = {"is_power_on": False, "is_wake": True}
BAD = {"is_power_on": False, "is_wake": False}


def on_trial(boots: int = slots.BOOTS) -> slots.Slots:
    found = slots.Slots(3)
    found.arm(4, boots)
    assert found.begin(**BAD) == "b", "the start that was wanted is no bad end"
    return found


def case_the_file_says_what_was_written_and_nothing_damaged_is_believed(_: str) -> None:
    found = on_trial()

    content = found.encode()
    read = slots.decode(content)

    assert len(content) == 16
    assert (read.active, read.is_trial, read.left, read.highest, read.tried) == (0, True, 19, 3, 4)
    for at in range(16):
        spoilt = bytearray(content)
        spoilt[at] ^= 4
        assert slots.decode(bytes(spoilt)) is None, at
    assert slots.decode(content[:15]) is None


def case_a_version_that_is_confirmed_stays(_: str) -> None:
    found = on_trial()

    found.confirm()

    assert (found.begin(**POWER_ON), found.highest, found.outcome) == ("b", 4, slots.CONFIRMED)


def case_three_bad_ends_take_a_trial_back_and_power_and_sleep_are_none(_: str) -> None:
    found = on_trial()

    starts = (WAKE, POWER_ON, BAD, WAKE, BAD, POWER_ON, BAD)
    assert "".join([found.begin(**start) or "-" for start in starts]) == "bbbbbba"
    assert (found.outcome, found.version, found.bad) == (slots.CRASHED, 3, 0)


def case_twenty_starts_without_confirmation_take_a_trial_back(_: str) -> None:
    found = on_trial()

    assert [found.begin(**WAKE) for _ in range(20)] == ["b"] * 19 + ["a"]
    assert found.outcome == slots.UNCONFIRMED


def case_a_farewell_is_no_bad_end(_: str) -> None:
    found = slots.Slots(3)

    for _ in range(9):
        found.is_farewell = True
        assert found.begin(**BAD) == "a"
    assert found.bad == 0


def case_five_bad_ends_bring_the_rescue_and_power_gives_a_chance(_: str) -> None:
    found = slots.Slots(3)

    assert [found.begin(**BAD) for _ in range(5)] == ["a"] * 4 + [None]
    assert found.begin(**WAKE) is None
    assert found.begin(**POWER_ON) == "a"
    assert found.begin(**BAD) is None


def case_a_new_version_ends_the_rescue(_: str) -> None:
    found = slots.Slots(3)
    for _ in range(5):
        found.begin(**BAD)

    found.arm(5)

    assert found.begin(**BAD) == "b"


class Machine:
    """What the starter asks of the board."""

    PWRON_RESET, WDT_RESET, DEEPSLEEP_RESET = 1, 3, 4


def chosen(folder: str, *steps: object) -> str:
    """Return what the starter of a board with an application in slot a chooses after some steps."""
    before, known = os.getcwd(), sys.modules.get("machine")
    sys.modules["machine"] = Machine
    os.chdir(folder)
    try:
        import starter

        os.mkdir("a")
        os.mkdir("a/node")
        for step in steps:
            step()
        return starter.choose(Machine.WDT_RESET)
    finally:
        os.chdir(before)
        sys.modules.pop("starter", None)
        del sys.modules["machine"]
        if known is not None:
            sys.modules["machine"] = known


def case_a_flash_that_takes_nothing_still_starts_its_application(folder: str) -> None:
    def take_nothing() -> None:
        slots.write(slots.Slots(3))
        os.mkdir("slot.new")  # what cannot be written

    assert chosen(folder, take_nothing) == "a"


def case_a_slot_file_that_can_be_neither_read_nor_made_anew_still_starts_it(folder: str) -> None:
    assert chosen(folder, lambda: os.mkdir("slot")) == "a"
