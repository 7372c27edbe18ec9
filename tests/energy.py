"""What a node that sleeps takes from its battery, as a table in the firmware's README."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Self

from asleep import DAY_S, Counted

BOOT_MAS: Final = 45 * 0.5
"""A start: half a second of the processor [mA s]. From data sheets and makers' reports, as all of these."""

SENSORS_MAS: Final = 55 * 1.0
"""A measuring: a second with the sensors fed [mA s]."""

RADIO_MA: Final = 120
"""The radio, in the mean of sending and listening [mA]."""

BARE_MA, REGULATED_MA = 0.010, 0.060
"""Asleep: the bare module; the module with a regulator that suits [mA]."""

CELL_MAH: Final = 2000
"""What a cell of 2,500 mAh gives in use [mAh]."""

BEGIN, END = "<!-- gasto: sale de la prueba -->", "<!-- fin del gasto -->"
HEADINGS = (
    "cómo vive",
    "despertares al día",
    "veces que prende la radio",
    "segundos de radio al día",
    "mAh al día, módulo solo",
    "con regulador",
    f"días con {CELL_MAH} mAh",
)
HEAD = f"| {' | '.join(HEADINGS)} |\n|{'---|' * len(HEADINGS)}\n"


@dataclass(frozen=True)
class Row:
    """A way to live, with what it takes in a day."""

    what: str
    wakes: int
    talks: int
    radio_s: int

    @classmethod
    def of(cls, what: str, counted: Counted) -> Self:
        """Return what was counted, for a mean day."""
        days = counted.seconds / DAY_S
        return cls(
            what,
            round(counted.wakes / days),
            round(counted.talks / days),
            round(counted.radio_s / days),
        )

    def mah(self, asleep_ma: float) -> float:
        """Return what it takes in a day [mAh]."""
        return (self.wakes * (BOOT_MAS + SENSORS_MAS) + RADIO_MA * self.radio_s) / 3600 + 24 * asleep_ma

    def __str__(self) -> str:
        bare, regulated = self.mah(BARE_MA), self.mah(REGULATED_MA)
        sums = f"{bare:.1f} | {regulated:.1f}".replace(".", ",")
        return (
            f"| {self.what} | {self.wakes} | {self.talks} | {self.radio_s} | {sums}"
            f" | {round(CELL_MAH / regulated)} |"
        )


def table(rows: Sequence[Row]) -> str:
    """Return the rows as they stand between the marks of the README."""
    return HEAD + "".join(f"{row}\n" for row in rows)


def written_in(page: str) -> str:
    """Return what stands between the marks of a page."""
    return page.split(BEGIN)[1].split(END)[0].strip("\n") + "\n"


def with_table(page: str, rows: Sequence[Row]) -> str:
    """Return a page with these rows between its marks."""
    before, after = page.split(BEGIN)[0], page.split(END)[1]
    return f"{before}{BEGIN}\n{table(rows)}{END}{after}"


def rows_in(page: str) -> list[Row]:
    """Return the rows of a page, by what was counted; what follows from that is computed anew."""
    found = re.findall(r"^\| ([^|]+) \| (\d+) \| (\d+) \| (\d+) \|", written_in(page), re.MULTILINE)
    return [Row(what, int(wakes), int(talks), int(radio_s)) for what, wakes, talks, radio_s in found]
