"""Evaluation against author labels and clusters: counts, and files that are rejected."""

from pathlib import Path

import pytest

from kg.authors import resolve
from kg.errors import InputError
from kg.evaluate.authors import LabeledAuthorship, ambiguous, read_gold, score_authors
from kg.evaluate.clusters import cluster_lines, clusters_of, read_clusters
from kg.ingest.bare_papers import read_bare_papers
from kg.model import Author, AuthorKind, Authorship, Paper, Resolution

PAPERS = (
    Paper("p1", "One", "2019-01", ("Wei Chen", "Ann Lee"), ""),
    Paper("p2", "Two", "2020-01", ("Ann Lee", "Wei Chen", ""), ""),
    Paper("p3", "Three", "", (), ""),
)
HEADER = "paper\tposition\tperson\tlevel\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    return tmp_path / "gold.tsv"


def label(paper: str, person: str, level: str = "explicit", printed: str = "Wei Chen") -> LabeledAuthorship:
    return LabeledAuthorship((paper, 0), printed, person, level)


def test_each_score_counts_its_own_authorships() -> None:
    labels = [
        label("a", "chen-1"),
        label("b", "chen-2"),
        label("c", "lee", "curated", "Ann Lee"),
        label("d", "lee", "curated", "A. Lee"),
        label("e", "roe", "slug", "Bob Roe"),
        label("f", "kim", "explicit", "Jo Kim"),
    ]
    clusters = {("a", 0): "x", ("b", 0): "x", ("c", 0): "y", ("d", 0): "z", ("e", 0): "y", ("f", 0): "k"}
    scores = score_authors(labels, clusters)
    assert [s.n for s in (scores.all, scores.verified, scores.ambiguous)] == [6, 5, 2]
    assert {level: s.n for level, s in scores.levels.items()} == {"curated": 2, "explicit": 3, "slug": 1}
    assert (scores.ambiguous.p, scores.ambiguous.r) == (0.5, 1.0)
    # Bob Roe is in cluster y too, but his label is not verified: only Lee's counts there
    assert scores.verified.p == pytest.approx((0.5 + 0.5 + 1 + 1 + 1) / 5)
    assert scores.verified.r == pytest.approx((1 + 1 + 0.5 + 0.5 + 1) / 5)
    assert scores.all.p == pytest.approx((0.5 + 0.5 + 0.5 + 1 + 0.5 + 1) / 6)
    # explicit: one wrong pair, none expected; curated: no pair, one expected; slug: no pair, none expected
    assert (scores.pairwise.p, scores.pairwise.r, scores.pairwise.n) == (pytest.approx(2 / 3), pytest.approx(2 / 3), 3)


def test_a_string_is_ambiguous_by_its_explicit_bearers_alone() -> None:
    silver = [label("a", "chen-1"), label("b", "chen-2", "slug"), label("c", "chen-3", "curated")]
    assert ambiguous(silver) == []
    assert len(ambiguous([*silver, label("d", "chen-1"), label("e", "chen-4")])) == 3
    assert ambiguous([label("a", "chen-1"), label("b", "chen-2", printed="Wei  Chen")]) == []


def test_without_such_levels_there_is_no_score(gold: Path) -> None:
    gold.write_text(HEADER + "p1\t0\tchen/0\tWei Chen\n")
    told = score_authors(read_gold(gold, PAPERS), {("p1", 0): "x"}).as_dict()
    assert told["verified"] == told["ambiguous"] == {"precision": None, "recall": None, "f1": None, "count": 0}
    assert told["levels"] == {"Wei Chen": {"precision": 1.0, "recall": 1.0, "f1": 1.0, "count": 1}}
    assert list(told) == ["all", "verified", "ambiguous", "levels", "pairwise"]


def test_gold_is_read_by_its_header_and_a_repeated_row_counts_once(gold: Path) -> None:
    gold.write_bytes(b'\xef\xbb\xbflevel\tperson\tnote\tposition\tpaper\r\nexplicit\t"chen"\t\t0\tp1\r\n' * 1)
    (found,) = read_gold(gold, PAPERS)
    assert found == LabeledAuthorship(("p1", 0), "Wei Chen", '"chen"', "explicit"), "nothing is quoted"
    gold.write_text(HEADER + "p1\t0\tchen\tslug\np1\t0\tchen\tslug\n")
    assert len(read_gold(gold, PAPERS)) == 1


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        (HEADER + "p1\t0\tchen\tslug\nnone\t0\tchen\tslug\n", 3, "paper none is not among"),
        (HEADER + "p1\t2\tchen\tslug\n", 2, "2 names"),
        (HEADER + "p1\t-1\tchen\tslug\n", 2, '"-1"'),
        (HEADER + "p1\t²\tchen\tslug\n", 2, '"²"'),
        (HEADER + "p3\t0\tchen\tslug\n", 2, "0 names"),
        (HEADER + "p1\t0\tchen\tslug\np1\t0\tlee\tslug\n", 3, "is chen (slug) in a line above"),
        (HEADER + "p1\t0\tchen\n", 2, "3 fields"),
        ("paper,position,person,level\n", 1, "lacks paper, position, person, level"),
        ("", 1, "the header lacks"),
    ],
)
def test_labels_that_do_not_fit_are_named_with_their_line(gold: Path, text: str, line: int, said: str) -> None:
    gold.write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as raised:
        read_gold(gold, PAPERS)
    assert str(raised.value).startswith(f"{gold}:{line}: ")
    assert said in str(raised.value)


