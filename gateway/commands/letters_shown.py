"""Dead letters on a terminal; a stranger wrote them, so no sign of theirs does more than stand there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from rich.console import Console
from rich.table import Table
from rich.text import Text

from gateway.domain.dead_letters import DeadLetter, OverQuota, as_hex, as_text, piles, printable
from gateway.domain.reasons import explained
from gateway.domain.speech import in_words, told

Local = Callable[[int], str]
"""Writes a moment [s UTC] in the commune's time."""


def tell_piles(console: Console, letters: Sequence[DeadLetter], over: OverQuota | None, local: Local) -> None:
    """Print letters by node and reason, what to do about each, and how many were not kept."""
    if not letters:
        console.print(told("No hay nada apartado que espere."), highlight=False)
    else:
        console.print(_table(letters, local))
        remedies = {explained(one.reason).what_next(in_words): None for one in letters}
        for remedy in remedies:
            console.print(f"• {remedy}", highlight=False, markup=False)
    if over is not None and over.count and over.last is not None:
        console.print(
            told(
                "Además, %(count)s no se guardaron: ya había demasiados; el último, %(last)s.",
                count=over.count,
                last=local(over.last),
            ),
            style="yellow",
            highlight=False,
            markup=False,
        )


def _table(letters: Sequence[DeadLetter], local: Local) -> Table:
    table = Table(box=None, pad_edge=False, show_edge=False)
    for name in (
        told("nodo"),
        told("motivo"),
        told("números"),
        told("veces"),
        told("primero"),
        told("último"),
    ):
        table.add_column(name, overflow="fold")
    for pile in piles(letters, lambda reason: explained(reason).what()):
        table.add_row(
            pile.node or told("(ninguno nuestro)"),
            Text(printable(explained(pile.reason).what(in_words))),
            ranges(pile.numbers),
            str(pile.times),
            local(pile.first),
            local(pile.last),
        )
    return table


def tell_letter(console: Console, letter: DeadLetter, local: Local, *, is_hex: bool) -> None:
    """Print a letter whole."""
    why = explained(letter.reason)
    lines = [
        (told("número"), str(letter.number)),
        (told("tópico"), letter.topic),
        (told("nodo"), letter.node or told("(ninguno nuestro)")),
        (told("motivo"), why.what(in_words)),
        (told("qué hacer"), why.what_next(in_words)),
        (told("en el registro"), letter.reason),
        (told("llegó"), local(letter.received)),
        (told("veces"), str(letter.times)),
        (told("último"), local(letter.newest)),
        (told("estado"), state(letter, local)),
        (told("tamaño"), told("%(size)s bytes", size=letter.size)),
    ]
    for name, said in lines:
        console.print(Text(f"{name}: ", style="bold") + Text(printable(said)), soft_wrap=True)
    text = None if is_hex else as_text(letter.body)
    for line in as_hex(letter.body) if text is None else text.split("\n"):
        console.print(Text(line), soft_wrap=True)


def state(letter: DeadLetter, local: Local) -> str:
    """Return in words whether a letter waits, and what it did to its node's queue."""
    if letter.replayed is not None:
        return told("leído %(when)s", when=local(letter.replayed))
    if letter.dropped is not None:
        return told("descartado %(when)s", when=local(letter.dropped))
    if letter.cursor is None:
        return told("espera; la cuenta no se movió")
    return told("espera; el nodo ya borró lo suyo")


def ranges(numbers: Sequence[int]) -> str:
    """Return rising numbers in short: 3, 5-9."""
    ends = [after for before, after in pairwise(numbers) if after != before + 1]
    firsts = [numbers[0], *ends]
    lasts = [before for before, after in pairwise(numbers) if after != before + 1] + [numbers[-1]]
    pairs = zip(firsts, lasts, strict=True)
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in pairs)
