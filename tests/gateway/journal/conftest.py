from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from builders import NIGHT, a_draft

from gateway.domain.entries import EnterpriseRegistered, PlaceRegistered, UnitRegistered
from gateway.journal import CommuneJournal


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[CommuneJournal]:
    """An empty commune.db."""
    with CommuneJournal(tmp_path / "commune.db", commune="demo") as opened:
        yield opened


@pytest.fixture
def book(journal: CommuneJournal) -> CommuneJournal:
    """A commune.db whose book has one enterprise with one unit, `laguna-1`."""
    enterprise = EnterpriseRegistered("las-lagunas", "Las Lagunas", "EPSDC")
    unit = UnitRegistered("laguna-1", "las-lagunas", "estanque-1", "Laguna 1", Decimal(1000), "tape")
    journal.append(a_draft(enterprise, uid="enterprise"), now=NIGHT)
    journal.append(a_draft(unit, uid="unit"), now=NIGHT)
    return journal


@pytest.fixture
def commune(journal: CommuneJournal) -> CommuneJournal:
    """A commune.db with a pond that has an aerator, `estanque-1`, and a field that has a pump, `lote-1`."""
    pond = PlaceRegistered("estanque-1", "pond", 1, "La Ceiba", means=["aerator"])
    field = PlaceRegistered("lote-1", "field", 1, "El Rincón", means=["pump"])
    journal.append(a_draft(pond, uid="pond"), now=NIGHT)
    journal.append(a_draft(field, uid="field"), now=NIGHT)
    return journal
