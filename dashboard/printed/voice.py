"""How papers speak: in the visitor's language, from the catalogue, as to somebody who has not signed in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from dashboard.cycles.sentences import text_of
from dashboard.goods.periods import Period
from dashboard.goods.produced import account_words
from dashboard.printed.honest import Figure, Quote, Sentence, checked
from dashboard.production.saying import Saying
from dashboard.production.yields import FEWEST_FOR_AN_AVERAGE, average
from dashboard.telling.private import Private, private_of
from dashboard.visit.given import Visit
from dashboard.words.accounts import AccountWords
from dashboard.words.written import Words
from gateway.domain.goods import Good

A_TON: Final = 1000
"""Of more nobody reads a part of a kilo."""


@dataclass(frozen=True)
class Voice:
    """What makes the texts of papers.

    Attributes:
        visit: As of somebody who has not signed in, whoever prints.
        knows_notes: Whether who prints may read what members wrote for members.
    """

    visit: Visit
    names: AccountWords
    private: Private
    knows_notes: bool = False

    @property
    def words(self) -> Words:
        """How the visitor reads numbers and times."""
        return self.visit.words

    @property
    def code(self) -> Sentence:
        """The language, so that words are divided as it does."""
        return Sentence(self.visit.language.code)

    @property
    def commune(self) -> Quote:
        """What the commune is called."""
        found = self.visit.station.production.registers().commune
        return Quote(self.visit.station.config.commune.name if found is None else found.name)

    def say(self, sentence: str, **values: object) -> Sentence:
        """Return a sentence of the catalogue with its values.

        Raises:
            PaperError: It claims a cause.
        """
        return self._said(self.visit.language.gettext(sentence), values)

    def ngettext(self, one: str, many: str, count: int, **values: object) -> Sentence:
        """Return a sentence for one or for many; `count` stands in it as people write it."""
        said = self.visit.language.ngettext(one, many, count)
        return self._said(said, {"count": self.words.number(count), **values})

    def saying(self, saying: Saying) -> Sentence:
        """Return a sentence of the pages about production."""
        return Sentence(checked(text_of(self.visit, saying)))

    def page(self, said: str) -> Sentence:
        """Return a sentence that a page has made from the catalogue already.

        Raises:
            PaperError: It claims a cause.
        """
        return Sentence(checked(said))

    def joined(self, parts: Iterable[Sentence | Quote], by: str = " · ") -> Sentence:
        """Return several texts of ours as one."""
        return Sentence(by.join(one for one in parts if one))

    def quote(self, text: str) -> Quote:
        """Return what people wrote, with the names of people and stores struck out."""
        return Quote(self.private.hidden(text))

    def amount(self, good: Good, amount: Decimal) -> Figure:
        """Return so much of a good, as "2.204 kg" or "USD 45"; its product and basis stand beside it."""
        written, measure = self._written(good, amount), self.names.measure(good)
        return Figure(f"{measure} {written}" if good.measure == "money" else f"{written} {measure}", good)

    def whole(self, good: Good, amount: Decimal) -> Figure:
        """Return so much of a good without the part of a kilo, for what is read from afar."""
        decimals = 0 if abs(amount) >= 10 else 1
        return Figure(self.words.number(amount, decimals), good)

    def of(self, good: Good) -> Sentence:
        """Return what a good is with its basis, as "maíz blanco, kg a 14 % de humedad …"."""
        if good.measure == "money":
            name = self.names.product(good)
            return Sentence(name if name == good.item else f"{name} ({good.item})")
        return Sentence(f"{_capital(self.names.product(good))}, {self.names.basis(good)}")

    def product(self, good: Good) -> Quote:
        """Return what a good is called."""
        return Quote(self.names.product(good))

    def distinct(self, good: Good) -> Quote:
        """Return what a good is called with its base, as "maíz blanco (14 %/2 %)", for a head of a column."""
        if good.base is None:
            return self.product(good)
        base = f"{self.words.amount(good.base.moisture)} %/{self.words.amount(good.base.impurity)} %"
        return Quote(f"{self.names.product(good)} ({base})")

    def mean(self, good: Good, values: Sequence[Decimal], unit: str) -> Sentence:
        """Return the mean of some numbers, or why there is none."""
        found = average(values)
        if found is None:
            return self.say(
                "n = %(count)s: sin promedio hasta %(least)s", count=len(values), least=FEWEST_FOR_AN_AVERAGE
            )
        return Figure(f"{self.words.amount(found)} {unit} (n = {len(values)})", good)

    def day(self, at: int) -> Sentence:
        """Return the day of a moment, as "3 de febrero de 2026"."""
        return Sentence(self.words.dated(self.words.local(at).date()))

    def moment(self, at: int) -> Sentence:
        """Return a day of the week with its date and the clock."""
        return Sentence(f"{self.words.day(self.words.local(at).date(), year=True)}, {self.words.clock(at)}")

    def period(self, period: Period) -> Sentence:
        """Return from which day to which day; one that has no end yet goes up to today."""
        last = self.visit.now if period.end is None else min(period.end - 1, self.visit.now)
        if period.start is None:
            return self.say("hasta el %(until)s", until=self.day(last))
        return self.say("del %(since)s al %(until)s", since=self.day(period.start), until=self.day(last))

    def number(self, value: float | Decimal, decimals: int = 0) -> Sentence:
        """Return a number that is of no good: votes, days, people."""
        return Sentence(self.words.number(value, decimals))

    def _written(self, good: Good, amount: Decimal) -> str:
        """Return a number as people write it: of money no cent alone."""
        if good.measure == "money" and amount != amount.to_integral_value():
            return self.words.number(amount, 2)
        return self.words.amount(amount, most=0 if abs(amount) >= A_TON else 2)

    def _said(self, sentence: str, values: dict[str, object]) -> Sentence:
        return Sentence(checked(sentence) % values if values else checked(sentence))


def voice_of(visit: Visit, *, knows_notes: bool = False) -> Voice:
    """Return the voice of the papers of a station, which names nobody to anybody."""
    as_everybody = replace(visit, member=None, device=None)
    cycles = visit.station.production.cycles()
    names = account_words(as_everybody, cycles, names_stores=False)
    return Voice(as_everybody, names, private_of(visit), knows_notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
