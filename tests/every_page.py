"""Every page of the product in every state that it has, and who sees it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from assembled import assemble
from fakes import MemoryReadings
from fastapi import FastAPI
from field_states import every_state, moved, numbered, shown_in_front
from fielded import TODAY
from filled import OF_CYCLES, Filled
from filled_assembly import OF_ASSEMBLY, OF_SECRETARY, REFUSED
from filled_probes import OF_PROBES, SERIES
from filled_receipts import OF_DELIVERIES, RECEIPTS
from filled_registers import OF_PARLIAMENT, OF_REGISTERS
from filled_trade import OF_TRADE
from members import PASSWORD, PIN
from recorded import RECORDED
from set_aside import some_letters
from small_commune import NOW

from gateway.domain.message import Status
from gateway.journal.closing import close_book
from gateway.store.base import NodeState

STRANGER: Final = "cualquiera"
MEMBER: Final = "del equipo"
KEEPER: Final = "equipo técnico"
PHONE_OF_ALL: Final = "aparato de la comuna"
A_KEY: Final = {"clave": "hecha", "para": "la hoja de cálculo", "alcance": "read", "dias": "7"}
"""A key that `visitors` has made before: it is shown once."""


@dataclass(frozen=True)
class State:
    """A page as one of its readers meets it.

    Attributes:
        path: Where it is; what is sent goes there too, but for `to`.
        by: Who reads it.
        sent: What is sent there first, None where it is only opened.
        is_empty: Whether the station has nothing registered yet.
    """

    path: str
    by: str = STRANGER
    sent: Mapping[str, str] | None = None
    to: str = ""
    is_empty: bool = False


POND: Final = {"lugar": "estanque-1"}
PLOT: Final = {"lugar": "lote-1"}
NEW: Final = {"lugar": "nuevo"}
PROBE: Final = {**POND, "sonda": "pond-1/sonda"}
FORMS: Final[Mapping[str, Filled]] = {
    **OF_CYCLES,
    **OF_TRADE,
    "boqueando": Filled(POND, wrong=None),
    "intervencion": Filled(POND),
    "lectura": Filled(POND, {"oxigeno": "3,2", "temperatura": "28", "calidad": "measured", "cuando": "ahora"},
                      {"oxigeno": "1.500"}),
    "sonda": Filled({**PROBE, "cuidado": "compared"}, {}, {"dijo-sonda": "1.500"}),
    **OF_PROBES,
    "suelo": Filled(PLOT, {}, {"medidor": "mucho"}),
    "lluvia": Filled(PLOT, {"lluvia": "12", "lluvia-como": "measured", "cuando": "ahora"},
                     {"lluvia": "1.500"}),
    "riego": Filled({**PLOT, "medida": "hours"}, {}, {"cuanta": "mil"}),
    "no-puedo": Filled({"lugar": "lote-3"}),
    "no-se-rego": Filled(PLOT, {}, {"cuando": "otro", "cuando-dia": "40"}),
    "etapa": Filled({"ciclo": "dicho-sowing"}),
    "gasoil": Filled({}, {"gasoil": "22"}, {"gasoil": "1.500"}),
    "equipo": Filled(
        {},
        {"aireadores": "1", "bombas": "1", "gasoil": "22", "gasta-aireador": "1,9", "gasta-bomba-no-se": "1"},
        {"aireadores": "1.500"},
    ),
    "nota": Filled(PLOT, {}, {"cuando": "otro", "cuando-dia": "40"}),
    "cosecha": Filled(
        {"ciclo": "ciclo-2-1"},
        {"kilos": "640", "calidad": "weighed", "peces": "1380", "completa": "si", "cuando": "hoy"},
        {"kilos": "1.500", "peces": "-3"},
    ),
    "siembra": Filled({"unidad": "laguna-1"}, {}, {"alevines": "1.500", "gramos": "x"}),
    "unidad": Filled(
        {"cual": "nuevo"},
        {"empresa": "cachamas", "lugar": "estanque-1", "nombre": "La 7", "hectareas": "0,2", "medida": "gps"},
        {"hectareas": "1.500"},
    ),
    "empresa": Filled({"cual": "nuevo"}),
    "estanque": Filled(
        NEW,
        {"numero": "7", "especie": "morocoto", "aireador": "diesel", "area-no-se": "1", "hondo": "1,2"},
        {"numero": "1", "area": "1.500", "hondo": "90"},
    ),
    "lote": Filled(
        NEW,
        {"numero": "7", "hectareas": "3", "suelo": "no-se", "riego": "furrow", "bomba": "otra"},
        {"numero": "1", "hectareas": "1.500"},
    ),
    "limites": Filled(POND, {"atencion": "3,5", "peligro": "2", "emergencia": "1", "fuente": "la asamblea",
                             "verificado": "si"}, {"atencion": "1", "peligro": "2", "emergencia": "3"}),
    "ubicacion": Filled({"nodo": "pond-1"}),
    "marcas": Filled({"serie": SERIES}, {}, {"seco": "x"}),
    **OF_DELIVERIES,
    "consejo": Filled(
        {"consejo": "nuevo"},
        {"nombre": "La Vega", "familias": "120", "habitantes-no-se": "1"},
        {"familias": "1.500"},
    ),
    **{slug: Filled(*one) for slug, one in {**OF_REGISTERS, **OF_PARLIAMENT}.items()},
}  # fmt: skip
"""Every form of the catalogue; a test holds that none is forgotten."""

OPEN: Final = {
    "inicio": "/",
    "estanque en peligro": "/estanques/estanque-1",
    "estanque en atención": "/estanques/estanque-2",
    "estanque bien, 7 días": "/estanques/estanque-3?rango=7d",
    "estanque, 1 año": "/estanques/estanque-4?rango=anio",
    "estanque sin datos": "/estanques/estanque-5",
    "estanque con relé": "/estanques/estanque-4",
    "campo sin falta": "/campos/lote-1",
    "campo sin datos": "/campos/lote-2",
    "campo con falta": "/campos/lote-3",
    "campos": "/campos",
    **{f"campo, {name}": f"/campos/campo-{number}" for number, name in enumerate(every_state(), 1)},
    "nodos": "/nodos",
    "nodo de un estanque": "/nodos/pond-1",
    "nodo callado": "/nodos/pond-5",
    "nodo sin marcas": "/nodos/field-9",
    "alarma": "/alarma",
    "alarmas de antes": "/avisos",
    "alarmas de antes, un estanque": "/avisos?mes=2026-06&lugar=estanque-1",
    "qué despierta": "/guardia/despierta",
    "plan de la noche": "/noche",
    "unidades": "/unidades",
    "unidad con ciclo abierto": "/unidades/laguna-2",
    "unidad sin nada sembrado": "/unidades/parcela-3",
    "registros": "/registros",
    "cifras del libro": "/cifras",
    "producción": "/produccion",
    "producción, todo": "/produccion?periodo=todo",
    "asamblea": "/asamblea",
    "reglas del parlamento": "/asamblea/reglas",
    "vocerías": "/asamblea/vocerias",
    "cierres del libro": "/asamblea/cierres",
    "papel de un cierre": "/asamblea/cierres/1",
    "comprobar un papel": "/asamblea/verificar",
    "comprobar un papel, error": "/asamblea/verificar?palabras=vector",
    "libro": "/libro",
    "libro, filtrado": "/libro?que=produccion&unidad=laguna-1",
    "libro, exportar": "/libro/exportar",
    "libro, nada": "/libro?que=observado",
    "ciclo de estanque": "/ciclos/ciclo-1-4",
    "ciclo sin sonda": "/ciclos/ciclo-1-1",
    "ciclo abierto": "/ciclos/ciclo-2-1",
    "ciclo de parcela": "/ciclos/maiz-3-2",
    "ciclo con recambio": "/ciclos/ciclo-3-4",
    "ciclo perdido": "/ciclos/ciclo-5-0",
    "ciclo planificado": "/ciclos/de-plan",
    "anotar": "/anotar",
    "recibo de maíz": "/recibo/cosecha-maiz-3-2",
    "más": "/mas",
    "entrar": "/entrar",
    "estilo": "/estilo",
    "estilo, formularios": "/estilo/formularios",
    "interfaz": "/api/v1/",
    "no existe": "/nada",
}
OF_KEEPER: Final = {
    "inicio": "/",
    "estanque": "/estanques/estanque-1",
    "más": "/mas",
    "anotar": "/anotar",
    "plan de una siembra": "/anotar/siembra?planea=1&unidad=parcela-1",
    "ya entró": "/entrar",
    "alarmas de antes": "/avisos",
    "guardia": "/guardia?hecho=turno",
    "turno de una noche": "/guardia/turno?cual=2026-06-10",
    "turno de costumbre": "/guardia/turno",
    "turno de cada martes": "/guardia/turno?cual=1",
    "qué despierta": "/guardia/despierta?hecho=si",
    "qué despierta, cambiar": "/guardia/despierta?cambiar=oxygen-2",
    "canales": "/guardia/canales?hecho=prueba",
    "estación": "/estacion",
    "preparar": "/preparar",
    "mensajes apartados": "/apartados",
    "mensajes apartados, descartar": "/apartados?descartar=-&orden=no-hay",
    "un mensaje apartado": "/apartados/1",
    "un mensaje apartado, descartar": "/apartados/3?descartar=si",
    "personas": "/personas",
    "persona nueva": "/personas/nueva",
    "persona": "/personas/miembro?hecho=papeles",
    "registro": "/registro",
    "registros": "/registros",
    "libro": "/libro",
    "producción": "/produccion",
    "recibo de entrega confirmada": "/recibo/entrega-confirmada",
    "recibo de entrega sin confirmar": "/recibo/entrega-sola",
    "observaciones": "/libro/observaciones",
    "para revisar": "/asamblea/revisar",
    "registro filtrado": "/registro?que=harvest",
    "llaves": "/llaves",
    "aparato": "/aparato",
    "clave": "/clave",
}
ANSWERED: Final = {
    "entrar, error": State("/entrar", STRANGER, {"nombre": "", "secreto": "0000"}),
    "sin permiso": State("/personas", MEMBER),
    "cosecha sin entrar": State(
        "/entrar", STRANGER, {"ciclo": "ciclo-2-1", "kilos": "1.500"}, to="/anotar/cosecha"
    ),
    "persona nueva, error": State("/personas/nueva", KEEPER, {"papeles": "team"}),
    "persona, error": State(
        "/personas/miembro", KEEPER, {"clave-nueva": "1", "clave-otra-vez": "2"}, to="/personas/miembro/clave"
    ),
    "guardia, error": State("/guardia", MEMBER, {"telefono": "x"}, to="/guardia/telefono"),
    "turno, error": State(
        "/guardia/turno", KEEPER, {"cual": "siempre", "persona-1": "nadie"}, to="/guardia/turno"
    ),
    "persona, teléfono, error": State(
        "/personas/miembro", KEEPER, {"telefono": "x"}, to="/personas/miembro/telefono"
    ),
    "llaves, error": State("/llaves", KEEPER, {"clave": "a", "para": "", "alcance": "read", "dias": "7"}),
    "llave que ya se hizo": State("/llaves", KEEPER, A_KEY),
    "aparato, error": State("/aparato", KEEPER, {"nombre": "", "secreto": PASSWORD}),
    "clave, error": State("/clave", MEMBER, {"secreto": PIN, "nuevo": "1", "otra": "2"}),
    "recibo que no se deshace": State("/recibo/ciclo-1-1", KEEPER, {}, to="/recibo/ciclo-1-1/deshacer"),
    "alarma con nombres": State("/alarma", PHONE_OF_ALL),
    "anotar con nombres": State("/anotar/lluvia?lugar=lote-1", PHONE_OF_ALL),
    "entrar con nombres": State("/entrar", PHONE_OF_ALL),
}
EMPTY: Final = {
    "estación vacía": State("/", is_empty=True),
    "estación vacía, asamblea": State("/asamblea", is_empty=True),
    "estación vacía, cierres": State("/asamblea/cierres", is_empty=True),
    "estación vacía, alarma": State("/alarma", is_empty=True),
    "estación vacía, noche": State("/noche", is_empty=True),
    "estación vacía, anotar": State("/anotar", is_empty=True),
    "estación vacía, unidades": State("/unidades", is_empty=True),
    "estación vacía, registros": State("/registros", KEEPER, is_empty=True),
    "estación vacía, intervención": State("/anotar/intervencion", is_empty=True),
    "estación vacía, inicio": State("/", KEEPER, is_empty=True),
    "estación vacía, preparar": State("/preparar", KEEPER, is_empty=True),
    "estación vacía, cosecha": State("/anotar/cosecha", KEEPER, is_empty=True),
}


def states() -> dict[str, State]:
    """Return every state of every page by its name."""
    return {
        **{name: State(path) for name, path in (OPEN | OF_ASSEMBLY | RECEIPTS).items()},
        **{f"{KEEPER}: {name}": State(path, KEEPER) for name, path in (OF_KEEPER | OF_SECRETARY).items()},
        **ANSWERED,
        **{name: State(path, KEEPER, sent) for name, (path, sent) in REFUSED.items()},
        **dict(_of_forms()),
        **{f"recibo de {kind}": State(f"/recibo/dicho-{kind}", KEEPER) for kind in RECORDED},
        "recibo de place_note": State("/recibo/dicho-place_note", KEEPER),
        "recibo deshecho": State("/recibo/deshecho", KEEPER),
        "recibo deshecho, para otros": State("/recibo/deshecho"),
        **EMPTY,
    }


def _of_forms() -> Iterator[tuple[str, State]]:
    for slug, form in FORMS.items():
        path = f"/anotar/{slug}"
        asked = path + ("?" if form.picked else "") + "&".join(f"{k}={v}" for k, v in form.picked.items())
        if form.picked:
            yield f"{slug}, elegir", State(path, KEEPER)
        yield slug, State(asked, KEEPER)
        if form.wrong is not None:
            yield f"{slug}, error", State(asked, KEEPER, {**form.picked, **form.wrong}, to=path)
        if form.answers:
            yield f"{slug}, eco", State(asked, KEEPER, {**form.picked, **form.answers}, to=path)


def fill(app: FastAPI, store: MemoryReadings) -> None:
    """Give a station the fields of the addresses above, a node that stands nowhere, and a closed book."""
    store.known_nodes.append(an_unplaced_node())
    later = (datetime.fromtimestamp(NOW, UTC).date() - TODAY).days
    looks = [moved(one, later) for one in numbered(every_state().values(), "campo")]
    shown_in_front(app, looks)
    assemble(app.state.station.journal)
    some_letters(Path(app.state.station.config.storage.folder), now=NOW)
    close_book(app.state.station.journal, session=None, now=NOW, author="máquina", uid="cierre-1")


def an_unplaced_node() -> NodeState:
    """Return a node that is heard and stands nowhere yet."""
    status = Status(
        "online", newest={"pluviometro": {"rain_tips": 0.0}, "sonda-20cm": {"soil_signal": 1900.0}}
    )
    return NodeState("field-9", status, NOW - 60, NOW - 60, 0, 0)
