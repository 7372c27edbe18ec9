"""What is found of the nodes and of the ways to reach people; pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from gateway.doctor.facts import Facts
from gateway.doctor.finding import Finding, How, Say, ago, decimal
from gateway.domain.letters import ChannelHealth
from gateway.store.base import NodeState
from gateway.timekeeping.node_clocks import NodeClock

AWAKE_S: Final = (900, 7200)
ASLEEP_S: Final = (3 * 3600, 12 * 3600)
"""After how long without a word a node is to be looked at, and after how long it is bad [s]; ours."""
LOW_V: Final = 3.5
"""As the alarm of the battery has it [V]."""
WEAK_DBM: Final = -80.0
"""Under this a frame is often sent twice [dBm]; from memory, not verified for the commune's boards."""
MUCH_HELD: Final = 200
ASKED_S: Final = 26 * 3600
"""Each way is asked each evening [s]."""
RING: Final = ("siren", "call")


def nodes(facts: Facts, told: Say, *, now: int) -> list[Finding]:
    """Return each node's last word, by name."""
    heard = {one.node: one for one in facts.nodes}
    found = []
    for name in sorted(facts.placed):
        state = heard.get(name)
        if state is None or state.heard is None:
            step = told("Préndalo, o revise su nombre y su clave: conuco broker key %(node)s", node=name)
            found.append(Finding(name, "look", told("Nunca ha hablado."), step))
        else:
            waits = facts.store.unresolved.get(name, 0) if facts.store else 0
            one = _node(state, state.heard, waits, told, now)
            found.append(_with_clock(one, facts.clocks.get(name, NodeClock()), told))
    return found


def _with_clock(node: Finding, clock: NodeClock, told: Say) -> Finding:
    """Return what was found of a node, with how its clock did in the last day."""
    said, steps = [node.what], [node.next] if node.next else []
    if clock.estimated:
        said.append(told("En un día, registros con la hora estimada: %(count)s.", count=clock.estimated))
    if clock.ahead:
        said.append(told("En un día, registros con la hora adelantada: %(count)s.", count=clock.ahead))
    if clock.backwards:
        said.append(told("En un día, su reloj volvió atrás: %(count)s veces.", count=clock.backwards))
    if clock.ahead or clock.backwards:
        steps.append(told("Su reloj no es de fiar: desenchúfelo y enchúfelo; si sigue, cambie la placa."))
    is_doubted = node.how == "well" and (clock.ahead or clock.backwards)
    return replace(node, how="look" if is_doubted else node.how, what=" ".join(said), next=" ".join(steps))


def _node(state: NodeState, heard: int, waits: int, told: Say, now: int) -> Finding:
    status = state.status
    is_asleep = status is not None and status.state == "sleeping"
    look_s, bad_s = ASLEEP_S if is_asleep else AWAKE_S
    own_s = 0 if status is None else status.may_be_silent_s
    look_s, bad_s = max(look_s, own_s), max(bad_s, own_s)
    silent = now - max(heard, state.status_at or 0)
    said = [told("Habló %(ago)s.", ago=ago(told, silent))]
    faults: list[str] = []
    if status is not None:
        if status.volts is not None:
            said.append(told("Batería %(volts)s V.", volts=decimal(told, status.volts, 2)))
        if status.signal_dbm is not None:
            said.append(told("Señal %(dbm)s dBm.", dbm=round(status.signal_dbm)))
        if status.outbox:
            said.append(told("Tiene registros guardados: %(count)s.", count=status.outbox))
        faults = _faults(status.volts, status.signal_dbm, status.outbox or 0, status.clock, told)
    if waits:
        said.append(told("Registros que esperan saber su hora: %(count)s.", count=waits))
    how: How = "bad" if silent > bad_s else "look" if silent > look_s or faults else "well"
    if silent > look_s:
        faults.insert(0, told("Vaya a verlo: corriente, Wi-Fi y antena."))
    return Finding(state.node, how, " ".join(said), " ".join(faults))


def _faults(
    battery_v: float | None, signal: float | None, held: int, clock: str | None, told: Say
) -> list[str]:
    found = []
    if battery_v is not None and battery_v < LOW_V:
        found.append(told("Cargue o cambie su batería."))
    if signal is not None and signal < WEAK_DBM:
        found.append(told("La señal es débil: acerque la antena o ponga un repetidor."))
    if held > MUCH_HELD:
        found.append(told("Tiene mucho guardado: se vacía solo cuando hay señal."))
    if clock == "unsynced":
        found.append(told("No sabe la hora: espere a que se la dé la estación."))
    return found


def ways(seen: Sequence[ChannelHealth], last_call: int | None, told: Say, *, now: int) -> list[Finding]:
    """Return each way to reach people as it answered last, and whether any of them rings."""
    found = [_way(one, told, now) for one in seen]
    rings = [one for one in seen if _is_ringing(one, now)]
    if not rings:
        what = told("Nada de lo que suena contestó: de noche solo despierta una página abierta.")
        found.insert(
            0, Finding(told("Alarmas"), "bad", what, told("Ponga una sirena o un módem: docs/avisos.md"))
        )
    if last_call is not None:
        what = told("La última llamada salió %(ago)s.", ago=ago(told, now - last_call))
        found.append(Finding(told("Llamadas"), "well", what))
    return found


def _is_ringing(one: ChannelHealth, now: int) -> bool:
    return one.channel.split("/")[0] in RING and one.is_well and now - one.at <= ASKED_S


def _way(one: ChannelHealth, told: Say, now: int) -> Finding:
    sort, _, which = one.channel.partition("/")
    words = {
        "siren": told("Sirena"),
        "call": told("Llamadas por teléfono"),
        "sms": told("Mensajes de texto"),
        "push": told("Avisos por la red local"),
        "internet": told("Avisos por Internet"),
    }
    where = " ".join(part for part in (words.get(sort, sort), which) if part)
    when = ago(told, now - one.at)
    if now - one.at > ASKED_S:
        return Finding(where, "look", told("No se le pregunta desde %(ago)s.", ago=when),
                       told("Pruébela: conuco channels check"))  # fmt: skip
    if not one.is_well:
        return Finding(where, "bad", told("No contestó bien, %(ago)s.", ago=when),
                       told("Qué dijo está en Por dónde se avisa, /guardia/canales."))  # fmt: skip
    return Finding(where, "well", told("Contestó bien, %(ago)s.", ago=when))
