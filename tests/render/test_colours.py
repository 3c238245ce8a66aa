"""The one table of colours."""

import pytest

from kg.render.colours import _FIXED, THEME, THEMES, colour, ink

GROUPS = [*_FIXED, "", "nlin.CD", "q-bio.NC", "hep-th"]


def luminance(code: str) -> float:
    channels = [int(code[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_dots_and_words_stand_out_from_their_ground(theme: str) -> None:
    ground = THEME[theme].ground
    assert min(contrast(colour(group, theme), ground) for group in GROUPS) >= 3
    assert min(contrast(ink(group, theme), ground) for group in GROUPS) >= 4.5
    assert contrast(THEME[theme].muted, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_a_digest_holds_most_is_told_apart(theme: str) -> None:
    common = [
        "cs.LG",
        "cs.CV",
        "cs.CL",
        "cs.AI",
        "cs.RO",
        "cs.CR",
        "cs.SE",
        "cs.HC",
        "cs.NE",
        "eess.IV",
        "cs.IR",
        "cs.GR",
    ]
    assert len({colour(group, theme) for group in common}) == len(common)


def test_a_rare_category_keeps_its_colour_and_takes_no_large_ones() -> None:
    assert colour("nlin.CD", "light") == colour("nlin.CD", "light")
    large = {colour(group, "light") for group in ("cs.LG", "cs.CV", "cs.CL", "cs.AI")}
    assert not {colour(f"rare.{number}", "light") for number in range(100)} & large
