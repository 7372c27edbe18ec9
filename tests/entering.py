"""People of the commune in front of a real browser: registered, signed in, on a device of the commune."""

from __future__ import annotations

import time
import uuid
from pathlib import Path

from browser import opens
from members import PIN, secret_of
from playwright.sync_api import Page

from dashboard.login.devices import By
from dashboard.login.door import Door
from gateway.journal import CommuneJournal
from gateway.people import Person, Role

NAME = "Rosa Álvarez"
OTHER = "Pedro Conde"


def registered(
    folder: Path,
    journal: CommuneJournal,
    *roles: Role,
    name: str = NAME,
    units: tuple[str, ...] = (),
    at: int,
) -> Person:
    """Register a person who can sign in at the station of a folder; `at` is its world's moment [s UTC]."""
    door, by = Door(folder, journal), By("conuco people", at)
    try:
        person = door.members.add(name, roles, units, by)
        door.members.set_secret(person.uid, secret_of(person), by, wall=int(time.time()))
    finally:
        door.close()
    return person


def enters(page: Page, name: str = NAME, *, secret: str = PIN) -> None:
    """Sign in as anybody would, whatever the page speaks."""
    page.goto("/entrar")
    listed = page.get_by_role("link", name=name)
    if listed.count():
        opens(page, listed)
    else:
        page.locator("#nombre").fill(name)
    page.locator("#secreto").fill(secret)
    opens(page, page.locator("main form[action='/entrar'] button"))


def enrols(page: Page, *, secret: str = PIN) -> None:
    """Make the browser a device of the commune, as who has signed in, and sign out again."""
    called = f"teléfono {uuid.uuid4().hex[:6]}"
    page.goto("/aparato")
    page.locator("#nombre").fill(called)
    page.locator("#secreto").fill(secret)
    opens(page, page.locator("main form[action='/aparato'] button"))
    page.goto("/entrar")
    opens(page, page.locator("main form[action='/salir'] button").first)
