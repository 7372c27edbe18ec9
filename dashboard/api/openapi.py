"""The description of the API for programs, as OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from dashboard.api.examples import CSV_EXAMPLE, EXAMPLES
from dashboard.api.media import MEDIA_TYPES
from dashboard.api.problems import DOCUMENTED_AT, INVALID, KINDS, MEDIA_TYPE, Kind

PREFIX: Final = "/v1"
ADDRESS: Final = "/api/v1"
VERSION: Final = "1"
DESCRIPTION: Final = (
    "Readings, places and records of a rural commune, for programs inside its own network. "
    "Everything is read, nothing is written. Open data needs no key. Times are UTC, ISO 8601; "
    "every value comes with its unit, how good it is, and how its time is known."
)

Described = dict[str, Any]
"""A part of the document; it is handed to a JSON encoder and to nobody else."""

_TEXT: Final = {"type": "string"}
_PROBLEM: Final[Described] = {
    "title": "Problem",
    "type": "object",
    "description": "RFC 9457 problem details.",
    "required": ["type", "title", "status", "detail", "instance"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "What sort of problem it is."},
        "title": {**_TEXT, "description": "The same in words."},
        "status": {"type": "integer"},
        "detail": {**_TEXT, "description": "What to do, in the language of Accept-Language."},
        "instance": {"type": "string", "format": "uri-reference"},
        "errors": {
            "type": "array",
            "description": "The parameters that are wrong.",
            "items": {
                "type": "object",
                "required": ["parameter", "detail"],
                "additionalProperties": False,
                "properties": {"parameter": _TEXT, "detail": _TEXT},
            },
        },
    },
}
_ROW: Final[Described] = {"type": "array", "items": {"type": ["string", "number", "null"]}}
_EXPORT: Final[Described] = {
    "title": "Readings",
    "type": "object",
    "required": ["place", "quantity", "unit", "from", "to", "columns", "rows"],
    "properties": {
        **{name: _TEXT for name in ("place", "quantity", "unit", "from", "to")},
        "columns": {"type": "array", "items": _TEXT},
        "rows": {"type": "array", "items": _ROW, "description": "Rising by time; one reading each."},
    },
}
_FORMATS: Final[Mapping[str, tuple[str, ...]]] = {
    "/readings": ("json", "csv", "ods"),
    "/readings.csv": ("csv",),
    "/readings.json": ("json",),
    "/readings.ods": ("ods",),
}


def described(routes: Sequence[BaseRoute]) -> Described:
    """Return the whole document over the routes of the API."""
    made = get_openapi(title="Conuco", version=VERSION, description=DESCRIPTION, routes=routes)
    made["servers"] = [{"url": ADDRESS}]
    made["paths"] = {path.removeprefix(PREFIX): item for path, item in made["paths"].items()}
    parts = made.setdefault("components", {})
    schemas = parts.setdefault("schemas", {})
    for unused in ("HTTPValidationError", "ValidationError"):
        schemas.pop(unused, None)
    schemas["Problem"], schemas["Readings"] = _PROBLEM, _EXPORT
    parts["securitySchemes"] = {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": "Made by the technical team at /llaves. Only for what belongs to members.",
        }
    }
    for path, item in made["paths"].items():
        _complete(path, item["get"])
    return made


def _complete(path: str, operation: Described) -> None:
    """Add what every operation has: its example, its problems, its key, no null in an address."""
    operation["security"] = [{}, {"key": []}]
    operation["tags"] = [path.split("/")[1].partition(".")[0]]
    operation["operationId"] = path.strip("/").replace("/", "_").replace(".", "_").replace("{slug}", "one")
    for parameter in operation.get("parameters", []):
        parameter["schema"] = _without_null(parameter["schema"])
    answers = operation["responses"]
    answers["200"]["content"] = _content(path, answers["200"].get("content", {}))
    if path not in _FORMATS:
        answers["200"]["headers"] = {"ETag": {"schema": _TEXT, "description": "For If-None-Match."}}
        answers["304"] = {"description": "You have exactly this already."}
    for status in sorted({kind.status for kind in KINDS}):
        answers[str(status)] = _problems([kind for kind in KINDS if kind.status == status])


def _content(path: str, declared: Described) -> Described:
    if path not in _FORMATS:
        return {"application/json": {**declared["application/json"], "example": EXAMPLES[path]}}
    bodies: Described = {
        "json": {"schema": {"$ref": "#/components/schemas/Readings"}, "example": EXAMPLES["/readings"]},
        "csv": {"schema": _TEXT, "example": CSV_EXAMPLE},
        "ods": {"schema": {"type": "string", "format": "binary"}},
    }
    return {MEDIA_TYPES[name].partition(";")[0]: bodies[name] for name in _FORMATS[path]}  # type: ignore[index]


def _without_null(schema: Described) -> Described:
    """Return a parameter's schema without null: an address cannot say it, one leaves the parameter out."""
    choices = [one for one in schema.get("anyOf", []) if one != {"type": "null"}]
    if not choices or len(choices) == len(schema["anyOf"]):
        return schema
    rest = {name: value for name, value in schema.items() if name != "anyOf" and value is not None}
    return rest | (choices[0] if len(choices) == 1 else {"anyOf": choices})


def _problems(kinds: Sequence[Kind]) -> Described:
    first = kinds[0]
    example: Described = {
        "type": DOCUMENTED_AT + first.name,
        "title": first.title,
        "status": first.status,
        "detail": first.advice,
        "instance": f"{ADDRESS}/series",
    }
    if first is INVALID:
        example["errors"] = [{"parameter": "to", "detail": "Debe ser después de «from»."}]
    return {
        "description": " / ".join(kind.title for kind in kinds),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}},
    }
