"""What was said and what was measured, drawn plot by plot."""

from __future__ import annotations

import html
from collections.abc import Iterator
from datetime import date
from typing import Final

from gateway.commands.seasons.judging import PlotReport, SeasonReport
from gateway.domain.speech import told
from gateway.fields.course import SURE_80

_COLUMNS: Final = 4
_WIDE, _HIGH = 300, 200
_LEFT, _TOP, _BELOW, _RIGHT = 38, 30, 26, 12
_HEAD: Final = 64
_STYLE: Final = (
    "text{font:11px system-ui,sans-serif;fill:#222}.title{font-weight:600}.head{font:600 15px system-ui}"
    ".grid{stroke:#ddd}.band{fill:#9cc3e6;fill-opacity:.6}.filter{fill:none;stroke:#0b5394;stroke-width:1.8}"
    ".open{fill:none;stroke:#8a6d3b;stroke-dasharray:4 3}.measured{fill:#fff;stroke:#222}"
)


def drawing(report: SeasonReport) -> str:
    """Return an SVG with a panel a plot: depletion of the root zone over the season, in mm."""
    plots = [one for one in report.plots if one.profiles]
    columns = min(_COLUMNS, len(plots))
    width = max(columns * _WIDE, 640)
    height = _HEAD + _HIGH * -(-len(plots) // columns)
    legend = told(
        "Círculo: medido; raya azul: lo que dijo el filtro antes de medirlo, con su banda del 80 %%;"
        " raya cortada: balance solo. Más abajo, más seco; en mm."
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" role="img">',
        f"<title>{html.escape(told('Filtro contra lo medido'))}</title>",
        f"<style>{_STYLE}</style>",
        f'<rect width="{width}" height="{height}" fill="#fff"/>',
        f'<text class="head" x="{_LEFT}" y="24">{html.escape(report.folder)}</text>',
        f'<text x="{_LEFT}" y="44">{html.escape(legend)}</text>',
    ]
    most = max(one.measured_mm for plot in plots for one in plot.profiles)
    least = min(0.0, *(one.measured_mm for plot in plots for one in plot.profiles))
    most = max([most, *(one.open_mm for plot in plots for one in plot.profiles)])
    for place, plot in enumerate(plots):
        x, y = place % columns * _WIDE, _HEAD + place // columns * _HIGH
        parts.append(f'<g transform="translate({x} {y})">')
        parts += _panel(plot, low=least, high=max(most, 1.0))
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _panel(plot: PlotReport, *, low: float, high: float) -> Iterator[str]:
    first, last = plot.profiles[0].day, plot.profiles[-1].day
    wide, tall = _WIDE - _LEFT - _RIGHT, _HIGH - _TOP - _BELOW

    def x(day: date) -> float:
        return round(_LEFT + wide * (day - first).days / max(1, (last - first).days), 1)

    def y(depletion_mm: float) -> float:
        return round(_TOP + tall * (min(high, max(low, depletion_mm)) - low) / (high - low), 1)

    rmse = plot.scores.filter.rmse_mm if plot.scores.filter is not None else 0.0
    yield f'<text class="title" x="{_LEFT}" y="18">{html.escape(plot.plot)} · {rmse:.1f} mm</text>'
    for level in range(0, int(high) + 1, 50):
        yield f'<line class="grid" x1="{_LEFT}" x2="{_WIDE - _RIGHT}" y1="{y(level)}" y2="{y(level)}"/>'
        yield f'<text x="{_LEFT - 5}" y="{y(level) + 4}" text-anchor="end">{level}</text>'
    reach = [(one.day, one.filter_mm, SURE_80 * one.filter_sigma_mm) for one in plot.profiles]
    upper = [f"{x(day)},{y(said - wide_mm)}" for day, said, wide_mm in reach]
    lower = [f"{x(day)},{y(said + wide_mm)}" for day, said, wide_mm in reversed(reach)]
    yield f'<polygon class="band" points="{" ".join([*upper, *lower])}"/>'
    for name, line in (
        ("open", [(one.day, one.open_mm) for one in plot.profiles]),
        ("filter", [(one.day, one.filter_mm) for one in plot.profiles]),
    ):
        points = " ".join(f"{x(day)},{y(said)}" for day, said in line)
        yield f'<polyline class="{name}" points="{points}"/>'
    for one in plot.profiles:
        yield f'<circle class="measured" cx="{x(one.day)}" cy="{y(one.measured_mm)}" r="2.4"/>'
    yield f'<text x="{_LEFT}" y="{_HIGH - 8}">{first.isoformat()}</text>'
    yield f'<text x="{_WIDE - _RIGHT}" y="{_HIGH - 8}" text-anchor="end">{last.isoformat()}</text>'
