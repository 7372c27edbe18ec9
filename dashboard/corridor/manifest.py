"""The paper that goes with the figures of a commune: what they are, whose they are and who allowed it.

Its fields are Spanish words in the file, for people of every commune read it; see docs/corredor.md.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from dashboard.corridor.refusals import CorridorError, is_shown
from gateway.domain.bounds import BasePercent, NotNegative, faults
from gateway.domain.entries import Slug
from gateway.domain.errors import EntryError
from gateway.domain.goods import Good
from gateway.domain.speech import both
from gateway.journal.canonical import canonical

FORMAT: Final = "conuco-export/1"
MANIFEST: Final = "manifiesto.json"
SIGNATURE: Final = "firma.ed25519"

Level = Literal["resumen", "ciclos", "asientos"]
Concept = Literal["cosechado", "recibido", "entregado", "perdido", "ingreso", "egreso"]
"""What is counted: harvested, got in exchange, delivered, lost; money that came in, money that went out."""

LEVELS: Final[dict[Literal["summary", "cycles", "entries"], Level]] = {
    "summary": "resumen",
    "cycles": "ciclos",
    "entries": "asientos",
}
"""What a decision calls a level, and what the file calls it."""

Day = Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Count = Annotated[int, Meta(ge=0, le=10_000_000)]
Name = Annotated[str, Meta(min_length=1, max_length=120)]
GoodCode = Annotated[str, Meta(min_length=3, max_length=80)]


class Span(Struct, frozen=True, forbid_unknown_fields=True, rename={"since": "desde", "until": "hasta"}):
    """From which day to which day, both included."""

    since: Day
    until: Day


class Listed(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"name": "nombre", "rows": "filas"},
):
    """A table that goes with it.

    Attributes:
        sha256: Of the file's bytes.
        rows: How many, without the heading.
    """

    name: Annotated[str, Meta(pattern=r"^[a-z]{1,20}\.(csv|json)$")]
    sha256: Digest
    rows: Count


class BaseOf(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"product": "rubro", "moisture": "humedad", "impurity": "impureza", "source": "fuente"},
):
    """At which moisture and impurity the commune compares a grain [%]; of every grain without a product."""

    moisture: BasePercent
    impurity: BasePercent
    source: Annotated[str, Meta(max_length=300)]
    product: Slug | None = None


class Total(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={"good": "bien", "concept": "concepto", "amount": "cantidad"},
):
    """The sum of the rows of one good and one concept that are not kept back."""

    good: GoodCode
    concept: Concept
    amount: NotNegative


class Manifest(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    rename={
        "format": "formato",
        "commune": "comuna",
        "name": "nombre",
        "key": "llave",
        "recipient": "destinatario",
        "span": "periodo",
        "scope": "alcance",
        "level": "nivel",
        "minutes": "acta",
        "created": "creado",
        "files": "archivos",
        "totals": "totales",
        "councils": "consejos",
        "families": "familias",
        "kept_back": "reservados",
        "replaces": "reemplaza",
    },
):
    """What a file says of itself; the signature stands over its canonical bytes.

    Attributes:
        commune: Its short name, which its book is bound to.
        key: The public key of its station, 32 bytes in hexadecimal.
        scope: The keys of the products; empty: all of them, with money.
        version: Rises with each file of the same recipient, period and scope.
        decision: The uid of the decision that allows it.
        minutes: The number of the session that decided it.
        created: When [UTC, ISO 8601].
        bases: In force at the end of the period.
        checkpoint: What a closing of the book after the period prints; None where there is none yet.
        totals: Rising by good and concept.
        councils: How many belonged to the commune at the end of the period.
        families: Of these councils, None where one of them was not counted.
        kept_back: How many rows have no amount in them.
        replaces: Of the version before: the sha256 of its file.
    """

    format: Literal["conuco-export/1"]
    commune: Slug
    name: Name
    key: Digest
    recipient: Name
    span: Span
    scope: Annotated[list[Slug], Meta(max_length=100)]
    level: Level
    version: Annotated[int, Meta(ge=1, le=10_000)]
    decision: Annotated[str, Meta(min_length=1, max_length=80)]
    minutes: Annotated[int, Meta(ge=1, le=100_000)]
    created: Annotated[str, Meta(pattern=r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$")]
    bases: Annotated[list[BaseOf], Meta(max_length=200)]
    files: Annotated[list[Listed], Meta(min_length=1, max_length=8)]
    totals: Annotated[list[Total], Meta(max_length=2_000)]
    councils: Count
    kept_back: Count
    families: Count | None = None
    checkpoint: Annotated[str, Meta(max_length=2_000)] | None = None
    replaces: Digest | None = None


_DECODER: Final = msgspec.json.Decoder(Manifest)
"""Made while one thread imports, as those of the entries."""


def written(manifest: Manifest) -> bytes:
    """Return the canonical bytes of a manifest."""
    return canonical(manifest).encode()


def read_manifest(body: bytes) -> Manifest:
    """Return the manifest of its bytes.

    Raises:
        CorridorError: It is none, one of another version of the format, or not written canonically.
    """
    _check_format(body)
    try:
        found = _DECODER.decode(body)
        is_canonical = written(found) == body
    except (msgspec.DecodeError, UnicodeDecodeError, EntryError) as error:
        raise CorridorError(NOT_AS_DOCUMENTED, what=str(error)[:120]) from error
    wrong = _fault(found)
    if wrong or not is_canonical:
        raise CorridorError(NOT_AS_DOCUMENTED, what=wrong or "JSON")
    return found


def _check_format(body: bytes) -> None:
    try:
        plain = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise CorridorError(NOT_UTF8_JSON) from error
    said = plain.get("formato") if isinstance(plain, dict) else None
    if not isinstance(said, str) or not said.startswith("conuco-export/"):
        raise CorridorError(NO_FORMAT)
    if said != FORMAT:
        is_newer = said.partition("/")[2].isdecimal() and int(said.partition("/")[2][:6]) > 1
        raise CorridorError(NEWER_FORMAT if is_newer else OLDER_FORMAT, said=said[:40], ours=FORMAT)


def _fault(found: Manifest) -> str:
    """Return the name of a field that cannot be as it is, empty where all can."""
    numbers = [fault for one in (*found.bases, *found.totals) for fault in faults(one)]
    if numbers:
        return numbers[0].name
    try:
        ends_after = date.fromisoformat(found.span.since) <= date.fromisoformat(found.span.until)
        for one in found.totals:
            Good.parsed(one.good)
    except (ValueError, ArithmeticError):
        return "periodo"
    keys = [(one.good, one.concept) for one in found.totals]
    told = {
        "periodo": ends_after,
        "alcance": found.scope == sorted(set(found.scope)),
        "totales": keys == sorted(set(keys)),
        "reemplaza": (found.version > 1) == (found.replaces is not None),
        "nombre": all(is_shown(one) for one in _texts(found)),
        "archivos": len({one.name for one in found.files}) == len(found.files),
    }
    return next((name for name, is_right in told.items() if not is_right), "")


def _texts(found: Manifest) -> list[str]:
    """Return what a screen shows of a manifest as it was written."""
    sources = [one.source for one in found.bases]
    return [found.name, found.recipient, found.decision, *sources, *(found.checkpoint or "").split("\n")]


def amount_text(value: Decimal) -> str:
    """Return an exact number as the tables and the manifest have it: plain digits, no sign of zero."""
    return format(value if value else abs(value), "f")


NOT_UTF8_JSON: Final = both(
    "manifiesto.json no es JSON en UTF-8. El archivo se dañó o lo hizo otro programa: pídalo otra vez."
)
NO_FORMAT: Final = both(
    "No dice que sea un conuco-export. Pida a la comuna el archivo que hace «conuco corridor export»."
)
OLDER_FORMAT: Final = both(
    "Es de un formato viejo (%(said)s) y aquí se lee %(ours)s. Pida a esa comuna que actualice Conuco y "
    "haga el archivo otra vez."
)
NEWER_FORMAT: Final = both(
    "Es de un formato más nuevo (%(said)s) y aquí se lee %(ours)s. Actualice este Conuco y repita."
)
NOT_AS_DOCUMENTED: Final = both(
    "manifiesto.json no es como dice docs/corredor.md (%(what)s). Pida el archivo otra vez."
)
