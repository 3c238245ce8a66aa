"""Make papers from merged drafts: clean, split and classify their values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from kg.identifiers import arxiv, main_first
from kg.ids import fold
from kg.ingest.categories import all_categories, split_categories
from kg.ingest.language import language_of
from kg.ingest.links import address_key, classify, find_links
from kg.ingest.markup import decode_markup
from kg.ingest.merge import Draft
from kg.ingest.text import one_line, tidy, unescaped
from kg.ingest.withdrawal import is_withdrawn
from kg.model import (
    Appearance,
    AuthorDetails,
    Category,
    Identifier,
    IdentifierScheme,
    Level,
    Link,
    Paper,
    Report,
    Scheme,
    Section,
    SectionKind,
)
from kg.names.printed import AuthorList, PrintedAuthor
from kg.settings import IngestSettings

_TEXTS = tuple(kind for kind in SectionKind if kind is not SectionKind.TITLE)


@dataclass(frozen=True, slots=True)
class Context:
    """What papers are made with: days of digests, names of files, keys that lead to papers, settings."""

    days: Mapping[str, date | None]
    files: Sequence[str]
    settings: IngestSettings
    paper_of: Mapping[str, str] = field(default_factory=dict)


def make_paper(id_: str, draft: Draft, context: Context) -> tuple[Paper, list[Report]]:
    """Return a paper and the warnings about its names and categories."""
    title = _title(draft.text("title"))
    authors = draft.authors()
    categories, unknown = _categories(draft)
    sections = _sections(draft, context.settings)
    abstract = next((section.text for section in sections if section.kind is SectionKind.ABSTRACT), "")
    comment = one_line(decode_markup(draft.text("comment")))
    published = draft.value("published")
    paper = Paper(
        id=id_,
        title=title,
        month=draft.month,
        authors=authors.names,
        primary_category=draft.text("primary_category"),
        categories=categories,
        version=draft.version,
        comment=comment,
        sections=sections,
        links=_links(draft, abstract, comment),
        appearances=_appearances(draft, title, authors.names, context.days),
        identifiers=_identifiers(id_, draft),
        details=_details(authors, draft.detailed),
        truncated=authors.truncated,
        withdrawn=bool(draft.value("withdrawn")) or is_withdrawn(title, comment, abstract),
        journal=one_line(decode_markup(draft.text("journal"))),
        published=published if isinstance(published, date) else None,
        references=_references(id_, draft, context.paper_of),
    )
    reports = [
        _warning(
            draft,
            "authors",
            context,
            f"{id_}: {name!r} looks like two names; if it is, divide it by a `split` line in authors.txt",
        )
        for name in authors.fused
    ]
    reports += [
        _warning(draft, "categories", context, f"{id_}: {text!r} is not a class of a known scheme") for text in unknown
    ]
    return paper, reports


def _warning(draft: Draft, field_name: str, context: Context, reason: str) -> Report:
    number, line = draft.origin(field_name)
    return Report(Level.WARNING, context.files[number], line, reason)


def _title(printed: str) -> str:
    return one_line(decode_markup(printed)) or one_line(printed)


def _identifiers(id_: str, draft: Draft) -> tuple[Identifier, ...]:
    own = arxiv(id_) if ":" not in id_ else Identifier(IdentifierScheme(id_.partition(":")[0]), id_.partition(":")[2])
    return main_first((own, *draft.identifiers))


def _details(authors: AuthorList, detailed: AuthorList) -> tuple[AuthorDetails, ...]:
    """Return what is known besides the names; another file's list adds to it where it names the same people."""
    if not detailed:  # nobody's row said more than names
        return ()
    others: Sequence[PrintedAuthor | None] = [None] * len(authors.authors)
    if detailed is not authors and len(detailed.authors) == len(authors.authors):
        others = detailed.authors
    found = []
    for position, (author, other) in enumerate(zip(authors.authors, others, strict=True)):
        known = author
        if other is not None and other.has_details and _same_name(author.name, other.name):
            known = PrintedAuthor(
                author.name,
                author.native or other.native,
                tuple(dict.fromkeys((*author.identifiers, *other.identifiers))),
                tuple(dict.fromkeys((*author.affiliations, *other.affiliations))),
                author.organization or other.organization,
            )
        if known.has_details:
            found.append(
                AuthorDetails(position, known.native, known.identifiers, known.affiliations, known.organization)
            )
    return tuple(found)


def _same_name(one: str, other: str) -> bool:
    """Return True where two printed forms at one position share their last word, or are the same words."""
    a, b = fold(one).split(), fold(other).split()
    return a[-1:] == b[-1:] or sorted(a) == sorted(b)


def _references(id_: str, draft: Draft, paper_of: Mapping[str, str]) -> tuple[str, ...]:
    value = draft.value("references")
    keys = value if isinstance(value, tuple) else ()
    return tuple(sorted({paper_of[key] for key in keys if key in paper_of} - {id_}))


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
    texts = ((kind, tidy(decode_markup(unescaped(text) if kind.generated else text))) for kind, text in printed if text)
    return tuple(Section(kind, text, language_of(text, settings.chinese_share)) for kind, text in texts if text)


def _links(draft: Draft, abstract: str, comment: str) -> tuple[Link, ...]:
    """Return the addresses of abstract and comment, and the code field, which knows stars and day."""
    links = {address_key(url): Link(url, kind, SectionKind.ABSTRACT) for url, kind in find_links(abstract)}
    for url, kind in find_links(comment):
        links.setdefault(address_key(url), Link(url, kind))
    code = draft.text("code_url")
    if code and (known := classify(code)):
        stars, updated = draft.value("code_stars"), draft.value("code_updated")
        link = links.get(address_key(known[0]), Link(*known))
        links[address_key(known[0])] = replace(
            link,
            stars=stars[1] if isinstance(stars, tuple) and stars[0] == code else None,
            updated=updated[1] if isinstance(updated, tuple) and updated[0] == code else None,
        )
    return tuple(links.values())


def _appearances(
    draft: Draft, title: str, authors: tuple[str, ...], days: Mapping[str, date | None]
) -> tuple[Appearance, ...]:
    """Return the appearances by day, with title and authors where these differ from the paper's present ones."""
    appearances: list[Appearance] = []
    for (digest, section), entry in sorted(
        draft.appearances.items(), key=lambda item: (days[item[0][0]] or date.min, item[0])
    ):
        names = entry.authors.names
        printed = _title(entry.title) if entry.title else ""
        appearances.append(
            Appearance(
                digest, section, entry.rank, printed if printed != title else "", names if names != authors else ()
            )
        )
    return tuple(appearances)
