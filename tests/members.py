"""People of the commune at a page: members who signed in, enrolled devices, the station's own screen."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

from argon2 import PasswordHasher
from fastapi import FastAPI
from fastapi.testclient import TestClient

from dashboard.login.arrival import DEVICE_COOKIE, Arrival
from dashboard.login.devices import By, Device
from dashboard.login.door import Door, Here
from dashboard.login.members import Members
from dashboard.visit.given import Station
from gateway.people import Person, Role, needs_password
from gateway.people.credentials import Credentials

PIN = "4071"
PASSWORD = "maiz y cachama"
NAME = "Rosa Álvarez"
QUICKLY = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""What the members of tests sign in with is hashed and compared at little cost; a hash says its own costs."""
LATER = 1_781_075_520
"""When the members of tests are registered: the small commune's night."""


def station_of(client: TestClient) -> Station:
    station: Station = client.app.state.station  # type: ignore[attr-defined]
    return station


def door_of(client: TestClient) -> Door:
    return station_of(client).door


def secret_of(person: Person) -> str:
    """Return what every person of these tests signs in with."""
    return PASSWORD if needs_password(person) else PIN


def a_member(client: TestClient, *roles: Role, name: str = NAME, units: tuple[str, ...] = ()) -> Person:
    """Return a person of the commune who can sign in, and who stands there once however often it is asked."""
    door, station = door_of(client), station_of(client)
    by = By("conuco people", LATER)
    known = door.people.called(name)
    if known is None:
        person = door.members.add(name, roles, units, by)
    else:
        person = door.members.change(known.uid, roles or known.roles, units or known.units, by)
    credentials = Credentials(station.journal, hasher=QUICKLY)
    members = Members(station.journal, credentials, door.sessions, door.throttle)
    members.set_secret(person.uid, secret_of(person), by, wall=int(station.wall.now()))
    return person


def signed_in(client: TestClient, *roles: Role, name: str = NAME, units: tuple[str, ...] = ()) -> Person:
    """Let a person with these roles sign in on a client as anybody would; return the person."""
    person = a_member(client, *roles, name=name, units=units)
    uid = person.uid if client.cookies.get(DEVICE_COOKIE) else ""
    written = {"nombre": name, "quien": uid, "secreto": secret_of(person)}
    answer = client.post("/entrar", data=written, follow_redirects=False)
    assert answer.status_code == 303, answer.text
    return person


def enrolled(client: TestClient, *, name: str = "teléfono de la laguna") -> Device:
    """Make a client a device of the commune, on which names are tapped."""
    by = a_member(client, "team", name="Quien Registró")
    device, token = door_of(client).devices.enrol(name, By(by.uid, LATER))
    bring(client, DEVICE_COOKIE, token)
    return device


def bring(client: TestClient, cookie: str, token: str) -> None:
    """Put a cookie into a browser, in the place of the one that stands there."""
    client.cookies.set(cookie, token, domain="testserver.local", path="/")


def another_client(client: TestClient, *, host: str = "192.168.4.20") -> TestClient:
    """Return a browser of its own at the same pages, from another address."""
    return TestClient(client.app, client=(host, 50_000))


def at_the_screen(client: TestClient) -> TestClient:
    """Return a browser on the station itself, where nobody can listen."""
    return another_client(client, host="127.0.0.1")


def over_https(client: TestClient, *, host: str = "192.168.4.20") -> TestClient:
    """Return a browser that comes over HTTPS."""
    return TestClient(client.app, client=(host, 50_000), base_url="https://testserver")


@dataclass(frozen=True)
class OpenDoor:
    """A door at which everybody is taken for the same member, or comes on the same device."""

    door: Door
    member: Person | None
    device: Device | None

    def who(self, arrival: Arrival, *, now: int) -> Here:
        here = self.door.who(arrival, now=now)
        return replace(here, member=self.member or here.member, device=self.device or here.device)

    def __getattr__(self, name: str) -> object:
        return getattr(self.door, name)


@contextmanager
def everybody_is(app: FastAPI, member: Person | None = None, device: Device | None = None) -> Iterator[None]:
    """Take whoever comes for a member, or as coming on a device."""
    station: Station = app.state.station
    app.state.station = replace(station, door=OpenDoor(station.door, member, device))  # type: ignore[arg-type]
    yield
    app.state.station = station
