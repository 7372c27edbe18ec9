"""What goes wrong with modems, through the real gammu with a modem that answers as the standard says."""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fake_modem import NEEDS_PIN, NO_SIM, FakeModem
from parts import gammu

from gateway.alerts.channels.base import Outgoing
from gateway.alerts.channels.gammu import Gammu
from gateway.alerts.channels.modem import CallChannel, Modem, SmsChannel
from gateway.domain.errors import PassingError, PermanentError

pytestmark = pytest.mark.gammu


@pytest.fixture(autouse=True)
def real_gammu() -> None:
    gammu()


SI = "0791851404000000" + "040C91851414325476" + "0000" + "62116270000069" + "02D324"
"""SI from +584141234567, 2026-11-26 07:00:00 -0400. Source: 3GPP TS 23.040, section 9.2.2.1."""

LETTER = Outgoing(text="Peligro: El Saman (3)", number="04141234567")


def test_a_real_line_takes_a_message(tmp_path: Path) -> None:
    with FakeModem() as modem:
        SmsChannel(Modem(modem.config(tmp_path))).send(LETTER)

    assert [one[6:10] for one in modem.sent] == ["4004"] or len(modem.sent) == 1


def test_a_call_hangs_up_after_ringing(tmp_path: Path) -> None:
    with FakeModem() as modem:
        CallChannel(Modem(modem.config(tmp_path), ring_s=1)).send(LETTER)

    assert modem.heard[-2:] == ["ATDT+584141234567;", "AT+CHUP"]


@pytest.mark.proof
def test_the_check_asks_the_network_where_the_modem_cannot_say_all(tmp_path: Path) -> None:
    with FakeModem(ussd="Su saldo es Bs. 12,50") as modem:
        said = Modem(modem.config(tmp_path), credit_ussd="*99#").answer()

    assert "señal 54 %" in said
    assert "Su saldo es Bs. 12,50" in said


@pytest.mark.proof
def test_a_message_on_a_card_is_read_and_deleted_at_its_place(tmp_path: Path) -> None:
    with FakeModem(inbox={3: SI, 5: SI}) as fake:
        modem = Modem(fake.config(tmp_path))
        first = modem.received()[0]

        modem.forget(first)

    assert (first.number, first.text, first.at) == ("+584141234567", "SI", 1795690800)
    assert list(fake.inbox) == [5]


@pytest.mark.proof
def test_without_network_the_sentence_says_where_to_put_it(tmp_path: Path) -> None:
    with (
        FakeModem(answers={"CREG?": "+CREG: 2,2", "CGREG?": "+CGREG: 2,2"}) as modem,
        pytest.raises(PassingError, match="no tiene red"),
    ):
        Modem(modem.config(tmp_path)).answer()


@pytest.mark.parametrize(
    "does",
    [pytest.param(lambda one: one.check(), marks=pytest.mark.proof), lambda one: one.send(LETTER)],
)
def test_without_a_card_a_person_has_to_put_one(tmp_path: Path, does: Callable[[SmsChannel], object]) -> None:
    with FakeModem(fails=NO_SIM) as modem, pytest.raises(PermanentError, match="tarjeta SIM"):
        does(SmsChannel(Modem(modem.config(tmp_path))))


@pytest.mark.proof
def test_a_locked_card_is_never_given_a_pin(tmp_path: Path) -> None:
    with (
        FakeModem(fails=NEEDS_PIN, answers={"CPIN?": "+CPIN: SIM PIN"}) as modem,
        pytest.raises(PermanentError, match="pide PIN"),
    ):
        SmsChannel(Modem(modem.config(tmp_path))).check()

    assert not [one for one in modem.heard if one.startswith("AT+CPIN=")]


def test_without_credit_the_line_has_to_be_charged(tmp_path: Path) -> None:
    with FakeModem(sms_error="+CMS ERROR: 50") as modem, pytest.raises(PermanentError, match="saldo"):
        SmsChannel(Modem(modem.config(tmp_path))).send(LETTER)


@pytest.mark.proof
def test_a_network_that_is_full_passes(tmp_path: Path) -> None:
    with FakeModem(sms_error="+CMS ERROR: 42") as modem, pytest.raises(PassingError, match="no tiene red"):
        SmsChannel(Modem(modem.config(tmp_path))).send(LETTER)


def test_a_modem_that_hangs_is_given_up_in_time(tmp_path: Path) -> None:
    with FakeModem(is_silent=True) as modem:
        began = time.monotonic()
        with pytest.raises(PassingError, match="no contesta"):
            Gammu(modem.config(tmp_path)).run("identify", within_s=1)

    assert time.monotonic() - began < 30


def test_a_modem_that_is_not_there_may_come_back(tmp_path: Path) -> None:
    config = tmp_path / "gammurc"
    config.write_text("[gammu]\ndevice = /dev/no-such-modem\nconnection = at115200\n", encoding="utf-8")

    with pytest.raises(PassingError, match="enchufado"):
        SmsChannel(Modem(config)).send(LETTER)


def test_a_configuration_that_is_not_there_says_which(tmp_path: Path) -> None:
    with pytest.raises(PermanentError, match="gammurc no se puede leer"):
        SmsChannel(Modem(tmp_path / "gammurc")).send(LETTER)


def test_a_connection_that_gammu_does_not_know_needs_a_person(tmp_path: Path) -> None:
    config = tmp_path / "gammurc"
    config.write_text("[gammu]\ndevice = /dev/ttyUSB0\nconnection = palomas\n", encoding="utf-8")

    with pytest.raises(PermanentError, match="no entiende su configuración"):
        SmsChannel(Modem(config)).send(LETTER)


def test_a_held_modem_is_busy_for_another_process(tmp_path: Path) -> None:
    config = tmp_path / "gammurc"
    config.write_text("[gammu]\n", encoding="utf-8")

    with config.open() as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(PassingError, match="ocupado"):
            Gammu(config, waits_s=0.1).run("identify", within_s=1)


def test_without_the_program_the_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "gammurc"
    config.write_text("[gammu]\n", encoding="utf-8")
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(PermanentError, match="sudo apt install gammu"):
        Gammu(config).run("identify", within_s=1)
