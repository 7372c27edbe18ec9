"""Letters of what measures: a probe, the node it hangs on, and the node's battery."""

from __future__ import annotations

from gateway.alerts.letters.telling import Saying, Telling, somebody_goes
from gateway.alerts.rules.silence import ALL


def of_sensor(telling: Telling) -> Saying:
    """Return what is said of a probe that is stuck, dry, dead or impossible; its number is not repeated."""
    words, where = telling.words, telling.where
    match telling.what:
        case "cleared":
            return Saying(
                words.told("%(place)s: la sonda mide bien otra vez %(hour)s", place=where, hour=telling.hour)
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("Mientras tanto no hay datos de ahí"))
        case _:
            return Saying(
                words.told(
                    "%(call)s: %(place)s, la sonda no mide bien %(since)s",
                    call=telling.call, place=where, since=telling.since,
                ),
                words.told("Límpiela y revise su sitio y su cable"),
                (words.told("No hay datos de ahí"),),
            )  # fmt: skip


def of_silent_node(telling: Telling) -> Saying:
    """Return what is said of a node that is not heard; without a place, of all of them."""
    words, where = telling.words, telling.where
    if telling.alert.subject == ALL:
        return _of_all_nodes(telling)
    match telling.what:
        case "cleared":
            return Saying(
                words.told("%(place)s: la sonda contesta otra vez %(hour)s", place=where, hour=telling.hour)
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("Mientras tanto no hay datos de ahí"))
        case _:
            return Saying(
                words.told(
                    "%(call)s: %(place)s, la sonda no contesta %(since)s",
                    call=telling.call, place=where, since=telling.since,
                ),
                _go_and_look(telling),
                (words.told("No hay datos de ahí"),),
            )  # fmt: skip


def _of_all_nodes(telling: Telling) -> Saying:
    words = telling.words
    match telling.what:
        case "cleared":
            return Saying(words.told("La estación oye otra vez a las sondas %(hour)s", hour=telling.hour))
        case "acknowledged":
            return somebody_goes(telling, words.told("El aviso dice que no se oye a ninguna sonda"))
        case _:
            return Saying(
                words.told(
                    "%(call)s: la estación no oye a ninguna sonda %(since)s",
                    call=telling.call, since=telling.since,
                ),
                words.told("Vaya a ver los peces, y revise el wifi y la corriente"),
            )  # fmt: skip


def of_battery(telling: Telling) -> Saying:
    """Return what is said of a battery; the alert's value is in V, 0 where nobody measured."""
    words, where = telling.words, telling.where
    match telling.what:
        case "cleared":
            return Saying(
                words.told(
                    "%(place)s: batería de la sonda con carga otra vez %(hour)s",
                    place=where,
                    hour=telling.hour,
                )
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("El aviso es por la batería de la sonda"))
        case _:
            return Saying(_battery(telling), words.told("Cárguela o cámbiela hoy, o la sonda se calla"))


def _battery(telling: Telling) -> str:
    words, value = telling.words, telling.alert.value
    if value <= 0:
        return words.told(
            "%(call)s: %(place)s, batería baja de la sonda %(since)s",
            call=telling.call, place=telling.where, since=telling.since,
        )  # fmt: skip
    return words.told(
        "%(call)s: %(place)s, batería de la sonda en %(value)s V %(hour)s",
        call=telling.call, place=telling.where, value=words.number(value), hour=telling.hour,
    )  # fmt: skip


def _go_and_look(telling: Telling) -> str:
    if telling.place is not None and telling.place.sort == "field":
        return telling.words.told("Revise la corriente y el cable")
    return telling.words.told("Vaya a ver los peces, y revise corriente y cable")
