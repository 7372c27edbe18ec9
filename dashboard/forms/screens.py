"""A long form on several screens: which questions stand on which, and which screen comes next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from dashboard.forms.answers import Answers, Fault
from dashboard.forms.asks import Ask, Pick, Shown, Turn

SENT: Final = "hoja"
"""The field with the number of the screen that was sent, the first is 0; without it all of them were."""


def screens(asks: Sequence[Ask]) -> list[list[Ask]]:
    """Return the questions of each screen, at least one screen; what is picked stands above all of them."""
    found: list[list[Ask]] = [[]]
    for ask in asks:
        if isinstance(ask, Turn):
            found.append([])
        elif not isinstance(ask, Pick):
            found[-1].append(ask)
    return found


def next_screen(answers: Answers, asks: Sequence[Ask]) -> int | None:
    """Return the screen that a form goes on to; None where all were sent, or where one sent has a fault.

    What a telephone had kept has nobody before it who could go on: then all of it was sent.
    """
    every, sent = screens(asks), _sent(answers.written)
    if sent is None or sent >= len(every) - 1 or answers.written.get("confirmado"):
        return None
    seen = [ask for screen in every[: sent + 1] for ask in screen]
    is_wrong = any(_belongs(fault.field, ask) for fault in answers.faults for ask in seen)
    return None if is_wrong else sent + 1


def first_wrong(asks: Sequence[Ask], faults: Sequence[Fault]) -> int:
    """Return the first screen with a fault, the first one where no screen has any."""
    for number, screen in enumerate(screens(asks)):
        if faults_of(screen, faults):
            return number
    return 0


def faults_of(screen: Sequence[Ask], faults: Sequence[Fault]) -> list[Fault]:
    """Return the faults of the questions of a screen."""
    return [fault for fault in faults if any(_belongs(fault.field, ask) for ask in screen)]


def carried(asks: Sequence[Ask], written: Mapping[str, str], *, shown: int) -> dict[str, str]:
    """Return what was written on the screens that are not shown, to be sent with the one that is."""
    others = [ask for number, screen in enumerate(screens(asks)) if number != shown for ask in screen]
    return {name: value for name, value in written.items() if any(_belongs(name, ask) for ask in others)}


def _sent(written: Mapping[str, str]) -> int | None:
    said = written.get(SENT, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) == 1 else None


def _belongs(name: str, ask: Ask) -> bool:
    """Tell whether a field is one of a question: its own, or one of its parts, such as `cuando-dia`."""
    if isinstance(ask, Shown):
        return False
    return name == ask.name or name.startswith(f"{ask.name}-")
