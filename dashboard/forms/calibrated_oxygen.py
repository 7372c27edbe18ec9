"""What the calibration of an oxygen probe comes to: its entry, what speaks against it, what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from dashboard.forms.answers import Answers
from dashboard.forms.calibrating import (
    NOW,
    SINCE,
    exact,
    last_night,
    last_points,
    picked,
    settled_mean,
    since_of,
    standing_constants,
)
from dashboard.forms.declared import Changed, Said
from dashboard.preparation import standings
from dashboard.units import DEGREES, HECTOPASCALS
from gateway.calibrating.change import value_of
from gateway.calibrating.oxygen import (
    doubts_of,
    factor_fault,
    factor_in_air,
    fault_of,
    full_of_air,
    marks_in_air,
    pressure_hpa,
)
from gateway.domain.calibration import OxygenMarks, ProbeFactor
from gateway.domain.entries import CalibrationRecorded, ProbeCared
from gateway.domain.readings import SeriesKey

QUANTITIES: Final = ("oxygen_signal", "oxygen_probe")
METHOD, SIGNAL, WARM, PRESSURE, ALTITUDE, ZERO, WHEN = (
    "metodo",
    "senal",
    "temperatura",
    "presion",
    "altura",
    "cero",
    "cuando",
)
AIR, AND_ZERO = "aire", "aire-y-cero"
LATELY_S: Final = 600
"""Of what was done longer ago the probe's minutes say nothing [s]."""


@dataclass(frozen=True, slots=True)
class Found:
    """What the answers come to.

    Attributes:
        signal: What the probe gave [mV, or mg/L by itself].
        hpa: The air pressure [hPa].
        reference: What it had to say [mg/L].
        before: By what it was read, None where nobody could.
    """

    series: SeriesKey
    signal: Decimal
    warm: float
    hpa: float
    reference: float
    before: OxygenMarks | ProbeFactor | None
    after: OxygenMarks | ProbeFactor


def found_of(answers: Answers) -> Found | None:
    """Return what the answers come to, None where something is missing."""
    series, signal, warm = picked(answers, QUANTITIES), answers.number(SIGNAL), answers.number(WARM)
    if series is None or signal is None or warm is None:
        return None
    home = answers.visit.station.config.commune.altitude_m
    said, altitude = answers.number(PRESSURE), answers.number(ALTITUDE)
    hpa = float(said) if said is not None else pressure_hpa(home if altitude is None else float(altitude))
    known = standing_constants(answers.visit, series, at=answers.moment(WHEN))
    before = known if isinstance(known, OxygenMarks | ProbeFactor) else None
    salinity = float(before.salinity_psu) if isinstance(before, OxygenMarks) else 0.0
    reference = full_of_air(float(warm), hpa=hpa, salinity_psu=salinity)
    after: OxygenMarks | ProbeFactor
    if series.quantity == "oxygen_probe":
        after = ProbeFactor(factor_in_air(float(signal), reference))
    else:
        after = _marks(answers, float(signal), float(warm), hpa, before)
    return Found(series, signal, float(warm), hpa, reference, before, after)


def _marks(
    answers: Answers, signal: float, warm: float, hpa: float, before: OxygenMarks | ProbeFactor | None
) -> OxygenMarks:
    marks = before if isinstance(before, OxygenMarks) else None
    zero = answers.number(ZERO)
    if zero is not None:
        standing = marks or OxygenMarks(Decimal(1), Decimal(25))
        marks = OxygenMarks(
            standing.millivolts,
            standing.temperature_c,
            salinity_psu=standing.salinity_psu,
            zero_millivolts=zero,
        )
    home = answers.visit.station.config.commune.altitude_m
    return marks_in_air(signal, warm, hpa=hpa, altitude_m=home, before=marks)


def says(answers: Answers) -> Sequence[Said]:
    """Return the entries of a calibration: the constants, and the care of a probe that stands in a pond."""
    found = found_of(answers)
    if found is None:
        return []
    for name, sentence in _faults(answers, found):
        answers.fault(name, sentence)
    at = answers.moment(WHEN)
    home = answers.visit.station.config.commune.altitude_m
    altitude = answers.number(ALTITUDE)
    entry = CalibrationRecorded(
        *found.series,
        since_of(answers, found.series, at=at),
        found.after,
        method="factor" if isinstance(found.after, ProbeFactor) else _method(answers),
        signal=found.signal,
        reference=exact(found.reference, "0.01"),
        before=None if found.before is None else exact(_said(answers, found, found.before), "0.01"),
        after=exact(_said(answers, found, found.after), "0.01"),
        altitude_m=None
        if answers.number(PRESSURE)
        else altitude
        if altitude is not None
        else exact(home, "1"),
        pressure_hpa=answers.number(PRESSURE),
        points=last_points(answers.visit, found.series),
    )
    said = [Said("calibration", entry, at)]
    place = next(
        (
            one.place
            for one in standings(answers.visit.registered, answers.visit.nodes)
            if one.node == entry.node
        ),
        None,
    )
    if place is not None and place.sort == "pond":
        care = ProbeCared(
            place.slug, entry.node, entry.channel, "calibrated", quantity="oxygen", method="air"
        )
        said.append(Said("care", care, at))
    return said


