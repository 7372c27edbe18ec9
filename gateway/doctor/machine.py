"""What is found of the machine: broker, clock, disk, and how long its card may last; pure."""

from __future__ import annotations

from typing import Final

from gateway.doctor.facts import BrokerSeen, DiskSeen, Facts
from gateway.doctor.finding import Finding, Say, ago, decimal
from gateway.store.sqlite.wear import DAY_S, Wear

SILENT_S: Final = 300
"""A gateway writes at least each minute that it lives; so long without is a gateway that stands [s]. Ours."""
LITTLE_BYTES: Final = 1_000_000_000
NOTHING_BYTES: Final = 200_000_000
"""As the alarm of the disk has them [B]."""
FEW_INODES: Final = 10_000
MEASURED_S: Final = 6 * 3600
"""Of less no year is foretold [s]; ours."""
REWRITES: Final = (90, 900)
"""How often a card may be written whole, at the least and at the most [-].

Source:
    SanDisk High Endurance, data sheet: 128 GB last 10,000 hours of video of 26 Mbit/s, that is 117 TB or 914
    times its size, written in long pieces. Small pieces wear it more; a tenth of it is our assumption, not
    verified.
"""
FEW_YEARS: Final = 3


def broker(seen: BrokerSeen, facts: Facts, told: Say, *, now: int) -> Finding:
    """Return how the broker stands, and the gateway's connection to it."""
    where = told("Broker")
    restart = told("Mire: journalctl -u mosquitto -n 20, y reinicie: sudo systemctl restart mosquitto")
    if not seen.is_open:
        return Finding(where, "bad", told("Nadie escucha en su puerta: los nodos guardan lo suyo."), restart)
    if seen.may_keep is False:
        what = told("No puede escribir en su carpeta: al reiniciarse pierde lo que guarda.")
        return Finding(where, "bad", what, told("sudo chown mosquitto: /var/lib/mosquitto"))
    standing = facts.store.standing if facts.store else None
    if standing is not None and standing[0] == "refused":
        what = told("No acepta a la estación, %(ago)s.", ago=ago(told, now - standing[1]))
        return Finding(where, "bad", what, told("Repita conuco broker config y reinicie los dos."))
    if standing is not None and standing[0] == "no_broker":
        what = told("La estación perdió su conexión %(ago)s.", ago=ago(told, now - standing[1]))
        return Finding(where, "look", what, restart)
    version = "" if seen.version is None else f" {seen.version}."
    return Finding(where, "well", told("Contesta.") + version)


def gateway(facts: Facts, told: Say, *, now: int) -> Finding:
    """Return whether the gateway is at work."""
    where = told("Estación")
    start = told("Arranque la estación: sudo systemctl restart conuco-gateway")
    if facts.store is None:
        what = told("No se puede leer su base de datos: %(reason)s", reason=facts.unread)
        return Finding(where, "bad", what, told("Mire: journalctl -u conuco-gateway -n 50"))
    if facts.store.alive is None:
        return Finding(where, "bad", told("Nunca ha guardado nada."), start)
    if now - facts.store.alive > SILENT_S:
        what = told("No guarda nada desde %(ago)s.", ago=ago(told, now - facts.store.alive))
        return Finding(where, "bad", what, start)
    if facts.store.standing is not None and facts.store.standing[0] == "disk":
        return Finding(where, "bad", told("El disco no la deja guardar."), told("Haga sitio en el disco."))
    return Finding(where, "well", told("Oye, guarda y juzga."))


def clock(voucher: str | None, told: Say) -> Finding:
    """Return whether the station's time is to be believed, and by whose word."""
    words = {
        "settings": told("Los ajustes dicen que se le crea siempre."),
        "person": told("La puso una persona."),
        "nodes": told("La dieron los nodos que siguieron andando."),
        "network": told("La da Internet."),
        "battery": told("La da el reloj con pila."),
    }
    if voucher is not None:
        return Finding(told("Reloj"), "well", words.get(voucher, voucher))
    what = told("Nadie responde por la hora: las alarmas se portan como si fuera de noche.")
    return Finding(
        told("Reloj"), "bad", what, told("Ponga la hora: conuco clock set, o en la página de inicio.")
    )


