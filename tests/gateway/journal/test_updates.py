"""What is offered to nodes is what the journal says, and one number is always one program."""

from __future__ import annotations

import pytest
from builders import NIGHT, a_draft, an_entry

from gateway.domain.entries import UpdateOffered, UpdateWithdrawn
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers


def an_offer(version: int = 7, *, sha: str = "ab", **others: object) -> UpdateOffered:
    ordinary: dict[str, object] = {"nodes": ["pond-1", "pond-3"], "canary": "pond-3"}
    return UpdateOffered(version, "0.2.0", sha * 32, 60_000, **(ordinary | others))  # type: ignore[arg-type]


def test_an_offer_stands_until_its_version_is_withdrawn() -> None:
    bodies = [an_offer(7), an_offer(7, nodes=["siren-1"], canary="siren-1"), an_offer(8, sha="cd")]
    told = [an_entry(body, uid=f"o-{n}", number=n) for n, body in enumerate(bodies, 1)]
    withdrawn = an_entry(UpdateWithdrawn(7), uid="w", number=4)

    assert [one.uid for one in registers(told).offers] == ["o-1", "o-2", "o-3"]
    assert [one.uid for one in registers([*told, withdrawn]).offers] == ["o-3"]


def test_a_version_may_be_offered_again_after_it_was_withdrawn() -> None:
    told = [an_entry(an_offer(), uid="a", number=1), an_entry(UpdateWithdrawn(7), uid="w", number=2)]
    told.append(an_entry(an_offer(), uid="b", number=3))

    [offer] = registers(told).offers

    assert (offer.uid, offer.nodes, offer.canary) == ("b", ("pond-1", "pond-3"), "pond-3")


@pytest.mark.parametrize(
    ("changes", "said"),
    [({"canary": "pond-9"}, "no está entre los que reciben"), ({"nodes": ["pond-3"] * 2}, "dos veces")],
)
def test_whoever_tries_first_is_one_of_those_it_is_offered_to(
    book: CommuneJournal, changes: dict, said: str
) -> None:
    with pytest.raises(EntryError, match=said):
        book.append(a_draft(an_offer(**changes), uid="o"), now=NIGHT)


def test_the_same_number_is_never_another_program(book: CommuneJournal) -> None:
    book.append(a_draft(an_offer(), uid="a"), now=NIGHT)
    book.append(a_draft(an_offer(nodes=["siren-1"], canary="siren-1"), uid="b"), now=NIGHT)

    with pytest.raises(EntryError, match="ya es otro programa"):
        book.append(a_draft(an_offer(sha="cd"), uid="c"), now=NIGHT)


def test_what_was_never_offered_cannot_be_withdrawn(book: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="nunca se ofreció"):
        book.append(a_draft(UpdateWithdrawn(7), uid="w"), now=NIGHT)
