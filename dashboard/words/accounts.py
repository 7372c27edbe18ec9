"""How goods and accounts of the book are called in a sentence of the visitor's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from dashboard.production.registers import BookRegisters
from dashboard.words.language import N_
from dashboard.words.written import Words
from gateway.domain.goods import Good

MEASURES: Final[Mapping[str, str]] = {
    "kg": N_("kg"),
    "L": N_("L"),
    "count": N_("unidades"),
    "sack": N_("sacos"),
    "fish": N_("peces"),
}

DESTINATIONS: Final[Mapping[str, tuple[str, str]]] = {
    "comunidad": ("families", N_("Familias de los consejos")),
    "trabajadores": ("workers", N_("Quienes trabajaron")),
    "social": ("social", N_("Escuelas, comedores y salud")),
    "intercambio": ("barter", N_("Trueque")),
    "molino_estatal": ("mill", N_("Molino del Estado")),
    "molino_privado": ("mill", N_("Molino privado")),
    "venta": ("sale", N_("Venta")),
    "semilla": ("seed", N_("Semilla")),
    "alimento_animal": ("feed", N_("Alimento de animales")),
    "transformacion": ("works", N_("Otra EPS, para transformar")),
}
"""How a part is drawn and what it is called, by the word after `destino:`."""

LOSSES: Final[Mapping[str, str]] = {
    "weevil": N_("gorgojo"),
    "mould": N_("moho"),
    "rodents": N_("roedores"),
    "theft": N_("robo"),
    "transport": N_("transporte"),
    "drying": N_("secado"),
    "spoiled": N_("se dañó"),
    "other": N_("otra pérdida"),
}

MONEY: Final[Mapping[str, str]] = {
    "sale": N_("venta"),
    "state": N_("aporte del Estado"),
    "credit": N_("crédito"),
    "rent": N_("alquiler"),
    "remuneration": N_("remuneración"),
    "inputs": N_("insumos"),
    "services": N_("servicios"),
    "transport": N_("transporte"),
    "upkeep": N_("mantenimiento"),
    "fuel": N_("combustible"),
    "solidarity": N_("solidaridad"),
    "other": N_("otro"),
}

_LIVE: Final[Mapping[str, str]] = {
    "vivos": N_("Peces en el agua"),
    "muertos": N_("Peces muertos"),
    "cosechados": N_("Peces cosechados"),
    "insumo": N_("Insumos usados"),
    "ingreso": N_("Ingresos"),
    "egreso": N_("Egresos"),
}


@dataclass(frozen=True, slots=True)
class AccountWords:
    """Names goods and accounts.

    Attributes:
        registers: What is registered.
        words: How the visitor reads numbers.
        units: The name of the unit of each cycle, by the cycle's uid.
        products: How who began a cycle called its product, by its key; a registered name goes before it.
        names_stores: Whether the reader may know in which store something is.
    """

    registers: BookRegisters
    words: Words
    units: Mapping[str, str]
    products: Mapping[str, str]
    names_stores: bool = False

    def product(self, good: Good) -> str:
        """Return what a good is, as "maíz blanco"."""
        if good.measure == "money":
            found = self.registers.currencies.get(good.item)
            return good.item if found is None else found.name
        if good.item not in self.registers.products and good.item in self.products:
            return self.products[good.item]
        return self.registers.name_of(good.item)

    def measure(self, good: Good) -> str:
        """Return in what a good is counted, as "kg"; money in its own code."""
        return good.item if good.measure == "money" else self._(MEASURES[good.measure])

    def basis(self, good: Good) -> str:
        """Return what its amounts are, as "kg a 14 % de humedad y 2 % de impureza"."""
        if good.base is None:
            known = self.registers.products.get(good.item)
            if good.measure != "kg" or known is None or not known.is_grain:
                return self.measure(good)
            return self._("%(measure)s sin llevar a una humedad") % {"measure": self.measure(good)}
        values = {
            "measure": self.measure(good),
            "moisture": f"{self.words.amount(good.base.moisture)} %",
            "impurity": f"{self.words.amount(good.base.impurity)} %",
        }
        return self._("%(measure)s a %(moisture)s de humedad y %(impurity)s de impureza") % values

    def account(self, name: str) -> str:
        """Return what an account is, as "Consejo comunal El Samán"."""
        root, _colon, rest = name.partition(":")
        if root == "destino":
            return self._destination(rest)
        if root == "origen":
            return self._origin(rest)
        if root == "almacen":
            return self._store(rest)
        if root == "merma":
            return self._("Pérdida: %(what)s") % {"what": self._(LOSSES.get(rest, N_("otra pérdida")))}
        if root == "produccion":
            return self._("Cosecha de %(unit)s") % {"unit": self.units.get(rest, rest)}
        if root == "caja":
            return self._("Caja de %(enterprise)s") % {"enterprise": self._enterprise(rest)}
        return self._of(root, rest)

    def _of(self, root: str, rest: str) -> str:
        named = self._(_LIVE.get(root, root))
        detail = (
            self._(MONEY[rest]) if rest in MONEY and root in ("ingreso", "egreso") else self.units.get(rest)
        )
        unit = self.registers.units.get(rest)
        detail = detail or (unit.name if unit else "")
        return f"{named}: {detail}" if detail else named

    def _destination(self, rest: str) -> str:
        word, _colon, to = rest.partition(":")
        label = self._(DESTINATIONS[word][1]) if word in DESTINATIONS else word
        if word == "comunidad" and to:
            council = self.registers.councils.get(to)
            name = to if council is None else council.name
            return self._("Consejo comunal %(council)s") % {"council": name}
        return f"{label}: {self._counterpart(to)}" if to else label

    def _origin(self, rest: str) -> str:
        word, _colon, of = rest.partition(":")
        if word == "intercambio":
            label = self._("Recibido en trueque")
            return f"{label}: {self._counterpart(of)}" if of else label
        return self._("Siembra de peces") if word == "siembra" else self._("De dónde vino el insumo")

    def _store(self, rest: str) -> str:
        enterprise, _colon, store = rest.partition(":")
        label = self._("Existencia de %(enterprise)s") % {"enterprise": self._enterprise(enterprise)}
        found = self.registers.warehouses.get(store)
        return f"{label}, {found.name}" if self.names_stores and found is not None else label

    def _counterpart(self, key: str) -> str:
        found = self.registers.counterparts.get(key)
        return self._enterprise(key) if found is None else found.name

    def _enterprise(self, key: str) -> str:
        found = self.registers.enterprises.get(key)
        return key if found is None else found.name

    def _(self, sentence: str) -> str:
        return self.words.language.gettext(sentence)
