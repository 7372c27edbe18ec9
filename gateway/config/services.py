"""What conuco.toml says of what stands beside the station: the mirror, old data, other programs."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta, Struct


class Keeping(Struct, frozen=True):
    """How long what was received is kept in the database.

    Attributes:
        raw_days: Whole days older than this go into CSV files, checked before they leave the database [d];
            their hours and days, as charts of years need them, stay for ever. None: everything stays.
    """

    raw_days: Annotated[int, Meta(ge=60, le=36_500)] | None = None


class Mirror(Struct, frozen=True):
    """An InfluxDB 2 that gets a copy of every reading; its token stands in the environment.

    Attributes:
        url: Such as `http://192.168.1.20:8086`; None: there is no mirror.
        org: The organisation there.
        bucket: The bucket there; it must exist and keep everything for ever.
    """

    url: Annotated[str, Meta(pattern=r"^https?://[^\s/]+/?$")] | None = None
    org: str = "conuco"
    bucket: str = "conuco"


class Corridor(Struct, frozen=True):
    """How the station stands in a corridor of communes.

    Attributes:
        inbox: Whether other stations may leave files here over the network; a person takes them from there.
    """

    inbox: bool = False


class HomeAssistant(Struct, frozen=True):
    """Whether the station announces what it measures by the MQTT discovery of Home Assistant.

    Attributes:
        announce: Whether it does.
        prefix: The topic that Home Assistant listens to.
    """

    announce: bool = False
    prefix: Annotated[str, Meta(pattern=r"^[a-z0-9_-]+$")] = "homeassistant"
