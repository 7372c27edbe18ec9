"""Who may import whom, and how long a module may be."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOF = ["gateway.importing", "gateway.app", "gateway.demo", "gateway.commands", "gateway.cli"]
"""Nobody below imports these; each may import everything of the gateway but what stands after it."""

MAY = {
    "gateway.domain": set(),
    "gateway.ponds": {"gateway.domain"},
    "gateway.fields": {"gateway.domain"},
    "gateway.quality": {"gateway.domain"},
    "gateway.config": {"gateway.domain", "gateway.timekeeping"},
    "gateway.conversion": {"gateway.domain", "gateway.ponds"},
    "gateway.calibrating": {"gateway.domain", "gateway.conversion", "gateway.ponds"},
    "gateway.store": {"gateway.domain", "gateway.secrets"},
    "gateway.journal": {"gateway.domain"},
    "gateway.people": {"gateway.domain", "gateway.journal"},
    "gateway.backup": {"gateway.domain", "gateway.journal"},
    "gateway.foreign": {"gateway.domain"},
    "gateway.timekeeping": {"gateway.domain"},
    "gateway.ingest": {"gateway.domain", "gateway.foreign", "gateway.store"},
    "gateway.doctor": {
        "gateway.domain",
        "gateway.store",
        "gateway.journal",
        "gateway.people",
        "gateway.backup",
        "gateway.config",
        "gateway.languages",
        "gateway.timekeeping",
    },
    "gateway.languages": set(),
    "gateway.secrets": {"gateway.domain"},
    "gateway.service": {"gateway.domain"},
    "gateway.alerts": {
        "gateway.domain",
        "gateway.languages",
        "gateway.ponds",
        "gateway.fields",
        "gateway.quality",
        "gateway.store",
        "gateway.journal",
        "gateway.people",
    },
    "gateway.nodes": {"gateway.domain", "gateway.store", "gateway.journal", "gateway.config"},
    "gateway.derivation": {"gateway.domain", "gateway.conversion", "gateway.quality"},
    "dashboard": {
        "gateway.domain",
        "gateway.ponds",
        "gateway.fields",
        "gateway.quality",
        "gateway.derivation",
        "gateway.store",
        "gateway.journal",
        "gateway.people",
        "gateway.alerts",
        "gateway.backup",
        "gateway.calibrating",
        "gateway.config",
        "gateway.doctor",
        "gateway.service",
        "gateway.timekeeping",
    },
}
ONLY_IN = {
    "paho": ["gateway/ingest/broker.py"],
    "apprise": ["gateway/alerts/channels/apprise_worker.py"],
    "argon2": ["gateway/people/credentials.py"],
    "cryptography": ["gateway/nodes/signing.py", "dashboard/corridor/signing.py"],
    "esptool": ["gateway/nodes/serial/"],
    "influxdb_client": ["gateway/store/influx/client.py"],
    "machine": ["firmware/node/board.py", "firmware/starter.py", "firmware/rescue.py"],
    "mpremote": ["gateway/nodes/serial/"],
    "network": ["firmware/node/link.py"],
    "prometheus_client": ["dashboard/station/metrics.py"],
    "pyet": [],
    "pyfao56": [],
    "refet": ["gateway/fields/weather/grass.py"],
    "segno": ["dashboard/printed/qr.py", "gateway/nodes/label.py"],
    "serial": ["gateway/nodes/serial/"],
    "typst": ["dashboard/printed/typesetter.py"],
    "sqlalchemy": ["dashboard/production/", "dashboard/login/"],
}
STOREYS = [
    {"console", "photos", "measured"},
    {"production"},
    {"words"},
    {"charts", "login"},
    {"visit"},
    {"parliament", "goods", "ponds", "alarms", "push"},
    {"nodes"},
    {"telling"},
    {"book"},
    {"forms"},
    {"fields"},
    {"api", "cycles"},
    {"session", "exports", "corridor", "station"},
    {"printed", "server"},
    {"pages"},
    {"app"},
    {"cli"},
]
"""The rooms of the dashboard from the ground up: each imports from storeys below its own alone."""

AT_MOST_LOOSE = 24
"""So many modules beside its folders has a floor; before one more comes, look for the missing folder."""
FULLER = {
    "dashboard/production": 40,
    "firmware/node": 50,
    "gateway/app": 64,
    "gateway/commands": 30,
    "gateway/demo/world": 50,
    "gateway/domain": 40,
    "gateway/journal": 42,
    "gateway/store/sqlite": 56,
}
"""Floors that are fuller, and how full each may become before it is parted."""

MODULES = sorted(
    path for folder in ("gateway", "dashboard", "firmware", "tests") for path in (ROOT / folder).rglob("*.py")
)


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _room(module: str) -> str | None:
    parts = module.split(".")
    if parts[0] == "dashboard":
        return "dashboard"
    if parts[0] == "gateway" and len(parts) > 1:
        return ".".join(parts[:2])
    return None


def _module(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def _is_ours(path: Path) -> bool:
    room = path.relative_to(ROOT).parts[0]
    return room in ("gateway", "dashboard") and path != ROOT / "gateway" / "__init__.py"


@cache
def _imports(path: Path) -> tuple[str, ...]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += (
                [node.module] if node.module != "gateway" else [f"gateway.{one.name}" for one in node.names]
            )
    return tuple(found)


def _roots(path: Path) -> set[str]:
    return {one.split(".")[0] for one in _imports(path)}


def _allowed(room: str) -> set[str]:
    return set(MAY) - {"dashboard"} | set(ROOF[: ROOF.index(room)]) if room in ROOF else MAY.get(room, set())


# All modules in one test each: a test for each module costs more than to read them.
def test_no_module_is_longer_than_300_lines() -> None:
    lengths = {_name(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}

    assert len(lengths) > 1000
    assert {name: length for name, length in lengths.items() if length > 300} == {}


def test_arrows_point_only_where_the_table_allows() -> None:
    ours = [path for path in MODULES if _is_ours(path) and "shims" not in path.parts]
    rooms = {path: room for path in ours if (room := _room(_module(path))) is not None}

    reached = {path: {_room(one) for one in _imports(path)} - {None, room} for path, room in rooms.items()}
    wrong = {_name(path): found - _allowed(rooms[path]) for path, found in reached.items()}

    assert set(rooms.values()) >= set(MAY)
    assert {name: sorted(map(str, found)) for name, found in wrong.items() if found} == {}


def test_firmware_imports_nothing_of_the_rest() -> None:
    firmware = [one for one in MODULES if one.is_relative_to(ROOT / "firmware")]

    wrong = {_name(path): sorted(_roots(path) & {"gateway", "dashboard", "tests"}) for path in firmware}

    assert len(wrong) > 50
    assert {name: found for name, found in wrong.items() if found} == {}


def test_each_outside_thing_has_one_door() -> None:
    users = [
        (outside, _name(path))
        for path in MODULES
        if not path.is_relative_to(ROOT / "tests") and "shims" not in path.parts
        for outside in _roots(path) & ONLY_IN.keys()
    ]

    assert users
    assert [one for one in users if not one[1].startswith(tuple(ONLY_IN[one[0]]))] == []


OURS = {_module(one).removesuffix(".__init__"): one for one in MODULES}
FLOORS = [one for one in MODULES if one.name == "__init__.py" and _is_ours(one) and "shims" not in one.parts]


@cache
def _reached(path: Path) -> frozenset[str]:
    """Return the modules of ours that a module imports, however it writes it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            inner = {f"{node.module}.{one.name}" for one in node.names}
            found |= {one if one in OURS else node.module for one in inner}
    return frozenset(one for one in found if one.split(".")[0] in ("gateway", "dashboard"))


