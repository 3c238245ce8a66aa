"""Prepare what the blocks of a corpus are formed from, as columns: names, lists of co-authors, facts, counts.

Counts over the whole corpus are made on the reference papers and rounded (`kg.frames.reference`), so that a block
depends on its own authorships and on numbers that hardly change: blocks can be decided independently, in any order, and
cached while new papers do not change them.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import polars as pl

from kg.authors.blocks.block import PrintedName
from kg.authors.columns.namesakes import PartTables, count_namesakes, count_parts
from kg.authors.columns.parts import NAME, name_parts, read_name
from kg.authors.details.facts import NO_FACTS, AuthorshipFacts, facts_of
from kg.authors.details.orcid import drop_untrusted_orcids
from kg.authors.details.repeats import with_namesakes
from kg.authors.rarity import NameCounts
from kg.authors.spelling.person_name import Name
from kg.frames.reference import reference_count, reference_papers, steady
from kg.ids import fold
from kg.model import Authorship
from kg.report_codes import Report
from kg.schema import Frames
from kg.settings import AuthorSettings

_GROUP: Final = "group "
"""Prefix of a group's form; groups are compared by their letters alone and are not counted in any table."""

_CHUNK: Final = 1024
"""Number of matrix rows that are multiplied at once."""


@dataclass(frozen=True)
class AuthorshipCorpus:
    """The authorships of some papers, sorted by paper and position, and what is known about them.

    Attributes:
        rows: one row per authorship: ``place``, ``authorship``, ``paper``, ``position``, ``printed``, ``form``, and
            ``number``, the place of the form in ``names``, and ``namesake``, the number of the person among those with
            the same printed name on the paper (`kg.authors.details.repeats`).
        names: one row per form, sorted: the parts of the name (``name_parts``, empty for a group), ``circle``, the
            number of the form that represents it in lists of co-authors, ``namesakes``, and the ``bits`` of a shared
            co-author with that name. Forms that differ in the order of words or in the generation are one co-author.
        papers: ``paper``, ``month``, ``terms``, ``length``, ``categories`` and ``weight``, the factor of the bits of
            a shared co-author on the paper's list.
        signed: ``paper`` and ``circle`` of the people who signed each paper.
        facts: the other statements of single authorships, by their places.
        natives: the first paper that prints two forms of a name, sorted, side by side in two scripts. A form that is
            only printed in this way has no authorships.
        items: all terms and categories with their bits.
        affiliations: the bits of affiliations.
        recurrence: log2 of the mean number of further authorships of an author with a rare name: high in fifty years
            of one field, low in four months of many.
        category_share: the share of pairs of papers that have a category in common.
        reports: warnings about the input.

    """

    rows: pl.DataFrame
    names: pl.DataFrame
    papers: pl.DataFrame
    signed: pl.DataFrame
    facts: Mapping[int, AuthorshipFacts]
    natives: Mapping[tuple[str, str], str]
    tables: PartTables
    items: pl.DataFrame
    affiliations: Mapping[str, float]
    recurrence: float
    category_share: float
    reports: tuple[Report, ...]
    settings: AuthorSettings

    def facts_of(self, mention: int) -> AuthorshipFacts:
        """Return the details of an authorship besides its name."""
        return self.facts.get(mention, NO_FACTS)

    @cached_property
    def mentions(self) -> tuple[Authorship, ...]:
        """The authorships."""
        return tuple(authorship_records(self.rows))

    @cached_property
    def forms(self) -> Sequence[str]:
        """The form of the name of each authorship; the form of a group begins with a prefix that no name has."""
        return self.rows["form"].to_list()

    @cached_property
    def namesakes(self) -> Sequence[int]:
        """The number of the person of each authorship among those of one printed name on the paper."""
        return self.rows["namesake"].to_list()

    @cached_property
    def name_of(self) -> Mapping[str, Name]:
        """The names of people, by form."""
        return {form: read_name(*row) for form, *row in without_groups(self.names).select("form", *NAME).iter_rows()}

    @cached_property
    def coauthor_bits(self) -> Mapping[int, float]:
        """The bits of a shared co-author, by the number of the form that represents it; groups are left out."""
        return dict(self.names.select("number", "bits").iter_rows())

    @cached_property
    def months(self) -> Mapping[str, str]:
        """The month of each paper."""
        return dict(self.papers.select("paper", "month").iter_rows())

    @cached_property
    def mentions_of(self) -> Mapping[str, Sequence[int]]:
        """The places of the authorships of each form."""
        found: dict[str, list[int]] = {form: [] for form in self.names["form"]}
        for place, form in enumerate(self.forms):
            found[form].append(place)
        return found

    @cached_property
    def counts(self) -> NameCounts:
        """Counts of the parts of names."""
        return self.tables.counts(self.settings.rarity)


def without_groups(names: pl.DataFrame) -> pl.DataFrame:
    """Return the names of people, without those of groups."""
    return names.filter(pl.col("given").is_not_null())


