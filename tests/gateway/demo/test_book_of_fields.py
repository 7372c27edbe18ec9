"""What the demo's growers wrote down of their fields."""

from __future__ import annotations

from pathlib import Path

from gateway.demo.world.cycles import UNTOLD
from gateway.domain.entries import Intervened, Irrigated, RainRead, Sown, StageSeen
from gateway.journal.registers import registers
from tests.gateway.demo.written import plans, records, written


def test_two_fields_share_a_pump_and_rain_alone_waters_the_others(tmp_path: Path) -> None:
    with written(tmp_path) as journal:
        fields = registers(journal.entries("station")).fields

    assert {one.place: (one.method, one.pump) for one in fields.values()} == {
        "lote-1": ("furrow", "bomba-1"),
        "lote-2": ("sprinkler", "bomba-1"),
        "lote-3": (None, None),
        "lote-4": (None, None),
        "lote-5": (None, None),
    }


def test_what_grows_now_was_seen_to_come_up_and_to_flower() -> None:
    seen = [one.draft.body for one in records() if isinstance(one.draft.body, StageSeen)]
    cycles = {one.cycle for one in seen}
    sown = {one.draft.uid for one in records() if isinstance(one.draft.body, Sown)} - plans()

    assert {"demo-lote-1-2026-02-02", "demo-lote-2-2026-02-12"} <= cycles < sown
    assert {one.stage for one in seen} == {"emergence", "flowering"}


def test_water_is_told_in_hours_and_once_in_millimetres() -> None:
    told = [one.draft.body for one in records() if isinstance(one.draft.body, Irrigated)]
    by_pump = [one for one in told if one.place in ("lote-1", "lote-2")]

    assert len([one for one in by_pump if one.hours]) > 10
    assert [(one.place, one.quality) for one in by_pump if one.millimetres] == [("lote-2", "estimated")]


def test_the_last_water_of_field_two_stands_in_no_book() -> None:
    told = [one.draft for one in records() if isinstance(one.draft.body, Irrigated | Intervened)]

    assert UNTOLD.place in {one.body.place for one in told}
    assert max(one.happened for one in told if one.body.place == UNTOLD.place) < UNTOLD.begins


def test_who_reads_a_bottle_writes_dry_mornings_too() -> None:
    read = [one.draft.body for one in records() if isinstance(one.draft.body, RainRead)]

    # Of the last fourteen mornings one followed a storm.
    assert len([one for one in read if one.millimetres == 0]) == 13
