"""Every finding of one moment; pure."""

from __future__ import annotations

from dataclasses import dataclass

from gateway.doctor import keeping, machine, reaching
from gateway.doctor.facts import Facts
from gateway.doctor.finding import Finding, Say


@dataclass(frozen=True, slots=True)
class Part:
    """The findings of one part of the station.

    Attributes:
        name: Of the part, in the reader's language.
    """

    name: str
    findings: list[Finding]


def examined(facts: Facts, told: Say, *, now: int) -> list[Part]:
    """Return what is found, part by part: the machine, what is kept, the nodes, the alarms."""
    store = facts.store
    here = [
        machine.gateway(facts, told, now=now),
        machine.broker(facts.broker, facts, told, now=now),
        machine.clock(facts.voucher, told),
        machine.disk(facts.disk, told),
        machine.card(store.wear if store else [], facts.disk, told, card_writes_tb=facts.card_writes_tb),
    ]
    mirror = keeping.mirror(facts, told, now=now)
    kept = [
        keeping.files(facts, told),
        *(keeping.store(store, told, now=now) if store else []),
        *([] if mirror is None else [mirror]),
        *([] if facts.key is None else [keeping.key(facts.key, told)]),
        keeping.backup(facts.backup, told, now=now),
    ]
    ways = [] if store is None else reaching.ways(store.ways, store.last_call, told, now=now)
    return [
        Part(told("La máquina"), here),
        Part(told("Lo guardado"), kept),
        Part(told("Los nodos"), reaching.nodes(facts, told, now=now)),
        Part(told("Las alarmas"), ways),
    ]
