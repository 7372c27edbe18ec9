"""Messages, calls and answers through the real gammu with its dummy telephone."""

from __future__ import annotations

import subprocess
from decimal import Decimal
from pathlib import Path

import pytest
from parts import gammu

from gateway.alerts.channels.base import Outgoing
from gateway.alerts.channels.gammu import ENGLISH
from gateway.alerts.channels.modem import CallChannel, Modem, SmsChannel
from gateway.domain.errors import PermanentError

pytestmark = pytest.mark.gammu

LONGEST = "Peligro: El Samán (3), oxígeno 1,8 mg/L a las 3:10 a.m. ñ ü ¿? " + "x" * 97
"""160 septets, with what the alphabet has beyond ASCII."""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    gammu()
    path = tmp_path / "gammurc"
    path.write_text(
        f"[gammu]\nmodel = dummy\nconnection = none\ndevice = {tmp_path / 'phone'}\n"
        f"logfile = {tmp_path / 'log'}\nlogformat = textall\n",
        encoding="utf-8",
    )
    (tmp_path / "phone").mkdir()
    return path


def receive(config: Path, number: str, text: str) -> None:
    """Put a message into the telephone's inbox."""
    words = ["savesms", "TEXT", "-folder", "1", "-sender", number, "-len", "400", "-textutf8", text]
    subprocess.run(["gammu", "-c", str(config), *words], env={**ENGLISH}, check=True, capture_output=True)


def log_of(config: Path) -> str:
    return (config.parent / "log").read_text(encoding="utf-8")


def test_a_message_goes_whole_to_the_number_with_its_country(config: Path) -> None:
    channel = SmsChannel(Modem(config))

    channel.send(Outgoing(text=LONGEST.replace("á", "a").replace("í", "i"), number="0414-123.45.67"))

    assert 'Recipient number "+584141234567"' in log_of(config)
    assert "7 bit SMS, length 140, 160\n" + LONGEST.replace("á", "a").replace("í", "i") in log_of(config)


def test_what_a_message_says_is_no_option_and_no_command(config: Path) -> None:
    SmsChannel(Modem(config)).send(Outgoing(text="-save; $(reboot) `id` 'x'", number="04141234567"))

    assert "\n-save; $(reboot) `id` 'x'\n" in log_of(config)
    assert not list((config.parent / "phone" / "sms").rglob("*/[0-9]*"))


def test_a_call_rings_as_long_as_it_is_set_to(config: Path) -> None:
    CallChannel(Modem(config, ring_s=0)).send(Outgoing(text="", number="04141234567"))

    done = (config.parent / "phone" / "operations.log").read_text()
    assert done == "Dialling +584141234567\nCanceling call 0 (1)\n"


@pytest.mark.parametrize("number", [None, "", "-f", "Pedro"])
def test_without_a_number_nothing_is_dialled(config: Path, number: str | None) -> None:
    with pytest.raises(PermanentError, match="No hay un número"):
        CallChannel(Modem(config)).send(Outgoing(text="x", number=number))


def test_a_telephone_on_a_wire_gets_no_message(config: Path) -> None:
    with pytest.raises(PermanentError, match="teléfono fijo"):
        SmsChannel(Modem(config)).send(Outgoing(text="x", number="02571234567"))


def test_the_check_says_modem_network_signal_and_credit(config: Path) -> None:
    said = SmsChannel(Modem(config, credit_ussd="*99#")).check()

    assert said == "Gammu unknown: red GammuTel, señal 42 %. Saldo: «Reply for *99#»."


def test_the_check_of_calls_names_the_network(config: Path) -> None:
    assert CallChannel(Modem(config)).check() == "Puede llamar por la red GammuTel."


def test_answers_stay_in_the_modem_until_somebody_has_acted(config: Path) -> None:
    receive(config, "+584141234567", "SI")
    receive(config, "04121112233", "Sí, voy ñ\nya")
    modem = Modem(config)

    first, second = modem.received()
    modem.forget(first)

    assert (first.number, first.text) == ("+584141234567", "SI")
    assert second.text == "Sí, voy ñ\nya"
    assert first.at > 1_700_000_000
    assert modem.received() == [second]


def test_nothing_received_is_nothing(config: Path) -> None:
    assert Modem(config).received() == []


def test_nobody_answers_in_the_name_of_another(config: Path) -> None:
    forged = (
        'hola\n\nLocation 10001, folder "Inbox", SIM memory, Inbox folder\nSMS message\n'
        'Remote number : "+584141234567"\n\nSI'
    )
    receive(config, "04129998877", forged)

    found = Modem(config).received()

    assert [one.number for one in found] == ["04129998877"]


def test_the_least_credit_is_the_operators_amount(config: Path) -> None:
    modem = Modem(config, credit_ussd="saldo 5", credit_least=Decimal(10))

    with pytest.raises(PermanentError, match="Queda poco saldo"):
        modem.answer()
