"""What a node makes of its own probe, without the station; under both interpreters."""
# ruff: noqa: PTH123 - MicroPython has neither pathlib nor pytest

import os

from fake_board import Store
from node import marks, own
from node.memory import Memory
from node.own import OwnOxygen

MARK = {"channel": "sonda", "millivolts": 1600, "temperature_c": 30.0, "emergency": 1.0}

# fmt: off
TABLE = (  # DFRobot SEN0237, sample code, 10 to 40 °C [µg/L]
    11260, 11010, 10770, 10530, 10300, 10080, 9860, 9660, 9460, 9270, 9080, 8900, 8730, 8570, 8410, 8250,
    8110, 7960, 7820, 7690, 7560, 7430, 7300, 7180, 7070, 6950, 6840, 6730, 6630, 6530, 6410,
)
# fmt: on


def read(**changes: object) -> dict:
    return marks.read(dict(MARK, **changes))


def water(millivolts: int, temperature_c: float = 30.0) -> dict:
    return {"sonda": {"oxygen_signal": millivolts, "water_temperature": temperature_c}}


def an_own(folder: str, **changes: object) -> OwnOxygen:
    own.PATH = folder + "/calibration.json"
    found = OwnOxygen(Memory(Store()), 0)
    found.calibrate({"calibration": dict(MARK, **changes)})
    return found


# Its value


def case_at_its_mark_it_says_what_the_water_can_hold(_: str) -> None:
    assert own.oxygen_of(water(1600), read()) == 7560
    assert own.oxygen_of(water(800), read()) == 3780
    assert own.oxygen_of(water(0), read()) == 0


def case_what_a_probe_gives_in_water_without_oxygen_is_taken_off(_: str) -> None:
    assert own.oxygen_of(water(1600), read(zero_millivolts=40)) == 7560
    assert own.oxygen_of(water(820), read(zero_millivolts=40)) == 3780
    assert own.oxygen_of(water(20), read(zero_millivolts=40)) == 0


def case_in_warmer_water_it_gives_more_for_the_same_oxygen(_: str) -> None:
    assert own.oxygen_of(water(1775, 35.0), read()) == 6950, "35 mV a degree"
    cool = read(cool_millivolts=1200, cool_temperature_c=20.0)
    assert own.oxygen_of(water(1800, 35.0), cool) == 6950, "40 mV a degree by two marks"


def case_every_row_of_the_maker_s_table_is_met_within_half_a_per_cent(_: str) -> None:
    for row, printed in enumerate(TABLE):
        found = own.oxygen_of(water(1600, 10.0 + row), read(temperature_c=10.0 + row))
        assert abs(found - printed) * 200 <= printed, (row, found)


def case_higher_up_water_holds_less(_: str) -> None:
    assert own.oxygen_of(water(1600), read(altitude_m=1000)) == 6667
    assert own.oxygen_of(water(1600), read(altitude_m=250)) == 7333


def case_it_agrees_with_the_station_within_two_per_cent(_: str) -> None:
    # Benson and Krause at 20 and 30 °C, as the station has them [mg/L].
    for temperature, height, solubility in (
        (20, 0, 9.092),
        (30, 0, 7.559),
        (28, 500, 7.36),
        (28, 1000, 6.91),
    ):
        marks = read(temperature_c=temperature, altitude_m=height)
        found = own.oxygen_of(water(1600, temperature), marks)
        assert abs(found - 1000 * solubility) < 20 * solubility, (temperature, height, found)


def case_without_a_mark_or_a_temperature_millivolts_are_no_oxygen(_: str) -> None:
    assert own.oxygen_of(water(1600), None) is None
    assert own.oxygen_of({"sonda": {"oxygen_signal": 1600}}, read()) is None
    assert own.oxygen_of(water(1600), read(channel="otra")) is None
    assert own.oxygen_of(water(1600, 85.0), read()) is None
    assert own.oxygen_of(water(5000), read()) is None
    assert own.oxygen_of({}, read()) is None


def case_a_thermometer_on_a_channel_of_its_own_serves_too(_: str) -> None:
    values = {"sonda": {"oxygen_signal": 1600}, "agua": {"water_temperature": 30.0}}
    assert own.oxygen_of(values, read()) == 7560


