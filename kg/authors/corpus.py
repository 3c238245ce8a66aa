"""Everything the decisions look at, and how rare each of it is among the papers at hand.

Mentions with their parsed names, co-authors, terms and categories.

What concerns the whole corpus is rounded, so that the result of a block depends on its own mentions and on coarse
numbers only: blocks can be decided apart, in any order, and kept when new papers do not touch them.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from kg.authors.details.facts import NO_FACTS, Facts, facts_of, organizations
from kg.authors.details.orcid import trusted
from kg.authors.names import Name, given_first, is_group, parse_name
from kg.authors.rarity import NameCounts
from kg.authors.terms import paper_terms, weights
from kg.ids import authorship_id, slug
from kg.model import Authorship, Extraction, Paper, Report
from kg.settings import AuthorSettings

RARE: Final = -6.0
"""log2 of namesakes in 100,000 people below which a form of a name is nearly always one person."""

MOST_RECURRENCE: Final = 5.0
"""log2 of further mentions beyond which it does not matter how often people come back."""

_STEP: Final = 0.5
_SHARE_STEP: Final = 0.05
_LENGTH_STEP: Final = 4.0
"""Steps to which statistics of the whole corpus are rounded."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper tells of those who signed it.

    ``coauthors`` are the people who signed it, as `Corpus.circle` has them; ``length`` is the Euclidean length of the
    terms' bits, rounded.
    """

    month: str
    coauthors: tuple[str, ...]
    coauthor_weight: float
    terms: frozenset[str]
    length: float
    categories: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The mentions of some papers, sorted by paper and position, and what is known about them.

    ``names`` holds a parsed name for each form. ``circle`` maps each form to the one that represents it in lists of
    co-authors: two orders of one name, with and without a generation, are one co-author. ``facts`` holds what single
    mentions state besides, ``natives`` the first paper that prints two forms of a name, sorted, side by side in two
    scripts; a form that is printed in no other way has no mentions in ``mentions_of``. The ``…_bits`` say how much it
    says when two mentions share a term, a category or a co-author; ``account_bits`` are those of equal and of
    different identifiers in one registry. ``abbreviated`` holds surname and initial of each form that gives no more.
    ``recurrence`` is log2 of how many further mentions a mention of a rare name has: high in fifty years of one field,
    low in four months of many. ``category_share`` is how often two papers have a category in common. ``reports`` are
    warnings about the input.
    """

    mentions: tuple[Authorship, ...]
    forms: tuple[str, ...]
    papers: Mapping[str, PaperFacts]
    names: Mapping[str, Name]
    circle: Mapping[str, str]
    facts: Mapping[int, Facts]
    natives: Mapping[tuple[str, str], str]
    counts: NameCounts
    term_bits: Mapping[str, float]
    category_bits: Mapping[str, float]
    coauthor_bits: Mapping[str, float]
    abbreviated: Mapping[str, tuple[str, str]]
    mentions_of: Mapping[str, tuple[int, ...]]
    recurrence: float
    category_share: float
    account_bits: tuple[float, float]
    reports: tuple[Report, ...]

    def facts_of(self, mention: int) -> Facts:
        """Return what a mention states besides its name."""
        return self.facts.get(mention, NO_FACTS)


def read_corpus(papers: Iterable[Paper], extraction: Extraction, settings: AuthorSettings) -> Corpus:
    """Take the names of papers apart and count what is common among them."""
    papers = sorted(papers, key=lambda paper: paper.id)
    mentions = _mentions(papers)
    readings, names = _read_names(papers)
    forms = tuple(form for reading in readings for form in reading)
    facts, reports = trusted(mentions, [names.get(form) for form in forms], _facts(papers))
    natives = _natives(mentions, forms, facts, names)
    circle = _circle(names.values())
    terms = paper_terms(papers, extraction)
    affiliations = _affiliations(mentions, facts)
    term_bits = {**weights(terms, len(papers)), **weights(affiliations, len(papers))}
    signed = _coauthors(papers, forms, facts, circle)
    papers_facts = {
        paper.id: PaperFacts(
            paper.month,
            coauthors,
            _list_weight(len(paper.authors), settings),
            about,
            _rounded_length(about, term_bits),
            tuple(sorted({category.code for category in paper.categories} or {paper.primary_category} - {""})),
        )
        for paper, coauthors, about in zip(papers, signed, terms, strict=True)
    }
    counts = NameCounts(names.values())
    mentions_of = _by_form(forms, names)
    return Corpus(
        mentions,
        forms,
        papers_facts,
        names,
        circle,
        facts,
        natives,
        counts,
        term_bits,
        weights((found.categories for found in papers_facts.values()), len(papers)),
        {form: _coauthor_bits(counts, name, settings) for form, name in names.items()},
        {form: (name.surname, name.initial) for form, name in names.items() if name.given and name.given[0].is_initial},
        mentions_of,
        _recurrence(mentions_of, names, counts),
        _category_share([found.categories for found in papers_facts.values()]),
        (settings.same_account_bits, settings.other_account_bits),
        reports,
    )


def _facts(papers: Sequence[Paper]) -> dict[int, Facts]:
    found: dict[int, Facts] = {}
    start = 0
    for paper in papers:
        if paper.details:
            found.update((start + position, facts) for position, facts in sorted(facts_of(paper).items()))
        start += len(paper.authors)
    return found


