"""The form of a loss out of the keeping of an enterprise (merma)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Final, Literal, cast

from dashboard.forms.amounts.grain import (
    IMPURITY,
    MOISTURE,
    conversion,
    grain_asks,
    registers_of,
)
from dashboard.forms.amounts.weighing import AMOUNT_RANGE, KILOS, QUALITY, quality_ask
from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Choice, Moment, Number, Option
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.trade.stock import (
    PRODUCT,
    base_taken,
    is_kept_as_grain,
    more_than_in_stock,
    older_base_told,
    pick_product,
    product_written,
    products,
)
from dashboard.forms.where.enterprises import ENTERPRISE, enterprise_written, own_enterprises, pick_enterprise
from dashboard.forms.where.warehouses import WAREHOUSE, warehouse_asks
from dashboard.login.rights import Right
from dashboard.production.amounts import EXACT
from dashboard.production.grain import Base
from dashboard.production.postings import weighed_good
from dashboard.telling.naming import unit_of
from dashboard.words.accounts import LOSSES
from dashboard.words.language import N_
from dashboard.words.units import KILOS as IN_KILOS
from dashboard.words.written import typed
from gateway.domain.entries import Entry, StockLost, Weighing
from gateway.domain.goods import Amount

LOST_TO: Final = "perdida"


def _asks(asking: Asking) -> Sequence[Ask]:
    _, own = asking.gettext, own_enterprises(asking)
    refusal = _("La merma la anota el equipo de una unidad de esa EPS, o su vocería. Pídaselo.")
    enterprise_pick = pick_enterprise(asking, own, refusal=refusal)
    enterprise = enterprise_written(asking, own)
    if enterprise is None:
        return [enterprise_pick]
    known = products(asking, enterprise.slug)
    product_pick = pick_product(asking, known, _("¿Qué se perdió?"))
    product = product_written(asking, known)
    if product is None:
        return [enterprise_pick, product_pick]
    unit = unit_of(asking.visit, product)
    return [
        enterprise_pick,
        product_pick,
        Number(
            name=KILOS,
            ask=_("¿Cuánto se perdió?"),
            unit=unit,
            within=AMOUNT_RANGE,
            missing=_("Escriba cuánto se perdió."),
        ),
        quality_ask(asking, is_weighed=unit is IN_KILOS),
        *(grain_asks(asking, product) if is_kept_as_grain(asking, enterprise.slug, product) else []),
        Choice(
            name=LOST_TO,
            ask=_("¿Cómo se perdió?"),
            options=[Option(key, _(word).capitalize()) for key, word in LOSSES.items()],
            missing=_("Diga cómo se perdió, o «otra pérdida»."),
            columns="two",
        ),
        *warehouse_asks(asking, enterprise.slug, _("¿En qué almacén estaba?")),
        Moment(name="cuando", ask=_("¿Cuándo se supo?"), is_precise=False),
    ]


def _says(answers: Answers) -> Sequence[Said]:
    weighed, base = _weighed(answers), _base(answers)
    body = StockLost(
        enterprise=answers.choice(ENTERPRISE),
        product=answers.choice(PRODUCT),
        weighed=weighed,
        quality=cast('Literal["weighed", "counted", "estimated"]', answers.choice(QUALITY)),
        lost_to=cast('Literal["other"]', answers.choice(LOST_TO)),
        base_moisture=None if base is None else base.moisture,
        base_impurity=None if base is None else base.impurity,
        warehouse=answers.choice(WAREHOUSE) or None,
    )
    return [Said("stock_loss", body, answers.moment("cuando"))]


def _weighed(answers: Answers) -> Weighing:
    amount = answers.number(KILOS) or Decimal(1)
    return Weighing(amount, answers.number(MOISTURE), answers.number(IMPURITY))


def _base(answers: Answers) -> Base | None:
    return base_taken(answers, answers.choice(ENTERPRISE), answers.choice(PRODUCT), _weighed(answers))


def _doubts(answers: Answers) -> Sequence[str]:
    """Ask back a loss of more than there is."""
    [one] = _says(answers)
    body = cast("StockLost", one.body)
    good, amount = weighed_good(registers_of(answers), body, body.weighed)
    lost = Amount(good, amount.quantize(EXACT, ROUND_HALF_UP))
    return more_than_in_stock(answers, body.enterprise, lost)


def _follows(answers: Answers) -> Sequence[str]:
    base = _base(answers)
    return [
        *conversion(answers, _weighed(answers), base),
        *older_base_told(answers, answers.choice(PRODUCT), base),
    ]


def _begins(asking: Asking) -> Mapping[str, str]:
    own = own_enterprises(asking)
    return {ENTERPRISE: own[0].slug} if len(own) == 1 else {}


def _again(_asking: Asking, entry: Entry) -> Mapping[str, str]:
    body = entry.body
    if not isinstance(body, StockLost):
        return {}
    numbers = {KILOS: body.weighed.kg, MOISTURE: body.weighed.moisture, IMPURITY: body.weighed.impurity}
    found = {name: typed(value) for name, value in numbers.items() if value is not None}
    unknown = {f"{MOISTURE}-no-se": "1"} if body.weighed.moisture is None else {}
    return (
        found
        | unknown
        | {
            ENTERPRISE: body.enterprise,
            PRODUCT: body.product,
            QUALITY: body.quality,
            LOST_TO: body.lost_to,
            WAREHOUSE: body.warehouse or "",
        }
    )


STOCK_LOSS: Final = FormKind(
    slug="merma",
    title=N_("Anotar merma"),
    icon="no-feed",
    right=Right.RECORD_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    follows=_follows,
    begins=_begins,
    again=_again,
)
