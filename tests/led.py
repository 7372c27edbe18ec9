"""A secretary who leads a session at the station's screen, without a browser."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import unescape

from assembled import COUNCILS, DELEGATES, OPEN, mandate
from fastapi.testclient import TestClient
from httpx import Response

from dashboard.parliament.assembly import assembly
from dashboard.parliament.sessions import Session
from gateway.journal import CommuneJournal

Written = Mapping[str, str | list[str]]


@dataclass
class Led:
    """The secretary's browser.

    Attributes:
        sent: The fields of the newest form, to be sent again.
    """

    client: TestClient
    journal: CommuneJournal
    number: int = OPEN
    sent: dict[str, str | list[str]] = field(default_factory=dict)

    def path(self, step: str = "") -> str:
        return f"/asamblea/sesiones/{self.number}/guia{'/' if step else ''}{step}"

    def text(self, step: str) -> str:
        """Return a step as it is read."""
        answer = self.client.get(self.path(step))
        assert answer.status_code == 200, answer.text
        return words_of(answer)

    def ask(self, step: str, written: Written) -> Response:
        """Send a form as it is filled in; a long one is told back first."""
        self.sent = {"clave": str(uuid.uuid4()), **written}
        return self.client.post(self.path(step), data=self.sent, follow_redirects=False)

    def save(self, step: str, written: Written) -> Response:
        """Send a form and say yes to what it tells back."""
        return self.ask(step, {**written, "confirmado": "1"})

    def again(self, step: str) -> Response:
        """Send the newest form a second time."""
        return self.client.post(self.path(step), data=self.sent, follow_redirects=False)

    def count(self, *present: str) -> Response:
        """Take the attendance of the delegates of some councils and enterprises."""
        councils = [mandate(one) for one in present if one in COUNCILS]
        enterprises = [mandate(one) for one in present if one not in COUNCILS]
        tapped = {"presentes-council": councils, "presentes-enterprise": enterprises}
        return self.save("asistencia", {**tapped, "asamblea": "48"})

    def meet(self) -> None:
        """Take the attendance of a session to which everybody came."""
        assert self.count(*DELEGATES).status_code == 303

    def session(self) -> Session:
        """Return the session as the book tells it."""
        found = assembly(self.journal.entries("book")).session(self.number)
        assert found is not None
        return found


def words_of(answer: Response) -> str:
    """Return what a page says between its tags, in one line."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
