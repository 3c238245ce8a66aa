"""A kept block is what would come out again, or it is not used."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import decisions, filler, paper

from kg.authors import AuthorDecisions, BlockCache, resolve
from kg.authors.evidence import default_weights
from kg.model import Category, Paper, Scheme
from kg.settings import AuthorSettings

PAPERS = [
    paper("2601.00001", "Wei Wang", "Xaver Quindtmeyer", title="Sorting sheep"),
    paper("2601.00002", "W. Wang", "Xaver Quindtmeyer", title="Sorting goats"),
    paper("2601.00003", "Wei Wang", "Ulla Brandvikson", title="Quiet volcanoes"),
    paper("2601.00004", "Ulla Brandvikson", "Jörg Roe", title="Loud volcanoes"),
    paper("2601.00005", "Jorg Roe", "Hao Chen", title="Lattices"),
    paper("2601.00006", "Hao Chen", title="Lattices"),
    *filler(64),
]
BLOCKS = 5


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where a cache of these papers lies."""
    path = tmp_path / "authors.cache"
    cache = BlockCache()
    resolve(PAPERS, cache=cache)
    assert cache.decided == BLOCKS
    cache.save(path)
    return path


def test_nothing_is_decided_twice(path: Path) -> None:
    cache = BlockCache.load(path)
    assert resolve(reversed(PAPERS), cache=cache) == resolve(PAPERS)
    assert cache.decided == 0
    before = path.read_bytes()
    cache.save(path)
    assert path.read_bytes() == before


def test_a_new_paper_has_only_what_it_touches_decided_again(path: Path) -> None:
    more = [*PAPERS, paper("2601.00007", "Hao Chen", "Ottoline Strandberg", title="Lattices")]
    cache = BlockCache.load(path)
    assert resolve(more, cache=cache) == resolve(more)
    assert 1 <= cache.decided < BLOCKS


def test_what_was_not_used_is_not_kept(path: Path) -> None:
    cache = BlockCache.load(path)
    resolve(PAPERS[:2], cache=cache)
    cache.save(path)
    again = BlockCache.load(path)
    resolve(PAPERS, cache=again)
    assert again.decided > 0


