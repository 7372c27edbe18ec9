"""The form that says since when something that was registered is no more: a council left, a unit closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from msgspec.structs import replace

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Aside, Ask, Moment, Option, Pick
from dashboard.forms.declared import FormKind, NothingToAskError, Said
from dashboard.forms.registers.lasting import ends_after, registered
from dashboard.login.rights import Right
from dashboard.words.language import N_
from gateway.domain.entries import (
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    EnterpriseRegistered,
    UnitRegistered,
    WarehouseRegistered,
)

Ended = (
    CouncilRegistered
    | EnterpriseRegistered
    | UnitRegistered
    | WarehouseRegistered
    | CounterpartRegistered
    | CurrencyRegistered
)
WHAT: Final = "que"


class Register(NamedTuple):
    """A register of which something can end.

    Attributes:
        small: What such a thing is; a msgid.
        is_secret: Whether only members are told of it.
    """

    kind: str
    sort: type[Ended]
    small: str
    is_secret: bool = False


REGISTERS: Final = (
    Register("council", CouncilRegistered, N_("consejo comunal: se retiró de la comuna")),
    Register("enterprise", EnterpriseRegistered, N_("empresa: cerró")),
    Register("unit", UnitRegistered, N_("unidad de producción: cerró")),
    Register("warehouse", WarehouseRegistered, N_("almacén: ya no se usa"), is_secret=True),
    Register("counterpart", CounterpartRegistered, N_("organización: ya no se trabaja con ella")),
    Register("currency", CurrencyRegistered, N_("moneda: ya no se usa")),
)


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    known = _known(asking)
    if not known:
        raise NothingToAskError(
            _("No hay nada registrado que pueda terminar."), href="/registros", word=_("Ver lo registrado")
        )
    options = [Option(value, one.name, _(register.small)) for value, (register, one) in known.items()]
    chosen = known.get(asking.written.get(WHAT, ""))
    return (
        Pick(WHAT, _("¿Qué terminó?"), options, _("Elija qué terminó.")),
        Aside(_("Lo que se anotó hasta ese día queda como está: nada se borra.")),
        Moment(
            name="cuando",
            ask=_("¿Cuál fue su último día?"),
            is_precise=False,
            not_before=None if chosen is None else chosen[1].since,
            too_early=_("Ese día todavía no había empezado. Revise la fecha."),
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    register, one = _known(answers)[answers.choice(WHAT)]
    until = ends_after(answers.moment("cuando"), answers.words)
    return (Said(register.kind, replace(one, until=until), answers.words.now),)


def _doubts(answers: Answers) -> Sequence[str]:
    _register, one = _known(answers)[answers.choice(WHAT)]
    production = answers.visit.station.production
    growing = isinstance(one, UnitRegistered) and any(
        cycle.state == "open" for cycle in production.cycles(unit=one.unit)
    )
    sentence = answers.gettext("En «%(unit)s» hay un ciclo sin terminar. Si de verdad cerró, guarde igual.")
    return (sentence % {"unit": one.name},) if growing else ()


def _known(asking: Asking) -> dict[str, tuple[Register, Ended]]:
    """Return what has not ended, by what the form sends for it; stores only to members."""
    return {
        f"{register.kind}:{slug}": (register, one)
        for register in REGISTERS
        if not register.is_secret or asking.visit.may(Right.SEE_MEMBERS)
        for slug, one in registered(asking, register.kind, register.sort).items()
        if one.until is None
    }


ENDING: Final = FormKind(
    slug="termino",
    title=N_("Algo que terminó"),
    icon="leave",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    doubts=_doubts,
)
