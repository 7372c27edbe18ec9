"""The accounts of the book: where something comes from, where it stands, where it goes.

Their roots are Spanish words, for the book is read by people; what follows a root are short names, uids
and the words of the entries themselves. Nobody writes the name of an account by hand: it is made here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from gateway.domain.entries import Destination

SEPARATOR: Final = ":"

PRODUCTION: Final = "produccion"
STORE: Final = "almacen"
DESTINATION: Final = "destino"
LOSS: Final = "merma"
ORIGIN: Final = "origen"
CASH: Final = "caja"
INCOME: Final = "ingreso"
EXPENSE: Final = "egreso"
INPUT: Final = "insumo"
ALIVE: Final = "vivos"
DEAD: Final = "muertos"
CAUGHT: Final = "cosechados"
SURPLUS: Final = "excedente"
FUND: Final = "fondo"
APPLIED: Final = "aplicado"

ROOTS: Final = frozenset(
    {
        PRODUCTION,
        STORE,
        DESTINATION,
        LOSS,
        ORIGIN,
        CASH,
        INCOME,
        EXPENSE,
        INPUT,
        ALIVE,
        DEAD,
        CAUGHT,
        SURPLUS,
        FUND,
        APPLIED,
    }
)

DESTINATIONS: Final[Mapping[Destination, str]] = {
    "community": "comunidad",
    "workers": "trabajadores",
    "social": "social",
    "exchange": "intercambio",
    "state_mill": "molino_estatal",
    "private_mill": "molino_privado",
    "sale": "venta",
    "seed": "semilla",
    "animal_feed": "alimento_animal",
    "processing": "transformacion",
}
"""The word of each destination in the name of its account."""


@dataclass(frozen=True, slots=True)
class Account:
    """An account by its root and the parts that follow, such as `destino`, (`comunidad`, `la-ceiba`)."""

    root: str
    parts: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return its name, such as `destino:comunidad:la-ceiba`."""
        return SEPARATOR.join((self.root, *self.parts))

    @classmethod
    def parsed(cls, name: str) -> Account:
        """Return the account of a name.

        Raises:
            ValueError: It is no name of an account.
        """
        root, *parts = name.split(SEPARATOR)
        if root not in ROOTS or not all(parts):
            raise ValueError(name)
        return cls(root, tuple(parts))

    @property
    def destination(self) -> Destination | None:
        """To which destination of a delivery it belongs, None where it is no destination."""
        if self.root != DESTINATION or not self.parts:
            return None
        return next((key for key, word in DESTINATIONS.items() if word == self.parts[0]), None)


def production(cycle: str) -> Account:
    """Return where a harvest comes from."""
    return Account(PRODUCTION, (cycle,))


def store(enterprise: str, warehouse: str | None = None) -> Account:
    """Return the keeping of an enterprise, in one of its warehouses where that is said."""
    return Account(STORE, _known(enterprise, warehouse))


def destination(of: Destination, to: str | None = None) -> Account:
    """Return where a delivery goes."""
    return Account(DESTINATION, _known(DESTINATIONS[of], to))


def loss(lost_to: str) -> Account:
    """Return to what a product was lost."""
    return Account(LOSS, (lost_to,))


def exchanged_with(counterpart: str | None) -> Account:
    """Return where goods come from that were got in exchange."""
    return Account(ORIGIN, _known("intercambio", counterpart))


def cash(enterprise: str) -> Account:
    """Return the cash of an enterprise; each currency in it is a good of its own."""
    return Account(CASH, (enterprise,))


def income(sort: str) -> Account:
    """Return where money comes from."""
    return Account(INCOME, (sort,))


def expense(sort: str) -> Account:
    """Return where money goes."""
    return Account(EXPENSE, (sort,))


def input_of(cycle_or_unit: str) -> Account:
    """Return where an input or feed goes: to a cycle, or to a unit as a whole."""
    return Account(INPUT, (cycle_or_unit,))


def input_from(origin: str | None) -> Account:
    """Return where an input or feed comes from, as far as it is said."""
    return Account(ORIGIN, _known("insumo", origin))


def stocked() -> Account:
    """Return where live fish come from."""
    return Account(ORIGIN, ("siembra",))


def alive(cycle: str) -> Account:
    """Return the fish of a cycle of which neither death nor harvest is known."""
    return Account(ALIVE, (cycle,))


def dead(cycle: str) -> Account:
    """Return the fish of a cycle that were found dead."""
    return Account(DEAD, (cycle,))


def caught(cycle: str) -> Account:
    """Return the fish of a cycle that were counted at a harvest."""
    return Account(CAUGHT, (cycle,))


def surplus(enterprise: str) -> Account:
    """Return what an enterprise had left over and the parliament put into funds."""
    return Account(SURPLUS, (enterprise,))


def fund(enterprise: str, name: str) -> Account:
    """Return a fund of an enterprise; each good in it stands for itself."""
    return Account(FUND, (enterprise, name))


def applied(enterprise: str, name: str) -> Account:
    """Return what was spent from a fund of an enterprise."""
    return Account(APPLIED, (enterprise, name))


def _known(*parts: str | None) -> tuple[str, ...]:
    return tuple(part for part in parts if part)
