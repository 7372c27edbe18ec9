"""Every kind of entry in words, for everybody and for members."""

from __future__ import annotations

from decimal import Decimal
from typing import get_args, get_type_hints

import pytest
from builders import a_draft
from members import another_client, signed_in
from small_commune import NOW

from dashboard.telling import _TELLERS
from dashboard.words import accounts as account_words
from dashboard.words import entries as entry_words
from gateway.domain.entries import (
    KINDS,
    AeratorOrdered,
    Body,
    CircumstanceTold,
    CommuneRegistered,
    CouncilRegistered,
    CounterpartRegistered,
    CurrencyRegistered,
    CycleLost,
    Delivered,
    Died,
    Fed,
    Goods,
    GrainBaseSet,
    Harvested,
    InputUsed,
    MeasureWeighed,
    MoneyMoved,
    NodeRegistered,
    NodeReplaced,
    Observed,
    PhotoKept,
    ProductRegistered,
    ReferenceSet,
    Sampled,
    SensorDay,
    SeriesDigest,
    Sown,
    Stocked,
    StockLost,
    UpdateOffered,
    WarehouseRegistered,
    Weighing,
    WorkdaySet,
    Worked,
)
from gateway.journal import salted

HASH = "ab" * 32
NOTE = salted("Lo vio doña Carmen.", salt=b"0123456789abcdef")
TEN, SIX = Decimal(10), Decimal(6)
FISH = "ciclo-2-1"

BEFORE: tuple[Body, ...] = (
    CouncilRegistered("la-ceiba", "La Ceiba", 84),
    CounterpartRegistered("cafe", "Comuna cafetalera", "commune"),
    WarehouseRegistered("silo", "maiceros", "El silo de atrás"),
    ProductRegistered("cafe", "café pilado", "kg"),
    ProductRegistered("maiz-blanco", "maíz blanco", "kg", is_grain=True),
    ProductRegistered("yuca", "yuca", "kg"),
    MeasureWeighed("tobo", "Tobo", "yuca", Decimal("12.5"), "weighed", samples=4),
    NodeRegistered("pond-6", "pond", "estanque", {"sonda": ["oxygen"]}),
)


def a_delivery(**others: object) -> Delivered:
    ordinary: dict[str, object] = {
        "enterprise": "maiceros",
        "product": "maiz-blanco",
        "ours": Weighing(Decimal(3000), Decimal(22), Decimal(3), "0417"),
        "quality": "weighed",
        "destination": "community",
        "to": "la-ceiba",
        "base_moisture": Decimal(14),
        "base_impurity": Decimal(2),
        "warehouse": "silo",
    }
    return Delivered(**(ordinary | others))  # type: ignore[arg-type]


