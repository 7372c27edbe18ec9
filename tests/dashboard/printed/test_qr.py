from __future__ import annotations

import sys
from xml.etree import ElementTree

import pytest
import segno

from dashboard.printed.qr import QUIET_ZONE, qr_svg


def test_a_code_has_no_size_of_its_own() -> None:
    drawn = ElementTree.fromstring(qr_svg("conuco/cierre/1") or "")

    assert drawn.get("width") is None
    assert drawn.get("viewBox") is not None


def test_a_code_keeps_its_quiet_zone() -> None:
    side = segno.make("a" * 60, error="q", micro=False, boost_error=False).symbol_size(border=QUIET_ZONE)[0]

    drawn = ElementTree.fromstring(qr_svg("a" * 60) or "")

    assert drawn.get("viewBox") == f"0 0 {side} {side}"


def test_a_text_of_two_hundred_signs_fits_below_version_fourteen() -> None:
    drawn = ElementTree.fromstring(qr_svg("a" * 200) or "")

    side = int((drawn.get("viewBox") or "").split()[2])
    assert side - 2 * QUIET_ZONE <= 17 + 4 * 14


def test_a_text_that_no_code_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="too long"):
        qr_svg("a" * 4000)


def test_without_segno_there_is_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "segno", None)

    assert qr_svg("conuco") is None
