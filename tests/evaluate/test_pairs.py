"""Judged pairs of authorships: the graph's verdicts, their accuracy, and files that are rejected."""

from pathlib import Path

import pytest

from kg.errors import InputError
from kg.evaluate.pairs import GraphAuthorship, JudgedPair, PairOutcome, PairVerdict, read_pairs, score_pairs

MENTIONS = {
    "1/jo-kim": GraphAuthorship("Jo Kim", "kim"),
    "2/jo-kim": GraphAuthorship("Jo Kim", "kim"),
    "3/j-kim": GraphAuthorship("J. Kim", "kim"),
    "4/jo-kim": GraphAuthorship("Jo Kim", "other-kim"),
    "5/j-kim": GraphAuthorship("J. Kim", "other-kim"),
}
HEADER = "a\tb\tstratum\tweight\tverdict\n"


def pair(a: str, b: str, verdict: str, weight: float = 1.0, stratum: str = "s") -> JudgedPair:
    return JudgedPair(a, b, stratum, weight, PairVerdict(verdict))


def test_what_the_graph_did_is_read_from_the_graph() -> None:
    scores = score_pairs(
        [
            pair("1/jo-kim", "2/jo-kim", "same"),
            pair("3/j-kim", "2/jo-kim", "same"),
            pair("1/jo-kim", "4/jo-kim", "different"),
            pair("3/j-kim", "4/jo-kim", "same"),
        ],
        MENTIONS,
    )
    assert {outcome: (found.right, found.n) for outcome, found in scores.overall.items()} == {
        PairOutcome.MERGED_DIFFERING: (1, 1),
        PairOutcome.MERGED_ALIKE: (1, 1),
        PairOutcome.SPLIT_DIFFERING: (0, 1),
        PairOutcome.SPLIT_ALIKE: (1, 1),
    }


def test_weights_change_the_weighted_share_and_unclear_pairs_nothing() -> None:
    scores = score_pairs(
        [
            pair("1/jo-kim", "2/jo-kim", "same", 3.0),
            pair("4/jo-kim", "5/j-kim", "different", 2.0),
            pair("1/jo-kim", "3/j-kim", "same", 1.0),
            pair("2/jo-kim", "3/j-kim", "unclear", 100.0),
        ],
        MENTIONS,
    )
    found = scores.overall[PairOutcome.MERGED_DIFFERING]
    assert (found.right, found.n, found.unclear, found.p) == (1, 2, 1, 0.5)
    assert found.weighted == pytest.approx(1 / 3)
    assert found.low < 0.1
    assert found.high > 0.9


def test_strata_stand_alone_and_sorted() -> None:
    scores = score_pairs(
        [
            pair("1/jo-kim", "2/jo-kim", "same", stratum="same string"),
            pair("1/jo-kim", "3/j-kim", "different", stratum="initials"),
        ],
        MENTIONS,
    )
    assert list(scores.strata) == ["initials", "same string"]
    assert scores.strata["initials"][PairOutcome.MERGED_DIFFERING].p == 0.0
    assert scores.strata["same string"].keys() == {PairOutcome.MERGED_ALIKE}


def test_nothing_but_unclear_pairs_has_no_precision() -> None:
    told = score_pairs([pair("1/jo-kim", "2/jo-kim", "unclear")], MENTIONS).as_dict()
    assert told["overall"]["merged_alike"] == {
        "precision": None, "low": 0.0, "high": 1.0, "weighted_precision": None, "right": 0, "count": 0, "unclear": 1
    }  # fmt: skip


def test_pairs_the_graph_does_not_hold_are_counted_and_named() -> None:
    scores = score_pairs(
        [
            pair("1/jo-kim", "2/jo-kim", "same"),
            pair("1/jo-kim", "9/x", "same", stratum="t"),
            pair("9/x", "8/y", "unclear"),
        ],
        MENTIONS,
    )
    assert (scores.pairs, scores.left_out, scores.missing) == (1, 2, ("8/y", "9/x"))
    assert list(scores.strata) == ["s"]


def test_pairs_are_read_by_the_header(tmp_path: Path) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text("verdict\tname\tweight\tb\ta\tstratum\nsame\tJo Kim\t0.5\t2/jo-kim\t1/jo-kim\ts\n")
    assert read_pairs(path) == (JudgedPair("1/jo-kim", "2/jo-kim", "s", 0.5, PairVerdict.SAME),)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("a\tc\ts\t1\tmaybe", "is not a verdict; use same, different, unclear"),
        ("a\tc\ts\t\tsame", '"" is not a weight'),
        ("a\tc\ts\t0\tsame", '"0" is not a weight'),
        ("a\tc\ts\tnan\tsame", '"nan" is not a weight'),
        ("a\ta\ts\t1\tsame", "paired with itself"),
        ("b\ta\tt\t1\tsame", "is in line 2 already"),
        ("a\tc\ts\t1", "4 fields"),
    ],
)
def test_pairs_that_cannot_be_read_are_named_with_their_line(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "pairs.tsv"
    path.write_text(f"{HEADER}a\tb\ts\t1\tsame\n{row}\n")
    with pytest.raises(InputError) as raised:
        read_pairs(path)
    assert str(raised.value).startswith(f"{path}:3: ")
    assert said in str(raised.value)
