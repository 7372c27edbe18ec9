"""Findings of every few seconds to the few changes that people are told of.

What is found opens, raises or follows an alert. What is fine again clears it, once it has been fine for
long enough; the more often it came back within an hour, the longer that takes, so that what flaps
is one alert. What nobody can tell neither opens nor clears.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from gateway.alerts.danger import followed
from gateway.alerts.finding import Finding, Key, Unknown, Verdict, key_of
from gateway.domain.alerts import Alert, Change, Kind

FINE_FOR_S: Final[Mapping[Kind, int]] = {
    Kind.MAINS: 120,
    Kind.AERATOR: 300,
    Kind.TEMPERATURE: 900,
    Kind.SENSOR: 1800,
    Kind.DISK: 600,
    Kind.CLOCK: 600,
}
"""How long something must have been fine before its alert is over [s]; others at once.

Source:
    Ours, not verified; two minutes for the mains, because what comes back often goes again at once.
"""

LONGEST_FINE_S: Final = 1800
FORGOTTEN_AFTER_S: Final = 3600
"""What was not found for so long begins anew [s]. Ours, not verified."""


@dataclass(frozen=True, slots=True)
class Past:
    """What is remembered of a subject between two looks.

    Attributes:
        times: How often it was found anew, without FORGOTTEN_AFTER_S of peace between.
        found: When it was last found [s UTC].
        fine: Since when it has been fine [s UTC]; None while it is found or nobody can tell.
    """

    times: int
    found: int
    fine: int | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """What the rules said at one moment.

    Attributes:
        findings: What is wrong now, each subject once.
        unknown: What nobody can tell now.
        standing: Every alert of the kinds looked at that is not cleared, by what it is about.
        now: [s UTC].
    """

    findings: Mapping[Key, Finding]
    unknown: frozenset[Key]
    standing: Mapping[Key, Alert]
    now: int


def look(verdicts: Iterable[Verdict], standing: Iterable[Alert], *, now: int) -> Look:
    """Return what the rules said, of alerts that may be over among `standing`."""
    said = list(verdicts)
    return Look(
        findings={one.key: one for one in said if isinstance(one, Finding)},
        unknown=frozenset(one.key for one in said if isinstance(one, Unknown)),
        standing={key_of(one): one for one in standing if one.cleared is None},
        now=now,
    )


def remembered(past: Mapping[Key, Past], seen: Look) -> dict[Key, Past]:
    """Return what is remembered after a look: of what stands, and of what was found lately.

    What stands and is not remembered was found before the gateway was started anew.
    """
    now = seen.now
    known = dict.fromkeys(seen.standing, Past(1, now)) | dict(past)
    after = {
        key: _fine(one, key, seen)
        for key, one in known.items()
        if key in seen.standing or now - one.found < FORGOTTEN_AFTER_S
    }
    for key in seen.findings:
        before = after.get(key, Past(0, now, fine=now))
        after[key] = Past(before.times + (before.fine is not None), now)
    return after


def _fine(past: Past, key: Key, seen: Look) -> Past:
    if key in seen.findings:
        return past
    since = seen.now if past.fine is None else past.fine
    return replace(past, fine=None if key in seen.unknown else since)


def changes(seen: Look, past: Mapping[Key, Past]) -> list[Change]:
    """Return the changes that a look calls for; at most one of each subject.

    The same look again, with what the first one changed, calls for nothing.

    Args:
        seen: What the rules said.
        past: What is remembered, this look included.
    """
    changed = [
        change
        for key, one in seen.findings.items()
        for change in _of(one, seen.standing.get(key), now=seen.now)
    ]
    over = [
        alert
        for key, alert in seen.standing.items()
        if key not in seen.findings and _has_been_fine(alert, past[key], now=seen.now)
    ]
    return [
        *changed,
        *(Change("cleared", replace(alert, cleared=seen.now), at=seen.now) for alert in over),
    ]


def _of(found: Finding, alert: Alert | None, *, now: int) -> list[Change]:
    if alert is None:
        return [Change("opened", _opened(found, now=now), at=now)]
    if found.level > alert.level:
        worse = replace(alert, level=found.level, value=found.value, acknowledged=None, eased=0)
        return [Change("raised", worse, at=now)]
    if found.step is not None and found.value - alert.value >= found.step:
        eased = alert.level - found.level
        back = replace(alert, eased=eased, value=found.value, acknowledged=None, again=now)
        return [Change("again", back, at=now)]
    return followed(alert, found.level, value=found.value, now=now)


def _opened(found: Finding, *, now: int) -> Alert:
    words = (found.kind, found.place, found.subject.replace("/", "."), str(now))
    uid = "-".join(word for word in words if word)
    return Alert(
        uid, found.place, found.kind, found.level, min(found.since, now), found.value, subject=found.subject
    )


def _has_been_fine(alert: Alert, past: Past, *, now: int) -> bool:
    wanted = FINE_FOR_S.get(Kind(alert.kind), 0)
    longer = min(LONGEST_FINE_S, wanted * 2 ** min(past.times - 1, 10))
    return past.fine is not None and now - past.fine >= longer
