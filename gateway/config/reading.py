"""conuco.toml to checked settings; every fault is named at once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec import Struct

from gateway.config.settings import Config, Storage
from gateway.domain.bounds import faults as bound_faults
from gateway.domain.calibration import SORTS, Constants
from gateway.domain.errors import ConfigError


def load(path: Path) -> Config:
    """Return the checked configuration of a file; a relative folder is beside the file.

    Raises:
        ConfigError: The file is not there, is not TOML, or has faults; all of them are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            [f"{path}: no se puede leer ({error.strerror}). Copie ahí deploy/conuco.example.toml."]
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError([f"{path}: no es texto UTF-8. Guárdelo de nuevo como UTF-8."]) from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError([f"{path}: no es TOML: {error}. Corrija esa línea."]) from error
    config = checked(tables)
    folder = path.parent / Path(config.storage.folder).expanduser()
    return msgspec.structs.replace(config, storage=Storage(str(folder)))


def checked(tables: Mapping[str, Any]) -> Config:
    """Return the configuration of parsed TOML.

    Raises:
        ConfigError: It has faults; all of them are named.
    """
    faults: list[str] = []
    found = {}
    for name, sort in get_type_hints(Config).items():
        given = tables.get(name)
        if given is None and name == "commune":
            faults.append("falta [commune]. Escriba al menos slug, name, latitude y longitude.")
        elif given is not None:
            found[name] = _section(name, sort, given, faults)
    faults += [
        _unknown(f"[{name}]", name, list(get_type_hints(Config)))
        for name in tables.keys() - set(get_type_hints(Config))
    ]
    if not faults:
        config = Config(**found)
        faults = _cross_faults(config)
        if not faults:
            return config
    raise ConfigError(sorted(faults))


def _section(name: str, sort: Any, given: Any, faults: list[str]) -> Any:
    if getattr(sort, "__origin__", None) is not list:
        return _table(f"[{name}]", sort, given, faults)
    if not isinstance(given, list):
        faults.append(f"[{name}] se escribe [[{name}]], una vez por cada uno.")
        return []
    return [
        _table(f"[[{name}]] número {place}", sort.__args__[0], one, faults)
        for place, one in enumerate(given, 1)
    ]


_Section = TypeVar("_Section", bound=Struct)


def _table(where: str, sort: type[_Section], given: Any, faults: list[str]) -> _Section | None:
    if not isinstance(given, dict):
        faults.append(f"{where} debe ser una tabla de ajustes, no {given!r}.")
        return None
    hints = get_type_hints(sort, include_extras=True)
    values: dict[str, Any] = {}
    before = len(faults)
    for setting in msgspec.structs.fields(sort):
        if setting.encode_name not in given:
            if setting.required:
                faults.append(f"{where}: falta {setting.name}.")
            continue
        try:
            values[setting.name] = msgspec.convert(given[setting.name], hints[setting.name])
        except msgspec.ValidationError as error:
            faults.append(f"{where} {setting.name} = {given[setting.name]!r} no sirve: {_told(error)}.")
    table = sort(**values) if len(faults) == before else None
    faults += [f"{where} {fault}." for fault in (bound_faults(table) if table is not None else [])]
    faults += [_unknown(f"{where} {key}", key, list(hints)) for key in given.keys() - hints.keys()]
    return table if len(faults) == before else None


_SORTS = {"float": "un número", "int": "un número entero", "str": "un texto", "array": "una lista"}


def _told(error: msgspec.ValidationError) -> str:
    """Return msgspec's complaint in words for a person."""
    text = str(error)
    if "matching regex" in text:
        return "se escribe con minúsculas, números y guiones"
    found = re.match(r"Expected `(\w+)[^`]*`(?:, got `(\w+)`| ([<>]=? ?\S+))", text)
    if found is None:
        return text
    wanted = _SORTS.get(found[1], found[1])
    return f"se espera {wanted} {found[3]}" if found[3] else f"se espera {wanted}"


def _unknown(where: str, name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    hint = f" ¿Quiso decir {close[0]}?" if close else ""
    return f"{where} no es un ajuste.{hint} Los ajustes están en docs/ajustes.md."


def _cross_faults(config: Config) -> list[str]:
    places = [one.slug for one in config.pond] + [one.slug for one in config.field]
    nodes = [one.slug for one in config.node]
    enterprises = [one.slug for one in config.enterprise]
    faults = [
        f"el lugar {slug} está dos veces."
        for slug in sorted({one for one in places if places.count(one) > 1})
    ]
    faults += [
        f"el nodo {slug} está dos veces." for slug in sorted({one for one in nodes if nodes.count(one) > 1})
    ]
    faults += [
        f"[[node]] {one.slug}: no hay un lugar {one.place}." for one in config.node if one.place not in places
    ]
    faults += [
        f"[[calibration]] {one.channel}: no hay un nodo {one.node}."
        for one in config.calibration
        if one.node not in nodes
    ]
    faults += [
        f"[[calibration]] {one.node} {one.channel}: las marcas {_tag(one.constants)}"
        f" no son para {one.quantity}; van {_tag(SORTS[one.quantity])}."
        for one in config.calibration
        if not isinstance(one.constants, SORTS[one.quantity])
    ]
    faults += [
        f"[[unit]] {one.slug}: no hay un lugar {one.place}." for one in config.unit if one.place not in places
    ]
    faults += [
        f"[[unit]] {one.slug}: no hay una EPS {one.enterprise}."
        for one in config.unit
        if one.enterprise not in enterprises
    ]
    faults += [
        f"[[field]] {one.slug}: wilting_point debe ser menor que field_capacity."
        for one in config.field
        if one.wilting_point >= one.field_capacity
    ]
    world = (config.clock.world_began, config.clock.world_start, config.clock.world_speed)
    if any(one is None for one in world) and any(one is not None for one in world):
        faults.append(
            "[clock] world_began, world_start y world_speed van juntos: escriba los tres o ninguno."
        )
    return faults


def _tag(constants: Constants | type[Constants]) -> str:
    sort = constants if isinstance(constants, type) else type(constants)
    return str(sort.__struct_config__.tag)