@pytest.mark.parametrize("content", [b"", b"\x00", b"kg", b"\x93\xa1a\x80", b"{}"])
def test_a_damaged_file_is_an_empty_cache(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    cache = BlockCache.load(path)
    assert resolve(PAPERS, cache=cache) == resolve(PAPERS)
    assert cache.decided == BLOCKS


def test_a_file_cut_short_or_of_another_program_or_missing_is_an_empty_cache(path: Path, tmp_path: Path) -> None:
    whole = path.read_bytes()
    for content in (whole[:-1], whole.replace(b"author blocks ", b"author block s")):
        assert content != whole
        path.write_bytes(content)
        cache = BlockCache.load(path)
        resolve(PAPERS, cache=cache)
        assert cache.decided == BLOCKS
    assert BlockCache.load(tmp_path / "none").decided == 0


@pytest.mark.parametrize(
    "changed",
    [
        AuthorSettings(merge_bits=4.0),
        AuthorSettings(merge_bits=-20.0),
        AuthorSettings(doubt=0.0),
        AuthorSettings(coauthor_bits=1.0),
        AuthorSettings(full_weight_authors=1),
        AuthorSettings(sure=1.0),
    ],
)
def test_other_settings_are_not_served_old_results(path: Path, changed: AuthorSettings) -> None:
    assert resolve(PAPERS, changed, cache=BlockCache.load(path)) == resolve(PAPERS, changed)


@pytest.mark.parametrize("feature", default_weights())
def test_other_weights_are_not_served_old_results(path: Path, feature: str) -> None:
    weights = {**default_weights(), feature: 9.0}
    cache = BlockCache.load(path)
    assert resolve(PAPERS, cache=cache, weights=weights) == resolve(PAPERS, weights=weights)
    assert cache.decided == BLOCKS


LINES = [
    'same "Wei Wang" "Hao Chen"',
    'same "Wei Wang" on 2601.00001 "Wei Wang" on 2601.00003',
    'different "Wei Wang" on 2601.00001 "W. Wang" on 2601.00002',
    'different "Jörg Roe" on 2601.00004 "Jorg Roe" on 2601.00005',
    'same "Hao Chen" "Xaver Quindtmeyer"',
    'name "Wei Wang" "Wei-Wei Wang"',
    "pin wei-wang/2601.00003",
    'hide "Hao Chen"',
]


@pytest.mark.parametrize("line", LINES)
def test_other_decisions_are_not_served_old_results(path: Path, line: str) -> None:
    settled = decisions(line)
    assert resolve(PAPERS, decisions=settled, cache=BlockCache.load(path)) == resolve(PAPERS, decisions=settled)


CHANGED = paper("2601.00005", "Jorg Roe", "Hao Chen", title="Lattices")


@pytest.mark.parametrize(
    "changed",
    [
        replace(CHANGED, title="Lattices and volcanoes"),
        replace(CHANGED, month="2026-02"),
        replace(CHANGED, categories=(Category(Scheme.ARXIV, "hep-th"),)),
        replace(CHANGED, authors=("Jorg Roe", "Hao Chen", "Ulla Brandvikson")),
        replace(CHANGED, authors=("Hao Chen", "Jorg Roe")),
        replace(CHANGED, authors=("Jörg Roe", "Hao Chen")),
        replace(CHANGED, authors=("Jorg Roe", "Jorg Roe", "Hao Chen")),
    ],
)
def test_a_paper_that_changed_is_not_served_old_results(path: Path, changed: Paper) -> None:
    assert CHANGED in PAPERS
    papers = [changed if p.id == changed.id else p for p in PAPERS]
    assert resolve(papers, cache=BlockCache.load(path)) == resolve(papers)


def test_a_mention_spelt_anew_is_not_served_old_results() -> None:
    # two of one string may be one person, two strings may not; all else about the paper is the same
    earlier = [paper("2601.00001", "Jorg Roe", "Jorg Roe"), paper("2601.00002", "Jorg Roe"), *filler()]
    later = [paper("2601.00001", "Jorg Roe", "Jörg Roe"), *earlier[1:]]
    cache = BlockCache()
    resolve(earlier, cache=cache)
    assert resolve(later, cache=BlockCache(cache._used)) == resolve(later)


NAMES = st.sampled_from(
    "Wei Wang|W. Wang|Wei X. Wang|Wang Wei|Hao Chen|H. Chen|Xaver Quindtmeyer|X. Quindtmeyer|Jörg Roe|Jorg Roe|J. Roe"
    "|Jp Roe|J.-P. Roe|X Team|*".split("|")
)
TITLES = st.lists(st.sampled_from("sheep goats volcanoes lattices".split()), max_size=3).map(" ".join)
DRAFTS = st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=4), TITLES), max_size=7)
DECISIONS = st.lists(st.sampled_from([LINES[0], LINES[2], LINES[4], *LINES[5:]]), max_size=2, unique=True).map(
    lambda lines: decisions(*lines)
)
BASE = filler(12)


def drafted(drafts: Sequence[tuple[list[str], str]], month: str) -> list[Paper]:
    return [paper(f"{month}.{i:05}", *names, title=title) for i, (names, title) in enumerate(drafts, 1)]


@settings(deadline=None, max_examples=60)
@given(DRAFTS, DRAFTS, DECISIONS, DECISIONS, st.randoms())
def test_with_a_cache_comes_out_what_comes_out_without(
    first: list[tuple[list[str], str]],
    more: list[tuple[list[str], str]],
    before: AuthorDecisions,
    after: AuthorDecisions,
    random: Random,
) -> None:
    cache = BlockCache()
    papers = [*BASE, *drafted(first, "2601")]
    resolve(papers, decisions=before, cache=cache)
    papers += drafted(more, "2602")
    grown = random.sample(papers, len(papers))
    assert resolve(grown, decisions=after, cache=BlockCache(cache._used)) == resolve(papers, decisions=after)
