"""Which questions of a long form stand on which screen."""

from __future__ import annotations

from decimal import Decimal

import pytest

from dashboard.forms.answers import Answers, Fault
from dashboard.forms.asks import Aside, Moment, Number, Pick, Range, Turn
from dashboard.forms.screens import carried, faults_of, first_wrong, next_screen, screens

PICK = Pick("ciclo", "", [], missing="")
KILOS = Number(name="kilos", ask="", within=Range(Decimal(0), Decimal(9)))
WHEN = Moment(name="cuando", ask="")
TICKET = Number(name="boleto", ask="", within=Range(Decimal(0), Decimal(9)))
ASKS = [PICK, KILOS, WHEN, Turn(), Aside("nada obliga"), TICKET]


def sent(*faults: str, **written: str) -> Answers:
    return Answers(None, written, faults=[Fault(one, "") for one in faults])  # type: ignore[arg-type]


def test_what_is_picked_stands_above_every_screen() -> None:
    assert screens(ASKS) == [[KILOS, WHEN], [Aside("nada obliga"), TICKET]]


def test_a_form_without_a_turn_is_one_screen_and_goes_on_to_none() -> None:
    assert len(screens([PICK, KILOS])) == 1
    assert next_screen(sent(hoja="0"), [PICK, KILOS]) is None


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (sent(hoja="0"), 1),
        (sent("boleto", hoja="0"), 1),
        (sent("cuando-dia", hoja="0"), None),
        (sent(hoja="1"), None),
        (sent(), None),
        (sent(hoja="0", confirmado="1"), None),
        (sent(hoja="x"), None),
    ],
)
def test_a_form_goes_on_when_what_was_seen_is_right(answers: Answers, expected: int | None) -> None:
    assert next_screen(answers, ASKS) == expected


def test_a_fault_stands_on_the_screen_of_its_question() -> None:
    faults = [Fault("cuando-dia", "ese día no existe"), Fault("clave", "no entró")]

    assert faults_of(screens(ASKS)[0], faults) == faults[:1]
    assert first_wrong(ASKS, [Fault("boleto", "")]) == 1
    assert first_wrong(ASKS, [Fault("clave", "")]) == 0


def test_what_other_screens_hold_goes_along_and_nothing_else() -> None:
    written = {"kilos": "5", "cuando": "otro", "cuando-dia": "3", "boleto": "7", "igual": "uid", "ciclo": "c"}

    assert carried(ASKS, written, shown=1) == {"kilos": "5", "cuando": "otro", "cuando-dia": "3"}
