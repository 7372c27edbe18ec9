"""Answers in JSON that say when nothing has changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict

from dashboard.api.reader import Reader

VARY = "Authorization, Cookie"


class Shape(BaseModel):
    """A part of an answer; what is null is left in, so that every answer has the same fields."""

    model_config = ConfigDict(frozen=True)


def kept(reader: Reader) -> str:
    """Return how an answer may be kept: asked for again each time; what members see, nowhere at all."""
    return "no-store" if reader.is_member else "no-cache"


def json_answer(
    request: Request, reader: Reader, shape: Shape, *, headers: Mapping[str, str] | None = None
) -> Response:
    """Return a shape as JSON, or 304 where who asks has exactly this already."""
    body = shape.model_dump_json(by_alias=True).encode()
    # Weak, because the same answer may be sent compressed.
    tag = f'W/"{hashlib.sha256(body).hexdigest()[:20]}"'
    said = {"ETag": tag, "Cache-Control": kept(reader), "Vary": VARY} | dict(headers or {})
    if _has(request.headers.get("if-none-match", ""), tag):
        return Response(status_code=304, headers=said)
    return Response(body, headers=said, media_type="application/json")


def _has(stated: str, tag: str) -> bool:
    """Tell whether a list of entity tags names this one, compared weakly (RFC 9110, section 13.1.2)."""
    known = {one.strip().removeprefix("W/") for one in stated.split(",")}
    return "*" in known or tag.removeprefix("W/") in known
