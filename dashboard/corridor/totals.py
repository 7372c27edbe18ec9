"""What the communes of a corridor produced together, and which of them are in it; nothing is guessed.

Goods are added only to the same: same product, same measure, same base, same currency; and a currency that
a commune made itself only to its own, for another's may bear the same name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from typing import Final, Literal

from dashboard.corridor.manifest import Concept
from dashboard.corridor.standing import Expected, Refused, Standing, Taken
from gateway.domain.goods import Amount, Good

State = Literal["in", "missing", "refused", "withdrawn", "other_period"]

_CONCEPTS: Final[tuple[Concept, ...]] = (
    "cosechado", "recibido", "entregado", "perdido", "ingreso", "egreso",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Period:
    """From which day to which day."""

    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Place:
    """How a commune of the corridor stands in a period.

    Attributes:
        taken: Its files in force of this period.
        refused: Why its newest file was not taken; that it is its, nothing proves.
        reason: Of a withdrawal, as it was told; of another period its days.
    """

    commune: str
    name: str
    state: State
    taken: tuple[Taken, ...] = ()
    refused: Refused | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """The sum of one good and one concept.

    Attributes:
        name: What the first commune calls the good.
        owner: Of a currency of one commune that commune; else empty.
        communes: The short names of those in it.
        kept_back: The short names of those that keep a part of it, or all of it, back.
    """

    concept: Concept
    total: Amount
    name: str
    owner: str
    communes: tuple[str, ...]
    kept_back: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """A period of the corridor.

    Attributes:
        places: Every commune that is expected, by name, then those that came without being expected.
        lines: By good, then by concept.
        refusals: Every file that was not taken, the newest first; nothing proves whose they are.
        families: Of the communes that are in it and counted them all.
    """

    period: Period
    places: tuple[Place, ...]
    lines: tuple[Line, ...]
    refusals: tuple[Refused, ...]
    families: int

    @property
    def counted(self) -> int:
        """How many communes are in it."""
        return sum(1 for one in self.places if one.state == "in")


def periods(standing: Standing) -> list[Period]:
    """Return the periods of which there are files, the one that ends last first."""
    found = {(one.until, one.since) for one in standing.taken}
    return [Period(since, until) for until, since in sorted(found, reverse=True)]


def together(standing: Standing, period: Period) -> Together:
    """Return what the communes told of a period."""
    members = [one for one in standing.expected if _belongs(one, period)]
    known = {one.commune for one in members}
    came = sorted({one.commune for one in standing.in_force if _is_of(one, period)} - known)
    places = [_place(standing, one, period) for one in (*members, *(_unexpected(one) for one in came))]
    inside = [(place, one) for place in places if place.state == "in" for one in place.taken]
    counted = {place.commune: one.opened.manifest.families or 0 for place, one in inside}
    return Together(
        period=period,
        places=tuple(places),
        lines=tuple(_lines(inside)),
        refusals=standing.refused,
        families=sum(counted.values()),
    )


def _unexpected(commune: str) -> Expected:
    return Expected(commune, commune)


def _belongs(one: Expected, period: Period) -> bool:
    return (one.joined is None or one.joined <= period.until) and (
        one.gone is None or one.gone > period.since
    )


def _is_of(one: Taken, period: Period) -> bool:
    return (one.since, one.until) == (period.since, period.until)


def _place(standing: Standing, member: Expected, period: Period) -> Place:
    """Return how a commune stands; what it took back is used no more."""
    gone = next((one for one in standing.withdrawn if one.commune == member.commune), None)
    own = [one for one in standing.in_force if one.commune == member.commune]
    since = "" if gone is None else datetime.fromtimestamp(gone.at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    used = [one for one in own if one.opened.manifest.created > since]
    here = tuple(one for one in used if _is_of(one, period))
    name = here[0].opened.manifest.name if here and member.name == member.commune else member.name
    if here:
        return Place(member.commune, name, "in", here)
    if gone is not None:
        return Place(member.commune, name, "withdrawn", reason=gone.reason)
    refused = next((one for one in standing.refused if one.commune == member.commune), None)
    if refused is not None:
        return Place(member.commune, name, "refused", refused=refused)
    if used:
        days = f"{used[-1].since} / {used[-1].until}"
        return Place(member.commune, name, "other_period", reason=days)
    return Place(member.commune, name, "missing")


def _lines(inside: Iterable[tuple[Place, Taken]]) -> list[Line]:
    sums: dict[tuple[str, int, str], Line] = {}
    for place, taken in inside:
        for row in taken.opened.summary:
            owner = place.commune if _is_of_one_commune(row.good) else ""
            key = (str(row.good), _CONCEPTS.index(row.concept), owner)
            known = sums.get(key) or Line(row.concept, Amount(row.good, Decimal(0)), row.name, owner, (), ())
            sums[key] = Line(
                concept=row.concept,
                total=known.total + Amount(row.good, row.amount or Decimal(0)),
                name=known.name,
                owner=owner,
                communes=_once(known.communes, () if row.kept_back else (place.commune,)),
                kept_back=_once(known.kept_back, (place.commune,) if row.kept_back else ()),
            )
    return [sums[key] for key in sorted(sums)]


def _is_of_one_commune(good: Good) -> bool:
    """Tell whether a good is counted in something that another commune's measure of the same name is not."""
    return (good.measure == "money" and not good.item.isupper()) or good.measure == "sack"


def _once(known: Sequence[str], more: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
