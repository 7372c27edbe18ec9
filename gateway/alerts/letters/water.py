"""Letters of the water as it is: its oxygen, its fish, its warmth."""

from __future__ import annotations

from typing import Final

from gateway.alerts.letters.steps import about_oxygen
from gateway.alerts.letters.telling import Saying, Telling, somebody_goes

NEITHER_WARM_NOR_COLD_C: Final = 27.5
"""Between the two limits of the water's temperature: an alert above it is of warm water [°C].

Source:
    The middle of 22 and 33 °C, what a cachama pond is warned of; not verified.
"""


def of_oxygen(telling: Telling) -> Saying:
    """Return what is said of too little oxygen; the alert's value is in mg/L."""
    words = telling.words
    match telling.what:
        case "cleared":
            return _of_oxygen_over(telling)
        case "acknowledged":
            return somebody_goes(telling, words.told("La alarma sigue hasta que suba el oxígeno"))
        case _:
            step = about_oxygen(telling.level, telling.means, words)
            return Saying(_oxygen_now(telling), step, _who_goes(telling))


def _of_oxygen_over(telling: Telling) -> Saying:
    words, where, newest = telling.words, telling.where, telling.detail.newest
    # A reading by hand may have been taken back: what nobody measured is not said to have risen.
    state = words.told("%(place)s: sin alarma de oxígeno %(since)s", place=where, since=telling.from_then)
    if newest is not None:
        state = words.told(
            "Ya pasó: %(place)s, oxígeno %(value)s mg/L %(hour)s",
            place=where, value=words.oxygen(newest), hour=telling.hour,
        )  # fmt: skip
    return Saying(state, _unconfirmed(telling))


def _oxygen_now(telling: Telling) -> str:
    words, alert, detail = telling.words, telling.alert, telling.detail
    value, at = alert.value, telling.moment
    if detail.newest is not None and detail.newest_at is not None:
        value, at = detail.newest, detail.newest_at
    elif telling.what == "repeated":
        return words.told(
            "%(call)s: %(place)s, oxígeno hasta %(value)s mg/L %(since)s",
            call=telling.call, place=telling.where, value=words.oxygen(value), since=telling.since,
        )  # fmt: skip
    return words.told(
        "%(call)s: %(place)s, oxígeno %(value)s mg/L %(hour)s",
        call=telling.call, place=telling.where, value=words.oxygen(value), hour=words.hour(at),
    )  # fmt: skip


def of_gasping(telling: Telling) -> Saying:
    """Return what is said of fish that gasp at the surface; nobody measured, so there is no number."""
    words, where = telling.words, telling.where
    match telling.what:
        case "cleared":
            # Nobody measured that it is over; nobody has reported it any more, or somebody took it back.
            state = words.told(
                "%(place)s: nadie avisa más de peces boqueando %(hour)s", place=where, hour=telling.hour
            )
            return Saying(state, _unconfirmed(telling))
        case "acknowledged":
            return somebody_goes(telling, words.told("Los peces boquean: quédese hasta que paren"))
        case _:
            moment = telling.since if telling.what == "repeated" else telling.hour
            return Saying(
                words.told(
                    "%(call)s: %(place)s, peces boqueando %(hour)s",
                    call=telling.call, place=where, hour=moment,
                ),
                about_oxygen(telling.level, telling.means, words),
                _who_goes(telling),
            )  # fmt: skip


def of_temperature(telling: Telling) -> Saying:
    """Return what is said of water that is too warm or too cold; the alert's value is in °C."""
    words, where = telling.words, telling.where
    value = telling.alert.value if telling.detail.newest is None else telling.detail.newest
    match telling.what:
        case "cleared":
            return Saying(
                words.told(
                    "%(place)s: sin alarma de temperatura %(since)s", place=where, since=telling.from_then
                )
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("La alarma es por la temperatura del agua"))
        case _:
            return Saying(
                words.told(
                    "%(call)s: %(place)s, agua a %(value)s grados %(hour)s",
                    call=telling.call, place=where, value=words.number(value), hour=telling.hour,
                ),
                _about_temperature(telling),
                _who_goes(telling),
            )  # fmt: skip


def _about_temperature(telling: Telling) -> str:
    words = telling.words
    if telling.alert.value < NEITHER_WARM_NOR_COLD_C:
        return words.told("Está fría: dé poca comida y no mueva los peces")
    if "exchange" in telling.means:
        return words.told("Está caliente: meta agua fresca poco a poco y no dé comida")
    return words.told("Está caliente: no dé comida, y vigile el oxígeno esta noche")


def _who_goes(telling: Telling) -> tuple[str, ...]:
    if telling.what == "repeated" and telling.alert.acknowledged is None:
        return (telling.words.told("Nadie ha dicho que va"),)
    return ()


def _unconfirmed(telling: Telling) -> str:
    if telling.alert.acknowledged is not None:
        return ""
    return telling.words.told("Falta que alguien confirme la alarma")
