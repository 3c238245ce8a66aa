"""Return the contents of the index from the tables: entries with their names, and the words of each."""

import sys
from collections.abc import Mapping
from functools import cache, partial
from typing import Final
from urllib.parse import unquote

import numpy as np
import numpy.typing as npt
import polars as pl

from kg.classification import other_codes
from kg.ids import fold, segment
from kg.schema.columns import STRINGS, schema
from kg.search.forms import PLAIN_NAME, Form, general_form
from kg.search.text import IDEOGRAPHS, folded_name, space_ideographs
from kg.tables import Tables
from kg.tables.keys import encode_values, shown_title
from kg.text.readable import readable

NAMED: Final = schema({"id": pl.String, "label": pl.String, "papers": pl.Int64, "others": STRINGS})
"""Columns of entries that are found by their names alone; ``papers`` is a number."""


def named_entries(tables: Tables, category_labels: Mapping[str, str]) -> dict[str, pl.DataFrame]:
    """Return authors, concepts and categories as `NAMED`, by kind.

    ``category_labels`` has the labels of categories by id (``arxiv/cs.LG``), since the tables have none.
    """
    return {
        "author": _authors(tables),
        "concept": _concepts(tables),
        "category": _categories(tables, category_labels),
    }


def concept_iris_of(tables: Tables) -> pl.DataFrame:
    """Return ``concept, iri`` of the concepts to which a vocabulary gives an IRI, sorted by concept."""
    return tables["concepts"].filter(pl.col("iri") != "").select("concept", "iri").sort("concept")


def papers_of(tables: Tables) -> pl.DataFrame:
    """Return ``paper, title, withdrawn``, sorted by paper."""
    return tables["papers"].select("paper", "title", "withdrawn").sort("paper")


def sections_of(tables: Tables) -> pl.DataFrame:
    """Return ``paper, generated, text`` of sections, sorted by paper; the sections of a paper keep their order."""
    return tables["sections"].select("paper", "generated", "text").sort("paper", maintain_order=True)


def names_of(kind: str, numbered: pl.DataFrame) -> pl.DataFrame:
    """Return the distinct forms of all names of the entries of one kind (`NAMED` and ``entry``).

    The columns are ``folded, form, entry, name``; ``folded`` is the name in this form.
    """
    names = numbered.select("entry", name=pl.concat_list("label", "others")).explode("name").drop_nulls()
    if kind == "category":
        names = pl.concat([names, _other_codes(numbered)])
    forms = names.unique().select(
        "entry",
        "name",
        folded=encode_values(pl.col("name"), folded_name, _PLAIN).str.to_lowercase(),
        general=encode_values(
            pl.col("name"), partial(general_form, kind), PLAIN_NAME if kind == "author" else _NOTHING
        ).str.to_lowercase(),
    )
    general = forms.filter(pl.col("general") != "", pl.col("general") != pl.col("folded"))
    found = [
        forms.select("folded", "entry", "name", form=Form.FOLDED),
        general.select("entry", "name", folded="general", form=Form.GENERAL),
    ]
    if kind == "author":
        initials = pl.concat_str(pl.col("general").str.slice(0, 1), pl.col("general").str.extract("( .+)$"))
        found.append(forms.select("entry", "name", folded=initials, form=Form.INITIALS).drop_nulls())
    return pl.concat(one.select("folded", pl.col("form").cast(pl.Int64), "entry", "name") for one in found).unique()


def words_of_names(numbered: pl.DataFrame) -> pl.DataFrame:
    """Return ``entry, label, other``: the words of entries (`NAMED` and ``entry``) as the index stores them."""
    return numbered.select("entry", label=_folded("label"), other=_folded(pl.col("others").list.join(" ")))


def with_texts(papers: pl.DataFrame, sections: pl.DataFrame) -> pl.DataFrame:
    """Add ``abstract`` and ``summary`` to some papers; both frames are sorted by paper. Sections keep their order."""
    if papers.is_empty():
        return papers.with_columns(abstract=pl.lit(""), summary=pl.lit(""))
    first, last = papers["paper"][0], papers["paper"][-1]
    begin, end = sections["paper"].search_sorted(first, "left"), sections["paper"].search_sorted(last, "right")
    texts = (
        sections.slice(begin, end - begin)
        .group_by("paper", maintain_order=True)
        .agg(
            pl.col("text").filter(~pl.col("generated")).str.join("\n").alias("abstract"),
            pl.col("text").filter(pl.col("generated")).str.join("\n").alias("summary"),
        )
    )
    return papers.join(texts, on="paper", how="left", maintain_order="left").with_columns(
        pl.col("abstract", "summary").fill_null("")
    )


def labels_of_papers(papers: pl.DataFrame) -> pl.DataFrame:
    """Return ``entry, paper, label, withdrawn`` of papers with ``entry``."""
    return papers.select("entry", "paper", shown_title().alias("label"), pl.col("withdrawn").cast(pl.Int8))


def words_of_papers(papers: pl.DataFrame) -> pl.DataFrame:
    """Return ``entry, label, abstract, summary``: the words of papers (`with_texts`) as the index stores them."""
    return papers.select("entry", label=_spaced(_titles()), abstract=_spaced("abstract"), summary=_spaced("summary"))


