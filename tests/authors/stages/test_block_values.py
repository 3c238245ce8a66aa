"""A block is a small value that any process can decide; it changes only if something that affects it does."""

import multiprocessing
import pickle
from collections.abc import Sequence
from dataclasses import replace
from random import Random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from toy import decisions, filler, paper

from kg.authors import AuthorDecisions, explain_pair, open_case, resolve
from kg.authors.blocks import BlockInput, BlockResult, decide_block, decode_block
from kg.authors.resolve import prepare
from kg.authors.stages import decide_blocks, form_blocks, gather_people
from kg.authors.stages.reading import read_names
from kg.frames.papers import paper_frames
from kg.model import Category, Paper, Scheme, Section, SectionKind
from kg.settings import AuthorSettings

SETTINGS = AuthorSettings()
NOTHING = AuthorDecisions()

GIVEN = "Wei Ada Bo Cy Dora Emil Finn Gro Hao Ida Jun Kai Lea Min Nia Ole Pia Qi Rolf Sia".split()
SURNAMES = "Wang Quindt Brandvik Ekelund Chen Smith Roe Kim Moor Serk Liu Novak Ito Garcia Holm Zhang Vos Bell".split()
SUBJECTS = "sheep goats volcanoes lattices turbines varnish lanterns pelicans glaciers orchards".split()


def corpus(size: int, seed: int = 7) -> list[Paper]:
    """Make papers by authors out of about a hundred people, with abstracts out of about a hundred words."""
    random = Random(seed)  # noqa: S311 - nothing secret
    people = [f"{given} {surname}" for given in GIVEN for surname in SURNAMES]
    vocabulary = [f"{one}{other}" for one in SUBJECTS for other in SUBJECTS]
    return [
        replace(
            paper(
                f"2601.{i:05}",
                *random.sample(people, random.randint(1, 6)),
                title=f"{random.choice(vocabulary)} and {random.choice(SUBJECTS)}",
                category=f"toy.{random.randrange(6)}",
            ),
            sections=(Section(SectionKind.ABSTRACT, " ".join(random.choices(vocabulary, k=60)), "en"),),
        )
        for i in range(size)
    ]


def blocks_of(papers: Sequence[Paper], *lines: str, settings: AuthorSettings = SETTINGS) -> dict[str, str]:
    """Return the values of the blocks, by block."""
    frames = prepare(paper_frames(papers), settings)
    return dict(form_blocks(frames, settings, decisions(*lines))["blocks"].select("block", "value").iter_rows())


def decide(value: str) -> BlockResult:
    """Decide a block that another process made."""
    return decide_block(decode_block(value), SETTINGS)


# -- small, and enough -------------------------------------------------------------------------------------------------


def test_a_block_of_two_authorships_is_small() -> None:
    papers = corpus(300)
    crowd = [f"{given} {surname}" for given in GIVEN for surname in SURNAMES][:200]
    papers[0] = replace(papers[0], authors=("Xaver Quindtmeyer", *crowd))
    papers[1] = replace(papers[1], authors=("Xaver Quindtmeyer", *crowd[::3]))
    small = [(name, value) for name, value in blocks_of(papers).items() if len(decode_block(value).mentions) == 2]
    assert "xaver quindtmeyer" in dict(small)
    ordinary = [value for name, value in small if name != "xaver quindtmeyer"]
    assert len(ordinary) > 20
    for value in ordinary:
        assert len(value) < 4_000
        assert len(pickle.dumps(decode_block(value))) < 4_000


def test_a_block_is_decided_in_a_fresh_process_as_here() -> None:
    values = list(blocks_of(corpus(200), 'same "Wei Wang" "Ada Quindt"', 'different "Bo Roe" "B. Roe"').values())
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(decide, values) == list(map(decide, values))


