"""What there is for a night: machines that are carried, and their fuel."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from empty_station import EmptyStation, an_empty_station

from gateway.domain.entries import EquipmentSet

ALL = {"aireadores": "2", "bombas": "1", "gasoil": "22", "gasta-aireador": "1,9", "gasta-bomba-no-se": "1"}


@pytest.fixture
def station(tmp_path: Path) -> Iterator[EmptyStation]:
    with an_empty_station(tmp_path) as found:
        yield found


def test_machines_and_fuel_are_recorded_as_they_were_told(station: EmptyStation) -> None:
    station.saves("equipo", ALL)

    assert station.last() == EquipmentSet(2, 1, Decimal(22), Decimal("1.9"), None)


def test_the_fuel_changes_alone_and_leaves_the_machines(station: EmptyStation) -> None:
    station.saves("equipo", ALL)
    station.saves("gasoil", {"gasoil": "7,5"})

    assert station.last() == EquipmentSet(2, 1, Decimal("7.5"), Decimal("1.9"), None)


def test_the_form_begins_with_what_stands(station: EmptyStation) -> None:
    station.saves("equipo", ALL)

    page = station.client.get("/anotar/equipo").text

    assert 'value="22"' in page
    assert 'value="1,9"' in page


def test_nobody_knows_is_an_answer_for_the_fuel(station: EmptyStation) -> None:
    station.saves("gasoil", {"gasoil-no-se": "1"})

    assert station.last() == EquipmentSet()
