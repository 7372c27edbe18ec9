"""The published JSON Schema says what the gateway's structs say.

Write it anew after a change of the contract: python tests/contract/test_schema.py
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

from gateway.domain.message import Ack, Envelope, Record, Status, TimeAnswer, TimeAsk
from gateway.domain.node_limits import OwnCalibration, RelayOrder, RelayState
from gateway.domain.node_orders import AlarmOutput, Command, Result
from gateway.domain.node_updates import UpdateAsk, UpdateOffer, UpdateState

PUBLISHED = Path(__file__).parents[2] / "docs" / "message.schema.json"
SPOKEN = (Envelope, Record, Ack, TimeAsk, TimeAnswer, Status, Command, AlarmOutput, Result)
SPOKEN += (UpdateAsk, UpdateOffer, UpdateState, OwnCalibration, RelayOrder, RelayState)
PARTS = (Record, AlarmOutput, UpdateOffer, UpdateState, OwnCalibration, RelayOrder, RelayState)


def schema() -> dict[str, Any]:
    """Return the JSON Schema of everything that is spoken between node and gateway."""
    _, words = msgspec.json.schema_components(SPOKEN, ref_template="#/$defs/{name}")
    for word in words.values():
        word["description"] = " ".join(word["description"].split())
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "conuco/v1",
        "description": "Bodies of the topics conuco/v1/<commune>/<node>/...; see docs/mensajes.md.",
        "oneOf": [{"$ref": f"#/$defs/{one.__name__}"} for one in SPOKEN if one not in PARTS],
        "$defs": words,
    }


def text() -> str:
    """Return the schema as it is published."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def test_the_published_schema_is_what_the_gateway_reads() -> None:
    published = PUBLISHED.read_text(encoding="utf-8")

    assert published == text(), "run: python tests/contract/test_schema.py"


def test_every_word_of_the_contract_is_published() -> None:
    published = json.loads(PUBLISHED.read_text(encoding="utf-8"))

    assert set(published["$defs"]) == {one.__name__ for one in SPOKEN}


if __name__ == "__main__":
    PUBLISHED.write_text(text(), encoding="utf-8")
    sys.stdout.write(f"{PUBLISHED}\n")
