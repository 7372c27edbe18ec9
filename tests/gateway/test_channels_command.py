"""`conuco channels` with the dummy telephone of the real gammu."""

from __future__ import annotations

from pathlib import Path

import pytest
from parts import gammu
from typer.testing import CliRunner

from gateway.app.channels import channels_of
from gateway.cli import app
from gateway.config import checked, load
from gateway.journal import CommuneJournal
from gateway.people import People, Person

SETTINGS = """
[commune]
slug = "las-lajas"
name = "Las Lajas"
latitude = 9.5
longitude = -69.2

[dashboard]
port = 1

[modem]
config = "gammurc"
"""
COMMUNE = {"slug": "las-lajas", "name": "Las Lajas", "latitude": 9.5, "longitude": -69.2}


@pytest.fixture
def settings(tmp_path: Path) -> Path:
    gammu()
    (tmp_path / "phone").mkdir()
    (tmp_path / "gammurc").write_text(
        f"[gammu]\nmodel = dummy\nconnection = none\ndevice = {tmp_path / 'phone'}\n"
        f"logfile = {tmp_path / 'log'}\nlogformat = textall\n",
        encoding="utf-8",
    )
    path = tmp_path / "conuco.toml"
    path.write_text(SETTINGS, encoding="utf-8")
    return path


def run(*words: str, settings: Path) -> tuple[int, str]:
    ended = CliRunner().invoke(app, ["channels", *words, "--config", str(settings)])
    return ended.exit_code, " ".join(ended.output.split())


@pytest.mark.gammu
def test_every_way_is_asked_and_one_that_fails_says_what_to_do(settings: Path) -> None:
    code, said = run("check", settings=settings)

    assert code == 1
    assert "✔ sms Gammu unknown: red GammuTel, señal 42 %." in said
    assert "✔ call Puede llamar por la red GammuTel." in said
    assert "✘ push Las páginas no contestan" in said


@pytest.mark.gammu
def test_a_person_is_called_by_name(settings: Path) -> None:
    with CommuneJournal(settings.parent / "datos" / "commune.db", commune="las-lajas") as journal:
        People(journal).add(Person("uid-1", "Chuo Peraza", telephone="04141234567"))

    code, said = run("test", "chuo peraza", "--only", "sms", settings=settings)

    assert (code, said) == (0, "✔ sms Enviado. Mire si llegó.")
    log = (settings.parent / "log").read_text(encoding="utf-8")
    assert 'Recipient number "+584141234567"' in log
    assert "Prueba de Conuco, Las Lajas. Si lee esto, los avisos llegan." in log


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["check", "--only", "palomas"], "El camino palomas no está en los ajustes"),
        (["check", "--only", "internet"], "Los que hay: sms, call, push"),
        (["test", "Nadie"], "Nadie con teléfono se llama «Nadie»"),
    ],
)
def test_what_is_not_there_is_told(settings: Path, words: list[str], sentence: str) -> None:
    code, said = run(*words, settings=settings)

    assert code == 1
    assert sentence in said


def test_a_modem_beside_the_settings_is_found(settings: Path) -> None:
    assert load(settings).modem.config == str(settings.parent / "gammurc")


def test_without_settings_only_telephones_on_the_network_can_listen() -> None:
    assert [one.name for one in channels_of(checked({"commune": COMMUNE}), {})] == ["push"]


def test_a_file_of_addresses_makes_the_internet_a_way() -> None:
    found = channels_of(checked({"commune": COMMUNE}), {"CONUCO_APPRISE_URLS_FILE": "/etc/conuco/urls"})

    assert [one.name for one in found] == ["push", "internet"]


def test_the_topic_is_of_the_commune_where_nobody_says_another() -> None:
    assert checked({"commune": COMMUNE}).push_topic == "conuco-las-lajas"
    assert checked({"commune": COMMUNE, "push": {"topic": "cachamas"}}).push_topic == "cachamas"


def test_the_station_asks_its_own_pages_where_they_are() -> None:
    assert checked({"commune": COMMUNE}).own_pages == "http://127.0.0.1:8000"
    own = checked({"commune": COMMUNE, "dashboard": {"host": "10.0.0.2", "port": 80}}).own_pages
    assert own == "http://10.0.0.2:80"
