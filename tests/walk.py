"""Every door of the pages: each route by each of its methods, as an address that can be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.routing import Mount

from dashboard.forms.catalog import FORMS

SAMPLES: Final[Mapping[str, tuple[str, ...]]] = {
    "/estanques/": ("estanque-1",),
    "/campos/": ("lote-1",),
    "/nodos/": ("pond-1",),
    "/ciclos/": ("ciclo-1-4",),
    "/unidades/": ("laguna-1",),
    "/recibo/": ("ciclo-1-4",),
    "/fotos/": ("no-hay",),
    "/alarmas/": ("alerta-1",),
    "/static/": ("icon.svg",),
    "/aparato/": ("no-hay",),
    "/llaves/": ("no-hay",),
    "/apartados/": ("no-hay",),
    "/api/v1/places/": ("estanque-1",),
    "/api/v1/entries/": ("ciclo-1-4",),
    "/personas/": ("no-hay",),
    "/asamblea/corredor/": ("no-hay",),
    "/": ("no-hay",),
    "/asamblea/cierres/": ("1",),
    "/asamblea/papeles/": ("informe",),
    "/asamblea/sesiones/": ("11",),
    "/asamblea/sesiones/11/guia/": ("asistencia",),
    "/anotar/": tuple(one.slug for one in FORMS),
}
"""What stands in the place of a parameter, by what stands before it in the route."""


@dataclass(frozen=True, order=True)
class Door:
    """A route by one method.

    Attributes:
        route: As the application has it, with its parameters.
        path: An address of it.
        asked: The names of what it reads from its address.
    """

    route: str
    method: str
    path: str
    asked: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Return what the door is called; each form is a door of its own."""
        return f"{self.method} {self.path if self.route == '/anotar/{slug}' else self.route}"


def doors(
    app: FastAPI, samples: Mapping[str, tuple[str, ...]] = SAMPLES, *, prefix: str = ""
) -> Iterator[Door]:
    """Yield every door of an application; one whose parameter has no sample is an error."""
    for route in iter_route_contexts(app.routes):
        assert route.path is not None
        if isinstance(route.route, Mount):
            within = route.route.app
            assert isinstance(within, FastAPI), f"{route.path}: nobody knows what is mounted there"
            yield from doors(within, samples, prefix=prefix + route.path)
            continue
        asked = tuple(field.alias for field in route.dependant.query_params) if route.dependant else ()
        for method in sorted((route.methods or set()) - {"HEAD"}):
            for path in _filled(prefix + route.path, samples):
                yield Door(prefix + route.path, method, path, asked)


def _filled(route: str, samples: Mapping[str, tuple[str, ...]]) -> list[str]:
    before, brace, rest = route.partition("{")
    if not brace:
        return [route]
    assert before in samples, f"{route}: write down in SAMPLES what stands after {before}"
    after = rest.partition("}")[2]
    return [path for value in samples[before] for path in _filled(before + value + after, samples)]
