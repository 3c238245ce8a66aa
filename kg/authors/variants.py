"""Pairs of names that may be one person: proposed by similarity, decided by nobody yet."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations, product

import numpy as np
from rapidfuzz import fuzz, process

from kg.authors.names import block
from kg.model import Decision, Evidence
from kg.settings import AuthorSettings

# Rows of a similarity matrix made at once: a block of n names then needs n·CHUNK cells, not n².
_CHUNK = 512


def possible_variants(
    authors_of: Mapping[str, tuple[str, ...]],
    papers_of: Mapping[str, set[str]],
    settings: AuthorSettings,
) -> list[Decision]:
    """List pairs of authors whose names are close enough to ask about.

    ``authors_of`` maps a name key to the authors who bear it, ``papers_of`` an author to the papers signed: who stand
    on one paper are two people. Only names of one block (first initial and surname) are compared.
    """
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key in sorted(authors_of):
        blocks[block(key)].append(key)
    reasons: dict[tuple[str, str], list[tuple[float, Evidence]]] = defaultdict(list)
    for names in blocks.values():
        if len(names) == 1:
            continue
        for a, b, evidence, confidence in (*_misspelt(names, settings), *_initials(names, settings)):
            for pair in product(authors_of[a], authors_of[b]):
                # a person may have joined the two names already: then both are one author, with papers in common
                if papers_of[pair[0]].isdisjoint(papers_of[pair[1]]):
                    reasons[min(pair), max(pair)].append((confidence, evidence))
    for key, authors in authors_of.items():
        for one, other in combinations(sorted(authors), 2):
            if papers_of[one].isdisjoint(papers_of[other]):
                reasons[one, other].append((settings.namesake_confidence, Evidence("same name", key, 0.0)))
    return [
        Decision(a, b, "possiblySame", "program", max(c for c, _ in found), tuple(evidence for _, evidence in found))
        for (a, b), found in sorted(reasons.items())
    ]


def _misspelt(names: list[str], settings: AuthorSettings) -> Iterator[tuple[str, str, Evidence, float]]:
    for start in range(0, len(names), _CHUNK):
        rows = names[start : start + _CHUNK]
        scores = process.cdist(rows, names, scorer=fuzz.ratio, score_cutoff=settings.variant_score, dtype=np.float32)
        for i, j in np.argwhere(scores > 0):
            a, b = rows[i], names[j]
            if a < b and not _is_initial_form(a, b):
                evidence = Evidence("similarity", f"{scores[i, j]:.0f}", 0.0)
                yield a, b, evidence, settings.variant_confidence


def _initials(names: list[str], settings: AuthorSettings) -> Iterator[tuple[str, str, Evidence, float]]:
    """Propose ``j smith`` for ``john smith``, where no other name of the block would fit as well."""
    for name in names:
        if len(name.partition(" ")[0]) != 1:
            continue
        full = [other for other in names if len(other) > len(name) and _is_initial_form(name, other)]
        if len(full) == 1:
            yield min(name, full[0]), max(name, full[0]), Evidence("initial", name, 0.0), settings.initial_confidence


def _is_initial_form(a: str, b: str) -> bool:
    first, second = a.split(), b.split()
    return len(first) == len(second) and all(
        x == y or (1 in (len(x), len(y)) and x[0] == y[0]) for x, y in zip(first, second, strict=True)
    )
