"""The published JSON Schema of a corridor's manifest says what the station writes and reads.

Write it anew after a change of the format: python tests/contract/test_corridor_schema.py
"""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
sys.path[:0] = [one for one in (str(ROOT), str(ROOT / "tests")) if one not in sys.path]

import jsonschema_rs  # noqa: E402
import msgspec  # noqa: E402
import pytest  # noqa: E402
from corridor_files import a_file  # noqa: E402

from dashboard.corridor.manifest import MANIFEST, Manifest  # noqa: E402
from dashboard.corridor.packing import unpacked  # noqa: E402
from dashboard.corridor.tables import TABLES  # noqa: E402

PUBLISHED = ROOT / "docs" / "corredor.schema.json"
PAGE = (ROOT / "docs" / "corredor.md").read_text(encoding="utf-8")


def schema() -> dict[str, Any]:
    """Return the JSON Schema of a manifest."""
    (_,), words = msgspec.json.schema_components([Manifest], ref_template="#/$defs/{name}")
    for word in words.values():
        word["description"] = " ".join(word["description"].split())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "conuco-export/1",
        "description": "manifiesto.json of a file of the corridor; see docs/corredor.md.",
        "$ref": "#/$defs/Manifest",
        "$defs": words,
    }


def text() -> str:
    return json.dumps(schema(), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def test_the_published_schema_is_that_of_the_manifest() -> None:
    assert PUBLISHED.read_text(encoding="utf-8") == text()


@pytest.mark.parametrize("detailed", [False, True])
def test_what_a_station_writes_is_as_the_schema_says(detailed: bool) -> None:
    said = json.loads(unpacked(a_file(detailed=detailed))[MANIFEST])

    jsonschema_rs.validate(json.loads(PUBLISHED.read_text(encoding="utf-8")), said)


def test_every_field_and_every_column_is_told() -> None:
    fields = {name for word in schema()["$defs"].values() for name in word.get("properties", {})}
    columns = {one for _sort, heading in TABLES.values() for one in heading}

    told = set(re.findall(r"`([^`]+)`", PAGE))

    assert not (fields - {"fuente", "humedad", "impureza", "rubro"} | columns) - told
    assert set(TABLES) <= told


if __name__ == "__main__":
    PUBLISHED.write_text(text(), encoding="utf-8")