SAID: list[tuple[Body, str]] = [
    (Fed(FISH, "scraps", "weighed", what="yuca", kg=TEN), "10 kilos de yuca diez kilos pesado en romana"),
    (Fed(FISH, "scraps", "estimated", what="yuca", measure="tobo", count=TEN), "10 × tobo de yuca calculado"),
    (
        Fed(FISH, "scraps", "counted", what="yuca", measure="tobo", count=TEN),
        "contado unos 125 kilos, por lo que pesa la medida",
    ),
    (Fed(FISH, "concentrate", "weighed", kg=TEN, protein=Decimal(28)), "alimento concentrado"),
    (Fed(FISH, "concentrate", "weighed", kg=TEN, protein=Decimal(28)), "28 % de proteína"),
    (Sampled(FISH, 60, Decimal(6825)), "Muestreo: 60 peces, peso medio 113,75 gramos"),
    (Sampled(FISH, 60, Decimal(6825)), "más o menos entre 106 y 121 gramos"),
    (Sampled(FISH, 30, Decimal(3000), Decimal(80), Decimal(130), "cast_net"), "con atarraya"),
    (Died(FISH, 12, "counted", "birds"), "12 peces muertos doce peces contado Se sospecha: pájaros"),
    (Died(FISH, 1, "estimated"), "1 pez muerto"),
    (
        InputUsed("parcela-1", "urea", "fertiliser", TEN, "sack", nitrogen_kg=Decimal(230), origin="donated"),
        "10 sacos de urea diez sacos fertilizante 230 kilos de nitrógeno donado Parcela 1",
    ),
    (
        Worked("parcela-1", "weeding", 8, SIX, "cayapa", women=4, men=3, young=1),
        "Limpia: 8 personas, 6 horas cada una ocho personas cayapa, sin pago 48 horas de trabajo en total "
        "4 mujeres, 3 hombres, 1 joven",
    ),
    (CircumstanceTold(FISH, "theft", "none"), "Robo: no hubo"),
    (CircumstanceTold(FISH, "birds", "some", Decimal(20), 3), "Pájaros: sí hubo más o menos el 20 % dañado"),
    (CircumstanceTold(FISH, "birds", "some", Decimal(20), 3), "durante 3 días"),
    (CycleLost(FISH, "oxygen"), "El ciclo se perdió Se sospecha: poco oxígeno"),
    (a_delivery(), "3.000 kilos de maíz blanco tres mil kilos Para la comunidad: La Ceiba pesado en romana"),
    (a_delivery(), "al 22 % de humedad y 3 % de impureza boleto 0417"),
    (a_delivery(), "Maiceros Unidos"),
    (a_delivery(theirs=Weighing(Decimal(2900), Decimal(24), Decimal(3))), "La diferencia no dice por qué."),
    (a_delivery(families=84, guide="G-7"), "repartido entre 84 familias guía G-7"),
    (
        a_delivery(destination="exchange", to="cafe", goods=[Goods("cafe", Decimal(80))], exchange="C-1"),
        "A cambio: 80 kilos de café pilado intercambio C-1",
    ),
    (a_delivery(planned=True), "Es un plan: todavía no se ha hecho."),
    (
        StockLost("maiceros", "maiz-blanco", Weighing(Decimal(120)), "weighed", "weevil"),
        "Merma: 120 kilos de maíz blanco ciento veinte kilos gorgojo pesado en romana",
    ),
    (PhotoKept("cosecha-1-1", HASH, 9), "Foto de un papel sobre el asiento nº"),
    (Observed("cosecha-1-1", "open", NOTE.salted_hash), "Observación de la contraloría social sobre"),
    (
        SensorDay("2026-06-09", [SeriesDigest("a/b/c", 1440, HASH), SeriesDigest("a/b/d", 60, HASH)]),
        "Huella de lo que midieron las sondas el 9 de junio de 2026 2 series 1.500 señales recibidas",
    ),
    (CommuneRegistered("Los Samanes", "Lara", "Planas", families=900), "Planas, Lara 900 familias"),
    (CouncilRegistered("otro", "Otro", since=NOW - 86_400), "Otro desde el 9 de junio de 2026"),
    (CounterpartRegistered("m", "El molino", "private_mill"), "El molino molino o planta privada"),
    (ProductRegistered("a", "auyama", "kg"), "Producto: auyama se cuenta en kilos"),
    (MeasureWeighed("tobo", "Tobo", "yuca", TEN, "weighed", 4), "1 tobo de yuca pesa 10 kilos diez kilos"),
    (GrainBaseSet(Decimal(14), Decimal(2), "acta 3"), "Base de todos los granos: al 14 % de humedad y 2 %"),
    (WorkdaySet(SIX, "acta 3"), "Una jornada son 6 horas seis horas Fuente: acta 3"),
    (CurrencyRegistered("cimarron", "cimarrón"), "Moneda: cimarrón"),
    (
        ReferenceSet("r", "kg_per_ha", "maiz-blanco", TEN, Decimal(20), "FAO", "12 %", comparable=False),
        "kilos por hectárea, de 10 a 20 12 % Fuente: FAO no es comparable con lo nuestro",
    ),
    (
        Stocked("laguna-1", "morocoto", 900, TEN, dead_in_transport=3, origin="commune", planned=True),
        "Es un plan: todavía no se ha hecho. de 10 gramos cada uno 3 murieron en el transporte de la comuna",
    ),
    (Sown("parcela-1", "maíz", "blanco", Decimal(20_000), seed_kg=TEN), "10 kilos de semilla"),
    (
        NodeRegistered("pond-7", "pond", "estanque", {"sonda": ["oxygen"], "luz": ["mains"]}, "El de atrás"),
        "Se anotó el nodo pond-7 El de atrás su placa: estanque lo que lleva: luz, sonda",
    ),
    (
        NodeReplaced("pond-6", "240ac4000a0b", "stolen"),
        "El nodo pond-6 está ahora en otra placa Se robaron la de antes: su clave ya no vale.",
    ),
    (
        AeratorOrdered("pond-1", "off", NOW + 7200, "estanque-1"),
        "Se ordenó al nodo apagar el aireador La Ceiba hasta",
    ),
    (AeratorOrdered("pond-1", "auto"), "Se dejó el aireador a los límites de su nodo"),
    (
        UpdateOffered(7, "0.2.0", "ab" * 32, 60_000, ["pond-1", "pond-3"], "pond-3"),
        "Se ofreció a los nodos el programa 0.2.0 (versión 7) primero en pond-3; cuando ande bien ahí, en los"
        " demás los demás: pond-1",
    ),
    (UpdateOffered(7, "0.2.0", "ab" * 32, 60_000, ["pond-3"], "pond-3"), "versión 7) solo en pond-3"),
    (
        Harvested(FISH, SIX, "weighed", complete=False, gross_kg=TEN, tare_kg=Decimal(4), ticket="88"),
        "peso bruto 10, tara 4 kilos boleto 88",
    ),
]  # fmt: skip


