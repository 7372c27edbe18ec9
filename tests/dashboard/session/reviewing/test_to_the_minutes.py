"""An observation on its way from what is to be reviewed into the minutes, on page and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assembled import OPEN
from fastapi.testclient import TestClient

if TYPE_CHECKING:
    from tests.dashboard.conftest import Assembled

MINUTES = f"/asamblea/papeles/acta-{OPEN}"
SPENT = "egreso-sin-acuerdo"


def observed_and_answered(control: TestClient, commune: Assembled) -> None:
    sent = {"clave": "una", "texto": "Falta la factura del flete.", "vuelve": "revisar"}
    control.post(f"/recibo/{SPENT}/observar", data=sent)
    (observation,) = commune.journal.entries("book", kinds=["observation"])
    answer = {"clave": "otra", "observacion": observation.uid, "texto": "La trajo el chofer."}
    control.post(f"/recibo/{SPENT}/resolver", data=answer)


def test_an_observation_and_its_answer_reach_the_session_and_its_minutes(assembled: Assembled) -> None:
    control = assembled.control()
    before = control.get(MINUTES).text

    observed_and_answered(control, assembled)

    minutes, session = control.get(MINUTES).text, control.get(f"/asamblea/sesiones/{OPEN}").text
    for text in ("Falta la factura del flete.", "La trajo el chofer."):
        assert text not in before
        assert text in minutes
        assert text in session


def test_who_is_no_member_reads_in_the_minutes_that_there_is_one_and_not_what_it_says(
    assembled: Assembled,
) -> None:
    observed_and_answered(assembled.control(), assembled)

    minutes = assembled.nobody().get(MINUTES).text

    assert "Falta la factura" not in minutes
    assert "Salieron USD 120" not in minutes
    assert "el texto lo leen los miembros" in minutes
