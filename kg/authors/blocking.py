"""Find the names to compare: those that share a key.

Comparing all pairs of 55,000 names would be 1.5 billion comparisons. Instead, each name is entered under several keys
such that any two forms of it share one (Christen 2012, chapter 4; `kg.authors.columns.parts`): surname and first name,
all letters joined, the sorted words, and so on. `comparison.compare` then judges the pairs that share a key. A name in
initials shares a key with every name that has the same surname and the same first letter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain, combinations, product
from typing import Final

import polars as pl
from rapidfuzz.distance import OSA

from kg.authors.blocks.block import PrintedName
from kg.authors.columns.parts import NAME, SURNAME_KEY, name_parts, read_name
from kg.authors.spelling.comparison import NameRelation, compare, without_umlauts
from kg.authors.spelling.person_name import Name
from kg.authors.spelling.romanization import Writing
from kg.settings.sections.authors import SpellingSettings

RelatedForms = dict[str, dict[str, NameRelation]]
"""For each form of a name, the other forms that may be the same name, and their relation; each pair is listed twice."""

_FIRST: Final = pl.col("given").list.first()
_MAX_COMPARED_WORDS: Final = 6
"""Maximum number of words for which all pairs are compared, which is then faster than an index."""

_IS_INITIAL: Final = _FIRST.str.ends_with(" ")


def relate_forms(names: Iterable[Name], settings: SpellingSettings | None = None) -> RelatedForms:
    """Return, for each form of a name, the other forms that may be the same name, and their relation.

    ``names`` are distinct by `Name.form`. Each pair is listed under both forms; forms without any relation are omitted.
    """
    settings = settings or SpellingSettings()
    return related_forms(name_parts(((PrintedName(name.printed), name) for name in names), settings), settings)


def related_forms(names: pl.DataFrame, settings: SpellingSettings) -> RelatedForms:
    """Return `relate_forms` of names as ``name_parts`` has them, each form once."""
    names = names.sort("form").with_row_index("number")
    pairs = sorted({(min(pair), max(pair)) for pair in _candidates(names, settings) if pair[0] != pair[1]})
    met = names[sorted(set(chain.from_iterable(pairs)))]
    known = {number: read_name(*row) for number, *row in met.select("number", *NAME).iter_rows()}
    found: RelatedForms = defaultdict(dict)
    for a, b in pairs:
        one, other = known[a], known[b]
        relation = compare(one, other, settings)
        if isinstance(relation, NameRelation):
            found[one.form][other.form] = found[other.form][one.form] = relation
    return found


def _candidates(names: pl.DataFrame, settings: SpellingSettings) -> Iterator[tuple[int, int]]:
    """Yield the pairs of names that share a key, as numbers of names; some pairs more than once."""
    keyed = names.select("number", "surname", key="keys").explode("key").drop_nulls("key")
    shared = (
        keyed.filter(pl.col("key").is_duplicated())
        .group_by("key")
        .agg("number", "surname")
        .filter(pl.col("number").list.len() <= settings.max_names_per_key)
    )
    for key, numbers, surnames in shared.iter_rows():
        if key.startswith(f"{SURNAME_KEY} "):
            yield from _alike(surnames, numbers)
        else:
            yield from combinations(numbers, 2)
    for numbers, short, spelt, words in _of_one_surname(names):
        if len(short) <= settings.max_names_per_key:
            yield from product(short, numbers)
        if words > 1:
            yield from _alike(spelt, numbers)


def _of_one_surname(names: pl.DataFrame) -> Iterator[tuple[list[int], list[int], list[str | None], int]]:
    """Yield the names of one surname and initial.

    Each item has, for one surname and initial: the numbers of all its names, the numbers of names in initials (compared
    with all), the first name of each that is compared with similar first names, and the count of such first names.
    """
    initials = pl.col("given").list.eval(pl.element().str.ends_with(" ")).list.all()
    first = _FIRST.str.extract("^([^ ]*)")
    keyed = (
        names.filter(pl.col("given").list.len() > 0)
        .select(
            "number",
            surname="surnames",
            initial=first.str.slice(0, 1),
            short=_IS_INITIAL | initials,
            spelt=pl.when(~_IS_INITIAL, pl.col("way") == Writing.OTHER.value).then(first),
        )
        .explode("surname")
        .unique(("number", "surname"), maintain_order=True)
    )
    met = (
        keyed.filter(pl.struct("surname", "initial").is_duplicated())
        .group_by("surname", "initial")
        .agg("number", "spelt", short=pl.col("number").filter("short"), words=pl.col("spelt").drop_nulls().n_unique())
        .filter((pl.col("short").list.len() > 0) | (pl.col("words") > 1))
    )
    return met.select("number", "short", "spelt", "words").iter_rows()


def _alike(words: Sequence[str | None], numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Pair numbers whose words differ by one letter, begin alike, or differ in umlauts only.

    Words are surnames or first names; a number without a word is in no pair.
    """
    of: dict[str, list[int]] = defaultdict(list)
    for word, number in zip(words, numbers, strict=True):
        if word is not None:
            of[word].append(number)
    for one, other in _near(of):
        yield from product(of[one], of[other])


def _near(words: Collection[str]) -> set[tuple[str, str]]:
    """Return the pairs of words, in their order, that differ by one letter, begin alike, or differ in umlauts only.

    Words that differ by one letter become equal if a letter is removed from one or both of them. Each word is therefore
    stored under all its versions with one letter removed (Garbe's symmetric delete), and only words that share such a
    key are compared.
    """
    if len(words) <= _MAX_COMPARED_WORDS:
        return {pair for pair in combinations(sorted(words), 2) if _is_near(*pair)}
    meeting: dict[str, list[str]] = defaultdict(list)
    bare: dict[str, list[str]] = defaultdict(list)
    for word in words:
        bare[without_umlauts(word)].append(word)
        for rest in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            meeting[rest].append(word)
    pairs = {
        (one, other)
        for sharing in meeting.values()
        if len(sharing) > 1
        for one, other in combinations(sorted(sharing), 2)
        if OSA.distance(one, other, score_cutoff=1) <= 1
    }
    pairs.update(pair for sharing in bare.values() for pair in combinations(sorted(sharing), 2))
    pairs.update((word[:end], word) for word in words for end in range(1, len(word)) if word[:end] in words)
    return pairs


def _is_near(one: str, other: str) -> bool:
    alike = OSA.distance(one, other, score_cutoff=1) <= 1 or other.startswith(one)
    return alike or without_umlauts(one) == without_umlauts(other)
