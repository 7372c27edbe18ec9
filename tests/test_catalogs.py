"""What holds of every catalog of sentences, whoever wrote in it last."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CATALOGS = sorted(path for room in ("dashboard", "gateway") for path in (ROOT / room / "locale").glob("*.po"))
SENTENCE = re.compile(r'^msgid ((?:".*"\n)+)', re.MULTILINE)


@pytest.mark.parametrize("path", CATALOGS, ids=lambda one: f"{one.parent.parent.name}-{one.stem}")
def test_no_sentence_is_put_into_a_language_twice(path: Path) -> None:
    told = Counter(SENTENCE.findall(path.read_text(encoding="utf-8")))

    assert told
    assert not [sentence for sentence, times in told.items() if times > 1]