def read_corpus(frames: Frames, settings: AuthorSettings) -> AuthorshipCorpus:
    """Assemble the corpus that blocks are formed from.

    Reads ``records``, ``divided_authors``, ``mentions``, ``name_parts``, ``paper_terms`` and ``term_weights``.
    """
    rows = sort_authorships(frames).with_columns(
        form=pl.when("group").then(pl.lit(_GROUP) + pl.col("form")).otherwise("form")
    )
    named = _printed(rows, frames["name_parts"])
    facts, reports = _facts(rows, named, frames["divided_authors"], settings)
    names, natives = _numbered(rows, named, facts, settings)
    rows = rows.join(names.select("form", "number"), on="form", how="left", maintain_order="left")
    rows = with_namesakes(rows, frames["divided_authors"])
    native = pl.DataFrame(
        [(place, found.native.form) for place, found in facts.items() if found.native],
        schema={"place": pl.UInt32, "form": pl.String},
        orient="row",
    ).join(names.select("form", "number"), on="form")
    reference = reference_papers(frames["records"].select("paper", "month"))
    counted = rows.filter(pl.col("paper").is_in(reference.implode()))
    beside = native.join(counted, on="place", how="semi")
    known = pl.concat([counted.select("number"), beside.select("number")])
    tables = count_parts(without_groups(names).join(known, on="number", how="semi"))
    names = _weighed(names, tables, settings)
    papers = _papers(frames, rows, settings)
    return AuthorshipCorpus(
        rows,
        names,
        papers,
        _signed(rows, names, native),
        facts,
        natives,
        tables,
        frames["term_weights"].select("item", "bits"),
        _affiliations(rows, facts, set(reference)),
        _recurrence(counted, names, settings),
        _category_share(papers.filter(pl.col("paper").is_in(reference.implode()))["categories"]),
        reports,
        settings,
    )


def sort_authorships(frames: Frames) -> pl.DataFrame:
    """Return ``mentions`` sorted by paper and position, with their ``place``.

    A single word that the input marks as an organization on one paper is a group wherever it is printed.
    """
    rows = frames["mentions"].sort("paper", "position").with_row_index("place")
    marked = frames["divided_authors"].filter("organization")["printed"].unique().to_list()
    words = {fold(name) for name in marked if " " not in name.strip()}
    if not words:
        return rows
    printed = rows["printed"].unique()
    groups = printed.filter(pl.Series([fold(name) in words for name in printed], dtype=pl.Boolean))
    return rows.with_columns(group=pl.col("group") | pl.col("printed").is_in(groups.implode()))


def authorship_records(rows: pl.DataFrame) -> Iterable[Authorship]:
    """Yield the records of rows of ``mentions``, not yet assigned to authors."""
    columns = rows.select("authorship", "paper", "position", "printed").iter_rows()
    return (Authorship(id_, paper, position, printed, "") for id_, paper, position, printed in columns)


def _printed(rows: pl.DataFrame, parts: pl.DataFrame) -> pl.DataFrame:
    """Return the parts of one printed name, with the most particles, for each form of a person's name."""
    keys = ("form", "printed", "turned")
    return (
        parts.drop("paper")
        .unique(keys)
        .join(rows.filter(~pl.col("group")), on=keys, how="semi")
        # particles show which surnames a name may be joined to
        .sort("form", -pl.col("particles").list.len().cast(pl.Int64), "printed", "turned")
        .unique("form", keep="first", maintain_order=True)
    )


def _facts(
    rows: pl.DataFrame, named: pl.DataFrame, authors: pl.DataFrame, settings: AuthorSettings
) -> tuple[dict[int, AuthorshipFacts], tuple[Report, ...]]:
    """Return the facts of the authorships that state any, by place, and reports on their ORCID iDs."""
    columns = ("native", "orcids", "accounts", "affiliations")
    stated = authors.filter(
        ~pl.col("organization"),
        (pl.col("native") != "") | pl.any_horizontal(pl.col(name).list.len() > 0 for name in columns[1:]),
    )
    if stated.is_empty():
        return {}, ()
    stated = rows.join(stated.select("paper", "position", *columns), on=("paper", "position"), maintain_order="left")
    read = stated.select("place", "printed", *columns).iter_rows()
    facts = {place: found for place, *row in read if (found := facts_of(*row)) != NO_FACTS}
    parsed = {
        form: read_name(*row)
        for form, *row in named.join(stated, on="form", how="semi").select("form", *NAME).iter_rows()
    }
    places, forms = stated["place"].to_list(), stated["form"].to_list()
    mentions = dict(zip(places, authorship_records(stated), strict=True))
    return drop_untrusted_orcids(
        mentions, {place: parsed.get(form) for place, form in zip(places, forms, strict=True)}, facts, settings.spelling
    )


