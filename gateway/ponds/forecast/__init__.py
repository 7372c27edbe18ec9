"""The forecast of a night's lowest oxygen: forecasters in shadow, weighed by what they were worth."""

from gateway.ponds.forecast.crossing import Crossing, Window
from gateway.ponds.forecast.evenings import Evenings, Intervention, PondRecord, evenings
from gateway.ponds.forecast.outlook import Forecast, NoForecast, Silence, forecast, outlooks
from gateway.ponds.forecast.spread import Band

__all__ = [
    "Band",
    "Crossing",
    "Evenings",
    "Forecast",
    "Intervention",
    "NoForecast",
    "PondRecord",
    "Silence",
    "Window",
    "evenings",
    "forecast",
    "outlooks",
]
