"""Choose representative nodes for a set of papers too large to show whole.

Nothing here ranks persons. Papers are chosen because they connect salient concepts, people because they signed two of
the papers shown.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
import polars as pl

from kg.settings import OverviewSettings
from kg.views.overview.scope import Choice, Scope


def choose_nodes(scope: Scope, budget: int, settings: OverviewSettings) -> Choice:
    """Return categories, their characteristic concepts, papers that connect these, and people who connect papers.

    The share of a category is proportional to the square root of its number of papers, so that small ones are
    represented. Shares are rounded, so the choice may slightly exceed a small ``budget``.
    """
    sizes = scope.papers.group_by("primary_category").len("n").sort("n", "primary_category", descending=[True, False])
    shown = sizes.head(min(settings.max_categories, max(1, budget // 4)))
    inside = scope.within(shown)
    left = max(budget - shown.height, 1)
    concepts = _salient(inside, _quota(shown, round(settings.concept_share * left)), settings)
    chosen = _key_papers(inside, concepts, _quota(shown, round(settings.paper_share * left)), settings)
    drawn = (
        inside.about.join(concepts, on="concept")
        .filter(pl.col("paper").is_in(chosen))
        .sort("distinct", "concept", descending=[True, False])
        .group_by("paper", maintain_order=True)
        .head(settings.max_concepts_per_paper)
    )
    people = choose_people_between(inside, chosen, budget - shown.height - len(chosen) - drawn["concept"].n_unique())
    # papers without a category have a share, but no node
    categories = frozenset(shown["primary_category"]) - {""}
    about = drawn.select(scope.about.columns)
    return Choice(categories, frozenset(chosen), frozenset(people), about, frozenset(about["concept"]))


def _quota(categories: pl.DataFrame, total: int) -> dict[str, int]:
    roots = np.sqrt(categories["n"].to_numpy())
    shares = np.maximum(1, np.round(total * roots / roots.sum())).astype(int)
    return dict(zip(categories["primary_category"], shares.tolist(), strict=True))


def _salient(scope: Scope, quota: dict[str, int], settings: OverviewSettings) -> pl.DataFrame:
    """Return ``concept, distinct``: the concepts that distinguish each category from the others.

    The score is the concept's part of the divergence between the category's papers and all papers, n·log(n/expected).
    Two papers are added to both numbers, so that a single accidental paper has little effect.
    """
    total = scope.papers.height
    sizes = scope.papers.group_by("primary_category").len("n_category")
    counted = (
        scope.about.group_by("concept", "primary_category")
        .len("n")
        .with_columns(n_concept=pl.col("n").sum().over("concept"))
        .filter(
            pl.col("n_concept") >= settings.min_concept_papers,
            pl.col("n_concept") <= max(settings.max_concept_share * total, settings.min_concept_papers),
        )
        .join(sizes, on="primary_category")
        .with_columns(expected=pl.col("n_concept") * pl.col("n_category") / total)
        .with_columns(distinct=(pl.col("n") * ((pl.col("n") + 1) / (pl.col("expected") + 1)).log()).round(6))
        .sort("distinct", "n", "concept", "primary_category", descending=[True, True, False, False])
    )
    quotas = pl.DataFrame(
        {"primary_category": list(quota), "quota": list(quota.values())},
        schema={"primary_category": pl.String, "quota": pl.Int64},
    )
    return (
        counted.filter(pl.col("distinct") > 0)
        .unique("concept", keep="first", maintain_order=True)
        .join(quotas, on="primary_category", maintain_order="left")
        .filter(pl.int_range(pl.len()).over("primary_category") < pl.col("quota"))
        .select("concept", "distinct")
    )


def _key_papers(scope: Scope, concepts: pl.DataFrame, quota: dict[str, int], settings: OverviewSettings) -> list[str]:
    """Choose papers that together connect as many salient concepts, and people, as possible.

    Greedy: each paper already shown for a concept lowers the concept's value (1, 1/2, 1/3 …), so that no concept
    dominates.
    """
    named = scope.about.join(concepts, on="concept", how="semi")
    place = scope.papers.select("paper").with_row_index("place")
    category = scope.papers["primary_category"].to_list()
    ids = scope.papers["paper"].to_list()
    concept_places = named["concept"].rank("dense").cast(pl.Int64).to_numpy() - 1
    rows = _places(named, place)
    several = scope.signed.filter(pl.len().over("author") > 1)
    links = several.group_by("paper").len("n")
    bonus = np.zeros(len(ids))
    counted = np.minimum(links["n"].to_numpy(), settings.max_links)
    bonus[_places(links, place)] = settings.link_bonus * counted / settings.max_links
    with_seconds = {code: max(1, round(n * (1 - settings.pair_share))) for code, n in quota.items()}
    chosen = _greedy(rows, concept_places, bonus, category, with_seconds)
    seconds = _second_papers(several, [ids[i] for i in chosen], quota, with_seconds)
    return sorted({*(ids[i] for i in chosen), *seconds})


def _places(named: pl.DataFrame, places: pl.DataFrame) -> np.ndarray:
    """Return the place of each row's paper, from a frame ``place, paper``."""
    found = named.select("paper").join(places, on="paper", how="left", maintain_order="left")
    return found["place"].cast(pl.Int64).to_numpy()


