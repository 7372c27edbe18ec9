"""conuco.toml to checked settings; every fault is named at once."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

import msgspec
from msgspec import Struct

from gateway.config.settings import Config, FieldSeed, Storage
from gateway.domain.bounds import faults as bound_faults
from gateway.domain.calibration import SORTS, Constants
from gateway.domain.errors import ConfigError
from gateway.domain.speech import told

SHALLOWEST_M, DEEPEST_M = Decimal("0.2"), Decimal(2)
"""Between these depths the journal takes that roots end [m]."""

MOST_HELD = Decimal("0.9")
"""More water than this no soil holds [m3/m3]."""


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
                    reason=error.strerror,
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
        faults = _cross_faults(config)
        if not faults:
            return config
    raise ConfigError(sorted(faults))


def _section(name: str, sort: Any, given: Any, faults: list[str]) -> Any:
    if getattr(sort, "__origin__", None) is not list:
        return _table(f"[{name}]", sort, given, faults)
    if not isinstance(given, list):
        faults.append(told("[%(name)s] se escribe [[%(name)s]], una vez por cada uno.", name=name))
        return []
    return [
        _table(told("[[%(name)s]] número %(place)s", name=name, place=place), sort.__args__[0], one, faults)
        for place, one in enumerate(given, 1)
    ]


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


def _cross_faults(config: Config) -> list[str]:
    places = [one.slug for one in config.pond] + [one.slug for one in config.field]
    nodes = [one.slug for one in config.node]
    enterprises = [one.slug for one in config.enterprise]
    faults = [
        told("el lugar %(slug)s está dos veces.", slug=slug)
        for slug in sorted({one for one in places if places.count(one) > 1})
    ]
    faults += [
        told("el nodo %(slug)s está dos veces.", slug=slug)
        for slug in sorted({one for one in nodes if nodes.count(one) > 1})
    ]
    faults += [
        _no_place(f"[[node]] {one.slug}", one.place)
        for one in config.node
        if one.place is not None and one.place not in places
    ]
    faults += [
        told("[[calibration]] %(channel)s: no hay un nodo %(node)s.", channel=one.channel, node=one.node)
        for one in config.calibration
        if one.node not in nodes
    ]
    faults += [
        told(
            "[[calibration]] %(series)s: las marcas %(given)s no son para %(quantity)s; van %(wanted)s.",
            series=f"{one.node} {one.channel}",
            given=_tag(one.constants),
            quantity=one.quantity,
            wanted=_tag(SORTS[one.quantity]),
        )
        for one in config.calibration
        if not isinstance(one.constants, SORTS[one.quantity])
    ]
    faults += [_no_place(f"[[unit]] {one.slug}", one.place) for one in config.unit if one.place not in places]
    faults += [
        told("[[unit]] %(slug)s: no hay una EPS %(enterprise)s.", slug=one.slug, enterprise=one.enterprise)
        for one in config.unit
        if one.enterprise not in enterprises
    ]
    faults += [fault for one in config.field for fault in _of_field(one)]
    base = config.harvest_base
    if len({base.moisture is None, base.impurity is None, not base.source}) > 1:
        faults.append(told("[harvest_base]: moisture, impurity y source van juntos, o ninguno."))
    if config.modem.credit_ussd and not re.fullmatch(r"[*#][*#\d]{0,30}#", config.modem.credit_ussd):
        faults.append(
            told(
                "[modem] credit_ussd = %(given)s no es un código de saldo; se escribe como *99#.",
                given=config.modem.credit_ussd,
            )
        )
    world = (config.clock.world_began, config.clock.world_start, config.clock.world_speed)
    if any(one is None for one in world) and any(one is not None for one in world):
        faults.append(
            told("[clock] world_began, world_start y world_speed van juntos: escriba los tres o ninguno.")
        )
    return faults


def _of_field(one: FieldSeed) -> Iterator[str]:
    """Yield what of a field does not go together; the journal would refuse it at the first start."""
    if one.wilting_point >= one.field_capacity:
        yield told("[[field]] %(slug)s: wilting_point debe ser menor que field_capacity.", slug=one.slug)
    if one.field_capacity > MOST_HELD:
        yield told("[[field]] %(slug)s: field_capacity va en m3/m3: 0.31 y no 31.", slug=one.slug)
    if one.soil_known == "texture" and one.texture is None:
        yield told('[[field]] %(slug)s: soil_known = "texture" necesita texture.', slug=one.slug)
    if one.method is None and (one.pump, one.pump_m3_h, one.efficiency) != (None, None, None):
        yield told("[[field]] %(slug)s: pump, pump_m3_h y efficiency necesitan method.", slug=one.slug)
    if one.method is not None and "pump" not in one.means:
        yield told('[[field]] %(slug)s: method necesita means = ["pump"].', slug=one.slug)
    if one.efficiency is not None and one.efficiency <= 0:
        yield told("[[field]] %(slug)s: efficiency debe ser más de 0.", slug=one.slug)
    if one.root_limit_m is not None and not SHALLOWEST_M <= one.root_limit_m <= DEEPEST_M:
        yield told("[[field]] %(slug)s: root_limit_m debe estar entre 0.2 y 2.", slug=one.slug)


def _no_place(where: str, place: str) -> str:
    return told("%(where)s: no hay un lugar %(place)s.", where=where, place=place)


def _tag(constants: Constants | type[Constants]) -> str:
    sort = constants if isinstance(constants, type) else type(constants)
    return str(sort.__struct_config__.tag)
