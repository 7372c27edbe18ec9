"""The ways to people that the settings name, each in its lane; what is not set up is absent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gateway.app.channels import channels_of, modem_of
from gateway.app.hearing import Inbox
from gateway.app.posting import Way
from gateway.config import Config
from gateway.domain.letters import ChannelName

MODEM: Final = "modem"
"""The lane of everything that one modem does: it can do one thing at a time."""

_NAMES: Final[tuple[ChannelName, ...]] = ("sms", "call", "push", "internet")


@dataclass(frozen=True, slots=True)
class Ways:
    """How people are reached, and where they answer.

    Attributes:
        out: By the name that letters have for them.
        inbox: Where messages come in, None where there is no modem.
        checked: Which are asked every evening: those that the commune has set up itself. Nobody is told
            that telephones do not listen where no one has ever wanted them to.
    """

    out: Mapping[ChannelName, Way]
    inbox: Inbox | None
    checked: frozenset[ChannelName]


def ways_of(config: Config, environment: Mapping[str, str]) -> Ways:
    """Return the ways to people of a station.

    Args:
        config: What the settings say.
        environment: Where the file of internet addresses is named.
    """
    known = {one.name: one for one in channels_of(config, environment)}
    out = {
        name: Way(known[name], MODEM if name in ("sms", "call") else name) for name in _NAMES if name in known
    }
    is_push_wanted = config.push.topic is not None
    checked = frozenset(name for name in out if name != "push" or is_push_wanted)
    return Ways(out, modem_of(config), checked)
