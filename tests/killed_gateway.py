"""The gateway as it is, in a program that kills itself once at a named point between a change and its letter.

    python tests/killed_gateway.py --config conuco.toml --point handed --once FILE

The points are wrapped from outside; the product knows nothing of them.
"""

from __future__ import annotations

import argparse
import os
import signal
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from gateway.alerts.channels.modem import CallChannel, SmsChannel
from gateway.app.calling import Calling
from gateway.app.posting import Posting
from gateway.commands.gateway import gateway
from gateway.domain.letters import Letter
from gateway.store.sqlite import letters


@dataclass(frozen=True, slots=True)
class Point:
    """Where to die: before or after a function of the product has done its part.

    Attributes:
        told: What has happened by then.
    """

    owner: Any
    name: str
    is_before: bool
    told: str


POINTS: Final = {
    "change": Point(Calling, "act", True, "the change is committed, no letter is made"),
    "keeping": Point(letters, "keep", False, "letters are written, not committed"),
    "letters": Point(Calling, "act", False, "letters are committed, none is handed over"),
    "handed": Point(SmsChannel, "send", True, "a letter is handed over, its channel has not begun"),
    "sms": Point(SmsChannel, "send", False, "the message has left, its thread has not said so"),
    "call": Point(CallChannel, "send", False, "the telephone has rung, its thread has not said so"),
    "took": Point(Posting, "_settle", True, "the loop has heard that it went, nothing is marked"),
    "marking": Point(letters, "mark", False, "the letter is marked, not committed"),
    "marked": Point(Posting, "_settle", False, "the mark is committed"),
}


def kill_once(flag: Path) -> None:
    """Die as by a power cut, the first time; the file remembers it."""
    try:
        flag.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def wrap(point: Point, flag: Path) -> None:
    """Let the process die at a point."""
    inner = getattr(point.owner, point.name)

    def outer(*given: Any, **named: Any) -> Any:
        # Of single letters only messages count: what goes to the network's telephones goes first.
        is_meant = all(one.channel == "sms" for one in given if isinstance(one, Letter))
        if is_meant and point.is_before:
            kill_once(flag)
        answer = inner(*given, **named)
        if is_meant and not point.is_before:
            kill_once(flag)
        return answer

    setattr(point.owner, point.name, outer)


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("--config", type=Path, required=True)
    asked.add_argument("--point", choices=POINTS, required=True)
    asked.add_argument("--once", type=Path, required=True)
    given = asked.parse_args()
    wrap(POINTS[given.point], given.once)
    gateway(given.config, "INFO")
