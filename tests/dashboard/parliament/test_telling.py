"""What the book says of the parliament in words, for everybody and for members."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest
from assembled import DELEGATES, mandate, write
from fakes import DAY_S
from small_commune import MIDNIGHT

from dashboard.forms.undoing import UNDONE_ELSEWHERE, WITH_A_PIN
from dashboard.parliament.assembly import RECORDED
from gateway.domain.entries import MandateEnded, MandateGiven

if TYPE_CHECKING:
    from fastapi.testclient import TestClient

    from tests.dashboard.conftest import Assembled

YESTERDAY = MIDNIGHT - DAY_S


@pytest.mark.parametrize(
    ("uid", "sentences"),
    [
        (
            "reglas",
            [
                "Vocerías: 1 vocería por cada consejo comunal; 1 vocería por cada EPS",
                "Quórum: más de la mitad de las vocerías que hay",
                "Según sus reglas (fuente: acta 2 de la asamblea (ficticia))",
            ],
        ),
        (mandate("la-ceiba"), ["Vocería de La Ceiba", "acta: acta 4"]),
        (f"{mandate('la-ceiba')}-suplente", ["Vocería suplente de La Ceiba"]),
        ("convocatoria-11", ["Primera convocatoria, sesión 11", "Casa comunal", "Lo acordado antes"]),
        ("asistencia-11", ["5 vocerías presentes", "63 personas en la asamblea"]),
        (
            "propuesta-11-excedente",
            [
                "Reinversión: Reinvertir el excedente",
                "Propone: Cachamas del Guárico",
                "40 %: Fondo de mantenimiento productivo, USD 360 (Cachamas del Guárico)",
                "100 %: Fondo de atención a los productores y productoras, 80 ",
            ],
        ),
        ("propuesta-11-reparto", ["70 %: "]),
        ("debate-11-plan", ["Nota del debate", "Cosechar las tres lagunas antes de junio"]),
        ("votos-11-plan", ["Votos: 5 a favor, 0 en contra, 0 abstenciones", "votaron según su mandato"]),
        ("acuerdo-11-plan", ["Aprobado: Cosechar las tres lagunas", "Plazo: 31 de mayo de 2026"]),
        ("acuerdo-11-moto", ["Rechazado: Comprar una moto de reparto"]),
        ("cumplido-11-pago", ["En parte", "Falta pagar mayo."]),
    ],
)
def test_an_entry_of_the_parliament_is_told_to_everybody(
    assembled: Assembled, uid: str, sentences: list[str]
) -> None:
    page = receipt(assembled.nobody(), uid)

    assert [one for one in sentences if one not in page] == []
    assert not [one for one in DELEGATES.values() if one in page]


def test_the_delegate_is_named_to_members(assembled: Assembled) -> None:
    page = receipt(assembled.control(), mandate("la-ceiba"))

    assert DELEGATES["la-ceiba"] in page


def test_the_end_of_a_mandate_says_whose_and_how(assembled: Assembled) -> None:
    alternate = f"{mandate('la-ceiba')}-suplente"
    write(assembled.journal, "fin", MandateEnded(alternate, "resigned", "acta 12"), YESTERDAY)
    write(assembled.journal, "otra", MandateGiven("council", "la-ceiba", is_alternate=True), YESTERDAY)

    page = receipt(assembled.nobody(), "fin")

    assert "Vocería de La Ceiba: renunciada" in page
    assert "suplente" in page
    assert "acta: acta 12" in page


def receipt(client: TestClient, uid: str) -> str:
    answer = client.get(f"/recibo/{uid}")
    assert answer.status_code == 200
    plain = html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).replace("\u00a0", " ")
    return " ".join(plain.split())


@pytest.mark.parametrize("role", ["technician", "eps_spokesperson", "social_control", "administration"])
def test_who_does_not_keep_the_minutes_takes_nothing_of_the_parliament_back(
    assembled: Assembled, role: str
) -> None:
    client = assembled.at_the_screen(role)  # type: ignore[arg-type]

    client.post("/recibo/propuesta-12-plan/deshacer")

    assert not is_undone(assembled, "propuesta-12-plan")


def test_the_secretary_takes_a_proposal_back_and_nothing_of_minutes_that_are_closed(
    assembled: Assembled,
) -> None:
    desk = assembled.secretary()

    desk.post("/recibo/propuesta-12-plan/deshacer")
    refused = desk.post("/recibo/acuerdo-11-moto/deshacer")

    assert is_undone(assembled, "propuesta-12-plan")
    assert not is_undone(assembled, "acuerdo-11-moto")
    assert "su acta no se anula" in refused.text


def test_a_tapped_name_undoes_nothing_of_the_parliament_and_a_closing_is_never_undone() -> None:
    assert RECORDED <= WITH_A_PIN
    assert {"closing", "export"} <= UNDONE_ELSEWHERE


def is_undone(assembled: Assembled, uid: str) -> bool:
    return any(one.reverses == uid for one in assembled.journal.entries("book", kinds={"reversal"}))


@pytest.mark.parametrize(
    ("uid", "goes_on"),
    [
        ("reglas", "/asamblea/reglas"),
        (mandate("la-ceiba"), "/asamblea/vocerias"),
        ("convocatoria-11", "/asamblea/sesiones/11"),
        ("acuerdo-11-moto", "/asamblea/sesiones/11"),
    ],
)
def test_a_receipt_of_the_parliament_leads_back_to_it(assembled: Assembled, uid: str, goes_on: str) -> None:
    page = assembled.nobody().get(f"/recibo/{uid}").text

    assert f'href="{goes_on}"' in page
    assert 'href="/unidades"' not in page.split("<main")[1]
