"""What people recorded, page by page: without names, telephones or free text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal
from urllib.parse import urlencode

import msgspec
from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field, JsonValue

from dashboard.api.answers import Shape, json_answer
from dashboard.api.moments import written
from dashboard.api.openapi import PREFIX
from dashboard.api.parameters import Page, said_once
from dashboard.api.reader import ReaderHere
from dashboard.book.kinds import OF_MEMBERS, OPEN
from gateway.domain.entries import Entry
from gateway.journal import CommuneJournal
from gateway.people import ROLE_NAMES, People

router = APIRouter(prefix=PREFIX, dependencies=[Depends(said_once)])

SOMEBODY: Final = "somebody"


class EntryShape(Shape):
    """What somebody recorded; it is never changed, only taken back by another entry."""

    number: int = Field(description="Rises by one in its journal.", examples=[41])
    uid: str = Field(examples=["0b5c1f0e-5a5e-4c0a-8a55-0f6d3b1c9a10"])
    journal: Literal["book", "station"]
    kind: str = Field(examples=["harvest"])
    happened: str = Field(description="When it happened, UTC.", examples=["2026-06-09T14:00:00Z"])
    registered: str = Field(description="When it was written down, UTC.", examples=["2026-06-09T15:10:00Z"])
    author: str = Field(description="A role, or `somebody`.", examples=["team"])
    author_name: str | None = Field(description="The author's name; null for who is no member.")
    on_behalf_of: str | None = Field(description="The role of who said it, where another wrote it down.")
    on_behalf_of_name: str | None = Field(description="The name of who said it; null for who is no member.")
    reverses: str | None = Field(
        description="The uid of the entry that this one takes back; null where that is for members."
    )
    reversed_by: str | None = Field(
        description="The uid of the entry that takes this one back: do not count it."
    )
    body: dict[str, JsonValue] = Field(
        description="What stands in it. Exact numbers are texts, as '620.5': they are never rounded.",
        examples=[{"cycle": "ciclo-1-4", "kg": "742.0", "quality": "weighed", "complete": True}],
    )


class EntriesShape(Shape):
    """A page of a journal, rising by number."""

    entries: list[EntryShape]
    next: str | None = Field(
        description="The address of the next page; null on the last one.",
        examples=["/api/v1/entries?journal=book&after=100&limit=100"],
    )


@dataclass(slots=True)
class _Names:
    """Persons looked up once for a whole page."""

    people: People
    is_member: bool
    _known: dict[str, tuple[str, str | None]] = field(default_factory=dict)

    def of(self, author: str) -> tuple[str, str | None]:
        """Return the role that an author may be called by, and the name for who may know it."""
        if author not in self._known:
            person = self.people.person(author)
            role = author if author in ROLE_NAMES else SOMEBODY
            if person is not None and person.roles:
                role = person.roles[0]
            name = person.name if person is not None and self.is_member else None
            self._known[author] = (role, name)
        return self._known[author]


@router.get("/entries", response_model=EntriesShape, summary="What people recorded")
def entries(request: Request, reader: ReaderHere, asked: Annotated[Page, Query()]) -> Response:
    """A page of one journal, rising by number; `next` and the `Link` header lead to the next page.

    Open kinds are told to everybody, without names, telephones or free text. Kinds about
    devices and people need a key with the scope `members`, or a member who is signed in.
    """
    told: Mapping[str, tuple[str, ...]] = {**OPEN, **OF_MEMBERS} if reader.is_member else OPEN
    if asked.kind is not None and asked.kind not in told:
        reader.check_member()
    kinds = list(told) if asked.kind is None else [asked.kind]
    journal = reader.visit.station.journal
    found = journal.entries(asked.journal, kinds=kinds, after=asked.after, most=asked.limit + 1)
    taken_back = {one.reverses: one.uid for one in journal.entries(asked.journal, kinds=["reversal"])}
    names = _Names(reader.visit.station.people, reader.is_member)
    shapes = [
        _shape(_open(one, journal, told), names, told[one.kind], taken_back.get(one.uid))
        for one in found[: asked.limit]
    ]
    next_page = _next(asked, shapes[-1].number) if len(found) > asked.limit else None
    headers = {"Link": f'<{next_page}>; rel="next"'} if next_page else {}
    return json_answer(request, reader, EntriesShape(entries=shapes, next=next_page), headers=headers)


def _open(entry: Entry, journal: CommuneJournal, told: Collection[str]) -> Entry:
    """Return an entry that names nothing of which the reader may not know."""
    about = None if entry.reverses is None else journal.entry(entry.reverses)
    if about is None or about.kind in told:
        return entry
    return msgspec.structs.replace(entry, reverses=None)


def _next(asked: Page, last: int) -> str:
    kind = {} if asked.kind is None else {"kind": asked.kind}
    query = {"journal": asked.journal, **kind, "after": last, "limit": asked.limit}
    return f"/api/v1/entries?{urlencode(query)}"


def _shape(entry: Entry, names: _Names, fields: tuple[str, ...], reversed_by: str | None) -> EntryShape:
    author, author_name = names.of(entry.author)
    behalf, behalf_name = (None, None) if entry.on_behalf_of is None else names.of(entry.on_behalf_of)
    body = msgspec.to_builtins(entry.body)
    return EntryShape(
        number=entry.number,
        uid=entry.uid,
        journal=entry.journal,
        kind=entry.kind,
        happened=written(entry.happened),
        registered=written(entry.registered),
        author=author,
        author_name=author_name,
        on_behalf_of=behalf,
        on_behalf_of_name=behalf_name,
        reverses=entry.reverses,
        reversed_by=reversed_by,
        body={name: body[name] for name in fields if body.get(name) is not None},
    )
