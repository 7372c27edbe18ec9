"""Forms as somebody fills them in, with who has signed in."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from members import signed_in

from gateway.domain.entries import Entry

if TYPE_CHECKING:
    from tests.dashboard.conftest import Pages


SEEDED = ("seed", "ciclo", "cosecha", "maiz", "aire")
"""How the uids of the small commune's own entries begin."""


@dataclass(frozen=True)
class Answer:
    """What came back of a form: where it led, and its words."""

    status: int
    path: str
    text: str


class Desk:
    """Where forms are filled in."""

    def __init__(self, pages: Pages) -> None:
        self.pages = pages

    def asks(self, address: str) -> str:
        """Return the words of a form before anybody wrote in it."""
        return _words(self.pages.client.get(address).text)

    def sends(self, slug: str, answers: Mapping[str, str], *, confirmed: bool = True) -> Answer:
        """Send a form; its numbers were told back and found right, unless told otherwise."""
        written = {"clave": str(uuid.uuid4())} | ({"confirmado": "1"} if confirmed else {}) | dict(answers)
        answer = self.pages.client.post(f"/anotar/{slug}", data=written)
        # The button stands between the first line of a receipt and the rest.
        text = _words(answer.text).replace(" Deshacer ", " ")
        return Answer(answer.status_code, answer.url.path, text)

    def saved(self, kind: str) -> list[Entry]:
        """Return the entries of a kind that the tests wrote."""
        journal = self.pages.journal
        entries = [*journal.entries("book", kinds={kind}), *journal.entries("station", kinds={kind})]
        return [one for one in entries if not one.uid.startswith(SEEDED)]


def _words(text: str) -> str:
    plain = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ")
    return " ".join(plain.split())


@pytest.fixture
def desk(pages: Pages) -> Desk:
    """The forms as a member of the teams fills them in, signed in."""
    signed_in(pages.client, "team", "grower", units=("laguna-2", "laguna-1", "parcela-1"))
    return Desk(pages)


@pytest.fixture
def open_desk(pages: Pages) -> Desk:
    """The forms as anybody fills them in, on a telephone that nobody enrolled."""
    return Desk(pages)
