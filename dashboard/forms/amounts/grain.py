"""What every form asks about a load of grain, at which base it is compared, and what that comes to."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Number, Range
from dashboard.production.grain import Base, kg_at_base, printed_kg
from dashboard.production.registers import BookRegisters
from dashboard.telling.weighings import percents
from dashboard.words.units import KILOS, PERCENT
from dashboard.words.written import Words
from gateway.domain.entries import GrainBaseSet, Weighing

MOISTURE: Final = "humedad"
IMPURITY: Final = "impureza"
MOISTURE_RANGE: Final = Range(Decimal(5), Decimal(60))
IMPURITY_RANGE: Final = Range(Decimal(0), Decimal(50))


def registers_of(asking: Asking) -> BookRegisters:
    """Return what is registered about production."""
    return asking.visit.station.production.registers()


def is_grain(registers: BookRegisters, product: str, *, otherwise: bool) -> bool:
    """Tell whether kilos of a product mean nothing without moisture; `otherwise` of one not registered."""
    found = registers.products.get(product)
    return otherwise if found is None else found.is_grain


def commune_base(asking: Asking, product: str, *, at: int) -> GrainBaseSet | None:
    """Return the base of a grain that is in force at a moment [s UTC], None where the commune set none."""
    return registers_of(asking).base_of(product, at=at)


def grain_asks(asking: Asking, product: str) -> list[Ask]:
    """Return the questions about moisture and impurity, with the base at which kilos are compared."""
    _ = asking.gettext
    return [
        Number(
            name=MOISTURE,
            ask=_("¿Con qué humedad?"),
            unit=PERCENT,
            within=MOISTURE_RANGE,
            hint=_("del grano como se pesó, por ejemplo 22"),
            missing=_("Escriba la humedad del grano, o marque «no sé»."),
            may_be_unknown=True,
        ),
        Number(
            name=IMPURITY,
            ask=_("¿Con qué impureza?"),
            unit=PERCENT,
            within=IMPURITY_RANGE,
            hint=_("si se midió"),
        ),
        base_aside(asking, product),
    ]


def base_aside(asking: Asking, product: str) -> Aside:
    """Return at which base kilos of a grain are compared and who says so, or that nobody has set one."""
    _, base = asking.gettext, commune_base(asking, product, at=asking.words.now)
    if base is None:
        return Aside(
            _(
                "La comuna no ha fijado a qué humedad e impureza compara este grano. Estos kilos quedan como "
                "se pesaron y no se comparan con ningunos. La base se fija en «Anotar», «La base del grano», "
                "con el acta que la decidió."
            )
        )
    return Aside(
        _("Los kilos se comparan a %(moisture)s de humedad y %(impurity)s de impureza. Fuente: %(source)s")
        % (percents(base.moisture, base.impurity, asking.words) | {"source": base.source})
    )


def conversion(answers: Answers, weighed: Weighing, base: Base | None) -> list[str]:
    """Return in whole words what wet grain is at the base of the commune; nothing of what is no wet grain."""
    _, words = answers.gettext, answers.words
    if weighed.moisture is None:
        return []
    if base is None:
        return [_("Sin base no se pasan a kilos secos: quedan como se pesaron.")]
    dry = kg_at_base(
        weighed.kg, moisture=weighed.moisture, impurity=weighed.impurity or Decimal(0), base=base
    )
    wet = {"wet": _kilos(weighed.kg, words), "wetness": f"{words.amount(weighed.moisture)} %"}
    values = wet | {"dry": _kilos(printed_kg(dry, of=weighed.kg), words)}
    sentence = _("%(wet)s al %(wetness)s son %(dry)s al %(moisture)s de humedad y %(impurity)s de impureza.")
    said = sentence % (values | percents(base.moisture, base.impurity, words))
    return [said[:1].upper() + said[1:]]


def _kilos(kg: Decimal, words: Words) -> str:
    return KILOS.aloud(kg, words) or KILOS.figure(kg, words)


def own_base(found: GrainBaseSet | None, moisture: Decimal | None) -> Base | None:
    """Return the base that an entry is written with: none where its moisture is not known."""
    return None if found is None or moisture is None else Base(found.moisture, found.impurity)
