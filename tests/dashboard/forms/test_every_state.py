"""Every form in the states in which each page is looked at: told back, or refused."""

from __future__ import annotations

import pytest
from assembled import assemble
from every_page import an_unplaced_node, states
from members import at_the_screen, signed_in
from recorded import said_by

UNITS = (*(f"laguna-{one}" for one in range(1, 7)), *(f"parcela-{one}" for one in range(1, 6)))
ROLES = (
    "technician",
    "parliament_secretary",
    "eps_spokesperson",
    "team",
    "grower",
    "administration",
    "social_control",
)
SENT = {
    name: one for name, one in states().items() if one.to.startswith("/anotar/") and one.by != "cualquiera"
}


@pytest.fixture
def keeper(pages):
    """Who may record by every form, at the station's own screen."""
    pages.client = at_the_screen(pages.client)
    person = signed_in(pages.client, *ROLES, units=UNITS)
    said_by(person.uid, pages.journal)
    assemble(pages.journal)
    pages.store.known_nodes = [*pages.store.known_nodes, an_unplaced_node()]
    return pages


def test_what_a_form_tells_back_is_recorded_only_when_it_is_confirmed(keeper) -> None:
    recorded = len([*keeper.journal.entries("book")])

    found = {}
    for name, state in SENT.items():
        answer = keeper.client.post(state.to, data=state.sent, follow_redirects=False)
        asks_back = any(f'name="{one}"' in answer.text for one in ("confirmado", "dudas"))
        found[name] = (answer.status_code, asks_back)

    assert found == {name: (200, True) if name.endswith(", eco") else (422, False) for name in SENT}
    assert len([*keeper.journal.entries("book")]) == recorded
