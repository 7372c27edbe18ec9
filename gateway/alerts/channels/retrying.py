"""When a letter that did not go is tried again."""

from __future__ import annotations

from typing import Final

from gateway.domain.errors import ChannelError, PermanentError

PAUSES_S: Final = (5, 15, 30, 60, 120)
"""How long after each failed attempt the next one is made; the last pause holds from then on [s].

Source:
    Ours, not verified: the first three lie within the minute in which an alarm has to reach somebody.
"""

URGENT_FOR_S: Final = 30 * 60
"""An alarm that is older has been said again by a newer letter: an acknowledgement buys as long [s]."""

ORDINARY_FOR_S: Final = 12 * 3600
"""A message that is older would only confuse; the internet of a village may be away for an evening [s]."""


def next_attempt(
    error: ChannelError, *, attempts: int, made: int, now: int, is_urgent: bool = False
) -> int | None:
    """Return when a letter is tried again [s UTC], None when it is given up.

    A permanent error is given up at once: the next round, or the next channel, is what helps.

    Args:
        error: How the last attempt ended.
        attempts: How many were made, the last one included.
        made: When the letter was made [s UTC].
        now: When the last attempt ended [s UTC].
        is_urgent: Whether the letter is to wake somebody.
    """
    if isinstance(error, PermanentError):
        return None
    again = now + pause_s(attempts)
    lasts = URGENT_FOR_S if is_urgent else ORDINARY_FOR_S
    return again if again < made + lasts else None


def pause_s(attempts: int) -> int:
    """Return how long to wait after so many failed attempts [s]."""
    return PAUSES_S[min(max(attempts, 1), len(PAUSES_S)) - 1]