def _arrows(floor: str) -> dict[str, set[str]]:
    """Return which rooms of a floor each room of it imports; a module is a room, a folder is one."""
    arrows: dict[str, set[str]] = {}
    for module, path in OURS.items():
        if module.startswith(f"{floor}.") and "shims" not in path.parts:
            room = module.removeprefix(f"{floor}.").split(".")[0]
            others = {one.removeprefix(f"{floor}.") for one in _reached(path) if one.startswith(f"{floor}.")}
            arrows.setdefault(room, set()).update({one.split(".")[0] for one in others} - {room})
    return arrows


def test_the_rooms_of_the_dashboard_import_only_from_storeys_below() -> None:
    arrows = _arrows("dashboard")
    upwards: set[tuple[str, str]] = set()
    below: set[str] = set()
    for storey in STOREYS:
        upwards |= {(room, other) for room in storey for other in arrows.get(room, set()) - below}
        below |= storey

    assert set(arrows) == below, "a room without a storey, or a storey without its room"
    assert not upwards


def test_no_two_rooms_of_a_floor_go_in_a_circle() -> None:
    circling: dict[str, list[str]] = {}
    for floor in FLOORS:
        standing = _arrows(_module(floor).removesuffix(".__init__"))
        while ground := {room for room, reached in standing.items() if not reached & set(standing)}:
            standing = {room: reached for room, reached in standing.items() if room not in ground}
        if standing:
            circling[_name(floor)] = sorted(standing)

    assert not circling


def test_a_floor_has_few_modules_beside_its_folders() -> None:
    folders = {one.parent for one in MODULES if not one.is_relative_to(ROOT / "tests")}
    loose = {_name(one): len({*one.glob("*.py")} - {one / "__init__.py"}) for one in folders}

    assert {one: many for one, many in loose.items() if many > FULLER.get(one, AT_MOST_LOOSE)} == {}


def test_every_folder_says_in_one_sentence_what_it_holds() -> None:
    said = {_name(one): ast.get_docstring(ast.parse(one.read_text(encoding="utf-8"))) for one in FLOORS}

    assert not [one for one, words in said.items() if not (words or "").split("\n")[0].endswith(".")]


def test_whatever_is_imported_of_ours_stands_where_it_is_looked_for() -> None:
    assert not {(_name(path), one) for path in MODULES for one in _reached(path) if one not in OURS}
