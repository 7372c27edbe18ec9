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
    "refet": ["gateway/fields/grass.py"],
    "segno": ["dashboard/printed/qr.py", "gateway/nodes/label.py"],
    "serial": ["gateway/nodes/serial/"],
    "typst": ["dashboard/printed/typesetter.py"],
    "sqlalchemy": ["dashboard/production/", "dashboard/login/"],
}
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
