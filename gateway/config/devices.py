"""What of the foreign devices in conuco.toml cannot be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from gateway.domain.by_hand import is_by_hand
from gateway.domain.foreign import ONE_LEVEL, Device, DeviceField, overlap, steps_of
from gateway.domain.quantities import QUANTITIES
from gateway.domain.speech import told
from gateway.domain.units import written_units

MOST_TOPIC = 200


def device_faults(devices: Sequence[Device], *, kept: Sequence[str]) -> list[str]:
    """Return what cannot be, a sentence each.

    Args:
        devices: Of the configuration.
        kept: First levels of topics that no device may have.
    """
    faults = [fault for one in devices for fault in _of_device(one, kept)]
    names = [one.node for one in devices]
    faults += [
        told("[[device]] %(node)s está dos veces.", node=name)
        for name in sorted({one for one in names if names.count(one) > 1})
    ]
    faults += [
        told(
            "[[device]] %(one)s y %(other)s: un mismo mensaje sería de los dos; cambie topic.",
            one=one.node,
            other=other.node,
        )
        for one, other in combinations(devices, 2)
        if overlap(one.topic, other.topic)
    ]
    return faults


def _of_device(one: Device, kept: Sequence[str]) -> Iterator[str]:
    where = f"[[device]] {one.node}"
    if is_by_hand(one.node):
        yield told("%(where)s: los nombres que empiezan con mano- son de lo que mide la gente.", where=where)
    yield from _of_topic(where, one.topic, kept)
    if not one.field:
        yield told("%(where)s: falta al menos un [[device.field]].", where=where)
    if one.format != "json" and (one.time or one.only_if):
        yield told('%(where)s: time y only_if son para format = "json".', where=where)
    for path in (one.time, one.only_if):
        if path and steps_of(path) is None:
            yield _no_path(where, path)
    for field in one.field:
        yield from _of_field(where, one, field)
    series = [(field.channel, field.quantity) for field in one.field]
    for channel, quantity in sorted({pair for pair in series if series.count(pair) > 1}):
        yield told(
            "%(where)s: %(quantity)s en el canal %(channel)s está dos veces.",
            where=where,
            quantity=quantity,
            channel=channel,
        )


def _of_topic(where: str, topic: str, kept: Sequence[str]) -> Iterator[str]:
    levels = topic.split("/")
    is_whole = all(one == ONE_LEVEL or not set(one) & set("+#\0") for one in levels)
    if not topic or len(topic) > MOST_TOPIC or not is_whole:
        yield told(
            "%(where)s: topic = %(topic)s no sirve: un + ocupa un nivel entero, y # no se usa.",
            where=where,
            topic=topic[:60],
        )
    elif levels[0] in (ONE_LEVEL, "", *kept) or levels[0].startswith("$"):
        yield told(
            "%(where)s: topic no puede empezar con %(first)s: escriba el primer nivel del aparato.",
            where=where,
            first=levels[0] or "/",
        )


def _of_field(where: str, device: Device, one: DeviceField) -> Iterator[str]:
    where = f"{where} {one.path or one.channel}"
    if device.format == "json" and steps_of(one.path) is None:
        yield _no_path(where, one.path)
    if device.format == "senml" and not one.path:
        yield told("%(where)s: falta path, el nombre del registro SenML.", where=where)
    if device.format == "text" and bool(one.path) != (ONE_LEVEL in device.topic.split("/")):
        yield told(
            "%(where)s: path dice qué va en el lugar del + de topic; sin + no se escribe.", where=where
        )
    if one.quantity not in QUANTITIES:
        yield told("%(where)s: no se conoce la magnitud %(quantity)s.", where=where, quantity=one.quantity)
        return
    if one.unit is not None and (one.factor, one.offset) != (None, None):
        yield told("%(where)s: va unit, o van factor y offset; no los dos.", where=where)
    if one.unit is not None and one.unit not in written_units(one.quantity):
        yield told(
            "%(where)s: %(quantity)s no se mide en %(unit)s; sirve %(units)s.",
            where=where,
            quantity=one.quantity,
            unit=one.unit,
            units=", ".join(written_units(one.quantity)),
        )
    if one.factor == 0:
        yield told("%(where)s: factor = 0 borraría lo medido.", where=where)


def _no_path(where: str, path: str) -> str:
    return told(
        "%(where)s: %(path)s no es un camino en el JSON; se escribe como lectura.agua[0].",
        where=where,
        path=path or "path",
    )
