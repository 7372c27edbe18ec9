"""What a page is given: the station, and the visit with its language, theme and moment."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Annotated, Final
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.responses import HTMLResponse, RedirectResponse

from dashboard.login.arrival import arrival_of
from dashboard.login.devices import Device
from dashboard.login.door import Door
from dashboard.login.rights import OF_A_TAPPED_NAME, SAFE_CHANNEL_ONLY, Right, rights_of
from dashboard.production.base import Production
from dashboard.visit.alarms import Alarm, Moment, alarms
from dashboard.visit.memory import Memory
from dashboard.visit.past import PastMemory
from dashboard.visit.records import Records
from dashboard.visit.rendering import environment, packed
from dashboard.words.language import Language, languages, preferred
from dashboard.words.written import Words
from gateway.config import Config
from gateway.domain.alerts import Alert
from gateway.domain.clock import Clock
from gateway.domain.patience import POND_PATIENCE_S
from gateway.journal import CommuneJournal
from gateway.journal.registers import Registers
from gateway.people import People, Person
from gateway.store.base import NodeState, ReadingStore
from gateway.store.warnings import WarningStore
from gateway.timekeeping.trust import Trust

SOMEBODY: Final = "alguien de la comuna"
"""Who records while nobody is named: no page of the open part knows a name."""

REPEATABLE: Final = "repeatable"
"""Stands for the mark of a page that a browser may show again; the borders put the mark in."""

LANGUAGE_COOKIE: Final = "idioma"
THEME_COOKIE: Final = "pantalla"
TAPPED_COOKIE: Final = "anota"
WRITTEN_BY: Final = "escribe"
"""The field of a form with the uid of who had signed in when it was drawn."""

THEMES: Final = {
    "clara": "light",
    "oscura": "dark",
    "hora": "hour",
    "contraste": "contrast",
    "proyector": "projector",
    "quiosco": "kiosk",
}
"""What a screen can be, by its word in an address; the last two say what it is for."""

NIGHT_FROM_HOUR: Final = 19
NIGHT_TO_HOUR: Final = 6

SHORTEST_PATIENCE_S: Final = 60
"""In a world that runs faster than ours the gateway still takes its real seconds to write [s of ours]."""


_LOOSE_UNIT: Final = re.compile(r"(?<=\d) (?=%|(?:kg|mg/L|mm|cm|ha|V|°C)(?!\w))")
"""A number never stands on another line than its unit."""

_SECOND_STOP: Final = re.compile(r"(?<=[ap]\.\u00a0m\.)\.")
"""A sentence that ends in "3:12 a. m." has its full stop already."""


@dataclass(frozen=True, slots=True)
class Station:
    """Everything that stays the same from visit to visit.

    Attributes:
        clock: The world's, which a demo runs faster.
        wall: The real one: sessions, locks and keys do not hurry with a demo.
        trust: Tells whether the station's time is to be believed.
        fields: What was read of the cornfields' finished days.
        lived: What ended cycles went through.
    """

    config: Config
    store: ReadingStore
    warnings: WarningStore
    journal: CommuneJournal
    records: Records
    production: Production
    clock: Clock
    people: People
    wall: Clock
    door: Door
    trust: Trust
    fields: Memory = field(default_factory=Memory)
    lived: PastMemory = field(default_factory=PastMemory)


@dataclass(frozen=True)
class Visit:
    """One request: who reads, when, and what stands on every page.

    Attributes:
        member: Who signed in, None while nobody has.
        device: The telephone or computer that a member has enrolled, None where it is any other.
        is_safe: Whether nobody can listen: the station's own screen, or HTTPS.
        last_tapped: Whose name was tapped last on this device.
        is_touched: Whether a person did something; a telephone sends by itself what it has kept.
    """

    station: Station
    language: Language
    chosen_theme: str
    path: str
    now: int
    member: Person | None = None
    device: Device | None = None
    is_safe: bool = False
    last_tapped: str = ""
    is_touched: bool = True

    def as_written(self, written: Mapping[str, str]) -> Visit:
        """Return the visit of who wrote a form: what a telephone sends later by itself is not of another.

        Whoever has signed in meanwhile did not write it, so it is sent as if nobody had: an open form is
        kept, with the name that was tapped if there is one; any other waits for somebody to sign it.
        """
        if self.is_touched or self.member is None or written.get(WRITTEN_BY) == self.member.uid:
            return self
        return replace(self, member=None)

    @property
    def words(self) -> Words:
        """How this visitor reads numbers and times."""
        return Words(self.language, self.station.config.commune.utc_offset_hours, self.now)

    @property
    def theme(self) -> str:
        """`light`, `dark` or `contrast`; by the commune's clock where the visitor has not chosen.

        Old telephones have no dark mode of their own to ask for. A projector shows dark as grey.
        """
        if self.is_projected:
            return "light"
        if self.chosen_theme not in ("hour", "kiosk"):
            return self.chosen_theme
        hour = self.words.local(self.now).hour
        return "dark" if hour >= NIGHT_FROM_HOUR or hour < NIGHT_TO_HOUR else "light"

    def may(self, right: Right) -> bool:
        """Tell whether who is here may do something; on an enrolled device a tapped name may a little."""
        if right in SAFE_CHANNEL_ONLY and not self.is_safe:
            return False
        if self.member is not None:
            return right in rights_of(self.member.roles)
        return self.device is not None and right in OF_A_TAPPED_NAME

    @property
    def may_keep_people(self) -> bool:
        """Whether who signed in gives others their roles."""
        return self.may(Right.KEEP_PEOPLE)

    @property
    def author(self) -> str:
        """Who records: the uid of who signed in, else somebody of the commune."""
        return SOMEBODY if self.member is None else self.member.uid

    def named(self, uid: str) -> str:
        """Return what to call a person: a name only where the reader may know names."""
        person = self.station.people.person(uid)
        if person is None:
            return self.language.gettext(self.station.people.named(uid))
        if not self.may_know_names:
            return self.language.gettext(SOMEBODY)
        return person.name

    @property
    def may_know_names(self) -> bool:
        """Whether names are shown: to members, and on a device that a member has enrolled."""
        return self.member is not None or self.device is not None

    @property
    def is_projected(self) -> bool:
        """Whether a room reads along: one section a screen, nothing to tap but the way on."""
        return self.chosen_theme == "projector"

    @property
    def is_kiosk(self) -> bool:
        """Whether this is the shared computer, that must not stay where the last one left it."""
        return self.chosen_theme == "kiosk"

    @cached_property
    def registered(self) -> Registers:
        """What the station's journal says."""
        return self.station.records.station()

    @cached_property
    def nodes(self) -> list[NodeState]:
        """What is known of every node."""
        return self.station.store.nodes()

    @cached_property
    def alerts(self) -> list[Alert]:
        """The alerts that are not over."""
        return self.station.store.alerts()

    @cached_property
    def alarms(self) -> list[Alarm]:
        """The alarms that every page shows."""
        return alarms(self.alerts, self.registered, self.moment)

    @property
    def moment(self) -> Moment:
        """When this is, for what judges alarms."""
        return Moment(self.now, self.station.config.commune)

    @property
    def silent_since(self) -> int | None:
        """When the station last stored anything [s UTC], None while it works."""
        heard = [node.heard for node in self.nodes if node.heard is not None]
        last = max(heard, default=None)
        speed = self.station.config.clock.world_speed or 1.0
        patience = max(POND_PATIENCE_S, SHORTEST_PATIENCE_S * speed)
        return last if last is not None and self.now - last > patience else None

    @property
    def version(self) -> str:
        """A mark of all that pages show; "hace 2 min" changes each minute, so the minute is in it.

        An ordinary reading waits for the minute: with ten probes each telephone would else fetch
        its whole page each time that it asks. Whatever rings or was recorded does not wait.
        """
        parts = (
            [(node.node, node.status and node.status.state) for node in self.nodes],
            [(one.uid, one.level, one.acknowledged, one.cleared) for one in self.alerts],
            self.station.records.counts(),
            self.now // 60,
        )
        return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]

    def page(self, template: str, view: object = None, *, status: int = 200) -> HTMLResponse:
        """Return a page drawn from what it shows."""
        body = (
            environment(self.language.code)
            .get_template(template)
            .render(visit=self, words=self.words, view=view, commune=self.station.config.commune)
        )
        body = _SECOND_STOP.sub("", _LOOSE_UNIT.sub("\u00a0", body))
        # A form carries the uid of the entry that it will be: the same form twice would be one entry.
        may_repeat = status == 200 and 'name="clave"' not in body
        return HTMLResponse(
            packed(body), status_code=status, headers={"ETag": REPEATABLE} if may_repeat else None
        )


def see_other(path: str) -> RedirectResponse:
    """Return the answer to a form that was taken: go and look at what came of it."""
    return RedirectResponse(path, status_code=303)


def _station(request: Request) -> Station:
    station: Station = request.app.state.station
    return station


def visit_of(request: Request) -> Visit:
    """Return the visit that a request is."""
    station = _station(request)
    code = request.cookies.get(LANGUAGE_COOKIE, "")
    if code not in languages():
        code = preferred(request.headers.get("accept-language", ""))
    arrival = arrival_of(request)
    here = station.door.who(arrival, now=int(station.wall.now()))
    return Visit(
        station=station,
        language=languages()[code],
        chosen_theme=THEMES.get(request.cookies.get(THEME_COOKIE, "hora"), "hour"),
        path=urlsplit(str(request.url)).path,
        now=int(station.clock.now()),
        last_tapped=request.cookies.get(TAPPED_COOKIE, ""),
        member=here.member,
        device=here.device,
        is_safe=here.is_safe,
        is_touched=arrival.is_touched,
    )


VisitHere = Annotated[Visit, Depends(visit_of)]
