"""Letters of what moves the water: the power at a pond, and its aerator."""

from __future__ import annotations

from gateway.alerts.letters.steps import known_means, without
from gateway.alerts.letters.telling import Saying, Telling, somebody_goes


def of_mains(telling: Telling) -> Saying:
    """Return what is said of power that is gone at a pond."""
    words, where = telling.words, telling.where
    match telling.what:
        case "cleared":
            return Saying(
                words.told("%(place)s: volvió la luz %(hour)s", place=where, hour=telling.hour),
                words.told("Vea que el aireador ande") if _has_aerator(telling) else "",
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("Sigue sin luz"))
        case "again":
            return Saying(_dark(telling, telling.hour), _without_power(telling))
        case _:
            return Saying(_dark(telling, telling.since), _without_power(telling))


def _dark(telling: Telling, moment: str) -> str:
    words = telling.words
    if _has_aerator(telling) and telling.place and telling.place.aerator_power == "electric":
        return words.told(
            "%(call)s: %(place)s sin luz %(moment)s; aireador parado",
            call=telling.call, place=telling.where, moment=moment,
        )  # fmt: skip
    return words.told(
        "%(call)s: %(place)s sin luz %(moment)s", call=telling.call, place=telling.where, moment=moment
    )


def _without_power(telling: Telling) -> str:
    """Return what to do without power; an aerator that burns fuel runs all the same."""
    words, power = telling.words, telling.place.aerator_power if telling.place else None
    if _has_aerator(telling) and power == "diesel":
        return words.told("Vaya a ver los peces; el aireador de gasoil sirve sin luz")
    if _has_aerator(telling) and power is None:
        return words.told("Vaya a ver los peces, y si el aireador anda")
    match [one for one in known_means(telling.means) if one != "aerator"]:
        case ["pump", *_]:
            return words.told("Vaya a ver: si boquean, prenda la bomba si sirve sin luz")
        case ["exchange"]:
            return words.told("Vaya a ver: si boquean, abra el agua")
        case _:
            return words.told("Vaya a ver: si boquean, mueva el agua con tobos")


def of_aerator(telling: Telling) -> Saying:
    """Return what is said of an aerator that should run; the value is the oxygen [mg/L], 0 unknown."""
    words, where = telling.words, telling.where
    match telling.what:
        case "cleared":
            return Saying(
                words.told("%(place)s: el agua responde a la ayuda %(hour)s", place=where, hour=telling.hour)
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("Va a ver por qué la ayuda no alcanza"))
        case _:
            step = without("aerator", telling.means, words)
            return Saying(
                _not_enough(telling), words.told("Vaya a ver. %(step)s", step=step), _measured(telling)
            )


def _not_enough(telling: Telling) -> str:
    words, moment = telling.words, telling.since if telling.what == "repeated" else telling.hour
    if _has_aerator(telling):
        return words.told(
            "%(call)s %(moment)s %(place)s: el aireador no alcanza o se paró",
            call=telling.call, place=telling.where, moment=moment,
        )  # fmt: skip
    return words.told(
        "%(call)s %(moment)s %(place)s: la ayuda al agua no alcanza",
        call=telling.call, place=telling.where, moment=moment,
    )  # fmt: skip


def _measured(telling: Telling) -> tuple[str, ...]:
    value = telling.alert.value if telling.detail.newest is None else telling.detail.newest
    if value <= 0:
        return ()
    return (telling.words.told("Oxígeno %(value)s mg/L", value=telling.words.oxygen(value)),)


def _has_aerator(telling: Telling) -> bool:
    return "aerator" in telling.means
