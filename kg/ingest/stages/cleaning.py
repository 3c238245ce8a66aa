"""Clean and classify the merged values of papers, which are as printed: titles, texts, categories, links."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import polars as pl

from kg.frames.columns import frame, frame_of
from kg.ingest.cleaning.categories import all_categories, split_categories
from kg.ingest.cleaning.language import language_of
from kg.ingest.cleaning.links import address_key, classify, find_links
from kg.ingest.cleaning.markup import decode_markup
from kg.ingest.cleaning.text import one_line, tidy, unescape
from kg.ingest.cleaning.withdrawal import is_withdrawn
from kg.model import Category, Link, Scheme, SectionKind
from kg.schema import FRAMES
from kg.settings import IngestSettings, LanguageSettings

_TITLE: Final = SectionKind.TITLE.value
_ABSTRACT: Final = SectionKind.ABSTRACT.value
_SECTIONS: Final = tuple((kind.value, kind.generated) for kind in SectionKind if kind is not SectionKind.TITLE)

RowFields = Mapping[str, Any]
"""The merged values of one paper by the name of the field (`kg.ingest.stages.merging.merge_fields`)."""


def clean_papers(papers: Iterable[RowFields], settings: IngestSettings) -> dict[str, pl.DataFrame]:
    """Return the frames ``texts``, ``categories`` and ``links`` of papers, and ``fields`` with one row per paper.

    ``fields`` has the columns paper, title, comment, journal and withdrawn.
    """
    fields: list[tuple[str, str, str, str, bool]] = []
    texts: list[tuple[str, str, str, str]] = []
    categories: list[tuple[str, int, str, str, bool]] = []
    links: list[tuple[Any, ...]] = []
    for values in papers:
        paper, primary = values["paper"], values["primary_category"]
        title, comment = clean_title(values["title"]), _line(values["comment"])
        texts.append((paper, _TITLE, "", title))
        abstract = ""
        for kind, language, text in _sections(values, settings.language):
            texts.append((paper, kind, language, text))
            if kind == _ABSTRACT:
                abstract = text
        withdrawn = values["withdrawn"] or is_withdrawn(title, comment, abstract)
        fields.append((paper, title, comment, _line(values["journal"]), withdrawn))
        for position, category in enumerate(_categories(values["categories"], primary)):
            is_primary = category.scheme is Scheme.ARXIV and category.code == primary
            categories.append((paper, position, category.scheme.value, category.code, is_primary))
        for link in _links(values, abstract, comment):
            section = link.section.value if link.section else ""
            links.append((paper, link.url, link.kind.value, section, link.stars, link.updated))
    names = ("paper", "title", "comment", "journal", "withdrawn")
    return {
        "fields": frame_of({name: FRAMES["records"][name] for name in names}, fields),
        "texts": frame("texts", texts),
        "categories": frame("categories", categories),
        "links": frame("links", links),
    }


def clean_title(printed: str) -> str:
    """Return a title without markup, on one line; as printed where nothing else is left."""
    return _line(printed) or one_line(printed)


def unknown_categories(printed: Iterable[str]) -> list[str]:
    """Return the strings of a category list that name no class of a known scheme."""
    return [text for text in printed if text.strip() and not split_categories(text)]


def _line(printed: str) -> str:
    return one_line(decode_markup(printed)) if printed else ""


def _sections(values: RowFields, settings: LanguageSettings) -> Iterator[tuple[str, str, str]]:
    """Yield kind, language and text of each section, in reading order."""
    for kind, generated in _SECTIONS:
        if printed := values[kind]:
            text = tidy(decode_markup(unescape(printed) if generated else printed))
            if text:
                yield kind, language_of(text, settings), text


def _categories(printed: Iterable[str], primary: str) -> tuple[Category, ...]:
    """Return the classes, the primary one among them."""
    found = all_categories(printed)
    first = Category(Scheme.ARXIV, primary)
    return (first, *found) if primary and first not in found else found


def _links(values: RowFields, abstract: str, comment: str) -> Iterable[Link]:
    """Return the addresses of abstract and comment, and the code field, which knows stars and day."""
    links = {address_key(url): Link(url, kind, SectionKind.ABSTRACT) for url, kind in find_links(abstract)}
    for url, kind in find_links(comment):
        links.setdefault(address_key(url), Link(url, kind))
    code = values["code_url"]
    if code and (known := classify(code)):
        key = address_key(known[0])
        links[key] = replace(links.get(key, Link(*known)), stars=values["stars"], updated=values["updated"])
    return links.values()
