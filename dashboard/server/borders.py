"""What holds for every request: same origin, headers, choices kept in cookies, errors that say what to do."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode, urlsplit

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import PlainTextResponse, RedirectResponse, Response
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware

from dashboard.login.arrival import arrival_of
from dashboard.server.unchanged import is_known, mark_of, not_modified, put_mark
from dashboard.visit.given import LANGUAGE_COOKIE, THEME_COOKIE, THEMES, visit_of
from dashboard.visit.guard import ELSEWHERE, FOR_PROGRAMS
from dashboard.words.language import languages
from gateway.domain.errors import StoreError

log = logging.getLogger(__name__)

HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; "
        "img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; "
        "frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""`same-origin`, not `no-referrer`: with the latter a browser sends forms with `Origin: null`."""

READS: Final = ("GET", "HEAD", "OPTIONS")
"""Methods that change nothing. Source: RFC 9110, 9.2.1."""

YEAR_S: Final = 365 * 24 * 3600
CHOICES: Final[dict[str, Callable[[], Container[str]]]] = {
    LANGUAGE_COOKIE: languages,
    THEME_COOKIE: lambda: THEMES,
}


@dataclass(frozen=True, slots=True)
class Notice:
    """What a page about a fault shows; `reason` is for who keeps the station."""

    reason: str
    alarms_known: bool


Next = Callable[[Request], Awaitable[Response]]


def guard(app: FastAPI) -> None:
    """Put the borders around an application."""
    app.add_middleware(GZipMiddleware, minimum_size=500)
    app.middleware("http")(_guarded)
    app.add_exception_handler(HTTPException, _refused)
    app.add_exception_handler(RequestValidationError, _not_found)
    app.add_exception_handler(StoreError, _unavailable)


async def _guarded(request: Request, call_next: Next) -> Response:
    if request.method not in READS and not is_of_the_api(request) and not is_same_origin(request):
        log.warning("form refused origin=%s path=%s", request.headers.get("origin"), request.url.path)
        response: Response = PlainTextResponse(
            "Este formulario vino de otra página. Ábralo de nuevo desde Conuco.", status_code=403
        )
    elif request.method == "GET" and (chosen := _chosen(request)):
        response = _remembered(request, chosen)
    else:
        response = await _marked(request, call_next)
    for name, value in HEADERS.items():
        response.headers[name] = value
    response.headers.setdefault("Cache-Control", "no-store" if is_personal(request) else "no-cache")
    return response


async def _marked(request: Request, call_next: Next) -> Response:
    """Return a page with its mark, or that it is the one that the browser has."""
    mark = mark_of(request) if request.method == "GET" else None
    if mark is not None and is_known(request, mark):
        return not_modified(mark)
    answer = await _answered(request, call_next)
    put_mark(answer, mark)
    return answer


async def _answered(request: Request, call_next: Next) -> Response:
    """Return the answer of a page; one page that fails is one page, never the station."""
    try:
        return await call_next(request)
    except Exception:
        log.exception("page failed path=%s", request.url.path)
        return _notice(request, "failed.html", status=500)


def is_same_origin(request: Request) -> bool:
    """Tell whether a form was sent from a page of ours; browsers name the origin of every form.

    What names none (a command on the station itself) carries nobody's cookies and may pass.
    """
    origin = request.headers.get("origin")
    if origin is not None:
        place = _netloc(origin)
        return place != "" and place == request.headers.get("host", "")
    return request.headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def is_of_the_api(request: Request) -> bool:
    """Tell whether a request is for the API: it takes no form, and refuses every POST by itself."""
    return request.url.path.startswith(FOR_PROGRAMS)


def _netloc(origin: str) -> str:
    try:
        return urlsplit(origin).netloc
    except ValueError:
        return ""


def is_personal(request: Request) -> bool:
    """Tell whether an answer may hold what only members see: no browser keeps it for the next person."""
    arrival = arrival_of(request)
    return bool(arrival.session or arrival.device)


def _chosen(request: Request) -> dict[str, str]:
    """Return the valid choices of language and theme in an address."""
    asked = {name: request.query_params.get(name, "") for name in CHOICES}
    return {name: value for name, value in asked.items() if value in CHOICES[name]()}


def _remembered(request: Request, chosen: dict[str, str]) -> Response:
    rest = [(name, value) for name, value in request.query_params.multi_items() if name not in chosen]
    path = "/" + request.url.path.lstrip("/")  # "//host" would lead away
    response = RedirectResponse(path + (f"?{urlencode(rest)}" if rest else ""), status_code=303)
    for name, value in chosen.items():
        response.set_cookie(name, value, max_age=YEAR_S, samesite="lax", httponly=True)
    return response


async def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    if isinstance(error, HTTPException) and error.headers and "Location" in error.headers:
        return RedirectResponse(error.headers["Location"], status_code=status)
    if status == 403:
        elsewhere = isinstance(error, HTTPException) and error.detail == ELSEWHERE
        return visit_of(request).page("elsewhere.html" if elsewhere else "forbidden.html", status=status)
    return visit_of(request).page("not_found.html", status=status)


async def _not_found(request: Request, error: Exception) -> Response:
    log.info("address not understood path=%s reason=%s", request.url.path, error)
    return visit_of(request).page("not_found.html", status=404)


async def _unavailable(request: Request, error: Exception) -> Response:
    log.error("store unavailable path=%s reason=%s", request.url.path, error)
    return _notice(request, "unavailable.html", str(error), status=503)


def _notice(request: Request, template: str, reason: str = "", *, status: int) -> Response:
    """Return a page about a fault, with the alarms above it where they can still be read."""
    visit = visit_of(request)
    try:
        return visit.page(template, Notice(reason, alarms_known=True), status=status)
    except Exception:
        log.exception("alarms not readable path=%s", request.url.path)
        return visit.page(template, Notice(reason, alarms_known=False), status=status)