def test_files_without_labels_or_text_or_at_all(gold: Path) -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        read_gold(gold, PAPERS)
    gold.write_text(HEADER)
    with pytest.raises(InputError, match="no labels"):
        read_gold(gold, PAPERS)
    gold.write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="UTF-8"):
        read_gold(gold, PAPERS)


def test_every_printed_name_has_a_row_in_the_order_of_the_papers(tmp_path: Path) -> None:
    names = ["Ann Lee", "", "Ann Lee", "†", "The Some Team", "李明", "a/b\tc", "  "]
    papers = (Paper("z/9", "Z", "", tuple(names), ""), Paper('a"1', "A", "2020-01", ("Ann Lee", ""), ""))
    path = tmp_path / "clusters.tsv"
    path.write_text("".join(cluster_lines(papers, clusters_of(resolve(papers)))), encoding="utf-8", newline="")
    rows = [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()]
    assert rows[0] == ["paper", "position", "author"]
    assert [(paper, int(i)) for paper, i, _ in rows[1:]] == [
        *(("z/9", i) for i in range(len(names))), ('a"1', 0), ('a"1', 1)
    ]  # fmt: skip
    assert all(author for _, _, author in rows[1:])
    assert read_clusters(path, papers) == clusters_of(resolve(papers))


def test_the_row_of_a_hidden_person_spells_no_name() -> None:
    authors = (
        Author("ann-lee/p1", "Ann Lee", AuthorKind.PERSON, hidden=True),
        Author("wei-chen/p1", "Wei Chen", AuthorKind.PERSON),
    )
    mentions = (
        Authorship("p1/wei-chen", "p1", 0, "Wei Chen", "wei-chen/p1"),
        Authorship("p1/ann-lee", "p1", 1, "Ann Lee", "ann-lee/p1"),
        Authorship("p2/ann-lee", "p2", 0, "Ann Lee", "ann-lee/p1"),
    )
    clusters = clusters_of(Resolution(mentions, authors, ()))
    assert clusters["p1", 0] == "wei-chen/p1"
    assert clusters["p1", 1] == clusters["p2", 0]
    assert "ann" not in clusters["p1", 1]


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        (["p1\t0\tx", "p1\t1\ty", "p2\t0\ty", "p2\t1\tx"], "no row for position 2 of paper p2;"),
        (["p1\t0\tx", "p1\t1\ty"], "no row for position 0 of paper p2 and 2 other authorships"),
        (["p1\t0\tx", "p1\t0\ty"], "clusters.tsv:3: position 0 of paper p1 is of x"),
        (["p9\t0\tx"], "clusters.tsv:2: paper p9 is not among the papers"),
        (["p1\t2\tx"], "clusters.tsv:2: paper p1 has 2 names"),
    ],
)
def test_clusters_that_do_not_fit_are_refused(tmp_path: Path, rows: list[str], said: str) -> None:
    path = tmp_path / "clusters.tsv"
    path.write_text("\n".join(["paper\tposition\tauthor", *rows]))
    with pytest.raises(InputError) as raised:
        read_clusters(path, PAPERS)
    assert said in str(raised.value)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "counts"),
    [("acl", (105_599, 3, 5, 23)), ("aminer", (3_756, 61, 0, 0))],
)
def test_labeled_data_are_read_whole(shared: Path, name: str, counts: tuple[int, ...]) -> None:
    folder = shared / "gold" / "authors" / name
    labels = read_gold(folder / "gold.tsv", read_bare_papers(folder / "papers.jsonl"))
    found = ambiguous(labels)
    levels = {x.level for x in labels}
    assert (len(labels), len(levels), len({x.printed for x in found}), len({x.person for x in found})) == counts
    perfect = score_authors(labels, {x.place: x.person for x in labels})
    assert (perfect.all.f1, perfect.pairwise.f1, perfect.levels.keys()) == (1.0, 1.0, levels)
