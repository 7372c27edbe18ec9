"""The only door to prometheus_client: measures in the two formats that Prometheus reads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from dashboard.station.exposed import Measure


class _Standing(Collector):
    """Gives what was found, as it stands."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._measures = measures

    def collect(self) -> Iterator[Metric]:
        """Yield every measure that has a row."""
        for one in self._measures:
            if one.rows:
                yield _family(one)


def _family(one: Measure) -> Metric:
    labels = list(one.rows[0][0])
    sort = CounterMetricFamily if one.name.endswith("_total") else GaugeMetricFamily
    family = sort(one.name, one.told, labels=labels)
    for given, value in one.rows:
        family.add_metric([given[label] for label in labels], value)
    return family


def exposition(measures: Iterable[Measure], accept: str) -> tuple[bytes, str]:
    """Return measures and their content type, as whoever asks can read them.

    Source:
        Prometheus text format 0.0.4; OpenMetrics 1.0 where the question's `Accept` names it.
    """
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Standing(measures))
    encoder, kind = choose_encoder(accept)
    return encoder(registry), kind
