"""The first start: from an empty station to ponds, a field, a probe, an enterprise and people."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest
from browser import PHONE, Chromium, barriers, opens, shown, sideways
from fake_node import FakeNode
from playwright.sync_api import Page, expect
from station import RealStation, free_port, is_listening, our_command, until

from gateway.domain.entries import PlaceRegistered
from gateway.journal.registers import registers

pytestmark = [pytest.mark.broker, pytest.mark.browser]

PASSWORD: Final = re.compile(r"\b([a-z2-9]{4}(?:-[a-z2-9]{4}){3})\b")
PICTURES: Final = os.environ.get("CONUCO_PICTURES", "")


@dataclass
class EmptyStation:
    """A station that was never set up, with its broker, gateway and pages as they really run."""

    station: RealStation
    address: str
    password: str


def _password(log: Path) -> str:
    """Return the password that the console shows at the first start, empty before it does."""
    found = PASSWORD.search(log.read_text(encoding="utf-8"))
    return found[1] if found else ""


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[EmptyStation]:
    port = free_port()
    pages = f'[dashboard]\nhost = "127.0.0.1"\nport = {port}\n'
    with RealStation(tmp_path, pages, commit_interval_s=0.5) as station:
        log = tmp_path / "dashboard.log"
        dashboard = our_command("dashboard", station.config_file, log)
        dashboard.start()
        try:
            until(lambda: is_listening(port), what="the pages")
            until(lambda: bool(_password(log)), what="a password on the console")
            yield EmptyStation(station, f"http://127.0.0.1:{port}", _password(log))
        finally:
            dashboard.kill()


class Setter:
    """Somebody who sets a station up, in a language, with scripts or without."""

    def __init__(self, page: Page, words: dict[str, str], *, has_scripts: bool) -> None:
        self.page = page
        self.words = words
        self.has_scripts = has_scripts

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=self.words[name], exact=True).first.click()

    def follow(self, name: str) -> None:
        opens(self.page, self.page.locator("main").get_by_role("link", name=self.words[name]).first)

    def fill(self, **answers: str) -> None:
        for name, value in answers.items():
            self.page.locator(f"#{name.replace('_', '-')}").fill(value)

    def choose(self, name: str, value: str) -> None:
        chosen = self.page.locator(f"label.choice:has(input[name='{name}'][value='{value}'])")
        chosen.locator("span").first.click()

    def save(self) -> None:
        """Save a form, and say yes to what it tells back."""
        self.press("save")
        # With scripts the answer comes into the page that stands; without, it is another page.
        expect(self.page.locator("form.echo, .receipt").first).to_be_visible()
        if self.page.locator("form.echo").count():
            self.look("echo")
            self.press("yes")
        expect(self.page.locator(".receipt").first).to_be_visible()

    def go_on(self, *, to: int) -> None:
        """Go on to a sheet of a long form; the first is 0."""
        self.press("go on")
        expect(self.page.locator(f"input[name='hoja'][value='{to}']")).to_be_attached()

    def look(self, name: str) -> None:
        """Take a picture where they are asked for, and hold that everybody can use the page."""
        assert sideways(self.page) <= 0
        if self.has_scripts:
            assert barriers(self.page) == []
        if PICTURES:
            label = f"{self.words['code']}-{'js' if self.has_scripts else 'plain'}-{name}.png"
            self.page.screenshot(path=Path(PICTURES) / label, full_page=True)


SPANISH: Final = {
    "code": "es",
    "set up": "Preparar la estación",
    "enter": "Entrar",
    "save": "Guardar",
    "go on": "Seguir",
    "yes": "Sí, guardar",
    "pond": "Un estanque",
    "empty": "La estación todavía está vacía",
    "no probe": "Sin sonda",
    "next": "Lo que sigue",
    "heard": "Se oye la sonda pond-7 y no está en ningún lugar",
    "ready": "La estación está lista",
}
ENGLISH: Final = {
    "code": "en",
    "set up": "Set up the station",
    "enter": "Sign in",
    "save": "Save",
    "go on": "Go on",
    "yes": "Yes, save",
    "pond": "A pond",
    "empty": "The station is still empty",
    "no probe": "No probe",
    "next": "What comes next",
    "heard": "The probe pond-7 is heard and stands nowhere",
    "ready": "The station is ready",
}


@pytest.mark.parametrize(
    ("words", "has_scripts"),
    [
        pytest.param(SPANISH, True, id="Spanish"),
        pytest.param(ENGLISH, False, id="English without scripts"),
        pytest.param(SPANISH, False, id="Spanish without scripts", marks=pytest.mark.proof),
        pytest.param(ENGLISH, True, id="English", marks=pytest.mark.proof),
    ],
)
def test_an_empty_station_is_set_up_in_the_browser(
    empty: EmptyStation, chromium: Chromium, words: dict[str, str], has_scripts: bool
) -> None:
    language = "es-VE" if words["code"] == "es" else "en-US"

    with chromium.page(empty.address, PHONE, scripts=has_scripts, language=language) as page:
        one = Setter(page, words, has_scripts=has_scripts)
        _signs_in(one, empty)
        _registers_a_pond(one)
        _registers_a_field(one)
        _is_offered_the_probe_that_is_heard(one, empty)
        _registers_enterprise_unit_and_council(one)
        _registers_a_product(one)
        _registers_a_person(one)
        _is_ready(one)

    with empty.station.journal() as journal:
        known = registers(journal.entries("station"))
        assert [place.slug for place in known.places] == ["estanque-1", "lote-1"]
        assert [(move.node, move.place) for move in known.placements if move.node == "pond-7"] == [
            ("pond-7", "estanque-1")
        ]
        assert isinstance(journal.entries("station", kinds={"place"})[0].body, PlaceRegistered)
        journal.verify("station")
        journal.verify("book")


def _signs_in(one: Setter, empty: EmptyStation) -> None:
    one.page.goto("/")
    assert one.words["empty"] in shown(one.page)
    one.look("empty")
    one.follow("set up")
    one.page.locator("#nombre").fill("Equipo técnico")
    one.page.locator("#secreto").fill(empty.password)
    one.look("enter")
    one.page.locator("form[action='/entrar'] button").click()
    one.page.wait_for_url("**/preparar")
    assert one.words["next"] in shown(one.page)
    one.look("set-up")


def _registers_a_pond(one: Setter) -> None:
    one.follow("pond")
    one.look("pond")
    one.fill(numero="1", nombre="La Ceiba", area="1500", hondo="1,2")
    one.choose("especie", "morocoto")
    one.choose("aireador", "electric")
    one.choose("medios", "exchange")
    one.save()
    one.look("receipt")
    one.page.goto("/")
    assert one.words["no probe"].casefold() in shown(one.page).casefold()
    one.page.goto("/estanques/estanque-1")
    one.look("pond-without-probe")


def _registers_a_field(one: Setter) -> None:
    one.page.goto("/anotar/lote?lugar=nuevo")
    one.fill(numero="1", nombre="La Vega", hectareas="3,2")
    one.look("field")
    one.go_on(to=1)
    one.look("field-crop")
    one.go_on(to=2)
    one.choose("suelo", "loam")
    one.look("field-soil")
    one.go_on(to=3)
    one.choose("riego", "furrow")
    one.choose("bomba", "otra")
    one.look("field-water")
    one.save()


def _is_offered_the_probe_that_is_heard(one: Setter, empty: EmptyStation) -> None:
    _speaks(empty, "pond-7")
    one.page.goto("/preparar")
    assert one.words["heard"] in shown(one.page)
    one.look("probe-heard")
    one.page.locator("main a[href='/anotar/ubicacion?nodo=pond-7']").first.click()
    one.choose("lugar", "estanque-1")
    one.save()
    one.page.goto("/anotar/marcas?serie=pond-7/sonda/oxygen_signal")
    one.fill(senal="1600", temperatura="28")
    one.look("marks")
    one.save()


def _registers_enterprise_unit_and_council(one: Setter) -> None:
    one.page.goto("/anotar/empresa")
    one.fill(nombre="Cachamas de La Ceiba")
    one.choose("forma", "EPSDC")
    one.save()
    one.page.goto("/anotar/unidad")
    one.look("unit")
    for name, value in (("empresa", "cachamas-de-la-ceiba"), ("lugar", "estanque-1"), ("medida", "tape")):
        one.choose(name, value)
    one.fill(nombre="Laguna 1", hectareas="0,15")
    one.save()
    one.page.goto("/anotar/consejo")
    one.fill(nombre="La Quebrada", familias="82")
    one.page.locator("input[name='habitantes-no-se']").check()
    one.save()


def _registers_a_product(one: Setter) -> None:
    one.page.goto("/anotar/producto")
    one.fill(nombre="Morocoto")
    one.choose("medida", "kg")
    one.choose("grano", "no")
    one.look("product")
    one.save()


def _registers_a_person(one: Setter) -> None:
    one.page.goto("/personas/nueva")
    one.fill(nombre="Chuíto")
    one.choose("papeles", "team")
    one.look("person-new")
    one.press("save")
    one.page.wait_for_url("**/personas/*hecho=anotada")
    one.fill(clave_nueva="4071", clave_otra_vez="4071")
    one.page.locator("form[action$='/clave'] button").click()
    one.page.wait_for_url("**/personas/*hecho=clave")
    one.look("person")


def _is_ready(one: Setter) -> None:
    one.page.goto("/preparar")
    assert one.words["ready"] in shown(one.page)
    one.look("ready")
    one.page.goto("/registro")
    one.look("audit")
    one.page.goto("/personas")
    one.look("people")


def _speaks(empty: EmptyStation, name: str) -> None:
    """Let a node that nobody has placed send one record, as it comes out of its box."""
    values = {"sonda": {"oxygen_signal": 1580.0, "water_temperature": 28.0}}
    record = {
        "number": 0,
        "boot": 1,
        "uptime": 60,
        "time": int(time.time()),
        "clock": "synced",
        "values": values,
    }
    with FakeNode(empty.station.port, node=name) as node:
        node.send(record, waiting=True)
        until(lambda: node.acked(0), what="the record of the new node")
