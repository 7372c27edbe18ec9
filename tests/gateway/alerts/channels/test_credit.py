from __future__ import annotations

from decimal import Decimal

import pytest

from gateway.alerts.channels.credit import credit_left

ANSWERS = [
    ("Su saldo es Bs. 1.234,56. Vence 01/12/2026", "1234.56"),
    ("Tu saldo disponible es de Bs 12,5", "12.5"),
    ("Saldo: 0.00 Bs", "0.00"),
    ("Bs.1,234.50 para llamar", "1234.50"),
    ("Credito: $ 3", "3"),
    ("Su saldo es Bs. 1.250", "1250"),
]


@pytest.mark.parametrize(("answer", "left"), ANSWERS)
def test_the_credit_is_read_out_of_what_an_operator_answers(answer: str, left: str) -> None:
    assert credit_left(answer) == Decimal(left)


@pytest.mark.parametrize("answer", ["", "Servicio no disponible", "Reply for *99#", "Marque 1 para recargar"])
def test_an_answer_without_a_clear_amount_says_nothing(answer: str) -> None:
    assert credit_left(answer) is None
