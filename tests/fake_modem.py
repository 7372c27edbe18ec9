"""A GSM modem at a serial line of its own, that answers as the standard says; the real gammu talks to it."""

from __future__ import annotations

import os
import pty
import select
import threading
import tty
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Self

OK = "OK"
WELL = {
    "CGMI": "huawei",
    "CGMM": "E173",
    "CGMR": "11.126.16.17.00",
    "GSN": "353443040000000",
    "CGSN": "353443040000000",
    "CIMI": "734040000000000",
    "CPIN?": "+CPIN: READY",
    "CSQ": "+CSQ: 18,99",
    "CREG?": '+CREG: 2,1,"B00B","FACE"',
    "CGREG?": '+CGREG: 2,1,"B00B","FACE"',
    "COPS?": '+COPS: 0,2,"73404",0',
    "CPMS?": '+CPMS: "SM",0,20,"SM",0,20,"SM",0,20',
    'CPMS="SM"': "+CPMS: 0,20,0,20,0,20",
    'CPMS="SM","SM"': "+CPMS: 0,20,0,20,0,20",
    "CGATT?": "+CGATT: 1",
    "CSCA?": '+CSCA: "+584140000000",145',
    "CPMS=?": '+CPMS: ("SM"),("SM"),("SM")',
    "CSCS=?": '+CSCS: ("IRA","GSM","UCS2")',
    "CSCS?": '+CSCS: "GSM"',
    "CMGF=?": "+CMGF: (0,1)",
    "CNMI=?": "+CNMI: (0,1,2),(0,1,2,3),(0,2),(0,1,2),(0,1)",
    "CPBS=?": '+CPBS: ("SM")',
    "CPBS?": '+CPBS: "SM",0,250',
    "CPBR=?": "+CPBR: (1-250),40,16",
    "CBC": "+CBC: 0,0",
}
"""Source: 3GPP TS 27.007 (general, network, SIM) and TS 27.005 (SMS)."""

NO_SIM = "+CME ERROR: 10"
NEEDS_PIN = "+CME ERROR: 11"
"""Source: 3GPP TS 27.007, section 9.2."""

OF_THE_SIM = ("CPIN", "CIMI", "CREG", "CPMS", "CSCA", "CMG", "COPS", "CPBS", "D", "CUSD")


@dataclass
class FakeModem:
    """Answers AT commands until it is left.

    Attributes:
        answers: What it says to a command, without AT; `OK` follows where it is no error.
        fails: What it says to every command of the network or the SIM instead; empty where it works.
        sms_error: What it says when a message is handed over; empty where it takes it.
        ussd: What the operator answers to a USSD code.
        is_silent: Whether it answers nothing, like a modem that hangs.
        inbox: Received messages as PDUs, by their place.
        heard: Every command, in order.
        sent: The PDU of each message that was handed over.
    """

    answers: dict[str, str] = field(default_factory=dict)
    fails: str = ""
    sms_error: str = ""
    ussd: str = ""
    is_silent: bool = False
    inbox: dict[int, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)

    def __enter__(self) -> Self:
        self._ours, self._theirs = pty.openpty()
        tty.setraw(self._theirs)
        self.device = os.ttyname(self._theirs)
        self._is_over = False
        self._awaits_pdu = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._is_over = True
        self._thread.join()
        os.close(self._ours)
        os.close(self._theirs)

    def config(self, folder: Path) -> Path:
        """Write the gammurc for this modem into a folder."""
        path = folder / "gammurc"
        path.write_text(f"[gammu]\ndevice = {self.device}\nconnection = at115200\n", encoding="utf-8")
        return path

    def _serve(self) -> None:
        line = b""
        while not self._is_over:
            if not select.select([self._ours], [], [], 0.05)[0]:
                continue
            for sign in os.read(self._ours, 1024):
                if sign in b"\r\n\x1a\x1b":
                    if line:
                        self._answer(line.decode("ascii", "replace"))
                    line = b""
                else:
                    line += bytes([sign])

    def _answer(self, line: str) -> None:
        self.heard.append(line)
        if self.is_silent:
            return
        if self._awaits_pdu:
            self._awaits_pdu = False
            if not self.sms_error:
                self.sent.append(line)
            self._say(self.sms_error or "+CMGS: 7", is_error=bool(self.sms_error))
            return
        os.write(self._ours, line.encode() + b"\r")
        command = line.upper().removeprefix("AT").removeprefix("+")
        if command.startswith("CMGS="):
            self._awaits_pdu = True
            os.write(self._ours, b"\r\n> ")
            return
        self._of_command(command)

    def _of_command(self, command: str) -> None:
        said = self.answers.get(command, WELL.get(command, ""))
        if self.fails and command not in self.answers and command.startswith(OF_THE_SIM):
            said = self.fails
        elif command.startswith("CMGR="):
            pdu = self.inbox.get(int(command[5:]))
            said = f"+CMGR: 0,,{_length(pdu)}\r\n{pdu}" if pdu else "+CMS ERROR: 321"
        elif command.startswith("CMGL="):
            lines = [f"+CMGL: {at},0,,{_length(pdu)}\r\n{pdu}" for at, pdu in sorted(self.inbox.items())]
            said = "\r\n".join(lines)
        elif command.startswith("CMGD="):
            self.inbox.pop(int(command[5:].split(",")[0]), None)
        self._say(said, is_error="ERROR" in said)
        if command.startswith("CUSD=1,") and self.ussd and not self.fails:
            os.write(self._ours, f'\r\n+CUSD: 0,"{_packed(self.ussd)}",15\r\n'.encode())

    def _say(self, said: str, *, is_error: bool) -> None:
        lines = [said] if is_error else [said, OK] if said else [OK]
        os.write(self._ours, "".join(f"\r\n{one}\r\n" for one in lines).encode())


def _length(pdu: str) -> int:
    """Return how many octets a PDU has behind its service centre. Source: 3GPP TS 27.005, section 3.1."""
    return len(pdu) // 2 - 1 - int(pdu[:2], 16)


def _packed(text: str) -> str:
    """Return ASCII as packed septets in hex. Source: 3GPP TS 23.038, section 6.1.2.3."""
    bits = sum(ord(sign) << 7 * place for place, sign in enumerate(text))
    return bits.to_bytes(-(-7 * len(text) // 8), "little").hex().upper()