def _method(answers: Answers) -> Literal["air", "air_and_zero"]:
    return "air" if answers.choice(METHOD) == AIR else "air_and_zero"


def _said(answers: Answers, found: Found, constants: OxygenMarks | ProbeFactor) -> float:
    home = answers.visit.station.config.commune.altitude_m
    return value_of(float(found.signal), constants, temperature_c=found.warm, altitude_m=home)


def _faults(answers: Answers, found: Found) -> Iterator[tuple[str, str]]:
    """Yield why nothing is recorded: a probe that has not settled, or a number that none can give."""
    _, steady = answers.gettext, settled_mean(answers.visit, found.series)
    is_now = abs(answers.visit.now - answers.moment(WHEN)) < LATELY_S
    if steady.has_enough and not steady.is_steady and is_now:
        yield (
            SIGNAL,
            _(
                "La sonda todavía cambia. Espere a que se quede quieta; si no se queda, mire la membrana "
                "(burbujas, arrugas) y el líquido."
            ),
        )
    fault = (
        factor_fault(found.after.factor)
        if isinstance(found.after, ProbeFactor)
        else fault_of(found.after, float(found.signal))
    )
    sentences = {
        "too_low": _(
            "Ninguna sonda sana da tan poco en el aire. Mire si la membrana está rota o si le falta líquido, "
            "y calíbrela después de cambiarlos."
        ),
        "too_high": _(
            "Da más de lo que la placa puede medir bien. Revise la fuente y el cable, o póngale un divisor."
        ),
        "zero_too_high": _(
            "Con agua sin oxígeno tendría que dar casi nada. Eche más sulfito y espere, o mire la membrana."
        ),
        "impossible_factor": _(
            "Está demasiado lejos de lo que tiene que decir. Límpiela y cámbiele la tapa antes de calibrarla."
        ),
    }
    if fault is not None:
        yield (ZERO if fault == "zero_too_high" else SIGNAL), sentences[fault]


def doubts(answers: Answers) -> Sequence[str]:
    """Return what is asked back of a mark that can be taken."""
    found, _ = found_of(answers), answers.gettext
    if found is None or not isinstance(found.after, OxygenMarks):
        return []
    before = found.before if isinstance(found.before, OxygenMarks) else None
    words = {
        "weak": _("Da poco para estar en el aire: el líquido o la membrana se están acabando. ¿Seguro?"),
        "far_from_before": _(
            "Da muy distinto que la vez anterior. ¿Estaba limpia, seca y media hora en el aire?"
        ),
    }
    doubts = [words[one] for one in doubts_of(found.after, before)]
    if not settled_mean(answers.visit, found.series).has_enough:
        doubts.append(_("La estación no la oye: no se pudo ver si estaba quieta. ¿Lo estaba?"))
    return doubts


def changes(answers: Answers) -> Sequence[Changed]:
    """Return what the probe says now and said last night, before and after."""
    found, _, words = found_of(answers), answers.gettext, answers.words
    if found is None:
        return []
    why = _("En el aire, a %(warm)s y %(hpa)s, el agua llena de aire tiene %(reference)s.") % {
        "warm": DEGREES.figure(exact(found.warm, "0.1"), words),
        "hpa": HECTOPASCALS.figure(exact(found.hpa, "1"), words),
        "reference": f"{words.number(found.reference, 2)} mg/L",
    }
    before = "" if found.before is None else f"{words.number(_said(answers, found, found.before), 2)} mg/L"
    after = f"{words.number(_said(answers, found, found.after), 2)} mg/L"
    changes = [Changed(_("Lo que dice la sonda ahora, en el aire"), before, after, why)]
    if found.before is not None:
        night = last_night(answers, found.series, "oxygen", found.before, found.after)
        changes += [night] if night else []
    return changes


def follows(answers: Answers) -> Sequence[str]:
    """Return what becomes of what was measured."""
    _ = answers.gettext
    if answers.choice(SINCE) == NOW:
        return [_("Lo medido hasta ahora queda como estaba; desde ahora se lee con esta calibración.")]
    return [_("La estación vuelve a calcular todo lo que midió desde entonces. Se puede deshacer.")]
