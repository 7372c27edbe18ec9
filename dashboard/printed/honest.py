"""What may stand on a paper: sentences from templates, quotes, and totals of one good; refused is the rest.

A paper hangs where nobody can ask it back. So what it says is held here and not by whoever writes it: a
column never mixes products, bases or currencies, no sentence claims a cause, nothing is ranked, and no
person, store or cash is named.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Final, TypeVar

from dashboard.production import accounts
from dashboard.production.amounts import total
from dashboard.production.base import Balance
from dashboard.telling.private import Private
from gateway.domain.errors import PaperError
from gateway.domain.goods import Amount, Good, MixedGoodsError

Row = TypeVar("Row")

CLAIMS: Final = re.compile(
    r"\b(porque|caus[oóe]\w*|gracias a|por culpa de|because|caused|thanks to|due to)\b", re.IGNORECASE
)
"""How a sentence says that one thing made another; "la causa" of "no prueba la causa" is left standing."""

_DENIED: Final = re.compile(r"no prueba la causa|does not prove the cause", re.IGNORECASE)


class Sentence(str):
    """Something that we say, made by a `Voice` from a sentence of the catalogue."""

    __slots__ = ()


class Quote(str):
    """Something that people wrote or registered; it may say what a sentence of ours may not."""

    __slots__ = ()


class Mark(str):
    """A word that a template chooses a look by, or a drawing; nobody reads it."""

    __slots__ = ()


class Figure(Sentence):
    """A number of one good."""

    good: Good

    def __new__(cls, written: str, good: Good) -> Figure:
        """Keep with a number of what it is."""
        made = super().__new__(cls, written)
        made.good = good
        return made


Text = Sentence | Quote


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads.

    Attributes:
        caption: Of what the numbers are, with their basis; a table with figures has one.

    Raises:
        MixedGoodsError: A column has figures of two goods.
        PaperError: It has figures and no caption.
    """

    heads: Sequence[Text]
    rows: Sequence[Sequence[Text]]
    caption: Text = field(default_factory=lambda: Sentence(""))

    def __post_init__(self) -> None:
        """Refuse a column that somebody could add up and must not."""
        for column in range(len(self.heads)):
            goods = {one.good for row in self.rows if isinstance(one := row[column], Figure)}
            if len(goods) > 1:
                raise MixedGoodsError(" + ".join(sorted(str(one) for one in goods)))
            if goods and not self.caption:
                raise PaperError(f"a column of {goods.pop()} does not say what it is")


NOTHING: Final = Sentence("–")
"""Stands where nobody knows a number."""


def useful(table: Table) -> Table | None:
    """Return a table without the columns in which nothing stands, None where only the first is left."""
    columns = [
        place
        for place in range(len(table.heads))
        if place == 0 or any(row[place] not in (NOTHING, "") for row in table.rows)
    ]
    if len(columns) < 2:
        return None
    return Table(
        [table.heads[place] for place in columns],
        [[row[place] for place in columns] for row in table.rows],
        table.caption,
    )


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a paper under its title.

    Attributes:
        tables: Each stands after the lines.
        after: Lines that stand after the tables.
        stamp: What was decided, to be seen at once.
    """

    title: Text
    lines: Sequence[Text] = ()
    tables: Sequence[Table] = ()
    after: Sequence[Text] = ()
    stamp: Text = field(default_factory=lambda: Sentence(""))


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that may be printed.

    Attributes:
        template: The name of its file.
        data: What stands on it, a frozen dataclass whose words are all sentences, quotes or marks.
        private: What it must not name.

    Raises:
        PaperError: It holds a word of nobody's, or names what it must not.
    """

    template: str
    data: object
    private: Private

    def __post_init__(self) -> None:
        """Refuse what may not hang on a wall."""
        for one in _leaves(self.data):
            if isinstance(one, Mark):
                continue
            if not isinstance(one, Sentence | Quote):
                raise PaperError(f"nobody answers for the words {one!r}")
            named = self.private.told_in(one)
            # One word alone is also a day or a month: where we wrote «domingo», it is no Domingo.
            if named if isinstance(one, Quote) else not all(name.isalpha() for name in named):
                raise PaperError("a paper would name a person or a store")


def checked(sentence: str) -> str:
    """Return a sentence that claims no cause.

    Raises:
        PaperError: It does.
    """
    claim = CLAIMS.search(_DENIED.sub("", sentence))
    if claim is not None:
        raise PaperError(f"a sentence claims a cause: {claim[0]}")
    return sentence


def open_total(balances: Iterable[Balance]) -> Amount | None:
    """Return what balances are together, None without any.

    Raises:
        MixedGoodsError: They are of more than one good.
        PaperError: One of them is cash, which no paper tells.
    """
    found = list(balances)
    if any(one.account.partition(accounts.SEPARATOR)[0] == accounts.CASH for one in found):
        raise PaperError("a paper would tell how much cash there is")
    return total(Amount(one.good, one.amount) for one in found)


def as_registered(rows: Iterable[tuple[str, Row]], order: Sequence[str]) -> list[Row]:
    """Return rows in the order in which what they are about is registered: nobody is ranked.

    Args:
        rows: Each with the short name of what it is about.
        order: Every short name; rows of others stand last, by their names.
    """
    places = {slug: place for place, slug in enumerate(order)}
    return [row for _slug, row in sorted(rows, key=lambda one: (places.get(one[0], len(places)), one[0]))]


def plain(value: object) -> object:
    """Return what a template reads: the names of fields with texts, numbers and lists."""
    if is_dataclass(value):
        return {one.name: plain(getattr(value, one.name)) for one in fields(value)}
    if isinstance(value, str):
        return str(value)
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _leaves(getattr(value, one.name))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _leaves(one)
