"""What every way to a person can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from gateway.domain.alerts import Level


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A letter as it is handed to a channel.

    Attributes:
        text: What is said, whole; for an SMS already in its alphabet.
        title: What stands above it where a channel shows more than the text.
        number: The telephone it is for, as a person wrote it; None where the channel has no numbers.
        level: Of the alert that it tells of, None where it tells of none.
        is_urgent: Whether it is to wake somebody.
    """

    text: str
    title: str = ""
    number: str | None = None
    level: Level | None = None
    is_urgent: bool = False


class Channel(Protocol):
    """A way to a person. Each call may take up to `timeout_s`, so it runs in a thread of its own.

    Attributes:
        name: As settings, letters and pages call it.
        timeout_s: After how long a call has ended in every case [s].
    """

    @property
    def name(self) -> str:
        """As settings, letters and pages call it."""
        ...

    @property
    def timeout_s(self) -> float:
        """After how long a call has ended in every case [s]."""
        ...

    def send(self, outgoing: Outgoing) -> None:
        """Send a letter; returning means that the channel has taken it.

        Raises:
            PassingError: Trying again may help.
            PermanentError: Trying again cannot help until a person has done what the sentence says.
        """
        ...

    def check(self) -> str:
        """Ask the channel whether it would work now, and return what it answered, in a sentence.

        Raises:
            PassingError: It does not work now.
            PermanentError: It does not work until a person has done what the sentence says.
        """
        ...
