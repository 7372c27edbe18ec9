"""The temperature of the water beside an oxygen probe, by the thermometers of its node."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from gateway.domain.columns import Floats, Ints, Signals
from gateway.domain.readings import Flag, SeriesKey
from gateway.quality.dead import is_lost
from gateway.quality.gross import gross_range
from gateway.quality.medians import Marked

DIGITAL: Final = "oxygen_probe"
"""The signal of an oxygen probe that has made its mg/L by itself."""

OLDEST_TEMPERATURE_S = 3600
"""A thermometer's reading serves the oxygen probe beside it for this long [s]."""

WITH_THE_PROBE_S = 59
"""What is said in less than a minute is said together [s]; ours."""

USUAL_TEMPERATURE_C = 28.0
"""The water where the thermometer is silent; what comes of it is SUSPECT.

Source:
    facts of the ponds, section 1a: Venezuelan cachama farms 24 to 30 °C.
"""


@dataclass(frozen=True, slots=True)
class _Water:
    """The temperature of the water beside a probe, by time.

    Attributes:
        known: What a thermometer said that can be.
        impossible: What it said that cannot be.
    """

    known: Signals
    impossible: Signals

    @classmethod
    def of(cls, parts: Sequence[Signals]) -> _Water:
        """Return what some thermometers said."""
        said = Signals.joined(*parts) if parts else Signals.empty()
        possible = gross_range("water_temperature", said.value) != Flag.FAIL
        return cls(said.take(possible), said.take(~possible))

    def at(self, time: Ints) -> tuple[Floats, Marked]:
        """Return the temperature [°C] at each moment, and where it is only assumed."""
        if not len(self.known):
            return np.full(len(time), USUAL_TEMPERATURE_C), np.ones(len(time), dtype=bool)
        nearest = _nearest(self.known.time, time)
        assumed = np.abs(self.known.time[nearest] - time) > OLDEST_TEMPERATURE_S
        return np.where(assumed, USUAL_TEMPERATURE_C, self.known.value[nearest]), assumed

    def speaks_at(self, time: Ints) -> Marked:
        """Return where a thermometer said anything in the same minute."""
        spoke = np.zeros(len(time), dtype=bool)
        for said in (self.known.time, self.impossible.time):
            if len(said):
                spoke |= np.abs(said[_nearest(said, time)] - time) <= WITH_THE_PROBE_S
        return spoke

    def fails_at(self, time: Ints) -> tuple[Marked, Marked]:
        """Return where a thermometer said in the same minute what cannot be, and where that it is lost."""
        if not len(self.impossible):
            nowhere = np.zeros(len(time), dtype=bool)
            return nowhere, nowhere
        nearest = _nearest(self.impossible.time, time)
        fails = np.abs(self.impossible.time[nearest] - time) <= WITH_THE_PROBE_S
        return np.asarray(fails), np.asarray(fails & is_lost(self.impossible.value[nearest]))


class Waters:
    """The water beside each probe of a node.

    A digital probe has its own thermometer on its own channel; where that is silent, and for a probe that
    gives a signal, all of the node's speak. Each moment hangs on the hour around it alone, however long the
    span.
    """

    def __init__(self, signals: Mapping[SeriesKey, Signals]) -> None:
        said = {key.channel: rows for key, rows in signals.items() if key.quantity == "water_temperature"}
        self._all = _Water.of(list(said.values()))
        self._own = {channel: _Water.of([rows]) for channel, rows in said.items()} if len(said) > 1 else {}
        self._signals = signals

    def at(self, series: SeriesKey, time: Ints) -> tuple[Floats, Marked]:
        """Return the temperature [°C] beside a probe at each moment, and where it is only assumed."""
        temperature, assumed = self._all.at(time)
        own = self._own.get(series.channel)
        is_own = self._says(DIGITAL, series, time)
        if own is None or not is_own.any():
            return temperature, assumed
        nearer, is_silent = own.at(time)
        is_own &= ~is_silent
        return np.where(is_own, nearer, temperature), assumed & ~is_own

    def fails_at(self, series: SeriesKey, time: Ints) -> tuple[Marked, Marked]:
        """Return where what a probe said was made of a temperature that cannot be, and where its is lost.

        A probe that gives a signal is converted by a temperature that can be: nothing of it is spoilt.
        """
        fails, lost = self._all.fails_at(time)
        is_own = self._says(DIGITAL, series, time)
        own = self._own.get(series.channel)
        if own is not None and is_own.any():
            is_own &= own.speaks_at(time)
            own_fails, own_lost = own.fails_at(time)
            fails, lost = np.where(is_own, own_fails, fails), np.where(is_own, own_lost, lost)
        is_made = self._says(DIGITAL, series, time) | self._says("oxygen", series, time)
        return fails & is_made, lost

    def _says(self, quantity: str, series: SeriesKey, time: Ints) -> Marked:
        said = self._signals.get(series._replace(quantity=quantity))
        return np.zeros(len(time), dtype=bool) if said is None else np.isin(time, said.time)


def _nearest(rising: Ints, time: Ints) -> Ints:
    """Return the place of the nearest of some moments; of two as near the later one."""
    after = np.clip(np.searchsorted(rising, time), 0, len(rising) - 1)
    before = np.clip(after - 1, 0, len(rising) - 1)
    nearer = np.abs(rising[after] - time) <= np.abs(rising[before] - time)
    return np.where(nearer, after, before)
