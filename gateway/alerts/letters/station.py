"""Letters of the station itself: its silence, its disk, its clock, its ways to reach people."""

from __future__ import annotations

from typing import Final

from gateway.alerts.letters.telling import Saying, Telling, somebody_goes
from gateway.alerts.letters.words import Words
from gateway.domain.alerts import Alert

ENOUGH_MB: Final = 1200
"""With so much free a disk is not called full; what is wrong with it is that it cannot be written [MB]."""

LONGEST_WAY: Final = 30
"""So much of a name that nobody has words for is told."""


def of_silence(telling: Telling) -> Saying:
    """Return what is said of a gateway that was not heard; who reads it hears it again."""
    words = telling.words
    match telling.what:
        case "cleared":
            return Saying(
                words.told("La estación habla otra vez %(hour)s", hour=telling.hour),
                words.told("Vaya a ver los peces: pudo faltar una alarma"),
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("El aviso dice que la estación estuvo callada"))
        case _:
            return Saying(
                words.told(
                    "%(call)s: la estación estuvo callada %(since)s",
                    call=telling.call, since=telling.since,
                ),
                words.told("Vaya a ver los peces: pudo faltar una alarma. Revise su corriente"),
            )  # fmt: skip


def of_disk(telling: Telling) -> Saying:
    """Return what is said of a disk that fills; the alert's value is what is free [MB]."""
    words = telling.words
    match telling.what:
        case "cleared":
            return Saying(
                words.told("El disco de la estación tiene sitio otra vez %(hour)s", hour=telling.hour)
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("El aviso es por el disco de la estación"))
        case _:
            return Saying(_full(telling), words.told("Avise hoy a quien la cuida: lleno, no guarda más"))


def _full(telling: Telling) -> str:
    words, value = telling.words, telling.alert.value
    if value >= ENOUGH_MB:
        return words.told(
            "%(call)s: el disco de la estación no deja escribir %(since)s",
            call=telling.call, since=telling.since,
        )  # fmt: skip
    return words.told(
        "%(call)s: al disco de la estación le quedan %(value)s MB %(hour)s",
        call=telling.call, value=words.number(value, 0), hour=telling.hour,
    )  # fmt: skip


def of_clock(telling: Telling) -> Saying:
    """Return what is said of a clock that nobody trusts; it tells no hour that it does not know."""
    words = telling.words
    if telling.alert.place or telling.alert.subject:
        return _of_the_clock_of_a_node(telling)
    match telling.what:
        case "cleared":
            return Saying(words.told("La estación sabe la hora otra vez: %(hour)s", hour=telling.hour))
        case "acknowledged":
            return Saying(words.told("La estación: alguien dijo que va a ponerla en hora"))
        case _:
            return Saying(
                words.told("%(call)s: la estación no está segura de la hora", call=telling.call),
                words.told("Avise a quien la cuida: hay que ponerla en hora"),
                (words.told("Las alarmas suenan igual, como de noche"),),
            )


def _of_the_clock_of_a_node(telling: Telling) -> Saying:
    words, where = telling.words, telling.where
    match telling.what:
        case "cleared":
            return Saying(
                words.told(
                    "%(place)s: la sonda sabe la hora otra vez %(hour)s", place=where, hour=telling.hour
                )
            )
        case "acknowledged":
            return somebody_goes(telling, words.told("El aviso es por la hora de la sonda"))
        case _:
            return Saying(
                words.told(
                    "%(call)s: %(place)s, la sonda no sabe la hora %(since)s",
                    call=telling.call, place=where, since=telling.since,
                ),
                words.told("Avise a quien cuida la estación; sus datos se guardan igual"),
            )  # fmt: skip


def of_channel(telling: Telling) -> Saying:
    """Return what is said of a way to reach people that does not answer; the subject is its name."""
    words = telling.words
    match telling.what:
        case "cleared":
            way = way_of(telling.alert, telling.words)
            return Saying(words.told("Funciona otra vez %(hour)s: %(way)s", way=way, hour=telling.hour))
        case "acknowledged":
            return somebody_goes(
                telling,
                words.told("El aviso es por esta vía: %(way)s", way=way_of(telling.alert, telling.words)),
            )
        case _:
            return Saying(
                words.told(
                    "%(call)s: %(trouble)s %(since)s",
                    call=telling.call, trouble=_trouble(telling), since=telling.since,
                ),
                _about_channel(telling),
                (words.told("Una alarma podría no llegar"),),
            )  # fmt: skip


def way_of(alert: Alert, words: Words) -> str:
    """Return a way to reach people as people call it."""
    match _channel(alert):
        case "sms":
            return words.told("mensajes de texto")
        case "call":
            return words.told("llamadas")
        case "modem":
            return words.told("módem de teléfono")
        case "push":
            return words.told("avisos por la red local")
        case "internet":
            return words.told("avisos por internet")
        case "siren":
            return words.told("sirena")
        case name:
            return name[:LONGEST_WAY] or words.told("una vía de aviso")


def _channel(alert: Alert) -> str:
    return alert.subject.partition("/")[0]


def _trouble(telling: Telling) -> str:
    words = telling.words
    match _channel(telling.alert):
        case "sms":
            return words.told("los mensajes de texto no salen")
        case "call":
            return words.told("las llamadas no salen")
        case "modem":
            return words.told("el módem de teléfono no contesta")
        case "push":
            return words.told("los avisos por la red local no salen")
        case "internet":
            return words.told("los avisos por internet no salen")
        case "siren":
            return words.told("la sirena no contesta")
        case _:
            return words.told("no funciona %(way)s", way=way_of(telling.alert, telling.words))


def _about_channel(telling: Telling) -> str:
    words = telling.words
    match _channel(telling.alert):
        case "sms" | "call" | "modem":
            return words.told("Revise el saldo, la señal y el cable del módem")
        case "push":
            return words.told("Revise el wifi del teléfono de guardia")
        case "internet":
            return words.told("Revise si hay internet")
        case "siren":
            return words.told("Revise la corriente de la sirena")
        case _:
            return words.told("Avise a quien cuida la estación")
