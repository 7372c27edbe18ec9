"""Every sentence that the pages can say, their own and the refusals behind them, as the sources have them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract

from gateway.journal import in_force, words
from gateway.people import BUTTON_NAMES, NOBODY_IN_PARTICULAR, ROLE_NAMES, WITHDRAWN

ROOT = Path(__file__).parent.parent
KEYWORDS = {
    "_": None,
    "N_": None,
    "both": None,
    "gettext": None,
    "ngettext": (1, 2),
    "Saying": None,
    "say": None,
    "EntryError": None,
} | {"PhotoRefusedError": None}
TRIMMED = {"trimmed": "true", "silent": "false"}


def sentences() -> Catalog:
    found = Catalog()
    for message, path in _messages():
        found.add(message, locations=[(path, 0)])
    return found


def _messages() -> Iterator[tuple[str | tuple[str, ...], str]]:
    for path in sorted((ROOT / "dashboard").rglob("*.html")):
        yield from _of(path, "jinja2.ext:babel_extract", dict(TRIMMED))
    for folder in ("dashboard", "gateway"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield from _of(path, "python", {})
    yield from ((sentence, "gateway/journal/words.py") for sentence in words._SENTENCES.values())
    fields = (*words.FIELDS.values(), words.A_RECORD)
    yield from ((name, "gateway/journal/words.py") for name in fields)
    refusals = (sentence for both in in_force.REFUSALS.values() for sentence in both)
    yield from ((sentence, "gateway/journal/in_force.py") for sentence in refusals)
    people = (NOBODY_IN_PARTICULAR, WITHDRAWN, *ROLE_NAMES.values(), *BUTTON_NAMES.values())
    yield from ((name, "gateway/people/register.py") for name in people)


def _of(path: Path, method: str, options: dict[str, str]) -> Iterator[tuple[str | tuple[str, ...], str]]:
    with path.open("rb") as file:
        for _, message, _, _ in extract(method, file, keywords=KEYWORDS, options=options):
            yield message, str(path.relative_to(ROOT))
