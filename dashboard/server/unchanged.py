"""Tells a browser that a page is the same as before, without drawing it again."""

from __future__ import annotations

import hashlib
import logging

from fastapi import Request
from fastapi.responses import Response

from dashboard.visit.assets import address
from dashboard.visit.given import REPEATABLE, visit_of

log = logging.getLogger(__name__)

ELSEWHERE = ("/static/", "/api/", "/version", "/entrar")


def mark_of(request: Request) -> str | None:
    """Return what tells one look of a page from the next, None where it knows who reads.

    It is taken before the page is drawn: the page can be newer than its mark, never older.
    """
    if request.method != "GET" or request.url.path.startswith(ELSEWHERE):
        return None
    try:
        visit = visit_of(request)
        looks = (visit.version, str(request.url), visit.language.code, visit.theme, visit.chosen_theme)
    except Exception:
        log.exception("page not marked path=%s", request.url.path)  # it says itself what failed
        return None
    if visit.member is not None or visit.device is not None:
        return None
    parts = (*looks, address("alarm.css"), address("alarm.js"))
    return f'W/"p-{hashlib.sha256(repr(parts).encode()).hexdigest()[:16]}"'


def is_known(request: Request, mark: str | None) -> bool:
    """Tell whether the browser holds this look of the page already."""
    return mark is not None and request.headers.get("if-none-match") == mark


def not_modified(mark: str) -> Response:
    """Return the answer that nothing has changed."""
    return Response(status_code=304, headers={"ETag": mark})


def put_mark(answer: Response, mark: str | None) -> None:
    """Give a page that may be repeated its mark."""
    if answer.headers.get("etag") != REPEATABLE:
        return
    if mark is None:
        del answer.headers["etag"]
    else:
        answer.headers["etag"] = mark
