"""What two scales said of one load, ours and the receiver's, at one base: how far apart, never why."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

from dashboard.production.grain import kg_at_base, printed_kg
from dashboard.production.saying import Saying
from gateway.domain.entries import Weighing
from gateway.domain.goods import Base

HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Parts:
    """What a load consists of [kg]; together they are what the scale said.

    Attributes:
        impurity: Dry; None where nobody measured it: then it is in `dry`.
    """

    water: Decimal
    dry: Decimal
    impurity: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """How far the receiver's weighing is from ours; below zero where theirs is smaller.

    All kilos are rounded as they are printed, so that what stands on a paper adds up on it.

    Attributes:
        base: At which both are compared; None: as they were weighed.
        ours: [kg].
        theirs: [kg].
        on_the_scale: Theirs less ours, as weighed [kg].
        parts: What of `on_the_scale` is water, dry grain and impurity; None where a moisture is missing.
        lacks: What is missing to compare grain at one base; empty where nothing is.
    """

    base: Base | None
    ours: Decimal
    theirs: Decimal
    on_the_scale: Decimal
    parts: Parts | None = None
    lacks: Literal["", "moisture", "base"] = ""

    @property
    def kg(self) -> Decimal:
        """Theirs less ours [kg]."""
        return self.theirs - self.ours

    @property
    def percent(self) -> Decimal:
        """Theirs less ours, of ours [%], with one decimal."""
        return (HUNDRED * self.kg / self.ours).quantize(Decimal("0.1"), ROUND_HALF_UP)


def difference(ours: Weighing, theirs: Weighing, *, base: Base | None) -> Difference:
    """Return what lies between two weighings of one load.

    Impurity that nobody measured counts as none, as at reception. Where a moisture is missing or the
    commune has set no base, the kilos are compared as they were weighed.

    Args:
        ours: What our scale said.
        theirs: What the receiver's scale said.
        base: Of grain; None of everything else, and where the commune has set none.
    """
    least = min(ours.kg, theirs.kg)
    apart = theirs.kg - ours.kg
    both = _at(ours, base), _at(theirs, base)
    parts = _parts_apart(ours, theirs, apart, least)
    if base is None or both[0] is None or both[1] is None:
        return Difference(None, ours.kg, theirs.kg, apart, parts, _lacks(ours, theirs, base))
    return Difference(base, printed_kg(both[0], of=least), printed_kg(both[1], of=least), apart, parts)


def parts_of(weighed: Weighing, *, with_impurity: bool) -> Parts | None:
    """Return what a load of grain consists of, None where nobody measured its moisture.

    Source:
        By the definition of moisture on the wet weight; impurity as a share of the dry rest, as in
        the reckoning of `kg_at_base`.
    """
    if weighed.moisture is None:
        return None
    water = weighed.kg * weighed.moisture / HUNDRED
    rest = weighed.kg - water
    if not with_impurity or weighed.impurity is None:
        return Parts(water, rest)
    impurity = rest * weighed.impurity / HUNDRED
    return Parts(water, rest - impurity, impurity)


def _at(weighed: Weighing, base: Base | None) -> Decimal | None:
    if base is None or weighed.moisture is None:
        return None
    impurity = weighed.impurity or Decimal(0)
    return kg_at_base(weighed.kg, moisture=weighed.moisture, impurity=impurity, base=base)


def _lacks(ours: Weighing, theirs: Weighing, base: Base | None) -> Literal["", "moisture", "base"]:
    measured = [one.moisture is not None for one in (ours, theirs)]
    if all(measured):
        return "base"
    return "moisture" if any(measured) or base is not None else ""


def _parts_apart(ours: Weighing, theirs: Weighing, apart: Decimal, least: Decimal) -> Parts | None:
    """Return what the difference on the scale consists of; the dry grain takes what rounding leaves."""
    with_impurity = None not in (ours.impurity, theirs.impurity)
    one = parts_of(ours, with_impurity=with_impurity)
    other = parts_of(theirs, with_impurity=with_impurity)
    if one is None or other is None:
        return None
    water = printed_kg(other.water - one.water, of=least)
    if one.impurity is None or other.impurity is None:
        return Parts(water, apart - water)
    impurity = printed_kg(other.impurity - one.impurity, of=least)
    return Parts(water, apart - water - impurity, impurity)


def sayings(found: Difference) -> list[Saying]:
    """Return a difference in sentences, and that it does not say why; `apart` is kilos with their unit."""
    if not found.kg and not found.on_the_scale:
        return [Saying("Las dos romanas dicen lo mismo.", {})]
    return [
        *_compared(found),
        *_on_the_scale(found),
        *_consists(found.parts),
        *_lacking(found),
        Saying("La diferencia no dice por qué.", {}),
    ]


def _compared(found: Difference) -> list[Saying]:
    values = {
        "ours": found.ours,
        "theirs": found.theirs,
        "apart": abs(found.kg),
        "percent": abs(found.percent),
    }
    if found.base is None:
        sentence = Saying(
            "Nuestra romana dio %(ours)s kilos y la de quien recibió %(theirs)s.",
            _only(values, "ours", "theirs"),
        )
        return [sentence, _more_or_less(found.kg, values)]
    at_base = {"moisture": found.base.moisture, "impurity": found.base.impurity}
    return [
        Saying(
            "Al %(moisture)s %% de humedad y %(impurity)s %% de impureza, nuestra pesada son "
            "%(ours)s kilos y la de quien recibió %(theirs)s.",
            at_base | _only(values, "ours", "theirs"),
        ),
        _more_or_less(found.kg, values),
    ]


def _more_or_less(apart: Decimal, values: dict[str, Decimal]) -> Saying:
    if not apart:
        return Saying("Es lo mismo.", {})
    named = _only(values, "apart", "percent")
    if apart < 0:
        return Saying("La de quien recibió es menor: faltan %(apart)s, el %(percent)s %%.", named)
    return Saying("La de quien recibió es mayor: hay %(apart)s más, el %(percent)s %%.", named)


def _only(values: dict[str, Decimal], *names: str) -> dict[str, Decimal]:
    return {name: values[name] for name in names}


def _on_the_scale(found: Difference) -> list[Saying]:
    """Return what the scales said, where that is not what was compared."""
    if found.base is None:
        return []
    kilos = {"kilos": abs(found.on_the_scale)}
    if not found.on_the_scale:
        return [Saying("Como se pesó, son los mismos kilos.", {})]
    if found.on_the_scale < 0:
        return [Saying("Como se pesó, son %(kilos)s kilos menos.", kilos)]
    return [Saying("Como se pesó, son %(kilos)s kilos más.", kilos)]


def _consists(parts: Parts | None) -> list[Saying]:
    if parts is None:
        return []
    return [*_of_water(parts.water), *_of_dry(parts.dry), *_of_impurity(parts.impurity or Decimal(0))]


def _of_water(kg: Decimal) -> list[Saying]:
    if kg < 0:
        return [Saying("De agua hay %(kilos)s kilos menos.", {"kilos": -kg})]
    return [Saying("De agua hay %(kilos)s kilos más.", {"kilos": kg})] if kg else []


def _of_dry(kg: Decimal) -> list[Saying]:
    if kg < 0:
        return [Saying("De grano seco faltan %(kilos)s kilos.", {"kilos": -kg})]
    return [Saying("De grano seco hay %(kilos)s kilos más.", {"kilos": kg})] if kg else []


def _of_impurity(kg: Decimal) -> list[Saying]:
    if kg < 0:
        return [Saying("De impureza hay %(kilos)s kilos menos.", {"kilos": -kg})]
    return [Saying("De impureza hay %(kilos)s kilos más.", {"kilos": kg})] if kg else []


def _lacking(found: Difference) -> list[Saying]:
    if found.lacks == "base":
        return [Saying("La comuna no ha dicho a qué humedad compara: son kilos como se pesaron.", {})]
    if found.lacks == "moisture":
        return [Saying("Falta una humedad: no se sabe cuánto es agua y cuánto es grano.", {})]
    return []
