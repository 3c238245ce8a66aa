"""Make papers of drafts: clean, split and classify what won."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from kg.ingest.categories import all_categories, split_categories
from kg.ingest.language import language_of
from kg.ingest.links import address_key, classify, find_links
from kg.ingest.merge import Draft
from kg.ingest.names import looks_fused, split_authors
from kg.ingest.text import one_line, tidy, unescaped
from kg.model import Appearance, Category, Level, Link, Paper, Report, Scheme, Section, SectionKind
from kg.settings import IngestSettings

_TEXTS = tuple(kind for kind in SectionKind if kind is not SectionKind.TITLE)


def make_paper(
    id_: str, draft: Draft, days: Mapping[str, date | None], files: Sequence[str], settings: IngestSettings
) -> tuple[Paper, list[Report]]:
    """Return a paper and the warnings about its names and categories.

    ``days`` gives each digest's day, for the order of appearances; ``files`` the names that origins count in.
    """
    title = draft.text("title")
    printed = draft.text("authors")
    authors = split_authors(printed)
    categories, unknown = _categories(draft)
    abstract = draft.text("abstract")
    paper = Paper(
        id=id_,
        title=title,
        month=draft.month,
        authors=authors,
        primary_category=draft.text("primary_category"),
        categories=categories,
        version=draft.version,
        comment=one_line(draft.text("comment")),
        sections=_sections(draft, settings),
        links=_links(draft, abstract),
        appearances=_appearances(draft, title, printed, authors, days),
    )
    reports = [
        _warning(draft, "authors", files, f"{id_}: {name!r} looks like two names without a comma between them")
        for name in authors
        if looks_fused(name)
    ]
    reports += [
        _warning(draft, "categories", files, f"{id_}: {text!r} is a class of no known scheme") for text in unknown
    ]
    return paper, reports


def _warning(draft: Draft, field: str, files: Sequence[str], reason: str) -> Report:
    number, line = draft.origin(field)
    return Report(Level.WARNING, files[number], line, reason)


def _categories(draft: Draft) -> tuple[tuple[Category, ...], list[str]]:
    """Return the classes, the primary one among them, and the strings that name none."""
    value = draft.value("categories")
    printed = [text for text in value if isinstance(text, str)] if isinstance(value, tuple) else []
    found = all_categories(printed)
    primary = Category(Scheme.ARXIV, draft.text("primary_category"))
    if primary.code and primary not in found:
        found = (primary, *found)
    return found, [text for text in printed if text.strip() and not split_categories(text)]


def _sections(draft: Draft, settings: IngestSettings) -> tuple[Section, ...]:
    printed = ((kind, draft.text(kind.value)) for kind in _TEXTS)
    texts = ((kind, tidy(unescaped(text) if kind.generated else text)) for kind, text in printed)
    return tuple(Section(kind, text, language_of(text, settings.chinese_share)) for kind, text in texts if text)


def _links(draft: Draft, abstract: str) -> tuple[Link, ...]:
    """Return the addresses of abstract and comment, and the code field, which knows stars and day."""
    links = {address_key(url): Link(url, kind, SectionKind.ABSTRACT) for url, kind in find_links(abstract)}
    for url, kind in find_links(draft.text("comment")):
        links.setdefault(address_key(url), Link(url, kind))
    field = draft.text("code_url")
    if field and (known := classify(field)):
        stars, updated = draft.value("code_stars"), draft.value("code_updated")
        link = links.get(address_key(known[0]), Link(*known))
        links[address_key(known[0])] = replace(
            link,
            stars=stars[1] if isinstance(stars, tuple) and stars[0] == field else None,
            updated=updated[1] if isinstance(updated, tuple) and updated[0] == field else None,
        )
    return tuple(links.values())


def _appearances(
    draft: Draft, title: str, printed: str, authors: tuple[str, ...], days: Mapping[str, date | None]
) -> tuple[Appearance, ...]:
    """Return the appearances by day; title and authors stand on those that print others than the paper has."""
    appearances: list[Appearance] = []
    for (digest, section), standing in sorted(
        draft.appearances.items(), key=lambda item: (days[item[0][0]] or date.min, item[0])
    ):
        others: tuple[str, ...] = ()
        if standing.authors and standing.authors != printed:
            names = split_authors(standing.authors)
            others = names if names != authors else ()
        appearances.append(
            Appearance(digest, section, standing.rank, standing.title if standing.title != title else "", others)
        )
    return tuple(appearances)
