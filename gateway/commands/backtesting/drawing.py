"""Forecast against truth, drawn night by night."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from gateway.commands.backtesting.running import LIMITS, Evening, PondReport
from gateway.domain.speech import told
from gateway.ponds.backtest import PLAN_HOUR

_NIGHT: Final = 6
_LABEL: Final = 60
"""How wide the name of a month is."""

_MOST_NIGHTS: Final = 366
"""The newest; more would not be readable."""

_HEIGHT: Final = 220
_LEFT, _TOP, _BELOW, _BETWEEN = 44, 46, 34, 24
_STYLE: Final = (
    "text{font:12px system-ui,sans-serif;fill:#222}.title{font-weight:600}.grid{stroke:#ccc}"
    ".limit{stroke:#b00020;stroke-dasharray:4 3}.band{stroke:#9cc3e6;stroke-width:4}"
    ".said{fill:#0b5394}.came{fill:#fff;stroke:#222}"
)


def drawing(reports: Sequence[PondReport]) -> str:
    """Return an SVG with a panel a pond: the band of 80 %, the expected minimum and what came, in mg/L."""
    shown = [(one, one.evenings[-_MOST_NIGHTS:]) for one in reports]
    width = _LEFT + 20 + _NIGHT * max((len(evenings) for _, evenings in shown), default=0)
    width = max(width, 760)
    panel = _TOP + _HEIGHT + _BELOW + _BETWEEN
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {panel * len(shown)}" '
        f'width="{width}" height="{panel * len(shown)}" role="img">',
        f"<title>{html.escape(told('Pronóstico contra lo que vino'))}</title>",
        f"<style>{_STYLE}</style>",
    ]
    for place, (report, evenings) in enumerate(shown):
        parts.append(f'<g transform="translate(0 {place * panel})">')
        parts += _panel(report, evenings, width=width)
        parts.append("</g>")
    return "\n".join([*parts, "</svg>", ""])


def _panel(report: PondReport, evenings: Sequence[Evening], *, width: int) -> Iterator[str]:
    top = max([*(max(one.high80, one.came) for one in evenings), LIMITS[0] + 1])
    height = {level: _TOP + _HEIGHT * (1 - level / top) for level in range(int(top) + 1)}
    title = told(
        "%(file)s: mínimo de cada noche, dicho %(hour)s h después del ocaso", file=report.file, hour=PLAN_HOUR
    )
    yield f'<text class="title" x="{_LEFT}" y="16">{html.escape(title)}</text>'
    yield f'<text x="{_LEFT}" y="34">{html.escape(_legend(report, evenings))}</text>'
    for level, y in height.items():
        yield f'<line class="grid" x1="{_LEFT}" x2="{width - 10}" y1="{y:.1f}" y2="{y:.1f}"/>'
        if level % 2 == 0:
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{level}</text>'
    for limit in LIMITS[:2]:
        y = _TOP + _HEIGHT * (1 - limit / top)
        yield f'<line class="limit" x1="{_LEFT}" x2="{width - 10}" y1="{y:.1f}" y2="{y:.1f}"/>'
    yield from _months(evenings)
    yield from _nights(evenings, top=top)


def _nights(evenings: Iterable[Evening], *, top: float) -> Iterator[str]:
    for place, one in enumerate(evenings):
        x = _LEFT + _NIGHT * (place + 0.5)
        low, high, said, came = (
            round(_TOP + _HEIGHT * (1 - value / top), 1)
            for value in (one.low80, one.high80, one.minimum, one.came)
        )
        yield f'<line class="band" x1="{x}" x2="{x}" y1="{high}" y2="{low}"/>'
        yield f'<rect class="said" x="{x - 2}" y="{said - 1}" width="4" height="2"/>'
        yield f'<circle class="came" cx="{x}" cy="{came}" r="1.8"/>'


def _months(evenings: Sequence[Evening]) -> Iterator[str]:
    taken_until = 0
    for place, one in enumerate(evenings):
        x = _LEFT + _NIGHT * place
        is_first = place == 0 or evenings[place - 1].day.month != one.day.month
        if is_first and x >= taken_until:
            yield f'<text x="{x}" y="{_TOP + _HEIGHT + 18}">{one.day.isoformat()[:7]}</text>'
            taken_until = x + _LABEL


def _legend(report: PondReport, evenings: Sequence[Evening]) -> str:
    said = told("Barra: banda del 80 %%; raya: lo esperado; círculo: lo que vino. En mg/L.")
    if len(evenings) < len(report.evenings):
        said += " " + told("Las últimas %(nights)s noches.", nights=len(evenings))
    return said
