"""What is sent to people, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ChannelName = Literal["sms", "call", "push", "internet"]
State = Literal["waiting", "sent", "failed", "dropped"]


@dataclass(frozen=True, slots=True)
class Letter:
    """One message to one person, or to everybody that a channel reaches.

    The same (alert, what, level, round, channel, recipient) is the same letter.

    Attributes:
        id: Its number in the store; 0 before it is kept.
        alert: The uid of its alert; for others what they are of, as `plan-2026-04-23`.
        what: `opened`, `raised`, `again`, `repeated`, `cleared`, `plan`, `test`.
        level: Of the alert when it was made; 0 where there is none.
        round: 0 for the first call, then one more each time it is repeated or passed on.
        recipient: The uid of a person; empty where the channel reaches everybody.
        place: The short name of where it is; empty for the station.
        is_urgent: Whether it is to wake somebody.
        made: When it was decided [s UTC].
        due: Not to be sent before [s UTC].
        tried: When it was last tried [s UTC], None before.
        sent: When the channel took it [s UTC], None before.
        error: What the channel said last where it did not take it.
    """

    alert: str
    what: str
    level: int
    round: int
    channel: ChannelName
    recipient: str
    place: str
    text: str
    is_urgent: bool
    made: int
    due: int
    id: int = 0
    state: State = "waiting"
    attempts: int = 0
    tried: int | None = None
    sent: int | None = None
    error: str = ""

    @property
    def key(self) -> tuple[str, str, int, int, str, str]:
        """What makes it this letter and no other."""
        return (self.alert, self.what, self.level, self.round, self.channel, self.recipient)


@dataclass(frozen=True, slots=True)
class ChannelHealth:
    """What a way to reach people answered last.

    Attributes:
        at: When it was asked [s UTC].
        said: In words for a person.
    """

    channel: str
    at: int
    is_well: bool
    said: str
