"""The page where a technician makes keys for programs, and takes them away."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal

from fastapi import APIRouter, Form, HTTPException
from fastapi.responses import HTMLResponse, Response

from dashboard.api.tokens import Hand, Scope, Token, Tokens, Wish
from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.errors import EntryError

router = APIRouter(dependencies=[needs(Right.MAKE_TOKENS)])

DAY_S: Final = 86_400
DAYS: Final = (7, 30, 90, 365)
"""For how long a key may open; none opens for ever, for nobody remembers where it lies."""

SCOPES: Final[Mapping[str, frozenset[Scope]]] = {
    "read": frozenset({"read"}),
    "members": frozenset({"read", "members"}),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A key in the list, and how it stands."""

    token: Token
    state: Literal["valid", "expired", "dropped"]


@dataclass(frozen=True, slots=True)
class TokensView:
    """The list and the form.

    Attributes:
        secret: The key that was made just now; it is shown this once.
        was_made: Whether this form had made its key already.
        refusal: Why none was made.
    """

    key: str
    tokens: list[Shown]
    days: tuple[int, ...] = DAYS
    written: Mapping[str, str] = field(default_factory=dict)
    faults: tuple[()] = ()
    secret: str | None = None
    was_made: bool = False
    refusal: str | None = None


@router.get("/llaves")
def tokens(visit: VisitHere) -> HTMLResponse:
    """Show the keys and the form."""
    return visit.page("tokens.html", _view(visit))


@router.post("/llaves")
def make(
    visit: VisitHere,
    key: Annotated[str, Form(alias="clave", max_length=60, pattern=r"^[A-Za-z0-9-]+$")],
    purpose: Annotated[str, Form(alias="para")] = "",
    scope: Annotated[str, Form(alias="alcance")] = "",
    days: Annotated[str, Form(alias="dias")] = "",
) -> Response:
    """Make a key and show it, this once."""
    lasts = next((one for one in DAYS if str(one) == days), min(DAYS))
    wish = Wish(key, purpose, SCOPES.get(scope, frozenset()), lasts * DAY_S)
    try:
        secret = Tokens(visit.station.journal).make(wish, _hand(visit))
    except EntryError as error:
        refusal = visit.language.gettext(error.sentence) % error.values
        written = {"para": purpose, "alcance": scope, "dias": days}
        return visit.page("tokens.html", _view(visit, written=written, refusal=refusal), status=422)
    answer = visit.page("tokens.html", _view(visit, secret=secret, was_made=secret is None))
    answer.headers["Cache-Control"] = "no-store"
    return answer


@router.post("/llaves/{uid}/quitar")
def drop(uid: str, visit: VisitHere) -> Response:
    """Take a key away."""
    if not Tokens(visit.station.journal).drop(uid, _hand(visit)):
        raise HTTPException(404)
    return see_other("/llaves")


def _hand(visit: Visit) -> Hand:
    return Hand(visit.author, happened=visit.now, wall=int(visit.station.wall.now()))


def _view(
    visit: Visit,
    *,
    written: Mapping[str, str] | None = None,
    secret: str | None = None,
    was_made: bool = False,
    refusal: str | None = None,
) -> TokensView:
    now = int(visit.station.wall.now())
    return TokensView(
        key=str(uuid.uuid4()),
        tokens=[_shown(one, now=now) for one in Tokens(visit.station.journal).everything()],
        written=written or {},
        secret=secret,
        was_made=was_made,
        refusal=refusal,
    )


def _shown(token: Token, *, now: int) -> Shown:
    if token.dropped is not None:
        return Shown(token, "dropped")
    return Shown(token, "valid" if token.opens(now=now) else "expired")