def passages_of(papers: pl.DataFrame) -> pl.DataFrame:
    """Return ``entry, text`` of the papers (`with_texts`) that have a text for snippets."""
    texts = pl.concat_str("abstract", "summary", separator="\n").str.strip_chars()
    return papers.select("entry", text=texts).filter(pl.col("text") != "")


def _folded(names: str | pl.Expr) -> pl.Expr:
    values = pl.col(names) if isinstance(names, str) else names
    return encode_values(values, lambda text: space_ideographs(fold(text)), _PLAIN).str.to_lowercase()


def _authors(tables: Tables) -> pl.DataFrame:
    return _named(tables["authors"].select(id="author", label="name", papers="paper_count", others="variants"))


def _concepts(tables: Tables) -> pl.DataFrame:
    others = pl.col("labels").list.eval(pl.element().struct.field("text"))
    papers = pl.col("paper_count") + pl.col("summary_paper_count")
    return _named(tables["concepts"].select(id="concept", label="label", papers=papers, others=others))


def _categories(tables: Tables, labels: Mapping[str, str]) -> pl.DataFrame:
    primary = tables["papers"].select("paper", scheme=pl.lit("arxiv"), code="primary_category")
    listed = pl.concat([tables["categories"].select("paper", "scheme", "code"), primary.filter(pl.col("code") != "")])
    counted = listed.unique().group_by("scheme", "code").agg(pl.len()).sort("scheme", "code")
    rows = []
    for scheme, code, papers in counted.iter_rows():
        id_ = f"{scheme}/{segment(code)}"
        label = labels.get(id_, code)
        rows.append((id_, label, papers, [] if label == code else [code]))
    return pl.DataFrame(rows, schema=NAMED, orient="row")


def _named(frame: pl.DataFrame) -> pl.DataFrame:
    return frame.select(pl.col(name).cast(dtype) for name, dtype in NAMED.items())


def _other_codes(categories: pl.DataFrame) -> pl.DataFrame:
    """Return ``entry, name`` of the other codes. They are not indexed as words, since "cs.LG" would match "cmp-lg"."""
    rows = []
    for entry, id_ in categories.select("entry", "id").iter_rows():
        scheme, _, code = id_.partition("/")
        rows += [(entry, other) for other in other_codes(scheme, unquote(code))]
    return pl.DataFrame(rows, schema={"entry": categories.schema["entry"], "name": pl.String}, orient="row")


def _titles() -> pl.Expr:
    """Return titles as printed and as shown, so that ``$x^2$`` is found by x2 and by x²."""
    shown = pl.col("title").map_elements(readable, return_dtype=pl.String)
    both = pl.concat_str("title", shown, separator=" ")
    return pl.when(shown == pl.col("title")).then("title").otherwise(both).alias("title")


def _spaced(texts: str | pl.Expr) -> pl.Expr:
    values = pl.col(texts) if isinstance(texts, str) else texts
    return values.map_batches(_spaced_texts, return_dtype=pl.String)


def _spaced_texts(texts: pl.Series) -> pl.Series:
    """Return texts as the index stores them; most are ASCII and need no change."""
    odd = texts.str.contains(r"[^\x01-\x7f]")
    if not odd.any():
        return texts
    # SQLite would end the text at a NUL
    plain = texts.filter(odd).str.normalize("NFKC").str.replace_many({"\0": " ", **_LETTERS})
    return texts.scatter(odd.arg_true(), _set_apart(plain))


def _set_apart(texts: pl.Series) -> pl.Series:
    """Put spaces around every ideograph, as `kg.search.text.space_ideographs` does; the texts have no NUL.

    This works on arrays of code points: a regular expression that puts spaces around each match is eight times as slow.
    """
    points = np.frombuffer("\0".join(texts).encode("utf-32-le"), dtype="<u4")
    found = _ideographs()[points]
    total = int(found.sum())
    if not total:
        return texts
    # an ideograph moves by the spaces of all earlier ideographs, and by one of its own
    place = np.arange(len(points)) + 2 * np.cumsum(found) - found
    apart = np.full(len(points) + 2 * total, ord(" "), dtype="<u4")
    apart[place] = points
    return pl.Series(texts.name, apart.tobytes().decode("utf-32-le").split("\0"), dtype=pl.String)


@cache
def _ideographs() -> npt.NDArray[np.bool_]:
    """Return whether each code point is an ideograph."""
    table = np.zeros(sys.maxunicode + 1, dtype=np.bool_)
    for span in IDEOGRAPHS:
        table[ord(span[0]) : ord(span[-1]) + 1] = True
    return table


# printable ASCII with single spaces: its folded form is its lower case
_PLAIN: Final = r"^(?:[!-~]+(?: [!-~]+)*)?$"
_NOTHING: Final = r"^$"
# Latin letters as `fold` returns them, as in queries; the tokenizer leaves ø and ł unchanged
_LETTERS: Final = {letter: fold(letter) for letter in map(chr, range(0xC0, 0x250)) if letter.isalpha()}
