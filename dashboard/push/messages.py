"""A letter as the ntfy app wants it, and which letters an app has not had yet.

Source:
    ntfy documentation, "Subscribe via API" (JSON message format, `since=`, `poll=1`; docs.ntfy.sh).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import msgspec
from msgspec import Struct

from gateway.domain.letters import Letter

KEPT_S: Final = 12 * 3600
"""How long a letter waits for a telephone that was away: as long as ntfy itself keeps messages [s]."""

FRESH_S: Final = 1800
"""After how long a letter rings nobody out of bed any more: a newer one has said it again [s]."""

URGENT: Final = 5
HIGH: Final = 4
ORDINARY: Final = 3
TAGS: Final = {1: "warning", 2: "rotating_light", 3: "sos"}
"""Names of pictures that the app puts before the title, by the level of the alert."""


class Event(Struct, frozen=True, omit_defaults=True):
    """One line of a stream."""

    id: str
    time: int
    event: str
    topic: str
    expires: int = 0
    title: str = ""
    message: str = ""
    priority: int = 0
    tags: list[str] = []
    click: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What stays the same for a listener.

    Attributes:
        topic: What the app has subscribed to.
        title: What stands above each message: the commune's name.
        base: Where the pages are, as the telephone reaches them, with a slash behind.
    """

    topic: str
    title: str
    base: str


def standing(letters: Iterable[Letter], *, now: int) -> list[Letter]:
    """Return the letters that are to be seen at a moment, in the order in which they came to be seen."""
    seen = [
        one
        for one in letters
        if one.state in ("waiting", "sent") and one.due <= now and now - _moment(one) <= KEPT_S
    ]
    return sorted(seen, key=lambda one: (_moment(one), one.id))


def not_had(letters: Sequence[Letter], since: str, *, now: int) -> list[Letter]:
    """Return which of the standing letters an app has not had.

    Args:
        letters: All that stand, in order.
        since: What the app asks for: `all`, `none` or nothing, `latest`, a duration as `10m`, a moment
            [s UTC], or the id of the last message it has; what nobody knows means all, so that nothing
            is lost when a station is set up anew.
        now: The moment it asks [s UTC].
    """
    if since in ("", "none"):
        return []
    if since == "latest":
        return list(letters[-1:])
    begin = _begin(since, now)
    if begin is not None:
        return [one for one in letters if _moment(one) >= begin]
    ids = [id_of(one) for one in letters]
    return list(letters[ids.index(since) + 1 :]) if since in ids else list(letters)


def _begin(since: str, now: int) -> int | None:
    """Return the moment that a time or a duration means [s UTC], None where it is neither."""
    found = re.fullmatch(r"(\d{1,6})([smhd])", since)
    if found:
        return now - int(found[1]) * {"s": 1, "m": 60, "h": 3600, "d": 86400}[found[2]]
    return int(since) if re.fullmatch(r"\d{9,11}", since) else None


def message(letter: Letter, look: Look, *, now: int) -> Event:
    """Return a letter as a message; one that is old no longer wakes anybody."""
    return Event(
        id=id_of(letter),
        time=_moment(letter),
        event="message",
        topic=look.topic,
        expires=_moment(letter) + KEPT_S,
        title=look.title,
        message=letter.text,
        priority=_priority(letter, now),
        tags=["white_check_mark"] if letter.what == "cleared" else [TAGS.get(letter.level, "fish")],
        click=f"{look.base}estanques/{letter.place}" if letter.place else look.base,
    )


def sign(event: str, look: Look, *, now: int) -> Event:
    """Return a line that is no message: `open` or `keepalive`."""
    return Event(id=_short(event, look.topic, now), time=now, event=event, topic=look.topic)


def line(event: Event) -> bytes:
    """Return a line of the stream."""
    return msgspec.json.encode(event) + b"\n"


def id_of(letter: Letter) -> str:
    """Return what tells a message from every other, also from those of a database that is gone.

    The app shows no message twice, by its id; numbers begin anew with a new database.
    """
    return _short(*letter.key, letter.made)


def _short(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]


def _moment(letter: Letter) -> int:
    """Return when a letter came to be seen [s UTC]."""
    return max(letter.made, letter.due)


def _priority(letter: Letter, now: int) -> int:
    if letter.what == "cleared":
        return ORDINARY
    if letter.is_urgent:
        return URGENT if now - _moment(letter) <= FRESH_S else HIGH
    return HIGH if letter.level else ORDINARY
