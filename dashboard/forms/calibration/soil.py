"""The form that calibrates a soil probe: by two marks, or by samples that were weighed and dried."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Moment, Number, Option, Pick, Range, Step, Steps, Turn
from dashboard.forms.calibration.probe import (
    NOW,
    SINCE,
    exact,
    live,
    pick_probe,
    picked,
    settled_mean,
    since_ask,
    since_of,
    standing_constants,
)
from dashboard.forms.declared import Changed, FormKind, Said
from dashboard.login.rights import Right
from dashboard.nodes.signals import lately
from dashboard.words.language import N_
from dashboard.words.units import CUBIC_CENTIMETRES, GRAMS, MILLIVOLTS, PERCENT
from gateway.calibrating.change import value_of
from gateway.calibrating.weighing import line_fault, line_of, sample_fault, water_by_weight
from gateway.domain.calibration import SoilMarks, SoilPoint, SoilPoints
from gateway.domain.entries import CalibrationRecorded
from gateway.domain.readings import SeriesKey

QUANTITIES: Final = ("soil_signal",)
METHOD, RING, WHEN = "metodo", "anillo", "cuando"
TWO: Final = "dos"
COUNTS: Final = {"tres": 3, "cuatro": 4, "cinco": 5}
SIGNALS: Final = Range(Decimal(1), Decimal(3300))
SHARES: Final = Range(Decimal(0), Decimal(60))
GRAMS_RANGE: Final = Range(Decimal(1), Decimal(5000))
RING_RANGE: Final = Range(Decimal(10), Decimal(2000))


@dataclass(frozen=True, slots=True)
class Found:
    """What the answers come to.

    Attributes:
        residual: How far the samples lie off their line [m3/m3]; None of two marks.
    """

    series: SeriesKey
    constants: SoilMarks | SoilPoints
    residual: float | None


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_probe(asking, QUANTITIES, _("¿Qué sonda calibra?"))
    series = picked(asking, QUANTITIES)
    if series is None:
        return [pick]
    method = Pick(
        METHOD,
        _("¿Cómo la calibra?"),
        [
            Option(
                TWO, _("Con dos marcas"), _("tierra seca y tierra mojada: solo un índice, no el agua exacta")
            ),
            Option("tres", _("Pesando 3 muestras"), _("se secan al horno y dicen cuánta agua tenían")),
            Option("cuatro", _("Pesando 4 muestras")),
            Option("cinco", _("Pesando 5 muestras")),
        ],
        missing=_("Diga cómo la calibra."),
    )
    said = asking.written.get(METHOD, "")
    if said != TWO and said not in COUNTS:
        return [pick, method]
    asks = _of_marks(asking) if said == TWO else _of_samples(asking, COUNTS[said])
    end: list[Ask] = [since_ask(asking, series), Moment(name=WHEN, ask=_("¿Cuándo fue?"))]
    return [pick, method, Steps(_steps(asking, said)), live(asking, series), Turn(), *asks, *end]


def _steps(asking: Asking, said: str) -> list[Step]:
    _ = asking.gettext
    if said == TWO:
        return [
            Step("sprout", _("Lleve tierra de ese mismo lote"), _("de la hondura donde está la sonda")),
            Step(
                "sun", _("Séquela al sol, en capa fina"), _("tres días; apriétela en un tobo y meta la sonda")
            ),
            Step(
                "drop", _("Empápela y déjela escurrir un día"), _("apriétela igual y meta la sonda otra vez")
            ),
        ]
    return [
        Step("sprout", _("Escoja días distintos"), _("seco, medio y mojado: así la recta sirve")),
        Step(
            "list",
            _("Anote lo que da la sonda"),
            _("y saque con el anillo tierra de al lado, a la misma hondura"),
        ),
        Step("gauge", _("Pese la tierra sin el anillo"), _("en una romana de gramos, recién sacada")),
        Step("sun", _("Séquela y pésela otra vez"), _("un día al horno a 105 °C, hasta que no pese menos")),
    ]


def _of_marks(asking: Asking) -> list[Ask]:
    _ = asking.gettext
    return [
        _signal(asking, "seca", _("¿Cuánto dio en la tierra seca?")),
        _share(asking, "agua-seca", _("¿Cuánta agua tenía esa tierra seca, de cada 100 partes?")),
        _signal(asking, "mojada", _("¿Cuánto dio en la tierra mojada y escurrida?")),
        _share(asking, "agua-mojada", _("¿Cuánta agua tenía esa tierra mojada, de cada 100 partes?")),
    ]


def _of_samples(asking: Asking, count: int) -> list[Ask]:
    _ = asking.gettext
    asks: list[Ask] = [
        Number(
            name=RING,
            ask=_("¿Cuánto le cabe al anillo?"),
            hint=_("está escrito en él; casi siempre 100 cm³"),
            unit=CUBIC_CENTIMETRES,
            within=RING_RANGE,
            missing=_("Escriba cuánto le cabe al anillo."),
            suggested="100",
        )
    ]
    for number in range(1, count + 1):
        which = {"number": number}
        asks += [
            _signal(asking, f"senal-{number}", _("Muestra %(number)s: ¿cuánto daba la sonda?") % which),
            _weight(asking, f"mojado-{number}", _("Muestra %(number)s: ¿cuánto pesó recién sacada?") % which),
            _weight(asking, f"seco-{number}", _("Muestra %(number)s: ¿cuánto pesó ya seca?") % which),
        ]
    return asks


def _signal(asking: Asking, name: str, ask: str) -> Number:
    missing = asking.gettext("Escriba cuántos milivoltios dio la sonda.")
    return Number(name=name, ask=ask, within=SIGNALS, unit=MILLIVOLTS, missing=missing)


def _share(asking: Asking, name: str, ask: str) -> Number:
    missing = asking.gettext("Escriba cuánta agua tenía.")
    return Number(name=name, ask=ask, within=SHARES, unit=PERCENT, missing=missing)


def _weight(asking: Asking, name: str, ask: str) -> Number:
    return Number(
        name=name, ask=ask, within=GRAMS_RANGE, unit=GRAMS, missing=asking.gettext("Escriba cuánto pesó.")
    )


def _found(answers: Answers) -> Found | None:
    """Return what the answers come to, None where something is missing or cannot be."""
    series, said = picked(answers, QUANTITIES), answers.choice(METHOD)
    if series is None or answers.faults:
        return None
    if said == TWO:
        dry, wet = answers.number("seca"), answers.number("mojada")
        low, high = answers.number("agua-seca"), answers.number("agua-mojada")
        if dry is None or wet is None or low is None or high is None:
            return None
        return Found(series, SoilMarks(dry, low / 100, wet, high / 100), None)
    points = _points(answers, COUNTS.get(said, 0))
    if points is None:
        return None
    return Found(series, SoilPoints(points), line_of(SoilPoints(points)).residual)


def _points(answers: Answers, count: int) -> list[SoilPoint] | None:
    _, ring = answers.gettext, answers.number(RING)
    points = []
    for number in range(1, count + 1):
        signal = answers.number(f"senal-{number}")
        wet, dry = answers.number(f"mojado-{number}"), answers.number(f"seco-{number}")
        if ring is None or signal is None or wet is None or dry is None:
            return None
        fault = sample_fault(wet, dry, ring)
        if fault == "dry_heavier":
            answers.fault(f"seco-{number}", _("Seca no puede pesar más que mojada. Revise los dos pesos."))
        elif fault is not None:
            answers.fault(
                f"mojado-{number}", _("Ninguna tierra guarda tanta agua. Revise los pesos y el anillo.")
            )
        points.append(SoilPoint(signal, water_by_weight(wet, dry, ring)))
    return None if answers.faults else points


def _says(answers: Answers) -> Sequence[Said]:
    found, _ = _found(answers), answers.gettext
    if found is None:
        return []
    if isinstance(found.constants, SoilMarks):
        if found.constants.dry_water >= found.constants.wet_water:
            answers.fault("agua-mojada", _("La tierra mojada tiene que tener más agua que la seca."))
        if found.constants.dry_millivolts <= found.constants.wet_millivolts:
            answers.fault(
                "mojada", _("Mojada, la sonda tiene que dar menos que seca. Revise los dos números.")
            )
    fault = line_fault(line_of(found.constants)) if isinstance(found.constants, SoilPoints) else None
    sentences = {
        "no_spread": _("Todas las muestras dieron lo mismo: hace falta tierra seca y tierra mojada."),
        "wrong_way": _("Con más agua la sonda tiene que dar menos. Revise qué peso va con qué muestra."),
        "scattered": _("Las muestras no caen en una recta. Revise los pesos o saque una muestra más."),
    }
    if fault is not None:
        answers.fault("senal-1", sentences[fault])
    at = answers.moment(WHEN)
    entry = CalibrationRecorded(
        *found.series,
        since_of(answers, found.series, at=at),
        found.constants,
        method=_method(found),
        before=_now(answers, found, is_before=True),
        after=_now(answers, found),
        residual=None if found.residual is None else exact(found.residual, "0.0001"),
    )
    return [Said("calibration", entry, at)]


def _method(found: Found) -> Literal["two_marks", "gravimetric"]:
    return "two_marks" if found.residual is None else "gravimetric"


def _now(answers: Answers, found: Found, *, is_before: bool = False) -> Decimal | None:
    """Return the water that the probe tells now [m3/m3], None where nobody hears or could read it."""
    given = lately(answers.visit, found.series, within_s=6 * 3600)
    constants = (
        standing_constants(answers.visit, found.series, at=answers.moment(WHEN))
        if is_before
        else found.constants
    )
    return exact(value_of(given[-1].value, constants), "0.001") if given and constants else None


def _doubts(answers: Answers) -> Sequence[str]:
    found, _ = _found(answers), answers.gettext
    if found is None:
        return []
    steady = settled_mean(answers.visit, found.series)
    if steady.has_enough and not steady.is_steady:
        return [_("La sonda todavía cambia. ¿Anotó los números cuando estaba quieta?")]
    return []


def _changes(answers: Answers) -> Sequence[Changed]:
    found, _, words = _found(answers), answers.gettext, answers.words
    if found is None:
        return []
    before, after = _now(answers, found, is_before=True), _now(answers, found)
    if after is None:
        return []
    return [
        Changed(
            _("El agua que dice la sonda ahora"),
            "" if before is None else PERCENT.figure(exact(float(before) * 100, "1"), words),
            PERCENT.figure(exact(float(after) * 100, "1"), words),
        )
    ]


def _follows(answers: Answers) -> Sequence[str]:
    found, _, words = _found(answers), answers.gettext, answers.words
    if found is None:
        return []
    kept = (
        _("Lo medido hasta ahora queda como estaba; desde ahora se lee con esta calibración.")
        if answers.choice(SINCE) == NOW
        else _("La estación vuelve a calcular todo lo que midió desde entonces. Se puede deshacer.")
    )
    if found.residual is None:
        return [
            _("Dos marcas dan solo un índice entre seco y mojado, no el agua exacta."),
            kept,
        ]
    off = PERCENT.figure(exact(found.residual * 100, "0.1"), words)
    sentence = _("Las muestras se apartan %(off)s de la recta que mejor pasa entre ellas: la sonda sirve.")
    return [sentence % {"off": off}, kept]


CALIBRATE_SOIL: Final = FormKind(
    slug="calibrar-suelo",
    title=N_("Calibrar una sonda del suelo"),
    icon="gauge",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
    doubts=_doubts,
    follows=_follows,
    changes=_changes,
    is_live=True,
)
