"""Who asks the API: anybody, a program with a key, or a member who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from fastapi import Depends, Request

from dashboard.api.problems import FORBIDDEN, UNAUTHORIZED, ProblemError
from dashboard.api.tokens import Tokens
from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere
from dashboard.words.language import N_

_NO_KEY: Final = N_(
    "Para esto hace falta una llave con «members». Pídala al equipo técnico "
    "y mándela así: Authorization: Bearer <llave>."
)


@dataclass(frozen=True, slots=True)
class Reader:
    """One question's visit, and whether who asks may see what belongs to members.

    Attributes:
        has_key: Whether a valid key came with it.
        is_head: Whether only the headers are wanted.
    """

    visit: Visit
    is_member: bool
    has_key: bool
    is_head: bool

    def check_member(self) -> None:
        """Let pass who may see names and devices.

        Raises:
            ProblemError: 401 without any key, 403 with one that is only for open reading.
        """
        if not self.is_member:
            if self.has_key or self.visit.member:
                raise ProblemError(FORBIDDEN)
            raise ProblemError(UNAUTHORIZED, advice=_NO_KEY)


def reader_of(request: Request, visit: VisitHere) -> Reader:
    """Return who asks.

    Raises:
        ProblemError: A key came that opens nothing: better no answer than one that looks complete.
    """
    is_head = bool(request.scope.get("conuco.head"))
    stated = request.headers.get("authorization")
    if stated is None:
        return Reader(visit, visit.may(Right.SEE_MEMBERS), has_key=False, is_head=is_head)
    scheme, _, secret = stated.strip().partition(" ")
    if scheme.lower() != "bearer":
        raise ProblemError(UNAUTHORIZED)
    station = visit.station
    token = Tokens(station.journal).presented(secret.strip(), now=int(station.wall.now()))
    if token is None:
        raise ProblemError(UNAUTHORIZED)
    return Reader(visit, "members" in token.scopes, has_key=True, is_head=is_head)


ReaderHere = Annotated[Reader, Depends(reader_of)]
