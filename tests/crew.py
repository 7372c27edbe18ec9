"""People who answer the alarms of a commune whose nights are lived."""

from __future__ import annotations

from village import Commune, Crew

from gateway.demo.world.cast import PONDS
from gateway.domain.alerts import Change, Level


def helping(*, acknowledged_after_s: int = 300, helped_after_s: int = 900) -> Crew:
    """Return a crew that says "I go", and a while later switches on what the pond has, until the morning.

    Nobody is woken by what is no call: a warning for dawn is only read.
    """

    def crew(commune: Commune, change: Change) -> None:
        alert = change.alert
        if change.what not in ("opened", "raised", "again") or alert.kind not in ("oxygen", "gasping"):
            return
        pond = next(one for one in PONDS if one.place == alert.place)
        commune.later(acknowledged_after_s, lambda: commune.acknowledge(alert))
        if alert.level >= Level.CRITICAL and pond.means:
            commune.later(helped_after_s, lambda: commune.help(pond.place, pond.means[0]))

    return crew
