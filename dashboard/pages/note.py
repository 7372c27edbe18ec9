"""What can be recorded, the urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.dependencies import Visit, VisitHere
from dashboard.forms.access import may_use
from dashboard.forms.catalog import FORMS, OF_REGISTERS
from dashboard.forms.declared import FormKind
from dashboard.language import N_
from gateway.domain.places import Place

router = APIRouter()

DETAILS: Final = {
    "boqueando": N_("peces arriba, tragando aire: avisa a la guardia"),
    "intervencion": N_("aireador, bomba, agua, alimento, muchachos nadando"),
    "lectura": N_("oxígeno, temperatura, pH, disco"),
    "sonda": N_("limpiada, comparada o calibrada"),
    "suelo": N_("al tacto o con un medidor"),
    "lluvia": N_("lo que marcó el pluviómetro"),
    "riego": N_("cuánta agua, o cuántas horas"),
    "gasoil": N_("los litros que quedan para la noche"),
    "nota": N_("la leen solo quienes entran con su PIN"),
    "alimento": N_("concentrado o sobras; en kilos o por tobos"),
    "muestreo": N_("unos peces pesados juntos"),
    "mortalidad": N_("contados o a ojo"),
    "perdido": N_("termina sin cosecha"),
    "insumo": N_("urea, abono, herbicida, gasoil"),
    "trabajo": N_("personas y horas; cayapa también"),
    "tambien": N_("plaga, robo, sequía, aves; «no hubo» vale"),
    "cosecha": N_("kilos de pescado o de maíz"),
    "merma": N_("gorgojo, moho, roedores, robo, transporte"),
    "dinero": N_("lo que entró o salió, cada moneda aparte"),
    "entrega": N_("a un consejo, a un molino, en trueque; con las dos pesadas"),
    "siembra": N_("alevines en un estanque o maíz en un lote: empieza un ciclo"),
    "unidad": N_("un estanque o un lote de una empresa"),
    "empresa": N_("EPS, unidad familiar o grupo de intercambio"),
}
PARTS: Final = (
    (N_("Urgente"), ("boqueando", "intervencion")),
    (N_("El trabajo de cada día"), ("lectura", "sonda", "suelo", "riego", "lluvia", "gasoil", "nota")),
    (
        N_("Producción"),
        (
            "alimento",
            "muestreo",
            "mortalidad",
            "cosecha",
            "siembra",
            "perdido",
            "insumo",
            "trabajo",
            "tambien",
        ),
    ),
    (N_("Entregas, mermas y dinero"), ("entrega", "merma", "dinero")),
    (N_("Registros"), ("unidad", "empresa")),
)
"""Every form by what it is for; a form of which nothing is said here stands with the registers."""


@dataclass(frozen=True, slots=True)
class Way:
    """A form that can be opened.

    Attributes:
        detail: What it is for, in few words.
        needs_pin: Whether the visitor has to sign in for it.
    """

    kind: FormKind
    detail: str
    needs_pin: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """What can be recorded.

    Attributes:
        parts: The forms under their headings; a part without forms is left out.
        aerated: The ponds where something can be switched on, by number.
    """

    parts: list[tuple[str, list[Way]]]
    aerated: list[Place]


@router.get("/anotar")
def note(visit: VisitHere) -> HTMLResponse:
    """Show what can be recorded."""
    found = [(title, _ways(visit, slugs)) for title, slugs in PARTS]
    rest = [one for one in FORMS if one.slug not in DETAILS and one not in OF_REGISTERS]
    # What sets the station up is shown only to who does it.
    found[-1][1].extend(_way(visit, one) for one in rest if may_use(visit, one))
    return visit.page(
        "note.html",
        NoteView(
            parts=[one for one in found if one[1]],
            aerated=[one for one in visit.registered.places if one.sort == "pond" and one.means],
        ),
    )


def _ways(visit: Visit, slugs: tuple[str, ...]) -> list[Way]:
    return [_way(visit, one) for slug in slugs for one in FORMS if one.slug == slug and _is_shown(visit, one)]


def _is_shown(visit: Visit, kind: FormKind) -> bool:
    """Tell whether a form is shown: not to a member who has no right to it."""
    return may_use(visit, kind) or visit.member is None


def _way(visit: Visit, kind: FormKind) -> Way:
    return Way(kind, DETAILS.get(kind.slug, ""), not may_use(visit, kind))
