"""The ways to people that the settings name."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from gateway.alerts.channels.base import Channel
from gateway.alerts.channels.internet import InternetChannel
from gateway.alerts.channels.modem import CallChannel, Modem, SmsChannel
from gateway.alerts.channels.push import PushChannel
from gateway.config import Config

URLS_FILE: Final = "CONUCO_APPRISE_URLS_FILE"


def modem_of(config: Config) -> Modem | None:
    """Return the station's modem, None where it has none."""
    said = config.modem
    if said.config is None:
        return None
    return Modem(Path(said.config), said.ring_s, said.credit_ussd, said.credit_least)


def channels_of(config: Config, environment: Mapping[str, str]) -> list[Channel]:
    """Return every way to people that is set up; telephones on the network can always listen.

    Args:
        config: What the settings say.
        environment: Where the file of internet addresses is named.
    """
    found: list[Channel] = []
    modem = modem_of(config)
    if modem is not None:
        found += [SmsChannel(modem), CallChannel(modem)]
    found.append(PushChannel(config.own_pages))
    named = environment.get(URLS_FILE)
    if config.internet.urls or named:
        found.append(InternetChannel(tuple(config.internet.urls), Path(named) if named else None))
    return found
