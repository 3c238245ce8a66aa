"""Components of names divided into blocks of bounded size.

An initial ties all full names that it fits, and other relations tie these further: in a growing corpus most names of a
convention end up in one component, although hardly any two of them are one person. In a component above the bound, two
names are tied only where the names themselves or a common co-author say that they may be one, the strongest ties first,
and no tie makes a block larger than the bound (``docs/decisions/0018-bounded-blocks.md``).
"""

import math
from collections.abc import Iterable, Mapping, Sequence

from kg.authors.blocks.evidence import default_weights
from kg.authors.blocks.name_evidence import weigh_names
from kg.authors.comparison import Relation
from kg.authors.corpus import Corpus, coauthor_bits
from kg.components import connected_within
from kg.settings import AuthorSettings

Ties = Mapping[tuple[str, str], Relation]
"""How the names of a pair of forms relate; the smaller form comes first."""


def divide_component(
    corpus: Corpus, forms: Sequence[str], ties: Ties, together: Iterable[Sequence[str]], settings: AuthorSettings
) -> list[list[str]]:
    """Divide tied forms of names into blocks of at most ``blocks.max_authorships`` authorships.

    Only a single form, or forms that a decision or an ORCID iD ties (``together``), may exceed it. The result does not
    depend on the order of forms or ties.
    """
    sizes = {form: len(corpus.mentions_of[form]) for form in forms}
    coauthors = {form: _coauthors(corpus, form) for form in forms}
    strong = []
    for (one, other), relation in ties.items():
        bits = _bits(corpus, (one, other), relation, (coauthors[one], coauthors[other]), settings)
        if bits >= settings.blocks.min_tie_bits:
            strong.append((-bits, one, other))
    ordered = [(one, other) for _, one, other in sorted(strong)]
    return connected_within(sizes, together, ordered, settings.blocks.max_authorships)


def _coauthors(corpus: Corpus, form: str) -> dict[str, float]:
    """Return the co-authors of everybody printed so, with the weight of the shortest list that each is on."""
    found: dict[str, float] = {}
    for mention in corpus.mentions_of[form]:
        paper = corpus.papers[corpus.mentions[mention].paper]
        for coauthor in paper.coauthors if paper.coauthor_weight else ():
            if paper.coauthor_weight > found.get(coauthor, 0.0):
                found[coauthor] = paper.coauthor_weight
    found.pop(corpus.circle.get(form, form), None)
    return found


def _bits(
    corpus: Corpus,
    forms: tuple[str, str],
    relation: Relation,
    coauthors: tuple[Mapping[str, float], Mapping[str, float]],
    settings: AuthorSettings,
) -> float:
    """Return the bits of two names and of the co-authors that some papers of both have in common."""
    one, other = coauthors
    shared = sorted(
        coauthor_bits(corpus, coauthor, settings) * min(one[coauthor], other[coauthor])
        for coauthor in one.keys() & other.keys()
    )
    pair = corpus.names[forms[0]], corpus.names[forms[1]]
    names = weigh_names(pair, relation, corpus.counts, corpus.recurrence, settings.rarity)
    weights = default_weights()
    bits = names.bits(weights, supported=bool(shared))
    if shared:
        rarest, more = shared[-1], math.log2(math.fsum(shared) / shared[-1])
        bits += weights["coauthor_rarest"] * rarest + weights["coauthor_more"] * more
    return bits
