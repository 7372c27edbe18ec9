"""What docs/espejo.md shows of reading from the mirror does what it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from influx_server import ORG, TOKEN, InfluxServer

from gateway.store.base import ReadingStore

ROOT = Path(__file__).parent.parent.parent
PAGE = (ROOT / "docs/espejo.md").read_text(encoding="utf-8").partition("## Leer del espejo")[2]


@pytest.mark.influxd
def test_the_program_in_the_guide_prints_the_newest_of_each_series(
    influx: InfluxServer, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    bucket = influx.a_bucket()
    tags = "commune=los-samanes,node=pond-1,channel=sonda,quantity=ph"
    influx.write(bucket, [f"reading,{tags} value={7 + n},known=0i,flag=1i {n}000000000" for n in range(3)])
    monkeypatch.setenv("CONUCO_INFLUX_TOKEN", TOKEN)
    program = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)[0]
    here = program.replace("http://192.168.1.20:8086", influx.url).replace(
        'org="conuco", bucket="conuco"', f'org="{ORG}", bucket="{bucket}"'
    )

    exec(here, {})

    assert capsys.readouterr().out == "pond-1/sonda/ph 1970-01-01T00:00:02+00:00 9.0 GOOD\n"


def test_the_guide_names_every_question_that_a_store_answers() -> None:
    asked = {name for name in vars(ReadingStore) if not name.startswith("_")}

    assert asked == {one for one in asked if f"`{one}(" in PAGE}
