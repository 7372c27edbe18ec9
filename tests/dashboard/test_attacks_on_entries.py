"""What somebody may try with the keys of forms: keep others from answering an alarm or taking back a slip."""

from __future__ import annotations

import uuid
from typing import Final

import pytest
from small_commune import NOW

from dashboard.visit.given import SOMEBODY
from gateway.domain.entries import Draft, Intervened

OF_ACKNOWLEDGEMENTS: Final = uuid.UUID("6f1c2a52-6c0f-4f0e-9c53-0f6f3f0b7c11")
OF_REVERSALS: Final = uuid.UUID("c2a4e6d0-51b5-4a0f-8a2f-2f6d1f5a9e33")
"""Both stand in the source, which anybody can read."""
ON: Final = {"lugar": "estanque-1", "accion": "aerator-on"}


@pytest.mark.parametrize("level", range(5))
def test_nobody_takes_the_key_of_an_acknowledgement_that_is_still_to_come(pages, level: int) -> None:
    key = str(uuid.uuid5(OF_ACKNOWLEDGEMENTS, f"alerta-1/{level}"))
    pages.client.post("/anotar/intervencion", data=ON | {"clave": key})

    pages.client.post("/alarmas/alerta-1/atender")

    assert [one.body.alert for one in pages.journal.entries("station", kinds=["acknowledgement"])] == [
        "alerta-1"
    ]


@pytest.mark.parametrize(
    ("form", "written"),
    [
        ("/anotar/intervencion", ON),
        ("/estanques/estanque-1/intervencion", {"medio": "aerator", "accion": "on"}),
    ],
)
def test_nobody_takes_the_key_with_which_an_entry_would_be_taken_back(
    pages, form: str, written: dict[str, str]
) -> None:
    slip = str(uuid.uuid4())
    body = Intervened("estanque-1", "aerator", "on")
    pages.journal.append(Draft(slip, "book", "intervention", body, NOW, SOMEBODY), now=NOW)
    key = str(uuid.uuid5(OF_REVERSALS, slip))
    pages.client.post(form, data=written | {"clave": key})

    pages.client.post(f"/recibo/{slip}/deshacer")

    assert slip in {one.reverses for one in pages.journal.entries("book", kinds=["reversal"])}
