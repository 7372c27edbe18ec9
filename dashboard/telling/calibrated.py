"""What a calibration says, in words."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from dashboard.visit.given import Visit
from dashboard.words.units import DEGREES, MILLIMETRES, MILLIVOLTS, PERCENT
from gateway.domain.calibration import OxygenMarks, SoilMarks, SoilPoints, TipSize
from gateway.domain.entries import CalibrationRecorded


def calibration_lines(visit: Visit, body: CalibrationRecorded) -> Iterator[str]:
    """Yield how a calibration was found and what it changed, as far as it says so."""
    _, words = visit.language.gettext, visit.words
    match body.constants:
        case OxygenMarks() as marks:
            yield _("%(signal)s en el aire a %(water)s") % {
                "signal": MILLIVOLTS.figure(marks.millivolts, words),
                "water": DEGREES.figure(marks.temperature_c, words),
            }
        case SoilMarks() as marks:
            yield _("Dos marcas: seca %(dry)s, mojada %(wet)s.") % {
                "dry": MILLIVOLTS.figure(marks.dry_millivolts, words),
                "wet": MILLIVOLTS.figure(marks.wet_millivolts, words),
            }
        case SoilPoints(points) if body.residual is not None:
            yield _("%(count)s muestras pesadas; se apartan %(off)s de su recta.") % {
                "count": len(points),
                "off": PERCENT.figure((body.residual * 100).quantize(Decimal("0.1"), ROUND_HALF_UP), words),
            }
        case TipSize(size):
            yield _("Un vuelco es %(size)s de lluvia.") % {"size": MILLIMETRES.figure(size, words)}
    yield from _against(visit, body)


def _against(visit: Visit, body: CalibrationRecorded) -> Iterator[str]:
    """Yield what an oxygen probe said before and says now, beside what it had to say."""
    _, words = visit.language.gettext, visit.words
    if body.reference is None or body.after is None:
        return
    said = {
        "after": f"{words.number(body.after, 2)} mg/L",
        "reference": f"{words.number(body.reference, 2)} mg/L",
    }
    if body.before is None:
        yield _("Ahora dice %(after)s; tenía que decir %(reference)s.") % said
        return
    yield _("Antes decía %(before)s; ahora %(after)s, y tenía que decir %(reference)s.") % {
        **said,
        "before": f"{words.number(body.before, 2)} mg/L",
    }
