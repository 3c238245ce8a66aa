"""What a person types, led to ids: names of people, labels of concepts, codes of categories.

A name may be an id, an IRI or what is printed. One name may lead to several people; all of them are meant, since
nothing typed can tell them apart.
"""

from collections.abc import Iterable

import polars as pl
from rapidfuzz import fuzz, process

from kg.errors import UnknownName
from kg.ids import CATEGORY_PREFIX, fold
from kg.tables import Tables

MOST_OFFERED = 5
LEAST_SIMILAR = 60.0  # of 100; below this an offer looks like a joke


def authors_called(tables: Tables, name: str, base: str) -> list[str]:
    """Return the ids of everyone printed as ``name``, in whatever case and accents; or the one with that id or IRI."""
    people = tables["authors"].select("author", "name", "variants")
    id_ = _below(name, base, "author")
    if people.select((pl.col("author") == id_).any()).item():
        return [id_]
    wanted = fold(name)
    printed = people.select("author", pl.concat_list(pl.concat_list("name"), "variants").alias("name")).explode("name")
    folded = [fold(text or "") for text in printed["name"]]
    found = sorted({a for a, text in zip(printed["author"], folded, strict=True) if text == wanted and wanted})
    if not found:
        raise UnknownName("author", name, near_names(name, printed["name"].to_list()))
    return found


def concepts_called(tables: Tables, name: str, base: str) -> list[str]:
    """Return the ids of the concepts with this label or alternative label in any language, or with that id or IRI."""
    concepts = tables["concepts"].select("concept", "label", "labels")
    id_ = _below(name, base, "concept")
    if concepts.select((pl.col("concept") == id_).any()).item():
        return [id_]
    wanted = fold(name)
    labels = [
        (concept, text)
        for concept, label, others in concepts.iter_rows()
        for text in (label, *(other["text"] for other in others or ()))
    ]
    found = sorted({concept for concept, text in labels if fold(text) == wanted and wanted})
    if not found:
        raise UnknownName("concept", name, near_names(name, [text for _, text in labels]))
    return found


def category_called(tables: Tables, name: str) -> tuple[str, str]:
    """Return scheme and code of a category, given its code in any case or its IRI."""
    codes = pl.concat(
        [
            tables["categories"].select("scheme", "code"),
            tables["papers"].select(scheme=pl.lit("arxiv"), code="primary_category"),
        ]
    ).unique()
    by_name: dict[str, tuple[str, str]] = {}
    for scheme, code in codes.sort("scheme", "code", descending=[True, False]).iter_rows():
        by_name[f"{scheme}/{code}".casefold()] = by_name[code.casefold()] = (scheme, code)
    wanted = name.removeprefix(CATEGORY_PREFIX).removeprefix("category/").strip().casefold()
    if wanted not in by_name:
        raise UnknownName("category", name, near_names(name, [code for _, code in by_name.values()]))
    return by_name[wanted]


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """Return the few known names most like ``name``, best first.

    >>> near_names("coauthor", ["concepts", "coauthors"])
    ['coauthors']
    """
    by_fold: dict[str, str] = {}
    for text in sorted(known):
        by_fold.setdefault(fold(text), text)
    best = process.extract(
        fold(name), list(by_fold), scorer=fuzz.ratio, limit=MOST_OFFERED, score_cutoff=LEAST_SIMILAR
    )  # fmt: skip
    return [by_fold[text] for text, _, _ in best]


def _below(name: str, base: str, kind: str) -> str:
    return name.removeprefix(base).removeprefix(f"{kind}/")
