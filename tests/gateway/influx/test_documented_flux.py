"""The questions that docs/espejo.md shows are answered by a real InfluxDB."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from influx_server import InfluxServer

DOCUMENT = Path(__file__).parents[3] / "docs" / "espejo.md"
QUESTIONS = [
    one
    for one in re.findall(r"```\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    if "|>" in one
]

pytestmark = pytest.mark.influxd


@pytest.fixture(scope="module")
def bucket(influx: InfluxServer) -> str:
    name, now = influx.a_bucket(), time.time_ns()
    tags = "commune=la-ceiba,node=pond-1,channel=sonda,quantity=oxygen"
    some = [
        f'reading,{tags} value={value},flag={flag}i,known=0i,place="estanque-1" {now - 10**9 * (one + 1)}'
        for one, (value, flag) in enumerate([(5.5, 1), (4.5, 1), (0.1, 4)])
    ]
    influx.write(name, [*some, f"station,commune=la-ceiba alive={now // 10**9 - 7200}i 0"])
    return name


@pytest.mark.parametrize(("place", "lines"), [(0, 2), (1, 1), (2, 1)])
def test_each_question_of_the_document_is_answered(
    influx: InfluxServer, bucket: str, place: int, lines: int
) -> None:
    said = influx.csv_of(QUESTIONS[place].replace('"conuco"', f'"{bucket}"'))

    assert len([one for one in said.splitlines() if one.startswith(",_result")]) == lines, said


def test_the_document_shows_three_questions() -> None:
    assert len(QUESTIONS) == 3
