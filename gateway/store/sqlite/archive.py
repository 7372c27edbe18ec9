"""The archive: arrivals become blocks, blocks become rollups; each step can be repeated.

Between the two files the order is: block first, then the arrivals go. A crash in between
leaves arrivals that their block's `upto` says are in it, so nobody counts them twice.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from contextlib import AbstractContextManager
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from gateway.domain.columns import Derived, Signals
from gateway.domain.context import BESIDE, reach_of
from gateway.domain.readings import SeriesKey
from gateway.store.base import Derive
from gateway.store.sqlite import arrivals, blocks, received_days, retired, rollups
from gateway.store.sqlite.arrivals import Pending
from gateway.store.sqlite.beside import Pair, in_blocks
from gateway.store.sqlite.blocks import DAY, HOUR, Block, Sort, Span
from gateway.store.sqlite.context import (
    READABLE_BESIDE,
    beside,
    needed,
    readable,
    readable_derived,
    readable_signals,
    signals_in,
    together,
    touched,
)
from gateway.store.sqlite.merging import has_news, is_held, is_later, merged, with_new_rows, within
from gateway.store.sqlite.packing import pack_derived, pack_signals
from gateway.store.sqlite.retired import RetiredDay, RetiredFiles
from gateway.store.sqlite.rewritten import MirrorMarks
from gateway.store.sqlite.transactions import Transactions
from gateway.store.sqlite.unsealed import received


class Archive:
    """The gateway's hand on archive.db; it reads arrivals and never deletes one."""

    def __init__(
        self,
        readings: sqlite3.Connection,
        archive: sqlite3.Connection,
        derive: Derive,
        *,
        utc_offset_hours: int,
        is_mirrored: bool = False,
    ) -> None:
        """Remember the two connections, how signals become values and whether there is a mirror to tell."""
        self.files = RetiredFiles.beside(archive)
        self._readings = readings
        self._archive = archive
        self.derive = derive
        self._utc_offset_s = utc_offset_hours * 3600
        self.mirror = MirrorMarks(archive, is_on=is_mirrored)
        self._ids: dict[SeriesKey, int] = blocks.series_of(archive)
        self.transactions = Transactions(archive, self._forget_ids)

    @property
    def connection(self) -> sqlite3.Connection:
        """The file itself, for who writes other things into it than blocks, within `transaction`."""
        return self._archive

    def transaction(self) -> AbstractContextManager[None]:
        """Commit everything within, or nothing; within another one its own part stands or falls alone."""
        return self.transactions.own()

    def _forget_ids(self) -> None:
        """Look again which series there are: some may have been rolled back."""
        self._ids = blocks.series_of(self._archive)

    def length_of(self, node: str, day: int, *, finished_before: int) -> int:
        """Return in which blocks a node's UTC day is kept [s]: hours, until the day is finished."""
        folded = Span(day, DAY) in self.spans_of(node, day, day + 1)
        return DAY if folded or day + DAY <= finished_before else HOUR

    def rebuild(
        self,
        node: str,
        span: Span,
        pending: Mapping[SeriesKey, Pending],
        added: Mapping[SeriesKey, Signals] | None = None,
    ) -> int:
        """Write every block of a node's span anew and return how many rows were added.

        Call it within `transaction`.

        Args:
            node: Whose.
            span: An hour, or a whole day that takes its hours.
            pending: All arrivals of that node, by series.
            added: Rows of a file within the span, by series.

        Raises:
            StoreError: The day went into a file that cannot be read back.
        """
        for gone in retired.find(self._archive, node, start=span.start, end=span.end):
            span = Span(gone.day, DAY)
            if not added and not is_later(pending, span, gone.upto):
                self._roll_up_retired(gone)
                return 0
            self._bring_back(gone)
        upto = arrivals.newest_id(self._readings)
        arrived = within(pending, span)
        more = added or {}
        known = [series for series in self._ids if series.node == node]
        standing: dict[SeriesKey, list[Block]] = {}
        for block in blocks.find(self._archive, known, Sort.SIGNALS, start=span.start, end=span.end):
            standing.setdefault(block.series, []).append(block)
        signals, count = {}, 0
        revises = any(has_news(standing.get(series, []), arrived[series]) for series in beside(arrived))
        for series in sorted({*standing, *arrived, *more}):
            before = merged(standing.get(series, []), arrived.get(series))
            after = with_new_rows(before, more[series]) if series in more else before
            signals[series], count = after, count + len(after) - len(before)
            revises |= series.quantity in BESIDE and len(after) > len(before)
        judged = touched(span.start, span.end, reach_of(signals)) if revises else (span.start, span.end)
        derived = self.derive(self._with_context(node, span, signals, judged))
        own = {series: values.between(span.start, span.end) for series, values in derived.items()}
        self._write(node, span, signals, {one: rows for one, rows in own.items() if len(rows)}, upto=upto)
        self._revise(span, derived, judged, upto=upto)
        return count

    def _with_context(
        self, node: str, span: Span, signals: Mapping[SeriesKey, Signals], judged: tuple[int, int]
    ) -> Mapping[SeriesKey, Signals]:
        """Return the signals of a span and what blocks hold around it, as far as is needed to judge."""
        found = [signals]
        for names, (start, end) in needed(
            (one for one in {*signals, *self._ids} if one.node == node), *judged
        ):
            found.append(self._standing(node, names, start, span.start))
            found.append(self._standing(node, names, span.end, end))
        return together(*found)

    def _standing(
        self, node: str, names: list[SeriesKey], start: int, end: int
    ) -> Mapping[SeriesKey, Signals]:
        """Return what blocks and files hold of some series of a node in [start, end)."""
        found = [signals_in(self._archive, names, start=start, end=end)]
        for gone in retired.find(self._archive, node, start=start, end=end) if start < end else ():
            rows = self.files.of(gone)
            found.append({one: rows[one].between(start, end) for one in names if one in rows})
        return together(*found)

    def _bring_back(self, gone: RetiredDay) -> None:
        """Write the signal blocks of a day that went into a file again."""
        for series, rows in self.files.of(gone).items():
            block = Block(series, Sort.SIGNALS, Span(gone.day, DAY), gone.upto, pack_signals(rows))
            blocks.write(self._archive, self._id(series), block)
        retired.forget(self._archive, gone)

    def _roll_up_retired(self, gone: RetiredDay) -> None:
        """Roll a day up anew whose signals went into a file, where they stay."""
        span = Span(gone.day, DAY)
        signals = self.files.of(gone)
        derived = self.derive(self._with_context(gone.node, span, signals, (span.start, span.end)))
        for series in readable(signals):
            values = derived.get(series, Derived.empty()).between(span.start, span.end)
            self._roll_up(series, span, values)

    def signals_beside(
        self, node: str, pending: Mapping[SeriesKey, Pending], *, start: int, end: int
    ) -> dict[SeriesKey, Signals]:
        """Return what was received of a node in [start, end) beside which its readings are judged."""
        names = beside(one for one in {*self._ids, *pending} if one.node == node)
        return received(self._archive, names, pending, start=start, end=end)

    def _revise(
        self, span: Span, derived: Mapping[SeriesKey, Derived], judged: tuple[int, int], *, upto: int
    ) -> None:
        """Write the blocks before and after a span anew where its rows have changed what they say.

        Of what is judged by itself nothing was read around the span, and nothing can have changed there.
        """
        start, end = judged
        around = [one for one in derived if one.quantity in READABLE_BESIDE]
        for block in blocks.find(self._archive, around, Sort.DERIVED, start=start, end=end):
            if span.start <= block.span.start < span.end:
                continue
            rows = readable_derived(block)
            if rows is None:
                continue
            first, last = max(start, block.span.start), min(end, block.span.end)
            now = derived[block.series].between(first, last)
            revised = Derived.joined(
                rows.between(block.span.start, first), now, rows.between(last, block.span.end)
            )
            body = pack_derived(revised)
            if body != block.body:
                blocks.revise(self._archive, self._id(block.series), replace(block, body=body, upto=upto))
                self._roll_up(block.series, block.span, revised)
                self.mirror.tell(block.series.node, block.span)
        for node in {series.node for series in derived}:
            for gone in retired.find(self._archive, node, start=start, end=end):
                self._roll_up_retired(gone)

    def _write(
        self,
        node: str,
        span: Span,
        signals: Mapping[SeriesKey, Signals],
        derived: Mapping[SeriesKey, Derived],
        *,
        upto: int,
    ) -> None:
        # What was derived of signals that were lost is all that is left of them: it stays.
        for series in {*signals, *readable(signals)} & self._ids.keys():
            blocks.clear(self._archive, self._ids[series], span)
        for series, rows in signals.items():
            block = Block(series, Sort.SIGNALS, span, upto, pack_signals(rows))
            blocks.write(self._archive, self._id(series), block)
        for series, values in derived.items():
            block = Block(series, Sort.DERIVED, span, upto, pack_derived(values))
            blocks.write(self._archive, self._id(series), block)
        # Of what was lost the rollups are all that is left: only what stands is rolled up again.
        for series in {*derived, *readable(signals)}:
            self._roll_up(series, span, derived.get(series))
        self.mirror.tell(node, span)

    def nodes(self) -> list[str]:
        """Return the nodes that have blocks, sorted."""
        return sorted({series.node for series in self._ids})

    def _roll_up(self, series: SeriesKey, span: Span, values: Derived | None) -> None:
        number = self._id(series)
        rolled = rollups.rolled(values, width=3600) if values is not None else rollups.Rollup.empty()
        if not len(rolled) and not len(rollups.hours(self._archive, number, start=span.start, end=span.end)):
            return
        rollups.replace_hours(self._archive, number, span, rolled)
        rollups.replace_days(self._archive, number, span, utc_offset_s=self._utc_offset_s)

    def _id(self, series: SeriesKey) -> int:
        if series not in self._ids:
            self._ids[series] = blocks.series_id(self._archive, series)
        return self._ids[series]

    def spans_of(self, node: str, start: int, end: int) -> list[Span]:
        """Return the spans of a node's blocks that begin within [start, end), rising."""
        return blocks.spans_of_node(self._archive, node, start=start, end=end)

    def mark_of(self, node: str, start: int, end: int) -> tuple[int, int]:
        """Return two numbers that change when blocks of a node in [start, end) are written anew."""
        return blocks.mark_of_node(self._archive, node, start=start, end=end)

    def marks_of_days(self, *, since: int, before: int) -> dict[int, tuple[int, int]]:
        """Return marks of the sealed UTC days in [since, before); see `received_days.marks`."""
        return received_days.marks(self._archive, since=since, before=before)

    def received_on(self, day: int) -> dict[SeriesKey, Signals]:
        """Return what stands sealed of a UTC day, by series, in blocks or in files."""
        gone = [self.files.of(one) for one in retired.of_day(self._archive, day)]
        return together(received_days.received(self._archive, day), *gone)

    def unfolded(self, *, before: int) -> list[tuple[str, int]]:
        """Return the nodes and UTC days before a moment whose hours still stand alone."""
        return blocks.unfolded(self._archive, before=before)

    def is_held(self, pending: Pending, series: SeriesKey) -> NDArray[np.bool_]:
        """Tell for each arrival of a series whether its block holds it, shape (n,)."""
        if not len(pending.ids):
            return np.zeros(0, dtype=bool)
        start, end = int(pending.rows.time.min()), int(pending.rows.time.max()) + 1
        return is_held(blocks.held(self._archive, series, start=start, end=end), pending)

    def has_row(self, series: SeriesKey, *, time: int, queue: int, number: int) -> bool:
        """Tell whether a record stands in a block already; a block that cannot be read holds nothing."""
        for block in blocks.find(self._archive, [series], Sort.SIGNALS, start=time, end=time + 1):
            rows = readable_signals(block)
            if rows is not None and ((rows.queue == queue) & (rows.number == number)).any():
                return True
        for gone in retired.find(self._archive, series.node, start=time, end=time + 1):
            rows = self.files.of(gone).get(series, Signals.empty())
            if ((rows.queue == queue) & (rows.number == number)).any():
                return True
        return False

    def has_value(self, series: SeriesKey, *, time: int, value: float) -> bool:
        """Tell whether a block holds a value of a series at a moment [s UTC]."""
        for block in blocks.find(self._archive, [series], Sort.SIGNALS, start=time, end=time + 1):
            rows = readable_signals(block)
            if rows is not None and ((rows.time == time) & (rows.value == value)).any():
                return True
        return False

    def beside(self, node: str, span: Span, *, queue: int, number: int) -> Pair:
        """Return the records of a queue nearest to a number that stand in a node's blocks of a span."""
        own = [series for series in self._ids if series.node == node]
        return in_blocks(self._archive, own, span, queue=queue, number=number)
