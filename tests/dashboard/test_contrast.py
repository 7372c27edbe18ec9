from __future__ import annotations

import re

import pytest

from dashboard.visit.assets import STATIC

CSS = (STATIC / "conuco.css").read_text(encoding="utf-8")
LEAST = {"light": 4.5, "dark": 4.5, "contrast": 7.0}
"""Source: WCAG 2.2, success criteria 1.4.3 (AA) and 1.4.6 (AAA), text of ordinary size."""

PAIRS = [
    ("ink", "ground"),
    ("ink", "card"),
    ("ink-2", "ground"),
    ("ink-2", "card"),
    ("link", "ground"),
    ("link", "card"),
    ("card", "ink"),
    ("on-fine", "fine"),
    ("on-caution", "caution"),
    ("on-danger", "danger"),
    ("on-fine", "none"),
    ("v-fine", "card"),
    ("v-caution", "card"),
    ("v-danger", "card"),
    ("v-none", "card"),
    ("v-fine", "ground"),
    ("v-caution", "ground"),
    ("v-danger", "ground"),
    ("card", "v-fine"),
    ("link", "z-danger-2"),
    ("link", "z-caution"),
    ("v-caution", "z-caution"),
    ("v-danger", "z-danger"),
    ("v-danger", "z-danger-2"),
]
DRAWN = [("edge-2", "card"), ("edge-2", "ground"), ("water", "card"), ("v-fine", "band")]
"""What is drawn needs less than what is read. Source: WCAG 2.2, 1.4.11."""
LEAST_DRAWN = 3.0


def blocks() -> dict[str, str]:
    """Return the colours of each theme as the sheet writes them, by its name."""
    found = re.findall(r"(:root|\.dark|\.contrast)\{([^}]*)\}", CSS)
    names = {":root": "light", ".dark": "dark", ".contrast": "contrast"}
    return {names[selector]: body for selector, body in reversed(found)}


def tokens(theme: str) -> dict[str, str]:
    found = blocks()
    return {
        name: value
        for one in ("light", theme)
        for name, value in re.findall(r"--([\w-]+):(#\w+)", found[one])
    }


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(one * 2 for one in digits) if len(digits) == 3 else digits
    parts = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", LEAST)
@pytest.mark.parametrize(("ink", "paper"), PAIRS)
def test_text_can_be_read_on_its_ground(theme: str, ink: str, paper: str) -> None:
    found = tokens(theme)

    assert contrast(found[ink], found[paper]) >= LEAST[theme]


@pytest.mark.parametrize("theme", LEAST)
@pytest.mark.parametrize(("mark", "paper"), DRAWN)
def test_a_drawing_can_be_told_from_its_ground(theme: str, mark: str, paper: str) -> None:
    found = tokens(theme)

    assert contrast(found[mark], found[paper]) >= LEAST_DRAWN


@pytest.mark.parametrize("theme", ["dark", "contrast"])
def test_every_theme_names_the_colours_of_the_first(theme: str) -> None:
    known, given = (
        {name for name, _ in re.findall(r"--([\w-]+):(#\w+)", blocks()[one])} for one in ("light", theme)
    )

    assert given == known


def test_who_asks_the_browser_for_contrast_gets_the_same_colours() -> None:
    asked = re.search(r"prefers-contrast:more\)\{\s*:root,\.dark\{([^}]*)\}", CSS)

    assert asked is not None
    assert asked[1] == blocks()["contrast"]
