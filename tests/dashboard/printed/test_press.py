"""Typst behind its one door: data is never program, and nothing waits for ever."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from printed import fonts_of, text_of

from dashboard.printed import press
from dashboard.printed.honest import Mark, Paper, Quote
from dashboard.printed.typesetter import TEMPLATES, Order
from dashboard.telling.private import Private
from gateway.domain.errors import PrintError

WILD = 'a #read("/etc/passwd") $x$ ] [ } *negrita* _x_ <b> \\ " \u202e ñ € 👍 @ref `x`'


@dataclass(frozen=True)
class Scrap:
    title: Quote
    language: Mark


@pytest.fixture
def template(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Give a place for a template of a test, in which fonts and papers are set as in all others."""
    name = "of_a_test.typ"

    def written(body: str) -> str:
        (TEMPLATES / name).write_text('#import "common.typ": *\n#show: sheet\n' + body, encoding="utf-8")
        return name

    yield written
    (TEMPLATES / name).unlink(missing_ok=True)


def a_scrap(template: str, text: str = "Acción") -> Paper:
    return Paper(template, Scrap(Quote(text), Mark("es")), Private())


def test_what_people_write_is_printed_and_never_run(template) -> None:
    found = text_of(press.pdf(a_scrap(template("#paper.title"), WILD)))

    assert '#read("/etc/passwd") $x$ ] [ } *negrita* _x_ <b>' in found
    assert "root:" not in found


def test_a_template_that_never_ends_is_given_up(template) -> None:
    endless = template("#let n = 0\n#while true { n += 1; if n > 9999999999 { break } }")

    with pytest.raises(PrintError):
        press.pdf(a_scrap(endless), timeout_s=1.5)


def test_a_template_that_takes_all_memory_ends_alone(template) -> None:
    greedy = template('#let s = "x" * 1000\n#let a = ()\n#while true { a.push(s + str(a.len())); s = s + s }')

    with pytest.raises(PrintError):
        press.pdf(a_scrap(greedy), timeout_s=20)


def test_a_broken_template_is_told_and_not_printed(template) -> None:
    with pytest.raises(PrintError):
        press.pdf(a_scrap(template("#no-such-thing")))


def test_where_roboto_is_missing_typst_s_own_fonts_are_in_the_document(template) -> None:
    paper = a_scrap(template("#paper.title"))

    made = press._set(Order(paper.template, '{"title": "Acción", "language": "es"}', fonts=()), 20)

    assert "Acción" in text_of(made)
    assert list(fonts_of(made).values()) == [True]
    assert "Libertinus" in next(iter(fonts_of(made)))


def test_the_same_paper_is_the_same_document(template) -> None:
    paper = a_scrap(template("#paper.title"))
    once = press.pdf(paper)
    press._pressed.cache_clear()

    assert press.pdf(paper) == once
