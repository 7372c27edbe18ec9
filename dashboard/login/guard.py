"""The door of a page that not everybody may enter."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import HTTPException
from fastapi.params import Depends

from dashboard.dependencies import Visit, VisitHere
from dashboard.login.rights import Right


def needs(right: Right) -> Depends:
    """Return the dependency of a route that only who may do something enters."""

    def entered(visit: VisitHere) -> None:
        check(visit, right)

    return Depends(entered)


def check(visit: Visit, right: Right) -> None:
    """Let pass who may do something.

    Raises:
        HTTPException: 303 to the sign-in page while nobody has signed in, 403 for who may not.
    """
    if visit.may(right):
        return
    if visit.member is None:
        raise HTTPException(303, headers={"Location": f"/entrar?volver={quote(visit.path)}"})
    raise HTTPException(403)
