"""Read BibTeX and BibLaTeX as reference managers, arXiv, DBLP, INSPIRE and ADS write them."""

import re
from datetime import date
from typing import Final

from kg.ingest.cleaning.categories import first_arxiv, split_categories
from kg.ingest.cleaning.text import one_line, tidy
from kg.ingest.content import Stream
from kg.ingest.dates import make_day, make_month, parse_day
from kg.ingest.dialects.descriptions import BIBTEX
from kg.ingest.dialects.dialect import (
    Dialect,
    FileContext,
    Head,
    Rows,
    check_author_count,
    convert_entries,
    require_title,
)
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.text.parts.bibtex_scan import BibtexEntry, read_bibtex_entries
from kg.ingest.dialects.text.parts.bibtex_values import plain_text
from kg.ingest.row import Row, RowForm
from kg.names.lists import read_bibtex_authors, structured_author
from kg.names.printed import AuthorList, combine

_FIRST_ENTRY: Final = re.compile(
    rb"(?:\s*%[^\n]*\n|\s+)*@\s*[A-Za-z]{3,40}\s*(?:\{|\()\s*(?:[^\s,{}()]*\s*,|[\w-]+\s*=|jabref)"
)
_KNOWN: Final = frozenset(
    {
        *(
            "title",
            "subtitle",
            "author",
            "collaboration",
            "abstract",
            "year",
            "month",
            "day",
            "date",
            "doi",
            "url",
            "note",
        ),
        *("eprint", "eprinttype", "eprintclass", "archiveprefix", "primaryclass", "arxivid", "arxiv", "arxiv_id"),
        *("journal", "journaltitle", "booktitle", "volume", "number", "pages", "howpublished", "series", "publisher"),
        *("keywords", "keyword", "annote", "annotation", "comment", "code", "github", "pdf", "urlraw", "bdsk-url-1"),
        *("category", "categories", "arxivcategory"),
    }
)
# Fields for reference lists, internal fields of programs, and local file paths.
_IGNORED: Final = frozenset(
    {
        *(
            "address",
            "location",
            "isbn",
            "issn",
            "eissn",
            "edition",
            "chapter",
            "editor",
            "editora",
            "institution",
            "school",
        ),
        *(
            "organization",
            "type",
            "entrysubtype",
            "language",
            "langid",
            "hyphenation",
            "urldate",
            "lastchecked",
            "file",
        ),
        *("shorttitle", "titleaddon", "shortjournal", "journalsubtitle", "abbrev_journal_title", "eventtitle", "venue"),
        *(
            "timestamp",
            "biburl",
            "bibsource",
            "adsurl",
            "adsnote",
            "reportnumber",
            "slaccitation",
            "copyright",
            "rights",
        ),
        *(
            "crossref",
            "xref",
            "xdata",
            "key",
            "label",
            "sortkey",
            "options",
            "ids",
            "related",
            "relatedtype",
            "pubstate",
        ),
        *("numpages", "articleno", "issue", "issue_date", "pmid", "pmcid", "mrnumber", "zblnumber", "mrclass", "eid"),
        *("creationdate", "modificationdate", "added-at", "interhash", "intrahash", "groups", "owner", "readstatus"),
        *(
            "priority",
            "ranking",
            "qualityassured",
            "printed",
            "bibtex_show",
            "selected",
            "preview",
            "abbr",
            "altmetric",
        ),
        *("place", "nationality", "affiliation", "author_keywords", "document_type", "source", "researcherid-numbers"),
        *("unique-id", "web-of-science-categories", "times-cited", "cited-references", "funding-text", "month_numeric"),
        *("copyright", "internal-note", "internal_note", "keywords-plus", "da", "oa", "journal-iso", "usage-count"),
        *("archive", "issn-l", "lccn", "part", "pagetotal", "version", "urn", "origdate", "translator", "bookauthor"),
    }
)
_PRIVATE: Final = (
    "bdsk-",
    "date-",
    "mendeley-",
    "local-",
    "citeulike-",
    "posted-",
    "jabref-",
    "webpdf",
    "rating",
    "read",
)
_ARXIV_WORDS: Final = re.compile(
    r"\b(?:arxiv(?:\.org)?|corr|computing research repository|cornell university|e-?prints?|preprints?|abs|v\d+|"
    r"\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[a-z]{2})?/\d{7})\b|\s*\[[\w.-]{1,20}\]|https?://|[\s,.:;/()\[\]-]+",
    re.IGNORECASE,
)
_MAX_ARXIV_NAME: Final = 200
_CLASS_FIELDS: Final = ("primaryclass", "eprintclass", "arxivcategory", "category", "categories")
_KEYWORD_FIELDS: Final = ("keywords", "keyword")
_BETWEEN_KEYWORDS: Final = re.compile(r"[,;\n]")
_CLASS_BEHIND_ID: Final = re.compile(r"\d{4}\.?\d{3,5}(?:v\d+)?\s*[\[(]([a-z-]+(?:\.[A-Za-z-]+)?)[\])]")
_COMMENT: Final = re.compile(r"(?:arxiv\s+)?comments?\s*:\s*", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[A-Za-z]+")
_NUMBER: Final = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
_YEAR: Final = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_ISO_MONTH: Final = re.compile(r"(\d{4})-(\d{1,2})")


def _matches(head: Head) -> bool:
    if head.suffix in BIBTEX.suffixes:
        return True
    return head.suffix in {"", ".txt"} and _FIRST_ENTRY.match(head.data) is not None


def _rows(stream: Stream, reading: FileContext) -> Rows:
    return convert_entries(read_bibtex_entries(stream, reading.settings), lambda entry: _row(entry, reading), reading)


def _row(entry: BibtexEntry, reading: FileContext) -> Row:
    fields, line = entry.fields, entry.line

    def text(*names: str) -> str:
        return next((shown for name in names if name in fields and (shown := one_line(plain_text(fields[name])))), "")

    title = require_title(": ".join(filter(None, (text("title"), text("subtitle")))))
    registry = text("archiveprefix", "eprinttype").lower()
    eprint = text("eprint") if registry in {"", "arxiv"} else ""
    printed = [text(name) for name in ("note", "journal", "journaltitle", "volume", "howpublished", "number", "pages")]
    printed += [text(name) for name in ("series", "publisher", "annote", "annotation", "comment")]
    day, month = _published(text("date"), text("year"), text("month"), text("day"))
    addresses = [text(name) for name in ("url", "urlraw", "bdsk-url-1", "pdf")]
    identity = identify(
        [eprint, text("arxivid"), text("arxiv"), text("arxiv_id"), *addresses],
        printed=printed,
        dois=[text("doi"), *(address for address in addresses if "doi.org/" in address)],
        published=day,
        month=month,
    )
    categories = _categories(entry, printed)
    primary = first_arxiv(categories)
    journal = text("journal", "journaltitle", "booktitle")
    comment = _COMMENT.sub("", text("annote", "annotation", "comment", "note"), count=1)
    reading.notes.unknown_keys(
        (
            (name, value)
            for name, value in fields.items()
            if name not in _KNOWN and name not in _IGNORED and not name.startswith(_PRIVATE)
        ),
        line,
    )
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.BIBLIOGRAPHY,
        section=primary,
        title=title,
        authors=reading.notes.authors(_authors(fields, reading), line),
        primary_category=primary,
        categories=categories,
        comment="" if _is_arxiv(comment) else comment,
        abstract=reading.notes.abstract(tidy(plain_text(fields.get("abstract", ""))), line),
        code_url=text("code", "github"),
        journal="" if _is_arxiv(journal) else journal,
        published=day,
        identifiers=identity.identifiers,
    )


