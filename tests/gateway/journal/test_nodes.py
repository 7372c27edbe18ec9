"""A node is known by its name; boards come and go under it."""

from __future__ import annotations

import pytest
from builders import NIGHT, a_draft, an_entry

from gateway.domain.entries import AeratorOrdered, NodeRegistered, NodeReplaced
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal
from gateway.journal.registers import registers

OLD, NEW = "24:0a:c4:00:01:02".replace(":", ""), "24:0a:c4:00:0a:0b".replace(":", "")


def a_node(name: str = "pond-1", **others: object) -> NodeRegistered:
    ordinary: dict[str, object] = {
        "kind": "pond", "board": "estanque", "channels": {"sonda": ["oxygen", "temperature"]},
    }  # fmt: skip
    return NodeRegistered(name, **(ordinary | others))  # type: ignore[arg-type]


def entries(*bodies: object) -> list:
    return [an_entry(body, number=number) for number, body in enumerate(bodies, 1)]  # type: ignore[arg-type]


def test_a_registered_node_is_known_by_its_name() -> None:
    found = registers(entries(a_node(title="El de la bomba"))).nodes["pond-1"]

    assert (found.kind, found.board, found.title) == ("pond", "estanque", "El de la bomba")
    assert found.channels == {"sonda": ("oxygen", "temperature")}
    assert (found.hardware, found.replaced) == (None, None)


def test_a_node_described_anew_keeps_its_board_and_the_day_it_began() -> None:
    first, again = entries(a_node(hardware=OLD), a_node(board="estanque-atlas"))

    found = registers([first, again]).nodes["pond-1"]

    assert (found.board, found.hardware, found.since) == ("estanque-atlas", OLD, first.happened)


def test_after_a_replacement_the_node_is_on_the_new_board() -> None:
    told = entries(a_node(hardware=OLD), NodeReplaced("pond-1", NEW, "broken", OLD))

    found = registers(told).nodes["pond-1"]

    assert (found.hardware, found.replaced) == (NEW, told[1].happened)


def test_a_node_without_channels_is_refused(book: CommuneJournal) -> None:
    for channels in ({}, {"sonda": []}):
        with pytest.raises(EntryError, match="no mide nada"):
            book.append(a_draft(a_node(channels=channels), uid="n"), now=NIGHT)


def test_a_node_may_not_take_the_name_of_a_hand(book: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="se mide a mano"):
        book.append(a_draft(a_node("mano-estanque-1"), uid="n"), now=NIGHT)


def test_only_a_registered_node_is_replaced(book: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="conuco node add pond-9"):
        book.append(a_draft(NodeReplaced("pond-9", NEW, "lost"), uid="r"), now=NIGHT)


def test_a_board_does_not_replace_itself(book: CommuneJournal) -> None:
    book.append(a_draft(a_node(hardware=OLD), uid="n"), now=NIGHT)

    with pytest.raises(EntryError, match="misma placa"):
        book.append(a_draft(NodeReplaced("pond-1", OLD, "other", OLD), uid="r"), now=NIGHT)


@pytest.mark.parametrize(
    ("mode", "until", "why"),
    [
        ("off", None, "volver solo"),
        ("auto", NIGHT + 60, "no tiene hora"),
        ("off", NIGHT + 86_401, "un día como máximo"),
        ("on", NIGHT, "un día como máximo"),
    ],
)
def test_an_order_that_forgets_the_fish_is_refused(
    book: CommuneJournal, mode: str, until: int | None, why: str
) -> None:
    body = AeratorOrdered("pond-1", mode, until)  # type: ignore[arg-type]

    with pytest.raises(EntryError, match=why):
        book.append(a_draft(body, uid="o"), now=NIGHT)


def test_a_board_calls_itself_by_hexadecimal_digits(book: CommuneJournal) -> None:
    with pytest.raises(EntryError, match="número de la placa"):
        book.append(a_draft(a_node(hardware="ESP32"), uid="n"), now=NIGHT)
