"""What was put to the demo's sessions once: a credit, a rejected sale, a council that thinks of leaving."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from gateway.demo.world.assembly_items import CONTROL, ECONOMY, EXECUTIVE, FISH, MAIZE, Item
from gateway.demo.world.assembly_sessions import agreement
from gateway.domain.entries import Grant

CORRIDOR: Final = "corredor-llanero"
"""The counterpart that may be told sums of this commune."""

ONCE: Final[Mapping[int, Sequence[Item]]] = {
    5: (
        Item(
            "credito",
            "other",
            MAIZE,
            "Aceptar el crédito de Bs. 60.000 para la siembra de maíz\n"
            "Se devuelve completo con la cosecha, antes de febrero.",
            debate="Hubo dudas por el plazo. Se acordó devolverlo antes de repartir excedente.",
            responsible=MAIZE,
            deadline=date(2023, 6, 20),
        ),
    ),
    6: (
        Item(
            "romana",
            "other",
            CONTROL,
            "Pesar en romana todo el maíz que entra al silo y que sale de él\n"
            "Si no hay romana, se anota estimado.",
            debate="La romana es prestada; hay que pedirla con tiempo.",
            responsible=MAIZE,
            deadline=date(2023, 9, 30),
        ),
    ),
    8: (
        Item(
            "credito",
            "other",
            ECONOMY,
            "Devolver los Bs. 60.000 del crédito de la siembra\nSale de lo que se guardó antes de repartir.",
            responsible=MAIZE,
            deadline=date(2024, 2, 1),
        ),
    ),
    9: (
        Item(
            "moto",
            "other",
            ("council", "puente-viejo"),
            "Comprar una moto de carga para llevar pescado a los consejos",
            debate="Costaba más que todo el fondo. Varias personas pidieron esperar.",
            result="rejected",
        ),
    ),
    10: (
        Item(
            "suplentes",
            "other",
            EXECUTIVE,
            "Que cada vocería avise a su suplente cuando no pueda venir\n"
            "El domingo pasado no hubo quórum: el puente amaneció bajo el agua.",
            debate="Se pidió mandar la convocatoria también por la radio.",
            deadline=date(2024, 9, 22),
        ),
    ),
    11: (
        Item(
            "bomba",
            "other",
            ("council", "la-vega"),
            "Turnos de la bomba entre las parcelas El Corozo y La Vega",
            debate="Se leyó el acta con que El Corozo revocó a su vocería y eligió otra.",
            responsible=MAIZE,
            deadline=date(2024, 12, 1),
        ),
    ),
    12: (
        Item(
            "molino",
            "other",
            MAIZE,
            "Vender al molino privado toda la cosecha del norte",
            debate="El molino pesó 400 kilos menos que la romana de la comuna y nadie lo explicó.",
            result="rejected",
        ),
    ),
    13: (
        Item(
            "canas",
            "other",
            ("council", "las-canas"),
            "Oír a Las Cañas antes de su asamblea del 30 de marzo\nDecide si sigue en la comuna.",
            debate="Las Cañas queda lejos y el pescado le llega tarde. Se le pidió quedarse, sin obligarla.",
            deadline=date(2025, 4, 6),
        ),
        Item(
            "moto",
            "other",
            ("council", "puente-viejo"),
            "Comprar una moto de carga usada",
            debate="Falta saber el precio. Se deja para la próxima sesión.",
            result="deferred",
        ),
    ),
    14: (
        Item(
            "moto",
            "other",
            ("council", "puente-viejo"),
            "Comprar una moto de carga usada, segunda vuelta",
            {"pending": agreement(13, "moto")},
            debate="Se trajo el precio. Se prefirió pagar viajes.",
            result="rejected",
        ),
    ),
    16: (
        Item(
            "corte",
            "other",
            CONTROL,
            "Colgar cada domingo el corte del libro en la cartelera\n"
            "Con sus doce palabras, y leerlas por la radio de la comuna.",
            debate="Así cada quien puede revisar el libro sin teléfono.",
            responsible=CONTROL,
            deadline=date(2026, 3, 22),
        ),
    ),
    17: (
        Item(
            "pesar",
            "other",
            CONTROL,
            "Pesar en romana toda la cachama que se coseche",
            responsible=FISH,
            deadline=date(2026, 4, 25),
        ),
        Item(
            "escuela",
            "other",
            ("council", "el-saman-arriba"),
            "Llevar 30 kilos de pescado a la escuela y al ambulatorio antes de la próxima sesión",
            debate="La escuela tiene nevera desde febrero.",
            responsible=FISH,
            deadline=date(2026, 4, 25),
        ),
        Item(
            "cerca",
            "other",
            ("council", "los-mangos"),
            "Cercar la parcela 4, Los Mangos: nuevo plazo\nEl ganado entró dos veces en febrero.",
            {"pending": agreement(16, "excedente")},
            debate="No se consiguió alambre a ese precio. Se da un mes más.",
            responsible=ECONOMY,
            deadline=date(2026, 4, 20),
        ),
        Item(
            "corredor",
            "sharing",
            EXECUTIVE,
            "Compartir con el Corredor Llanero lo que se produce y a dónde va\n"
            "Solo sumas por producto y período; sin nombres, sin depósitos y sin dinero en caja.",
            {"grant": Grant(CORRIDOR, "summary", "2025-01-01", "2026-12-31", "2026-12-31")},
            debate="Se preguntó quién lo lee. Son once comunas; cada una manda lo suyo.",
            deadline=date(2026, 12, 31),
        ),
    ),
}
"""By the session to which it was put."""
