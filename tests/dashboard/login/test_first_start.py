"""A station that nobody has set up yet."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from members import another_client, station_of

from dashboard.cli import tell_first_technician
from dashboard.login.devices import By
from dashboard.login.first_start import first_technician, new_password

NOW = 1_800_000_000


def test_the_first_start_says_a_password_that_works_and_is_not_stored(
    entrance, capsys: pytest.CaptureFixture[str]
) -> None:
    tell_first_technician(station_of(entrance.client))
    said = capsys.readouterr().out

    name, password = re.findall(r"(?:nombre|contraseña): +(.+)", said)
    answer = entrance.client.post(
        "/entrar", data={"nombre": name, "secreto": password}, follow_redirects=False
    )

    assert answer.status_code == 303
    assert "conuco people pin" in said
    assert not any(password.encode() in one.read_bytes() for one in Path(entrance.folder).iterdir())


def test_the_second_start_says_nothing(entrance, capsys: pytest.CaptureFixture[str]) -> None:
    tell_first_technician(station_of(entrance.client))
    capsys.readouterr()

    tell_first_technician(station_of(entrance.client))

    assert capsys.readouterr().out == ""


def test_there_is_no_password_before_the_first_start(entrance) -> None:
    for secret in ("admin", "conuco", "1234", "", "password"):
        for name in ("admin", "Equipo técnico", "technician", ""):
            client = another_client(entrance.client)
            assert client.post("/entrar", data={"nombre": name, "secreto": secret}).status_code in (422, 429)


def test_a_name_that_is_taken_gets_a_number(entrance) -> None:
    entrance.door.members.add("equipo TECNICO", ["team"], [], By("conuco people", NOW))

    first = first_technician(entrance.door, now=NOW, wall=NOW)

    assert first is not None
    assert first.person.name == "Equipo técnico 2"


def test_no_two_stations_get_the_same_password_and_all_are_typed_easily() -> None:
    made = {new_password() for _ in range(200)}

    assert len(made) == 200
    assert all(re.fullmatch(r"[a-hjkmnp-z2-9]{4}(-[a-hjkmnp-z2-9]{4}){3}", one) for one in made)
