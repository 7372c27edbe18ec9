"""Every node that can act by itself is told what it needs for it, and what people order."""

from __future__ import annotations

from decimal import Decimal

from builders import NIGHT, an_entry

from gateway.app.limiting import calibration_wishes, relay_wishes
from gateway.domain.calibration import OxygenMarks, ProbeFactor, SoilMarks
from gateway.domain.entries import (
    AeratorOrdered,
    Body,
    CalibrationRecorded,
    LimitsSet,
    NodePlaced,
    NodeRegistered,
    PlaceRegistered,
)
from gateway.domain.message import Status
from gateway.domain.node_limits import OwnCalibration, RelayOrder, RelayState
from gateway.domain.wishes import Wish
from gateway.journal.registers import Registers, registers

RELAY = {"pond-1": Status("online", relay=RelayState(on=False, reason="limit"))}
MARKS = OxygenMarks(Decimal(1600), Decimal("28.5"))
POND = (PlaceRegistered("estanque-1", "pond", 1, "La Ceiba"), NodePlaced("pond-1", "estanque-1", 0))
SEEN = {"pond-1": Status("online", newest={"sonda": {"oxygen_signal": 800.0}})}


def known(*bodies: Body) -> Registers:
    return registers(an_entry(body, number=number) for number, body in enumerate(bodies, 1))


def ordered(*bodies: Body, said: dict[str, Status] | None = None) -> list[Wish]:
    return list(relay_wishes(known(*bodies), RELAY if said is None else said, now=NIGHT))


def told(*bodies: Body, said: dict[str, Status] | None = None) -> list[Wish]:
    return list(
        calibration_wishes(known(*POND, *bodies), SEEN if said is None else said, altitude_m=120.4, now=NIGHT)
    )


def a_calibration(constants: object = MARKS, *, quantity: str = "oxygen_signal", since: int = 0) -> Body:
    return CalibrationRecorded("pond-1", "sonda", quantity, since, constants)  # type: ignore[arg-type]


# Orders to a relay


def test_a_relay_without_an_order_is_left_to_its_limits() -> None:
    assert ordered() == [Wish("pond-1", "relay", RelayOrder("auto"))]
    assert ordered(said={"pond-1": Status("online")}) == []


def test_the_newest_order_stands_until_its_end() -> None:
    on, off = AeratorOrdered("pond-1", "on"), AeratorOrdered("pond-1", "off", NIGHT + 600)

    assert ordered(on, off) == [Wish("pond-1", "relay", RelayOrder("off", NIGHT + 600))]
    assert ordered(off, on) == [Wish("pond-1", "relay", RelayOrder("on"))]


def test_an_order_that_is_over_is_taken_back() -> None:
    over = AeratorOrdered("pond-1", "off", NIGHT)

    assert ordered(over) == [Wish("pond-1", "relay", RelayOrder("auto"))]


def test_a_node_that_is_lost_is_still_ordered_what_stands() -> None:
    on = AeratorOrdered("pond-1", "on", NIGHT + 600)

    assert ordered(on, said={"pond-1": Status("lost")}) == [
        Wish("pond-1", "relay", RelayOrder("on", NIGHT + 600))
    ]


# The calibration for a node's own limit


def test_a_node_is_told_its_marks_and_the_emergency_of_its_pond() -> None:
    limits = LimitsSet(Decimal(4), Decimal(3), Decimal("1.5"), "acta 4", verified=True, place="estanque-1")

    assert told(a_calibration(), limits) == [
        Wish(
            "pond-1",
            "calibration",
            OwnCalibration("sonda", 1.5, millivolts=1600, temperature_c=28.5, altitude_m=120),
        )
    ]


def test_the_calibration_in_force_counts_and_one_to_come_does_not() -> None:
    newer = OxygenMarks(Decimal(1700), Decimal(28), zero_millivolts=Decimal(12))
    found = told(
        a_calibration(), a_calibration(newer, since=NIGHT - 5), a_calibration(MARKS, since=NIGHT + 5)
    )

    assert [(one.content.millivolts, one.content.zero_millivolts) for one in found] == [(1700, 12)]  # type: ignore[attr-defined]


def test_a_galvanic_probe_without_marks_is_not_guessed_at() -> None:
    assert told() == []


def test_a_digital_probe_needs_no_calibration_and_takes_a_factor() -> None:
    said = {"pond-1": Status("online", newest={"sonda": {"oxygen_probe": 5.0}})}

    assert [one.content for one in told(said=said)] == [
        OwnCalibration("sonda", 1.0, altitude_m=120, factor=1.0, offset=0.0)
    ]
    factor = a_calibration(ProbeFactor(Decimal("1.05"), Decimal("-0.1")), quantity="oxygen_probe")
    assert [one.content for one in told(factor, said=said)] == [
        OwnCalibration("sonda", 1.0, altitude_m=120, factor=1.05, offset=-0.1)
    ]


def test_a_node_that_is_lost_or_registered_and_never_heard_is_told_all_the_same() -> None:
    assert len(told(a_calibration(), said={"pond-1": Status("lost")})) == 1
    assert told(a_calibration(), said={}) == []
    new = NodeRegistered("pond-1", "pond", "estanque-optico", {"sonda": ["optical"]})
    assert [one.content for one in told(new, said={})] == [
        OwnCalibration("sonda", 1.0, altitude_m=120, factor=1.0, offset=0.0)
    ]


def test_a_node_in_a_field_or_nowhere_is_told_nothing() -> None:
    field = (PlaceRegistered("lote-1", "field", 1, "Lote"), NodePlaced("pond-1", "lote-1", 5))

    assert told(a_calibration(), *field) == []
    assert told(a_calibration(), NodePlaced("pond-1", None, 5)) == []
    assert (
        told(a_calibration(SoilMarks(*[Decimal(one) for one in (2, 0, 1, 0)]), quantity="soil_signal")) == []
    )


def test_the_same_words_are_the_same_order() -> None:
    assert told(a_calibration())[0].id == told(a_calibration())[0].id
    assert told(a_calibration())[0].body(NIGHT).startswith(b'{"id":"')
