"""What people do about the water of a place, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from dashboard.measured.history import Span
from dashboard.words.language import N_
from gateway.domain.entries import Entry, FishGasping, Intervened
from gateway.domain.places import Place
from gateway.journal.registers import standing

Means = Literal["aerator", "pump", "exchange", "feeding", "swimming"]
Action = Literal["on", "off"]

BEGINS: Final[Mapping[Means, Action]] = {
    "aerator": "on",
    "pump": "on",
    "exchange": "on",
    "feeding": "off",
    "swimming": "on",
}
"""With which action each thing begins: of the feeding it is told that it was stopped."""


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that can be done about the water.

    Attributes:
        did: As who did it says it.
        told: As it is told afterwards, whoever did it.
    """

    means: Means
    action: Action
    did: str
    told: str

    @property
    def value(self) -> str:
        """Its name in a form."""
        return f"{self.means}-{self.action}"

    @property
    def begins(self) -> bool:
        """Whether something begins with it, rather than ends."""
        return self.action == BEGINS[self.means]


DEEDS: Final = (
    Deed("aerator", "on", N_("Encendí el aireador"), N_("Aireador encendido")),
    Deed("aerator", "off", N_("Apagué el aireador"), N_("Aireador apagado")),
    Deed("pump", "on", N_("Encendí la bomba"), N_("Bomba encendida")),
    Deed("pump", "off", N_("Apagué la bomba"), N_("Bomba apagada")),
    Deed("exchange", "on", N_("Abrí el agua"), N_("Agua abierta")),
    Deed("exchange", "off", N_("Cerré el agua"), N_("Agua cerrada")),
    Deed("feeding", "off", N_("Suspendí el alimento"), N_("Alimento suspendido")),
    Deed("feeding", "on", N_("Volví a dar alimento"), N_("Otra vez con alimento")),
    Deed("swimming", "on", N_("Entraron muchachos a nadar"), N_("Muchachos nadando")),
    Deed("swimming", "off", N_("Salieron del agua"), N_("Muchachos fuera del agua")),
)
"""What can be done about the water of a pond; people who swim move it, which is known and counts."""

EVERYWHERE: Final[tuple[Means, ...]] = ("feeding", "swimming")
"""What every pond has."""

GASPING_LASTS_S: Final = 12 * 3600
"""How long fish that were seen gasping stand on the page of their pond: a night [s]."""


@dataclass(frozen=True, slots=True)
class Running:
    """Something that goes on.

    Attributes:
        since: When it began [s UTC].
        uid: Of the entry that says so.
    """

    means: Means
    since: int
    uid: str


def means_of(place: Place) -> tuple[Means, ...]:
    """Return what can be done about the water of a place."""
    if place.sort != "pond":
        return ()
    known: tuple[Means, ...] = ("aerator", "pump", "exchange")
    return (*(one for one in known if one in place.means), *EVERYWHERE)


def deeds_of(place: Place) -> list[Deed]:
    """Return what can be told of a place: only of means that it has."""
    known = means_of(place)
    return [one for one in DEEDS if one.means in known]


def deed_of(body: Intervened) -> Deed:
    """Return the words of an intervention."""
    return next(one for one in DEEDS if (one.means, one.action) == (body.means, body.action))


def running(book: Iterable[Entry], place: str) -> dict[Means, Running]:
    """Return what goes on at a place, by its means; told twice, it goes on since the first."""
    found: dict[Means, Running] = {}
    for body, entry in _told(book, place):
        if body.action == BEGINS[body.means]:
            found.setdefault(body.means, Running(body.means, entry.happened, entry.uid))
        else:
            found.pop(body.means, None)
    return found


def runs(book: Iterable[Entry], place: str, span: Span, *, means: Means = "aerator") -> list[Span]:
    """Return when something went on at a place within a span, rising; what was not ended goes on."""
    found: list[Span] = []
    since: int | None = None
    for body, entry in _told(book, place):
        if body.means != means:
            continue
        if body.action == BEGINS[means] and since is None:
            since = entry.happened
        elif body.action != BEGINS[means] and since is not None:
            found.append(Span(since, entry.happened))
            since = None
    if since is not None:
        found.append(Span(since, span.end))
    return [one for one in found if one.end > span.start and one.start < span.end]


def gasping(book: Iterable[Entry], *, now: int) -> dict[str, list[Entry]]:
    """Return what people said this night of fish that gasp, by place, rising.

    The word that they gasp no more ends what was said before it.
    """
    found: dict[str, list[Entry]] = {}
    for one in sorted(standing(book), key=lambda one: (one.happened, one.number)):
        if not isinstance(one.body, FishGasping) or not 0 <= now - one.happened < GASPING_LASTS_S:
            continue
        if one.body.over:
            found.pop(one.body.place, None)
        else:
            found.setdefault(one.body.place, []).append(one)
    return found


def _told(book: Iterable[Entry], place: str) -> list[tuple[Intervened, Entry]]:
    kept = sorted(standing(book), key=lambda one: (one.happened, one.number))
    return [(one.body, one) for one in kept if isinstance(one.body, Intervened) and one.body.place == place]
