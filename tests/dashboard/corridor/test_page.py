"""The page of the corridor, and the door by which another station leaves a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from corridor_communes import DECISION, NOW, SLUGS, STORE, Commune, a_commune, named
from corridor_files import a_file, with_format
from fakes import FixedClock, MemoryReadings
from fastapi.testclient import TestClient
from members import at_the_screen, signed_in
from msgspec.structs import replace

from dashboard.app import create_app
from dashboard.corridor import inbox
from dashboard.corridor.file import CorridorFile, is_there
from dashboard.corridor.judging import judge
from dashboard.corridor.opening import opened
from dashboard.corridor.packing import MOST_BYTES
from dashboard.corridor.standing import Expected, expect, read, refuse, take, trust
from dashboard.corridor.sums import fits, sums
from dashboard.printed.qr import qr_svg
from gateway.config.services import Corridor
from gateway.domain.entries import ExportMade

PATH = "/asamblea/corredor"
INBOX = "/corredor/archivo"


@dataclass
class Visited:
    """A commune with its pages."""

    commune: Commune
    client: TestClient

    @property
    def folder(self) -> Path:
        return self.commune.desk.folder

    def secretary(self) -> TestClient:
        client = at_the_screen(self.client)
        signed_in(client, "parliament_secretary", name="Secretaria de prueba")
        return client

    def exports(self) -> list[str]:
        found = self.commune.journal.entries("book", kinds=("export",))
        return [one.uid for one in found if isinstance(one.body, ExportMade)]


@pytest.fixture
def visited(tmp_path: Path) -> Iterator[Visited]:
    yield from visiting(tmp_path, is_open=False)


@pytest.fixture
def receiving(tmp_path: Path) -> Iterator[Visited]:
    yield from visiting(tmp_path, is_open=True)


def visiting(folder: Path, *, is_open: bool) -> Iterator[Visited]:
    with a_commune(folder) as commune:
        config = replace(commune.desk.config, corridor=Corridor(inbox=is_open))
        app = create_app(config, store=MemoryReadings({}), journal=commune.journal, clock=FixedClock(NOW))
        yield Visited(commune, TestClient(app))
        app.state.station.door.close()
        app.state.station.production.close()


def text(client: TestClient, path: str = PATH) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, answer.text
    return " ".join(answer.text.replace("\u00a0", " ").split())


def three_come(folder: Path) -> None:
    """Let four be expected, two be taken and one be refused."""
    names = SLUGS[1:5]
    with CorridorFile(folder) as file:
        for slug in names:
            expect(file, Expected(slug, named(slug)))
        bodies = {f"/media/usb/{slug}.zip": a_file(slug) for slug in names[:2]}
        for body in bodies.values():
            trust(file, opened(body).manifest.commune, opened(body).words, now=NOW)
        bodies["/media/usb/vieja.zip"] = with_format(a_file(names[2]), "conuco-export/0")
        verdicts = judge(bodies, read(file), now=NOW)
        take(file, [one.opened for one in verdicts if one.fate == "new" and one.opened], now=NOW)
        refuse(file, [one.refused for one in verdicts if one.refused])


def test_everybody_reads_what_was_decided_and_nobody_unknown_sends_it(visited: Visited) -> None:
    page = text(visited.client)

    assert "Corredor de prueba" in page
    assert "del 1 de enero de 2026 al 31 de mayo de 2026" in page
    assert "sumas por producto" in page
    assert "acta 3" in page
    assert DECISION in page
    assert "<button" not in page.split("<main")[1].split("</main")[0]
    assert visited.client.post(PATH, data={"decision": DECISION}).status_code == 403
    assert visited.exports() == []


def test_reading_the_page_makes_no_key_and_no_file(visited: Visited) -> None:
    text(visited.client)

    assert not is_there(visited.folder)
    assert not (visited.folder / "corridor.key").exists()


def test_the_secretary_makes_the_file_and_everybody_sees_what_left(visited: Visited) -> None:
    secretary = visited.secretary()

    answer = secretary.post(PATH, data={"decision": DECISION}, follow_redirects=False)

    (uid,) = visited.exports()
    assert answer.headers["location"] == f"{PATH}?hecho={uid}#salio"
    assert "El archivo está listo" in text(secretary, f"{PATH}?hecho={uid}")
    page = text(visited.client)
    assert f'href="{PATH}/{uid}"' in page
    sent = visited.client.get(f"{PATH}/{uid}")
    assert sent.headers["content-disposition"].endswith('_2026-01-01_2026-05-31_v1.zip"')
    assert opened(sent.content).words in page


def test_the_form_twice_is_one_file(visited: Visited) -> None:
    secretary = visited.secretary()

    for _ in range(2):
        secretary.post(PATH, data={"decision": DECISION})

    assert len(visited.exports()) == 1


def test_what_nobody_decided_does_not_leave_and_the_page_says_so(visited: Visited) -> None:
    answer = visited.secretary().post(PATH, data={"decision": "otra"})

    assert answer.status_code == 422
    assert "Nada sale sin acuerdo del Parlamento Comunal" in answer.text
    assert visited.exports() == []


def test_what_never_left_cannot_be_fetched(visited: Visited) -> None:
    assert visited.client.get(f"{PATH}/no-hay").status_code == 404
    assert visited.client.get(f"{PATH}/{DECISION}").status_code == 404


def test_who_receives_sees_how_many_came_and_why_the_others_did_not(visited: Visited) -> None:
    three_come(visited.folder)

    page = text(visited.client)

    assert "2 de 4 comunas" in page
    assert "rechazada: Es de un formato viejo (conuco-export/0)" in page
    assert "falta: no ha llegado nada" in page
    assert "kg a 14 % de humedad y 2 % de impureza" in page
    assert "vieja.zip" in page
    assert "/media/usb" not in page
    assert STORE not in page


def test_the_page_speaks_english(visited: Visited) -> None:
    three_come(visited.folder)
    visited.client.cookies.set("idioma", "en")

    page = text(visited.client)

    assert "2 of 4 communes" in page
    assert "refused: It is of an old format (conuco-export/0)" in page


def test_the_inbox_is_shut_until_the_setting_opens_it(visited: Visited) -> None:
    answer = visited.client.post(INBOX, content=a_file())

    assert answer.status_code == 404
    assert inbox.waiting(visited.folder) == []


def test_a_file_that_is_left_waits_once_for_a_person_and_counts_for_nothing(receiving: Visited) -> None:
    answers = [receiving.client.post(INBOX, content=a_file()) for _ in range(2)]

    sha256 = opened(a_file()).sha256
    assert [(one.status_code, one.json()) for one in answers] == [(201, {"sha256": sha256})] * 2
    assert [one.read_bytes() for one in inbox.waiting(receiving.folder)] == [a_file()]
    assert not is_there(receiving.folder)
    assert "1 archivo espera en el buzón" in text(receiving.client)


def test_what_is_no_file_of_the_corridor_does_not_enter_the_inbox(receiving: Visited) -> None:
    answer = receiving.client.post(INBOX, content=a_file()[:-9])

    assert (answer.status_code, list(answer.json())) == (422, ["motivo"])
    assert receiving.client.post(INBOX, content=b"x" * (MOST_BYTES + 9)).status_code == 413
    assert inbox.waiting(receiving.folder) == []


def test_the_inbox_does_not_fill_the_card(receiving: Visited, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox, "MOST_FILES", 1)
    receiving.client.post(INBOX, content=a_file())

    answer = receiving.client.post(INBOX, content=a_file(SLUGS[1]))

    assert answer.status_code == 422
    assert len(inbox.waiting(receiving.folder)) == 1


def test_the_sums_of_what_left_stand_in_a_square_that_says_the_same_as_its_lines(visited: Visited) -> None:
    secretary = visited.secretary()
    secretary.post(PATH, data={"decision": DECISION}, follow_redirects=False)

    page = visited.client.get(PATH).text

    (uid,) = visited.exports()
    found = opened(visited.client.get(f"{PATH}/{uid}").content)
    lines = page.split("<pre", 1)[1].split(">", 1)[1].split("</pre>")[0].splitlines()
    assert "\n".join(lines) == sums(found).rstrip("\n")
    assert qr_svg(sums(found)) in page
    assert lines[0] == "conuco-sumas/1"
    assert f"archivo {found.sha256[:16]} reservados {found.manifest.kept_back}" in lines
    assert {f"{one.concept} {one.good} {one.amount}" for one in found.manifest.totals} <= set(lines)
    assert STORE not in sums(found)
    assert fits(sums(found))
    assert len(visited.client.get(PATH).content) < 50_000


def test_a_file_that_left_and_is_damaged_since_does_not_shut_the_page(visited: Visited) -> None:
    visited.secretary().post(PATH, data={"decision": DECISION}, follow_redirects=False)
    with CorridorFile(visited.folder) as file, file.transaction() as connection:
        connection.execute("UPDATE made SET file = ?", (b"PK damaged",))

    page = text(visited.client)

    assert f'href="{PATH}/{visited.exports()[0]}"' in page
    assert "conuco-sumas" not in page


def test_who_receives_reads_whether_the_words_of_a_key_were_compared(visited: Visited) -> None:
    three_come(visited.folder)
    with CorridorFile(visited.folder) as file:
        trust(file, SLUGS[1], opened(a_file(SLUGS[1])).words, now=NOW, compared="typed")

    page = text(visited.client)

    assert "está en la suma; las palabras de su llave se escribieron del acta" in page
    assert "está en la suma; nadie comparó las palabras de su llave con el acta" in page
