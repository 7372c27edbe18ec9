"""Who may import whom, and how long a module may be."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

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


def _imports(path: Path) -> list[str]:
    found: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [one.name for one in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found += (
                [node.module] if node.module != "gateway" else [f"gateway.{one.name}" for one in node.names]
            )
    return found


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_module_is_longer_than_300_lines(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 300


@pytest.mark.parametrize(
    "path",
    [
        one
        for one in MODULES
        if (one.parts[-2:] != ("gateway", "__init__.py") and one.is_relative_to(ROOT / "gateway"))
        or one.is_relative_to(ROOT / "dashboard")
    ],
    ids=_name,
)
def test_arrows_point_only_where_the_table_allows(path: Path) -> None:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    room = _room(module)
    if room is None or "shims" in path.parts:
        return

    reached = {_room(one) for one in _imports(path)} - {None, room}

    allowed = MAY.get(room, set())
    if room in ROOF:
        allowed = set(MAY) - {"dashboard"} | set(ROOF[: ROOF.index(room)])
    assert reached <= allowed, f"{room} may not import {sorted(str(one) for one in reached - allowed)}"


@pytest.mark.parametrize("path", [one for one in MODULES if one.is_relative_to(ROOT / "firmware")], ids=_name)
def test_firmware_imports_nothing_of_the_rest(path: Path) -> None:
    assert not [one for one in _imports(path) if one.split(".")[0] in ("gateway", "dashboard", "tests")]


@pytest.mark.parametrize(
    "path", [one for one in MODULES if not one.is_relative_to(ROOT / "tests")], ids=_name
)
def test_each_outside_thing_has_one_door(path: Path) -> None:
    if "shims" in path.parts:
        return
    for outside, doors in ONLY_IN.items():
        if outside in {one.split(".")[0] for one in _imports(path)}:
            assert any(_name(path).startswith(door) for door in doors), f"{outside} has another door: {doors}"
