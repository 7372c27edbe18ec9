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

from gateway.config.crossing import cross_faults
from gateway.config.settings import Config, Storage
from gateway.domain.bounds import faults as bound_faults
from gateway.domain.errors import ConfigError
from gateway.domain.speech import told
from gateway.domain.system_words import refused


def load(path: Path) -> Config:
    """Return the checked configuration of a file; a relative folder is beside the file.

    Raises:
        ConfigError: The file is not there, is not TOML, or has faults; all of them are named.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise ConfigError(
            [
                told(
                    "%(path)s: no se puede leer (%(reason)s). Copie ahí deploy/conuco.example.toml.",
                    path=path,
                    reason=refused(error),
                )
            ]
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(
            [told("%(path)s: no es texto UTF-8. Guárdelo de nuevo como UTF-8.", path=path)]
        ) from error
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(
            [told("%(path)s: no es TOML: %(reason)s. Corrija esa línea.", path=path, reason=error)]
        ) from error
    config = checked(tables)
    folder = path.parent / Path(config.storage.folder).expanduser()
    modem = config.modem
    if modem.config is not None:
        modem = msgspec.structs.replace(modem, config=str(path.parent / Path(modem.config).expanduser()))
    return msgspec.structs.replace(config, storage=Storage(str(folder)), modem=modem)


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
            faults.append(told("falta [commune]. Escriba al menos slug, name, latitude y longitude."))
        elif given is not None:
            found[name] = _section(name, sort, given, faults)
    faults += [
        _unknown(f"[{name}]", name, list(get_type_hints(Config)))
        for name in tables.keys() - set(get_type_hints(Config))
    ]
    if not faults:
        config = Config(**found)
        faults = cross_faults(config)
        if not faults:
            return config
    raise ConfigError(sorted(faults))


def _section(name: str, sort: Any, given: Any, faults: list[str], *, within: str = "") -> Any:
    """Return one table, or the list of tables that a name stands for; `within` says in which table."""
    if not _is_many_tables(sort):
        return _table(f"[{name}]", sort, given, faults)
    if not isinstance(given, list):
        faults.append(within + told("[%(name)s] se escribe [[%(name)s]], una vez por cada uno.", name=name))
        return []
    return [
        _table(
            within + told("[[%(name)s]] número %(place)s", name=name, place=place),
            sort.__args__[0],
            one,
            faults,
        )
        for place, one in enumerate(given, 1)
    ]


def _is_many_tables(sort: Any) -> bool:
    if getattr(sort, "__origin__", None) is not list:
        return False
    one = sort.__args__[0]
    return isinstance(one, type) and issubclass(one, Struct)


_Section = TypeVar("_Section", bound=Struct)


def _table(where: str, sort: type[_Section], given: Any, faults: list[str]) -> _Section | None:
    if not isinstance(given, dict):
        faults.append(
            told("%(where)s debe ser una tabla de ajustes, no %(given)s.", where=where, given=repr(given))
        )
        return None
    hints = get_type_hints(sort, include_extras=True)
    values: dict[str, Any] = {}
    before = len(faults)
    for setting in msgspec.structs.fields(sort):
        if setting.encode_name not in given:
            if setting.required:
                faults.append(told("%(where)s: falta %(setting)s.", where=where, setting=setting.name))
            continue
        if _is_many_tables(hints[setting.name]):
            values[setting.name] = _section(
                setting.name, hints[setting.name], given[setting.name], faults, within=f"{where} "
            )
            continue
        try:
            values[setting.name] = msgspec.convert(given[setting.name], hints[setting.name])
        except msgspec.ValidationError as error:
            faults.append(
                told(
                    "%(setting)s = %(given)s no sirve: %(reason)s.",
                    setting=f"{where} {setting.name}",
                    given=repr(given[setting.name]),
                    reason=_in_words(error),
                )
            )
    table = sort(**values) if len(faults) == before else None
    faults += [f"{where} {fault}." for fault in (bound_faults(table) if table is not None else [])]
    faults += [_unknown(f"{where} {key}", key, list(hints)) for key in given.keys() - hints.keys()]
    return table if len(faults) == before else None


def _in_words(error: msgspec.ValidationError) -> str:
    """Return msgspec's complaint in words for a person."""
    text = str(error)
    if "matching regex" in text:
        return told("se escribe con minúsculas, números y guiones")
    found = re.match(r"Expected `(\w+)[^`]*`(?:, got `(\w+)`| ([<>]=? ?\S+))", text)
    if found is None:
        return text
    sorts = {
        "float": told("un número"),
        "int": told("un número entero"),
        "str": told("un texto"),
        "array": told("una lista"),
        "bool": told("true o false"),
    }
    wanted = sorts.get(found[1], found[1])
    return told("se espera %(wanted)s", wanted=f"{wanted} {found[3]}" if found[3] else wanted)


def _unknown(where: str, name: str, known: list[str]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if not close:
        return told("%(where)s no es un ajuste. Los ajustes están en docs/ajustes.md.", where=where)
    return told(
        "%(where)s no es un ajuste. ¿Quiso decir %(close)s? Los ajustes están en docs/ajustes.md.",
        where=where,
        close=close[0],
    )
