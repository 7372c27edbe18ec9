"""A station with a modem: the real gammu over its dummy telephone, which remembers what it has done."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import UTC, datetime
from pathlib import Path

import parts
from fake_node import FakeNode
from station import RealStation

from gateway.domain.letters import Letter
from gateway.people import People, Person
from gateway.store.sqlite.warnings import SqliteWarnings

NUMBER = "0414-1234567"

TALLY = """#!/bin/sh
{gammu} "$@"
code=$?
[ $code = 0 ] && case " $* " in *" sendsms "*|*" maketerminatedcall "*) echo "$3" >> {folder}/arrived;; esac
exit $code
"""
"""The real gammu; what it has done is written down, for its own logs are begun anew with each run."""

MODEM = """
[modem]
config = "{folder}/gammurc"
ring_s = {ring_s}
"""


def modem_settings(folder: Path, *, ring_s: int = 5) -> str:
    return MODEM.format(folder=folder, ring_s=ring_s)


class PhonedStation(RealStation):
    """A station with one person on duty; put its `bin` on the PATH before its gateway starts."""

    def __post_init__(self) -> None:
        # It is two in the afternoon there: from sunset to sunrise a plan of the night is a letter more.
        self.utc_offset_hours = (14 - datetime.now(UTC).hour + 12) % 24 - 12
        self.longitude = 15.0 * self.utc_offset_hours
        super().__post_init__()
        (self.folder / "phone").mkdir()
        (self.folder / "bin").mkdir()
        tally = self.folder / "bin" / "gammu"
        tally.write_text(TALLY.format(gammu=parts.gammu(), folder=self.folder))
        tally.chmod(0o755)
        (self.folder / "gammurc").write_text(
            f"[gammu]\nmodel = dummy\nconnection = none\ndevice = {self.folder}/phone\n"
            f"logfile = {self.folder}/gammu.log\nlogformat = textall\n",
            encoding="utf-8",
        )
        with self.journal() as journal:
            People(journal).add(Person("ana", "Ana", NUMBER, ("team",)))

    @property
    def path(self) -> str:
        """What the PATH is to be."""
        return f"{self.folder / 'bin'}:{os.environ['PATH']}"

    def letters(self) -> list[Letter]:
        """Return the letters to the one person, the oldest first."""
        found = SqliteWarnings(Path(self.config.storage.folder)).letters()
        return [one for one in found if one.channel in ("sms", "call")]

    def arrived(self) -> tuple[int, int]:
        """Return how many messages and calls the telephone has made."""
        done = self.folder / "arrived"
        words = done.read_text().split() if done.exists() else []
        return words.count("sendsms"), words.count("maketerminatedcall")

    def receive(self, number: str, text: str) -> None:
        """Let a message come in."""
        words = ["savesms", "TEXT", "-folder", "1", "-sender", number, "-len", "400", "-textutf8", text]
        command = [parts.gammu(), "-c", str(self.folder / "gammurc"), *words]
        subprocess.run(command, check=True, capture_output=True)


def fall(node: FakeNode, number: int) -> None:
    """Send one reading of a pond without oxygen."""
    now = int(time.time())
    record: dict[str, object] = {"number": number, "boot": 1, "uptime": 1000 + number, "clock": "synced"}
    node.send(record | {"time": now, "values": {"sonda": {"oxygen": 0.5}}})
