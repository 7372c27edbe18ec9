"""What is told in every case of probe, weather and rain log."""

from __future__ import annotations

from typing import NamedTuple

from gateway.fields.advice.advised import Advice, State


class Row(NamedTuple):
    """A case, and what is expected.

    Attributes:
        pumped, rain_fed: Of thirsty maize that a pump waters, and of maize that rain alone waters.
        bare: Of a rain-fed field on which nothing grows, wet to 40 cm.
        lacks, mends: Of maize without advice.
        says, sure: Of maize.
    """

    probe: str
    weather: str
    rain: str
    pumped: str
    rain_fed: str
    bare: str
    lacks: str
    mends: str
    says: str
    sure: str


TABLE = """
good      good     gauge  irrigate   thirst     sow        -            -        -               3
good      good     hand   irrigate   thirst     sow        -            -        -               3
good      good     stale  no_advice  no_advice  no_advice  rain         sensors  -               1
good      good     none   no_advice  no_advice  no_advice  rain         grower   -               1
good      stale    gauge  no_advice  no_advice  sow        temperature  sensors  -               1
good      stale    hand   no_advice  no_advice  sow        temperature  sensors  -               1
good      stale    stale  no_advice  no_advice  no_advice  rain         sensors  -               1
good      stale    none   no_advice  no_advice  no_advice  rain         grower   -               1
good      none     gauge  no_advice  no_advice  sow        temperature  sensors  -               1
good      none     hand   no_advice  no_advice  sow        temperature  sensors  -               1
good      none     stale  no_advice  no_advice  no_advice  rain         sensors  -               1
good      none     none   no_advice  no_advice  no_advice  rain         grower   -               1
stale     good     gauge  irrigate   thirst     sow        -            -        probe_stale     2
stale     good     hand   irrigate   thirst     sow        -            -        probe_stale     2
stale     good     stale  no_advice  no_advice  no_advice  rain         sensors  probe_stale     1
stale     good     none   no_advice  no_advice  no_advice  rain         grower   probe_stale     1
stale     stale    gauge  no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     stale    hand   no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     stale    stale  no_advice  no_advice  no_advice  rain         sensors  probe_stale     1
stale     stale    none   no_advice  no_advice  no_advice  rain         grower   probe_stale     1
stale     none     gauge  no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     none     hand   no_advice  no_advice  sow        temperature  sensors  probe_stale     1
stale     none     stale  no_advice  no_advice  no_advice  rain         sensors  probe_stale     1
stale     none     none   no_advice  no_advice  no_advice  rain         grower   probe_stale     1
failed    good     gauge  irrigate   thirst     sow        -            -        probe_failed    2
failed    good     hand   irrigate   thirst     sow        -            -        probe_failed    2
failed    good     stale  no_advice  no_advice  no_advice  rain         sensors  probe_failed    1
failed    good     none   no_advice  no_advice  no_advice  rain         grower   probe_failed    1
failed    stale    gauge  no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    stale    hand   no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    stale    stale  no_advice  no_advice  no_advice  rain         sensors  probe_failed    1
failed    stale    none   no_advice  no_advice  no_advice  rain         grower   probe_failed    1
failed    none     gauge  no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    none     hand   no_advice  no_advice  sow        temperature  sensors  probe_failed    1
failed    none     stale  no_advice  no_advice  no_advice  rain         sensors  probe_failed    1
failed    none     none   no_advice  no_advice  no_advice  rain         grower   probe_failed    1
none      good     gauge  irrigate   thirst     sow        -            -        model_only      2
none      good     hand   irrigate   thirst     sow        -            -        model_only      2
none      good     stale  no_advice  no_advice  no_advice  rain         sensors  model_only      1
none      good     none   no_advice  no_advice  no_advice  rain         grower   model_only      1
none      stale    gauge  no_advice  no_advice  sow        temperature  sensors  model_only      1
none      stale    hand   no_advice  no_advice  sow        temperature  sensors  model_only      1
none      stale    stale  no_advice  no_advice  no_advice  rain         sensors  model_only      1
none      stale    none   no_advice  no_advice  no_advice  rain         grower   model_only      1
none      none     gauge  no_advice  no_advice  sow        temperature  sensors  model_only      1
none      none     hand   no_advice  no_advice  sow        temperature  sensors  model_only      1
none      none     stale  no_advice  no_advice  no_advice  rain         sensors  model_only      1
none      none     none   no_advice  no_advice  no_advice  rain         grower   model_only      1
learning  good     gauge  irrigate   thirst     sow        -            -        probe_learning  2
learning  good     hand   irrigate   thirst     sow        -            -        probe_learning  2
learning  good     stale  no_advice  no_advice  no_advice  rain         sensors  probe_learning  1
learning  good     none   no_advice  no_advice  no_advice  rain         grower   probe_learning  1
learning  stale    gauge  no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  stale    hand   no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  stale    stale  no_advice  no_advice  no_advice  rain         sensors  probe_learning  1
learning  stale    none   no_advice  no_advice  no_advice  rain         grower   probe_learning  1
learning  none     gauge  no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  none     hand   no_advice  no_advice  sow        temperature  sensors  probe_learning  1
learning  none     stale  no_advice  no_advice  no_advice  rain         sensors  probe_learning  1
learning  none     none   no_advice  no_advice  no_advice  rain         grower   probe_learning  1
"""
# probe     weather  rain   pumped     rain-fed   bare       lacks        mends    says            sure

ROWS = [Row(*line.split()) for line in TABLE.strip().splitlines()]

AIR = {"good": 1.0, "stale": 49.0, "none": None}
RAIN = {"gauge": 1.0, "hand": 30.0, "stale": 49.0, "none": None}


def case(row: Row) -> str:
    return f"{row.probe}-{row.weather}-{row.rain}"


def assert_told(row: Row, found: Advice, expected: State) -> None:
    assert found.state is expected
    assert found.missing is None if row.lacks == "-" else found.missing is not None
    if found.missing is not None:
        assert (found.missing.what, found.missing.mends) == (row.lacks, row.mends)
    assert row.says in found.reasons or row.says == "-"
    assert not [one for one in found.reasons if one.startswith("probe") and one != row.says]
    assert found.confidence == int(row.sure)
