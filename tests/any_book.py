"""Any book at all: entries of every kind that moves something, plans, reversals, dangling names."""

from __future__ import annotations

from decimal import Decimal

from booked import DAY, REGISTERED, SOWING, STOCKING
from builders import NIGHT, an_entry
from hypothesis import strategies as st
from msgspec.structs import replace

from dashboard.production.accounts import DESTINATIONS
from gateway.domain.entries import (
    Body,
    CycleLost,
    Delivered,
    DeliveryConfirmed,
    Died,
    EnterpriseRegistered,
    Entry,
    Fed,
    Goods,
    GrainBaseSet,
    Harvested,
    InputUsed,
    MeasureWeighed,
    MoneyMoved,
    Observed,
    PhotoKept,
    ProductRegistered,
    Reversed,
    StockLost,
    UnitRegistered,
    Weighing,
    Worked,
)

MOST_ENTRIES = 40
amounts = st.decimals("0.0001", "99999.9999", places=4, allow_nan=False)
percents = st.decimals(0, 99, places=1)
fish = st.integers(1, 5000)
enterprises = st.sampled_from(["las-lagunas", "la-siembra", "el-konuco"])
units = st.sampled_from(["laguna-1", "lote-1", "lote-2"])
products = st.sampled_from(["maiz-blanco", "cachama-negra", "leche", "cafe"])
bases = st.none() | st.sampled_from([Decimal(14), Decimal(12)])
planned = st.sampled_from([None, None, None, True])
weighings = st.builds(Weighing, amounts, st.none() | percents, st.none() | percents)
_qualities = st.sampled_from(["weighed", "counted", "estimated"])


def _about_a_cycle(cycle: st.SearchStrategy[str]) -> list[st.SearchStrategy[Body]]:
    return [
        st.builds(Died, cycle, fish, st.just("counted")),
        st.builds(
            Harvested, cycle, amounts, _qualities, st.booleans(), fish=st.none() | fish,
            moisture=st.none() | percents, impurity=st.none() | percents,
            base_moisture=bases, base_impurity=st.none() | st.just(Decimal(2)), planned=planned,
            warehouse=st.sampled_from([None, "silo-1"]),
        ),
        st.builds(Fed, cycle, st.sampled_from(["concentrate", "fruit"]), _qualities, kg=amounts),
        st.builds(Fed, cycle, st.just("scraps"), _qualities, what=st.just("yuca"),
                  measure=st.sampled_from(["tobo", "cesta"]), count=amounts),
        st.builds(InputUsed, units, st.just("urea"), st.just("fertiliser"), amounts,
                  st.sampled_from(["kg", "sack"]), cycle=st.none() | cycle, planned=planned),
        st.builds(CycleLost, cycle, st.just("flood")),
        st.builds(Worked, units, st.just("weeding"), st.integers(1, 9), amounts, st.just("cayapa"),
                  cycle=st.none() | cycle),
    ]  # fmt: skip


def _about_the_rest(
    uid: st.SearchStrategy[str], cycle: st.SearchStrategy[str]
) -> list[st.SearchStrategy[Body]]:
    return [
        st.builds(
            Delivered, enterprises, products, weighings, _qualities, st.sampled_from(sorted(DESTINATIONS)),
            to=st.sampled_from([None, "la-ceiba"]), base_moisture=bases, cycle=st.none() | cycle,
            goods=st.lists(st.builds(Goods, products, amounts), max_size=2), planned=planned,
        ),
        st.builds(StockLost, enterprises, products, weighings, _qualities, st.just("weevil"),
                  base_moisture=bases),
        st.builds(MoneyMoved, enterprises, st.sampled_from(["in", "out"]), st.just("sale"), amounts,
                  st.sampled_from(["USD", "VES", "cimarron"])),
        st.builds(DeliveryConfirmed, uid, st.none() | weighings),
        st.builds(PhotoKept, uid, st.just("0" * 64), st.just(1)),
        st.builds(Observed, uid, st.sampled_from(["open", "resolved"])),
    ]  # fmt: skip


_registers: list[st.SearchStrategy[Body]] = [
    st.builds(
        UnitRegistered, units, enterprises, st.just("parcela-1"), st.just("Unidad"), amounts, st.just("gps")
    ),
    st.builds(MeasureWeighed, st.sampled_from(["tobo", "cesta"]), st.just("tobo"), st.just("yuca"), amounts,
              st.just("weighed")),
    st.builds(ProductRegistered, products, st.just("Producto"), st.sampled_from(["kg", "L", "count"])),
    st.builds(GrainBaseSet, percents, percents, st.just("acta 3")),
    st.builds(EnterpriseRegistered, enterprises, st.just("Empresa"), st.just("EPSDC")),
]  # fmt: skip

_beginnings: st.SearchStrategy[Body] = st.builds(
    lambda body, unit, plan: replace(body, unit=unit, planned=plan),
    st.sampled_from([STOCKING, SOWING]),
    units,
    planned,
)


@st.composite
def books(draw: st.DrawFn) -> list[Entry]:
    """Return entries of a book, rising by number, happened in any order; some registered, most begun."""
    bodies: list[Body] = [*REGISTERED, *draw(st.lists(_beginnings, min_size=1, max_size=4))]
    begun = [
        f"uid-{number}" for number, one in enumerate(bodies, 1) if type(one) in (type(STOCKING), type(SOWING))
    ]
    cycle = st.sampled_from([*begun, "nadie"])
    uid = st.integers(1, MOST_ENTRIES).map(lambda number: f"uid-{number}")
    body = st.one_of(_about_a_cycle(cycle) + _about_the_rest(uid, cycle) + _registers + [_beginnings])
    bodies += draw(st.lists(body, max_size=MOST_ENTRIES - len(bodies) - 8))
    happened = [NIGHT + DAY * day for day in draw(_as_many(st.integers(0, 30), len(bodies)))]
    found = [
        an_entry(one, number=number, happened=at)
        for number, (one, at) in enumerate(zip(bodies, happened, strict=True), 1)
    ]
    for target in draw(st.lists(st.sampled_from(found), max_size=8, unique_by=lambda one: one.uid)):
        found.append(_taken_back(target, number=len(found) + 1))
    return found


def _taken_back(target: Entry, *, number: int) -> Entry:
    return an_entry(
        Reversed("error"), number=number, journal="book", reverses=target.uid, happened=NIGHT + 40 * DAY
    )


def _as_many(values: st.SearchStrategy[int], count: int) -> st.SearchStrategy[list[int]]:
    return st.lists(values, min_size=count, max_size=count)
