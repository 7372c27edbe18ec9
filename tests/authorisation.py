"""Who may enter which door: the table that the pages are held to, and what they do.

`python tests/authorisation.py` writes what they do into docs/authorisation.md.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, Literal

ROOT: Final = Path(__file__).parent.parent
sys.path[:0] = [one for one in (str(ROOT), str(ROOT / "tests")) if one not in sys.path]

from authorisation_table import NEEDS, OPEN, RIGHTS, SAFE_CHANNEL_ONLY  # noqa: E402
from fakes import FixedClock  # noqa: E402
from fastapi.testclient import TestClient  # noqa: E402
from httpx import Response  # noqa: E402
from members import another_client, at_the_screen, enrolled, signed_in  # noqa: E402
from small_commune import NOW, a_config, a_journal, readings  # noqa: E402
from walk import Door, doors  # noqa: E402

from dashboard.app import create_app  # noqa: E402
from gateway.people import Role  # noqa: E402

OF_MEMBERS: Final = tuple(f"/api/v1/entries?journal=station&kind={kind}" for kind in ("member", "device"))
"""What an open door of the API keeps for members."""

Outcome = Literal["yes", "sign in", "no", "elsewhere"]
PAGE: Final = ROOT / "docs" / "authorisation.md"
ELSEWHERE: Final = "Esto no se hace desde aquí"
"""The heading of the refusal that only means: not from here."""


@dataclass(frozen=True)
class Visitor:
    """Somebody at the pages.

    Attributes:
        role: None for who has not signed in.
    """

    name: str
    role: Role | None = None
    is_device: bool = False
    is_safe: bool = False

    @property
    def rights(self) -> frozenset[str]:
        if self.role is not None:
            return RIGHTS[self.role]
        return RIGHTS["device"] if self.is_device else frozenset()

    def client(self, app_client: TestClient) -> TestClient:
        client = at_the_screen(app_client) if self.is_safe else another_client(app_client)
        if self.is_device:
            enrolled(client, name=f"teléfono {self.name}")
        if self.role is not None:
            signed_in(client, self.role, name=f"Quien {self.name}")
        return client

    def should(self, need: str) -> Outcome:
        """Return what the table says should happen to this visitor."""
        if need == OPEN:
            return "yes"
        if need in SAFE_CHANNEL_ONLY and not self.is_safe:
            return "elsewhere"
        if need in self.rights:
            return "yes"
        return "no" if self.role is not None else "sign in"


VISITORS: Final = (
    Visitor("nobody"),
    Visitor("device", is_device=True),
    Visitor("team", "team"),
    Visitor("grower", "grower"),
    Visitor("EPS", "eps_spokesperson"),
    Visitor("administration", "administration"),
    Visitor("secretary", "parliament_secretary"),
    Visitor("control", "social_control"),
    Visitor("technician", "technician"),
    Visitor("technician at the screen", "technician", is_safe=True),
)


def outcome_of(answer: Response) -> Outcome:
    """Return what an answer is to who asked."""
    location = answer.headers.get("location", "")
    if answer.status_code == 401 or location.startswith("/entrar"):
        return "sign in"
    if answer.status_code == 403:
        return "elsewhere" if ELSEWHERE in answer.text else "no"
    return "yes"


@contextmanager
def the_pages() -> Iterator[TestClient]:
    """Serve the small commune to whoever comes."""
    with TemporaryDirectory() as folder, a_journal(Path(folder)) as journal:
        app = create_app(a_config(Path(folder)), store=readings(), journal=journal, clock=FixedClock(NOW))
        yield TestClient(app)
        app.state.station.door.close()


def walk() -> dict[str, list[Outcome]]:
    """Return what each door does to each visitor, by its name."""
    found: dict[str, list[Outcome]] = {}
    with the_pages() as pages:
        inner = [Door(address, "GET", address) for address in OF_MEMBERS]
        every = sorted([*doors(pages.app), *inner], key=_going_out_last)
        for visitor in VISITORS:
            client = visitor.client(pages)
            for door in every:
                answer = client.request(door.method, door.path, follow_redirects=False)
                found.setdefault(door.name, []).append(outcome_of(answer))
    return found


def _going_out_last(door: Door) -> tuple[bool, Door]:
    return door.route == "/salir", door


def written(found: Mapping[str, Sequence[Outcome]]) -> str:
    """Return the page of the documents that tells what the doors do."""
    marks = {"yes": "yes", "sign in": "PIN", "no": "—", "elsewhere": "screen"}
    head = ["door", "needs", *(visitor.name for visitor in VISITORS)]
    rows = [
        [f"`{name}`", NEEDS.get(name, "?"), *(marks[one] for one in outcomes)]
        for name, outcomes in sorted(found.items(), key=lambda one: (_place(one[0]), one[0]))
    ]
    lines = ["| " + " | ".join(row) + " |" for row in [head, ["---"] * len(head), *rows]]
    return INTRODUCTION + "\n".join(lines) + "\n"


def _place(name: str) -> tuple[bool, str]:
    need = NEEDS.get(name, "?")
    return need != OPEN, need


INTRODUCTION: Final = """# Who may enter which door

This page is written by `python tests/authorisation.py` from what the pages really do: each route, by
each method, asked by each kind of visitor. `tests/dashboard/test_authorisation.py` compares it with the
table in `tests/authorisation_table.py` and fails when either is stale.

- **yes**: let in (a form that is sent empty may still be asked back).
- **PIN**: asked to sign in first.
- **—**: refused; the role does not have the right.
- **screen**: refused on the open Wi-Fi; only at the station's own screen or over HTTPS.

`nobody` is any telephone on the commune's network; `device` is one that a member has enrolled, on which
nobody has signed in. What each right is for stands in `dashboard/login/rights.py`.

"""


if __name__ == "__main__":
    PAGE.write_text(written(walk()), encoding="utf-8")
