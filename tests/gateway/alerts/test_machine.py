"""How findings of every few seconds become the few changes that people are told of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from builders import NIGHT
from hypothesis import given
from hypothesis import strategies as st

from gateway.alerts.finding import Finding, Key, Unknown, Verdict
from gateway.alerts.machine import FINE_FOR_S, Past, changes, look, remembered
from gateway.domain.alerts import Alert, Change, Kind, Level


def a_finding(
    level: Level = Level.WARN, *, kind: Kind = Kind.BATTERY, value: float = 0.0, step: float | None = None
) -> Finding:
    return Finding(kind, "estanque-1", level, NIGHT - 60, value, "pond-1", step)


AN_UNKNOWN = Unknown(Kind.BATTERY, "estanque-1", "pond-1")
A_MAINS_FINDING = a_finding(Level.CRITICAL, kind=Kind.MAINS)


@dataclass
class Watched:
    """Looks again and again, as the task does; keeps the alerts as the store would."""

    now: int = NIGHT
    past: dict[Key, Past] = field(default_factory=dict)
    alerts: dict[str, Alert] = field(default_factory=dict)

    def looks(self, *verdicts: Verdict, after_s: int = 5) -> list[str]:
        """Return what the changes of one more look are called."""
        self.now += after_s
        return [one.what for one in self.changes(verdicts)]

    def changes(self, verdicts: Iterable[Verdict]) -> list[Change]:
        seen = look(verdicts, self.alerts.values(), now=self.now)
        self.past = remembered(self.past, seen)
        found = changes(seen, self.past)
        self.alerts |= {one.alert.uid: one.alert for one in found}
        return found

    def restart(self) -> None:
        self.past = {}

    @property
    def alert(self) -> Alert:
        return list(self.alerts.values())[-1]


def test_what_is_found_opens_an_alert_that_says_since_when() -> None:
    watched = Watched()

    assert watched.looks(a_finding(value=3.4)) == ["opened"]
    assert (watched.alert.kind, watched.alert.place, watched.alert.subject) == (
        "battery",
        "estanque-1",
        "pond-1",
    )
    assert (watched.alert.opened, watched.alert.value) == (NIGHT - 60, 3.4)


def test_found_again_it_says_nothing_new() -> None:
    watched = Watched()

    assert [watched.looks(a_finding()) for _ in range(3)] == [["opened"], [], []]


def test_what_is_fine_again_is_over() -> None:
    watched = Watched()
    watched.looks(a_finding())

    assert watched.looks(None) == ["cleared"]
    assert watched.alert.is_over


def test_what_was_grave_stays_until_somebody_has_seen_it() -> None:
    watched = Watched()
    watched.looks(a_finding(Level.CRITICAL))
    watched.looks()

    assert (watched.alert.cleared, watched.alert.is_over) == (watched.now, False)


def test_what_nobody_can_tell_neither_opens_nor_clears() -> None:
    watched = Watched()

    assert watched.looks(AN_UNKNOWN) == []
    watched.looks(a_finding())
    assert watched.looks(AN_UNKNOWN, after_s=86_400) == []
    assert watched.alert.cleared is None


def test_worse_is_raised_and_asks_again() -> None:
    watched = Watched()
    watched.looks(a_finding())

    assert watched.looks(a_finding(Level.CRITICAL)) == ["raised"]
    assert (watched.alert.level, watched.alert.acknowledged) == (Level.CRITICAL, None)


def test_less_grave_is_shown_and_grave_again_calls_again() -> None:
    watched = Watched()
    watched.looks(a_finding(Level.CRITICAL))

    assert watched.looks(a_finding(Level.WARN)) == ["eased"]
    assert (watched.alert.level, watched.alert.danger) == (Level.CRITICAL, Level.WARN)
    assert watched.looks(a_finding(Level.CRITICAL)) == ["again"]
    assert watched.alert.again == watched.now


def test_a_value_that_grew_by_a_step_is_told_again() -> None:
    watched = Watched()
    watched.looks(a_finding(value=0.3, step=0.2))

    assert watched.looks(a_finding(value=0.45, step=0.2)) == []
    assert watched.looks(a_finding(value=0.55, step=0.2)) == ["again"]
    assert watched.looks(a_finding(value=0.7, step=0.2)) == []


def test_the_power_must_be_back_for_two_minutes() -> None:
    watched = Watched()
    watched.looks(A_MAINS_FINDING)

    assert watched.looks(None) == []
    assert watched.looks(None, after_s=119) == []
    assert watched.looks(None, after_s=1) == ["cleared"]


def test_power_that_flaps_is_one_alert() -> None:
    watched, said = Watched(), []
    for _ in range(60):
        said += watched.looks(A_MAINS_FINDING, after_s=30)
        said += watched.looks(None, after_s=30)

    assert said == ["opened"]


def test_power_that_flaps_slowly_is_few_alerts() -> None:
    """Three minutes with, three minutes without, for five hours."""
    watched, said = Watched(), []
    for _ in range(50):
        for verdict in (A_MAINS_FINDING, None):
            said += [what for _ in range(36) for what in watched.looks(verdict)]

    assert said == ["opened", "cleared", "opened"]


def test_an_hour_of_peace_begins_anew() -> None:
    watched = Watched()
    watched.looks(A_MAINS_FINDING)
    for _ in range(3):
        watched.looks(None, after_s=2000)

    assert watched.looks(A_MAINS_FINDING) == ["opened"]
    assert watched.past[A_MAINS_FINDING.key].times == 1


def test_after_a_restart_what_stands_is_cleared_like_before() -> None:
    watched = Watched()
    watched.looks(A_MAINS_FINDING)
    watched.restart()

    assert watched.looks(Unknown(Kind.MAINS, "estanque-1", "pond-1")) == []
    assert watched.looks(None) == []
    assert watched.looks(None, after_s=FINE_FOR_S[Kind.MAINS]) == ["cleared"]


def test_a_restart_opens_nothing_twice() -> None:
    watched = Watched()
    watched.looks(A_MAINS_FINDING)
    watched.restart()

    assert watched.looks(A_MAINS_FINDING) == []


def test_a_new_alert_after_one_that_is_over_has_another_name() -> None:
    watched = Watched()
    for verdict in (a_finding(), None, a_finding()):
        watched.looks(verdict)

    assert len(watched.alerts) == 2


VERDICTS = st.one_of(
    st.none(),
    st.just(AN_UNKNOWN),
    st.builds(a_finding, st.sampled_from(Level), value=st.floats(0, 1), step=st.just(0.2)),
)


@given(st.lists(st.tuples(VERDICTS, st.integers(1, 4000)), max_size=30))
def test_the_same_look_again_changes_nothing(looks: list[tuple[Verdict, int]]) -> None:
    watched = Watched()

    for verdict, after_s in looks:
        watched.looks(verdict, after_s=after_s)
        assert watched.looks(verdict, after_s=0) == []


@given(st.lists(VERDICTS, max_size=30))
def test_an_unknown_look_never_matters(verdicts: list[Verdict]) -> None:
    watched = Watched()

    for verdict in verdicts:
        said = watched.looks(verdict)
        assert verdict != AN_UNKNOWN or said == []
