"""What is asked of the journals before each append."""

from __future__ import annotations

import pytest
from builders import NIGHT

from gateway.journal import CommuneJournal
from gateway.journal.standing import Link, Standing


@pytest.mark.parametrize(("link", "index"), [("cycle", "entry_of_cycle"), ("about", "entry_about")])
def test_what_is_linked_is_found_without_walking_through_the_book(
    journal: CommuneJournal, link: Link, index: str
) -> None:
    asked: list[str] = []
    with journal.transaction() as connection:
        connection.set_trace_callback(asked.append)

        Standing(connection, NIGHT).linked(link, "x")

        connection.set_trace_callback(None)
        plan = connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}").fetchall()

    assert f"USING INDEX {index} " in plan[0][-1]


@pytest.mark.parametrize("kind", ["rules", "mandate", "vote", "money"])
def test_what_there_is_of_a_kind_is_found_without_walking_through_the_book(
    journal: CommuneJournal, kind: str
) -> None:
    asked: list[str] = []
    with journal.transaction() as connection:
        connection.set_trace_callback(asked.append)

        Standing(connection, NIGHT).every(kind, {"proposal": "x"})
        Standing(connection, NIGHT).got_in_kind("maiceros", "cafe")

        connection.set_trace_callback(None)
        plans = [connection.execute(f"EXPLAIN QUERY PLAN {one}").fetchall() for one in asked]

    assert all("USING INDEX entry_by_kind " in plan[0][-1] for plan in plans)
