"""The form that calibrates a rain gauge: a volume poured slowly, and how often its bucket tipped."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from dashboard.forms.answers import Answers, Asking
from dashboard.forms.asks import Ask, Moment, Number, Range, Step, Steps, Turn
from dashboard.forms.calibration.probe import (
    NOW,
    SINCE,
    pick_probe,
    picked,
    since_ask,
    since_of,
    standing_constants,
)
from dashboard.forms.declared import Changed, FormKind, Said
from dashboard.login.rights import Right
from dashboard.words.language import N_
from dashboard.words.units import CENTIMETRES, MILLILITRES, MILLIMETRES, PLAIN
from gateway.calibrating.weighing import millimetres_per_tip, tip_fault
from gateway.domain.calibration import TipSize
from gateway.domain.entries import CalibrationRecorded
from gateway.domain.readings import SeriesKey

QUANTITIES: Final = ("rain_tips",)
POURED, TIPS, WIDE, WHEN = "agua", "vuelcos", "boca", "cuando"
PI: Final = Decimal("3.14159265")
POURED_RANGE: Final = Range(Decimal(20), Decimal(2000))
TIPS_RANGE: Final = Range(Decimal(5), Decimal(2000))
WIDE_RANGE: Final = Range(Decimal(5), Decimal(50))


def _asks(asking: Asking) -> Sequence[Ask]:
    _ = asking.gettext
    pick = pick_probe(asking, QUANTITIES, _("¿Qué pluviómetro calibra?"))
    series = picked(asking, QUANTITIES)
    if series is None:
        return [pick]
    steps = [
        Step("tools", _("Límpielo y nivélelo"), _("sin hojas ni avispas; que la burbuja quede en el centro")),
        Step(
            "drop",
            _("Eche el agua muy despacio"),
            _("200 mililitros en media hora, por un huequito, gota a gota"),
        ),
        Step("list", _("Cuente los vuelcos"), _("o mire cuántos dice la estación antes y después")),
    ]
    return [
        pick,
        Steps(steps),
        Turn(),
        Number(
            name=POURED,
            ask=_("¿Cuánta agua le echó?"),
            unit=MILLILITRES,
            within=POURED_RANGE,
            missing=_("Escriba cuánta agua le echó."),
        ),
        Number(
            name=TIPS,
            ask=_("¿Cuántas veces volcó?"),
            unit=PLAIN,
            within=TIPS_RANGE,
            whole=True,
            missing=_("Escriba cuántas veces volcó."),
        ),
        Number(
            name=WIDE,
            ask=_("¿Cuánto mide la boca de lado a lado?"),
            hint=_("el diámetro del embudo, por dentro"),
            unit=CENTIMETRES,
            within=WIDE_RANGE,
            missing=_("Escriba cuánto mide la boca."),
        ),
        since_ask(asking, series),
        Moment(name=WHEN, ask=_("¿Cuándo fue?")),
    ]


def _found(answers: Answers) -> tuple[SeriesKey, Decimal] | None:
    series, poured = picked(answers, QUANTITIES), answers.number(POURED)
    tips, wide = answers.whole(TIPS), answers.number(WIDE)
    if series is None or poured is None or not tips or wide is None:
        return None
    return series, millimetres_per_tip(poured, tips, PI * wide * wide / 4)


def _says(answers: Answers) -> Sequence[Said]:
    found, _ = _found(answers), answers.gettext
    if found is None:
        return []
    series, size = found
    if tip_fault(size) is not None:
        answers.fault(
            TIPS, _("Ningún pluviómetro vuelca con tanta o tan poca lluvia. Revise los tres números.")
        )
        return []
    at, before = answers.moment(WHEN), _before(answers, series)
    entry = CalibrationRecorded(
        *series,
        since_of(answers, series, at=at),
        TipSize(size),
        method="poured",
        signal=answers.number(TIPS),
        before=before,
        after=size,
    )
    return [Said("calibration", entry, at)]


def _before(answers: Answers, series: SeriesKey) -> Decimal | None:
    known = standing_constants(answers.visit, series, at=answers.moment(WHEN))
    return known.millimetres_per_tip if isinstance(known, TipSize) else None


def _changes(answers: Answers) -> Sequence[Changed]:
    found, _, words = _found(answers), answers.gettext, answers.words
    if found is None:
        return []
    before = _before(answers, found[0])
    return [
        Changed(
            _("La lluvia de un vuelco"),
            "" if before is None else MILLIMETRES.figure(before, words),
            MILLIMETRES.figure(found[1], words),
        )
    ]


def _follows(answers: Answers) -> Sequence[str]:
    _ = answers.gettext
    if answers.choice(SINCE) == NOW:
        return [_("Lo medido hasta ahora queda como estaba; desde ahora se lee con esta calibración.")]
    return [_("La estación vuelve a calcular todo lo que midió desde entonces. Se puede deshacer.")]


CALIBRATE_RAIN: Final = FormKind(
    slug="calibrar-lluvia",
    title=N_("Calibrar un pluviómetro"),
    icon="rain",
    right=Right.SET_UP,
    asks=_asks,
    says=_says,
    follows=_follows,
    changes=_changes,
)
