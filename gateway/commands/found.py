"""What was found in an imported file, in words at the end of the command."""

from __future__ import annotations

from rich.console import Console

from gateway.domain.speech import told
from gateway.importing.findings import Findings


def tell_findings(console: Console, found: list[Findings]) -> None:
    """Print a line for each series in which the rules found anything, and say where it is no water."""
    for one in found:
        if one.suspect or one.failed or one.gaps:
            console.print(
                told(
                    "%(series)s: de %(readings)s valores, dudosos %(suspect)s, fallados %(failed)s;"
                    " huecos %(gaps)s, el mayor de %(hours)s h.",
                    series=one.series,
                    suspect=one.suspect,
                    failed=one.failed,
                    readings=one.readings,
                    gaps=len(one.gaps),
                    hours=round(one.longest_gap_s / 3600),
                ),
                highlight=False,
                markup=False,
            )
        if one.has_no_day_and_night:
            console.print(no_day_and_night(one), style="yellow", highlight=False, markup=False)


def no_day_and_night(found: Findings) -> str:
    """Return the word of warning about a series that has neither day nor night."""
    return told(
        "Ojo: %(series)s no tiene día ni noche en %(without)s de %(stretches)s tramos de tres"
        " días. Así no se mueve el agua de un estanque: revise la sonda, o de dónde salió el"
        " archivo.",
        series=found.series,
        without=found.without_day,
        stretches=found.stretches,
    )