# -- any partition, any order ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("parts", [1, 2, 7])
def test_no_partition_and_no_order_of_blocks_or_papers_shows(parts: int) -> None:
    papers = corpus(150)
    whole = form_blocks(prepare(paper_frames(papers), SETTINGS), SETTINGS, NOTHING)
    random = Random(parts)  # noqa: S311 - nothing secret
    shuffled = whole["blocks"].sample(fraction=1.0, shuffle=True, seed=parts)
    work = decide_blocks(SETTINGS, {})
    done = [work({"blocks": shuffled[start::parts]}) for start in range(parts)]
    random.shuffle(done)
    one = work(whole)
    for name in ("block_people", "block_pairs"):
        together = pl.concat([part[name] for part in done]).sort("block", maintain_order=True)
        assert together.equals(one[name].sort("block", maintain_order=True))
    frames = paper_frames(papers) | {"divided_authors": paper_frames(papers)["printed_authors"]}
    read = read_names(SETTINGS, {})
    names = read(frames)
    ids = frames["records"]["paper"]
    pieces = [
        read({name: frame.filter(pl.col("paper").is_in(ids[start::parts].implode())) for name, frame in frames.items()})
        for start in range(parts)
    ]
    for name, keys in (
        ("mentions", ["paper", "position"]),
        ("name_parts", ["paper", "printed", "turned"]),
        ("paper_words", ["paper"]),
    ):
        assert pl.concat([piece[name] for piece in pieces]).sort(keys).equals(names[name].sort(keys))


# -- the same while nothing changes ------------------------------------------------------------------------------------


def changed(before: dict[str, str], after: dict[str, str]) -> float:
    return sum(after[block] != before.get(block) for block in after) / len(after)


def test_two_papers_more_change_few_blocks() -> None:
    papers = corpus(402)
    before, after = blocks_of(papers[:400]), blocks_of(papers)
    assert len(before) > 150
    assert 0 < changed(before, after) < 0.10


def test_a_word_that_nobody_shares_is_in_no_block() -> None:
    papers = [
        *filler(),
        paper("2601.00001", "Wei Wang", title="Unheard"),
        paper("2601.00002", "Wei Wang", title="Other"),
    ]
    other = [*papers[:-2], replace(papers[-2], title="Unread"), papers[-1]]
    assert blocks_of(papers) == blocks_of(other)


PAPERS = [
    paper("2601.00001", "Wei Wang", "Xaver Quindtmeyer", title="Sorting sheep"),
    paper("2601.00002", "W. Wang", "Xaver Quindtmeyer", title="Sorting goats"),
    paper("2601.00003", "Wei Wang", "Ulla Brandvikson", title="Quiet volcanoes"),
    paper("2601.00004", "Ulla Brandvikson", "Jörg Roe", title="Loud volcanoes"),
    paper("2601.00005", "Jorg Roe", "Hao Chen", title="Lattices"),
    paper("2601.00006", "Hao Chen", title="Lattices"),
    *filler(64),
]
CHANGED = PAPERS[4]


@pytest.mark.parametrize(
    "different",
    [
        replace(CHANGED, title="Lattices and volcanoes"),
        replace(CHANGED, categories=(Category(Scheme.ARXIV, "hep-th"),)),
        replace(CHANGED, authors=("Jorg Roe", "Hao Chen", "Ulla Brandvikson")),
        replace(CHANGED, authors=("Jörg Roe", "Hao Chen")),
        replace(CHANGED, authors=("Jorg Roe", "Jorg Roe", "Hao Chen")),
        replace(CHANGED, id="2601.00055"),
    ],
)
def test_what_bears_on_a_block_is_in_its_value(different: Paper) -> None:
    papers = [different if one is CHANGED else one for one in PAPERS]
    assert blocks_of(papers) != blocks_of(PAPERS)