def case_a_digital_probe_is_believed_without_a_calibration(_: str) -> None:
    values = {"optica": {"oxygen_probe": 5.25, "water_temperature": 27.0}}

    assert own.oxygen_of(values, None) == 5250
    factor = marks.read({"channel": "optica", "factor": 1.1, "emergency": 1})
    assert own.oxygen_of(values, factor) == 5775
    lower = marks.read({"channel": "optica", "offset": -0.25, "emergency": 1})
    assert own.oxygen_of(values, lower) == 5000
    assert own.oxygen_of({"optica": {"oxygen_probe": 31.0}}, None) is None


def case_a_calibration_that_cannot_be_is_refused(_: str) -> None:
    for bad in (
        None,
        [],
        {},
        {"channel": "sonda"},
        dict(MARK, emergency=0),
        dict(MARK, emergency=True),
        dict(MARK, emergency="1"),
        dict(MARK, millivolts=20),
        dict(MARK, temperature_c=None),
        dict(MARK, temperature_c=1e30),
        dict(MARK, channel=7),
        dict(MARK, altitude_m=9000),
    ):
        try:
            marks.read(bad)
        except ValueError:
            continue
        raise AssertionError(bad)


def case_a_calibration_outlives_the_power_and_a_damaged_one_is_none(folder: str) -> None:
    an_own(folder)
    again = OwnOxygen(Memory(Store()), 0)
    again.take(water(800), 5)
    assert again.oxygen(5, 5000) == 3780

    with open(own.PATH, "w") as file:
        file.write('{"channel": "sonda", "milli')
    damaged = OwnOxygen(Memory(Store()), 0)
    damaged.take(water(800), 5)
    assert damaged.oxygen(5, 5000) == own.UNKNOWN


def case_the_same_calibration_is_not_written_again(folder: str) -> None:
    known = an_own(folder)
    os.remove(own.PATH)  # noqa: PTH107 - as above
    known.calibrate({"calibration": MARK})
    with open(own.PATH) as file:
        before = file.read()
    with open(own.PATH, "w") as file:
        file.write(before + " ")
    known.calibrate({"calibration": MARK})
    with open(own.PATH) as file:
        assert file.read() == before + " "


# What is feared


def fears(known: OwnOxygen, *signals: int) -> list:
    found = []
    for signal in signals:
        known.take(water(signal), 60)
        found.append(known.is_feared)
    return found


def case_two_samples_under_the_limit_are_feared_and_one_is_not(folder: str) -> None:
    assert fears(an_own(folder), 200, 400, 200, 200) == [False, False, False, True]


def case_only_three_samples_clearly_above_end_the_fear(folder: str) -> None:
    known = an_own(folder)
    fears(known, 200, 200)

    assert fears(known, 350, 350, 350, 350) == [True] * 4, "above, and not clearly"
    assert fears(known, 362, 362, 200, 362, 362, 362) == [True] * 5 + [False]


def case_what_cannot_be_believed_neither_begins_nor_ends_a_fear(folder: str) -> None:
    known = an_own(folder)
    for _ in range(5):
        known.take({"sonda": {"water_temperature": 30.0}}, 60)
        known.take(water(5_000), 60)
    assert not known.is_feared
    fears(known, 200, 200)
    for _ in range(5):
        known.take({}, 60)
    assert known.is_feared


# Whether it is believed


def case_nothing_new_for_ten_minutes_is_a_failed_probe(folder: str) -> None:
    known = an_own(folder)
    assert known.oxygen(600, 5000) == own.UNKNOWN
    assert known.oxygen(601, 5000) is None

    known.take(water(800), 700)
    assert known.oxygen(1300, 5000) == 3780
    assert known.oxygen(1301, 5000) is None


def case_a_value_that_stands_still_for_three_hours_is_believed_only_where_it_is_low(folder: str) -> None:
    known = an_own(folder)
    for now in range(0, 12_000, 60):
        known.take(water(1200 + now % 120 // 60), now)

    assert known.oxygen(11_940, 5000) is None
    assert known.oxygen(11_940, 6000) == 5674
    known.take(water(1190), 12_000)
    assert known.oxygen(12_000, 5000) is not None, "it moves again"
