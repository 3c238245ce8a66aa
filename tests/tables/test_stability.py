"""A few new papers do not change the derived rows of the other papers."""

import random
from collections.abc import Mapping

import polars as pl
import pytest

from kg.frames.reference import reference_size
from kg.schema import SCHEMAS
from kg.settings import GraphSettings
from kg.tables import stages

SIZE = 300
STAGES = (stages.make_topics, stages.make_cooccurrences, stages.make_interests, stages.make_related)
SECTIONS = ("title", "abstract", "abstract", "abstract", "method")


def corpus(size: int = SIZE + 20) -> dict[str, pl.DataFrame]:
    """Make papers on fields of five concepts, some of them common to all, by people who stay in one field."""
    draw = random.Random(5)  # noqa: S311 - sample data
    claims, terms, authorships = [], [], []
    for number in range(size):
        paper, field = f"p{number:03}", draw.randrange(40)
        concepts = {f"f{field}c{min(int(draw.expovariate(0.7)), 4)}" for _ in range(4)}
        concepts |= {f"common{draw.randrange(3)}"} if draw.random() < 0.6 else set()
        for concept in sorted(concepts):
            section = draw.choice(SECTIONS)
            row = (paper, concept, "about", section, 0, 5, 0.9, "rule", section == "method")
            claims.append(row)
        terms += [
            (paper, rank, f"f{field} term {draw.randrange(6)} {rank}", "", "", 0.5, "abstract", 0, 4) for rank in (1, 2)
        ]
        authorships += [(paper, f"f{field}a{person}") for person in sorted({draw.randrange(6) for _ in range(3)})]
    return {
        "claims": pl.DataFrame(claims, SCHEMAS["claims"], orient="row"),
        "terms": pl.DataFrame(terms, SCHEMAS["terms"], orient="row"),
        "authorships": pl.DataFrame(authorships, {"paper": pl.String, "author": pl.String}, orient="row"),
        "found_concepts": pl.DataFrame(claims, SCHEMAS["claims"], orient="row")
        .select("concept", type=pl.lit("task"))
        .unique(),
        "papers": pl.DataFrame({"paper": [f"p{number:03}" for number in range(size)]}).with_columns(
            month=pl.lit("2026-01")
        ),
    }


def derive(frames: Mapping[str, pl.DataFrame], papers: int) -> dict[str, pl.DataFrame]:
    """Return the tables that are derived from the first papers."""
    kept = frames["papers"].head(papers)
    some = {
        name: frame.join(kept, on="paper", how="semi") if "paper" in frame.columns else frame
        for name, frame in frames.items()
    }
    for stage in STAGES:
        some |= stage(some, GraphSettings())
    return some


def changed(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Return the rows that one table has and the other does not."""
    both = [frame.with_columns(pl.col(pl.List(pl.String)).list.join("|")) for frame in (before, after)]
    return pl.concat([one.join(other, on=one.columns, how="anti") for one, other in (both, both[::-1])])


@pytest.mark.parametrize("papers", [SIZE, SIZE + 6, SIZE + 14])
def test_two_new_papers_change_the_rows_they_touch_and_few_of_them(papers: int) -> None:
    frames = corpus()
    before, after = derive(frames, papers), derive(frames, papers + 2)
    new = frames["papers"].slice(papers, 2)["paper"].implode()
    concepts = after["own_words"].filter(pl.col("paper").is_in(new))["concept"].implode()
    people = frames["authorships"].filter(pl.col("paper").is_in(new))["author"].implode()
    touched = {
        "cooccurrences": pl.col("a").is_in(concepts) | pl.col("b").is_in(concepts),
        "interests": pl.col("concept").is_in(concepts) | pl.col("author").is_in(people),
        "related": pl.lit(value=True),
    }
    for name, touches in touched.items():
        rows = changed(before[name], after[name])
        assert rows.filter(~touches).is_empty(), name
        assert before[name].height > 100, name
        assert rows.height <= 0.05 * (before[name].height + after[name].height), name


def test_a_paper_that_shares_nothing_changes_nothing() -> None:
    frames = corpus()
    before = derive(frames, SIZE)
    strange = pl.DataFrame(
        [("q1", f"strange {n}", "about", "title", 0, 5, 0.9, "rule", False) for n in range(3)],
        SCHEMAS["claims"],
        orient="row",
    )
    frames["papers"] = pl.concat([frames["papers"].head(SIZE), pl.DataFrame({"paper": ["q1"], "month": ["2026-02"]})])
    frames["claims"] = pl.concat([frames["claims"], strange])
    after = derive(frames, SIZE + 1)
    for name in ("cooccurrences", "interests", "related"):
        assert after[name].equals(before[name]), name


def test_weights_are_counted_anew_where_the_corpus_has_doubled() -> None:
    frames = corpus(600)
    assert reference_size(511) < reference_size(512)
    assert changed(derive(frames, 511)["interests"], derive(frames, 512)["interests"]).height > 100