LINES = [
    'same "Wei Wang" "Hao Chen"',
    'same "Wei Wang" on 2601.00001 "Wei Wang" on 2601.00003',
    'different "Wei Wang" on 2601.00001 "W. Wang" on 2601.00002',
    'different "Jörg Roe" on 2601.00004 "Jorg Roe" on 2601.00005',
    'same "Hao Chen" "Xaver Quindtmeyer"',
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_in_the_value_of_its_block_alone(line: str) -> None:
    before, after = blocks_of(PAPERS), blocks_of(PAPERS, line)
    assert before != after
    assert before["ulla brandvikson"] == after["ulla brandvikson"]
    apart = 'different "Ulla Brandvikson" on 2601.00003 "Jörg Roe" on 2601.00004'
    assert blocks_of(PAPERS, apart) == before, "only a line with both sides in a block says something of it"


def test_an_initial_that_fits_nobody_is_in_no_value() -> None:
    def value(*others: str) -> BlockInput:
        papers = [paper("2601.00001", "Wei Wang", others[0]), paper("2601.00002", "Wei Wang", *others[1:]), *filler()]
        return decode_block(blocks_of(papers)["wei wang"])

    assert value("X. Quindtmeyer", "Y. Roe") == value("Z. Holmqvist", "Y. Roe")
    assert value("X. Quindtmeyer", "Xaver Quindtmeyer") != value("X. Quindtmeyer", "Yaver Quindtmeyer")


# -- explanations start from the same values ---------------------------------------------------------------------------


@pytest.mark.parametrize("bits", [-60.0, -0.4, 4.0, 60.0])
def test_an_explanation_says_what_the_settings_of_the_build_make_of_two_names(bits: float) -> None:
    used = AuthorSettings(merge_bits=bits)
    made = resolve(PAPERS, used)
    case = open_case(PAPERS, used)
    author = {mention.id: mention.author for mention in made.authorships}
    for one, other in (
        ("2601.00001/wei-wang", "2601.00002/w-wang"),
        ("2601.00001/xaver-quindtmeyer", "2601.00002/xaver-quindtmeyer"),
        ("2601.00003/ulla-brandvikson", "2601.00004/ulla-brandvikson"),
        ("2601.00005/hao-chen", "2601.00006/hao-chen"),
    ):
        found = explain_pair(case, one, other)
        assert (found.a.author, found.b.author) == (author[one], author[other])
        assert found.threshold == bits
        assert found.weighing is not None
        assert (found.weighing.bits >= bits) == found.same


def test_a_graph_that_splits_everybody_is_explained_as_one() -> None:
    used = AuthorSettings(merge_bits=60.0)
    pair = ("2601.00001/xaver-quindtmeyer", "2601.00002/xaver-quindtmeyer")
    assert explain_pair(open_case(PAPERS), *pair).same
    assert not explain_pair(open_case(PAPERS, used), *pair).same


# -- decided apart, gathered as a whole --------------------------------------------------------------------------------

NAMES = st.sampled_from(
    "Wei Wang|W. Wang|Wei X. Wang|Wang Wei|Hao Chen|H. Chen|Xaver Quindtmeyer|X. Quindtmeyer|Jörg Roe|Jorg Roe|J. Roe"
    "|Jp Roe|J.-P. Roe|X Team|*".split("|")
)
TITLES = st.lists(st.sampled_from(SUBJECTS[:4]), max_size=3).map(" ".join)
DRAFTS = st.lists(st.tuples(st.lists(NAMES, min_size=1, max_size=4), TITLES), max_size=7)
BASE = filler(12)


@settings(deadline=None, max_examples=40)
@given(DRAFTS, DRAFTS)
def test_results_kept_by_value_are_those_that_would_come_out_again(
    first: list[tuple[list[str], str]], more: list[tuple[list[str], str]]
) -> None:
    def drafted(drafts: Sequence[tuple[list[str], str]], month: str) -> list[Paper]:
        return [paper(f"{month}.{i:05}", *names, title=title) for i, (names, title) in enumerate(drafts, 1)]

    earlier = [*BASE, *drafted(first, "2601")]
    work = decide_blocks(SETTINGS, {})
    before = form_blocks(prepare(paper_frames(earlier), SETTINGS), SETTINGS, NOTHING)["blocks"]
    kept = work({"blocks": before})
    frames = prepare(paper_frames([*earlier, *drafted(more, "2602")]), SETTINGS)
    frames |= form_blocks(frames, SETTINGS, NOTHING)
    again = before.join(frames["blocks"].select("block", "value"), on=["block", "value"])["block"].implode()
    rest = work({"blocks": frames["blocks"].filter(~pl.col("block").is_in(again))})
    mixed = {name: pl.concat([kept[name].filter(pl.col("block").is_in(again)), rest[name]]) for name in rest}
    found = gather_people({**frames, **mixed}, SETTINGS, NOTHING)
    whole = gather_people({**frames, **work(frames)}, SETTINGS, NOTHING)
    for name, frame in found.items():
        assert frame.equals(whole[name]), name
