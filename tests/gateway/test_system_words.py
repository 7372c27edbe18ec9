from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from gateway.domain.system_words import SENTENCES, refused

FOLDERS = [Path(__file__).parent.parent.parent / room for room in ("gateway", "dashboard")]


@pytest.mark.parametrize("number", SENTENCES)
def test_what_people_meet_is_told_in_their_language(number: int) -> None:
    said = refused(OSError(number, os.strerror(number)))

    assert said != os.strerror(number)


def test_a_file_that_is_not_there_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file") as error:
        (tmp_path / "nada").read_bytes()

    assert refused(error.value) == "no existe"


def test_what_is_rare_keeps_the_words_of_the_system() -> None:
    assert refused(OSError(errno.EXDEV, "Invalid cross-device link")) == "Invalid cross-device link"


def test_an_error_without_a_number_tells_its_own_words() -> None:
    assert refused(OSError("sin imagen")) == "sin imagen"


def test_nobody_shows_the_words_of_the_system_beside_it() -> None:
    own = "system_words.py"
    paths = [path for folder in FOLDERS for path in folder.rglob("*.py") if path.name != own]

    assert not [path for path in paths if "strerror" in path.read_text(encoding="utf-8")]