def _categories(entry: BibtexEntry, printed: list[str]) -> tuple[str, ...]:
    """Return the classes of an entry: its own fields, text after an arXiv id, and keywords that are classes."""
    named = [plain_text(entry.fields.get(name, "")) for name in _CLASS_FIELDS]
    named += [match[1] for text in printed for match in _CLASS_BEHIND_ID.finditer(text)]
    keywords = _BETWEEN_KEYWORDS.split(plain_text(", ".join(entry.fields.get(name, "") for name in _KEYWORD_FIELDS)))
    found = dict.fromkeys(one for text in (*named, *keywords) if (one := one_line(text)) and split_categories(one))
    finer = {code.partition(".")[0] for code in map(first_arxiv, ([one] for one in found)) if "." in code}
    return tuple(one for one in found if one not in finer)  # "cs" adds nothing to "cs.CL"


def _authors(fields: dict[str, str], reading: FileContext) -> AuthorList:
    printed = fields.get("author", "")
    check_author_count(printed.count(" and ") + 1, reading.settings)
    authors = read_bibtex_authors(printed)
    group = one_line(plain_text(fields.get("collaboration", "")))
    if not group or group.lower() == "none":
        return authors
    group = group if "collaboration" in group.lower() else f"{group} Collaboration"
    return combine([authors, structured_author(literal=group, organization=True)])


def _published(printed: str, year: str, month: str, day: str) -> tuple[date | None, str]:
    """Return the day and the month of an entry, each where it is known."""
    printed = printed or year
    if iso := _ISO_MONTH.match(printed):
        return parse_day(printed.partition("/")[0]), make_month(iso[1], iso[2])
    if (found := _YEAR.search(printed)) is None:
        return None, ""
    word, numbers = _LETTERS.search(month), _NUMBER.findall(f"{month} {day}")
    known = make_month(found[1], word[0] if word else next(iter(numbers), ""))
    last = numbers[-1] if numbers and (word or len(numbers) > 1) else ""
    return (make_day(found[1], known[-2:], last) if known and last else None), known


def _is_arxiv(text: str) -> bool:
    """Return True for a journal or note that only says that a paper is on arXiv."""
    return len(text) <= _MAX_ARXIV_NAME and not _ARXIV_WORDS.sub("", text)


BIBTEX_DIALECT: Final = Dialect(BIBTEX, matches=_matches, rows=_rows)
