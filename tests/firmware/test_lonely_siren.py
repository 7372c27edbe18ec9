"""A real siren whose station dies: broker, gateway or mains."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from siren import MAINS_PIN, Siren, at_speed, await_online
from station import RealStation

from gateway.domain.readings import SeriesKey

pytestmark = [pytest.mark.broker, pytest.mark.micropython]


@pytest.fixture
def mortal(tmp_path: Path) -> Iterator[RealStation]:
    """A station that a test may kill."""
    with RealStation(tmp_path / "station", commit_interval_s=0.3) as running:
        yield running


def test_a_broker_without_a_gateway_is_no_station_and_it_beeps_by_itself(
    mortal: RealStation, tmp_path: Path
) -> None:
    with Siren(tmp_path, mortal.port, clock=at_speed(10.0), silent_after_s=60) as siren:
        await_online(siren, mortal)

        gone = time.monotonic()
        mortal.gateway.kill()
        siren.await_alone()
        began = siren.began_after(gone)

        assert began is not None
        assert 10 * (began - gone) > 30, "not before its patience of 60 s from the last answer is over"
        mortal.gateway.start()
        siren.until(lambda: siren.sound() == "silence", what="silence when the station is back")


def test_with_the_mains_and_the_station_gone_it_beeps_within_a_minute_until_the_button_is_pressed(
    mortal: RealStation, tmp_path: Path
) -> None:
    with Siren(tmp_path, mortal.port, clock=at_speed(4.0)) as siren:
        await_online(siren, mortal)

        cut = time.monotonic()
        mortal.gateway.kill()
        mortal.broker.kill()
        siren.cut_mains()
        siren.await_alone()
        began = siren.began_after(cut)

        assert began is not None
        assert 4 * (began - cut) < 60
        siren.press()
        siren.until(lambda: siren.sound() == "silence", what="silence")
        assert siren.presses() == [0]


def test_a_pond_with_a_buzzer_beeps_when_its_mains_and_the_station_are_gone(
    mortal: RealStation, tmp_path: Path
) -> None:
    light = [{"name": "luz", "sensor": "mains", "pin": MAINS_PIN}]
    with Siren(
        tmp_path, mortal.port, node="pond-1", clock=at_speed(6.0), kind="pond", channels=light
    ) as pond:
        await_online(pond, mortal)

        mortal.gateway.kill()
        pond.cut_mains()
        pond.await_alone()
        pond.return_mains()

        pond.until(lambda: pond.sound() == "silence", what="silence when the mains are back")


def test_a_siren_whose_broker_restarts_rings_by_an_order_given_meanwhile(
    mortal: RealStation, tmp_path: Path
) -> None:
    with Siren(tmp_path, mortal.port) as siren:
        await_online(siren, mortal)
        mortal.broker.stop()
        mortal.start_broker()

        ordered = time.monotonic()
        siren.order(2)

        siren.until(lambda: siren.began_after(ordered) is not None, what="sound")


def test_a_press_that_the_station_hears_of_later_is_kept_in_flash(
    mortal: RealStation, tmp_path: Path
) -> None:
    with Siren(tmp_path, mortal.port) as siren:
        siren.order(2)
        siren.await_level(2)
        mortal.gateway.kill()
        siren.press()
        siren.until(lambda: siren.presses() == [2], what="a record")

        mortal.gateway.start()

        button = SeriesKey(siren.name, "boton", "button")
        siren.until(lambda: mortal.store().latest(button) is not None, what="the press in the store")
