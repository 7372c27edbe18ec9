"""A GSM modem: messages, calls that ring, and what people answer."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from gateway.alerts.channels.base import Outgoing
from gateway.alerts.channels.credit import credit_left
from gateway.alerts.channels.gammu import Gammu
from gateway.alerts.channels.inbox import Received, is_plain, messages, one_message
from gateway.alerts.channels.numbers import can_be_dialled, is_on_a_wire, normalised
from gateway.alerts.channels.refusals import asks_for_pin, no_service
from gateway.domain.errors import ChannelError, PermanentError
from gateway.domain.speech import told

QUICK_S: Final = 35
"""A modem that says nothing is given up by gammu itself after 30 s [s]."""

SMS_S: Final = 45
DIALLING_S: Final = 25
LONGEST_RING_S: Final = 60
USSD_S: Final = 30

WELL: Final = ("home network", "roaming network")


@dataclass(frozen=True, slots=True)
class Modem:
    """A modem that `gammu` speaks to.

    Attributes:
        config: The gammurc that names it.
        ring_s: How long a call rings [s].
        credit_ussd: The code that asks the operator for the credit, empty where nobody asks.
        credit_least: Under how much the credit is a fault, in the operator's currency.
    """

    config: Path
    ring_s: int = 20
    credit_ussd: str = ""
    credit_least: Decimal = Decimal(0)

    @property
    def gammu(self) -> Gammu:
        """The program, which waits for a whole call of another."""
        return Gammu(self.config, waits_s=self.ring_s + DIALLING_S + QUICK_S)

    def answer(self) -> str:
        """Return what the modem says of itself, its network, its signal and its credit, in a sentence.

        Raises:
            PassingError: It is away, silent or without network.
            PermanentError: gammu, the SIM card or the credit needs a person.
        """
        fields = _fields(self.gammu.run("identify", within_s=QUICK_S))
        # A locked card makes gammu ask on and on at everything else.
        if "Waiting for P" in self.gammu.run("getsecuritystatus", within_s=QUICK_S):
            raise asks_for_pin()
        name = f"{fields.get('Manufacturer', '')} {fields.get('Model', '')}".split(" (")[0].strip()
        network, signal = self._network()
        said = told("%(name)s: red %(network)s, señal %(signal)s.", name=name, network=network, signal=signal)
        return f"{said} {self._credit()}".strip()

    def registered(self) -> str:
        """Return which network would carry a call, in a sentence.

        Raises:
            PassingError: There is none, or the modem is away or silent.
            PermanentError: gammu or the SIM card needs a person.
        """
        fields = _fields(self.gammu.run("networkinfo", within_s=QUICK_S))
        return told("Puede llamar por la red %(network)s.", network=_operator(fields))

    def _network(self) -> tuple[str, str]:
        """Return the network's name and the signal; modems that cannot say all of it may still work."""
        # Some modems stop at something that nobody needs, like the charge of a battery they lack.
        fields = _fields(self.gammu.run_in_part("monitor", "1", within_s=QUICK_S))
        if "Network state" not in fields:
            fields |= _fields(self.gammu.run("networkinfo", within_s=QUICK_S))
        percent = fields.get("Network level", "").removesuffix(" percent")
        return _operator(fields), (f"{percent} %" if percent else "?")

    def _credit(self) -> str:
        if not self.credit_ussd:
            return ""
        said = self.gammu.run("getussd", self.credit_ussd, within_s=USSD_S, is_enough=_has_replied)
        found = re.search(r'Service reply *: "(.*)"', said, re.DOTALL)
        answer = " ".join(found[1].split()) if found else ""
        left = credit_left(answer)
        if left is not None and left <= self.credit_least:
            raise PermanentError(
                told("Queda poco saldo: «%(answer)s». Recargue la SIM del módem.", answer=answer)
            )
        return told("Saldo: «%(answer)s».", answer=answer)

    def received(self) -> list[Received]:
        """Return the messages that came in, in the modem's order; each stays until it is forgotten.

        Raises:
            ChannelError: The modem could not be read.
        """
        printed = self.gammu.run("getallsms", within_s=QUICK_S)
        found = messages(printed)
        return found if is_plain(printed) else self._one_by_one(found)

    def _one_by_one(self, found: list[Received]) -> list[Received]:
        """Read each place by itself, so that nobody passes a message of another off inside the own one."""
        places = sorted({one.location for one in found})
        read = ((place, self.gammu.run("getsms", "0", str(place), within_s=QUICK_S)) for place in places)
        return [one for place, printed in read if (one := one_message(place, printed)) is not None]

    def forget(self, message: Received) -> None:
        """Delete a message from the modem, after whoever reads them has acted on it.

        Raises:
            ChannelError: It is still there.
        """
        self.gammu.run("deletesms", "0", str(message.location), within_s=QUICK_S)