@pytest.fixture
def written(pages):
    """Return what writes an entry after those that it may name, and opens its receipt for everybody."""

    def write(body: Body) -> str:
        for number, one in enumerate(BEFORE):
            pages.journal.append(a_draft(one, uid=f"antes-{number}", happened=NOW - 1), now=NOW)
        pages.journal.append(a_draft(body, uid="de-prueba", happened=NOW), now=NOW, texts=[NOTE])
        return "/recibo/de-prueba"

    return write


@pytest.mark.parametrize(("body", "sentence"), SAID, ids=lambda one: type(one).__name__)
def test_an_entry_is_told_in_words(open_desk, written, body: Body, sentence: str) -> None:
    assert sentence in open_desk.asks(written(body)).replace(" Deshacer ", " ")


def test_every_kind_has_words() -> None:
    assert not {kind for kind, (_journal, sort) in KINDS.items() if sort not in _TELLERS}


@pytest.mark.parametrize(
    ("sort", "field", "words"),
    [
        (Fed, "feed", entry_words.FEEDS),
        (Fed, "quality", entry_words.QUALITIES),
        (Sampled, "gear", entry_words.GEARS),
        (Died, "suspected", entry_words.SUSPECTED),
        (CycleLost, "suspected", entry_words.SUSPECTED),
        (InputUsed, "sort", entry_words.INPUTS),
        (InputUsed, "origin", entry_words.GOT),
        (Stocked, "origin", entry_words.BRED),
        (Worked, "activity", entry_words.ACTIVITIES),
        (Worked, "pay", entry_words.PAYS),
        (CircumstanceTold, "what", entry_words.CIRCUMSTANCES),
        (Delivered, "destination", entry_words.TO),
        (StockLost, "lost_to", account_words.LOSSES),
        (MoneyMoved, "sort", account_words.MONEY),
        (CounterpartRegistered, "sort", entry_words.COUNTERPARTS),
        (ReferenceSet, "indicator", entry_words.INDICATORS),
    ],
)
def test_every_choice_of_an_entry_has_words(sort: type[Body], field: str, words: dict[str, str]) -> None:
    hint = get_type_hints(sort)[field]
    choices = {one for part in (hint, *get_args(hint)) for one in get_args(part) if isinstance(one, str)}

    assert choices
    assert choices <= set(words)


def test_which_plan_was_carried_out_is_told(pages, open_desk) -> None:
    planned = Sown("parcela-1", "maíz", "blanco", Decimal(20_000), planned=True)
    done = Sown("parcela-1", "maíz", "blanco", Decimal(18_000), fulfils="plan")
    plan = pages.journal.append(a_draft(planned, uid="plan", happened=NOW + 86_400), now=NOW)
    pages.journal.append(a_draft(done, uid="hecho", happened=NOW), now=NOW)

    assert f"Cumple el plan del asiento nº {plan.number}." in open_desk.asks("/recibo/hecho")
    assert "/ciclos/" not in pages.text("/recibo/plan")


@pytest.mark.parametrize(
    ("body", "secret"),
    [
        (a_delivery(price=Decimal(1200), currency="USD"), "Precio: USD 1.200,00"),
        (a_delivery(), "depósito: El silo de atrás"),
        (Observed("cosecha-1-1", "open", NOTE.salted_hash), "Lo vio doña Carmen."),
        (CycleLost(FISH, "theft", NOTE.salted_hash), "Lo vio doña Carmen."),
        (a_delivery(note=NOTE.salted_hash), "Lo vio doña Carmen."),
    ],
)
def test_prices_stores_and_notes_are_told_to_members_alone(
    open_desk, written, body: Body, secret: str
) -> None:
    path = written(body)
    outside = open_desk.asks(path)

    signed_in(open_desk.pages.client, "team")

    assert secret not in outside
    assert secret in open_desk.asks(path)


@pytest.mark.parametrize(
    "body",
    [
        MoneyMoved("maiceros", "in", "sale", Decimal(1200), "USD", voucher="77"),
        WarehouseRegistered("troje", "maiceros", "La troje"),
    ],
)
def test_receipts_of_money_and_of_stores_are_for_members(pages, open_desk, written, body: Body) -> None:
    path = written(body)
    signed_in(pages.client, "administration")

    inside = open_desk.asks(path)

    assert another_client(pages.client).get(path).status_code == 404
    assert "Entraron USD 1.200,00 venta comprobante 77" in inside or "Depósito: La troje" in inside


def test_what_is_told_of_an_entry_is_english_for_who_reads_english(pages, open_desk, written) -> None:
    path = written(Worked("parcela-1", "weeding", 8, SIX, "cayapa", women=4))

    text = " ".join(pages.client.get(path, headers={"accept-language": "en"}).text.split())

    assert "Weeding: 8 people, 6 hours each" in text.replace("\u00a0", " ")
    assert "cayapa, without pay" in text
