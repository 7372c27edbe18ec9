"""What the API says when it cannot answer, as problem details.

Source:
    RFC 9457, Problem Details for HTTP APIs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final
from urllib.parse import quote

import msgspec
from fastapi import Request
from fastapi.responses import Response

from dashboard.words.language import N_, Language, languages, preferred
from gateway.domain.errors import ConucoError

MEDIA_TYPE: Final = "application/problem+json"
DOCUMENTED_AT: Final = "/api/v1/#problema-"
"""Where the page of the API explains a kind of problem."""

MOST_FAULTS: Final = 20
"""So many parameters are told back: nobody has to be sent a megabyte for a line of nonsense."""


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of problem: its name in addresses, its status, its title and what to do."""

    name: str
    status: int
    title: str
    advice: str


INVALID: Final = Kind(
    "parametros",
    422,
    N_("Parámetros no válidos"),
    N_("Corrija los parámetros que se nombran en «errors» y pregunte otra vez."),
)
NOT_FOUND: Final = Kind(
    "no-existe",
    404,
    N_("No existe"),
    N_("Esta dirección no existe. Vea /api/v1/ y la lista de lugares en /api/v1/places."),
)
METHOD: Final = Kind(
    "metodo",
    405,
    N_("Este método no se puede usar aquí"),
    N_("La API solo se lee: use GET o HEAD. Para anotar están las páginas."),
)
NOT_ACCEPTABLE: Final = Kind(
    "formato",
    406,
    N_("No hay ese formato"),
    N_("Pida «csv», «ods» o «json» con el parámetro «format», o quite el encabezado Accept."),
)
UNAUTHORIZED: Final = Kind(
    "llave",
    401,
    N_("Falta una llave válida"),
    N_(
        "La llave no existe, venció o fue quitada. Pida otra al equipo técnico "
        "y mándela así: Authorization: Bearer <llave>."
    ),
)
FORBIDDEN: Final = Kind(
    "permiso",
    403,
    N_("La llave no alcanza para esto"),
    N_("Esto lo leen solo miembros de la comuna. Pida al equipo técnico una llave con «members»."),
)
FAILED: Final = Kind(
    "fallo",
    500,
    N_("Algo falló en la estación"),
    N_("Pregunte otra vez dentro de un minuto. Si sigue fallando, avise al equipo técnico."),
)
UNAVAILABLE: Final = Kind(
    "sin-datos",
    503,
    N_("Los datos no se pueden leer ahora"),
    N_("La base de datos no responde. Pregunte otra vez dentro de un minuto o avise al equipo técnico."),
)
BUSY: Final = Kind(
    "ocupada",
    503,
    N_("La estación está ocupada"),
    N_("Ya se preparan otras hojas de cálculo. Pregunte otra vez dentro de un minuto, o pida CSV."),
)
REFUSED: Final = Kind(
    "solicitud",
    400,
    N_("No se entiende la solicitud"),
    N_("Revise la solicitud. En /api/v1/ hay ejemplos."),
)
KINDS: Final = (
    INVALID,
    NOT_FOUND,
    METHOD,
    NOT_ACCEPTABLE,
    UNAUTHORIZED,
    FORBIDDEN,
    FAILED,
    UNAVAILABLE,
    BUSY,
    REFUSED,
)
RETRY_AFTER_S: Final = 30

CHALLENGE: Final = 'Bearer realm="conuco"'
"""What a refusal for want of a key says of how to come with one (RFC 6750, section 3)."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with one parameter: a Spanish sentence with the places of its values."""

    parameter: str
    sentence: str
    values: Mapping[str, object]


class ProblemError(ConucoError):
    """A question that the API cannot answer.

    Attributes:
        kind: What sort of problem it is.
        faults: The parameters that are wrong.
        advice: A sentence that says more than the one of its kind.
    """

    def __init__(self, kind: Kind, *, faults: Sequence[Fault] = (), advice: str = "") -> None:
        super().__init__(kind.title)
        self.kind = kind
        self.faults = tuple(faults)[:MOST_FAULTS]
        self.advice = advice or kind.advice


def wrong(parameter: str, sentence: str, **values: object) -> ProblemError:
    """Return the problem of one parameter that cannot be."""
    return ProblemError(INVALID, faults=[Fault(parameter, sentence, values)])


def kind_of(status: int) -> Kind:
    """Return the kind of problem that a status means."""
    found = {one.status: one for one in reversed(KINDS)}
    return found.get(status, REFUSED if status < HTTPStatus.INTERNAL_SERVER_ERROR else FAILED)


def language_of(request: Request) -> Language:
    """Return the language in which a program wants its sentences."""
    return languages()[preferred(request.headers.get("accept-language", ""))]


def answered(request: Request, problem: ProblemError, *, status: int | None = None) -> Response:
    """Return a problem as the answer to a request, in the reader's language."""
    kind, say = problem.kind, language_of(request)
    body = {
        "type": DOCUMENTED_AT + kind.name,
        "title": say.gettext(kind.title),
        "status": status or kind.status,
        "detail": say.gettext(problem.advice),
        "instance": quote(request.url.path, errors="replace"),
    }
    if problem.faults:
        body["errors"] = [
            {"parameter": one.parameter, "detail": say.gettext(one.sentence) % one.values}
            for one in problem.faults
        ]
    headers = {"Cache-Control": "no-store", "Content-Language": say.code, "Vary": "Accept-Language"}
    if kind is UNAUTHORIZED:
        headers["WWW-Authenticate"] = f'{CHALLENGE}, error="invalid_token"'
    if kind is FORBIDDEN:
        headers["WWW-Authenticate"] = f'{CHALLENGE}, error="insufficient_scope", scope="members"'
    if kind in (UNAVAILABLE, BUSY):
        headers["Retry-After"] = str(RETRY_AFTER_S)
    return Response(
        msgspec.json.encode(body), status_code=status or kind.status, headers=headers, media_type=MEDIA_TYPE
    )
