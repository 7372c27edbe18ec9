from __future__ import annotations

import re

import pytest

from dashboard.assets import STATIC

CSS = (STATIC / "conuco.css").read_text(encoding="utf-8")
LEAST = 4.5
"""Source: WCAG 2.2, success criterion 1.4.3 (AA), text of ordinary size."""

PAIRS = [
    ("ink", "ground"),
    ("ink", "card"),
    ("ink", "hole"),
    ("ink-2", "ground"),
    ("ink-2", "card"),
    ("link", "ground"),
    ("link", "card"),
    ("on-fine", "fine"),
    ("on-caution", "caution"),
    ("on-danger", "danger"),
    ("on-none", "none"),
    ("on-press", "press"),
    ("v-fine", "card"),
    ("v-caution", "card"),
    ("v-danger", "card"),
    ("v-danger", "ground"),
    ("v-none", "card"),
    ("v-fine", "ground"),
    ("measured", "card"),
    ("measured", "z-danger-2"),
    ("w-caution", "z-caution"),
    ("w-danger", "z-danger"),
    ("w-danger", "z-danger-2"),
    ("on-press", "press"),
]


def tokens(theme: str) -> dict[str, str]:
    blocks = {name: body for name, body in re.findall(r"(:root|\.dark)\{([^}]*)\}", CSS)}
    found = dict(re.findall(r"--([\w-]+):(#\w+)", blocks[":root"]))
    if theme == "dark":
        found |= dict(re.findall(r"--([\w-]+):(#\w+)", blocks[".dark"]))
    return found


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, paper: str) -> None:
    found = tokens(theme)
    high, low = sorted((luminance(found[ink]), luminance(found[paper])), reverse=True)

    assert (high + 0.05) / (low + 0.05) >= LEAST


def test_both_themes_name_the_same_colours() -> None:
    light, dark = re.findall(r"(?::root|\.dark)\{([^}]*)\}", CSS)[:2]

    assert set(re.findall(r"--([\w-]+):", light)) == set(re.findall(r"--([\w-]+):", dark))
