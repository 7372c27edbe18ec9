"""What people measure by hand, as series of a node that never sends."""

from __future__ import annotations

from decimal import Decimal

import pytest

from gateway.domain.by_hand import hand_node, is_by_hand, is_now, values_of
from gateway.domain.care import deviation_percent
from gateway.domain.entries import FishGasping, HandRead, RainRead
from gateway.domain.errors import TopicError
from gateway.domain.places import Placement, place_of, stays
from gateway.domain.topics import parse_topic


def test_each_value_goes_to_its_channel_in_the_stored_unit() -> None:
    body = HandRead(
        "a",
        "measured",
        oxygen=Decimal("4.6"),
        water_temperature=Decimal("28.5"),
        ph=Decimal("7.2"),
        secchi_cm=Decimal(35),
        soil_water=Decimal("0.21"),
        depth_cm=30,
    )

    assert values_of(body) == {
        "a-mano": {"oxygen": 4.6, "water_temperature": 28.5, "ph": 7.2, "secchi": 35.0},
        "mano-30cm": {"soil_water": 0.21},
    }
    assert values_of(RainRead("a", Decimal(12), "measured")) == {"a-mano": {"rain": 12.0}}
    assert values_of(FishGasping("a")) == {}


def test_a_node_on_the_network_cannot_speak_for_people() -> None:
    with pytest.raises(TopicError, match="kept for what people measure by hand"):
        parse_topic("conuco/v1/demo/mano-estanque-1/status", commune="demo")


def test_the_node_of_a_place_is_known_by_its_name() -> None:
    assert is_by_hand(hand_node("estanque-1"))
    assert not is_by_hand("pond-1")


@pytest.mark.parametrize(("ago", "now"), [(0, True), (900, True), (901, False), (-300, True)])
def test_a_quarter_of_an_hour_is_now(ago: int, *, now: bool) -> None:
    assert is_now(10_000 - ago, now=10_000) is now


@pytest.mark.parametrize(
    ("said", "reference", "percent"), [("4.6", "4.0", 15), ("3.4", "4.0", -15), ("0", "4.0", -100)]
)
def test_a_probe_that_says_too_much_is_off_above_zero(said: str, reference: str, percent: int) -> None:
    assert deviation_percent(Decimal(said), Decimal(reference)) == percent


def test_a_node_that_was_taken_away_stands_nowhere_until_it_is_placed_again() -> None:
    moves = [Placement("n", "a", 100), Placement("n", None, 200), Placement("n", "b", 300)]

    assert [place_of(moves, "n", at=at) for at in (150, 250, 350)] == ["a", None, "b"]
    assert [(one.start, one.end) for one in stays(moves, "a", start=0, end=400)] == [(100, 200)]
