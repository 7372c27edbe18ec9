"""conuco.toml: all faults at once, in words; secrets from outside the file."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from gateway.config import checked, load
from gateway.domain.clock import StationClock, WorldClock
from gateway.domain.errors import ConfigError
from gateway.secrets import broker_password

COMMUNE = {"slug": "la-ceiba", "name": "La Ceiba", "latitude": 9.5, "longitude": -69.2}
POND = {"slug": "estanque-1", "number": 1, "name": "Uno", "area_m2": 1500, "depth_m": 1.2}


def faults_of(**tables: object) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        checked({"commune": COMMUNE} | tables)
    return caught.value.faults


def test_the_least_that_a_file_may_say_is_enough() -> None:
    found = checked({"commune": COMMUNE, "pond": [POND]})

    assert found.pond[0].depth_m == Decimal("1.2")
    assert isinstance(found.machine_clock(), StationClock)


def test_a_node_may_stand_at_no_place_and_its_gauge_still_has_a_tip() -> None:
    tip = {"type": "tip_size", "millimetres_per_tip": "0.2"}
    gauge = {"node": "clima-1", "channel": "pluviometro", "quantity": "rain_tips", "constants": tip}

    found = checked({"commune": COMMUNE, "node": [{"slug": "clima-1"}], "calibration": [gauge]})

    assert found.node[0].place is None


def test_all_faults_are_named_at_once() -> None:
    pond = POND | {"area_m2": -1, "colour": "green"}

    node = {"slug": "N 1", "place": "El Mar"}
    found = faults_of(brocker={}, pond=[pond], node=[node], gateway={"commit_interval_s": "x"})

    assert len(found) == 6
    assert all(fault.endswith(".") for fault in found)


FAULTS = {
    "a word of its own": ({"brocker": {}}, "¿Quiso decir broker?"),
    "a number below its bound": ({"pond": [POND | {"area_m2": 0}]}, "debe ser mayor que 0"),
    "text for a number": ({"dashboard": {"port": "ochenta"}}, "port = 'ochenta' no sirve"),
    "a table that must be a list": ({"pond": POND}, "se escribe [[pond]]"),
    "a place twice": ({"pond": [POND, POND]}, "está dos veces"),
    "a node at no place": ({"node": [{"slug": "n", "place": "mar"}]}, "no hay un lugar mar"),
    "a call that rings too long": ({"modem": {"ring_s": 300}}, "ring_s = 300 no sirve"),
    "less than no credit": ({"modem": {"credit_least": -1}}, "debe ser al menos 0"),
    "what asks for no credit": ({"modem": {"credit_ussd": "saldo"}}, "se escribe como *99#"),
    "a topic with a blank": ({"push": {"topic": "mi tema"}}, "minúsculas, números y guiones"),
    "half a world": ({"clock": {"world_speed": 60}}, "van juntos"),
}


@pytest.mark.parametrize(("tables", "words"), FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_says_what_and_where(tables: dict[str, object], words: str) -> None:
    assert words in faults_of(**tables)[0]


def test_marks_of_another_sort_of_probe_are_a_fault() -> None:
    node = {"slug": "pond-1", "place": "estanque-1"}
    marks = {"type": "tip_size", "millimetres_per_tip": 0.2}
    calibration = {"node": "pond-1", "channel": "sonda", "quantity": "oxygen_signal", "constants": marks}

    found = faults_of(pond=[POND], node=[node], calibration=[calibration])

    assert found == [
        "[[calibration]] pond-1 sonda: las marcas tip_size no son para oxygen_signal; van oxygen_marks."
    ]


def test_a_world_of_its_own_has_its_own_clock() -> None:
    found = checked(
        {"commune": COMMUNE, "clock": {"world_began": 1.0, "world_start": 2.0, "world_speed": 60.0}}
    )

    assert found.machine_clock() == WorldClock(1.0, 2.0, 60.0)


@pytest.mark.parametrize(("content", "words"), [(b"[commune", "no es TOML"), (b"\xff", "UTF-8")])
def test_a_file_that_cannot_be_read_says_what_to_do(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "conuco.toml"
    path.write_bytes(content)

    with pytest.raises(ConfigError, match=words):
        load(path)


def test_a_file_that_is_not_there_says_where_the_example_is(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"conuco\.example\.toml"):
        load(tmp_path / "conuco.toml")


def test_the_password_comes_from_the_environment_or_from_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "clave").write_text("de un archivo\n")
    monkeypatch.delenv("CONUCO_BROKER_PASSWORD", raising=False)
    monkeypatch.setenv("CONUCO_BROKER_PASSWORD_FILE", str(tmp_path / "clave"))
    assert broker_password() == "de un archivo"

    monkeypatch.setenv("CONUCO_BROKER_PASSWORD", "del entorno")
    assert broker_password() == "del entorno"


def test_a_user_without_a_password_is_a_fault_that_names_both_ways(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONUCO_BROKER_PASSWORD", "CONUCO_BROKER_PASSWORD_FILE"):
        monkeypatch.delenv(name, raising=False)

    with pytest.raises(ConfigError, match="CONUCO_BROKER_PASSWORD_FILE"):
        broker_password()
