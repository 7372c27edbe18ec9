"""What holds for every answer of the API: HEAD is a GET without body, and no fault is ever a traceback."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Final

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.api.parameters import problem_of
from dashboard.api.problems import FAILED, METHOD, UNAVAILABLE, ProblemError, answered, kind_of
from gateway.domain.errors import StoreError

log = logging.getLogger(__name__)

ALLOWED: Final = "GET, HEAD"


class Frame:
    """The outermost layer of the API."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        is_head = scope["method"] == "HEAD"
        inner = {**scope, "method": "GET", "conuco.head": True} if is_head else scope
        has_begun = False

        async def told(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            without = is_head and message["type"] == "http.response.body"
            await send({**message, "body": b""} if without else message)

        try:
            await self._app(inner, receive, told)
        except Exception:
            log.exception("answer failed path=%s", scope["path"])
            if has_begun:
                raise  # the connection breaks off: half an export must not look like a whole one
            await answered(Request(scope), ProblemError(FAILED))(scope, receive, told)


def guard(api: FastAPI) -> None:
    """Put the frame around the API."""
    api.add_middleware(Frame)
    handlers: dict[type[Exception], Callable[[Request, Exception], Response]] = {
        HTTPException: _refused,
        RequestValidationError: _wrong,
        ProblemError: _problem,
        StoreError: _unavailable,
    }
    for sort, handler in handlers.items():
        api.add_exception_handler(sort, handler)


def _refused(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else FAILED.status
    kind = kind_of(status)
    answer = answered(request, ProblemError(kind), status=status)
    if kind is METHOD:
        answer.headers["Allow"] = ALLOWED
    return answer


def _wrong(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return answered(request, problem_of(error))


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, ProblemError)
    return answered(request, error)


def _unavailable(request: Request, error: Exception) -> Response:
    log.error("store unavailable path=%s reason=%s", request.url.path, error)
    return answered(request, ProblemError(UNAVAILABLE))
