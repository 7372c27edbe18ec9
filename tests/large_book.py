"""A book of as many entries as one wants: years of daily work on the units of the small commune."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from decimal import Decimal

from fakes import DAY_S
from small_commune import BEGAN, NOW

from gateway.domain.entries import (
    KINDS,
    Body,
    Delivered,
    DeliveryConfirmed,
    Died,
    Entry,
    Fed,
    HandRead,
    Harvested,
    InputUsed,
    Intervened,
    MoneyMoved,
    Observed,
    Reversed,
    Sampled,
    Sown,
    Stocked,
    StockLost,
    Weighing,
    Worked,
)

CYCLE_DAYS = 150
KIND_OF = {body: kind for kind, (_journal, body) in KINDS.items()}
GRAIN = {"base_moisture": Decimal(14), "base_impurity": Decimal(2)}


class LargeBook:
    """Makes entries one after the other, each a little later than the one before; one seed, one book."""

    def __init__(self, seed: int = 6) -> None:
        self._chance = random.Random(seed)
        self._open: dict[str, str] = {}
        self._delivered: list[str] = []
        self._number = 0

    def entries(self, count: int) -> Iterator[Entry]:
        """Yield so many entries, rising over three years up to now."""
        step = (NOW - BEGAN - DAY_S) / count
        ends = {unit: BEGAN + index * DAY_S for index, unit in enumerate(_units())}
        for turn in range(count):
            at = BEGAN + int(turn * step)
            due = next((unit for unit, end in ends.items() if end <= at), None)
            if due is not None:
                yield from self._turned(due, at)
                if due not in self._open:
                    continue
                ends[due] = at + CYCLE_DAYS * DAY_S
                continue
            yield self.entry(self._work(), at)

    def _turned(self, unit: str, at: int) -> Iterator[Entry]:
        """Yield the harvest that ends a cycle where one goes on, else the beginning of the next one."""
        begun = self._open.pop(unit, None)
        if begun is not None:
            yield self.entry(self._harvest(unit, begun, complete=True), at)
            return
        body = (
            Stocked(unit, "híbrido cachamoto", 1500, Decimal(8), Decimal(820))
            if unit.startswith("laguna")
            else (Sown(unit, "Maíz blanco", "DANAC 9023", Decimal(30_000), plan_kg=Decimal(12_000)))
        )
        entry = self.entry(body, at)
        self._open[unit] = entry.uid
        yield entry

    def entry(self, body: Body, at: int, *, reverses: str | None = None) -> Entry:
        self._number += 1
        uid = f"grande-{self._number}"
        if isinstance(body, Delivered):
            self._delivered.append(uid)
        return Entry(
            number=self._number, uid=uid, journal="book", kind=KIND_OF[type(body)], body=body, happened=at,
            registered=at + 600, author="alguien de la comuna", on_behalf_of=None, reverses=reverses,
            previous="0" * 64, own_hash="0" * 64,
        )  # fmt: skip

    def _work(self) -> Body:
        makes: list[Callable[[], Body]] = [
            self._feeding, self._hand, self._intervention, self._labour, self._mortality, self._sampling,
            self._input, self._delivery, self._confirmation, self._partial, self._money, self._loss,
            self._observation,
        ]  # fmt: skip
        weights = [36, 16, 10, 10, 5, 3, 5, 6, 3, 1, 3, 1, 1]
        return self._chance.choices(makes, weights)[0]()

    def _cycle(self, sort: str) -> tuple[str, str]:
        known = [(unit, uid) for unit, uid in self._open.items() if unit.startswith(sort)]
        return self._chance.choice(known) if known else ("laguna-1", "ciclo-1-1")

    def _kg(self, least: int, most: int) -> Decimal:
        return Decimal(self._chance.randint(least * 10, most * 10)) / 10

    def _feeding(self) -> Body:
        what = self._chance.choice([None, "yuca", "auyama"])
        feed = "concentrate" if what is None else "scraps"
        return Fed(self._cycle("laguna")[1], feed, "weighed", what=what, kg=self._kg(4, 40))  # type: ignore[arg-type]

    def _hand(self) -> Body:
        place = f"estanque-{self._chance.randint(1, 6)}"
        return HandRead(place, "measured", oxygen=self._kg(1, 8), water_temperature=self._kg(25, 31))

    def _intervention(self) -> Body:
        place = f"estanque-{self._chance.randint(1, 6)}"
        return Intervened(place, "aerator", self._chance.choice(["on", "off"]))  # type: ignore[arg-type]

    def _labour(self) -> Body:
        unit, uid = self._cycle(self._chance.choice(["laguna", "parcela"]))
        pay = self._chance.choice(["paid", "cayapa"])
        return Worked(unit, "upkeep", self._chance.randint(1, 12), Decimal(6), pay, cycle=uid)  # type: ignore[arg-type]

    def _mortality(self) -> Body:
        return Died(self._cycle("laguna")[1], self._chance.randint(1, 5), "counted")

    def _sampling(self) -> Body:
        return Sampled(self._cycle("laguna")[1], 30, self._kg(900, 20_000))

    def _input(self) -> Body:
        unit, uid = self._cycle("parcela")
        return InputUsed(unit, "urea", "fertiliser", self._kg(10, 200), "kg", cycle=uid, origin="bought")

    def _delivery(self) -> Body:
        to = f"consejo-{self._chance.randint(1, 14)}"
        if self._chance.random() < 0.5:
            fish = Weighing(self._kg(5, 60))
            return Delivered("cachamas", "hibrido-cachamoto", fish, "weighed", "community", to)
        maize = Weighing(self._kg(50, 900), moisture=self._kg(13, 20), impurity=Decimal(2))
        return Delivered("maiceros", "maiz-blanco", maize, "weighed", "state_mill", "molino", **GRAIN)

    def _confirmation(self) -> Body:
        of = self._chance.choice(self._delivered) if self._delivered else "nadie"
        return DeliveryConfirmed(of, Weighing(self._kg(5, 60)))

    def _partial(self) -> Body:
        return self._harvest(*self._cycle(self._chance.choice(["laguna", "parcela"])), complete=False)

    def _harvest(self, unit: str, cycle: str, *, complete: bool) -> Harvested:
        if unit.startswith("laguna"):
            fish = self._chance.randint(50, 1300)
            return Harvested(cycle, self._kg(50, 700), "weighed", complete, fish=fish)
        wet = {"moisture": self._kg(14, 24), "impurity": Decimal(2), "area_m2": Decimal(9000)}
        return Harvested(cycle, self._kg(900, 9000), "weighed", complete, **wet, **GRAIN)

    def _money(self) -> Body:
        currency = self._chance.choice(["USD", "VES"])
        direction = self._chance.choice(["in", "out"])
        return MoneyMoved("maiceros", direction, "sale", self._kg(10, 900), currency)  # type: ignore[arg-type]

    def _loss(self) -> Body:
        weighed = Weighing(self._kg(1, 90), moisture=Decimal(14), impurity=Decimal(2))
        return StockLost("maiceros", "maiz-blanco", weighed, "weighed", "weevil", **GRAIN)

    def _observation(self) -> Body:
        return Observed(self._delivered[-1] if self._delivered else "nadie", "open")


def large_book(count: int, *, seed: int = 6) -> list[Entry]:
    """Return so many entries; one in a hundred takes an earlier delivery back."""
    book, found, taken = LargeBook(seed), list[Entry](), set[str]()
    chance = random.Random(seed)
    made = book.entries(count)
    while len(found) < count:
        if len(found) > 500 and chance.random() < 0.01:
            target = found[chance.randrange(len(found))]
            if target.kind in ("delivery", "feeding", "hand_reading") and target.uid not in taken:
                taken.add(target.uid)
                found.append(book.entry(Reversed("error"), found[-1].happened, reverses=target.uid))
                continue
        found.append(next(made))
    return found


def _beginning(unit: str) -> Body:
    if unit.startswith("laguna"):
        return Stocked(unit, "híbrido cachamoto", 1500, Decimal(8), Decimal(820))
    return Sown(unit, "Maíz blanco", "DANAC 9023", Decimal(30_000), plan_kg=Decimal(12_000))


def _units() -> list[str]:
    return [*(f"laguna-{n}" for n in range(1, 7)), *(f"parcela-{n}" for n in range(1, 6))]
