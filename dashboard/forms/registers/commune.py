"""The form that registers the commune itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from msgspec.structs import replace

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Moment, Text
from dashboard.forms.declared import FormKind, Said
from dashboard.forms.moments import NOON_S, written_day
from dashboard.forms.registers.council import counts_written, families_and_people
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.written import Words
from gateway.domain.entries import CommuneRegistered, Entry


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    return (
        Text(
            name="nombre",
            ask=_("¿Cómo se llama la comuna?"),
            missing=_("Escriba el nombre de la comuna."),
        ),
        Text(name="estado", ask=_("¿En qué estado está?")),
        Text(name="municipio", ask=_("¿En qué municipio?")),
        *families_and_people(asking),
        Moment(
            name="contado",
            ask=_("¿Cuándo se contaron?"),
            is_precise=False,
            ever=_("No se sabe"),
        ),
        Text(
            name="fuente",
            ask=_("¿Quién los contó?"),
            hint=_("por ejemplo: censo de los consejos comunales"),
            longest=200,
        ),
    )


def _says(answers: Answers) -> Sequence[Said]:
    at, words = answers.day("contado"), answers.words
    before = _known(answers) or CommuneRegistered(answers.text("nombre"))
    body = replace(
        before,
        name=answers.text("nombre"),
        state=answers.text("estado") or None,
        municipality=answers.text("municipio") or None,
        families=answers.whole("familias"),
        inhabitants=answers.whole("habitantes"),
        counted=None if at is None else words.local(at).date().isoformat(),
        source=answers.text("fuente") or None,
    )
    return (Said("commune", body, words.now),)


def _known(asking: Asking) -> CommuneRegistered | None:
    return asking.visit.station.production.registers().commune


def _begins(asking: Asking) -> Mapping[str, str]:
    known = _known(asking)
    return {"nombre": asking.visit.station.config.commune.name} if known is None else _written(asking, known)


def _again(asking: Asking, entry: Entry) -> Mapping[str, str]:
    return _written(asking, entry.body) if isinstance(entry.body, CommuneRegistered) else {}


def _written(asking: Asking, known: CommuneRegistered) -> dict[str, str]:
    return {
        "nombre": known.name,
        "estado": known.state or "",
        "municipio": known.municipality or "",
        **counts_written(known.families, known.inhabitants),
        **written_day(_noon(known.counted, asking.words), "contado", asking.words),
        "fuente": known.source or "",
    }


def _noon(day: str | None, words: Words) -> int | None:
    return None if day is None else words.midnight(date.fromisoformat(day)) + NOON_S


COMMUNE: Final = FormKind(
    slug="comuna",
    title=N_("La comuna"),
    icon="house",
    right=Right.REGISTER_PRODUCTION,
    asks=_asks,
    says=_says,
    begins=_begins,
    again=_again,
)
