"""A node that sleeps, for weeks of its world: the radio's seconds, records lost, what its battery gives.

Writes the table of the firmware's README anew: CONUCO_POWER=write make proof.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from asleep import DAY_S, Asleep, Counted
from energy import Row, rows_in, table, with_table
from station import until

PROOF = os.environ.get("CONUCO_PROOF", "all")
WEEK_S = 7 * DAY_S if PROOF == "all" else 2 * DAY_S
WEEKS = 8 if PROOF == "all" else 1
OUTAGE_S = 10 * 3600.0
VISIT_S = 300.0
LOW_MV, GOOD_MV = 120, 1100
USUAL = {"sample_every_s": 900, "send_every_s": 3600}
KNOWN = {"wifi": {"ssid": "c", "password": "", "bssid": "a4:cf:12:05:6b:ee", "address": "192.168.4.31"}}
README = Path(__file__).parents[2] / "firmware" / "README.md"
SEGMENT_BYTES, SEGMENTS, HEAD_BYTES = 16384, 48, 11

pytestmark = [pytest.mark.proof, pytest.mark.broker, pytest.mark.micropython]
rows: dict[str, Row] = {}


def measured(what: str, counted: Counted) -> None:
    rows[what] = Row.of(what, counted)
    print(f"\n{rows[what]}")


def assert_nothing_is_lost(life: Asleep) -> None:
    found = life.balance()
    print(f"{found}; {life.passed_s / DAY_S:.1f} days")
    assert (found.lost, found.twice, found.altered) == ([], [], [])


def test_a_week_with_ten_hours_without_a_gateway_loses_nothing(tmp_path: Path) -> None:
    with Asleep(tmp_path, USUAL) as life:
        usual = life.live(WEEK_S / 2)
        life.station.gateway.kill()
        alone = life.live(OUTAGE_S)
        life.start_gateway_again()
        usual += life.live(WEEK_S / 2 - OUTAGE_S)
        life.live(0, is_visit=True)

        assert_nothing_is_lost(life)

    measured("habla cada hora", usual)
    measured("la estación prendida pero sin contestar", alone)
    assert usual.talks >= 24 * usual.seconds / DAY_S - 2


def test_a_network_whose_radio_and_address_are_known_costs_less(tmp_path: Path) -> None:
    with Asleep(tmp_path, USUAL | KNOWN) as life:
        measured("habla cada hora, con `wifi.bssid` y `wifi.address`", life.live(DAY_S))
        life.live(0, is_visit=True)

        assert_nothing_is_lost(life)


@pytest.fixture
def visited(tmp_path: Path) -> Iterator[Asleep]:
    """A node whose pond is short of oxygen in the middle of each week, and well when somebody comes."""
    with Asleep(tmp_path, USUAL | {"visit_pin": 33}) as life:
        yield life


def a_week_alone(life: Asleep) -> Counted:
    life.world.signal = None
    found = life.live(WEEK_S / 2)
    life.world.millivolts_now = LOW_MV
    found += life.live(6 * 3600)
    life.world.millivolts_now = GOOD_MV
    return found + life.live(WEEK_S / 2 - 6 * 3600 - VISIT_S)


def test_eight_weeks_of_five_minute_visits_lose_nothing_and_nothing_old_is_alarmed_as_now(
    visited: Asleep,
) -> None:
    alone, talks = Counted(), []
    for _ in range(WEEKS):
        alone += a_week_alone(visited)
        visited.world.signal = -78
        talks.append(visited.live(VISIT_S, is_visit=True))
        assert_nothing_is_lost(visited)
    store = visited.station.store()
    alarmed = [one for one in store.alerts(everything=True) if one.kind in ("oxygen", "silent_node")]
    [state] = [one for one in store.nodes() if one.node == "pond-1"]
    visited.world.millivolts_now = LOW_MV
    visited.live(2 * 3600)

    measured("visitado una vez a la semana, con el botón", alone)
    tell_capacity(visited, talks[-1])
    assert alarmed == []
    assert state.status is not None
    assert state.status.is_visited
    until(lambda: any(one.kind == "oxygen" for one in visited.station.store().alerts()), what="the control")


def tell_capacity(life: Asleep, visit: Counted) -> None:
    """Print for how many days an outbox lasts, and how many of them one visit can take away."""
    records = list(life.world.log.values())
    size = sum(len(record) + HEAD_BYTES for record in records) / len(records)
    a_day = DAY_S / 900
    held = (SEGMENTS - 1) * SEGMENT_BYTES / size / a_day
    rate = WEEK_S / 900 / (visit.radio_s - 3.0)
    print(
        f"outbox: {size:.0f} bytes a record, {held:.0f} days;"
        f" {WEEK_S / DAY_S:.0f} handed over in {visit.radio_s:.1f} s;"
        f" {rate * (VISIT_S - 3) / a_day:.0f} days in a visit of five minutes, over a local network"
    )
    assert held > 45
    assert visit.radio_s < VISIT_S / 3


def test_a_visit_that_nobody_announces_is_found_by_looking(tmp_path: Path) -> None:
    with Asleep(tmp_path, USUAL | {"look_every_s": 240}) as life:
        life.world.signal = None
        alone = life.live(WEEK_S)
        life.world.signal = -78
        life.live(VISIT_S)
        life.world.signal = None

        assert_nothing_is_lost(life)

    measured("busca cada 4 minutos a quien pase (`look_every_s`)", alone)


def test_the_readme_tells_what_was_counted() -> None:
    page = README.read_text(encoding="utf-8")
    print("\n" + table(list(rows.values())))
    if os.environ.get("CONUCO_POWER") == "write":
        README.write_text(with_table(page, list(rows.values())), encoding="utf-8")
        return
    told = {row.what: row for row in rows_in(page)}
    assert list(told) == list(rows)
    for what, row in rows.items():
        assert row.wakes == pytest.approx(told[what].wakes, rel=0.05)
        assert row.radio_s == pytest.approx(told[what].radio_s, rel=0.25), what
