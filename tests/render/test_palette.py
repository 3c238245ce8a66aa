"""Colors of groups: large groups differ for every reader, and all colors contrast with the background."""

import pytest
from color_difference import ciede2000, least_difference, linear
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.render.colors.palette import CATEGORY_HUES, COMMUNITY_HUES, GRAY, TYPE_HUES, assign_hues
from kg.render.colors.themes import THEME, THEMES, ink, paint

HUES = [*CATEGORY_HUES.values(), *TYPE_HUES.values(), GRAY]
OTHERS = ["cs.HC", "cs.MA", "cs.NE", "stat.ML", "eess.IV", "cs.GR", "cs.CE", "cs.SD", "hep-th", "q-bio.NC", "nlin.CD"]
GROUPS = [*CATEGORY_HUES, *OTHERS, ""]


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(code) @ (0.2126, 0.7152, 0.0722)) for code in (one, other))
    return (high + 0.05) / (low + 0.05)


def test_the_measure_agrees_with_published_values() -> None:
    # Sharma, Wu & Dalal (2005), table 1, pairs 1, 7, 17 and 25
    for p, q, expected in (
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, 0.0, 0.0), (50.0, -1.0, 2.0), 2.3669),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
    ):
        assert ciede2000(p, q) == pytest.approx(expected, abs=1e-4)


@pytest.mark.parametrize("theme", THEMES)
def test_dots_and_words_stand_out_from_their_ground(theme: str) -> None:
    ground = THEME[theme].ground
    assert min(contrast(paint(hue, theme), ground) for hue in HUES) >= 3
    assert min(contrast(ink(hue, theme), ground) for hue in HUES) >= 4.5
    assert contrast(THEME[theme].muted, ground) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
def test_what_digests_hold_most_differs_for_every_reader(theme: str) -> None:
    common = assign_hues(["cs.LG", "cs.CV", "cs.CL", "cs.AI", "cs.RO", "cs.CR", "cs.SE", "cs.IR"])
    assert least_difference([paint(hue, theme) for hue in common.values()]) >= 12
    assert least_difference([paint(hue, theme) for hue in (*TYPE_HUES.values(), GRAY)]) >= 10


@settings(deadline=None)
@given(st.lists(st.sampled_from([*GROUPS, *TYPE_HUES, "untyped"]), unique=True))
def test_the_eight_largest_groups_of_any_picture_differ_for_every_reader(ranked: list[str]) -> None:
    hues = assign_hues(ranked)
    large = {hues[key] for key in [key for key in ranked if key not in ("", "untyped")][:8]} | {GRAY}
    assert len(large) == 1 + min(8, len([key for key in ranked if key not in ("", "untyped")]))
    for theme in THEMES:
        assert least_difference([paint(hue, theme) for hue in large]) >= 8


@given(st.lists(st.sampled_from([*GROUPS, *TYPE_HUES]), unique=True))
def test_no_hue_is_a_category_and_a_concept_type_in_one_picture(ranked: list[str]) -> None:
    hues = assign_hues(ranked)
    types = {hues[key] for key in ranked if key in TYPE_HUES}
    assert not types & {hues[key] for key in ranked if key not in TYPE_HUES}
    assert len(types) == len([key for key in ranked if key in TYPE_HUES])


def test_a_common_category_keeps_its_hue_whatever_else_is_in_the_picture() -> None:
    assert assign_hues(["hep-th", "cs.HC", "cs.LG"])["cs.LG"] == assign_hues(["cs.LG", "cs.CV"])["cs.LG"]


def test_groups_that_only_lists_mention_leave_the_picture_as_it_is() -> None:
    drawn = assign_hues(["cs.HC", "hep-th", "cs.LG"])
    listed = assign_hues(["method", "cs.CV", "cs.MA"], drawn)
    assert {key: listed[key] for key in drawn} == drawn
    assert len(set(listed.values())) == 6


def test_neighboring_communities_differ_for_every_reader() -> None:
    for theme in THEMES:
        assert least_difference([paint(hue, theme) for hue in COMMUNITY_HUES]) >= 8
