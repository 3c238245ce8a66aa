"""Create the values of all blocks (`kg.authors.blocks.block.BlockInput`) at once, as JSON.

An item that only one authorship of a block has cannot be shared and is left out, so the value of a block changes only
if something changes that its decisions depend on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from math import hypot
from typing import Any, Final

import numpy as np
import polars as pl

from kg.authors.blocks.block import NO_NAME, CannotLinkSide
from kg.authors.columns.namesakes import PartTables
from kg.authors.columns.parts import expand_units
from kg.authors.constraints import Constraints
from kg.authors.corpus import AuthorshipCorpus, without_groups

_PLACES: Final = pl.List(pl.UInt32)
_STRINGS: Final = pl.List(pl.String)
_GROUPS: Final = pl.List(pl.List(pl.UInt32))
_MARKS: Final = pl.List(pl.List(pl.Int64))
_ITEMS_PER_BLOCK: Final = 2**32


def block_values(
    corpus: AuthorshipCorpus, constraints: Constraints, ties: Iterable[tuple[str, str]], blocks: pl.DataFrame
) -> pl.DataFrame:
    """Return ``block``, ``value`` and ``mentions`` (their number) of blocks, sorted.

    ``blocks`` has the columns ``block`` and ``form``; ``ties`` are the pairs of forms that are compared.
    """
    names = (
        blocks.join(corpus.names, on="form")
        .sort("block", "number")
        .with_columns(
            of=pl.col("block").rank("dense").cast(pl.UInt32) - 1,
            name=pl.int_range(pl.len(), dtype=pl.UInt32).over("block"),
        )
    )
    mentions = _mentions(corpus, constraints, names)
    related, natives = _related(corpus, ties, names)
    coauthors, with_coauthors = _coauthors(corpus, mentions)
    terms, with_terms = _terms(corpus, mentions)
    categories, with_categories = _items(corpus, mentions, "categories")
    sides = mentions.select("mention")
    for lists in (
        with_coauthors,
        with_terms,
        with_categories,
        *_stated(corpus, mentions, names),
        _marks(constraints, mentions),
    ):
        sides = sides.join(lists, on="mention", how="left", maintain_order="left")
    listed = mentions.with_columns(
        sides.drop("mention").with_columns(
            *(
                pl.col(name).fill_null(pl.lit([], dtype=dtype))
                for name, dtype in sides.schema.items()
                if dtype.is_nested()
            ),
            pl.col("native").fill_null(NO_NAME),
        )
    ).with_columns(length=pl.coalesce("stated_length", "length"))
    found = names.group_by("of", maintain_order=True).agg(pl.col("block").first(), names=pl.struct("printed", "turned"))
    parts = [
        listed.group_by("of", maintain_order=True).agg(
            pl.len().alias("count"),
            mentions=pl.struct(
                "authorship", "paper", "printed", "name", "length", "namesake", "weight", "coauthors", "terms",
                "categories", "categorized", "abbreviated", "fitting", "native", "marks", "orcids", "accounts",
            ),
        ),
        related,
        natives,
        coauthors.rename({"items": "coauthors"}),
        terms.rename({"items": "terms"}),
        categories.rename({"items": "categories"}),
        _grouped(constraints.group, mentions, "tied"),
        _grouped(constraints.known, mentions, "known"),
        _counted(corpus.tables, names),
    ]  # fmt: skip
    for part in parts:
        found = found.join(part, on="of", how="left", maintain_order="left")
    counts = ("names", "surnames", "given", "initials")
    nested = {name: dtype for name, dtype in found.schema.items() if dtype.is_nested()}
    found = found.with_columns(pl.col(name).fill_null(pl.lit([], dtype=dtype)) for name, dtype in nested.items())
    value = pl.struct(
        "names", "mentions", "related", "natives", "coauthors", "terms", "categories", "tied", "known",
        counts=pl.struct(
            pl.lit(corpus.tables.total).alias("total"), *(pl.col(f"{name} counted").alias(name) for name in counts)
        ),
        recurrence=pl.lit(corpus.recurrence, pl.Float64),
        category_share=pl.lit(corpus.category_share, pl.Float64),
    )  # fmt: skip
    return found.select(
        "block", value=value.struct.json_encode(), mentions=pl.col("count").fill_null(0).cast(pl.UInt32)
    )


def _mentions(corpus: AuthorshipCorpus, constraints: Constraints, names: pl.DataFrame) -> pl.DataFrame:
    """Return the authorships of blocks, numbered by block and place.

    ``within`` is the place in the block; ``once`` is False for repetitions of an authorship by a misprint.
    """
    papers = corpus.papers.select("paper", "terms", "categories", "length", "weight")
    found = (
        corpus.rows.select("place", "authorship", "paper", "printed", "namesake", "number")
        .join(names.select("number", "of", "name", own="circle"), on="number", maintain_order="left")
        .sort("of", maintain_order=True)
        .join(papers, on="paper", maintain_order="left")
        .with_row_index("mention")
        .with_columns(
            within=pl.int_range(pl.len(), dtype=pl.UInt32).over("of"), categorized=pl.col("categories").list.len() > 0
        )
    )
    what = ["of", "paper", "printed", "namesake"]
    if constraints.marks:
        marks = [str(sorted(constraints.marks_of(place))) for place in found["place"]]
        found = found.with_columns(said=pl.Series(marks, dtype=pl.String))
        what.append("said")
    return found.with_columns(once=pl.struct(what).is_first_distinct())


def _shared(listed: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the items that authorships of a block share, and those of each authorship.

    ``listed`` has the columns ``mention``, ``of``, ``once`` and ``item``, a number; repetitions on one paper count as
    one authorship. The results have the columns ``of``, ``item`` and ``at`` (its place in the block), sorted, and
    ``mention`` and ``shared`` (such places).
    """
    listed = listed.select("mention", "once", key=pl.col("of").cast(pl.UInt64) * _ITEMS_PER_BLOCK + pl.col("item"))
    # sorted by NumPy: most items occur once, and group_by would take several times as long
    found = np.sort(listed.filter("once")["key"].to_numpy())
    again = found[1:] == found[:-1]
    first = again.copy()
    first[1:] &= ~again[:-1]
    items = pl.DataFrame({"key": found[:-1][first]}, schema={"key": pl.UInt64}).select(
        "key",
        of=(pl.col("key") // _ITEMS_PER_BLOCK).cast(pl.UInt32),
        item=(pl.col("key") % _ITEMS_PER_BLOCK).cast(pl.UInt32),
    )
    items = items.with_columns(at=pl.int_range(pl.len(), dtype=pl.UInt32).over("of"))
    lists = listed.join(items.select("key", "at"), on="key").group_by("mention").agg(shared=pl.col("at").sort())
    return items.drop("key"), lists


def _listed(mentions: pl.DataFrame, column: str) -> pl.DataFrame:
    return mentions.select("mention", "of", "once", item=column).explode("item").drop_nulls("item")


def _items(corpus: AuthorshipCorpus, mentions: pl.DataFrame, column: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the terms or categories of blocks with their bits, and their places by authorship."""
    items, lists = _shared(_listed(mentions, column))
    table = items.select("of").with_columns(corpus.items[items["item"]])
    return _by_block(table.rename({"item": "text"})), lists.rename({"shared": column})


def _by_block(items: pl.DataFrame) -> pl.DataFrame:
    return items.group_by("of", maintain_order=True).agg(items=pl.struct("text", "bits"))


def _terms(corpus: AuthorshipCorpus, mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the terms of blocks with their bits, affiliations last, and their places by authorship."""
    terms, lists = _items(corpus, mentions, "terms")
    if not corpus.affiliations:
        return terms, lists
    texts = sorted(corpus.affiliations)
    number = {text: i for i, text in enumerate(texts)}
    stated = [(place, number[text]) for place, found in corpus.facts.items() for text in found.affiliations]
    listed = mentions.select("mention", "of", "once", "place").join(
        pl.DataFrame(stated, schema={"place": pl.UInt32, "item": pl.UInt32}, orient="row"), on="place"
    )
    items, more = _shared(listed)
    table = pl.DataFrame({"text": texts, "bits": [corpus.affiliations[text] for text in texts]})
    added = _by_block(items.select("of").with_columns(table[items["item"]])).rename({"items": "more"})
    before = terms.select("of", before=pl.col("items").list.len())
    more = (
        more.join(mentions.select("mention", "of"), on="mention")
        .join(before, on="of", how="left")
        .select("mention", more=pl.col("shared") + pl.col("before").fill_null(0))
    )
    joined = terms.join(added, on="of", how="full", coalesce=True, maintain_order="left_right")
    both = lists.join(more, on="mention", how="full", coalesce=True)
    return joined.select("of", items=_both(joined, "items", "more")), both.select(
        "mention", terms=_both(both, "terms", "more").cast(_PLACES)
    )


def _both(frame: pl.DataFrame, one: str, other: str) -> pl.Expr:
    none = pl.lit([], dtype=frame.schema[one])
    return pl.concat_list(pl.col(one).fill_null(none), pl.col(other).cast(frame.schema[one]).fill_null(none))


def _coauthors(corpus: AuthorshipCorpus, mentions: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the co-authors that blocks share, and by authorship their places and those of fitting initials."""
    native = pl.DataFrame(
        [(place, found.native.form) for place, found in corpus.facts.items() if found.native],
        schema={"place": pl.UInt32, "form": pl.String},
        orient="row",
    ).join(corpus.names.select("form", beside="circle"), on="form")
    listed = (
        mentions.filter(pl.col("weight") > 0)
        .select("mention", "place", "of", "once", "own", "paper")
        .join(native.select("place", "beside"), on="place", how="left")
        .join(corpus.signed.rename({"circle": "item"}), on="paper")
        .filter(pl.col("item").ne_missing(pl.col("own")), pl.col("item").ne_missing(pl.col("beside")))
        .select("mention", "of", "once", "item")
    )
    items, lists = _shared(listed)
    table = items.select("of").with_columns(corpus.names.select(text="printed", bits="bits")[items["item"]])
    initials = _initials(corpus, listed)
    return _by_block(table), lists.rename({"shared": "coauthors"}).join(
        initials, on="mention", how="full", coalesce=True
    )


def _initials(corpus: AuthorshipCorpus, listed: pl.DataFrame) -> pl.DataFrame:
    """Return, by authorship, the numbers of co-authors printed with an initial and of co-authors that fit an initial.

    Only initials that fit a co-author of another authorship are numbered.
    """
    first = pl.col("given").list.first()
    named = corpus.names.select(
        "number",
        "surname",
        initial=first.str.slice(0, 1).fill_null(""),
        short=first.str.ends_with(" ").fill_null(False),
    )
    letters = (
        named.filter("short").select("surname", "initial").unique().sort("surname", "initial").with_row_index("key")
    )
    known = named.join(letters, on=("surname", "initial")).select("key", "short", item="number")
    found = listed.join(known, on="item")
    asked = found.filter("short").select("of", "key").unique()
    fits = found.join(asked, on=("of", "key"), how="semi").unique(("mention", "key"))
    numbers = (
        fits.group_by("of", "key")
        .agg(n=pl.len())
        .filter(pl.col("n") > 1)
        .sort("of", "key")
        .select("of", "key", at=pl.int_range(pl.len(), dtype=pl.UInt32).over("of"))
    )

    def places(rows: pl.DataFrame, name: str) -> pl.DataFrame:
        met = rows.join(numbers, on=("of", "key")).unique(("mention", "at"))
        return met.group_by("mention").agg(pl.col("at").sort().alias(name))

    return places(found.filter("short"), "abbreviated").join(
        places(fits, "fitting"), on="mention", how="full", coalesce=True
    )


def _related(
    corpus: AuthorshipCorpus, ties: Iterable[tuple[str, str]], names: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Return the pairs of names in one block that are compared, and those that a paper prints side by side."""
    pairs = [(one, other, corpus.natives.get((one, other))) for one, other in ties]
    at = names.select("of", "form", "name")
    found = (
        pl.DataFrame(pairs, schema={"a": pl.String, "b": pl.String, "paper": pl.String}, orient="row")
        .join(at.rename({"form": "a", "name": "one"}), on="a")
        .join(at.rename({"form": "b", "name": "other"}), on=("b", "of"))
        .sort("of", "one", "other")
    )
    related = found.group_by("of", maintain_order=True).agg(related=pl.concat_list("one", "other"))
    natives = found.drop_nulls("paper").group_by("of", maintain_order=True)
    return related, natives.agg(natives=pl.struct("one", "other", "paper"))


def _stated(corpus: AuthorshipCorpus, mentions: pl.DataFrame, names: pl.DataFrame) -> Sequence[pl.DataFrame]:
    """Return the details of each authorship: identifiers, affiliations, the name in its own script."""
    facts, bits = corpus.facts, corpus.affiliations
    places = pl.Series(list(facts), dtype=pl.UInt32)
    here = mentions.filter(pl.col("place").is_in(places.implode())).select("mention", "of", "place", "length")
    stated, natives = [], []
    for mention, of, place, length in here.iter_rows():
        found = facts[place]
        whole = hypot(length, *sorted(bits[text] for text in found.affiliations)) if found.affiliations else None
        stated.append((mention, sorted(found.orcids), sorted(found.accounts), whole))
        if found.native:
            natives.append((mention, of, found.native.form))
    columns: dict[str, pl.DataType | type[pl.DataType]] = {
        "mention": pl.UInt32,
        "orcids": _STRINGS,
        "accounts": _STRINGS,
        "stated_length": pl.Float64,
    }
    forms = {"mention": pl.UInt32, "of": pl.UInt32, "form": pl.String}
    return (
        pl.DataFrame(stated, schema=columns, orient="row"),
        pl.DataFrame(natives, schema=forms, orient="row")
        .join(names, on=("of", "form"))
        .select("mention", native=pl.col("name").cast(pl.Int64)),
    )


def _marks(constraints: Constraints, mentions: pl.DataFrame) -> pl.DataFrame:
    """Return, by authorship, its sides of the ``different`` lines that have both sides in its block."""
    rows: list[tuple[int, list[list[int]]]] = []
    if constraints.marks:
        here: dict[int, dict[int, frozenset[CannotLinkSide]]] = defaultdict(dict)
        for mention, of, place in mentions.select("mention", "of", "place").iter_rows():
            if found := constraints.marks_of(place):
                here[of][mention] = found
        for marked in here.values():
            number = {line: i for i, line in enumerate(shared_lines(marked.values()))}
            rows += (
                (mention, [[number[line], side] for line, side in sorted(found) if line in number])
                for mention, found in marked.items()
            )
    return pl.DataFrame(rows, schema={"mention": pl.UInt32, "marks": _MARKS}, orient="row")


def shared_lines(marks: Iterable[Iterable[CannotLinkSide]]) -> list[int]:
    """Return the numbers of the ``different`` lines that have both their sides among these marks, sorted."""
    sides = set(chain.from_iterable(marks))
    return sorted({line for line, side in sides if (line, not side) in sides})


def _grouped(groups: Mapping[int, tuple[int, ...]], mentions: pl.DataFrame, name: str) -> pl.DataFrame:
    """Return the groups of authorships that have two or more in a block."""
    found: dict[int, list[list[int]]] = {}
    if groups:
        tied = pl.Series(list(groups), dtype=pl.UInt32)
        here = mentions.filter(pl.col("place").is_in(tied.implode())).select("place", "of", "within")
        at = {place: (of, within) for place, of, within in here.iter_rows()}
        for group in sorted(set(groups.values())):
            inside: dict[int, list[int]] = defaultdict(list)
            for place in group:
                if place in at:
                    of, within = at[place]
                    inside[of].append(within)
            for of, places in inside.items():
                if len(places) > 1:
                    found.setdefault(of, []).append(places)
    rows: list[Sequence[Any]] = list(found.items())
    return pl.DataFrame(rows, schema={"of": pl.UInt32, name: _GROUPS}, orient="row")


def _counted(tables: PartTables, names: pl.DataFrame) -> pl.DataFrame:
    """Return the counts of name parts of blocks, as `kg.authors.rarity.NameCounts.excerpt` does."""
    named = without_groups(names)
    ways = named.select("of", "way").unique()
    spelt = expand_units(named, "of")
    initial = spelt.filter("is_initial").select("of", letters=pl.col("letters").str.slice(0, 1))
    asked = {
        "names": (tables.names, ways.select("of", letters=pl.lit("")).unique()),
        "surnames": (tables.surnames, named.select("of", letters="surname").unique()),
        "given": (tables.given, spelt.filter(~pl.col("is_initial")).select("of", "letters").unique()),
        "initials": (tables.initials, initial.unique()),
    }
    found = named.select("of").unique()
    for name, (table, letters) in asked.items():
        counted = (
            ways.join(letters, on="of")
            .join(table.filter(pl.col("count") != 0), on=("way", "letters"))
            .sort("of", "way", "letters")
            .group_by("of", maintain_order=True)
            .agg(pl.struct("way", "letters", "count").alias(f"{name} counted"))
        )
        found = found.join(counted, on="of", how="left")
    return found
