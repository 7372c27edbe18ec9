"""The station reads an outbox from its files as the firmware itself would."""

from __future__ import annotations

import itertools
import json
import sys
from pathlib import Path

import pytest

from gateway.nodes.outbox_files import as_small, batches, read_outbox, small

ROOT = Path(__file__).parents[3]


@pytest.fixture
def outbox(tmp_path: Path, monkeypatch):
    """Return what makes the firmware's own outbox in a folder."""
    monkeypatch.syspath_prepend(str(ROOT / "firmware"))
    for name in [one for one in sys.modules if one == "node" or one.startswith("node.")]:
        monkeypatch.delitem(sys.modules, name)
    from node.outbox import Outbox

    made = Outbox(str(tmp_path / "outbox"), segment_bytes=1_024, segments=20)
    made.open(is_power_on=True)
    return made


def a_record(number: int) -> bytes:
    values = {"sonda": {"oxygen_signal": 700 + number}}
    told = {"number": number, "boot": 1, "uptime": 60 * number, "time": None, "clock": "unsynced"}
    return json.dumps(told | {"values": values}).encode()


def keep(outbox, count: int) -> None:
    for _ in range(count):
        number = outbox.reserve()
        outbox.put(number, a_record(number))


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (folder / "outbox").iterdir()}


def test_what_the_firmware_has_kept_is_read_whole(outbox, tmp_path: Path) -> None:
    keep(outbox, 40)
    outbox.acknowledge(9)

    held = read_outbox(files(tmp_path))

    assert held is not None
    assert (held.queue, held.boot, held.gone, held.damaged) == (outbox.queue, outbox.boot, 9, 0)
    assert [one.number for one in held.records] == list(range(10, 40))
    assert held.records[0].content == a_record(10)


def test_a_torn_tail_and_a_damaged_record_cost_only_themselves(outbox, tmp_path: Path) -> None:
    keep(outbox, 3)
    (name,) = [one for one in files(tmp_path) if one.endswith(".seg")]
    path = tmp_path / "outbox" / name
    whole = path.read_bytes()
    size = len(whole) // 3
    path.write_bytes(whole[: size + 20] + b"?" + whole[size + 21 :] + whole[: size // 2])

    held = read_outbox(files(tmp_path))

    assert held is not None
    assert [one.number for one in held.records] == [0, 2]
    assert held.damaged == 1


def test_an_outbox_that_never_began_holds_nothing() -> None:
    assert read_outbox({}) is None


def test_ranges_abut_from_what_is_gone_on_and_account_for_every_number(outbox, tmp_path: Path) -> None:
    keep(outbox, 60)
    outbox.acknowledge(4)
    held = read_outbox(files(tmp_path))
    assert held is not None

    made = list(batches(held, commune="la-ceiba", node="pond-1"))

    spans = [tuple(map(int, topic.rsplit("/", 3)[1:])) for topic, _ in made]
    assert spans[0][:2] == (5, 5)
    assert all(oldest == 5 for oldest, _, _ in spans)
    assert all(before[2] + 1 == after[1] for before, after in itertools.pairwise(spans))
    told = [one["number"] for _, body in made for one in json.loads(body)["records"]]
    assert told == list(range(5, 60))
    assert max(len(body) for _, body in made) <= 4_096


def test_numbers_that_were_burnt_are_accounted_for_by_ranges_alone(outbox, tmp_path: Path) -> None:
    keep(outbox, 1)
    outbox.next_number = 2_500
    keep(outbox, 1)
    held = read_outbox(files(tmp_path))
    assert held is not None

    spans = [
        tuple(map(int, topic.rsplit("/", 2)[1:])) for topic, _ in batches(held, commune="c", node="pond-1")
    ]

    assert spans == [(0, 0), (1, 1000), (1001, 2000), (2001, 2500)]


def test_a_record_that_is_no_json_goes_alone(outbox, tmp_path: Path) -> None:
    keep(outbox, 2)
    outbox.put(outbox.reserve(), b"not json")
    keep(outbox, 1)
    held = read_outbox(files(tmp_path))
    assert held is not None

    spans = [tuple(map(int, topic.rsplit("/", 2)[1:])) for topic, _ in batches(held, commune="c", node="n")]

    assert spans == [(0, 1), (2, 2), (3, 3)]


def test_a_small_file_is_written_as_the_firmware_reads_it(outbox, tmp_path: Path) -> None:
    (tmp_path / "outbox" / "gone").write_bytes(as_small(17))

    outbox.open(is_power_on=False)

    assert outbox.gone == 16, "everything below is gone"
    assert small(as_small(17)) == 17
    assert small(as_small(17)[:-1]) is None
