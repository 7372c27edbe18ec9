"""Every kind of entry in words: for its receipt, for the history of a place, for the audit."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dashboard.dependencies import Visit
from dashboard.telling.production import PRODUCTION
from dashboard.telling.station import STATION
from dashboard.telling.told import Told
from dashboard.telling.warning import WARNING
from dashboard.telling.work import WORK
from gateway.domain.entries import Body, Entry

__all__ = ["Told", "told"]

_Teller = Callable[[Visit, Entry, Any], Told]
_TELLERS: Final[Mapping[type[Body], _Teller]] = {**PRODUCTION, **WORK, **STATION, **WARNING}


def told(visit: Visit, entry: Entry) -> Told:
    """Return an entry in the words of a visitor; of a kind that has no words of its own its name."""
    teller = _TELLERS.get(type(entry.body))
    return Told(entry.kind) if teller is None else teller(visit, entry, entry.body)
