"""What no paper may say, refused by what papers are made of."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.printed.honest import (
    NOTHING,
    Figure,
    Paper,
    Quote,
    Sentence,
    Table,
    as_registered,
    checked,
    open_total,
    useful,
)
from dashboard.production.base import Balance
from dashboard.telling.private import Private
from gateway.domain.errors import PaperError
from gateway.domain.goods import Good, MixedGoodsError

FISH, MAIZE, DRY_MAIZE = (Good.parsed(one) for one in ("kg:cachama", "kg:maiz@14/2", "kg:maiz@12/0"))
USD, VES = Good("money", "USD"), Good("money", "VES")
HEADS = (Sentence("Consejo"), Sentence("kg"))
NOBODY = Private()
GUARD = Private(("Rosa Álvarez", "Silo grande", "04141234567"), ("Santa Rosa Álvarez",))


@dataclass(frozen=True)
class Scrap:
    said: object


@pytest.mark.parametrize("others", [(FISH, MAIZE), (MAIZE, DRY_MAIZE), (USD, VES)])
def test_a_column_has_one_product_one_base_and_one_currency(others: tuple[Good, Good]) -> None:
    rows = [(Sentence(str(one)), Figure("12", one)) for one in others]

    with pytest.raises(MixedGoodsError):
        Table(HEADS, rows, Sentence("lo que haya"))


def test_a_column_of_numbers_says_what_they_are() -> None:
    with pytest.raises(PaperError):
        Table(HEADS, [(Sentence("La Ceiba"), Figure("12", MAIZE))])


def test_two_goods_may_stand_in_two_columns() -> None:
    heads = (*HEADS, Sentence("kg"))
    rows = [(Sentence("La Ceiba"), Figure("12", FISH), Figure("9", MAIZE))]

    assert Table(heads, rows, Sentence("a las familias")).rows == rows


@pytest.mark.parametrize(
    "claim",
    [
        "murieron porque faltó oxígeno",
        "La falta de oxígeno causó la pérdida",
        "se cosechó gracias a la red",
        "se perdió por culpa de la lluvia",
        "fish died because of it",
        "lost due to rain",
    ],
)
def test_no_sentence_claims_a_cause(claim: str) -> None:
    with pytest.raises(PaperError):
        checked(claim)


def test_to_deny_a_cause_is_no_claim() -> None:
    assert checked("Coincidió; no prueba la causa.")
    assert checked("Esto es de la comuna, y de la caución nadie habla.")


def test_cash_is_never_summed_for_a_paper() -> None:
    with pytest.raises(PaperError):
        open_total([Balance("caja:cachamas", USD, Decimal(10))])


def test_a_sum_of_two_currencies_is_refused() -> None:
    with pytest.raises(MixedGoodsError):
        open_total([Balance("egreso:fuel", USD, Decimal(1)), Balance("egreso:fuel", VES, Decimal(1))])


@given(st.permutations(["la-ceiba", "el-saman", "cano-seco", "los-mangos"]))
def test_whoever_got_more_nobody_is_ranked(order: list[str]) -> None:
    registered = ["cano-seco", "la-ceiba", "los-mangos", "el-saman"]

    assert as_registered([(one, one) for one in order], registered) == registered


def test_who_is_not_registered_stands_last() -> None:
    assert as_registered([("otro", 1), ("la-ceiba", 2)], ["la-ceiba"]) == [2, 1]


@pytest.mark.parametrize("secret", GUARD.words)
def test_a_paper_that_names_a_person_a_store_or_a_telephone_is_refused(secret: str) -> None:
    with pytest.raises(PaperError):
        Paper("poster.typ", Scrap([Sentence(f"lo tiene {secret.upper()}.")]), GUARD)


def test_a_council_that_is_called_as_a_person_may_stand_on_a_paper() -> None:
    assert Paper("poster.typ", Scrap(Quote("Consejo Santa Rosa Álvarez")), GUARD)


def test_what_people_wrote_is_quoted_without_the_names_in_it() -> None:
    text = "Que Rosa Álvarez, de Santa Rosa Álvarez, cuide el silo grande (04141234567)"

    assert GUARD.hidden(text) == "Que […], de Santa Rosa Álvarez, cuide el […] ([…])"


def test_a_part_of_a_word_is_no_name() -> None:
    assert Private(("Ana",)).hidden("La semana y la campana") == "La semana y la campana"


def test_words_for_which_nobody_answers_are_refused() -> None:
    with pytest.raises(PaperError):
        Paper("poster.typ", Scrap(["escrito aquí"]), NOBODY)


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    table = Table((*HEADS, Sentence("m²")), [(Sentence("Laguna 1"), NOTHING, Sentence("900"))])

    found = useful(table)

    assert found is not None
    assert found.heads == [Sentence("Consejo"), Sentence("m²")]
    assert useful(Table(HEADS, [(Sentence("Laguna 1"), NOTHING)])) is None


def test_a_day_is_no_person_where_we_wrote_it_and_is_struck_out_where_people_did() -> None:
    private = Private(("Domingo", "Abril Rojas", "04141234567"))

    Paper("report.typ", Scrap(Sentence("Domingo 14 de junio, en abril")), private)

    for said in (Quote("Dijo Domingo"), Sentence("Abril Rojas"), Sentence("Llame al 04141234567")):
        with pytest.raises(PaperError):
            Paper("report.typ", Scrap(said), private)
    assert private.hidden("Dijo Domingo") == "Dijo […]"
