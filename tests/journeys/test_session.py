"""A session of the parliament in a real browser: from its convocation to minutes that paper can check."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from browser import DESKTOP, PHONE, Chromium, barriers, opens, shown, sideways
from entering import enters, registered
from journey import Journey
from meeting import MORNING, backed_up, forged, found
from members import PASSWORD
from paper import asked
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from gateway.domain.entries import BookClosed, Decided
from gateway.journal.registers import standing

pytestmark = [pytest.mark.broker, pytest.mark.browser]

SPANISH: Final = {
    "code": "es-VE",
    "convene": "Convocar una sesión",
    "yes": "Sí, guardar",
    "attendance": "Seguir: Asistencia",
    "no quorum": "No hay quórum",
    "needed": "1 de 4 vocerías presentes; según sus reglas hacen falta 3",
    "needed again": "2 de 4 vocerías presentes; según sus reglas hacen falta 2",
    "quorum": "Hay quórum",
    "surplus": "Excedente: USD 660",
    "share": "Fondo de mantenimiento: USD 396",
    "rejected": "Rechazado",
    "approved": "Aprobado",
    "close": "Cerrar el libro con la sesión 1",
    "minutes": "Acta 1 para imprimir",
}
ENGLISH: Final = {
    "code": "en-GB",
    "convene": "Convene a session",
    "yes": "Yes, save",
    "attendance": "Go on: Attendance",
    "no quorum": "There is no quorum",
    "needed": "1 of 4 delegates present; by your rules 3 are needed",
    "needed again": "2 of 4 delegates present; by your rules 2 are needed",
    "quorum": "There is a quorum",
    "surplus": "Surplus: USD 660",
    "share": "Fondo de mantenimiento: USD 396",
    "rejected": "Rejected",
    "approved": "Approved",
    "close": "Close the book with session 1",
    "minutes": "Minutes 1 to print",
}
WORDS: Final = re.compile(r"(?:\w+ ){11}\w+")


@pytest.fixture
def commune(tmp_path: Path) -> Iterator[Journey]:
    """A commune with rules and mandates on the morning of its first session."""
    with Journey(tmp_path, "", start=MORNING) as journey:
        with journey.station.journal() as journal:
            found(journal)
            registered(_folder(journey), journal, "parliament_secretary", at=journey.now())
        yield journey


@dataclass
class Leader:
    """Who leads the session, in a language."""

    page: Page
    words: dict[str, str]

    def go(self, step: str) -> None:
        self.page.goto(f"/asamblea/sesiones/1/guia/{step}")
        self.look()

    def look(self) -> None:
        assert (barriers(self.page), sideways(self.page)) == ([], 0)

    def fill(self, **answers: str) -> None:
        for name, value in answers.items():
            self.page.locator(f"#{name.replace('_', '-')}").fill(value)

    def tap(self, name: str, value: str) -> None:
        self.page.locator(f"label.choice:has(input[name='{name}'][value='{value}'])").click()

    def pick(self, name: str, value: str) -> None:
        self.page.locator(f"select[name='{name}']").select_option(value)

    def send(self) -> None:
        opens(self.page, self.page.locator("#clave button.main"))
        self.look()

    def say_yes(self) -> None:
        """Send a form, look at what it tells back, and say yes."""
        self.send()
        expect(self.page.locator("form.echo")).to_be_visible()
        opens(self.page, self.page.get_by_role("button", name=self.words["yes"]))
        expect(self.page.locator("form.echo")).to_have_count(0)

    def sees(self, key: str) -> None:
        assert self.words[key] in shown(self.page)


@pytest.mark.parametrize("words", [SPANISH, ENGLISH], ids=["Spanish", "English"])
def test_a_session_goes_from_its_convocation_to_minutes_that_paper_can_check(
    commune: Journey, chromium: Chromium, tmp_path: Path, words: dict[str, str]
) -> None:
    size = PHONE if words is SPANISH else DESKTOP
    with chromium.page(commune.address, size, language=words["code"]) as page:
        leader = Leader(page, words)
        enters(page, secret=PASSWORD)
        _convenes(leader)
        _has_no_quorum(leader)
        _convenes_again(leader)
        _proposes(leader)
        _votes_and_decides(leader)
        paper = _closes(leader)

    _the_book_says_the_same(commune)
    _the_paper_checks_the_book(commune, tmp_path, paper)
    _who_alters_an_entry_is_found(commune, tmp_path, paper)


def _convenes(leader: Leader) -> None:
    leader.page.goto("/asamblea/sesiones")
    leader.look()
    leader.page.get_by_role("link", name=leader.words["convene"]).click()
    _at(leader, "9:00")
    leader.fill(lugar="Casa comunal", agenda="Excedente\nPlan")
    leader.say_yes()
    leader.page.get_by_role("link", name=leader.words["attendance"]).click()


def _at(leader: Leader, hour: str) -> None:
    leader.fill(para_dia="14", para_hora=hour)
    leader.pick("para-mes", "6")
    leader.page.locator("input[name='para-anio']").fill("2026")
    leader.tap("para-mitad", "am")


def _has_no_quorum(leader: Leader) -> None:
    leader.tap("presentes-council", "vocería-la-ceiba")
    leader.fill(asamblea="21")
    leader.say_yes()
    leader.sees("no quorum")
    leader.sees("needed")
    assert "acta 1 de la asamblea (ficticia)" in shown(leader.page)
    leader.look()


def _convenes_again(leader: Leader) -> None:
    assert leader.page.locator("#lugar").input_value() == "Casa comunal"
    _at(leader, "10:30")
    leader.say_yes()
    leader.tap("presentes-council", "vocería-la-ceiba")
    leader.tap("presentes-enterprise", "vocería-cachamas")
    leader.fill(asamblea="34")
    leader.say_yes()
    leader.sees("quorum")
    leader.sees("needed again")


def _proposes(leader: Leader) -> None:
    page = leader.page
    leader.go("anteriores")
    leader.go("propuestas")
    leader.tap("tipo", "reinvestment")
    opens(page, page.locator("main form button.main"))
    leader.tap("empresa", "cachamas")
    opens(page, page.locator("main form button.main"))
    leader.sees("surplus")
    leader.fill(parte_money_USD_mantenimiento="60", nombre="Repartir el excedente")
    leader.page.locator("#parte-money-USD-reinversion").fill("30")
    leader.pick("propone", "enterprise:cachamas")
    leader.send()
    assert "90 %" in shown(page, "main .summary")
    assert page.locator("#nombre").input_value() == "Repartir el excedente"
    leader.page.locator("#parte-money-USD-reinversion").fill("40")
    leader.send()
    leader.sees("share")
    page.get_by_role("button", name=leader.words["yes"]).click()
    page.wait_for_url("**/guia/propuestas")
    page.goto("/asamblea/sesiones/1/guia/propuestas?tipo=other")
    leader.fill(nombre="Comprar una moto", texto="Para repartir la cachama.")
    leader.pick("propone", "council:el-saman")
    leader.say_yes()


def _votes_and_decides(leader: Leader) -> None:
    _decides(leader, "Repartir el excedente", yes="2", no="0", result="approved")
    _decides(leader, "Comprar una moto", yes="1", no="1", result="rejected")


def _decides(leader: Leader, title: str, *, yes: str, no: str, result: str) -> None:
    page = leader.page
    leader.go("votacion")
    page.get_by_role("link", name=title).click()
    leader.fill(texto="Se pidió ver las cuentas.")
    leader.send()
    leader.fill(a_favor=yes, en_contra=no, abstenciones="0")
    leader.tap("mandato", "si")
    leader.send()
    leader.sees(result)
    page.get_by_role("button", name=leader.words["yes"]).click()
    page.wait_for_url("**parte=acuerdo**")
    leader.sees(result)
    leader.look()
    if result == "approved":
        leader.pick("responsable", "enterprise:cachamas")
        leader.page.locator("#plazo-dia").fill("30")
        leader.pick("plazo-mes", "9")
    leader.send()
    page.wait_for_url("**/guia/votacion")


def _closes(leader: Leader) -> list[str]:
    """Close the book, and return what the printed minutes say that it was closed with."""
    page = leader.page
    leader.go("revision")
    leader.go("cierre")
    page.get_by_role("button", name=leader.words["close"]).click()
    page.wait_for_url("**/guia/acta")
    leader.look()
    expect(page.get_by_role("link", name=leader.words["minutes"])).to_have_attribute(
        "href", "/asamblea/papeles/acta-1.pdf"
    )
    words = shown(page, "main .told")
    assert WORDS.fullmatch(words)
    printed = _printed(page, "/asamblea/papeles/acta-1.pdf")
    assert [one for one in words.split() if one not in printed] == []
    assert "Repartir el excedente" in printed
    page.goto("/asamblea/sesiones/1")
    assert words in shown(page)
    return ["--acta", "1", "--palabras", words]


def _printed(page: Page, path: str) -> str:
    """Return what the document says that a printer is sent."""
    answer = page.request.get(path)
    assert answer.headers["content-type"] == "application/pdf"
    sheets = PdfReader(io.BytesIO(answer.body())).pages
    return " ".join(" ".join(one.extract_text() for one in sheets).split())


def _the_book_says_the_same(commune: Journey) -> None:
    with commune.station.journal() as journal:
        journal.verify("book")
        kept = standing(journal.entries("book"))
    decided = [one.body for one in kept if isinstance(one.body, Decided)]
    assert [(one.result, one.responsible, one.deadline) for one in decided] == [
        ("approved", "enterprise", "2026-09-30"),
        ("rejected", None, None),
    ]
    assert sum(one.amount for one in decided[0].funds) == 660
    assert sum(isinstance(one.body, BookClosed) for one in kept) == 1


def _the_paper_checks_the_book(commune: Journey, folder: Path, paper: list[str]) -> None:
    copy = backed_up(_folder(commune) / "commune.db", folder / "copia.db")

    answer = asked(str(copy), *paper)

    assert answer.code == 0
    assert "COINCIDE con el acta 1" in answer.text


def _who_alters_an_entry_is_found(commune: Journey, folder: Path, paper: list[str]) -> None:
    """Let the keeper of the file alter an amount in it, chain it all anew, and hold the paper beside it."""
    old = folder / "copia.db"
    altered = folder / "alterado.db"
    number = forged(old, altered, uid="venta", old="1500", new="1400")

    alone = asked(str(altered), *paper)
    beside = asked(str(altered), *paper, "--copia", str(old))

    assert (alone.code, beside.code) == (1, 1)
    assert "NO COINCIDE" in alone.text
    assert f"el asiento {number} fue cambiado" in beside.text


def _folder(commune: Journey) -> Path:
    return Path(commune.station.config.storage.folder)