def _natives(
    mentions: Sequence[Authorship], forms: Sequence[str], facts: Mapping[int, Facts], names: dict[str, Name]
) -> dict[tuple[str, str], str]:
    """Return the pairs of forms that are printed side by side; their names are added to ``names``."""
    natives: dict[tuple[str, str], str] = {}
    for mention, found in facts.items():
        if found.native and forms[mention] in names:
            names.setdefault(found.native.form, found.native)
            one, other = sorted((forms[mention], found.native.form))
            natives.setdefault((one, other), mentions[mention].paper)
    return natives


def _affiliations(mentions: Sequence[Authorship], facts: Mapping[int, Facts]) -> Iterable[set[str]]:
    """Return the affiliations of each paper that states any."""
    of_papers: dict[str, set[str]] = {}
    for mention, found in facts.items():
        of_papers.setdefault(mentions[mention].paper, set()).update(found.affiliations)
    return of_papers.values()


def _coauthors(
    papers: Sequence[Paper], forms: Sequence[str], facts: Mapping[int, Facts], circle: Mapping[str, str]
) -> Iterator[tuple[str, ...]]:
    """Yield the co-authors of each paper, each once; a name in two scripts is two of them."""
    start = 0
    for paper in papers:
        places = range(start, start + len(paper.authors))
        natives = (facts[place].native for place in places if place in facts) if paper.details else ()
        signed = (*forms[places.start : places.stop], *(native.form for native in natives if native))
        yield tuple(dict.fromkeys(circle[form] for form in signed if form in circle))
        start = places.stop


def _rounded_length(terms: Iterable[str], bits: Mapping[str, float]) -> float:
    return round(math.sqrt(math.fsum(bits[term] ** 2 for term in terms)) / _LENGTH_STEP) * _LENGTH_STEP


def _read_names(papers: Sequence[Paper]) -> tuple[list[tuple[str, ...]], dict[str, Name]]:
    """Return the forms of the names of each paper, in printed order, and the name behind each form of a person."""
    names: dict[str, Name] = {}
    found = []
    marked = organizations(papers)
    for paper in papers:
        signed = []
        for position, name in enumerate(given_first([parse_name(printed) for printed in paper.authors])):
            if (paper.id, position) in marked or is_group(name.printed):
                # no person: it is compared by its letters alone and counts in no table
                signed.append(f"group {name.form}")
                continue
            signed.append(name.form)
            known = names.setdefault(name.form, name)
            # particles show which surnames a name may be joined to
            if known is not name and _telling(name) < _telling(known):
                names[name.form] = name
        found.append(tuple(signed))
    return found, names


def _telling(name: Name) -> tuple[int, str]:
    return -len(name.particles), name.printed


def _circle(names: Iterable[Name]) -> dict[str, str]:
    """Return, for each form of a name with letters, the form that represents it among co-authors.

    That is the first of those with the same words, in whatever order: a co-author who may be another of that name
    counts less the more common the name is.
    """
    first: dict[tuple[str, ...], str] = {}
    named = sorted((name for name in names if name.surname), key=lambda name: name.form)
    return {name.form: first.setdefault(name.words, name.form) for name in named}


def _mentions(papers: Sequence[Paper]) -> tuple[Authorship, ...]:
    mentions = []
    slugs: dict[str, str] = {}
    for paper in papers:
        seen: dict[str, int] = {}
        taken: set[str] = set()
        for position, printed in enumerate(paper.authors):
            name = slugs.get(printed) or slugs.setdefault(printed, slug(printed))
            seen[name] = repeat = seen.get(name, 0) + 1
            # "Li Na 2" after two of "Li Na" wants the id of the second
            while (id_ := authorship_id(paper.id, name, repeat)) in taken:
                seen[name] = repeat = repeat + 1
            taken.add(id_)
            mentions.append(Authorship(id_, paper.id, position, printed, ""))
    return tuple(mentions)


def _by_form(forms: Sequence[str], names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    found: dict[str, list[int]] = {form: [] for form in names}
    for i, form in enumerate(forms):
        found.setdefault(form, []).append(i)
    return {form: tuple(mentions) for form, mentions in found.items()}


def _list_weight(authors: int, settings: AuthorSettings) -> float:
    """Return how much a shared co-author on a list of this length counts: who signs with hundreds need not have met."""
    if authors > settings.most_authors:
        return 0.0
    return min(1.0, settings.full_weight_authors / max(authors, 1))


def _coauthor_bits(counts: NameCounts, name: Name, settings: AuthorSettings) -> float:
    """Return what a shared co-author tells: little where the name is common, as it may be another of that name."""
    bits = settings.coauthor_bits - counts.namesakes(name)
    return min(settings.most_coauthor_bits, max(settings.least_coauthor_bits, bits))


def _recurrence(mentions_of: Mapping[str, Sequence[int]], names: Mapping[str, Name], counts: NameCounts) -> float:
    """Measure how often people come back, by names so rare that a form is a person."""
    times = [
        len(mentions)
        for form, mentions in mentions_of.items()
        if mentions and form in names and names[form].given and counts.namesakes(names[form]) < RARE
    ]
    if not times:
        return 0.0
    further = sum(n * (n - 1) for n in times) / sum(times)
    return min(MOST_RECURRENCE, max(0.0, round(math.log2(max(further, 1.0)) / _STEP) * _STEP))


def _category_share(categories: Sequence[tuple[str, ...]]) -> float:
    """Measure how often two papers share a category, on as many pairs as there are papers, far apart in the list."""
    half = len(categories) // 2
    shared = sum(not set(one).isdisjoint(categories[(i + half) % len(categories)]) for i, one in enumerate(categories))
    return round(shared / len(categories) / _SHARE_STEP) * _SHARE_STEP if len(categories) > 1 else 0.0
