"""Fill the remaining space of the overview.

`choosing` takes only nodes that connect papers. Unconnected papers, people with one paper and concepts of one paper are
added here while there is space; a set that fits is shown whole.
"""

import polars as pl

from kg.settings import OverviewSettings
from kg.views.overview.choosing import choose_people_between
from kg.views.overview.scope import Choice, Scope


def fill(scope: Scope, choice: Choice, budget: int, settings: OverviewSettings) -> Choice:
    """Add nodes to a choice until ``budget`` is reached or everything is shown.

    Papers are added first, then their authors, then their concepts. If not all papers fit, some of the budget is
    reserved for authors and concepts.
    """
    small = scope.papers.height + scope.papers["primary_category"].n_unique() <= budget
    if choice.size >= (budget if small else settings.min_full_share * budget):
        return choice
    chosen, limit = choice, budget if small else round(settings.paper_share * budget)
    choice = _with_papers(scope, choice, budget, limit)
    choice = _with_people(scope, choice, budget)
    choice = _with_concepts(scope, choice, budget, chosen)
    choice = _with_papers(scope, choice, budget, budget)
    choice = _with_some_authors(scope, choice, budget)
    whole = len(choice.papers) == scope.papers.height and len(choice.concepts) == scope.about["concept"].n_unique()
    return choice.drawing(scope.about) if whole else choice


def _with_papers(scope: Scope, choice: Choice, budget: int, limit: int) -> Choice:
    """Add papers, and their categories, until ``limit`` papers are shown: the newest of each category in turn."""
    sizes = scope.papers.group_by("primary_category").len("n")
    missing = (
        scope.papers.filter(~pl.col("paper").is_in(list(choice.papers)))
        .sort("paper", descending=True)
        .with_columns(turn=pl.int_range(pl.len()).over("primary_category"))
        .join(sizes, on="primary_category")
        .sort("turn", "n", "primary_category", descending=[False, True, False])
    )
    for paper, category in missing.select("paper", "primary_category").iter_rows():
        added = choice.adding(categories=frozenset({category} - {""}), papers=frozenset({paper}))
        if len(added.papers) > limit:
            break
        if added.size <= budget:
            choice = added
    return choice


def _with_people(scope: Scope, choice: Choice, budget: int) -> Choice:
    """Add people who signed two of the papers, then all authors of as many papers as possible."""
    signed = scope.signed.filter(pl.col("paper").is_in(list(choice.papers)))
    joining = choose_people_between(scope, choice.papers, budget - choice.size + len(choice.people))
    for person in joining:
        added = choice.adding(people=frozenset({person}))
        choice = added if added.size <= budget else choice
    teams = signed.sort("paper", "author").group_by("paper", maintain_order=True).agg("author")
    for _, team in teams.sort(pl.col("author").list.len(), "paper").iter_rows():
        added = choice.adding(people=frozenset(team))
        choice = added if added.size <= budget else choice
    return choice


def _with_concepts(scope: Scope, choice: Choice, budget: int, chosen: Choice) -> Choice:
    """Add concepts, by decreasing number of shown papers, and edges to them and from the papers that were added."""
    about = scope.about.filter(pl.col("paper").is_in(list(choice.papers)))
    ranked = (
        about.filter(~pl.col("concept").is_in(list(choice.concepts)))
        .group_by("concept")
        .agg(papers=pl.len(), summary=pl.col("generated").all(), sure=pl.col("confidence").max())
        .sort("papers", "summary", "sure", "concept", descending=[True, False, True, False])
        .head(max(budget - choice.size, 0))
    )
    new_papers = list(choice.papers - chosen.papers)
    new_edges = about.filter(
        pl.col("concept").is_in(ranked["concept"].implode())
        | (pl.col("concept").is_in(list(choice.concepts)) & pl.col("paper").is_in(new_papers))
    )
    return choice.drawing(pl.concat([choice.about, new_edges]))


def _with_some_authors(scope: Scope, choice: Choice, budget: int) -> Choice:
    """Add the first authors of papers whose authors do not all fit, by their place on the paper."""
    missing = scope.signed.filter(
        pl.col("paper").is_in(list(choice.papers)), ~pl.col("author").is_in(list(choice.people))
    )
    people = missing.sort("position", "paper", "author")["author"].unique(maintain_order=True)
    return choice.adding(people=frozenset(people.head(max(budget - choice.size, 0))))
