"""Divide components of names into blocks of bounded size.

A name with an initial is related to all full names that it fits, and these are related to others: in a growing corpus,
most names of a convention end up in one component, although hardly any two of them are one person. In a component above
the bound, two names are tied only if the names themselves or a common co-author are evidence that they may be one. The
strongest ties come first, and no tie makes a block larger than the bound (``docs/decisions/0018-bounded-blocks.md``).
"""

import math
from collections.abc import Iterable, Mapping, Sequence

import polars as pl

from kg.algorithms.components import bounded_components
from kg.authors.blocks.evidence import default_weights
from kg.authors.blocks.name_evidence import weigh_names
from kg.authors.corpus import AuthorshipCorpus
from kg.authors.spelling.comparison import NameRelation
from kg.settings import AuthorSettings

FormRelations = Mapping[tuple[str, str], NameRelation]
"""The relation of the names of a pair of forms; the smaller form comes first."""


def divide_component(
    corpus: AuthorshipCorpus,
    forms: Sequence[str],
    ties: FormRelations,
    together: Iterable[Sequence[str]],
    settings: AuthorSettings,
) -> list[list[str]]:
    """Divide tied forms of names into blocks of at most ``blocks.max_authorships`` authorships.

    Only a single form, or forms that a decision or an ORCID iD ties (``together``), may exceed it. The result does not
    depend on the order of forms or ties.
    """
    sizes = {form: len(corpus.mentions_of[form]) for form in forms}
    coauthors = _coauthors(corpus, forms)
    strong = []
    for (one, other), relation in ties.items():
        bits = _bits(corpus, (one, other), relation, (coauthors[one], coauthors[other]), settings)
        if bits >= settings.blocks.min_tie_bits:
            strong.append((-bits, one, other))
    ordered = [(one, other) for _, one, other in sorted(strong)]
    return bounded_components(sizes, together, ordered, settings.blocks.max_authorships)


def _coauthors(corpus: AuthorshipCorpus, forms: Sequence[str]) -> dict[str, dict[int, float]]:
    """Return the co-authors of everybody with each form of a name, each with the weight of the shortest list."""
    named = corpus.names.filter(pl.col("form").is_in(pl.Series(forms, dtype=pl.String).implode()))
    listed = (
        corpus.rows.select("paper", "number")
        .join(named.select("number", "form", own=pl.coalesce("circle", "number")), on="number")
        .join(corpus.papers.filter(pl.col("weight") > 0).select("paper", "weight"), on="paper")
        .join(corpus.signed, on="paper")
        .filter(pl.col("circle") != pl.col("own"))
        .group_by("form", "circle")
        .agg(pl.col("weight").max())
    )
    found: dict[str, dict[int, float]] = {form: {} for form in forms}
    for form, coauthor, weight in listed.iter_rows():
        found[form][coauthor] = weight
    return found


def _bits(
    corpus: AuthorshipCorpus,
    forms: tuple[str, str],
    relation: NameRelation,
    coauthors: tuple[Mapping[int, float], Mapping[int, float]],
    settings: AuthorSettings,
) -> float:
    """Return the bits of two names and of their common co-authors."""
    one, other = coauthors
    shared = sorted(
        corpus.coauthor_bits[coauthor] * min(one[coauthor], other[coauthor]) for coauthor in one.keys() & other.keys()
    )
    pair = corpus.name_of[forms[0]], corpus.name_of[forms[1]]
    names = weigh_names(pair, relation, corpus.counts, corpus.recurrence, settings.rarity)
    weights = default_weights()
    bits = names.bits(weights, supported=bool(shared))
    if shared:
        rarest, more = shared[-1], math.log2(math.fsum(shared) / shared[-1])
        bits += weights["coauthor_rarest"] * rarest + weights["coauthor_more"] * more
    return bits
