"""Photographs of papers: what is kept of them, who sees them, and what nobody can slip in."""

from __future__ import annotations

import hashlib
import re
import stat
from decimal import Decimal
from pathlib import Path

import pytest
from builders import a_draft
from members import another_client, at_the_screen, signed_in
from small_commune import NOW
from snapshots import CLEAN_JPEG, a_jpeg

from dashboard.visit.given import Station
from gateway.domain.entries import MoneyMoved, PhotoKept

HARVEST = "/recibo/cosecha-1-1"


def photos_of(client) -> list[Path]:
    station: Station = client.app.state.station
    return sorted((Path(station.config.storage.folder) / "photos").glob("*"))


def send_photo(client, content: bytes = b"", *, to: str = HARVEST, key: str = "k", name: str = "a.jpg"):
    files = {"foto": (name, content or a_jpeg(), "image/svg+xml")}
    return client.post(f"{to}/foto", data={"clave": key}, files=files)


def test_a_photo_is_kept_clean_beside_the_book_before_its_entry(desk) -> None:
    answer = send_photo(desk.pages.client, name="../../etc/passwd")

    [entry], [file] = desk.saved("photo"), photos_of(desk.pages.client)
    assert answer.status_code == 200
    assert isinstance(entry.body, PhotoKept)
    assert file.read_bytes() == CLEAN_JPEG
    assert file.name == f"{hashlib.sha256(CLEAN_JPEG).hexdigest()}.jpg" == f"{entry.body.sha256}.jpg"
    assert entry.body.size == len(CLEAN_JPEG)
    assert not stat.S_IMODE(file.stat().st_mode) & 0o077


def test_a_photo_sent_twice_is_one_entry(desk) -> None:
    send_photo(desk.pages.client)
    again = send_photo(desk.pages.client)
    other = send_photo(desk.pages.client, key="otra")

    assert again.status_code == 200
    assert "ya está guardada" in other.text
    assert len(desk.saved("photo")) == 1


def test_photos_are_seen_by_members_alone_and_as_what_they_are(desk) -> None:
    send_photo(desk.pages.client)
    [entry] = desk.saved("photo")
    outside = another_client(desk.pages.client)

    shown = desk.pages.client.get(f"/fotos/{entry.uid}")

    assert shown.content == CLEAN_JPEG
    assert shown.headers["content-type"] == "image/jpeg"
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["cache-control"] == "no-store"
    assert outside.get(f"/fotos/{entry.uid}", follow_redirects=False).status_code == 303
    receipt = outside.get(HARVEST).text
    assert "Hay 1 foto; la ven solo quienes entran con su PIN." in receipt
    assert "<img" not in receipt.partition('id="fotos"')[2]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "no es una foto"),
        (a_jpeg()[:60], "incompleta o dañada"),
        (a_jpeg(after=bytes(4 * 1024 * 1024)), "más de 4 MB"),
    ],
)
def test_what_is_no_photo_is_told_on_the_receipt_and_leaves_nothing(
    desk, content: bytes, sentence: str
) -> None:
    answer = send_photo(desk.pages.client, content)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert not desk.saved("photo")
    assert not photos_of(desk.pages.client)


def test_a_form_with_a_photo_is_no_longer_than_one_photo_and_nobody_else_sends_one(desk) -> None:
    huge = a_jpeg(after=bytes(5 * 1024 * 1024))
    outside = another_client(desk.pages.client)

    assert send_photo(desk.pages.client, huge).status_code == 413
    assert send_photo(outside, a_jpeg()).url.path == "/entrar"
    assert desk.pages.client.post("/recibo/a/b/foto", content=bytes(200_000)).status_code in (404, 413)
    assert not photos_of(desk.pages.client)


def test_a_form_without_a_photo_or_that_is_no_form_is_refused(desk) -> None:
    nothing = desk.pages.client.post(f"{HARVEST}/foto", data={"clave": "k"})
    broken = desk.pages.client.post(
        f"{HARVEST}/foto",
        content=b"--x\r\nrubbish",
        headers={"content-type": "multipart/form-data; boundary=x"},
    )

    assert "no es una foto" in nothing.text
    assert broken.status_code in (400, 422)


def test_a_photo_that_was_changed_afterwards_is_not_shown(desk) -> None:
    send_photo(desk.pages.client)
    [entry], [file] = desk.saved("photo"), photos_of(desk.pages.client)
    file.chmod(0o600)
    file.write_bytes(a_jpeg())

    answer = desk.pages.client.get(f"/fotos/{entry.uid}")

    assert answer.status_code == 503
    assert "fue cambiada después de guardarla" in answer.text


def test_a_photo_of_what_has_no_paper_is_not_asked_for(desk) -> None:
    assert "Añadir foto del tiquete" not in desk.asks("/recibo/ciclo-1-4")
    assert send_photo(desk.pages.client, to="/recibo/ciclo-1-4").status_code == 404
    assert send_photo(desk.pages.client, to="/recibo/no-hay").status_code == 404


def test_a_photo_of_money_is_kept_and_seen_where_nobody_listens(pages) -> None:
    money = MoneyMoved("maiceros", "in", "sale", Decimal(5), "USD")
    pages.journal.append(a_draft(money, uid="plata", happened=NOW), now=NOW)
    over_wifi, screen = another_client(pages.client), at_the_screen(pages.client)
    signed_in(over_wifi, "administration")
    refused = send_photo(over_wifi, to="/recibo/plata")
    signed_in(screen, "administration")

    assert refused.status_code == 404
    assert send_photo(screen, to="/recibo/plata").status_code == 200
    assert re.search(r'src="/fotos/[^"]+"', screen.get("/recibo/plata").text)
