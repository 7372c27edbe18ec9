"""The base of grain that conuco.toml may name once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from builders import NIGHT, a_draft, a_reversal

from gateway.app.seeding import seed
from gateway.config import Config, checked
from gateway.domain.entries import GrainBaseSet
from gateway.domain.errors import ConfigError
from gateway.journal import CommuneJournal

COMMUNE = {"slug": "los-samanes", "name": "Los Samanes", "latitude": 9.5, "longitude": -69.2}
BASE = {"moisture": "14", "impurity": "2", "source": "acta 12 de la asamblea"}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[CommuneJournal]:
    with CommuneJournal(tmp_path / "commune.db", commune="los-samanes") as opened:
        yield opened


def a_config(**base: str) -> Config:
    return checked({"commune": COMMUNE, "harvest_base": base})


def bases(journal: CommuneJournal) -> list[GrainBaseSet]:
    bodies = [one.body for one in journal.entries("book", kinds={"grain_base"})]
    return [one for one in bodies if isinstance(one, GrainBaseSet)]


def test_nobody_decides_for_the_commune(journal: CommuneJournal) -> None:
    seed(journal, a_config(), now=NIGHT)

    assert bases(journal) == []


def test_a_base_with_its_source_is_recorded_once(journal: CommuneJournal) -> None:
    for _start in range(2):
        seed(journal, a_config(**BASE), now=NIGHT)

    [base] = bases(journal)
    assert (base.moisture, base.impurity, base.source) == (14, 2, "acta 12 de la asamblea")


def test_a_base_that_people_took_back_does_not_come_back(journal: CommuneJournal) -> None:
    seed(journal, a_config(**BASE), now=NIGHT)
    journal.append(a_reversal("seed-grain_base-all"), now=NIGHT)

    assert seed(journal, a_config(**BASE), now=NIGHT) == 0


def test_what_the_commune_set_itself_stands(journal: CommuneJournal) -> None:
    own = GrainBaseSet(Decimal(12), Decimal(0), "acta 3")
    journal.append(a_draft(own), now=NIGHT)

    seed(journal, a_config(**BASE), now=NIGHT)

    assert [one.source for one in bases(journal)] == ["acta 3"]


@pytest.mark.parametrize("left_out", BASE)
def test_a_base_without_a_part_is_a_fault(left_out: str) -> None:
    with pytest.raises(ConfigError, match="van juntos, o ninguno"):
        a_config(**{name: value for name, value in BASE.items() if name != left_out})


def test_a_node_that_stands_nowhere_is_put_nowhere(journal: CommuneJournal) -> None:
    seed(journal, checked({"commune": COMMUNE, "node": [{"slug": "clima-1"}]}), now=NIGHT)

    assert journal.entries("station", kinds={"placement"}) == []
