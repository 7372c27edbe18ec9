"""What an SMS that came in means, and who of those on duty has sent it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Final, Literal

from gateway.alerts.calling import AHEAD_S, Case, has_passed
from gateway.alerts.channels.numbers import is_same
from gateway.people import Person

Reply = Literal["goes", "cannot"]

OLD_S: Final = 1800
"""A message that the network has held back for longer answers another alarm [s]."""

CLOCKS_APART_S: Final = 120
"""So far the network's clock may be behind the station's [s]. Ours, not verified."""

_GOES: Final = frozenset(("si", "voy", "ok", "yes"))
_CANNOT: Final = frozenset(("no",))


def reply_of(text: str) -> Reply | None:
    """Return what an answer says: "SI", "sí voy", "Si." go, "NO", "no puedo" cannot; None for all else.

    The first word decides; "si no llueve" is taken for a yes, and the alarm rings again in half an hour.
    """
    plain = unicodedata.normalize("NFD", text.casefold())
    letters = "".join(sign for sign in plain if not unicodedata.combining(sign))
    first = re.match(r"\W*(\w+)", letters)
    if first is None:
        return None
    if first[1] in _GOES:
        return "goes"
    return "cannot" if first[1] in _CANNOT else None


def sender(number: str, people: Iterable[Person]) -> Person | None:
    """Return who of those on duty has a number, None when nobody has."""
    return next((one for one in people if one.telephone and is_same(one.telephone, number)), None)


def is_of_now(at: int, *, now: int, is_clock_trusted: bool) -> bool:
    """Tell whether a message answers what rings now.

    Args:
        at: When the network took it [s UTC], 0 where it does not say.
        now: On the station's clock [s UTC].
        is_clock_trusted: Whether that clock is to be believed; if not, every message counts: a siren that
            cannot be silenced is switched off for good.
    """
    return not at or not is_clock_trusted or not has_passed(OLD_S, since=at, now=now)


def can_answer(at: int, case: Case, *, now: int, is_clock_trusted: bool) -> bool:
    """Tell whether a message can answer an alert: it was not sent before that last called.

    What its sender cannot have known of is not on anybody's way.

    Args:
        at: When the network took it [s UTC], 0 where it does not say.
        case: The alert and its letters.
        now: On the station's clock [s UTC]; a call that lies ahead of it was told by another clock.
        is_clock_trusted: As in `is_of_now`.
    """
    news = (one.made for one in case.letters if one.what in ("opened", "raised", "again"))
    called = max(news, default=case.alert.opened)
    is_known = called <= at + CLOCKS_APART_S or called > now + AHEAD_S
    return not at or not is_clock_trusted or is_known
