"""What can be recorded, the urgent first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.forms.access import may_use
from dashboard.forms.catalog import FORMS, OF_PARLIAMENT, OF_REGISTERS
from dashboard.forms.declared import FormKind
from dashboard.forms.planning import PLAN
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.language import N_
from gateway.domain.places import Place

router = APIRouter()

DETAILS: Final = {
    "boqueando": N_("peces arriba, tragando aire: avisa a la guardia"),
    "intervencion": N_("aireador, bomba, agua, alimento, muchachos nadando"),
    "lectura": N_("oxígeno, temperatura, pH, disco"),
    "sonda": N_("limpiada, comparada o calibrada"),
    "calibrar-oxigeno": N_("paso a paso, en el aire"),
    "calibrar-suelo": N_("con dos marcas o pesando muestras"),
    "calibrar-lluvia": N_("con agua medida"),
    "suelo": N_("al tacto o con un medidor"),
    "lluvia": N_("lo que marcó el pluviómetro"),
    "riego": N_("cuánta agua, o cuántas horas"),
    "no-puedo": N_("por qué y por cuántos días; el consejo lo tiene en cuenta"),
    "no-se-rego": N_("un día en que la sonda se mojó y nadie regó"),
    "etapa": N_("nació, floreció, tiene la capa negra"),
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
    "confirmacion": N_("lo que otra persona entregó y llegó"),
}


class Group(NamedTuple):
    """Forms that belong together for who works.

    Attributes:
        slug: Stands in the address, after the #.
        title: A msgid.
        detail: What is in it, in few words; a msgid.
        forms: The slugs of the forms, what is done most first.
    """

    slug: str
    icon: str
    title: str
    detail: str
    forms: tuple[str, ...]


URGENT: Final = ("boqueando", "intervencion")
GROUPS: Final = (
    Group(
        "agua", "drop", N_("Agua"), N_("medidas, sondas, aireadores, gasoil"), ("lectura", "sonda", "gasoil")
    ),
    Group(
        "peces",
        "fish",
        N_("Peces"),
        N_("alimento, muertos, muestreo, siembra"),
        ("alimento", "mortalidad", "muestreo", "siembra", "tambien", "perdido"),
    ),
    Group(
        "maiz",
        "cob",
        N_("Maíz"),
        N_("riego, lluvia, cómo va, insumos, siembra"),
        (
            "riego",
            "lluvia",
            "etapa",
            "no-puedo",
            "suelo",
            "no-se-rego",
            "insumo",
            "siembra",
            "tambien",
            "perdido",
        ),
    ),
    Group(
        "cosecha",
        "basket",
        N_("Cosecha y entrega"),
        N_("lo que salió, y a dónde fue"),
        ("cosecha", "entrega", "confirmacion", "merma", "dinero"),
    ),
    Group("trabajo", "hoe", N_("Trabajo"), N_("jornadas, insumos, notas"), ("trabajo", "insumo", "nota")),
    Group(
        "sondas",
        "gauge",
        N_("Sondas"),
        N_("cuidarlas, calibrarlas, cambiarlas de lugar"),
        ("sonda", "calibrar-oxigeno", "calibrar-suelo", "calibrar-lluvia", "marcas", "ubicacion"),
    ),
    Group(
        "planes",
        "calendar",
        N_("Planes"),
        N_("lo que se va a hacer"),
        ("siembra", "cosecha", "trabajo", "insumo"),
    ),
    Group(
        "registros",
        "list",
        N_("Registros"),
        N_("quién produce, dónde y en qué medida"),
        ("unidad", "empresa"),
    ),
)
"""Every form by what people do; a form of which nothing is said here stands with the registers."""
OF_PLANS: Final = "planes"
PLANNED: Final = {
    "siembra": N_("Planear un ciclo"),
    "cosecha": N_("Planear una cosecha"),
    "trabajo": N_("Planear un trabajo"),
    "insumo": N_("Planear un insumo"),
}
"""How a form is called by which something is planned."""


@dataclass(frozen=True, slots=True)
class Way:
    """A form that can be opened.

    Attributes:
        title: A msgid.
        detail: What it is for, in few words; a msgid.
        needs_pin: Whether the visitor has to sign in for it.
    """

    href: str
    icon: str
    title: str
    detail: str
    needs_pin: bool


@dataclass(frozen=True, slots=True)
class NoteView:
    """What can be recorded.

    Attributes:
        urgent: What cannot wait.
        groups: The forms by what people do; a group without forms is left out, but for the registers,
            which everybody may read.
        aerated: The ponds where something can be switched on, by number.
    """

    urgent: list[Way]
    groups: list[tuple[Group, list[Way]]]
    aerated: list[Place]


@router.get("/anotar")
def note(visit: VisitHere) -> HTMLResponse:
    """Show what can be recorded."""
    found = [(one, _ways(visit, one)) for one in GROUPS]
    grouped = {slug for one in GROUPS for slug in one.forms}.union(URGENT)
    rest = [one for one in FORMS if one.slug not in grouped and one not in (*OF_REGISTERS, *OF_PARLIAMENT)]
    # What sets the station up is shown only to who does it.
    found[-1][1].extend(_way(visit, one) for one in rest if may_use(visit, one))
    return visit.page(
        "note.html",
        NoteView(
            urgent=[_way(visit, one) for slug in URGENT for one in FORMS if one.slug == slug],
            groups=[one for one in found if one[1] or one[0] is GROUPS[-1]],
            aerated=[one for one in visit.registered.places if one.sort == "pond" and one.means],
        ),
    )


def _ways(visit: Visit, group: Group) -> list[Way]:
    kinds = [one for slug in group.forms for one in FORMS if one.slug == slug and _is_shown(visit, one)]
    if group.slug == OF_PLANS:
        return [_plan(visit, one) for one in kinds if one.plans]
    return [_way(visit, one) for one in kinds]


def _is_shown(visit: Visit, kind: FormKind) -> bool:
    """Tell whether a form is shown: not to a member who has no right to it."""
    return may_use(visit, kind) or visit.member is None


def _way(visit: Visit, kind: FormKind) -> Way:
    detail = DETAILS.get(kind.slug, "")
    return Way(f"/anotar/{kind.slug}", kind.icon, kind.title, detail, not may_use(visit, kind))


def _plan(visit: Visit, kind: FormKind) -> Way:
    address = f"/anotar/{kind.slug}?{PLAN}=1"
    return Way(address, kind.icon, PLANNED[kind.slug], "", not may_use(visit, kind))
