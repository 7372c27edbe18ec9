"""What the station's journal says of its nodes, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from dashboard.telling.told import Told
from dashboard.visit.given import Visit
from gateway.domain.entries import (
    AeratorOrdered,
    Body,
    Entry,
    NodeRegistered,
    NodeReplaced,
    UpdateOffered,
    UpdateWithdrawn,
)


def _node(visit: Visit, _entry: Entry, body: NodeRegistered) -> Told:
    _ = visit.language.gettext
    board = _("su placa: %(board)s") % {"board": body.board}
    channels = _("lo que lleva: %(channels)s") % {"channels": ", ".join(body.channels)}
    title = [] if body.title is None else [body.title]
    return Told(_("Se anotó el nodo %(node)s") % {"node": body.node}, (*title, board, channels))


def _replaced(visit: Visit, _entry: Entry, body: NodeReplaced) -> Told:
    _ = visit.language.gettext
    why = {
        "broken": _("La de antes se dañó."),
        "lost": _("La de antes se perdió."),
        "stolen": _("Se robaron la de antes: su clave ya no vale."),
        "other": _("La de antes se quitó."),
    }[body.why]
    kept = _("El nombre, el lugar y lo medido siguen siendo los mismos; hay que calibrar sus sondas.")
    return Told(_("El nodo %(node)s está ahora en otra placa") % {"node": body.node}, (why, kept))


def _offered(visit: Visit, _entry: Entry, body: UpdateOffered) -> Told:
    _ = visit.language.gettext
    version = {"version": body.version, "name": body.name}
    first = _("primero en %(node)s; cuando ande bien ahí, en los demás") % {"node": body.canary}
    others = [one for one in body.nodes if one != body.canary]
    lines = [first, _("los demás: %(nodes)s") % {"nodes": ", ".join(others)}]
    if not others:
        lines = [_("solo en %(node)s") % {"node": body.canary}]
    return Told(
        _("Se ofreció a los nodos el programa %(name)s (versión %(version)s)") % version, tuple(lines)
    )


def _withdrawn(visit: Visit, _entry: Entry, body: UpdateWithdrawn) -> Told:
    _ = visit.language.gettext
    kept = _("Los nodos que ya lo tienen siguen con él.")
    title = _("Ya no se ofrece a los nodos la versión %(version)s") % {"version": body.version}
    return Told(title, (kept,))


def _aerator(visit: Visit, _entry: Entry, body: AeratorOrdered) -> Told:
    _ = visit.language.gettext
    title = {
        "on": _("Se ordenó al nodo encender el aireador"),
        "off": _("Se ordenó al nodo apagar el aireador"),
        "auto": _("Se dejó el aireador a los límites de su nodo"),
    }[body.mode]
    place = None if body.place is None else visit.registered.place(body.place)
    lines = [] if place is None else [place.name]
    if body.until is not None:
        lines.append(_("hasta %(when)s") % {"when": visit.words.moment(body.until)})
    return Told(title, tuple(lines))


NODES: Final[Mapping[type[Body], Callable[[Visit, Entry, Any], Told]]] = {
    NodeRegistered: _node,
    NodeReplaced: _replaced,
    UpdateOffered: _offered,
    UpdateWithdrawn: _withdrawn,
    AeratorOrdered: _aerator,
}