def _numbered(
    rows: pl.DataFrame, named: pl.DataFrame, facts: Mapping[int, AuthorshipFacts], settings: AuthorSettings
) -> tuple[pl.DataFrame, dict[tuple[str, str], str]]:
    """Return all forms, sorted, with their numbers, and the pairs that are printed side by side, with a paper."""
    natives: dict[tuple[str, str], str] = {}
    added: dict[str, Name] = {}
    beside = {place: found.native for place, found in facts.items() if found.native}
    if beside:
        places = pl.Series(sorted(beside), dtype=pl.UInt32)
        known = rows.filter(pl.col("place").is_in(places.implode()), ~pl.col("group"))
        for place, form, paper in known.select("place", "form", "paper").iter_rows():
            native = beside[place]
            added.setdefault(native.form, native)
            one, other = sorted((form, native.form))
            natives.setdefault((one, other), paper)
    more = name_parts(((PrintedName(name.printed), name) for name in added.values()), settings.spelling)
    groups = rows.filter("group").unique("form", keep="first", maintain_order=True)
    names = pl.concat(
        [
            named,
            more.drop("paper").join(named, on="form", how="anti"),
            groups.select("form", "printed", turned=pl.lit(False)),
        ],
        how="diagonal",
    )
    return names.sort("form").with_row_index("number"), natives


def _weighed(names: pl.DataFrame, tables: PartTables, settings: AuthorSettings) -> pl.DataFrame:
    """Add ``circle``, ``namesakes`` and ``bits`` to the names of people that have letters."""
    named = without_groups(names)
    found = named.select(
        "number",
        # names with the same words in any order are represented by the first of them; the more common the name, the
        # more likely the co-author is another person, so the fewer its bits
        circle=pl.when(pl.col("surname") != "").then(
            pl.col("number").min().over(pl.when(pl.col("surname") != "").then("words"))
        ),
        namesakes=count_namesakes(named, tables, settings.rarity),
    ).with_columns(
        bits=(settings.coauthor_bits - pl.col("namesakes")).clip(settings.min_coauthor_bits, settings.max_coauthor_bits)
    )
    return names.join(found, on="number", how="left", maintain_order="left")


def _signed(rows: pl.DataFrame, names: pl.DataFrame, native: pl.DataFrame) -> pl.DataFrame:
    """Return the people who signed each paper; a name printed in two scripts is listed twice."""
    circle = names.select("number", "circle")
    listed = rows.select("paper", "number")
    if native.height:
        aside = native.join(rows.select("place", "paper"), on="place").select("paper", "number")
        listed = pl.concat([listed, aside])
    return listed.join(circle, on="number").select("paper", "circle").drop_nulls().unique()


def _papers(frames: Frames, rows: pl.DataFrame, settings: AuthorSettings) -> pl.DataFrame:
    authors = pl.col("authors").fill_null(0)
    # people who sign a paper with hundreds of others may not know each other
    weight = (settings.full_weight_authors / pl.max_horizontal(authors, 1)).clip(upper_bound=1.0)
    return (
        frames["paper_terms"]
        .join(frames["records"].select("paper", "month"), on="paper")
        .join(rows.group_by("paper").agg(authors=pl.len()), on="paper", how="left")
        .with_columns(weight=pl.when(authors > settings.max_authors).then(0.0).otherwise(weight))
        .drop("authors")
        .sort("paper")
    )


def _affiliations(rows: pl.DataFrame, facts: Mapping[int, AuthorshipFacts], reference: set[str]) -> Mapping[str, float]:
    """Return the bits of each affiliation, by the papers that have it."""
    if not facts:
        return {}
    paper = rows["paper"]
    stated = {(paper[place], text) for place, found in facts.items() for text in found.affiliations}
    papers = Counter(text for _, text in stated)
    known = Counter(text for paper, text in stated if paper in reference)
    return {
        text: steady(max(0.0, math.log2(len(reference) / reference_count(known[text], papers[text]))))
        for text in papers
    }


def _recurrence(counted: pl.DataFrame, names: pl.DataFrame, settings: AuthorSettings) -> float:
    """Measure how many further papers people sign, from names so rare that each is one person."""
    rare = names.filter(pl.col("given").list.len() > 0, pl.col("namesakes") < settings.rarity.rare_bits)
    found = counted.join(rare, on="number", how="semi").group_by("number").agg(n=pl.len().cast(pl.Int64))
    times, pairs = found.select(pl.col("n").sum(), pairs=(pl.col("n") * (pl.col("n") - 1)).sum()).row(0)
    if not times:
        return 0.0
    further = steady(pairs / times) * settings.rarity.corpus_growth
    return min(settings.rarity.max_recurrence, max(0.0, math.log2(max(further, 1.0))))


def _category_share(categories: pl.Series) -> float:
    """Measure how often two papers have a category in common."""
    papers = categories.len()
    if papers < 2:  # noqa: PLR2004 - two papers are a pair
        return 0.0
    sets = Counter(map(tuple, categories.to_list()))
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
