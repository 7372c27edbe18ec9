"""What is found of what the station keeps: its files, the mirror, the copy; pure."""

from __future__ import annotations

from typing import Final

from gateway.backup.last import LastBackup
from gateway.doctor.facts import Facts, KeySeen
from gateway.doctor.finding import Finding, Say, ago
from gateway.store.sqlite.doctored import StoreSeen

DAY_S: Final = 86_400
UNSEALED_S: Final = 3 * DAY_S
"""Arrivals stay this long at most before they stand in blocks, unless their time is unknown [s]; ours."""
LARGE_LOG: Final = 200_000_000
"""A write-ahead log larger than this is pinned by somebody who reads without end [B]; ours."""
MUCH_STALE: Final = 200
OLD_BACKUP_S: Final = 7 * DAY_S
MIRROR_AWAY_S: Final = 3600


def files(facts: Facts, told: Say) -> Finding:
    """Return how large the files are."""
    sizes = ", ".join(
        f"{name} {size / 1e6:.0f} MB" for name, size in sorted(facts.files.items()) if "-wal" not in name
    )
    log = max((size for name, size in facts.files.items() if name.endswith("-wal")), default=0)
    if log > LARGE_LOG:
        what = told("El registro de escritura mide %(mb)s MB: algo lee sin terminar.", mb=f"{log / 1e6:.0f}")
        return Finding(
            told("Archivos"),
            "look",
            what,
            told("Reinicie las páginas: sudo systemctl restart conuco-dashboard"),
        )
    return Finding(told("Archivos"), "well", sizes or told("Todavía no hay."))


def store(seen: StoreSeen, told: Say, *, now: int) -> list[Finding]:
    """Return what waits, what was set aside, what was damaged."""
    found = [_waiting(seen, told, now)]
    if seen.dead_letters:
        what = told("Mensajes que nadie ha mirado: %(count)s.", count=seen.dead_letters)
        found.append(
            Finding(told("Mensajes apartados"), "look", what, told("Mírelos: conuco deadletters list"))
        )
    if seen.damaged:
        what = told("Dañadas, puestas a un lado: %(count)s.", count=seen.damaged)
        next_step = told("Traiga lo que falta: conuco refill --from-backup COPIA, o --from-mirror")
        found.append(Finding(told("Bases de datos"), "bad", what, next_step))
    return found


def key(seen: KeySeen, told: Say) -> Finding:
    """Return how the key that signs the nodes' program lies there."""
    where = told("Llave de los programas")
    if seen.is_whole is False:
        what = told("%(path)s no se puede leer, o no es una llave.", path=seen.path)
        step = told(
            "Traiga la llave de donde la guardó; sin ella los nodos no aceptan programas por el aire."
        )
        return Finding(where, "bad", what, step)
    if seen.is_open:
        what = told(
            "Otros pueden leer %(path)s: quien la tenga decide qué corre en los nodos.", path=seen.path
        )
        return Finding(where, "bad", what, told("Ciérrela: sudo chmod 600 %(path)s", path=seen.path))
    return Finding(where, "well", told("Solo la lee su dueño. ¿Está guardada también en otra parte?"))


def _waiting(seen: StoreSeen, told: Say, now: int) -> Finding:
    where = told("Por ordenar")
    what = told("Registros que esperan su bloque: %(count)s.", count=seen.waiting)
    if (
        sum(seen.unresolved.values()) < seen.waiting
        and seen.oldest is not None
        and now - seen.oldest > UNSEALED_S
    ):
        late = told("%(what)s El más viejo, %(ago)s.", what=what, ago=ago(told, now - seen.oldest))
        return Finding(where, "look", late, told("Mire: journalctl -u conuco-gateway -p err -n 20"))
    if seen.stale > MUCH_STALE:
        again = told("Tramos que se calculan de nuevo: %(count)s.", count=seen.stale)
        return Finding(where, "look", again, told("Espere: se hace solo, poco a poco."))
    return Finding(where, "well", what)


def mirror(facts: Facts, told: Say, *, now: int) -> Finding | None:
    """Return how the mirror stands, None where none is set up."""
    if facts.mirror_url is None or facts.store is None:
        return None
    row, look = facts.store.mirror, told("Mire: conuco mirror status")
    if row is None:
        return Finding(told("Espejo"), "look", told("Todavía no se ha intentado."), look)
    counted = told("%(there)s de %(kept)s lecturas.", there=row.there, kept=row.kept)
    if not row.is_well or now - row.at > MIRROR_AWAY_S:
        what = told("No contesta. Tiene %(counted)s", counted=counted)
        return Finding(told("Espejo"), "look", what, look)
    return Finding(told("Espejo"), "well", counted)


def backup(last: LastBackup | None, told: Say, *, now: int) -> Finding:
    """Return how old the last copy is."""
    where, make = told("Copia de respaldo"), told("Enchufe la memoria y haga una: conuco backup")
    if last is None:
        return Finding(where, "bad", told("Nunca se ha hecho una."), make)
    what = told("La última, %(ago)s.", ago=ago(told, now - last.made))
    if now - last.made > OLD_BACKUP_S:
        return Finding(where, "look", what, make)
    if last.is_same_disk:
        same = told("%(what)s Está en el mismo disco: si se daña se pierden las dos.", what=what)
        return Finding(where, "look", same, make)
    return Finding(where, "well", what)
