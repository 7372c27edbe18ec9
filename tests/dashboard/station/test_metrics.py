"""What stands is told to Prometheus in both of its formats, without names, stock or money."""

from __future__ import annotations

import re
from pathlib import Path

from members import signed_in
from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client.parser import text_string_to_metric_families

from dashboard.station.exposed import KEPT_S, Kept
from gateway.domain.readings import SeriesKey
from tests.dashboard.conftest import Pages

GUIDE = Path(__file__).parents[3] / "docs" / "interop.md"
OPENMETRICS = "application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5,*/*;q=0.1"


def rows(text: str) -> dict[tuple[str, tuple[tuple[str, str], ...]], float]:
    return {
        (one.name, tuple(sorted(one.labels.items()))): one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


def test_every_latest_reading_is_told_with_its_age_and_flag(pages: Pages) -> None:
    answer = pages.client.get("/metrics")

    found = rows(answer.text)
    assert answer.headers["content-type"].startswith("text/plain; version=")
    named = {name for name, _ in found}
    assert {"conuco_reading_value", "conuco_reading_age_seconds", "conuco_reading_flag"} <= named
    keys = pages.store.keys()
    newest = [one for key in keys if (one := pages.store.latest(key)) is not None]
    told = [value for (name, _), value in found.items() if name == "conuco_reading_value"]
    assert sorted(told) == sorted(one.value for one in newest)
    ages = [value for (name, _), value in found.items() if name == "conuco_reading_age_seconds"]
    assert sorted(ages) == sorted(float(pages.clock.now() - one.at) for one in newest)


def test_openmetrics_is_spoken_to_whoever_asks_for_it(pages: Pages) -> None:
    answer = pages.client.get("/metrics", headers={"Accept": OPENMETRICS})

    families = list(openmetrics.text_string_to_metric_families(answer.text))
    assert answer.headers["content-type"].startswith("application/openmetrics-text; version=1.0.0")
    assert "conuco_node_dropped_records" in {one.name for one in families}
    assert answer.text.endswith("# EOF\n")


def test_alerts_nodes_and_files_are_told(pages: Pages) -> None:
    found = rows(pages.client.get("/metrics").text)

    levels = {labels: value for (name, labels), value in found.items() if name == "conuco_alerts"}
    assert sum(levels.values()) == len(pages.store.alerts())
    nodes = [1 for name, _ in found if name == "conuco_node_dead_letters"]
    assert len(nodes) == len(pages.store.nodes())
    assert found["conuco_database_bytes", (("file", "commune.db"),)] > 0
    assert all(value == value for value in found.values())


def test_a_device_is_called_by_its_own_name_only_for_members(pages: Pages) -> None:
    nodes = {one.node for one in pages.store.nodes()}
    strangers = set(re.findall(r'node="([^"]*)"', pages.client.get("/metrics").text))
    signed_in(pages.client, "technician")
    members = set(re.findall(r'node="([^"]*)"', pages.client.get("/metrics").text))

    assert not strangers & nodes
    assert nodes <= members
    assert pages.client.get("/metrics", headers={"Authorization": "Bearer nonsense"}).status_code == 401


def test_every_measure_stands_in_the_guide_and_none_else(pages: Pages) -> None:
    told = set(re.findall(r"^\| (.*) \| ", GUIDE.read_text(encoding="utf-8"), re.MULTILINE))
    named = {name for line in told for name in re.findall(r"`(conuco_\w+)`", line)}
    found = {name for name, _ in rows(pages.client.get("/metrics").text)}
    of_some_nodes = {"conuco_node_battery_volts", "conuco_node_outbox_records"}
    of_some_stations = {
        "conuco_backup_age_seconds",
        "conuco_mirror_readings_kept",
        "conuco_mirror_readings_there",
    }

    assert found <= named
    assert named <= found | of_some_nodes | of_some_stations


def test_an_answer_serves_for_a_few_seconds_and_not_longer(pages: Pages) -> None:
    moment = 0.0
    pages.client.app.state.measures = Kept(lambda: moment)  # type: ignore[attr-defined]
    before = pages.client.get("/metrics").text
    pages.store.derived = {SeriesKey("x", "y", "oxygen"): one for one in pages.store.derived.values()}
    same = pages.client.get("/metrics").text
    moment = KEPT_S

    assert same == before
    assert pages.client.get("/metrics").text != before
