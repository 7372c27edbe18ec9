"""The names of the accounts of the book."""

from __future__ import annotations

import pytest

from dashboard.production import accounts
from dashboard.production.accounts import Account

NAMES = {
    "produccion:uid-7": accounts.production("uid-7"),
    "almacen:la-siembra": accounts.store("la-siembra"),
    "almacen:la-siembra:silo-1": accounts.store("la-siembra", "silo-1"),
    "destino:comunidad:la-ceiba": accounts.destination("community", "la-ceiba"),
    "destino:trabajadores": accounts.destination("workers"),
    "destino:social": accounts.destination("social"),
    "destino:social:escuela": accounts.destination("social", "escuela"),
    "destino:intercambio:cafetal": accounts.destination("exchange", "cafetal"),
    "destino:molino_estatal:molino": accounts.destination("state_mill", "molino"),
    "destino:molino_privado:molino": accounts.destination("private_mill", "molino"),
    "destino:venta": accounts.destination("sale"),
    "destino:semilla": accounts.destination("seed"),
    "destino:alimento_animal": accounts.destination("animal_feed"),
    "destino:transformacion:harinera": accounts.destination("processing", "harinera"),
    "merma:weevil": accounts.loss("weevil"),
    "origen:intercambio:cafetal": accounts.exchanged_with("cafetal"),
    "caja:la-siembra": accounts.cash("la-siembra"),
    "ingreso:sale": accounts.income("sale"),
    "egreso:fuel": accounts.expense("fuel"),
    "insumo:uid-7": accounts.input_of("uid-7"),
    "origen:insumo:donated": accounts.input_from("donated"),
    "origen:insumo": accounts.input_from(None),
    "origen:siembra": accounts.stocked(),
    "vivos:uid-7": accounts.alive("uid-7"),
    "muertos:uid-7": accounts.dead("uid-7"),
    "cosechados:uid-7": accounts.caught("uid-7"),
}


@pytest.mark.parametrize("name", NAMES)
def test_an_account_is_read_back_from_its_name(name: str) -> None:
    assert (str(NAMES[name]), Account.parsed(name)) == (name, NAMES[name])


@pytest.mark.parametrize("name", ["nada", "banco:bdv", "almacen:", "destino::la-ceiba"])
def test_what_is_no_name_of_an_account_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=name):
        Account.parsed(name)


def test_an_account_tells_to_which_destination_it_belongs() -> None:
    assert Account.parsed("destino:molino_estatal:molino").destination == "state_mill"
    assert Account.parsed("almacen:la-siembra").destination is None
