"""The ways to people that the settings name; what is not set up is absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gateway.app.hearing import Inbox
from gateway.app.posting import Way
from gateway.config import Config
from gateway.domain.letters import ChannelName

MODEM = "modem"
"""The lane of everything that one modem does: it can do one thing at a time."""


@dataclass(frozen=True, slots=True)
class Ways:
    """How people are reached, and where they answer.

    Attributes:
        inbox: Where messages come in, None where there is no modem.
    """

    out: Mapping[ChannelName, Way]
    inbox: Inbox | None = None


def ways_of(config: Config) -> Ways:
    """Return the ways to people of a station."""
    del config
    return Ways({})