def disk(seen: DiskSeen | None, told: Say) -> Finding:
    """Return whether the disk has room and can be written."""
    where = told("Disco")
    if seen is None:
        return Finding(
            where, "bad", told("La carpeta de los datos no está."), told("Revise [storage] folder.")
        )
    if seen.is_read_only:
        what = told("Solo se puede leer: la estación no guarda nada.")
        return Finding(
            where, "bad", what, told("Una tarjeta que se pone así está por morir: haga una copia y cámbiela.")
        )
    room = told(
        "Quedan %(free)s de %(total)s GB.",
        free=decimal(told, seen.free / 1e9),
        total=f"{seen.total / 1e9:.0f}",
    )
    make = told("Haga sitio: quite lo que no sea de la estación.")
    if seen.free < min(NOTHING_BYTES, seen.total / 4):
        return Finding(where, "bad", room, make)
    if seen.inodes_free is not None and seen.inodes_free < FEW_INODES:
        return Finding(where, "look", told("Casi no caben más archivos, aunque haya sitio."), make)
    return Finding(where, "look" if seen.free < min(LITTLE_BYTES, seen.total / 4) else "well", room,
                   make if seen.free < min(LITTLE_BYTES, seen.total / 4) else "")  # fmt: skip


def card(days: list[Wear], seen: DiskSeen | None, told: Say, *, card_writes_tb: float | None) -> Finding:
    """Return how much is written, and about how many years a card may take it."""
    where = told("Desgaste de la tarjeta")
    watched = sum(one.watched for one in days)
    if watched < MEASURED_S:
        return Finding(where, "well", told("Todavía se mide: hacen falta seis horas."))
    is_whole = all(one.device is not None for one in days)
    written = sum(one.device or 0 for one in days) if is_whole else sum(one.own for one in days)
    a_day = written * DAY_S / watched
    said = told("Se escriben %(mb)s MB al día.", mb=f"{a_day / 1e6:.0f}")
    if not is_whole:
        said = told("La estación escribe al menos %(mb)s MB al día; lo del disco entero no se ve desde aquí.",
                    mb=f"{a_day / 1e6:.0f}")  # fmt: skip
    readings = sum(one.readings for one in days)
    if readings:
        said += " " + told("Son %(bytes)s bytes por lectura.", bytes=round(written / readings))
    span = _years(a_day, seen, card_writes_tb) if is_whole else None
    if span is None:
        return Finding(where, "well", said)
    few, many = span
    said += " " + told("Una tarjeta así duraría entre %(few)s y %(many)s años (estimación).",
                       few=_rounded(few, told), many=_rounded(many, told))  # fmt: skip
    if many < FEW_YEARS:
        return Finding(where, "bad", said, told("Pase los datos a un disco SSD por USB."))
    if few < 1:
        return Finding(where, "look", said, told("Tenga otra tarjeta lista y la copia al día."))
    return Finding(where, "well", said)


def _years(a_day: float, seen: DiskSeen | None, card_writes_tb: float | None) -> tuple[float, float] | None:
    """Return the fewest and the most years, None where the size of the card is not known."""
    if card_writes_tb is not None:
        least, most = card_writes_tb * 1e12 / 10, card_writes_tb * 1e12
    elif seen is not None and seen.size is not None:
        least, most = (seen.size * times for times in REWRITES)
    else:
        return None
    a_year = max(1.0, a_day * 365)
    return least / a_year, most / a_year


def _rounded(years: float, told: Say) -> str:
    if years >= 100:
        return "100+"
    return f"{years:.0f}" if years >= 2 else decimal(told, years)
