"""One example of each answer, for the description of the API."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

Plain = str | int | float | bool | None | list["Plain"] | dict[str, "Plain"]

_POND: Final[dict[str, Plain]] = {
    "place": "estanque-1",
    "sort": "pond",
    "number": 1,
    "name": "La Ceiba",
    "state": "danger",
    "means": ["aerator"],
    "area_m2": 1500.0,
    "depth_m": 1.2,
    "field_capacity": None,
    "wilting_point": None,
    "limits": {
        "warn": 3.0,
        "critical": 2.0,
        "emergency": 1.0,
        "source": "Saint-Paul 1984",
        "verified": False,
    },
    "nodes": None,
}
_READINGS: Final[dict[str, Plain]] = {
    "place": "estanque-1",
    "quantity": "oxygen",
    "unit": "mg/L",
    "from": "2026-06-10T07:00:00Z",
    "to": "2026-06-10T07:02:00Z",
    "columns": ["time", "value", "flag", "time_known", "channel", "source"],
    "rows": [
        ["2026-06-10T07:00:00Z", 1.742, 1, "synced", "sonda", "sensor-1"],
        ["2026-06-10T07:01:00Z", 1.738, 1, "synced", "sonda", "sensor-1"],
    ],
}

EXAMPLES: Final[Mapping[str, Plain]] = {
    "/places": {"places": [_POND]},
    "/places/{slug}": _POND,
    "/latest": {
        "places": [
            {
                "place": "estanque-1",
                "state": "danger",
                "readings": [
                    {
                        "quantity": "oxygen",
                        "channel": "sonda",
                        "source": "sensor-1",
                        "node": None,
                        "unit": "mg/L",
                        "value": 1.731,
                        "flag": 1,
                        "time": "2026-06-10T07:11:00Z",
                        "time_known": "synced",
                        "state": "current",
                    }
                ],
            }
        ]
    },
    "/series": {
        "place": "estanque-1",
        "quantity": "oxygen",
        "unit": "mg/L",
        "from": "2026-06-09T04:00:00Z",
        "to": "2026-06-10T04:00:00Z",
        "series": [
            {
                "channel": "sonda",
                "source": "sensor-1",
                "node": None,
                "width_s": 1800,
                "points": [
                    {"start": "2026-06-09T04:00:00Z", "count": 30, "min": 3.1, "max": 3.4, "mean": 3.25}
                ],
            }
        ],
    },
    "/readings": _READINGS,
    "/readings.json": _READINGS,
    "/entries": {
        "entries": [
            {
                "number": 41,
                "uid": "cosecha-1-4",
                "journal": "book",
                "kind": "harvest",
                "happened": "2026-06-09T14:00:00Z",
                "registered": "2026-06-09T15:10:00Z",
                "author": "team",
                "author_name": None,
                "on_behalf_of": None,
                "on_behalf_of_name": None,
                "reverses": None,
                "reversed_by": None,
                "body": {"cycle": "ciclo-1-4", "kg": "742.0", "quality": "weighed", "complete": True},
            }
        ],
        "next": "/api/v1/entries?journal=book&after=41&limit=1",
    },
}

CSV_EXAMPLE: Final = (
    "time_utc,time_local,place,quantity,channel,source,value,unit,flag,quality,time_known\r\n"
    "2026-06-10T07:00:00Z,2026-06-10T03:00:00-04:00,estanque-1,oxygen,sonda,sensor-1,"
    "1.742,mg/L,1,good,synced\r\n"
)
