"""Everything the blocks of a corpus are formed from, read from frames: names, lists of co-authors, facts, counts.

What concerns the whole corpus is counted on the reference papers and rounded (`kg.reference`), so that a block looks at
its own authorships and at numbers that hardly change: blocks can be decided apart, in any order, and kept when new
papers do not touch them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl

from kg.authors.blocks.block import Item, PrintedName
from kg.authors.details.facts import NO_FACTS, Facts, facts_of
from kg.authors.details.orcid import trusted
from kg.authors.names import Name
from kg.authors.rarity import NameCounts
from kg.ids import fold
from kg.model import Authorship, Report
from kg.reference import reference_count, reference_papers, steady
from kg.schema import Frames
from kg.settings import AuthorSettings
from kg.settings.authors import RaritySettings

_GROUP = "group "
"""Begins the form of a group; groups are compared by their letters alone and count in no table."""

_CHUNK = 1024
"""Rows of a matrix that are multiplied at once."""


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What a paper says of those who signed it.

    ``coauthors`` are the people who signed it, as `Corpus.circle` has them; ``terms`` and ``categories`` are places in
    the tables of items; ``length`` is the Euclidean length of the bits of the terms.
    """

    month: str
    coauthors: tuple[str, ...]
    coauthor_weight: float
    terms: Sequence[int]
    length: float
    categories: Sequence[int]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The authorships of some papers, sorted by paper and position, and what is known about them.

    ``printed`` and ``names`` hold a printed string and the parsed name for each form. ``circle`` maps each form to the
    one that represents it in lists of co-authors: two orders of one name, with and without a generation, are one
    co-author. ``facts`` holds what single authorships state besides, ``natives`` the first paper that prints two forms
    of a name, sorted, side by side in two scripts; a form that is printed in no other way has no authorships in
    ``mentions_of``. ``terms`` and ``affiliations`` are all terms with their bits, ``categories`` all categories.
    ``abbreviated`` holds surname and initial of each form that gives no more.
    ``recurrence`` is log2 of how many further authorships one of a rare name has: high in fifty years of one field,
    low in four months of many. ``category_share`` is how often two papers have a category in common. ``reports`` are
    warnings about the input.
    """

    mentions: tuple[Authorship, ...]
    forms: tuple[str, ...]
    papers: Mapping[str, PaperFacts]
    printed: Mapping[str, PrintedName]
    names: Mapping[str, Name]
    circle: Mapping[str, str]
    facts: Mapping[int, Facts]
    natives: Mapping[tuple[str, str], str]
    counts: NameCounts
    items: Sequence[Item]
    affiliations: Mapping[str, float]
    abbreviated: Mapping[str, tuple[str, str]]
    mentions_of: Mapping[str, Sequence[int]]
    recurrence: float
    category_share: float
    reports: tuple[Report, ...]

    def facts_of(self, mention: int) -> Facts:
        """Return what an authorship states besides its name."""
        return self.facts.get(mention, NO_FACTS)


def read_corpus(frames: Frames, settings: AuthorSettings) -> Corpus:
    """Put together what blocks are formed from.

    Reads ``records``, ``divided_authors``, ``mentions``, ``paper_terms`` and ``term_weights``.
    """
    mentions, forms, printed = _read_names(sorted_mentions(frames))
    names = {form: name.parse() for form, name in printed.items()}
    facts, reports = trusted(
        mentions, [names.get(form) for form in forms], _facts(mentions, frames["divided_authors"]), settings.spelling
    )
    natives = _natives(mentions, forms, facts, names, printed)
    circle = _circle(names.values())
    reference = set(reference_papers(frames["records"].select("paper", "month")).to_list())
    listed = list(_lists(mentions))
    papers = _papers(frames, dict(_signed(listed, forms, facts, circle)), settings)
    in_reference = [i for paper, places in listed if paper in reference for i in places]
    counted = dict.fromkeys(forms[i] for i in in_reference)
    counted.update((native.form, None) for i in in_reference if (native := facts.get(i, NO_FACTS).native))
    counts = NameCounts((names[form] for form in counted if form in names), settings.rarity)
    times = Counter(forms[i] for i in in_reference)
    weights = frames["term_weights"]
    return Corpus(
        mentions,
        forms,
        papers,
        printed,
        names,
        circle,
        facts,
        natives,
        counts,
        [Item(item, bits) for item, bits in weights.select("item", "bits").iter_rows()],
        _affiliations(mentions, facts, reference),
        {form: (name.surname, name.initial) for form, name in names.items() if name.given and name.given[0].is_initial},
        _by_form(forms, names),
        _recurrence(times, names, counts, settings.rarity),
        _category_share([papers[paper].categories for paper in sorted(reference)]),
        reports,
    )


def sorted_mentions(frames: Frames) -> pl.DataFrame:
    """Return ``mentions`` sorted by paper and position.

    A single word that the input marks as an organization on one paper is a group wherever it is printed.
    """
    rows = frames["mentions"].sort("paper", "position")
    marked = frames["divided_authors"].filter("organization")["printed"].unique().to_list()
    words = {fold(name) for name in marked if " " not in name.strip()}
    if not words:
        return rows
    printed = rows["printed"].unique()
    groups = printed.filter(pl.Series([fold(name) in words for name in printed], dtype=pl.Boolean))
    return rows.with_columns(group=pl.col("group") | pl.col("printed").is_in(groups.implode()))


def _read_names(rows: pl.DataFrame) -> tuple[tuple[Authorship, ...], tuple[str, ...], dict[str, PrintedName]]:
    """Return the authorships, their forms, and a printed name for each form of a person."""
    columns = ("authorship", "paper", "position", "printed", "form", "turned", "group")
    mentions, forms = [], []
    printed: dict[str, PrintedName] = {}
    for id_, paper, position, name, form, turned, group in rows.select(columns).iter_rows():
        mentions.append(Authorship(id_, paper, position, name, ""))
        forms.append(_GROUP + form if group else form)
        if group:
            continue
        known = printed.get(form)
        if known is None:
            printed[form] = PrintedName(name, turned)
        elif known.printed != name or known.turned != turned:
            # particles show which surnames a name may be joined to
            printed[form] = min(known, PrintedName(name, turned), key=_rank)
    return tuple(mentions), tuple(forms), printed


def _rank(name: PrintedName) -> tuple[int, str, bool]:
    return -len(name.parse().particles), name.printed, name.turned


def _facts(mentions: Sequence[Authorship], authors: pl.DataFrame) -> dict[int, Facts]:
    """Return the facts of the authorships that state any, by place."""
    columns = ("native", "orcids", "accounts", "affiliations")
    stated = authors.filter(
        ~pl.col("organization"),
        (pl.col("native") != "") | pl.any_horizontal(pl.col(name).list.len() > 0 for name in columns[1:]),
    )
    if stated.is_empty():
        return {}
    place = {(mention.paper, mention.position): i for i, mention in enumerate(mentions)}
    rows = stated.sort("paper", "position").select("paper", "position", "printed", *columns).iter_rows()
    found = {place[paper, position]: facts_of(*stated) for paper, position, *stated in rows}
    return {mention: facts for mention, facts in found.items() if facts != NO_FACTS}


def _natives(
    mentions: Sequence[Authorship],
    forms: Sequence[str],
    facts: Mapping[int, Facts],
    names: dict[str, Name],
    printed: dict[str, PrintedName],
) -> dict[tuple[str, str], str]:
    """Return the pairs of forms that are printed side by side; their names are added to ``names``."""
    natives: dict[tuple[str, str], str] = {}
    for mention, found in facts.items():
        native = found.native
        if native and forms[mention] in names:
            names.setdefault(native.form, native)
            printed.setdefault(native.form, PrintedName(native.printed))
            one, other = sorted((forms[mention], native.form))
            natives.setdefault((one, other), mentions[mention].paper)
    return natives


def _circle(names: Iterable[Name]) -> dict[str, str]:
    """Return, for each form of a name with letters, the form that represents it among co-authors.

    That is the first of those with the same words, in whatever order: a co-author who may be another of that name
    counts less the more common the name is.
    """
    first: dict[tuple[str, ...], str] = {}
    named = sorted((name for name in names if name.surname), key=lambda name: name.form)
    return {name.form: first.setdefault(name.words, name.form) for name in named}


def _lists(mentions: Sequence[Authorship]) -> Iterator[tuple[str, range]]:
    """Yield each paper with the places of its authorships."""
    start = 0
    for i in range(1, len(mentions) + 1):
        if i == len(mentions) or mentions[i].paper != mentions[start].paper:
            yield mentions[start].paper, range(start, i)
            start = i


def _signed(
    listed: Iterable[tuple[str, range]],
    forms: Sequence[str],
    facts: Mapping[int, Facts],
    circle: Mapping[str, str],
) -> Iterator[tuple[str, tuple[int, tuple[str, ...]]]]:
    """Yield each paper with the length of its author list and its co-authors; a name in two scripts is two of them."""
    for paper, places in listed:
        natives = (native.form for place in places if (native := facts.get(place, NO_FACTS).native)) if facts else ()
        names = (*forms[places.start : places.stop], *natives)
        yield paper, (len(places), tuple(dict.fromkeys(circle[form] for form in names if form in circle)))


def _papers(
    frames: Frames, signed: Mapping[str, tuple[int, tuple[str, ...]]], settings: AuthorSettings
) -> dict[str, PaperFacts]:
    rows = frames["paper_terms"].join(frames["records"].select("paper", "month"), on="paper").sort("paper")
    found = {}
    columns = rows.select("paper", "month", "terms", "length", "categories").iter_rows()
    for paper, month, terms, length, categories in columns:
        authors, coauthors = signed.get(paper, (0, ()))
        found[paper] = PaperFacts(month, coauthors, _list_weight(authors, settings), terms, length, categories)
    return found


def _list_weight(authors: int, settings: AuthorSettings) -> float:
    """Return how much a shared co-author on a list of this length counts: who signs with hundreds need not have met."""
    if authors > settings.max_authors:
        return 0.0
    return min(1.0, settings.full_weight_authors / max(authors, 1))


def _affiliations(
    mentions: Sequence[Authorship], facts: Mapping[int, Facts], reference: set[str]
) -> Mapping[str, float]:
    """Return the bits of each affiliation, by the papers that have it."""
    stated = {(mentions[mention].paper, text) for mention, found in facts.items() for text in found.affiliations}
    papers = Counter(text for _, text in stated)
    known = Counter(text for paper, text in stated if paper in reference)
    return {
        text: steady(max(0.0, math.log2(len(reference) / reference_count(known[text], papers[text]))))
        for text in papers
    }


def _by_form(forms: Sequence[str], names: Iterable[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {form: [] for form in names}
    for i, form in enumerate(forms):
        found.setdefault(form, []).append(i)
    return found


def coauthor_bits(corpus: Corpus, form: str, settings: AuthorSettings) -> float:
    """Return what a shared co-author says: little where the name is common, as it may be another of that name."""
    bits = settings.coauthor_bits - corpus.counts.namesakes(corpus.names[form])
    return min(settings.max_coauthor_bits, max(settings.min_coauthor_bits, bits))


def _recurrence(
    times: Mapping[str, int], names: Mapping[str, Name], counts: NameCounts, settings: RaritySettings
) -> float:
    """Measure how often people come back, by names so rare that a form is a person."""
    rare = [
        n
        for form, n in times.items()
        if form in names and names[form].given and counts.namesakes(names[form]) < settings.rare_bits
    ]
    if not rare:
        return 0.0
    further = steady(sum(n * (n - 1) for n in rare) / sum(rare)) * settings.corpus_growth
    return min(settings.max_recurrence, max(0.0, math.log2(max(further, 1.0))))


def _category_share(categories: Iterable[Sequence[int]]) -> float:
    """Measure how often two papers have a category in common."""
    sets = Counter(map(tuple, categories))
    papers = sets.total()
    if papers < 2:  # noqa: PLR2004 - two papers are a pair
        return 0.0
    distinct = sorted(sets)
    columns = {code: i for i, code in enumerate(sorted({code for codes in distinct for code in codes}))}
    matrix = np.zeros((len(distinct), len(columns)), dtype=np.float32)
    for row, codes in enumerate(distinct):
        matrix[row, [columns[code] for code in codes]] = 1.0
    times = np.array([sets[codes] for codes in distinct], dtype=np.float64)
    shared = 0
    for start in range(0, len(distinct), _CHUNK):
        meet = (matrix[start : start + _CHUNK] @ matrix.T > 0).astype(np.float64)
        shared += int(times[start : start + _CHUNK] @ (meet @ times))
    # a paper shares its categories with itself
    itself = int(times[matrix.any(axis=1)].sum())
    return steady((shared - itself) / (papers * (papers - 1)))
