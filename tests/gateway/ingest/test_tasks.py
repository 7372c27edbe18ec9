"""A task that fails stops neither the tasks beside it nor the station."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from gateway.domain.errors import DiskError
from gateway.ingest.tasks import Tasks

NOW = 1_772_000_000


@dataclass
class Step:
    """A task that is always due, and fails where it is told to."""

    fails_asked: Exception | None = None
    fails_acting: Exception | None = None
    asked: int = 0
    acted: list[int] = field(default_factory=list)

    def is_due(self, now: int) -> bool:
        self.asked += 1
        if self.fails_asked is not None:
            raise self.fails_asked
        return True

    def act(self, now: int) -> None:
        if self.fails_acting is not None:
            raise self.fails_acting
        self.acted.append(now)


FAILING = {
    "asked": lambda error: Step(fails_asked=error),
    "acting": lambda error: Step(fails_acting=error),
}


@pytest.mark.parametrize("failing", FAILING.values(), ids=FAILING.keys())
def test_a_task_that_fails_keeps_no_other_from_acting(failing: type[Step]) -> None:
    sirens = Step()

    is_busy = Tasks((failing(ZeroDivisionError()), sirens), lambda: None).turn(NOW)

    assert (sirens.acted, is_busy) == ([NOW], True)


def test_a_task_that_has_failed_rests_so_that_the_log_does_not_fill_the_disk() -> None:
    broken = Step(fails_asked=ZeroDivisionError())
    tasks = Tasks((broken,), lambda: None)

    for _ in range(20):
        tasks.turn(NOW)

    assert broken.asked == 1


@pytest.mark.parametrize("failing", FAILING.values(), ids=FAILING.keys())
def test_a_fault_of_the_disk_is_told_after_the_others_have_acted(failing: type[Step]) -> None:
    sirens = Step()

    with pytest.raises(DiskError):
        Tasks((failing(DiskError("the archive is broken")), sirens), lambda: None).turn(NOW)

    assert sirens.acted == [NOW]


def test_nothing_acts_when_what_was_taken_before_cannot_be_committed() -> None:
    sirens = Step()

    def full() -> None:
        raise DiskError("full")

    with pytest.raises(DiskError):
        Tasks((sirens,), full).turn(NOW)

    assert sirens.acted == []
