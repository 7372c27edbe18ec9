from __future__ import annotations

import re
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


def test_every_dark_module_is_drawn_and_no_other() -> None:
    code = segno.make("Ñ conuco", error="q", micro=False, boost_error=False)
    drawn = re.findall(r"M(\d+) (\d+)h(\d+)v1h-\3z", qr_svg("Ñ conuco") or "")

    dark = {
        (int(x) + step - QUIET_ZONE, int(y) - QUIET_ZONE) for x, y, wide in drawn for step in range(int(wide))
    }

    assert dark == {(x, y) for y, row in enumerate(code.matrix) for x, one in enumerate(row) if one}


def test_no_rule_of_a_page_reaches_into_a_code() -> None:
    assert 'style="fill:#000;stroke:none"' in (qr_svg("conuco") or "")
