"""Entries of the station journal for what people do without a page: a button, an SMS."""

from __future__ import annotations

from typing import Final
from uuid import UUID, uuid5

from gateway.domain.alerts import Alert
from gateway.domain.entries import AlarmAcknowledged, AlarmPassed, Draft
from gateway.journal import CommuneJournal
from gateway.people import SIREN_BUTTON

_NAMES: Final = UUID("0c3f2f6e-6d0a-5f6e-9f0b-0b8a4c7d5e21")
"""Of what is derived here, so that the same press or message is the same entry."""

SIREN: Final = SIREN_BUTTON
"""The author of what a siren's button says."""


def acknowledge(journal: CommuneJournal, alert: Alert, *, author: str, cause: str, now: int) -> None:
    """Write down that somebody goes to an alert as bad as it is; the same cause again is the same entry.

    Args:
        journal: Where to.
        alert: As it stood when it was acknowledged.
        author: Who, as entries have it.
        cause: What it came of, the same each time it is heard; holds no telephone number.
        now: When it was heard [s UTC].
    """
    _say(journal, AlarmAcknowledged(alert.uid, level=int(alert.level)), author, cause, now)


def pass_on(journal: CommuneJournal, alert: Alert, *, author: str, cause: str, now: int) -> None:
    """Write down that somebody cannot go to an alert; as `acknowledge`."""
    _say(journal, AlarmPassed(alert.uid, level=int(alert.level)), author, cause, now)


def _say(
    journal: CommuneJournal, body: AlarmAcknowledged | AlarmPassed, author: str, cause: str, now: int
) -> None:
    kind = "acknowledgement" if isinstance(body, AlarmAcknowledged) else "alarm_passed"
    uid = str(uuid5(_NAMES, f"{kind} {cause} {body.alert} {body.level}"))
    journal.append(Draft(uid, "station", kind, body, now, author), now=now)
