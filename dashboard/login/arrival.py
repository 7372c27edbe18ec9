"""What a request brings along: the tokens in its cookies, and the way it took."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from fastapi import Request
from fastapi.responses import Response

from dashboard.login.channel import Channel, channel_of
from dashboard.login.sessions import LONGEST_S

SESSION_COOKIE: Final = "sesion"
DEVICE_COOKIE: Final = "aparato"
YEAR_S: Final = 365 * 24 * 3600
BY_ITSELF: Final = "x-sondeo"
"""The header with which a page looks for news while nobody touches it: that keeps no session alive."""

UNTOUCHED: Final = ("/version", "/static/")


@dataclass(frozen=True, slots=True)
class Arrival:
    """How a request came.

    Attributes:
        session: The token of a session, empty where the browser brought none.
        device: The token of an enrolled device, empty where the browser brought none.
        is_touched: Whether a person did something.
    """

    channel: Channel
    session: str
    device: str
    is_touched: bool


def arrival_of(request: Request) -> Arrival:
    """Return how a request came."""
    host = None if request.client is None else request.client.host
    channel = channel_of(host, request.url.scheme, request.headers)
    return Arrival(
        channel=channel,
        session=request.cookies.get(channel.cookie(SESSION_COOKIE), ""),
        device=request.cookies.get(channel.cookie(DEVICE_COOKIE), ""),
        is_touched=BY_ITSELF not in request.headers and not request.url.path.startswith(UNTOUCHED),
    )


def keep_session(answer: Response, token: str, channel: Channel) -> None:
    """Put the token of a session into the browser."""
    _keep(answer, SESSION_COOKIE, token, channel, seconds=LONGEST_S)


def keep_device(answer: Response, token: str, channel: Channel) -> None:
    """Put the token of an enrolled device into the browser."""
    _keep(answer, DEVICE_COOKIE, token, channel, seconds=YEAR_S)


def forget(answer: Response, cookie: str, channel: Channel) -> None:
    """Take a token out of the browser."""
    _keep(answer, cookie, "", channel, seconds=0)


def _keep(answer: Response, cookie: str, token: str, channel: Channel, *, seconds: int) -> None:
    answer.set_cookie(
        channel.cookie(cookie),
        token,
        max_age=seconds,
        path="/",
        httponly=True,
        samesite="lax",
        secure=channel.is_https,
    )
