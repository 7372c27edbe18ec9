"""The conuco.toml of the demo."""

from __future__ import annotations

import tomllib
from pathlib import Path

from gateway.app.seeding import described
from gateway.config import checked
from gateway.config.settings import Config
from gateway.demo.world.register import register
from gateway.demo.world.settings import Running, settings_text
from gateway.domain.clock import WorldClock
from gateway.domain.entries import CalibrationRecorded, FieldDescribed, PlaceRegistered


def the_config() -> Config:
    running = Running(Path("/tmp/x"), broker_port=1884, page_port=8001, began=1.5, start=1000.0, speed=60.0)
    return checked(tomllib.loads(settings_text(running)))


def test_the_demo_passes_the_check_of_settings() -> None:
    config = the_config()

    assert [len(config.pond), len(config.field), len(config.node), len(config.unit)] == [6, 5, 12, 11]


def test_a_demo_with_an_influxdb_beside_has_a_mirror_and_else_none() -> None:
    running = Running(Path("/tmp/x"), broker_port=1884, page_port=8001, began=1.5, start=1000.0, speed=60.0)

    mirrored = checked(tomllib.loads(settings_text(running, mirror="http://127.0.0.1:8086")))

    assert (mirrored.mirror.url, the_config().mirror.url) == ("http://127.0.0.1:8086", None)


def test_the_weather_node_stands_at_no_place_and_its_gauge_has_its_tip() -> None:
    config = the_config()

    assert [one.slug for one in config.node if one.place is None] == ["clima-1"]
    assert [(one.channel, one.quantity) for one in config.calibration if one.node == "clima-1"] == [
        ("pluviometro", "rain_tips")
    ]


def test_the_name_says_that_it_is_fictitious() -> None:
    assert "datos ficticios" in the_config().commune.name


def test_the_demo_runs_on_its_own_trusted_clock() -> None:
    config = the_config()

    assert config.clock.trusted == "always"
    assert config.machine_clock() == WorldClock(1.5, 1000.0, 60.0)


def test_settings_and_journal_tell_the_same_places_and_calibrations() -> None:
    config, bodies = the_config(), [one.body for one in register(0)]

    places = {(one.place, one.name, one.area_m2) for one in bodies if isinstance(one, PlaceRegistered)}
    constants = {
        (one.node, one.channel, one.constants) for one in bodies if isinstance(one, CalibrationRecorded)
    }

    fields = {one for one in bodies if isinstance(one, FieldDescribed)}

    assert fields == {described(one) for one in config.field}
    assert places == {(one.slug, one.name, one.area_m2) for one in (*config.pond, *config.field)}
    assert constants == {(one.node, one.channel, one.constants) for one in config.calibration}