def _greedy(
    rows: np.ndarray, concepts: np.ndarray, bonus: np.ndarray, category: list[str], quota: dict[str, int]
) -> list[int]:
    shown_for = np.zeros(int(concepts.max(initial=-1)) + 1)
    left = dict(quota)
    open_ = np.array([left[code] > 0 for code in category], dtype=bool)
    codes = np.array(category)
    chosen: list[int] = []
    while open_.any():
        gain = np.bincount(rows, weights=1 / (1 + shown_for[concepts]), minlength=len(category))
        # a paper of many concepts connects more, but a list of concepts is not a key paper
        score = np.where(open_, np.sqrt(gain) + bonus, -1.0).round(9)
        best = int(score.argmax())
        if score[best] <= 0:
            # a paper that connects nothing is shown only if its category would be empty otherwise, the newest of each
            chosen += [int(np.flatnonzero(codes == code)[-1]) for code, n in quota.items() if left[code] == n]
            break
        chosen.append(best)
        open_[best] = False
        shown_for[concepts[rows == best]] += 1
        left[category[best]] -= 1
        if left[category[best]] == 0:
            open_ &= codes != category[best]
    return chosen


def _second_papers(several: pl.DataFrame, chosen: list[str], quota: dict[str, int], taken: dict[str, int]) -> list[str]:
    """Return other papers by authors of the chosen ones within the remaining quotas, other categories first."""
    first = several.filter(pl.col("paper").is_in(chosen)).select("author", mine="primary_category")
    others = (
        several.filter(~pl.col("paper").is_in(chosen))
        .join(first, on="author")
        .group_by("paper", "primary_category")
        .agg(
            across=(pl.col("mine") != pl.col("primary_category")).any(),
            joined=pl.col("author").n_unique(),
        )
        .sort("across", "joined", "paper", descending=[True, True, False])
    )
    left = {code: n - taken[code] for code, n in quota.items()}
    seconds = []
    for paper, code in others.select("paper", "primary_category").iter_rows():
        if left[code] > 0:
            seconds.append(paper)
            left[code] -= 1
    return seconds


def choose_people_between(scope: Scope, chosen: Iterable[str], room: int) -> list[str]:
    """Choose people who signed two of the papers shown, first those with papers in different categories."""
    mine = scope.signed.filter(pl.col("paper").is_in(list(chosen)))
    joined = (
        mine.group_by("author")
        .agg(
            categories=pl.col("primary_category").n_unique(),
            papers=pl.col("paper").sort(),
        )
        .filter(pl.col("papers").list.len() > 1)
        .sort("categories", "author", descending=[True, False])
    )
    taken: list[str] = []
    connectors: dict[str, int] = defaultdict(int)
    waiting = list(joined.iter_rows())
    while waiting and len(taken) < room:
        # people who connect papers with the fewest other connections come next, so that one team does not fill the page
        best = min(range(len(waiting)), key=lambda i: (max(connectors[p] for p in waiting[i][2]), -waiting[i][1], i))
        author, _, papers = waiting.pop(best)
        taken.append(author)
        for paper in papers:
            connectors[paper] += 1
    return taken
