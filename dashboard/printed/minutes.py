"""The minutes of a session to be signed by hand: what was convened, counted, put, voted and observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.parliament.assembly import Assembly
from dashboard.parliament.sessions import Session
from dashboard.printed.agreed import agreed_table
from dashboard.printed.fingerprint import Fingerprint, fingerprint
from dashboard.printed.honest import Block, Paper, Sentence, Table, Text
from dashboard.printed.minutes_attendance import Sitting, attended, convened, quorum, signatures
from dashboard.printed.proposals import matter_block
from dashboard.printed.voice import Voice
from dashboard.session.agreed import agreements
from dashboard.session.observed import ObservedEntry, bounds
from dashboard.session.occasion import occasion
from dashboard.session.surplus import fund_names
from dashboard.telling.parliament import public_text


@dataclass(frozen=True, slots=True)
class Minutes:
    """What stands on minutes.

    Attributes:
        state: That nothing is closed yet, empty once it is.
        counts: What the book has: entries, new ones, corrections; each a number with its words.
        own: The words of its closing, None before it.
        before: The words of the closing before, None of the first one.
        signatures: Who signs, a line each.
        page: With places for the number of a page and of all pages.
    """

    language: Text
    commune: Text
    title: Text
    when: Text
    state: Text
    blocks: Sequence[Block]
    words_title: Text
    words_small: Text
    before_title: Text
    own: Fingerprint | None
    before: Fingerprint | None
    proves: Text
    signatures_title: Text
    signatures: Sequence[Text]
    sign_here: Sequence[Text]
    copies: Sequence[Text]
    page: Text


@dataclass(frozen=True, slots=True)
class Seen:
    """What stands in the book since the session before.

    Attributes:
        observed: What the social control observed.
        corrections: How many entries took others back.
        key_words: Of the key that signs what leaves the commune, empty where it has never signed.
    """

    observed: Sequence[ObservedEntry] = ()
    corrections: int = 0
    key_words: str = ""


def minutes(voice: Voice, found: Assembly, session: Session, seen: Seen) -> Paper:
    """Return the minutes of a session.

    Args:
        voice: How papers speak.
        found: The parliament.
        session: The session.
        seen: What stands in the book since the one before.
    """
    sitting, number = Sitting(voice, found, session, seen.observed), voice.number(session.number)
    earlier = [one for one in found.sessions if one.closing is not None and one.number < session.number]
    data = Minutes(
        language=voice.code,
        commune=voice.say("%(commune)s · Parlamento Comunal", commune=voice.commune),
        title=voice.say("Acta %(number)s", number=number),
        when=voice.joined([voice.moment(session.at), voice.quote(session.last_call.body.place)]),
        state=Sentence("")
        if session.closing is not None
        else voice.say("Borrador: la sesión no ha cerrado el libro."),
        blocks=_numbered(
            [
                convened(sitting),
                attended(sitting),
                quorum(sitting),
                _agenda(sitting),
                _agreed(sitting),
                *_matters(sitting),
                _observations(sitting),
                _book(sitting, seen),
            ]
        ),
        words_title=voice.say("Palabras del libro: públicas, léalas en voz alta"),
        words_small=voice.say("La misma huella, completa; el cuadro lleva lo mismo, con la cuenta y el día."),
        before_title=voice.say("Palabras del acta anterior. Compárelas con la hoja firmada."),
        own=fingerprint(voice, session.closing),
        before=fingerprint(voice, earlier[-1].closing) if earlier else None,
        proves=proves(voice),
        signatures_title=voice.say("Firman quienes estuvieron"),
        signatures=signatures(sitting),
        sign_here=[voice.say("nombre, a mano"), voice.say("firma"), voice.say("huella dactilar")],
        copies=_copies(voice),
        page=voice.say(
            "Acta %(number)s · hoja %(page)s de %(pages)s", number=number, page="{page}", pages="{pages}"
        ),
    )
    return Paper("minutes.typ", data, voice.private)


def proves(voice: Voice) -> Sentence:
    """Return what the words of the book prove, and what they do not."""
    return voice.say(
        "Estas palabras muestran si alguien cambió el libro después de este cierre. No prueban que lo "
        "anotado sea verdad: eso lo cuidan las pesadas de dos, quien recibe y la asamblea."
    )


def _numbered(blocks: Sequence[Block]) -> list[Block]:
    return [one for one in blocks if one.lines or one.tables or one.after]


def _copies(voice: Voice) -> list[Text]:
    return [
        voice.say("Copias de esta acta:"),
        voice.say("libro de actas"),
        voice.say("cada consejo comunal"),
        voice.say("cartelera"),
        voice.say("leída en voz alta"),
        voice.say("radio"),
    ]


def _agenda(sitting: Sitting) -> Block:
    voice = sitting.voice
    points = public_text(voice.visit, sitting.session.last_call.body.note)
    lines = [voice.quote(f"{number}. {one}") for number, one in enumerate(points, 1)]
    return Block(voice.say("Orden del día"), lines)


def _agreed(sitting: Sitting) -> Block:
    voice = sitting.voice
    before = occasion(voice.visit, sitting.found, number=sitting.session.number).before
    found = agreements(voice.visit, before)
    title = voice.say("Lo acordado la vez pasada y qué pasó")
    if before is None:
        return Block(
            title, [voice.say("Es la primera sesión que cierra el libro: no hay acuerdos de antes.")]
        )
    if not found:
        return Block(title, [voice.say("La sesión anterior no aprobó nada.")])
    return Block(title, (), [agreed_table(voice, found)])


def _matters(sitting: Sitting) -> list[Block]:
    voice, names = sitting.voice, fund_names(sitting.found)
    matters = sitting.session.matters
    if not matters:
        return [Block(voice.say("Propuestas"), [voice.say("No se presentó ninguna propuesta.")])]
    return [matter_block(voice, number, one, names) for number, one in enumerate(matters, 1)]


def _observations(sitting: Sitting) -> Block:
    voice = sitting.voice
    title = voice.say("Contraloría social")
    if not sitting.observed:
        return Block(title, [voice.say("No se anotó ninguna observación desde la sesión anterior.")])
    heads = [voice.say("Asiento"), voice.say("Qué se observó"), voice.say("Respuesta")]
    return Block(title, (), [Table(heads, [_observed_row(voice, one) for one in sitting.observed])])


def _observed_row(voice: Voice, one: ObservedEntry) -> tuple[Text, Text, Text]:
    about = voice.say(
        "nº %(number)s: %(what)s", number=voice.number(one.about.number), what=voice.quote(one.told.title)
    )
    said = one.observation
    for_members = voice.say("el texto lo leen los miembros")
    noted = voice.quote(" ".join(said.lines)) if voice.knows_notes else for_members
    if said.answer is None:
        return about, noted, voice.say("abierta")
    answer = voice.quote(" ".join(said.answer_lines)) if voice.knows_notes else Sentence("")
    return about, noted, voice.joined([voice.say("resuelta"), answer])


def _book(sitting: Sitting, seen: Seen) -> Block:
    voice = sitting.voice
    since, until = bounds(sitting.found, sitting.session)
    lines: list[Text] = [
        voice.ngettext(
            "Desde el cierre anterior se anuló %(count)s asiento; está a la vista en el libro.",
            "Desde el cierre anterior se anularon %(count)s asientos; están a la vista en el libro.",
            seen.corrections,
        )
    ]
    if until is not None:
        lines.append(
            voice.say(
                "Esta sesión cierra los asientos nº 1 a nº %(last)s; los nuevos empiezan en el nº %(first)s.",
                last=voice.number(until - 1),
                first=voice.number(since + 1),
            )
        )
    if seen.key_words:
        lines.append(
            voice.say(
                "Palabras de la llave que firma los archivos del corredor: %(words)s.", words=seen.key_words
            )
        )
    return Block(voice.say("El libro"), lines)
