"""What must be derived again after somebody has compared or calibrated a probe, or taken that back."""

from __future__ import annotations

from collections.abc import Iterable

from gateway.domain.calibration import Calibration
from gateway.domain.care import Distrust
from gateway.domain.entries import CalibrationRecorded, Entry, ProbeCared
from gateway.journal.distrust import distrusted
from gateway.journal.registers import Registers
from gateway.store.sqlite.rederiving import Stale

LATEST = 2**40
"""Later than anything is measured [s UTC]."""


def doubted_anew(registers: Registers, entry: Entry) -> Stale | None:
    """Return the span whose doubt hangs on an entry, None where it changes nothing.

    It does not matter whether the entry stands or was taken back: what it changes is the same.

    Args:
        registers: As they stand now.
        entry: A care of a probe or a calibration.
    """
    body = entry.body
    cares, calibrations = dict(registers.cares), list(registers.calibrations)
    if isinstance(body, ProbeCared):
        probe = (body.node, body.channel)
        others = tuple(one for one in cares.get(probe, ()) if one.uid != entry.uid)
        without = distrusted({**cares, probe: others}, calibrations)
        with_it = distrusted({**cares, probe: (*others, entry)}, calibrations)
        return _between(body.node, set(with_it) ^ set(without))
    if isinstance(body, CalibrationRecorded):
        one = Calibration(body.node, body.channel, body.quantity, body.since, body.constants)
        rest = [each for each in calibrations if (each.series, each.since) != (one.series, one.since)]
        changed = set(distrusted(cares, [*rest, one])) ^ set(distrusted(cares, rest))
        return _between(body.node, changed)
    return None


def _between(node: str, changed: Iterable[Distrust]) -> Stale | None:
    spans = list(changed)
    if not spans:
        return None
    return Stale(node, min(one.start for one in spans), min(LATEST, max(one.end for one in spans)))
