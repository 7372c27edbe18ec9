"""The door of a page that not everybody may enter."""

from __future__ import annotations

from typing import Final
from urllib.parse import quote

from fastapi import HTTPException, Request
from fastapi.params import Depends

from dashboard.login.rights import SAFE_CHANNEL_ONLY, Right
from dashboard.visit.given import Visit, VisitHere

ELSEWHERE: Final = "elsewhere"
"""The detail of a refusal that only means: not from here."""

FOR_PROGRAMS: Final = "/api/"


def needs(right: Right) -> Depends:
    """Return the dependency of a route that only who may do something enters."""

    def entered(request: Request, visit: VisitHere) -> None:
        query = f"?{request.url.query}" if request.method == "GET" and request.url.query else ""
        check(visit, right, back=visit.path + query)

    return Depends(entered)


def check(visit: Visit, right: Right, *, back: str = "") -> None:
    """Let pass who may do something.

    Args:
        visit: Who is here.
        right: What is to be done.
        back: Where to go after signing in, the page itself where it is not said.

    Raises:
        HTTPException: 303 to the sign-in page while nobody has signed in (401 for a program), 403 for who
            may not, or not from here.
    """
    if visit.may(right):
        return
    if right in SAFE_CHANNEL_ONLY and not visit.is_safe:
        raise HTTPException(403, detail=ELSEWHERE)
    if visit.member is not None:
        raise HTTPException(403)
    if visit.path.startswith(FOR_PROGRAMS):
        raise HTTPException(401)
    raise HTTPException(303, headers={"Location": f"/entrar?volver={quote(back or visit.path, safe='/')}"})
