"""What conuco.toml may say, as frozen records."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Annotated, Literal

from msgspec import Meta, Struct

from gateway.config.seeds import CalibrationSeed, EnterpriseSeed, FieldSeed, NodeSeed, PondSeed, UnitSeed
from gateway.config.services import Corridor, HomeAssistant, Keeping, Mirror
from gateway.domain.bounds import NotNegative, Percent
from gateway.domain.clock import Clock, StationClock, WorldClock
from gateway.domain.entries import Slug
from gateway.domain.foreign import Device
from gateway.timekeeping.clock import StationTime, station_time
from gateway.timekeeping.trust import Choice, Trust

Topic = Annotated[str, Meta(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=64)]
"""What the ntfy app takes as a topic, in our own small letters. Source: ntfy-android, validTopic."""

Port = Annotated[int, Meta(ge=1, le=65535)]


class Commune(Struct, frozen=True):
    """Who and where the commune is."""

    slug: Slug
    name: str
    latitude: Annotated[float, Meta(ge=-90, le=90)]
    longitude: Annotated[float, Meta(ge=-180, le=180)]
    altitude_m: Annotated[float, Meta(ge=-100, le=5000)] = 0.0
    utc_offset_hours: Annotated[int, Meta(ge=-12, le=14)] = -4


class Storage(Struct, frozen=True):
    """Where the databases lie.

    Attributes:
        card_writes_tb: How much the maker of the card says that it takes in its life [TB]; None: a range is
            assumed from its size.
    """

    folder: str = "datos"
    card_writes_tb: Annotated[float, Meta(gt=0, le=100_000)] | None = None


class Broker(Struct, frozen=True):
    """Where Mosquitto listens."""

    host: str = "127.0.0.1"
    port: Port = 1883
    username: str | None = None


class Gateway(Struct, frozen=True):
    """How the gateway keeps."""

    commit_interval_s: Annotated[float, Meta(gt=0, le=25)] = 10.0


class ClockChoice(Struct, frozen=True):
    """When the station trusts its own clock; the world's fields are for the demo and tests only.

    Attributes:
        trusted: `auto` asks the machine who set its clock; `never` believes only people and nodes.
    """

    trusted: Choice = "auto"
    world_began: float | None = None
    world_start: float | None = None
    world_speed: Annotated[float, Meta(gt=0, le=100_000)] | None = None


class Dashboard(Struct, frozen=True):
    """Where the pages are served.

    Attributes:
        behind_proxy: Whether a program of the station itself speaks HTTPS for them and says who asks; its
            word is believed only then.
        demo_panel: Where the demo's fault panel answers; for the demo alone.
    """

    host: str = "0.0.0.0"
    port: Port = 8000
    behind_proxy: bool = False
    demo_panel: str | None = None


class Production(Struct, frozen=True):
    """Where the tables of production are derived into.

    Attributes:
        url: The address of a PostgreSQL, such as `postgresql://conuco@localhost/conuco`; None: a file in
            the storage folder.
    """

    url: str | None = None


class HarvestBase(Struct, frozen=True):
    """At which moisture and impurity the commune compares kilos of every grain, to begin with [%].

    Attributes:
        source: Who decided it, such as the minutes of an assembly.
    """

    moisture: Percent | None = None
    impurity: Percent | None = None
    source: str = ""


class Alerts(Struct, frozen=True):
    """How people are warned.

    Attributes:
        language: Of what is sent to people; the pages ask each visitor.
    """

    language: Literal["es", "en"] = "es"


class Siren(Struct, frozen=True):
    """The sirens.

    Attributes:
        nodes: The names of the nodes that are sirens; only they are ordered to sound, and only their
            buttons acknowledge.
    """

    nodes: list[Slug] = []


class Modem(Struct, frozen=True):
    """The GSM modem that sends messages and calls.

    Attributes:
        config: The gammurc that names it; None where there is no modem.
        ring_s: How long a call rings [s].
        credit_ussd: The code that asks the operator for the credit.
        credit_least: Under how much the credit is told as a fault, in the operator's currency.
    """

    config: str | None = None
    ring_s: Annotated[int, Meta(ge=5, le=60)] = 20
    credit_ussd: str = ""
    credit_least: NotNegative = Decimal(0)


class Internet(Struct, frozen=True):
    """What the commune uses on the internet, as Apprise writes it; secrets stand in a file beside."""

    urls: list[str] = []


class Push(Struct, frozen=True):
    """The messages to telephones on the commune's own network; None makes the topic of the commune's name."""

    topic: Topic | None = None


class Config(Struct, frozen=True):
    """Everything that conuco.toml says."""

    commune: Commune
    storage: Storage = Storage()
    broker: Broker = Broker()
    gateway: Gateway = Gateway()
    clock: ClockChoice = ClockChoice()
    dashboard: Dashboard = Dashboard()
    production: Production = Production()
    harvest_base: HarvestBase = HarvestBase()
    alerts: Alerts = Alerts()
    siren: Siren = Siren()
    modem: Modem = Modem()
    internet: Internet = Internet()
    push: Push = Push()
    keeping: Keeping = Keeping()
    mirror: Mirror = Mirror()
    home_assistant: HomeAssistant = HomeAssistant()
    corridor: Corridor = Corridor()
    pond: list[PondSeed] = []
    field: list[FieldSeed] = []
    node: list[NodeSeed] = []
    device: list[Device] = []
    calibration: list[CalibrationSeed] = []
    enterprise: list[EnterpriseSeed] = []
    unit: list[UnitSeed] = []

    @property
    def push_topic(self) -> str:
        """What telephones on the commune's network subscribe to."""
        return self.push.topic or f"conuco-{self.commune.slug}"

    @property
    def own_pages(self) -> str:
        """Where the pages are for the station itself."""
        host = self.dashboard.host
        return f"http://{'127.0.0.1' if host in ('0.0.0.0', '::', '') else host}:{self.dashboard.port}"

    def machine_clock(self) -> Clock:
        """Return the clock of the machine, of this one or of a simulated one."""
        chosen = self.clock
        if chosen.world_began is None or chosen.world_start is None or chosen.world_speed is None:
            return StationClock()
        return WorldClock(chosen.world_began, chosen.world_start, chosen.world_speed)

    def world(self) -> StationTime:
        """Return the clock that everybody of this station goes by."""
        return station_time(self.machine_clock(), Path(self.storage.folder))

    def trust(self) -> Trust:
        """Return what tells whether that clock is to be believed."""
        return Trust(self.clock.trusted, self.world())
