"""Names that somebody writes into a proposal or an outcome, which everybody reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from assembled import DELEGATES, OPEN, write
from led import words_of
from small_commune import NOW

from gateway.domain.entries import OutcomeTold, Proposed, WarehouseRegistered
from gateway.people import People, Person

if TYPE_CHECKING:
    from tests.dashboard.conftest import Assembled

STORE, TELEPHONE = "Galpón del cerro", "04145551234"
NAMED = (DELEGATES["maiceros"], STORE, TELEPHONE)


@pytest.fixture
def told(assembled: Assembled) -> Assembled:
    People(assembled.journal).add(Person("persona-de-mas", "Eufrosina Tovar", TELEPHONE))
    write(assembled.journal, "almacen", WarehouseRegistered("cerro", "maiceros", STORE), NOW - 3600)
    text = f"Que {NAMED[0]} cuide el {STORE}, teléfono {TELEPHONE}"
    write(assembled.journal, "mas", Proposed(OPEN, "other", "assembly", ""), NOW - 1800, note=text)
    write(assembled.journal, "hecho", OutcomeTold("acuerdo-11-plan", "done"), NOW - 1800, note=text)
    return assembled


@pytest.mark.parametrize("page", ["/asamblea", "/asamblea/sesiones/12", "/asamblea/papeles/acta-12"])
def test_nobody_reads_whom_and_what_store_a_text_names(told: Assembled, page: str) -> None:
    read = words_of(told.nobody().get(page))

    assert "Que […] cuide el […]" in read
    assert not [one for one in NAMED if one in read]


def test_a_member_reads_the_text_as_it_was_written(told: Assembled) -> None:
    read = words_of(told.secretary().get("/asamblea/sesiones/12"))

    assert f"Que {NAMED[0]} cuide el {STORE}" in read


def test_the_wall_names_nobody_whoever_signed_in(told: Assembled) -> None:
    client = told.secretary()
    client.cookies.set("pantalla", "proyector", domain="testserver.local", path="/")

    read = words_of(client.get("/asamblea"))

    assert not [one for one in NAMED if one in read]
