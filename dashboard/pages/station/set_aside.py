"""Messages that could not be read: what waits, one of them whole, and what the technicians do about it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Final

from fastapi import APIRouter, Form, HTTPException, Query
from fastapi.responses import HTMLResponse, Response

from dashboard.login.rights import Right
from dashboard.visit.given import Visit, VisitHere, see_other
from dashboard.visit.guard import needs
from gateway.domain.dead_letters import (
    DeadLetter,
    OverQuota,
    Pile,
    Wanted,
    as_hex,
    as_text,
    bound_to,
    piles,
    printable,
)
from gateway.domain.entries import Draft, OrderGiven
from gateway.domain.orders import OrderName
from gateway.domain.reasons import explained
from gateway.store.sqlite.dead_letter_reader import SqliteDeadLetters
from gateway.store.sqlite.orders import Answer

router = APIRouter(dependencies=[needs(Right.SET_UP)])

SHOWN: Final = 12
"""So many letters of a pile are offered one by one, the newest; the command lists all."""

NOBODY: Final = "-"
"""Stands in an address for the letters that are of no node of ours."""

AskedFor = Annotated[str, Query(alias="orden", max_length=40)]
ToDrop = Annotated[str, Query(alias="descartar", max_length=40)]
OfNode = Annotated[str, Form(alias="nodo", max_length=40)]


@dataclass(frozen=True, slots=True)
class Reason:
    """Why some letters were set aside, in the reader's language.

    Attributes:
        pile: The letters.
        what: What is wrong.
        what_next: What to do.
        newest: Numbers to look at.
    """

    pile: Pile
    what: str
    what_next: str

    @property
    def newest(self) -> Sequence[int]:
        """The newest of the letters, the last first."""
        return self.pile.numbers[: -SHOWN - 1 : -1]


@dataclass(frozen=True, slots=True)
class Sender:
    """The letters of one node, or of nobody.

    Attributes:
        word: Of the node in an address.
    """

    node: str
    reasons: Sequence[Reason]

    @property
    def word(self) -> str:
        """What stands for it in an address."""
        return self.node or NOBODY

    @property
    def count(self) -> int:
        """How many letters wait."""
        return sum(len(one.pile.numbers) for one in self.reasons)


@dataclass(frozen=True, slots=True)
class SetAsideView:
    """What the page shows.

    Attributes:
        senders: By node, nobody's last.
        over: What was not kept.
        is_asked: Whether something was just asked for.
        answer: What came of it so far, None while the gateway has not seen it.
        dropping: Whose letters are to be dropped, if the person says yes once more.
    """

    senders: Sequence[Sender]
    over: OverQuota
    is_asked: bool
    answer: Answer | None
    dropping: str


@dataclass(frozen=True, slots=True)
class LetterView:
    """One letter whole.

    Attributes:
        topic: Safe to show.
        text: The body where it is text, else byte by byte.
        is_dropping: Whether it is dropped if the person says yes once more.
    """

    letter: DeadLetter
    topic: str
    what: str
    what_next: str
    text: str
    is_text: bool
    is_dropping: bool


@router.get("/apartados")
def show(visit: VisitHere, order: AskedFor = "", dropping: ToDrop = "") -> HTMLResponse:
    """Show what waits, by node and by reason."""
    store = _store(visit)
    found = piles(store.waiting(Wanted()), lambda reason: explained(reason).what())
    nodes = dict.fromkeys(pile.node for pile in found)
    senders = [Sender(node, [_reason(visit, one) for one in found if one.node == node]) for node in nodes]
    answer = store.answer(order) if order else None
    return visit.page(
        "set_aside.html", SetAsideView(senders, store.over_quota(), bool(order), answer, dropping)
    )


@router.post("/apartados/repetir")
def replay_many(visit: VisitHere, node: OfNode = "") -> Response:
    """Ask the gateway to read the letters of a node once more, or all."""
    return _asked(visit, "replay_letters", _of(node))


@router.post("/apartados/descartar")
def drop_many(
    visit: VisitHere, node: OfNode = "", sure: Annotated[str, Form(alias="seguro", max_length=2)] = ""
) -> Response:
    """Ask back, and then ask the gateway to let the letters of a node go."""
    if not node:
        return see_other("/apartados")
    if sure != "si":
        return see_other(f"/apartados?descartar={_named(node)}")
    return _asked(visit, "drop_letters", _of(_named(node)))


@router.get("/apartados/{number}")
def show_one(visit: VisitHere, number: str, dropping: ToDrop = "") -> HTMLResponse:
    """Show one letter whole."""
    letter = _found(visit, number)
    why, text = explained(letter.reason), as_text(letter.body)
    view = LetterView(
        letter,
        printable(letter.topic),
        printable(why.what(visit.language.gettext)),
        why.what_next(visit.language.gettext),
        "\n".join(as_hex(letter.body)) if text is None else text,
        text is not None,
        bool(dropping),
    )
    return visit.page("set_aside_one.html", view)


@router.post("/apartados/{number}/repetir")
def replay_one(visit: VisitHere, number: str) -> Response:
    """Ask the gateway to read one letter once more."""
    return _asked(visit, "replay_letters", Wanted(number=_found(visit, number).number))


@router.post("/apartados/{number}/descartar")
def drop_one(
    visit: VisitHere, number: str, sure: Annotated[str, Form(alias="seguro", max_length=2)] = ""
) -> Response:
    """Ask back, and then ask the gateway to let one letter go."""
    letter = _found(visit, number)
    if sure != "si":
        return see_other(f"/apartados/{letter.number}?descartar=si")
    return _asked(visit, "drop_letters", Wanted(number=letter.number))


def _store(visit: Visit) -> SqliteDeadLetters:
    return SqliteDeadLetters(Path(visit.station.config.storage.folder))


def _reason(visit: Visit, pile: Pile) -> Reason:
    why = explained(pile.reason)
    return Reason(pile, printable(why.what(visit.language.gettext)), why.what_next(visit.language.gettext))


def _found(visit: Visit, number: str) -> DeadLetter:
    is_number = number.isascii() and number.isdigit() and len(number) < 12
    letter = _store(visit).find(int(number)) if is_number else None
    if letter is None:
        raise HTTPException(404)
    return letter


def _named(node: str) -> str:
    return "".join(sign for sign in node if sign.isascii() and (sign.isalnum() or sign == "-")) or NOBODY


def _of(node: str) -> Wanted:
    """Return the letters of a node as an address has it; of everybody where it has none."""
    return Wanted(node=None if not node else "" if node == NOBODY else node)


def _asked(visit: Visit, order: OrderName, wanted: Wanted) -> Response:
    """Give the gateway an order for the letters that wait now, and go and look at what comes of it."""
    letters = _store(visit).waiting(wanted)
    if not letters:
        return see_other("/apartados")
    uid = str(uuid.uuid4())
    body = OrderGiven(order, bound_to(letters, wanted).argument())
    draft = Draft(uid, "station", "order", body, visit.now, visit.author)
    visit.station.journal.append(draft, now=visit.now)
    return see_other(f"/apartados?orden={uid}")
