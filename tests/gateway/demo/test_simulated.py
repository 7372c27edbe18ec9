"""What the nodes' pins meet."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pytest

from gateway.conversion.oxygen import oxygen_from_millivolts
from gateway.demo.simulated import (
    AERATOR_PIN,
    AIR_PINS,
    BUTTON_PIN,
    MAINS_PIN,
    OXYGEN_PIN,
    RAIN_PIN,
    RELAY_PIN,
    SIREN_PIN,
    SOIL_PINS,
    THERMOMETER_PIN,
    SimulatedHardware,
)
from gateway.demo.world import cast
from gateway.demo.world.aeration import Switch
from gateway.demo.world.faults import FAULTS, Fault
from gateway.demo.world.probes import SINGLE_SHOT, oxygen_marks
from tests.gateway.demo.worlds import START, pond, the_world


@dataclass
class ASetClock:
    at: float = START

    def now(self) -> float:
        return self.at


def hardware(*faults: Fault, clock: ASetClock | None = None) -> SimulatedHardware:
    return SimulatedHardware(the_world(), clock or ASetClock(), faults)


def oxygen(of: SimulatedHardware, at: float) -> float:
    temperature = the_world().water_temperature(pond(1), np.array([at]))
    signal = np.array([float(of.millivolts("pond-1", OXYGEN_PIN))])
    return float(
        oxygen_from_millivolts(signal, temperature, oxygen_marks(pond(1)), altitude_m=cast.ALTITUDE_M)[0][0]
    )


def test_an_aerator_that_people_switch_on_reaches_the_probe_within_45_minutes() -> None:
    clock = ASetClock()
    probe = hardware(clock=clock)
    before = oxygen(probe, clock.at)

    probe.follow([*the_world().switches, Switch("estanque-1", "aerator", is_on=True, at=START)])
    clock.at += 2700

    assert before < 2
    assert oxygen(probe, clock.at) > 3


def test_the_thermometer_gives_the_water_to_a_sixteenth() -> None:
    nine = hardware().scratchpad("pond-1", THERMOMETER_PIN)

    water = the_world().water_temperature(pond(1), np.array([float(START)]))[0]

    assert int.from_bytes(nine[:2], "little", signed=True) / 16 == pytest.approx(water, abs=1 / 32)


def test_a_thermometer_that_is_gone_answers_nothing() -> None:
    assert hardware(Fault("pond-1", "thermometer", START)).scratchpad("pond-1", THERMOMETER_PIN) == b""


def test_a_node_that_is_lost_hears_nothing_and_still_measures() -> None:
    lost = hardware(*FAULTS)

    assert lost.signal_dbm("pond-6") is None
    assert lost.millivolts("pond-6", OXYGEN_PIN) > 0


def test_the_other_nodes_hear_the_station() -> None:
    assert all(-90 < (hardware().signal_dbm(node) or 0) < -50 for node in cast.NODES)


@pytest.mark.parametrize("pin", SOIL_PINS)
def test_a_stick_lies_between_its_marks(pin: int) -> None:
    assert 1300 < hardware().millivolts("field-2", pin) < 2600


def test_tips_only_ever_rise() -> None:
    clock = ASetClock()
    gauge = hardware(clock=clock)
    before = gauge.tips("field-1", RAIN_PIN)

    clock.at += 17 * 3600

    assert gauge.tips("field-1", RAIN_PIN) > before + 200


def test_the_air_sensor_answers_to_its_command_at_its_address_on_its_node_only() -> None:
    world = hardware()

    answer = world.i2c("clima-1", AIR_PINS[1], 0x44, SINGLE_SHOT)

    assert answer is not None
    assert len(answer) == 6
    for asked in (
        ("clima-1", AIR_PINS[1], 0x45, SINGLE_SHOT),
        ("clima-1", AIR_PINS[0], 0x44, SINGLE_SHOT),
        ("clima-1", AIR_PINS[1], 0x44, b"\x30\xa2"),
        ("field-1", AIR_PINS[1], 0x44, SINGLE_SHOT),
    ):
        assert world.i2c(*asked) is None


def test_the_weather_node_has_a_gauge_and_no_mains() -> None:
    assert hardware().tips("clima-1", RAIN_PIN) > 1000
    assert hardware().level("clima-1", MAINS_PIN) == 1


def test_a_pin_where_nothing_is_gives_nothing() -> None:
    assert hardware().millivolts("pond-1", 12) == 0
    assert hardware().scratchpad("field-1", THERMOMETER_PIN) == b""
    assert hardware().tips("pond-1", RAIN_PIN) == 0


ON = Switch("estanque-1", "aerator", is_on=True, at=START)
HOUR = 3600


def test_in_a_power_cut_ponds_and_siren_see_no_mains_and_no_aerator_takes_current() -> None:
    clock = ASetClock()
    world = hardware(Fault("comuna", "mains", START + HOUR), clock=clock)
    world.follow([ON])
    clock.at += HOUR - 1
    before = (
        [world.level(node, MAINS_PIN) for node in ("pond-1", "siren-1")],
        world.level("pond-1", AERATOR_PIN),
    )

    clock.at += 1

    after = (
        [world.level(node, MAINS_PIN) for node in ("pond-1", "siren-1")],
        world.level("pond-1", AERATOR_PIN),
    )
    assert before == ([0, 0], 0)
    assert after == ([1, 1], 1)


def test_an_aerator_that_breaks_lets_the_oxygen_fall_although_nobody_recorded_it() -> None:
    clock, whole = ASetClock(), ASetClock()
    broken = hardware(Fault("pond-1", "aerator_dead", START + 40 * 60), clock=clock)
    sound = hardware(clock=whole)
    for one in (broken, sound):
        one.follow([ON])

    clock.at = whole.at = START + 2 * HOUR

    assert broken.level("pond-1", AERATOR_PIN) == 1
    assert broken.level("pond-1", MAINS_PIN) == 0
    assert sound.level("pond-1", AERATOR_PIN) == 0
    assert oxygen(broken, clock.at) < oxygen(sound, whole.at) - 1


def test_an_aerator_runs_again_when_the_mains_return_unless_it_was_switched_off_meanwhile() -> None:
    clock = ASetClock()
    cut = Fault("comuna", "mains", START + HOUR, START + 2 * HOUR)
    left_on, switched_off = hardware(cut, clock=clock), hardware(cut, clock=clock)
    left_on.follow([ON])
    switched_off.follow([ON, Switch("estanque-1", "aerator", is_on=False, at=START + HOUR + 60)])

    clock.at = START + 3 * HOUR

    assert left_on.level("pond-1", AERATOR_PIN) == 0
    assert switched_off.level("pond-1", AERATOR_PIN) == 1
    assert [one.is_on for one in left_on.world.switches] == [True, False, True]
    assert [one.is_on for one in switched_off.world.switches] == [True, False]


def test_a_pump_runs_on_through_a_power_cut() -> None:
    pump = Switch("estanque-6", "pump", is_on=True, at=START)
    world = hardware(Fault("comuna", "mains", START))

    world.follow([pump])

    assert world.world.switches == (pump,)


def test_a_button_is_held_for_a_while_and_a_siren_can_be_heard() -> None:
    clock = ASetClock()
    world = hardware(clock=clock)
    world.press("siren-1", for_s=30)
    held = world.level("siren-1", BUTTON_PIN)
    clock.at += 30

    world.driven("siren-1", SIREN_PIN, 1)

    assert (held, world.level("siren-1", BUTTON_PIN)) == (0, 1)
    assert world.sound("siren-1") == "beep"
    assert hardware().sound("siren-1") == "silence"


def test_an_aerator_follows_the_relay_of_its_node_and_the_water_follows_the_aerator() -> None:
    clock = ASetClock()
    here = hardware(clock=clock)
    before = here.millivolts("pond-2", OXYGEN_PIN)

    here.driven("pond-2", RELAY_PIN, 1)
    clock.at += 2700
    runs, after = here.level("pond-2", AERATOR_PIN), here.millivolts("pond-2", OXYGEN_PIN)
    here.driven("pond-2", RELAY_PIN, 0)

    assert (runs, here.level("pond-2", AERATOR_PIN)) == (0, 1)
    assert after > before


def test_what_people_say_leaves_a_relay_as_it_is() -> None:
    clock = ASetClock()
    here = hardware(clock=clock)
    here.driven("pond-2", RELAY_PIN, 1)

    here.follow(the_world().switches)
    clock.at += 60

    assert here.level("pond-2", AERATOR_PIN) == 0
