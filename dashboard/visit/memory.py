"""What was read of the fields' finished days, kept for all who ask within the hour."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar, cast

from gateway.fields.course import Course

Found = TypeVar("Found")


@dataclass(slots=True)
class Memory:
    """What was read of the finished days, until the hour is over or a node is put elsewhere.

    Thirty telephones ask the same; what is late by minutes is in the next hour's answer. And the newest
    course of each field, for as long as it would come out the same.
    """

    _mark: Hashable = None
    _kept: dict[Hashable, object] = field(default_factory=dict)
    _courses: dict[str, tuple[object, Course]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def known(self, mark: Hashable, question: Hashable, ask: Callable[[], Found]) -> Found:
        """Return an answer, asked for once for each mark."""
        with self._lock:
            if self._mark != mark:
                self._mark, self._kept = mark, {}
            kept = self._kept
        if question not in kept:
            kept[question] = ask()
        return cast("Found", kept[question])

    def reckoned(self, place: str, given: object, ask: Callable[[], Course]) -> Course:
        """Return the course of a field, reckoned anew only where something else is given than last time."""
        kept = self._courses.get(place)
        if kept is None or kept[0] != given:
            kept = self._courses[place] = (given, ask())
        return kept[1]
