"""The demo's fault panel: buttons that break things, and beside them the count of what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, NamedTuple

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import HTMLResponse, RedirectResponse

from dashboard.station.panel_door import ask
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.words.language import N_
from gateway.domain.panel import AT_ONCE, OF_A_NODE, TROUBLES, Panel, Press, Question, Trouble

router = APIRouter()


class Button(NamedTuple):
    """One trouble as the page tells it; all words are msgids."""

    trouble: Trouble
    icon: str
    word: str
    detail: str
    mends: str
    happened: str
    over: str


BUTTONS: Final = (
    Button(
        "broker",
        "bell",
        N_("Matar el broker"),
        N_("De golpe, sin que guarde nada. Vuelve solo en 5 segundos."),
        "",
        N_("se mató el broker"),
        N_("volvió el broker"),
    ),
    Button(
        "gateway",
        "house",
        N_("Matar la estación"),
        N_("De golpe, en medio de lo que hace. Vuelve sola en 5 segundos."),
        "",
        N_("se mató la estación"),
        N_("volvió la estación"),
    ),
    Button(
        "wifi",
        "signal",
        N_("Cortar el Wi-Fi de un nodo"),
        N_("Sigue midiendo y guarda en su propia memoria."),
        N_("Devolver el Wi-Fi"),
        N_("un nodo perdió el Wi-Fi"),
        N_("un nodo volvió a tener Wi-Fi"),
    ),
    Button(
        "mains",
        "lost",
        N_("Cortar la luz"),
        N_("Se paran los aireadores eléctricos de toda la comuna."),
        N_("Devolver la luz"),
        N_("se fue la luz"),
        N_("volvió la luz"),
    ),
    Button(
        "disk",
        "battery",
        N_("Llenar el disco"),
        N_("La estación no puede guardar, no confirma nada y lo dice."),
        N_("Hacer espacio en el disco"),
        N_("se llenó el disco"),
        N_("hay espacio en el disco"),
    ),
    Button(
        "pulled",
        "probe",
        N_("Sacar una sonda del agua"),
        N_("Mide aire: lo que dice ya no es del agua."),
        N_("Meter la sonda"),
        N_("una sonda quedó en el aire"),
        N_("una sonda volvió al agua"),
    ),
    Button(
        "dirty",
        "waves",
        N_("Ensuciar una sonda"),
        N_("Baba de diez días: mide de menos y casi no se mueve."),
        N_("Limpiar la sonda"),
        N_("se ensució una sonda"),
        N_("se limpió una sonda"),
    ),
    Button(
        "clock",
        "clock",
        N_("Saltar el reloj 3 horas"),
        N_("El de la estación, como tras un apagón sin pila: los nodos le devuelven la hora."),
        N_("Poner el reloj en hora"),
        N_("saltó el reloj"),
        N_("el reloj está en hora"),
    ),
)
assert [one.trouble for one in BUTTONS] == list(TROUBLES)

WORDS: Final = {one.trouble: one for one in BUTTONS}


@dataclass(frozen=True, slots=True)
class PanelView:
    """What the page shows.

    Attributes:
        panel: How the demo stands, None while it does not answer.
        of_a_node: The troubles that ask which node.
    """

    panel: Panel | None
    buttons: tuple[Button, ...] = BUTTONS
    words: dict[Trouble, Button] | None = None
    of_a_node: frozenset[Trouble] = OF_A_NODE
    at_once: frozenset[Trouble] = AT_ONCE


@router.get("/demo")
def show(visit: VisitHere) -> HTMLResponse:
    """Show the buttons and the count; there is such a page in the demo alone."""
    return visit.page("panel.html", PanelView(ask(_door(visit), Question()), words=WORDS))


@router.post("/demo")
def press(
    visit: VisitHere,
    trouble: Annotated[str, Form(alias="falla", max_length=20)] = "",
    node: Annotated[str, Form(alias="nodo", max_length=40)] = "",
    mends: Annotated[str, Form(alias="arreglar", max_length=2)] = "",
) -> RedirectResponse:
    """Press a button, and go back to the page."""
    door = _door(visit)
    chosen = WORDS.get(trouble)  # type: ignore[call-overload]
    if chosen is None:
        raise HTTPException(404)
    ask(door, Question(Press(chosen.trouble, node if chosen.trouble in OF_A_NODE else "", mends == "si")))
    return see_other("/demo")


def _door(visit: Visit) -> str:
    path = visit.station.config.dashboard.demo_panel
    if path is None:
        raise HTTPException(404)
    return path
