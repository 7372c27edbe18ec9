"""Parameters, strictly read: what is not exactly understood is asked back, never guessed."""

from __future__ import annotations

import re
from collections import Counter
from typing import Annotated, Any, Final, Literal

from fastapi import Request
from fastapi.exceptions import RequestValidationError
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema

from dashboard.api.moments import LAST, parse_moment
from dashboard.api.problems import INVALID, Fault, ProblemError, wrong
from dashboard.book.kinds import TOLD
from dashboard.words.language import N_
from gateway.domain.quantities import QUANTITIES, is_signal

READABLE: Final = tuple(name for name in QUANTITIES if not is_signal(name))
MOST_POINTS: Final = 5000
USUAL_POINTS: Final = 500
USUAL_SPAN_S: Final = 24 * 3600
_WHOLE: Final = re.compile(r"[0-9]{1,16}", re.ASCII)

_OF_A_MOMENT: Final = N_(
    "Escriba segundos desde 1970, o fecha y hora con su zona, por ejemplo "
    "2026-06-10T00:00:00Z (en una dirección, el signo + se escribe %%2B); entre 1970 y 2100."
)
_SENTENCES: Final = {
    "missing": N_("Falta este parámetro."),
    "extra_forbidden": N_("Aquí no existe este parámetro. Quítelo o corrija su nombre."),
    "literal_error": N_("Debe ser uno de: %(expected)s."),
    "greater_than_equal": N_("Debe ser %(ge)s o más."),
    "less_than_equal": N_("Debe ser %(le)s o menos."),
    "moment": _OF_A_MOMENT,
    "quantity": N_("No se mide esa magnitud. Vea la lista en /api/v1/."),
    "kind": N_("No hay esa clase de registro. Vea la lista en /api/v1/."),
    "whole": N_("Escriba un número entero, solo con cifras."),
}
_OTHERWISE: Final = N_("No tiene la forma que debe.")


class _ReadError(ValueError):
    """A value that one of the readers below does not take; its text is a key of the sentences."""


def _moment(text: object) -> int:
    try:
        return parse_moment(str(text))
    except ValueError as error:
        raise _ReadError("moment") from error


def _whole(text: object) -> object:
    """Return a number written in digits; Python itself would read "1_0" as ten."""
    if isinstance(text, str):
        if not _WHOLE.fullmatch(text):
            raise _ReadError("whole")
        return int(text)
    return text


def _quantity(name: str) -> str:
    if name not in READABLE:
        raise _ReadError("quantity")
    return name


def _kind(name: str) -> str:
    if name not in TOLD:
        raise _ReadError("kind")
    return name


Moment = Annotated[
    int,
    BeforeValidator(_moment),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "integer", "minimum": 0, "maximum": LAST},
                {"type": "string", "format": "date-time"},
            ]
        }
    ),
]
Whole = Annotated[int, BeforeValidator(_whole)]
PlaceName = Annotated[
    str,
    Field(
        pattern=r"^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$",
        description="Short name of a pond or field, as in /places.",
        examples=["estanque-1"],
    ),
]
Quantity = Annotated[
    str,
    AfterValidator(_quantity),
    WithJsonSchema({"type": "string", "enum": list(READABLE)}),
    Field(description="What was measured; each has one unit, which every answer names."),
]
Channel = Annotated[
    str,
    Field(
        pattern=r"^[A-Za-z0-9._-]{1,64}$",
        description="One probe of the place, as `sonda-30cm`; without it, all of them.",
        examples=["sonda"],
    ),
]
Format = Literal["csv", "ods", "json"]
Kind = Annotated[str, AfterValidator(_kind), WithJsonSchema({"type": "string", "enum": list(TOLD)})]


class Asked(BaseModel):
    """Parameters of a question; one that is not known here is refused, never passed over."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=False)


class Stretch(Asked):
    """A quantity at a place over a stretch of time, [from, to)."""

    place: PlaceName
    quantity: Quantity
    channel: Channel | None = None
    start: Moment | None = Field(
        None,
        alias="from",
        description="First moment: seconds since 1970 or ISO 8601 with a zone. Usual: a day before `to`.",
        examples=["2026-06-09T00:00:00-04:00"],
    )
    end: Moment | None = Field(
        None,
        alias="to",
        description="The moment before which it ends. Usual: now.",
        examples=["2026-06-10T00:00:00-04:00"],
    )

    def span(self, *, now: int) -> tuple[int, int]:
        """Return from when to when, [start, end) [s UTC].

        Raises:
            ProblemError: Both were given, and it ends before it begins.
        """
        end = self.end if self.end is not None else max(now, (self.start or 0) + 1)
        start = self.start if self.start is not None else max(0, end - USUAL_SPAN_S)
        if self.start is not None and start >= end:
            raise wrong("to", N_("Debe ser después de «from»."))
        return start, end


class Thinned(Stretch):
    """The same, in so many points at most."""

    points: Whole = Field(
        USUAL_POINTS, ge=1, le=MOST_POINTS, description="At most so many points for each series."
    )


class ExportOf(Stretch):
    """The same, reading by reading, in a format."""

    format: Format | None = Field(None, description="Usual: what `Accept` asks for, else JSON.")


class OnePlace(Asked):
    """One place, or all."""

    place: PlaceName | None = None


class Nothing(Asked):
    """No parameters at all."""


class Page(Asked):
    """A page of a journal."""

    journal: Literal["book", "station"] = Field(
        "book", description="`book`: production; `station`: the rest."
    )
    kind: Kind | None = Field(None, description="Only entries of this kind.", examples=["harvest"])
    after: Whole = Field(0, ge=0, le=2**53 - 1, description="Only entries with a higher number.")
    limit: Whole = Field(100, ge=1, le=1000, description="At most so many entries.")


def said_once(request: Request) -> None:
    """Refuse a parameter that is given twice: nobody can know which one was meant.

    Raises:
        ProblemError: One is.
    """
    counted = Counter(name for name, _ in request.query_params.multi_items())
    twice = sorted(name for name, count in counted.items() if count > 1)
    if twice:
        sentence = N_("Está dos veces. Déjelo una sola vez.")
        raise ProblemError(INVALID, faults=[Fault(_shown(name), sentence, {}) for name in twice])


def problem_of(error: RequestValidationError) -> ProblemError:
    """Return what the parameters' own rules complain of as one problem that names each."""
    return ProblemError(INVALID, faults=[_fault(one) for one in error.errors()])


def _fault(complaint: dict[str, Any]) -> Fault:
    name = _shown(str(complaint["loc"][-1]))
    context = complaint.get("ctx") or {}
    reason = context.get("error")
    key = str(reason) if isinstance(reason, _ReadError) else complaint["type"]
    return Fault(name, _SENTENCES.get(key, _OTHERWISE), context)


def _shown(name: str) -> str:
    """Return a parameter's name as it may be told back: short, and of letters."""
    return re.sub(r"[^\w.-]", "?", name)[:40]
