"""Why a message was set aside, and what to do about it: in words for a person, beside those of the log.

A dead letter keeps the words of the log. They are known again by what is fixed in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from gateway.domain.device_reasons import OF_DEVICES
from gateway.domain.speech import both
from gateway.domain.why import Why

Translate = Callable[[str], str]
"""Puts a sentence into the language of who reads."""


@dataclass(frozen=True, slots=True)
class Explained:
    """A reason in words for a person.

    Attributes:
        sentence: What is wrong, in Spanish, with the places of its values.
        remedy: What to do next, in Spanish.
    """

    sentence: str
    remedy: str
    values: Mapping[str, str] = field(default_factory=dict)

    def what(self, translate: Translate = str) -> str:
        """Return what is wrong."""
        return translate(self.sentence) % self.values

    def what_next(self, translate: Translate = str) -> str:
        """Return what to do."""
        return translate(self.remedy)


def explained(reason: str) -> Explained:
    """Return a reason of the log in words for a person."""
    for one in REASONS:
        if one.fixed in reason:
            return Explained(one.sentence, one.remedy, one.values(reason))
    return Explained(OTHER.sentence, OTHER.remedy, {"reason": reason})


def has_words(reason: str, words: str) -> bool:
    """Tell whether a reason has some words in it, as the log or as a person has them."""
    told = explained(reason)
    return any(words.casefold() in text.casefold() for text in (reason, told.what(), told.what_next()))


_REPLAYED: Final = both(
    "Arregle la causa (actualice la estación, o dé el texto corregido) y pida leerlo de nuevo."
)
_PROGRAM: Final = both("Revise el programa del nodo: el tópico no se arma como dice docs/mensajes.md.")
_UPDATE: Final = both("Si el nodo tiene un programa más nuevo, actualice la estación y pida leerlo de nuevo.")

REASONS: Final = (
    Why(
        "could not be stored",
        both("Se pudo leer, pero algo falló al guardarlo: %(detail)s"),
        both("Mire el registro de la estación a esa hora; después pida leerlo de nuevo."),
        r"could not be stored: (?P<detail>.*)",
    ),
    Why(
        "the topic does not begin with",
        both("Es de otra comuna o de otro aparato: su tópico no comienza con %(head)s"),
        both("Si el aparato sirve, póngalo en los ajustes. Si no, que deje de escribir a este broker."),
        r"begin with (?P<head>.*)",
    ),
    Why(
        "is not the name of a node",
        both("«%(name)s» no sirve como nombre de nodo."),
        both("Cambie el nombre en el nodo: minúsculas, números y guiones, hasta 32 signos."),
        r"(?P<name>.*) is not the name",
    ),
    Why(
        "is kept for what people measure by hand",
        both("El nombre «%(name)s» está reservado para lo que se mide a mano."),
        both("Cambie el nombre en el nodo: no puede comenzar con «mano-»."),
        r"(?P<name>.*) is kept",
    ),
    Why(
        "nothing is expected under",
        both("Nadie espera nada bajo «%(leaf)s»."),
        _UPDATE,
        r"expected under (?P<leaf>.*)",
    ),
    Why("readings/ is followed by", both("El tópico del lote no trae sus cuatro partes."), _PROGRAM),
    Why(
        "is not eight hexadecimal digits",
        both("La memoria del nodo, «%(queue)s», no son ocho cifras hexadecimales."),
        _PROGRAM,
        r"the queue (?P<queue>.*) is not",
    ),
    Why(
        "are whole numbers of at most ten digits",
        both("Los números del tópico no son números enteros de hasta diez cifras."),
        _PROGRAM,
    ),
    Why(
        "<= last does not hold",
        both("Los números del tópico no suben: %(numbers)s."),
        _PROGRAM,
        r"hold: (?P<numbers>.*)",
    ),
    Why(
        "spans more than",
        both("El lote abarca demasiados números: de %(first)s a %(last)s."),
        _PROGRAM,
        r"the range (?P<first>\d+) to (?P<last>\d+)",
    ),
    Why(
        "bytes are too many to take",
        both("Es demasiado grande: %(size)s bytes. Solo se guardó el comienzo."),
        both("Mire quién lo mandó. Un nodo nuestro nunca pasa de 4 KB."),
        r"(?P<size>\d+) bytes",
    ),
    Why(
        "a retained reading is not taken",
        both("Es una medición que el broker tenía retenida: nadie sabe de cuándo es."),
        both("Un nodo nuestro no retiene mediciones: busque quién la publicó. Si vale, pida leerla."),
    ),
    Why(
        "a retained question is not answered",
        both("Es una pregunta de la hora que el broker tenía retenida: nadie sabe de cuándo es."),
        both("Descártela: el nodo pregunta de nuevo por sí solo."),
    ),
    Why(
        "says its clock is synced and states no time",
        both("El registro %(number)s dice que su reloj está en hora y no da la hora."),
        _REPLAYED,
        r"number (?P<number>\d+)",
    ),
    Why(
        "does not rise within",
        both("El número %(number)s no sube o no cabe entre los que dice el tópico, %(first)s a %(last)s."),
        _REPLAYED,
        r"number (?P<number>-?\d+) does not rise within (?P<first>\d+) to (?P<last>\d+)",
    ),
    Why(
        "unknown quantity",
        both("No se conoce la magnitud «%(quantity)s» del canal «%(channel)s»."),
        both("Actualice la estación a un programa que la conozca, o corrija el nombre; después pida leerlo."),
        r"unknown quantity (?P<quantity>.*) in channel (?P<channel>.*)",
    ),
    Why(
        "not the JSON we agreed on",
        both("Lo que trae no se puede leer. El lector dijo: %(detail)s"),
        _REPLAYED,
        r"agreed on: (?P<detail>.*)",
    ),
    Why(
        "not the status we agreed on",
        both("El estado del nodo no se puede leer. El lector dijo: %(detail)s"),
        _UPDATE,
        r"agreed on: (?P<detail>.*)",
    ),
    Why(
        "not the question we agreed on",
        both("La pregunta de la hora no se puede leer. El lector dijo: %(detail)s"),
        _UPDATE,
        r"agreed on: (?P<detail>.*)",
    ),
    Why(
        "not the answer to an order we agreed on",
        both("La respuesta a una orden no se puede leer. El lector dijo: %(detail)s"),
        _UPDATE,
        r"agreed on: (?P<detail>.*)",
    ),
    Why(
        "not the order we agreed on",
        both("La orden no se puede leer. El lector dijo: %(detail)s"),
        _UPDATE,
        r"agreed on: (?P<detail>.*)",
    ),
    Why(
        "does not know yet how far this queue has come",
        both("La estación no sabe todavía hasta dónde llegó la memoria de ese nodo."),
        both("Espere a que el nodo hable: quizás lo manda otra vez. Después pida leerlo de nuevo."),
    ),
    Why(
        "comes next",
        both("Falta algo antes: el lote comienza en %(first)s y sigue el %(next)s."),
        both("Espere a que el nodo mande lo que falta; después pida leerlo de nuevo."),
        r"begins at (?P<first>\d+), and (?P<next>\d+) comes next",
    ),
    Why(
        "bytes were kept",
        both("Solo se guardó el comienzo, %(kept)s de %(size)s bytes: no se puede leer."),
        both("Dé el texto completo con --body, o descártelo."),
        r"first (?P<kept>\d+) of (?P<size>\d+)",
    ),
    *OF_DEVICES,
)  # fmt: skip
"""Every reason for which a message is set aside or stays so; a test holds that none is forgotten."""

OTHER: Final = Why(
    "",
    both("Otro motivo: %(reason)s"),
    both("Pregunte al equipo técnico, con lo que dice el registro de la estación."),
)
