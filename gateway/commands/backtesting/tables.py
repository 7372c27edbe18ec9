"""What the forecast was worth, in tables for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from rich.box import SIMPLE_HEAD
from rich.table import Table

from gateway.commands.backtesting.running import LIMITS, PondReport
from gateway.domain.speech import told
from gateway.ponds.backtest import PLAN_HOUR, HourScores, Month
from gateway.ponds.scores import LimitScores, MinimumScores


def tables(report: PondReport) -> Iterator[Table]:
    """Yield the tables of one pond: minimum, limits, probability against what came, months."""
    yield _minima(report)
    for limit in LIMITS[:2]:
        yield _warned(report, limit)
    yield _calibration(report)
    yield _months(report.months)


def _minima(report: PondReport) -> Table:
    titles = (
        told("ocaso"),
        told("al alba"),
        told("noches"),
        told("error"),
        told("anoche"),
        told("sesgo"),
        told("CRPS"),
        told("en 80 %%"),
        told("en 90 %%"),
    )
    table = _table(
        told("El mínimo de la noche, en mg/L, por horas desde el ocaso; de las bandas, acierto y ancho"),
        titles,
    )
    for hour in report.hours:
        if hour.minimum is not None:
            table.add_row(
                f"+{hour.hours_after_sunset}", f"{hour.hours_to_sunrise:.1f}", *_minimum(hour.minimum)
            )
    for hour in report.hours:
        if hour.hours_after_sunset == PLAN_HOUR and hour.learning is not None:
            table.add_row(told("primeras"), "", *_minimum(hour.learning))
    return table


def _minimum(found: MinimumScores) -> list[str]:
    return [
        str(found.nights),
        f"{found.mae:.2f}",
        _number(found.persistence_mae),
        f"{found.bias:+.2f}",
        f"{found.crps:.2f}",
        f"{found.coverage80:.2f} {found.width80:.1f}",
        f"{found.coverage90:.2f} {found.width90:.1f}",
    ]


def _warned(report: PondReport, limit: float) -> Table:
    titles = (
        told("ocaso"),
        told("noches"),
        told("bajan"),
        told("avisos"),
        told("acierto"),
        told("falsas"),
        told("antes h"),
        told("ventana"),
        told("ancho h"),
        told("error h"),
    )
    table = _table(
        told("Bajo %(limit)s mg/L: noches que a esa hora estaban por encima", limit=f"{limit:g}"), titles
    )
    for hour in report.hours:
        table.add_row(f"+{hour.hours_after_sunset}", *_limit(_of(hour, limit)))
    return table


def _of(hour: HourScores, limit: float) -> LimitScores:
    return next(one for one in hour.limits if one.limit == limit)


def _limit(found: LimitScores) -> list[str]:
    return [
        str(found.nights),
        str(found.events),
        str(found.warnings),
        _number(found.recall),
        _number(found.false_alarm_ratio),
        _number(found.lead_h, decimals=1),
        _number(found.window_coverage),
        _number(found.window_width_h, decimals=1),
        _number(found.window_error_h, decimals=1),
    ]


def _calibration(report: PondReport) -> Table:
    titles = (told("probabilidad dicha"), told("noches"), told("dicha, media"), told("ocurrió"))
    title = told(
        "Probabilidad de bajar de %(limit)s mg/L, +%(hour)s h", limit=f"{LIMITS[0]:g}", hour=PLAN_HOUR
    )
    table = _table(title, titles)
    for hour in report.hours:
        for one in hour.calibration if hour.hours_after_sunset == PLAN_HOUR else ():
            span = f"{one.low:g} - {one.high:g}"
            table.add_row(span, str(one.nights), f"{one.forecast:.2f}", f"{one.observed:.2f}")
    return table


def _months(months: tuple[Month, ...]) -> Table:
    titles = (
        told("mes"),
        told("noches"),
        told("avisos buenos"),
        told("falsos"),
        told("sin aviso"),
        told("despertó bien"),
        told("mal"),
        told("calló"),
    )
    table = _table(told("Avisos y despertadas por mes"), titles)
    for one in months:
        warnings = one.warnings_true, one.warnings_false, one.nights_missed
        wake_ups = one.wake_ups_true, one.wake_ups_false, one.wake_ups_missed
        table.add_row(one.month, *(str(count) for count in (one.nights, *warnings, *wake_ups)))
    return table


def _table(title: str, columns: tuple[str, ...]) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", box=SIMPLE_HEAD, padding=(0, 1, 0, 0)
    )
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place == 0 else "right")
    return table


def _number(value: float | None, *, decimals: int = 2) -> str:
    return "—" if value is None else f"{value:.{decimals}f}"
