"""What the calibration of an oxygen probe comes to: its entry, what speaks against it, what it changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, Literal

from dashboard.forms.answers import Answers
from dashboard.forms.calibration.in_air import Found, InAir, calibration_of, found_in_air, says_by
from dashboard.forms.calibration.probe import (
    NOW,
    SINCE,
    exact,
    last_night,
    picked,
    settled_mean,
    since_of,
)
from dashboard.forms.declared import Changed, Said
from dashboard.nodes.preparation import standings
from dashboard.words.units import DEGREES, HECTOPASCALS
from gateway.calibrating.oxygen import doubts_of, factor_fault, fault_of
from gateway.domain.calibration import OxygenMarks, ProbeFactor
from gateway.domain.entries import ProbeCared

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


def found_of(answers: Answers) -> Found | None:
    """Return what the answers come to, None where something is missing."""
    series, signal, warm = picked(answers, QUANTITIES), answers.number(SIGNAL), answers.number(WARM)
    if series is None or signal is None or warm is None:
        return None
    taken = InAir(
        signal,
        warm,
        answers.moment(WHEN),
        answers.number(PRESSURE),
        answers.number(ALTITUDE),
        answers.number(ZERO),
    )
    return found_in_air(answers.visit, series, taken)


def says(answers: Answers) -> Sequence[Said]:
    """Return the entries of a calibration: the constants, and the care of a probe that stands in a pond."""
    found = found_of(answers)
    if found is None:
        return []
    for name, sentence in _faults(answers, found):
        answers.fault(name, sentence)
    at = answers.moment(WHEN)
    entry = calibration_of(
        answers.visit,
        found,
        since=since_of(answers, found.series, at=at),
        method="factor" if isinstance(found.after, ProbeFactor) else _method(answers),
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
    before = (
        "" if found.before is None else f"{words.number(says_by(answers.visit, found, found.before), 2)} mg/L"
    )
    after = f"{words.number(says_by(answers.visit, found, found.after), 2)} mg/L"
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