@dataclass(frozen=True, slots=True)
class SmsChannel:
    """Short messages."""

    modem: Modem
    name: str = "sms"

    @property
    def timeout_s(self) -> float:
        """After how long a message has gone or failed [s]."""
        return self.modem.gammu.waits_s + SMS_S + QUICK_S

    def send(self, outgoing: Outgoing) -> None:
        """Send a message; the network has taken it, whether the telephone is on is not known.

        Raises:
            PassingError: No modem, no network.
            PermanentError: No number, no credit, no SIM card.
        """
        number = _dialled(outgoing)
        if is_on_a_wire(number):
            raise PermanentError(told("Un teléfono fijo no recibe mensajes. Ponga un celular en Personas."))
        # An alarm that arrives at noon only confuses, so the network lets go of it after six hours.
        self.modem.gammu.run(
            "sendsms", "TEXT", number, "-validity", "6HOURS", "-textutf8", outgoing.text, within_s=SMS_S
        )

    def check(self) -> str:
        """Return what the modem says of itself."""
        return self.modem.answer()


@dataclass(frozen=True, slots=True)
class CallChannel:
    """Calls that ring and hang up: they wake, and what is wrong stands in the message."""

    modem: Modem
    name: str = "call"

    @property
    def timeout_s(self) -> float:
        """After how long a call is over [s]."""
        return self.modem.gammu.waits_s + DIALLING_S + self.modem.ring_s + QUICK_S

    def send(self, outgoing: Outgoing) -> None:
        """Dial, let it ring, hang up; whether anybody heard it is not known.

        The connection to the modem stays open while it rings: closing it hangs many modems up at once.

        Raises:
            PassingError: No modem, no network.
            PermanentError: No number, no SIM card.
        """
        number, ring_s = _dialled(outgoing), self.modem.ring_s
        try:
            self.modem.gammu.run("maketerminatedcall", number, str(ring_s), within_s=DIALLING_S + ring_s)
        except ChannelError:
            self._hang_up()
            raise

    def _hang_up(self) -> None:
        try:
            self.modem.gammu.run("cancelcall", within_s=QUICK_S)
        except ChannelError:
            return  # what failed before says what is wrong

    def check(self) -> str:
        """Return which network would carry the call; the rest of the modem is checked for messages."""
        return self.modem.registered()


def _dialled(outgoing: Outgoing) -> str:
    if outgoing.number is None or not can_be_dialled(outgoing.number):
        raise PermanentError(told("No hay un número de teléfono que sirva. Corríjalo en Personas."))
    return normalised(outgoing.number)


def _operator(fields: dict[str, str]) -> str:
    """Return the name of the network that the modem is in.

    Raises:
        PassingError: It is in none.
    """
    if fields.get("Network state") not in WELL:
        raise no_service()
    found = re.search(r"\(([^,()]*)", fields.get("Network", ""))
    return found[1] if found else "?"


def _has_replied(said: str) -> bool:
    """Tell whether the operator has answered; gammu may go on waiting for more."""
    return re.search(r'Service reply *: ".*"\n', said, re.DOTALL) is not None


def _fields(printed: str) -> dict[str, str]:
    """Return what gammu prints as `Name : value`, by name; of two of a name the first."""
    found: dict[str, str] = {}
    for line in printed.splitlines():
        name, mark, value = line.partition(" : ")
        if mark:
            found.setdefault(name.strip(), value.strip())
    return found
