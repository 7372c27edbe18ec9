"""What the journal refuses of rules, mandates and sessions, and what it takes; each row is a case."""

from __future__ import annotations

import pytest
from builders import NIGHT, a_draft, a_reversal
from sitting import (
    AGAIN,
    DAY_S,
    FUNDS,
    LEFT,
    MEETS,
    RULED,
    SEATS,
    a_register,
    a_sitting,
    close,
    convened,
    counted,
    given,
    some_rules,
    write,
)

from gateway.domain.entries import AttendanceTaken, Body, MandateEnded, MandateGiven, Seats, Threshold
from gateway.domain.errors import EntryError
from gateway.journal import CommuneJournal

LATER = NIGHT - DAY_S
ENDED = MandateEnded("vocera-apamate", "recalled", "acta 9")
FEW = ("apamate", "jabillo")
"""Two of five seats: no quorum at a first convocation."""
TWICE = [Seats("council", 1), Seats("council", 2)]

REFUSED: list[tuple[str, str, Body, int]] = [
    ("reglas", "Falta el acta", some_rules(source="  "), LATER),
    ("reglas", "clase de vocería", some_rules(seats=TWICE), LATER),
    ("reglas", "Cada fondo", some_rules(funds=[*FUNDS, *FUNDS]), LATER),
    ("reglas", "La parte 2/2", some_rules(quorum=Threshold("more_than", 2, 2)), LATER),
    ("reglas", "La parte 3/2", some_rules(majority=Threshold("at_least", 3, 2)), LATER),
    ("reglas", "La parte 5/2", some_rules(second_quorum=Threshold("count", 5, 2)), LATER),
    ("reglas", "todavía no ha llegado", some_rules(), NIGHT + 3600),
    ("reglas", "No existe el consejo comunal", given("nada"), LATER),
    ("reglas", "no pertenecía a la comuna", given("se-fue"), LEFT),
    ("reglas", "no estaba activa", MandateGiven("enterprise", "cerrada"), LATER),
    ("reglas", "Faltan las reglas", given("apamate"), RULED - 1),
    ("reglas", "no tiene vocería", MandateGiven("enterprises"), LATER),
    ("reglas", "hay uno solo", MandateGiven("bank", "banco"), LATER),
    ("reglas", "Falta cuál consejo", MandateGiven("council"), LATER),
    ("reglas", "y no con su nombre", given("apamate", person="Rosa Álvarez"), LATER),
    ("reglas", "posterior al primero", given("apamate", until=LATER), LATER),
    ("vocera-banco", "ya están dadas \\(1\\)", given("apamate"), LATER),
    ("vocera-banco", "ya están dadas \\(1\\)", given("banco"), LATER),
    ("vocera-banco", "No existe esa vocería", MandateEnded("nada", "resigned"), LATER),
    ("vocera-banco", "No existe esa vocería", MandateEnded("reglas", "resigned"), LATER),
    ("vocera-banco", "anterior a la elección", ENDED, RULED - 1),
    ("reglas", "después de su convocatoria", convened(at=LATER - 1), LATER),
    ("reglas", "después de su convocatoria", convened(at=LATER + 400 * DAY_S), LATER),
    ("reglas", "no está convocada", convened(2, at=NIGHT + DAY_S), LATER),
    ("convocatoria", "ya tiene esa convocatoria", convened(at=NIGHT + DAY_S), LATER),
    ("convocatoria", "hay que contar", convened(2, at=NIGHT + DAY_S), LATER),
    ("asistencia", "tuvo quórum", convened(2, at=NIGHT + DAY_S), LATER),
    ("reglas", "no está convocada", counted("apamate"), MEETS),
    ("convocatoria", "Todavía no llega el día", counted("apamate"), MEETS - 2 * DAY_S),
    ("convocatoria", "última convocatoria", counted("apamate", call=2), MEETS),
    ("convocatoria", "una sola vez", counted("apamate", "apamate"), MEETS),
    ("convocatoria", "no están vigentes .* \\(1\\)", counted("apamate", "nada"), MEETS),
    ("convocatoria", "menos personas que vocerías", counted("apamate", "jabillo", assembly=1), MEETS),
]

