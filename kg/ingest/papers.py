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
from kg.ingest.notes import quoted
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
        details=_details(authors, draft.detailed_lists()),
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
    reports += _other_titles(id_, title, draft, context)
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


def _details(authors: AuthorList, detailed: Sequence[AuthorList]) -> tuple[AuthorDetails, ...]:
    """Return what is known besides the names; other files' lists add to it where they name the same people.

    ``detailed`` are the lists that say more than names, in the order in which they are believed.
    """
    if not detailed:
        return ()
    lists = [one.authors for one in detailed if one is not authors and len(one.authors) == len(authors.authors)]
    found = []
    for position, author in enumerate(authors.authors):
        same = [author, *(one[position] for one in lists if _same_name(author.name, one[position].name))]
        known = PrintedAuthor(
            author.name,
            next((one.native for one in same if one.native), ""),
            tuple(dict.fromkeys(identifier for one in same for identifier in one.identifiers)),
            tuple(dict.fromkeys(place for one in same for place in one.affiliations)),
            any(one.organization for one in same),
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
    return tuple(sorted({paper_of[key] for key in draft.references if key in paper_of} - {id_}))


def _other_titles(id_: str, title: str, draft: Draft, context: Context) -> list[Report]:
    """Report rows under this paper's identifier whose titles share hardly a word with the paper's."""
    words = _words(title)
    return [
        Report(
            Level.WARNING,
            context.files[number],
            line,
            f"{id_}: the title here, {quoted(other)}, is not that of the paper, {quoted(title)}; check the identifier",
        )
        for other, (number, line) in sorted(draft.titles.items())
        if (theirs := _words(_title(other)))
        and words
        and len(words & theirs) <= _MAX_SHARED * min(len(words), len(theirs))
    ]


_MAX_SHARED = 0.2
"""Share of the words of the shorter title from which two titles are versions of one."""
_MIN_LETTERS = 4


def _words(title: str) -> set[str]:
    """Return the words of a title that may tell it from others; none where it is not in Latin letters."""
    return {word for word in fold(title).split() if word.isascii() and len(word) >= _MIN_LETTERS}


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
