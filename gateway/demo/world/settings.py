"""The conuco.toml of the demo's commune."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gateway.demo.world import cast
from gateway.demo.world.cast import ENTERPRISES, FIELDS, PONDS, DemoField, DemoPond
from gateway.demo.world.fields import DEPTHS_CM


@dataclass(frozen=True, slots=True)
class Running:
    """What is different at each start of the demo.

    Attributes:
        folder: Where the databases lie.
        broker_port: Where the broker listens.
        page_port: Where the pages are served.
        began: When the world was started, on the machine's clock [s UTC].
        start: What the world's calendar said then [s UTC].
        speed: Seconds of the world in a second of ours [-].
    """

    folder: Path
    broker_port: int
    page_port: int
    began: float
    start: float
    speed: float


def settings_text(running: Running, *, panel: Path | None = None, mirror: str | None = None) -> str:
    """Return the text of the demo's conuco.toml.

    Args:
        running: What is different at each start.
        panel: Where the fault panel answers.
        mirror: Where an InfluxDB is.
    """
    asked = [] if panel is None else [f"demo_panel = '{panel}'"]
    beside = [] if mirror is None else ["[mirror]", f'url = "{mirror}"']
    return "\n".join([*_head(running), *asked, *beside, *_places(), *_calibrations(), *_enterprises(), ""])


def _head(running: Running) -> Iterator[str]:
    yield "# Escrito por `conuco demo`; todo lo que nombra es ficticio."
    yield from ("[commune]", f'slug = "{cast.SLUG}"', f'name = "{cast.NAME}"')
    yield from (f"latitude = {cast.LATITUDE}", f"longitude = {cast.LONGITUDE}")
    yield from (f"altitude_m = {cast.ALTITUDE_M}", f"utc_offset_hours = {cast.UTC_OFFSET_HOURS}")
    yield from ("[storage]", f"folder = '{running.folder}'")
    yield from ("[broker]", 'host = "127.0.0.1"', f"port = {running.broker_port}")
    yield from ("[gateway]", "commit_interval_s = 1.0")
    yield from ("[clock]", 'trusted = "always"', f"world_began = {running.began!r}")
    yield from (f"world_start = {float(running.start)!r}", f"world_speed = {float(running.speed)!r}")
    yield from ("[siren]", f'nodes = ["{cast.SIREN}"]')
    yield from ("[dashboard]", 'host = "127.0.0.1"', f"port = {running.page_port}")


def _places() -> Iterator[str]:
    for pond in PONDS:
        yield from ("[[pond]]", *_place(pond), f'depth_m = "{pond.depth_m}"')
    for field in FIELDS:
        yield from ("[[field]]", *_place(field), f'field_capacity = "{field.soil.capacity:.2f}"')
        yield f'wilting_point = "{field.soil.wilting:.2f}"'
        yield from _described(field)
    for one in (*PONDS, *FIELDS):
        yield from ("[[node]]", f'slug = "{one.node}"', f'place = "{one.place}"')
    yield from ("[[node]]", f'slug = "{cast.WEATHER}"')


def _place(one: DemoPond | DemoField) -> Iterator[str]:
    yield from (f'slug = "{one.place}"', f"number = {one.number}", f'name = "{one.name}"')
    means = ", ".join(f'"{means}"' for means in one.means)
    yield from (f'area_m2 = "{one.area_m2}"', f"means = [{means}]")


def _described(field: DemoField) -> Iterator[str]:
    yield 'soil_known = "guess"' if field.texture is None else f'texture = "{field.texture}"'
    if field.watering is None:
        return
    yield from (f'method = "{field.watering.method}"', f'pump = "{cast.PUMP}"')
    yield f'pump_m3_h = "{cast.PUMP_M3_H}"'
    if field.watering.efficiency is not None:
        yield f'efficiency = "{field.watering.efficiency}"'


def _calibrations() -> Iterator[str]:
    for pond in PONDS:
        yield from ("[[calibration]]", f'node = "{pond.node}"', 'channel = "sonda"')
        yield 'quantity = "oxygen_signal"'
        yield (
            f'constants = {{ type = "oxygen_marks", millivolts = "{pond.saturated_mv}", '
            f'temperature_c = "{cast.MARK_TEMPERATURE_C}" }}'
        )
    for field in FIELDS:
        for layer, depth in enumerate(DEPTHS_CM):
            yield from ("[[calibration]]", f'node = "{field.node}"', f'channel = "sonda-{depth}cm"')
            yield 'quantity = "soil_signal"'
            yield (
                f'constants = {{ type = "soil_marks", dry_millivolts = "{field.dry_mv[layer]}", '
                f'dry_water = "{cast.DRY_WATER}", wet_millivolts = "{field.wet_mv[layer]}", '
                f'wet_water = "{cast.WET_WATER}" }}'
            )
    for node in (*(field.node for field in FIELDS), cast.WEATHER):
        yield from ("[[calibration]]", f'node = "{node}"', 'channel = "pluviometro"')
        yield 'quantity = "rain_tips"'
        yield f'constants = {{ type = "tip_size", millimetres_per_tip = "{cast.TIP_MM}" }}'


def _enterprises() -> Iterator[str]:
    for slug, (name, form) in ENTERPRISES.items():
        yield from ("[[enterprise]]", f'slug = "{slug}"', f'name = "{name}"', f'form = "{form}"')
    for one in (*PONDS, *FIELDS):
        yield from ("[[unit]]", f'slug = "{one.unit}"', f'enterprise = "{one.enterprise}"')
        yield from (f'place = "{one.place}"', f'name = "{one.name}"', f'area_m2 = "{one.area_m2}"')
        yield 'area_method = "tape"' if isinstance(one, DemoPond) else 'area_method = "gps"'