TAKEN: list[tuple[str, Body, int]] = [
    ("reglas", some_rules(quorum=Threshold("at_least", 1, 1), funds=[]), LATER),
    ("reglas", some_rules(majority=Threshold("count", 3)), LATER),
    ("reglas", given("se-fue"), LEFT - 1),
    ("reglas", given("banco", person="persona-1", until=NIGHT + DAY_S, act="acta 5"), LATER),
    ("vocera-banco", given("apamate", is_alternate=True), LATER),
    ("vocera-banco", ENDED, RULED),
    ("reglas", convened(session=12, at=NIGHT + DAY_S), LATER),
    ("reglas", convened(at=LATER), LATER),
    ("convocatoria", convened(session=8, at=NIGHT + DAY_S), LATER),
    ("convocatoria", counted(), MEETS),
    ("convocatoria", counted(*SEATS, assembly=5), MEETS - 3600),
    ("asistencia", counted("apamate", assembly=40), MEETS + 3600),
]


@pytest.mark.parametrize(("after", "sentence", "body", "at"), REFUSED)
def test_what_contradicts_the_parliament_is_refused_and_leaves_nothing(
    journal: CommuneJournal, after: str, sentence: str, body: Body, at: int
) -> None:
    a_sitting(journal, until=after)
    stands = journal.head("book")

    with pytest.raises(EntryError, match=sentence):
        write(journal, "otro", body, at)

    assert journal.head("book") == stands


@pytest.mark.parametrize(("after", "body", "at"), TAKEN)
def test_what_fits_the_parliament_is_taken(journal: CommuneJournal, after: str, body: Body, at: int) -> None:
    a_sitting(journal, until=after)

    write(journal, "otro", body, at)

    assert journal.entry("otro") is not None


def test_a_mandate_is_given_again_when_the_one_before_ended(journal: CommuneJournal) -> None:
    a_sitting(journal, until="vocera-banco")
    write(journal, "fin", ENDED, MEETS)

    with pytest.raises(EntryError, match="ya están dadas"):
        write(journal, "nueva", given("apamate"), MEETS - 1)
    write(journal, "nueva", given("apamate"), MEETS)

    with pytest.raises(EntryError, match="ya terminó"):
        write(journal, "otro-fin", ENDED, LATER)


def test_a_mandate_that_ran_out_makes_room_and_is_not_recalled(journal: CommuneJournal) -> None:
    a_sitting(journal, until="reglas")
    write(journal, "corta", given("moriche", until=MEETS), RULED)

    with pytest.raises(EntryError, match="ya había vencido"):
        write(journal, "fin", MandateEnded("corta", "recalled"), MEETS)
    write(journal, "nueva", given("moriche"), MEETS)


def test_a_mandate_of_earlier_must_leave_room_for_the_one_given_since(journal: CommuneJournal) -> None:
    a_sitting(journal, until="reglas")
    write(journal, "nueva", given("moriche"), MEETS)

    with pytest.raises(EntryError, match="ya están dadas"):
        write(journal, "vieja", given("moriche"), RULED)
    write(journal, "vieja", given("moriche", until=MEETS), RULED)


def test_the_term_of_the_rules_ends_a_mandate_whose_end_nobody_wrote(journal: CommuneJournal) -> None:
    a_register(journal)
    write(journal, "reglas", some_rules(term_months=1), RULED)
    write(journal, "vocera-apamate", given("apamate"), RULED)
    write(journal, "convocatoria", convened(), MEETS - 8 * DAY_S)

    with pytest.raises(EntryError, match="no están vigentes"):
        write(journal, "asistencia", counted("apamate"), MEETS)


def test_a_second_convocation_follows_a_first_one_that_too_few_came_to(journal: CommuneJournal) -> None:
    a_sitting(journal, until="asistencia", present=FEW)

    with pytest.raises(EntryError, match="después de la primera"):
        write(journal, "segunda", convened(2, at=MEETS), MEETS - 1)
    write(journal, "segunda", convened(2, at=AGAIN), MEETS + 7200)
    write(journal, "otra-asistencia", counted(*FEW, call=2), AGAIN)

    with pytest.raises(EntryError, match="última convocatoria"):
        write(journal, "tarde", counted(*SEATS), AGAIN)


def test_an_expired_or_recalled_delegate_is_not_counted_at_the_second_convocation(
    journal: CommuneJournal,
) -> None:
    a_sitting(journal, until="asistencia", present=FEW)
    write(journal, "segunda", convened(2, at=AGAIN), MEETS + 7200)
    write(journal, "fin", ENDED, AGAIN - 1)

    with pytest.raises(EntryError, match="no están vigentes"):
        write(journal, "otra-asistencia", counted(*FEW, call=2), AGAIN)


