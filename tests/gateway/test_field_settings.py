"""The soil and the water of a field that conuco.toml may name once."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from builders import NIGHT

from gateway.app.seeding import seed
from gateway.config import Config, checked
from gateway.domain.entries import FieldDescribed
from gateway.domain.errors import ConfigError
from gateway.journal import CommuneJournal

COMMUNE = {"slug": "los-samanes", "name": "Los Samanes", "latitude": 9.5, "longitude": -69.2}
FIELD = {"slug": "lote-1", "number": 1, "name": "La Vega", "area_m2": "8000", "means": ["pump"]}
FIELD |= {"field_capacity": "0.30", "wilting_point": "0.14"}


@pytest.fixture
def journal(tmp_path: Path) -> Iterator[CommuneJournal]:
    with CommuneJournal(tmp_path / "commune.db", commune="los-samanes") as opened:
        yield opened


def a_config(**field: object) -> Config:
    return checked({"commune": COMMUNE, "field": [FIELD | field]})


def described(journal: CommuneJournal) -> list[FieldDescribed]:
    bodies = [one.body for one in journal.entries("station", kinds={"field"})]
    return [one for one in bodies if isinstance(one, FieldDescribed)]


def test_a_file_of_before_describes_no_field(journal: CommuneJournal) -> None:
    seed(journal, a_config(), now=NIGHT)

    assert described(journal) == []


def test_a_field_is_described_once(journal: CommuneJournal) -> None:
    told = a_config(
        texture="loam", method="furrow", efficiency="55", pump="bomba-1", pump_m3_h="70", root_limit_m="0.6"
    )

    for _start in range(2):
        seed(journal, told, now=NIGHT)

    assert described(journal) == [
        FieldDescribed(
            "lote-1", "texture", "loam", "furrow", Decimal(55), "bomba-1", Decimal(70), Decimal("0.6")
        )
    ]


@pytest.mark.parametrize(
    ("told", "known"),
    [({"method": "drip"}, "guess"), ({"texture": "clay"}, "texture"), ({"soil_known": "sample"}, "sample")],
)
def test_how_the_soil_is_known_follows_from_what_is_told(
    journal: CommuneJournal, told: dict[str, object], known: str
) -> None:
    seed(journal, a_config(**told), now=NIGHT)

    [field] = described(journal)
    assert field.soil_known == known


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"soil_known": "texture"}, "necesita texture"),
        ({"pump": "bomba-1"}, "necesitan method"),
        ({"pump_m3_h": "70"}, "necesitan method"),
        ({"efficiency": "60"}, "necesitan method"),
        ({"field_capacity": "31"}, "va en m3/m3: 0.31 y no 31"),
        ({"method": "furrow", "means": []}, 'necesita means = ["pump"]'),
        ({"method": "furrow", "efficiency": "0"}, "más de 0"),
        ({"root_limit_m": "0.1"}, "entre 0.2 y 2"),
        ({"root_limit_m": "2.5"}, "entre 0.2 y 2"),
        ({"texture": "barro"}, "texture"),
        ({"method": "balde"}, "method"),
    ],
)
def test_what_does_not_go_together_is_told_before_anything_is_recorded(
    told: dict[str, object], words: str
) -> None:
    with pytest.raises(ConfigError, match=words.replace("[", r"\[").replace("]", r"\]")):
        a_config(**told)
