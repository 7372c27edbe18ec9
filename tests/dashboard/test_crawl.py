"""What a telephone that nobody enrolled can find out: every address and answer, read to the last byte."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote, urlsplit

import pytest
from fastapi.testclient import TestClient
from httpx import Response
from members import PASSWORD, a_member, another_client, at_the_screen, door_of, enrolled, signed_in
from small_commune import NOW
from walk import doors

from dashboard.forms.catalog import FORMS
from dashboard.login.devices import By
from gateway.domain.entries import (
    AlarmAcknowledged,
    Body,
    Draft,
    FishGasping,
    Intervened,
    PlaceNoted,
    RainRead,
    Reversed,
)
from gateway.journal import salted
from gateway.people import People, Person

NAMES: Final = ("Eufrosina Zambrano", "Ñangarito", "Teolinda Quiaro")
TELEPHONES: Final = ("0416-5550177", "04265550188")
DEVICE: Final = "perola de Ñangarito"
NOTE: Final = "dijo Teolinda que vio a Crisóstomo abrir la compuerta"
OF_A_NOTE: Final = "Crisóstomo"
LOCATIONS: Final = re.compile(r"""(?:href|action|src|data-[a-z-]+|content)=["']([^"'#]+)""")
MOST: Final = 1500


def secrets_of(pages) -> list[str]:
    """Return everything that must not be found, however it is written."""
    plain = [*NAMES, *TELEPHONES, DEVICE, OF_A_NOTE, PASSWORD]
    plain += [word for name in NAMES for word in name.split()]
    plain += [re.sub(r"\D", "", one) for one in TELEPHONES]
    tokens = [str(value) for value in pages.client.cookies.values()]
    return [*plain, *tokens]


@dataclass
class Crawler:
    """Follows every address that an answer names, within the station."""

    client: TestClient
    seen: dict[str, Response] = field(default_factory=dict)

    def walk(self, *starts: str) -> None:
        waiting = list(starts)
        while waiting:
            path = waiting.pop()
            if path in self.seen:
                continue
            assert len(self.seen) < MOST, f"the pages never end: {path}"
            answer = self.client.get(path, follow_redirects=False)
            self.seen[path] = answer
            waiting += [one for one in _named_in(answer, path) if one not in self.seen]


def _named_in(answer: Response, path: str) -> Iterator[str]:
    found = [answer.headers.get("location", "")]
    if "html" in answer.headers.get("content-type", ""):
        found += [html.unescape(one) for one in LOCATIONS.findall(answer.text)]
    if "json" in answer.headers.get("content-type", ""):
        found += re.findall(r'"(/[^"\s]*)"', answer.text)
    for one in found:
        parts = urlsplit(one)
        is_ours = not parts.scheme and not parts.netloc and not parts.path.startswith("//")
        where = parts.path or urlsplit(path).path
        # Every page leads to itself in each light; one page says as much of it as all.
        is_light = one.startswith("?pantalla") and path != "/mas"
        if one and is_ours and where.startswith("/") and not one.startswith("?idioma") and not is_light:
            yield where + (f"?{parts.query}" if parts.query else "")


def leaks(answer: Response, secrets: list[str]) -> list[str]:
    """Return what an answer gives away, in its head or body, plain, escaped or without accents."""
    body = answer.text
    head = "\n".join(f"{name}: {value}" for name, value in answer.headers.items())
    whole = "\n".join([head, body, html.unescape(body), unquote(body), unquote(head), _unjson(body)])
    folded = _folded(whole)
    return [one for one in secrets if _folded(one) in folded]


def _unjson(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@pytest.fixture
def peopled(pages):
    """The small commune with people whose names nobody else has, and what they recorded."""
    people = People(pages.journal)
    members = [a_member(pages.client, "team", "technician", name=name) for name in NAMES]
    for person, telephone in zip(members, TELEPHONES, strict=False):
        people.add(Person(person.uid, person.name, telephone, person.roles, ("laguna-1",)))
    door_of(pages.client).devices.enrol(DEVICE, By(members[0].uid, NOW))
    for number, (body, kind) in enumerate(_recorded()):
        _append(pages, body, kind, uid=f"anotado-{number}", author=members[0].uid, said=members[2].uid)
    undone = Reversed("deshecho en el recibo")
    _append(pages, undone, "reversal", uid="anulado", author=members[1].uid, said=None, reverses="anotado-0")
    return pages


def _recorded() -> Iterator[tuple[Body, str]]:
    yield Intervened("estanque-1", "aerator", "on"), "intervention"
    yield FishGasping("estanque-2", "many"), "gasping"
    yield RainRead("lote-1", 12, "measured"), "rain"  # type: ignore[arg-type]
    yield PlaceNoted("estanque-1", salted(NOTE, salt=b"0123456789abcdef").salted_hash), "place_note"
    yield AlarmAcknowledged("alerta-1", 2), "acknowledgement"


def _append(pages, body: Body, kind: str, *, uid: str, author: str, said: str | None, reverses=None) -> None:
    journal = "station" if kind == "acknowledgement" else "book"
    draft = Draft(uid, journal, kind, body, NOW - 600, author, on_behalf_of=said, reverses=reverses)
    pages.journal.append(draft, now=NOW - 600, texts=[salted(NOTE, salt=b"0123456789abcdef")])


def _starts(pages) -> list[str]:
    """Return where to begin: every route, every form, every receipt, every person and device by its uid."""
    entries = [one.uid for name in ("station", "book") for one in pages.journal.entries(name)][-40:]
    people = [one.uid for one in People(pages.journal).everybody()]
    return [
        *(one.path for one in doors(pages.client.app) if one.method == "GET"),
        *(
            f"/anotar/{kind.slug}{query}"
            for kind in FORMS
            for query in ("", "?lugar=estanque-1", "?lugar=lote-1")
        ),
        *(f"/anotar/{kind.slug}?igual=anotado-{number}" for kind in FORMS for number in range(4)),
        *(f"/recibo/{uid}" for uid in entries),
        *(f"/personas/{uid}" for uid in people),
        *(f"/entrar?quien={uid}" for uid in people),
        *(f"/api/v1/entries?journal={name}&limit=100" for name in ("station", "book")),
        *(f"/api/v1/entries?journal=station&kind={kind}" for kind in ("member", "device", "token")),
        *(f"/api/v1/{what}?place=estanque-1" for what in ("latest", "readings.csv", "readings.json")),
        "/api/v1/series?place=estanque-1&quantity=oxygen",
        "/api/v1/entries?journal=nada",
        "/no-hay",
    ]


def test_a_telephone_that_nobody_enrolled_finds_no_name_telephone_or_note(peopled) -> None:
    crawler = Crawler(another_client(peopled.client))
    secrets = secrets_of(peopled)

    crawler.walk(*_starts(peopled))
    found = {path: told for path, answer in crawler.seen.items() if (told := leaks(answer, secrets))}

    assert found == {}
    assert len(crawler.seen) > 150


def test_the_station_s_own_screen_shows_no_name_either_before_anybody_signs_in(peopled) -> None:
    screen, secrets = at_the_screen(peopled.client), secrets_of(peopled)

    paths = ["/", "/anotar", "/entrar", "/estanques/estanque-1", *(f"/recibo/anotado-{n}" for n in range(5))]
    told = [path for path in paths if leaks(screen.get(path), secrets)]

    assert told == []


def test_no_form_that_is_sent_wrongly_gives_a_name_away(peopled) -> None:
    stranger, secrets = another_client(peopled.client), secrets_of(peopled)
    uids = [one.uid for one in People(peopled.journal).everybody()]
    lures = {"anota": uids[0], "dijo": uids[2], "quien": uids[1], "lugar": "estanque-1", "secreto": "0000"}

    found = {
        door.name: told
        for door in doors(peopled.client.app)
        if door.method == "POST"
        and (told := leaks(stranger.post(door.path, data=lures, follow_redirects=False), secrets))
    }

    assert found == {}


def test_an_answer_in_english_gives_away_no_more(peopled) -> None:
    stranger, secrets = another_client(peopled.client), secrets_of(peopled)
    stranger.headers["accept-language"] = "en"

    paths = ["/", "/recibo/anotado-0", "/recibo/anotado-3", "/recibo/anulado", "/estanques/estanque-1"]
    told = [path for path in paths if leaks(stranger.get(path), secrets)]

    assert told == []


def test_the_crawl_would_see_a_name(peopled) -> None:
    """What the tests above look for is there: an enrolled device is shown the names, a member the notes."""
    device, member = another_client(peopled.client), another_client(peopled.client)
    enrolled(device)
    signed_in(member, "technician", name=NAMES[1])
    secrets = secrets_of(peopled)

    shown = leaks(device.get("/anotar/lluvia?lugar=lote-1"), secrets)
    listed = leaks(member.get("/personas"), secrets)

    assert set(NAMES) <= set(shown)
    assert set(NAMES) <= set(listed)
    assert json.loads('"\\u00d1angarito"') in NAMES
