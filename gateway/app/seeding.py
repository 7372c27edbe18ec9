"""The first entries of an empty station journal and book, from conuco.toml."""

from __future__ import annotations

from collections.abc import Iterator

from gateway.config import Config
from gateway.config.seeds import FieldSeed
from gateway.domain.entries import (
    Body,
    CalibrationRecorded,
    Draft,
    EnterpriseRegistered,
    FieldDescribed,
    GrainBaseSet,
    Journal,
    NodePlaced,
    PlaceRegistered,
    UnitRegistered,
)
from gateway.journal import CommuneJournal

AUTHOR = "conuco.toml"
SINCE = 0
"""What the file says holds for everything that was ever received [s UTC]."""


def seed(journal: CommuneJournal, config: Config, *, now: int) -> int:
    """Record what conuco.toml names, unless a place was ever recorded; return how many entries.

    Afterwards the journal is the truth, and the file's places are not looked at again. The base of
    grain is recorded unless one ever was.
    """
    drafts = [] if journal.entries("book", kinds={"grain_base"}) else list(_base(config, now))
    if not journal.entries("station", kinds={"place"}):
        drafts += _drafts(config, now)
    with journal.transaction():
        for draft in drafts:
            journal.append(draft, now=now)
    return len(drafts)


def _base(config: Config, now: int) -> Iterator[Draft]:
    base = config.harvest_base
    if base.moisture is not None and base.impurity is not None:
        yield _draft("grain_base", "all", GrainBaseSet(base.moisture, base.impurity, base.source), now)


def _drafts(config: Config, now: int) -> Iterator[Draft]:
    """Yield enterprises, nodes and calibrations first and places last: a cut seed is begun anew."""
    for enterprise in config.enterprise:
        yield _draft(
            "enterprise",
            enterprise.slug,
            EnterpriseRegistered(enterprise.slug, enterprise.name, enterprise.form),
            now,
        )
    for unit in config.unit:
        body = UnitRegistered(
            unit.slug, unit.enterprise, unit.place, unit.name, unit.area_m2, unit.area_method
        )
        yield _draft("unit", unit.slug, body, now)
    for node in config.node:
        if node.place is not None:
            yield _draft("placement", node.slug, NodePlaced(node.slug, node.place, SINCE), now)
    for one in config.calibration:
        record = CalibrationRecorded(one.node, one.channel, one.quantity, SINCE, one.constants)
        yield _draft("calibration", f"{one.node}-{one.channel}-{one.quantity}", record, now)
    yield from _places(config, now)


def _places(config: Config, now: int) -> Iterator[Draft]:
    for pond in config.pond:
        place = PlaceRegistered(
            place=pond.slug,
            sort="pond",
            number=pond.number,
            name=pond.name,
            means=pond.means,
            area_m2=pond.area_m2,
            depth_m=pond.depth_m,
        )
        yield _draft("place", pond.slug, place, now)
    for one_field in config.field:
        place = PlaceRegistered(
            place=one_field.slug,
            sort="field",
            number=one_field.number,
            name=one_field.name,
            means=one_field.means,
            area_m2=one_field.area_m2,
            field_capacity=one_field.field_capacity,
            wilting_point=one_field.wilting_point,
        )
        yield _draft("place", one_field.slug, place, now)
        if one_field.is_described:
            yield _draft("field", one_field.slug, described(one_field), now)


def described(one: FieldSeed) -> FieldDescribed:
    """Return how a field of the configuration holds and gets its water."""
    return FieldDescribed(
        place=one.slug,
        soil_known=one.soil_known or ("texture" if one.texture else "guess"),
        texture=one.texture,
        method=one.method,
        efficiency=one.efficiency,
        pump=one.pump,
        pump_m3_h=one.pump_m3_h,
        root_limit_m=one.root_limit_m,
    )


def _draft(kind: str, name: str, body: Body, now: int) -> Draft:
    """Return a draft whose uid is the same at every start, so that a cut seed adds nothing twice."""
    journal: Journal = "book" if kind in ("enterprise", "unit", "grain_base") else "station"
    return Draft(f"seed-{kind}-{name}", journal, kind, body, now, AUTHOR)