def test_a_council_that_left_between_the_two_convocations_is_not_counted(journal: CommuneJournal) -> None:
    a_sitting(journal, until="reglas")
    write(journal, "vocera-se-fue", given("se-fue"), RULED)
    write(journal, "convocatoria", convened(at=LEFT - DAY_S), LEFT - 3 * DAY_S)
    write(journal, "asistencia", counted("se-fue"), LEFT - DAY_S)
    write(journal, "segunda", convened(2, at=LEFT + DAY_S), LEFT - 3600)

    with pytest.raises(EntryError, match="no están vigentes"):
        write(journal, "otra-asistencia", counted("se-fue", call=2), LEFT + DAY_S)


def test_without_rules_people_may_meet_but_no_delegate_is_counted(journal: CommuneJournal) -> None:
    a_register(journal)
    write(journal, "convocatoria", convened(), MEETS - DAY_S)
    write(journal, "asistencia", AttendanceTaken(7, 1, [], 60), MEETS)

    with pytest.raises(EntryError, match="Faltan las reglas"):
        write(journal, "otra-asistencia", AttendanceTaken(7, 1, ["vocera-apamate"]), MEETS)
    with pytest.raises(EntryError, match="Faltan las reglas"):
        write(journal, "segunda", convened(2, at=AGAIN), MEETS)


def test_a_session_that_closed_the_book_takes_nothing_more(journal: CommuneJournal) -> None:
    a_sitting(journal, until="acuerdo")
    close(journal)

    with pytest.raises(EntryError, match="ya cerró el libro"):
        write(journal, "tarde", counted("apamate"), LATER)
    with pytest.raises(EntryError, match="La sesión 7 ya cerró su acta"):
        write(journal, "vieja", convened(session=6, at=NIGHT + DAY_S), LATER)
    with pytest.raises(EntryError, match="reglas de antes"):
        write(journal, "otras-reglas", some_rules(), MEETS)
    write(journal, "otras-reglas", some_rules(), MEETS + DAY_S)
    write(journal, "siguiente", convened(session=8, at=NIGHT + DAY_S), LATER)


@pytest.mark.parametrize("uid", ["convocatoria", "asistencia", "propuesta", "vocera-apamate"])
def test_what_others_rest_on_is_taken_back_after_them(journal: CommuneJournal, uid: str) -> None:
    a_sitting(journal)

    with pytest.raises(EntryError, match="se apoyan en este"):
        journal.append(a_reversal(uid), now=NIGHT)

    for number, one in enumerate(("votos", "propuesta", "asistencia", "convocatoria", "vocera-apamate")):
        journal.append(a_reversal(one, uid=f"anulada-{number}"), now=NIGHT)


@pytest.mark.parametrize("uid", ["convocatoria", "asistencia", "propuesta", "votos", "acuerdo"])
def test_what_the_minutes_of_a_closed_session_say_is_not_taken_back(
    journal: CommuneJournal, uid: str
) -> None:
    a_sitting(journal, until="acuerdo")
    close(journal)

    with pytest.raises(EntryError, match="su acta no se anula"):
        journal.append(a_reversal(uid), now=NIGHT)


def test_an_end_is_taken_back_only_while_nobody_else_was_sent(journal: CommuneJournal) -> None:
    a_sitting(journal, until="vocera-banco")
    write(journal, "fin", ENDED, MEETS)
    write(journal, "nueva", given("apamate"), MEETS)

    with pytest.raises(EntryError, match="se apoyan en este"):
        journal.append(a_reversal("fin"), now=NIGHT)
    journal.append(a_reversal("nueva", uid="anulada"), now=NIGHT)
    journal.append(a_reversal("fin"), now=NIGHT)

    with pytest.raises(EntryError, match="ya están dadas"):
        journal.append(a_draft(given("apamate"), uid="otra", happened=LATER), now=NIGHT)


def test_without_rules_or_a_count_of_who_came_a_session_closes_nothing(journal: CommuneJournal) -> None:
    a_register(journal)
    write(journal, "convocatoria", convened(), MEETS - DAY_S)

    with pytest.raises(EntryError, match="Faltan las reglas"):
        close(journal)
    write(journal, "reglas", some_rules(), RULED)
    with pytest.raises(EntryError, match="Falta la asistencia"):
        close(journal)
    write(journal, "asistencia", counted(), MEETS)
    with pytest.raises(EntryError, match="no tiene quórum"):
        close(journal)


@pytest.mark.parametrize("uid", ["registro-0", "registro-4"])
def test_who_sent_somebody_does_not_vanish_before_the_count_is_over(
    journal: CommuneJournal, uid: str
) -> None:
    a_sitting(journal, until="votos")

    with pytest.raises(EntryError, match="se apoyan en este"):
        journal.append(a_reversal(uid), now=NIGHT)
    journal.append(a_reversal("registro-3"), now=NIGHT)
