"""Since when the word of a probe is doubted: from its last good check on, once a comparison found it off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from gateway.domain.calibration import Calibration
from gateway.domain.care import FOREVER, Distrust, agreement
from gateway.domain.entries import Entry, ProbeCared
from gateway.domain.quantities import derived_quantities

Cares = Mapping[tuple[str, str], Sequence[Entry]]
"""By node and channel."""


def distrusted(cares: Cares, calibrations: Iterable[Calibration]) -> tuple[Distrust, ...]:
    """Return when which oxygen probe is in doubt, by probe and rising.

    A good check is a comparison within ten percent, or a calibration. A doubt begins at the last one
    before a comparison that was not, and ends at the next.

    Args:
        cares: Those that stand.
        calibrations: Those that stand, of any series.
    """
    marks = list(calibrations)
    return tuple(one for (node, channel) in sorted(cares) for one in _of(node, channel, cares, marks))


def _of(node: str, channel: str, cares: Cares, calibrations: list[Calibration]) -> Iterator[Distrust]:
    last_good, doubted = 0, None
    for at, is_good in sorted(_checks(node, channel, cares[node, channel], calibrations)):
        if not is_good:
            doubted = last_good if doubted is None else doubted
            continue
        if doubted is not None:
            yield Distrust(node, channel, doubted, at)
        last_good, doubted = at, None
    if doubted is not None:
        yield Distrust(node, channel, doubted, FOREVER)


def _checks(
    node: str, channel: str, cares: Sequence[Entry], calibrations: list[Calibration]
) -> Iterator[tuple[int, bool]]:
    """Yield when a probe was checked, and whether it was right from then on."""
    for one in calibrations:
        if (one.node, one.channel) == (node, channel) and "oxygen" in derived_quantities(one.quantity):
            yield one.since, True
    for entry in cares:
        body = entry.body
        if not isinstance(body, ProbeCared) or body.quantity not in (None, "oxygen"):
            continue
        if body.care == "calibrated":
            yield entry.happened, True
        elif body.said is not None and body.reference is not None:
            yield entry.happened, agreement(body.said, body.reference) != "off"
