"""Compare the people of two graphs, by the authorships that both have.

Ids of authors are not compared: a person is the set of authorships that are assigned to one author.
"""

from dataclasses import dataclass
from enum import StrEnum

import polars as pl

from kg.algorithms.components import connected_components
from kg.authors.decisions.decisions import AuthorDecisions
from kg.ids import slug
from kg.sets.decision_verbs import DecisionVerb
from kg.tables import Tables


class Change(StrEnum):
    """Kinds of regrouping: several people became one, one became several, or authorships moved between them."""

    MERGED = "merged"
    SPLIT = "split"
    REGROUPED = "regrouped"


@dataclass(frozen=True, slots=True)
class Regrouping:
    """Ids of authors of the old graph, and of those of the new one who have the same authorships."""

    change: Change
    old: tuple[str, ...]
    new: tuple[str, ...]


def correspond(old: Tables, new: Tables) -> pl.DataFrame:
    """Return ``old, new, authorships``: pairs of authors with common authorships, and the number they share."""
    return (
        old["authorships"]
        .select("authorship", old="author")
        .join(new["authorships"].select("authorship", new="author"), on="authorship")
        .group_by("old", "new")
        .len("authorships")
        .sort("old", "new")
    )


def regroupings(pairs: pl.DataFrame) -> tuple[Regrouping, ...]:
    """Return the merges and splits between two graphs, by decreasing authorships.

    ``pairs`` is what `correspond` returns.
    """
    several = pairs.filter((pl.len().over("old") > 1) | (pl.len().over("new") > 1))
    # an author who is alone on one side may be one of several on the other
    touched = pairs.join(several, on="old", how="semi").vstack(pairs.join(several, on="new", how="semi")).unique()
    weights = {(old, new): count for old, new, count in touched.sort("old", "new").iter_rows()}
    nodes = dict.fromkeys([*(("old", old) for old, _ in weights), *(("new", new) for _, new in weights)])
    found = []
    for part in connected_components(nodes, [(("old", old), ("new", new)) for old, new in weights]):
        before = tuple(sorted(id_ for side, id_ in part if side == "old"))
        after = tuple(sorted(id_ for side, id_ in part if side == "new"))
        weight = sum(weights.get((one, other), 0) for one in before for other in after)
        found.append((weight, Regrouping(_change(before, after), before, after)))
    return tuple(one for _, one in sorted(found, key=lambda part: (-part[0], part[1].old)))


def _change(old: tuple[str, ...], new: tuple[str, ...]) -> Change:
    if len(new) == 1:
        return Change.MERGED
    return Change.SPLIT if len(old) == 1 else Change.REGROUPED


def added_people(new: Tables, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return ``author, name, papers`` of people without authorships in the old graph, by decreasing papers."""
    return (
        new["authors"]
        .join(pairs, left_on="author", right_on="new", how="anti")
        .sort("paper_count", "name", "author", descending=[True, False, False])
        .select("author", "name", papers="paper_count")
    )


def hidden_slugs(decisions: AuthorDecisions) -> frozenset[str]:
    """Return slugs of the names that decisions hide."""
    references = [one for decision in decisions.of(DecisionVerb.HIDE) for one in decision.references]
    ids = [id_ for one in references for id_ in one.readings]
    names = [one.name or one.printed for one in references]
    return frozenset({slug(name) for name in names if name} | {part for id_ in ids for part in id_.split("/")})


def removed_people(
    old: Tables, new: Tables, pairs: pl.DataFrame, hidden: frozenset[str] = frozenset()
) -> tuple[pl.DataFrame, int]:
    """Return ``author, name, papers`` of people removed with all their papers, and the number of all others.

    A person missing on a remaining paper, or with a name of ``hidden`` (`hidden_slugs`), may have asked to be hidden:
    such people are counted but not named.
    """
    gone = old["authors"].join(pairs, left_on="author", right_on="old", how="anti")
    remain = old["authorships"].join(new["papers"].select("paper"), on="paper", how="semi")
    named = gone.join(remain, on="author", how="anti").filter(
        ~pl.col("name").map_elements(slug, return_dtype=pl.String).is_in(list(hidden))
    )
    listed = named.sort("paper_count", "name", "author", descending=[True, False, False])
    return listed.select("author", "name", papers="paper_count"), gone.height - named.height


def renamed_people(old: Tables, new: Tables, pairs: pl.DataFrame) -> pl.DataFrame:
    """Return ``author, before, after`` of people with another name, without merges and splits."""
    single = pairs.filter(pl.len().over("old") == 1, pl.len().over("new") == 1)
    return (
        single.join(old["authors"].select(old="author", before="name"), on="old")
        .join(new["authors"].select(new="author", after="name"), on="new")
        .filter(pl.col("before") != pl.col("after"))
        .sort("after", "new")
        .select("before", "after", author="new")
        .select("author", "before", "after")
    )


def changed_pairs(
    old: Tables, new: Tables, pairs: pl.DataFrame, named: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return co-authorships ``a, b, paper_count, known`` that are added (authors of ``new``) and removed (of ``old``).

    ``known`` is True if both people are in both graphs; these pairs come first, then those with the most papers. Merges
    and splits alone do not add or remove pairs, since authors with common authorships are treated as one. ``named`` are
    people who were removed and may be named; pairs of others who were removed are left out.
    """
    columns = ["a", "b", "paper_count"]
    kept_old, kept_new = old["coauthorships"].select(columns), new["coauthorships"].select(columns)
    translated = _translate(kept_old, pairs.select(id="old", to="new"))
    added = kept_new.join(translated, on=["a", "b"], how="anti")
    back = _translate(kept_new, pairs.select(id="new", to="old"))
    removed = kept_old.join(back, on=["a", "b"], how="anti")
    named = pl.concat([pairs.select(a="old"), named.select(a="author")]).unique()
    removed = removed.join(named, on="a", how="semi").join(named.select(b="a"), on="b", how="semi")
    return _known_first(added, pairs["new"]), _known_first(removed, pairs["old"])


def _known_first(pairs: pl.DataFrame, people: pl.Series) -> pl.DataFrame:
    ids = people.unique().implode()
    return pairs.with_columns(known=pl.col("a").is_in(ids) & pl.col("b").is_in(ids)).sort(
        "known", "paper_count", "a", "b", descending=[True, True, False, False]
    )


def _translate(pairs: pl.DataFrame, people: pl.DataFrame) -> pl.DataFrame:
    ends = pairs.join(people.select(a="id", one="to"), on="a").join(people.select(b="id", other="to"), on="b")
    return ends.select(a=pl.min_horizontal("one", "other"), b=pl.max_horizontal("one", "other")).unique()
