"""What a person types, led to ids: names of people, labels of concepts, codes of categories.

A name may be an id, an IRI or what is printed. One name may lead to several people; all of them are meant, since
nothing typed can tell them apart.
"""

from collections.abc import Iterable
from urllib.parse import unquote

import polars as pl
from rapidfuzz import fuzz, process

from kg.classification import canonical_category
from kg.errors import UnknownName
from kg.identifiers import paper_keys
from kg.ids import CATEGORY_PREFIX, fold
from kg.names.scripts import close_up
from kg.tables import Tables

MAX_OFFERED = 5
MIN_SIMILARITY = 60.0  # of 100; below this an offer looks like a joke


def authors_called(tables: Tables, name: str, base: str) -> list[str]:
    """Return `authors_named`; raises UnknownName, offering near names, where that is nobody."""
    found = authors_named(tables, name, base)
    if not found:
        raise UnknownName("author", name, near_names(name, _printed_names(tables)["name"].to_list()))
    return found


def concepts_called(tables: Tables, name: str, base: str) -> list[str]:
    """Return `concepts_named`; raises UnknownName, offering near labels, where that is nothing."""
    found = concepts_named(tables, name, base)
    if not found:
        raise UnknownName("concept", name, near_names(name, _labels(tables)["label"].to_list()))
    return found


def paper_named(tables: Tables, text: str) -> str | None:
    """Return the key of the paper with this identifier, key or address; None where the graph has none.

    Any identifier of a paper finds it, not only the one that its key is made of.
    """
    papers = tables["papers"]
    for key in paper_keys(text):
        if (papers["paper"] == key).any():
            return key
        having = papers.filter(pl.col("identifiers").list.contains(key))
        if not having.is_empty():
            return str(having["paper"][0])
    return None


def authors_named(tables: Tables, name: str, base: str) -> list[str]:
    """Return the ids of everyone printed as ``name``, in whatever case and accents; or the one with that id or IRI."""
    id_ = _below(name, base, "author")
    if (tables["authors"]["author"] == id_).any():
        return [id_]
    printed = _printed_names(tables)
    return sorted(set(printed.filter(_folds_to(printed["name"], fold(close_up(name.strip()))))["author"]))


def concepts_named(tables: Tables, name: str, base: str) -> list[str]:
    """Return the ids of the concepts with this label or alternative label in any language, or with that id or IRI."""
    id_ = _below(name, base, "concept")
    if (tables["concepts"]["concept"] == id_).any():
        return [id_]
    labels = _labels(tables)
    return sorted(set(labels.filter(_folds_to(labels["label"], fold(name)))["concept"]))


def _printed_names(tables: Tables) -> pl.DataFrame:
    people = tables["authors"]
    others = people.select("author", name="variants").explode("name").drop_nulls("name")
    return pl.concat([people.select("author", "name"), others])


def _labels(tables: Tables) -> pl.DataFrame:
    concepts = tables["concepts"]
    others = concepts.select("concept", label="labels").explode("label").drop_nulls("label")
    return pl.concat(
        [concepts.select("concept", "label"), others.select("concept", label=pl.col("label").struct.field("text"))]
    )


def category_called(tables: Tables, name: str) -> tuple[str, str]:
    """Return `category_named`; raises UnknownName, offering near codes, where that is none."""
    found = category_named(tables, name)
    if found is None:
        raise UnknownName("category", name, near_names(name, _codes(tables)["code"].to_list()))
    return found


def category_named(tables: Tables, name: str) -> tuple[str, str] | None:
    """Return scheme and code of the category with this code, in any case, or IRI. The code may be an old one."""
    by_name: dict[str, tuple[str, str]] = {}
    for scheme, code in _codes(tables).sort("scheme", "code", descending=[True, False]).iter_rows():
        by_name[f"{scheme}/{code}".casefold()] = by_name[code.casefold()] = (scheme, code)
    wanted = unquote(name.strip().removeprefix(CATEGORY_PREFIX).removeprefix("category/")).casefold()
    return by_name.get(wanted) or by_name.get(canonical_category(wanted.removeprefix("arxiv/")).casefold())


def _codes(tables: Tables) -> pl.DataFrame:
    listed = tables["categories"].select("scheme", "code")
    primary = tables["papers"].select(scheme=pl.lit("arxiv"), code="primary_category").filter(pl.col("code") != "")
    return pl.concat([listed, primary]).unique()


def near_anything(tables: Tables, name: str) -> list[str]:
    """Return the few names of people and labels of concepts most like ``name``, best first."""
    return near_names(name, [*_printed_names(tables)["name"], *_labels(tables)["label"]])


def near_names(name: str, known: Iterable[str]) -> list[str]:
    """Return the few known names most like ``name``, best first.

    >>> near_names("coauthor", ["concepts", "coauthors"])
    ['coauthors']
    """
    by_fold: dict[str, str] = {}
    for text in sorted(known):
        by_fold.setdefault(fold(text), text)
    best = process.extract(
        fold(name), list(by_fold), scorer=fuzz.ratio, limit=MAX_OFFERED, score_cutoff=MIN_SIMILARITY
    )  # fmt: skip
    return [by_fold[text] for text, _, _ in best]


def _folds_to(names: pl.Series, wanted: str) -> pl.Series:
    """Tell which names fold to ``wanted``; only those with other letters than ASCII are folded one by one."""
    if not wanted:
        return pl.repeat(value=False, n=len(names), eager=True)
    plain = names.str.len_bytes() == names.str.len_chars()
    same = names.str.to_lowercase() == wanted
    odd = names.filter(~plain)
    folded = {name for name in odd.unique() if fold(close_up(name)) == wanted}
    return (plain & same) | (~plain & names.is_in(list(folded)))


def _below(name: str, base: str, kind: str) -> str:
    return name.removeprefix(base).removeprefix(f"{kind}/")
