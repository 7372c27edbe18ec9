"""What the settings name is there, and what one modem does waits in one line."""

from __future__ import annotations

from pathlib import Path

from gateway.app.ways import MODEM, ways_of
from gateway.config import checked

COMMUNE = {"commune": {"slug": "demo", "name": "Demo", "latitude": 9.5, "longitude": -69.2}}


def test_without_settings_there_are_only_the_telephones_of_the_network() -> None:
    ways = ways_of(checked(COMMUNE), {})

    assert list(ways.out) == ["push"]
    assert ways.inbox is None
    assert ways.checked == set()


def test_telephones_of_the_network_are_asked_for_once_the_commune_has_named_their_topic() -> None:
    assert ways_of(checked(COMMUNE | {"push": {"topic": "guardia"}}), {}).checked == {"push"}


def test_messages_and_calls_of_one_modem_share_a_lane_and_have_an_inbox(tmp_path: Path) -> None:
    settings = COMMUNE | {"modem": {"config": str(tmp_path / "gammurc")}, "internet": {"urls": ["json://x"]}}

    ways = ways_of(checked(settings), {})

    assert {name: way.lane for name, way in ways.out.items()} == {
        "sms": MODEM,
        "call": MODEM,
        "push": "push",
        "internet": "internet",
    }
    assert ways.inbox is not None
