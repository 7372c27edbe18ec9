"""What foreign devices say is stored once, at its moment, or set aside with the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from gateway.derivation import derive
from gateway.domain.alerts import Change
from gateway.domain.calibration import Calibration, SoilMarks
from gateway.domain.columns import Derived, Signals
from gateway.domain.dead_letters import Wanted
from gateway.domain.foreign import QUEUE, Device, DeviceField
from gateway.domain.readings import Flag, SeriesKey, TimeKnown
from gateway.foreign.reading import Devices
from gateway.ingest.devices import Others
from gateway.ingest.heard import Arrived, Heard
from gateway.ingest.pipeline import Pipeline
from gateway.ingest.replaying import Replaying
from gateway.store.sqlite import cursors, dead_letters
from gateway.store.sqlite.arrivals import Arrival
from gateway.store.sqlite.reader import SqliteReadings
from gateway.store.sqlite.writer import SqliteWriter

NOW = 1_781_083_800
WATER = SeriesKey("laguna-4", "sonda", "oxygen")
SOIL = SeriesKey("lote-2", "sonda-20cm", "soil_water")
DATED = Device(
    "laguna-4",
    "lora/laguna/up",
    "json",
    [DeviceField("sonda", "oxygen", "o2", "mg/L"), DeviceField("sonda", "water_temperature", "t")],
    time="at",
    time_format="unix_s",
)
PLAIN = Device(
    "lote-2", "lote/sensor/+/state", "text", [DeviceField("sonda-20cm", "soil_signal", "suelo", "V")]
)
PACK = Device("sonda-3", "sondas/3", "senml", [DeviceField("sonda", "oxygen", "o2")])


def deriving(signals: Mapping[SeriesKey, Signals]) -> Mapping[SeriesKey, Derived]:
    marks = SoilMarks(dry_millivolts=2300, dry_water=0.03, wet_millivolts=1400, wet_water=0.36)  # type: ignore[arg-type]
    calibrations = [Calibration("lote-2", "sonda-20cm", "soil_signal", 0, marks)]
    return derive(signals, calibrations=calibrations, altitude_m=0.0)


@dataclass
class Remembering:
    """Judges nothing and remembers what it was shown as being "now"."""

    shown: list[Arrival] = field(default_factory=list)

    def judge(self, node: str, fresh: list[Arrival], *, now: int) -> list[Change]:
        self.shown += fresh
        return []

    def forget(self) -> None:
        self.shown.clear()


class Gate:
    """A pipeline with three foreign devices over a real store, fed by hand."""

    def __init__(self, writer: SqliteWriter, folder: Path) -> None:
        self.writer, self.judge = writer, Remembering()
        self.reader = SqliteReadings(folder, deriving, utc_offset_hours=-4)
        self.said: list[bytes] = []
        self.begin()

    def begin(self) -> None:
        """Start a gateway over what stands."""
        others = Others(Devices([DATED, PLAIN, PACK], -4), "homeassistant", self.said.append)
        self.pipeline = Pipeline(self.writer, self.judge, commune="la-ceiba", others=others)
        self.pipeline.presence.drained()

    def hear(self, heard: Heard, *, at: int = NOW) -> None:
        with self.writer.transaction():
            self.pipeline.take(heard, arrived=Arrived(at * 1000, is_trusted=True))

    def say(self, body: str, topic: str = DATED.topic, *, at: int = NOW, mid: int = 0) -> None:
        self.hear(Heard(topic, body.encode(), qos=1 if mid else 0, mid=mid), at=at)

    def oxygen(self) -> list[tuple[int, float, int, int]]:
        found = self.reader.readings(WATER, 0, NOW * 2)
        return list(
            zip(
                found.time.tolist(),
                found.value.tolist(),
                found.flag.tolist(),
                found.known.tolist(),
                strict=True,
            )
        )

    def letters(self) -> list[tuple[str | None, str]]:
        return [(one.node, one.reason) for one in dead_letters.everything(self.writer.readings)]


@pytest.fixture
def gate(tmp_path: Path) -> Iterator[Gate]:
    with SqliteWriter(tmp_path, deriving, utc_offset_hours=-4) as writer:
        yield Gate(writer, tmp_path)


def test_a_dated_value_stands_at_its_date_and_is_judged(gate: Gate) -> None:
    gate.say(f'{{"o2": 4.8, "at": {NOW - 30}}}')
    gate.say(f'{{"o2": 31, "at": {NOW}}}')

    assert gate.oxygen() == [
        (NOW - 30, 4.8, Flag.GOOD, TimeKnown.SYNCED),
        (NOW, 31.0, Flag.FAIL, TimeKnown.SYNCED),
    ]
    assert [one.number for one in gate.judge.shown] == [NOW + 1 - 0, NOW + 2]
    assert [one.node for one in gate.reader.nodes()] == ["laguna-4"]


def test_the_same_dated_value_is_stored_once_before_and_after_its_block(gate: Gate) -> None:
    for _ in range(2):
        gate.say(f'{{"o2": 4.8, "t": 28, "at": {NOW}}}')
    with gate.writer.transaction() as connection:
        before = connection.execute("SELECT count(*) FROM arrivals").fetchone()[0]
    gate.writer.seal(now=NOW + 3 * 86_400)
    gate.say(f'{{"o2": 4.8, "t": 27.5, "at": {NOW}}}', at=NOW + 3 * 86_400)

    assert before == 1
    assert [one[:2] for one in gate.oxygen()] == [(NOW, 4.8)]
    warm = gate.reader.readings(WATER._replace(quantity="water_temperature"), 0, NOW * 2)
    assert sorted(warm.value.tolist()) == [27.5, 28.0]


def test_two_equal_values_without_a_time_are_two(gate: Gate) -> None:
    for mid in (7, 8):
        gate.say("1.85", "lote/sensor/suelo/state", mid=mid)

    assert len(gate.reader.signals(SOIL._replace(quantity="soil_signal"), 0, NOW * 2)) == 2


def test_a_message_that_the_broker_sends_again_is_known_by_its_packet(gate: Gate) -> None:
    gate.say("1.85", "lote/sensor/suelo/state", mid=7)
    gate.begin()  # killed after its commit, before its acknowledgement came to the broker
    gate.hear(Heard("lote/sensor/suelo/state", b"1.85", qos=1, mid=7, dup=True), at=NOW + 9)
    gate.hear(Heard("lote/sensor/suelo/state", b"1.85", qos=1, mid=8, dup=True), at=NOW + 9)

    found = gate.reader.signals(SOIL._replace(quantity="soil_signal"), 0, NOW * 2)
    assert found.time.tolist() == [NOW, NOW + 9]
    assert found.known.tolist() == [TimeKnown.RESOLVED, TimeKnown.ESTIMATED]


def test_a_foreign_signal_is_converted_by_its_calibration(gate: Gate) -> None:
    gate.say("1.85", "lote/sensor/suelo/state")

    found = gate.reader.latest(SOIL)
    assert found is not None
    assert found.value == pytest.approx(0.195, abs=1e-3)
    assert (found.flag, found.known) == (Flag.GOOD, TimeKnown.RESOLVED)


def test_what_a_broker_held_back_without_a_date_is_doubted_and_never_now(gate: Gate) -> None:
    gate.pipeline.presence.connected()
    gate.say("1.85", "lote/sensor/suelo/state")
    gate.say(f'{{"o2": 4.8, "at": {NOW}}}')

    found = gate.reader.latest(SOIL)
    assert found is not None
    assert (found.at, found.flag, found.known) == (NOW, Flag.SUSPECT, TimeKnown.ESTIMATED)
    assert gate.judge.shown == []


def test_late_data_is_stored_and_never_judged_as_now(gate: Gate) -> None:
    gate.say(f'{{"o2": 1.1, "at": {NOW - 601}}}')

    assert [one[0] for one in gate.oxygen()] == [NOW - 601]
    assert gate.judge.shown == []


@pytest.mark.parametrize("stated", [NOW + 301, 0, 45_000, 1e300])
def test_a_date_that_cannot_be_stands_at_its_arrival_and_is_doubted(gate: Gate, stated: float) -> None:
    gate.say(f'{{"o2": 4.8, "at": {stated}}}')

    assert gate.oxygen() == [(NOW, 4.8, Flag.SUSPECT, TimeKnown.ESTIMATED)]
    assert len(gate.judge.shown) == 1


def test_a_clock_that_was_never_set_does_not_put_a_pack_into_the_future(gate: Gate) -> None:
    body = '[{"n": "o2", "bu": "kg/m3", "v": 0.005, "t": 300}, {"n": "o2", "v": 0.0051, "t": 360}]'

    gate.say(body, PACK.topic)

    found = gate.reader.readings(WATER._replace(node="sonda-3"), 0, NOW * 2)
    assert found.time.tolist() == [NOW - 60, NOW]
    assert found.value.tolist() == pytest.approx([5.0, 5.1])
    assert set(found.known.tolist()) == {TimeKnown.ESTIMATED}


def test_a_retained_value_is_no_reading_and_no_letter(gate: Gate) -> None:
    gate.hear(Heard("lote/sensor/suelo/state", b"1.85", retain=True, qos=0))

    assert gate.reader.keys() == []
    assert gate.letters() == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("{", "not JSON"),
        ("[" * 5000, "not JSON"),
        ('{"humidity": 3}', "none of the fields stands in it: o2, t"),
        ('{"o2": "mucho"}', "is no number of oxygen"),
        ('{"o2": true}', "where a number of oxygen"),
        ('{"o2": {"v": 3}}', "holds no number"),
        ('{"o2": 1e999}', "out of range"),
        ('{"o2": 4, "at": "ayer"}', "holds no time"),
    ],
)
def test_what_cannot_be_read_is_set_aside_with_the_reason_under_its_node(
    gate: Gate, body: str, reason: str
) -> None:
    gate.say(body)

    [(node, said)] = gate.letters()
    assert node == "laguna-4"
    assert reason in said
    assert gate.oxygen() == []


def test_a_value_that_was_not_measured_is_neither_reading_nor_letter(gate: Gate) -> None:
    gate.say('{"o2": null, "t": null}')
    gate.say("nan", "lote/sensor/suelo/state")

    assert gate.reader.keys() == []
    assert gate.letters() == []


def test_what_others_say_beside_it_is_none_of_ours(gate: Gate) -> None:
    gate.say("x", "lote/debug")
    gate.say("{}", "homeassistant/sensor/abc/config")
    gate.say("online", "homeassistant/status")
    gate.say("{}", "conuco/v1/la-ceiba/-/state/pond-1/sonda/oxygen")
    gate.say("x", "otros/tema")

    assert [reason for _, reason in gate.letters()] == ["the topic does not begin with conuco/v1/la-ceiba/"]
    assert gate.said == [b"online"]


def test_numbers_rise_even_where_the_database_was_lost(gate: Gate) -> None:
    gate.say("1.85", "lote/sensor/suelo/state")
    first = cursors.find(gate.writer.readings, "lote-2", QUEUE)
    with gate.writer.transaction() as connection:
        connection.execute("DELETE FROM cursors")
    gate.say("1.86", "lote/sensor/suelo/state", at=NOW + 60)
    second = cursors.find(gate.writer.readings, "lote-2", QUEUE)

    assert first is not None
    assert second is not None
    assert second.last > first.last


def test_a_letter_is_read_by_the_mapping_as_it_stands_now_once(gate: Gate) -> None:
    gate.say('{"oxigeno": 4.8}')
    [letter] = dead_letters.waiting(gate.writer.readings, Wanted())
    mended = Device("laguna-4", DATED.topic, "json", [DeviceField("sonda", "oxygen", "oxigeno")])
    replaying = Replaying(gate.writer, "la-ceiba", Devices([mended]))
    with gate.writer.transaction():
        whole = dead_letters.find(gate.writer.readings, letter.number)
        assert whole is not None
        count = replaying.replay(whole, body=None, now=NOW + 3600, is_trusted=True)

    assert count == 1
    assert gate.oxygen() == [(NOW, 4.8, Flag.SUSPECT, TimeKnown.ESTIMATED)]
    assert dead_letters.waiting(gate.writer.readings, Wanted()) == []
