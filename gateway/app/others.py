"""What a station hears of others, and what it tells them, put together."""

from __future__ import annotations

from pathlib import Path

from gateway.app.announcing import Announcing, Voice, is_announced
from gateway.app.discovery import OFFLINE, alive_topic
from gateway.app.judge import PondJudge
from gateway.config import Config
from gateway.ingest.broker import Broker
from gateway.ingest.devices import Others
from gateway.store.sqlite.reader import SqliteReadings


def will_of(config: Config) -> tuple[str, bytes] | None:
    """Return what the broker is to say once the gateway is gone, None where nobody is to hear it."""
    return (alive_topic(config.commune.slug), OFFLINE) if config.home_assistant.announce else None


def others_of(config: Config, judge: PondJudge, announcing: Announcing | None) -> Others:
    """Return what of others a station hears."""
    is_shared = config.home_assistant.announce or config.device
    if announcing is None:
        return Others(judge.devices, config.home_assistant.prefix if is_shared else None)
    return Others(judge.devices, config.home_assistant.prefix, announcing.home_says)


def announcing_of(config: Config, judge: PondJudge, broker: Broker) -> Announcing | None:
    """Return who announces what the nodes measure; None where nothing is, nor was, to be announced."""
    folder, home = Path(config.storage.folder), config.home_assistant
    if not home.announce and not is_announced(folder):
        return None
    voice = Voice(
        lambda topic, body: broker.publish(topic, body, qos=0),
        lambda topic, body: broker.publish(topic, body, qos=1, retain=True),
        lambda: broker.generation if broker.is_connected else None,
    )
    prefix = home.prefix if home.announce else None
    found = Announcing(voice, judge.writer, judge.knowledge, config.commune.slug, prefix, folder)
    if home.announce:
        offset = config.commune.utc_offset_hours
        found.know(SqliteReadings(folder, judge.knowledge.derive, utc_offset_hours=offset).keys())
        judge.on_readings = found.hear
    return found
