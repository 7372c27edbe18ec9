"""The words of a closing as papers carry them, so that a wall can check the book."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.printed.honest import Mark, Quote, Sentence, Text
from dashboard.printed.qr import qr_svg
from dashboard.printed.voice import Voice
from gateway.domain.entries import BookClosed, Entry
from gateway.journal.fingerprint import checkpoint, in_groups
from gateway.journal.spoken import twelve_words


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What a paper carries of a closing.

    Attributes:
        title: Which closing it is, its day, and how many entries it binds.
        words: Twelve.
        groups: The whole fingerprint in base32, by fours.
        code: The same with the count and the date, drawn; empty where it cannot be drawn here.
    """

    title: Text
    words: Sequence[Quote]
    groups: Sequence[Quote]
    code: Mark


def fingerprint(voice: Voice, closing: Entry | None) -> Fingerprint | None:
    """Return what a paper carries of a closing, None of none."""
    if closing is None or not isinstance(closing.body, BookClosed):
        return None
    body, commune = closing.body, voice.visit.station.config.commune.slug
    title = voice.say(
        "%(which)s, %(day)s, %(count)s asientos",
        which=_which(voice, body),
        day=voice.day(body.at),
        count=voice.number(body.count),
    )
    return Fingerprint(
        title=title,
        words=[Quote(one) for one in twelve_words(body.fingerprint)],
        groups=[Quote(one) for one in in_groups(body.fingerprint)],
        code=Mark(qr_svg(checkpoint(body, commune=commune)) or ""),
    )


def _which(voice: Voice, body: BookClosed) -> Sentence:
    if body.session is not None:
        return voice.say("acta %(number)s", number=voice.number(body.session))
    return voice.say("corte %(number)s", number=voice.number(body.closing))
