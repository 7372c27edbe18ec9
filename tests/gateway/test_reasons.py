"""Every reason for which a message is set aside is told in words for a person, with what to do next."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from gateway.domain.errors import MessageError
from gateway.domain.message import decode_envelope
from gateway.domain.reasons import OTHER, REASONS, explained, has_words
from gateway.domain.topics import parse_topic
from gateway.languages import translations

ROOT = Path(__file__).parent.parent.parent
PLACES = [
    ROOT / "gateway/domain/message.py",
    ROOT / "gateway/domain/units.py",
    *sorted((ROOT / "gateway/ingest").glob("*.py")),
    *sorted((ROOT / "gateway/foreign").glob("*.py")),
]
RAISED = ("TopicError", "BodyError", "_read")
HEAD = "conuco/v1/la-ceiba/"


def refusals() -> Iterator[str]:
    """Yield the words that are fixed in each sentence with which a message is refused."""
    for path in PLACES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in RAISED:
                yield " ".join(str(one.value) for one in ast.walk(node) if isinstance(one, ast.Constant))


@pytest.mark.parametrize("words", sorted({one for one in refusals() if one.strip(": ")}))
def test_every_refusal_has_words_for_a_person(words: str) -> None:
    known = [one for one in REASONS if one.fixed in words or words in one.fixed]

    assert known


def refused(topic: str, body: bytes = b"") -> str:
    with pytest.raises(MessageError) as error:
        decode_envelope(parse_topic(HEAD + topic, commune="la-ceiba"), body)  # type: ignore[arg-type]
    return str(error.value)


def a_batch(record: str) -> bytes:
    return b'{"uptime":1,"records":[{"boot":1,"uptime":1,' + record.encode() + b"}]}"


SAID = {
    "Pond 1/status": "«Pond 1» no sirve como nombre de nodo.",
    "mano-x/status": "El nombre «mano-x» está reservado para lo que se mide a mano.",
    "pond-1/firmware": "Nadie espera nada bajo «firmware».",
    "pond-1/readings/xyz/0/0/0": "La memoria del nodo, «xyz», no son ocho cifras hexadecimales.",
    "pond-1/readings/0000abcd/9/3/4": "Los números del tópico no suben: 9, 3, 4.",
    "pond-1/readings/0000abcd/0/0/5000": "El lote abarca demasiados números: de 0 a 5000.",
}


@pytest.mark.parametrize(("topic", "said"), SAID.items())
def test_a_topic_that_is_refused_is_told_with_its_values(topic: str, said: str) -> None:
    assert explained(refused(topic)).what() == said


def test_a_body_that_is_refused_is_told_with_its_values() -> None:
    topic = "pond-1/readings/0000abcd/0/3/4"
    quantity = a_batch('"number":3,"clock":"unsynced","values":{"sonda":{"unobtainium":1}}')
    outside = a_batch('"number":9,"clock":"unsynced","values":{}')

    assert explained(refused(topic, quantity)).what() == (
        "No se conoce la magnitud «unobtainium» del canal «sonda»."
    )
    assert explained(refused(topic, outside)).what() == (
        "El número 9 no sube o no cabe entre los que dice el tópico, 3 a 4."
    )
    assert "was truncated" in explained(refused(topic, b"{")).what()


def test_a_reason_that_nobody_wrote_down_is_told_as_it_stands() -> None:
    found = explained("100 % new")

    assert found.what() == "Otro motivo: 100 % new"
    assert found.remedy == OTHER.remedy


def test_a_reason_is_told_in_the_language_of_the_reader() -> None:
    english = translations("en").gettext

    found = explained("record number 7 says its clock is synced and states no time")

    assert found.what(english) == "Record 7 says that its clock is right and states no time."
    assert found.what_next(english) != found.what_next()


def test_a_letter_is_found_by_the_words_of_the_log_and_of_people() -> None:
    reason = "unknown quantity 'unobtainium' in channel 'sonda'"

    assert has_words(reason, "UNKNOWN quantity")
    assert has_words(reason, "magnitud «unobtainium»")
    assert not has_words(reason, "reloj")
