"""What gammu prints of the messages that a modem holds, as records."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

_BEGINS: Final = re.compile(r"^Location (\d+), folder .*$", re.MULTILINE)
_COUNT: Final = re.compile(r"^(\d+) SMS parts in \d+ SMS sequences\s*\Z", re.MULTILINE)
_NUMBER: Final = re.compile(r'^Remote number *: "([^"]*)"', re.MULTILINE)
_SENT: Final = re.compile(r"^Sent *: (.*)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Received:
    """A message that came in.

    Attributes:
        number: Of who sent it, as the network says; empty where it says none.
        text: What it says, without blanks around it.
        at: When the network took it [s UTC], 0 where it does not say.
        location: Where the modem holds it.
    """

    number: str
    text: str
    at: int
    location: int


def messages(printed: str) -> list[Received]:
    """Return what was received, in the modem's order; empty when there is nothing.

    What is not a message of a person (reports, logos) is returned too, with what can be read of it: a SIM
    card holds few, and whoever acts on them deletes them all.

    Args:
        printed: By `gammu getallsms`, in English.
    """
    marks = list(_BEGINS.finditer(printed))
    ends = [*(one.start() for one in marks), len(printed)][1:]
    return [
        _message(int(mark[1]), printed[mark.end() : end])
        for mark, end in zip(marks, ends, strict=True)
        if "Inbox folder" in mark[0]
    ]


def is_plain(printed: str) -> bool:
    """Tell whether no message holds lines that look like the beginning of another one.

    Anybody can write a message with such lines in it, to answer in the name of somebody on duty.
    """
    count = _COUNT.search(printed)
    return count is not None and int(count[1]) == len(_BEGINS.findall(printed))


def one_message(location: int, printed: str) -> Received | None:
    """Return the message that `gammu getsms` printed, whatever stands in it; None where there is none."""
    begin = _BEGINS.search(printed)
    return None if begin is None else _message(location, printed[begin.end() :])


def _message(location: int, block: str) -> Received:
    """Return a message; what its sender wrote stands behind the first empty line."""
    head, _, body = block.strip("\n").partition("\n\n")
    number, sent = _NUMBER.search(head), _SENT.search(head)
    return Received(
        number=number[1] if number else "",
        text=_COUNT.sub("", body).strip(),
        at=_moment(sent[1]) if sent else 0,
        location=location,
    )


def _moment(text: str) -> int:
    """Return a moment as gammu prints it in English, 0 where it cannot be read [s UTC]."""
    try:
        return int(datetime.strptime(text.strip(), "%a %b %d %H:%M:%S %Y %z").timestamp())
    except ValueError:
        return 0
