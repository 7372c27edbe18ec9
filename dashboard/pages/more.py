"""Everything else: who is here, what the screen looks like, and what only some may do."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from fastapi import APIRouter
from fastapi.responses import HTMLResponse

from dashboard.login.rights import Right
from dashboard.visit.given import THEMES, Visit, VisitHere
from dashboard.words.language import N_

router = APIRouter()


class Way(NamedTuple):
    """A way to a page.

    Attributes:
        what: Its name; a msgid.
        detail: What one does there; a msgid.
        right: Who is shown it; None for everybody.
    """

    href: str
    icon: str
    what: str
    detail: str
    right: Right | None = None


KEEPING: Final = (
    Way("/nodos", "signal", N_("Los nodos"), N_("cómo está cada sonda y qué le toca")),
    Way(
        "/preparar",
        "tools",
        N_("Preparar la estación"),
        N_("estanques, lotes, límites, sondas y empresas"),
        Right.SET_UP,
    ),
    Way(
        "/personas",
        "people",
        N_("Personas"),
        N_("quién es de la comuna y qué puede hacer"),
        Right.KEEP_PEOPLE,
    ),
    Way(
        "/aparato",
        "phone",
        N_("Teléfonos y computadoras"),
        N_("los que se inscribieron"),
        Right.SEE_MEMBERS,
    ),
    Way(
        "/estacion",
        "gauge",
        N_("Cómo anda la estación"),
        N_("disco, reloj, nodos, copia y avisos: qué mirar y qué hacer"),
        Right.SEE_MEMBERS,
    ),
    Way(
        "/hora", "clock", N_("La hora de la estación"), N_("cuál es, quién la dice, y ponerla"), Right.SET_UP
    ),
    Way("/registro", "list", N_("Registro"), N_("quién hizo qué y cuándo"), Right.SEE_MEMBERS),
    Way(
        "/apartados",
        "question",
        N_("Mensajes apartados"),
        N_("lo que llegó y no se pudo leer"),
        Right.SET_UP,
    ),
    Way(
        "/llaves",
        "key",
        N_("Llaves para otros programas"),
        N_("para leer los datos desde fuera"),
        Right.MAKE_TOKENS,
    ),
)
"""What keeps the station going."""

COMMUNE: Final = (
    Way(
        "/asamblea/corredor",
        "people",
        N_("El corredor"),
        N_("lo que decidimos compartir, lo que salió y lo que suman las comunas"),
    ),
    Way(
        "/registros",
        "list",
        N_("Lo que está registrado"),
        N_("consejos, empresas, productos, medidas y lo que decidió la comuna"),
    ),
    Way(
        "/cifras",
        "cob",
        N_("Cifras del libro"),
        N_("lo que otro libro publicó de El Maizal, y lo que deja decir"),
    ),
)
"""What the commune says of itself."""

AWAKE: Final = (
    Way("/alarma", "bell", N_("Vigilar la alarma"), N_("que este teléfono suene si algo no puede esperar")),
    Way(
        "/guardia", "people", N_("Guardia"), N_("quién está de guardia y a quién se llama"), Right.SEE_MEMBERS
    ),
    Way(
        "/guardia/despierta",
        "clock",
        N_("Qué despierta a quién"),
        N_("qué suena de noche y qué espera a la mañana"),
    ),
    Way("/avisos", "list", N_("Alarmas de antes"), N_("qué pasó, quién fue y cuánto valió la alarma")),
)
"""What keeps people awake, or lets them sleep."""


class Screen(NamedTuple):
    """A way to look at the pages; `word` and `detail` are msgids."""

    value: str
    icon: str
    word: str
    detail: str


SCREENS: Final = (
    Screen("hora", "clock", N_("Según la hora"), N_("clara de día, oscura de noche")),
    Screen("clara", "sun", N_("Clara"), N_("para leer al sol")),
    Screen("oscura", "moon", N_("Oscura"), N_("para la noche")),
    Screen("contraste", "contrast", N_("Alto contraste"), N_("negro, blanco y amarillo, con bordes")),
    Screen("proyector", "projector", N_("Proyector"), N_("letras grandes, una parte por pantalla")),
    Screen(
        "quiosco",
        "screen",
        N_("Computadora de todos"),
        N_("botones grandes; a los 2 minutos sin tocarla vuelve al inicio"),
    ),
)


BOOK: Final = (
    Way("/campos", "cob", N_("Lotes de maíz"), N_("si se puede sembrar, si hay que regar y cuánto"), None),
    Way(
        "/produccion",
        "basket",
        N_("Qué produjimos y a dónde fue"),
        N_("cada producto, sus entregas y lo que toca a cada consejo"),
    ),
    Way("/unidades", "sprout", N_("Las unidades de producción"), N_("las EPS, sus unidades y sus ciclos")),
    Way("/libro", "list", N_("El libro"), N_("asiento por asiento, con sus correcciones")),
)
"""What the assembly reads."""


@dataclass(frozen=True, slots=True)
class MoreView:
    """What the page of everything else shows.

    Attributes:
        screen: The word of the choice that stands.
    """

    ways: list[Way]
    commune: tuple[Way, ...]
    awake: list[Way]
    book: list[Way]
    screens: tuple[Screen, ...]
    screen: str


@router.get("/mas")
def more(visit: VisitHere) -> HTMLResponse:
    """Show everything else that this visitor may open."""
    chosen = next(word for word, theme in THEMES.items() if theme == visit.chosen_theme)
    view = MoreView(open_ways(visit), COMMUNE, _open(visit, AWAKE), _open(visit, BOOK), SCREENS, chosen)
    return visit.page("more.html", view)


def open_ways(visit: Visit) -> list[Way]:
    """Return the ways that this visitor may go, in their usual order."""
    return _open(visit, KEEPING)


def _open(visit: Visit, ways: Sequence[Way]) -> list[Way]:
    return [one for one in ways if one.right is None or visit.may(one.right)]
