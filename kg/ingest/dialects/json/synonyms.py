"""Read a JSON object about one paper whose fields may have any of many names.

Keys are compared without case, underscores, hyphens and spaces. If several fields can contain a fact, the first
non-empty one counts, in the order in which they are listed here.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from kg.identifiers import doi, openalex, semantic_scholar
from kg.ids import parse_arxiv_id
from kg.ingest.cleaning.categories import first_arxiv
from kg.ingest.cleaning.text import one_line
from kg.ingest.dates import make_day, make_month
from kg.ingest.dialects.dialect import EntryError, FileContext, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors, parse_authors, read_parsed_authors
from kg.ingest.dialects.fields.values import (
    ObjectFields,
    day_of,
    is_empty,
    object_of,
    objects_of,
    plain_key,
    synonyms,
    text_of,
    texts_of,
    unpack_value,
)
from kg.ingest.dialects.identity import Identity, identify
from kg.ingest.dialects.json.decoding import load_object
from kg.ingest.dialects.json.rows import JsonEntry
from kg.ingest.row import Row, RowForm
from kg.ingest.summaries import is_failure_text
from kg.model import Identifier
from kg.names.printed import AuthorList
from kg.report_codes import ReportCode

_KNOWN: Final = synonyms(
    {
        "ids": "id arxiv arxivnumber eprint entryid paperid identifier identifiers archiveid",
        "external": "externalids ids",
        "addresses": "abs absurl urlabs abslink url urls link paperurl paperlink pdf pdfurl urlpdf pdflink html htmlurl"
        " landingpageurl links ee",
        "doi": "doi dois",
        "title": "title papertitle",
        "authors": "authors author creators creator authornames authorname authorlist authorsname",
        "parsed": "authorsparsed",
        "categories": "primarycategory primaryclass categories category cate subjects subject subjectclass"
        " mscclass acmclass",
        "tags": "tags tag terms",
        "days": "published publishedat publisheddate publicationdate publishdate publishedparsed pubdate date submitted"
        " submitteddate submittedat submissiondate created announced announceddate",
        "changes": "updated updatedat updateddate updatedate updatedparsed lastupdated modified",
        "year": "year publicationyear",
        "month": "month",
        "day": "day",
        "version": "version",
        "versions": "versions",
        "comment": "comment comments",
        "journal": "journalref journalreference journal venue conference publicationvenue containertitle proceeding"
        " booktitle",
        "abstract": "abstract abstracttext paperabstract abstractnote",
        "summary": "summary",
        "description": "description",
        "ai": "ai",
        "tldr": "tldr aisummary aitldr shortsummary task",
        "motivation": "motivation",
        "method": "method",
        "result": "result",
        "conclusion": "conclusion",
        "code": "codeurl code codelink githubrepo githuburl githublink github repository repo repourl",
        "stars": "codestars githubstars stars",
        "code day": "codelastupdate codeupdated",
        "withdrawn": "withdrawn iswithdrawn retracted isretracted",
        "mentions": "extra note",
    }
)
_MACHINE: Final = {
    key: field for key, field in _KNOWN.items() if field[0] in {"tldr", "motivation", "method", "result", "conclusion"}
}
_IGNORED: Final = frozenset(
    "license licence submitter reportno thumbnail upvotes numcomments guidislink authordetail titledetail summarydetail"
    " entrytype archiveprefix itemtype key score".split()
)
"""Bookkeeping of arXiv, of sites around it, of feed readers and reference managers, which is ignored."""
_NUMBER: Final = re.compile(r"(\d{3,4})\.(\d{1,5})")
_FIRST_OF_FIVE_DIGITS: Final = "1501"
_YEAR_MONTH: Final = re.compile(r"\s*(\d{4})[-/.](\d{1,2})\s*")
_MAX_ADDRESS: Final = 2000  # characters; a longer text under such a key is a page, not its address
_PAPER_ID_LENGTH: Final = 40  # hexadecimal digits of Semantic Scholar's ids of papers; those of authors are short


def read_general(entry: JsonEntry, reading: FileContext) -> Row:
    """Return the row of one JSON object. Raises EntryError if it does not identify a paper, or has no title."""
    notes, line = reading.notes, entry.line
    values = _merged(load_object(entry.data, notes, line))
    fields = ObjectFields(values, _KNOWN, notes, line, ignored=_IGNORED)
    published = fields.day("days") or _first_version(fields) or _day_in_parts(fields)
    identity = _identity(fields, entry, reading, published)
    title = require_title(one_line(fields.text("title")))
    categories = _categories(fields, entry)
    primary = first_arxiv(categories)
    texts = _Texts(fields, reading)
    code_url = _code_url(fields)
    stars, code_day = fields.count("stars"), fields.day("code day")
    return Row(
        line,
        identity.id,
        identity.version or _version(fields),
        identity.month,
        RowForm.ENHANCED if texts.enhanced else RowForm.RAW,
        primary,
        title,
        notes.authors(_authors(fields, reading), line),
        primary,
        categories,
        fields.text("comment"),
        texts.tldr,
        texts.motivation,
        texts.method,
        texts.result,
        texts.conclusion,
        notes.abstract(texts.abstract, line),
        code_url,
        (code_url, stars) if code_url and stars is not None else None,
        (code_url, code_day) if code_url and code_day else None,
        one_line(fields.text("journal")),
        published,
        withdrawn=fields.flag("withdrawn"),
        identifiers=identity.identifiers,
    )


def _merged(values: dict[str, object]) -> dict[str, object]:
    """Return an object without a title together with the fields of the nested object that has it."""
    has_title = _has_title(values)
    inner = {
        key: value
        for key, value in values.items()
        if isinstance(value, dict) and (key == "paper" if has_title else _has_title(value))
    }
    if len(inner) != 1:
        return values
    ((name, paper),) = inner.items()
    return {**paper, **{key: value for key, value in values.items() if key != name and not is_empty(value)}}


def _has_title(values: Mapping[str, object]) -> bool:
    return any(_KNOWN.get(plain_key(key), ("",))[0] == "title" for key in values)


# -- identity ------------------------------------------------------------------------------------------------


def _identity(fields: ObjectFields, entry: JsonEntry, reading: FileContext, published: date | None) -> Identity:
    external = {
        key.casefold(): text_of(value)
        for found in fields.values("external")
        for key, value in object_of(found).items()
        if value
    }
    ids = [text for value in fields.values("ids") for text in _strings(value)]
    ids += filter(None, (external.get("arxiv", ""),))
    ids += (text for text in fields.texts("addresses") if len(text) <= _MAX_ADDRESS)
    ids += (key for key in entry.keys if parse_arxiv_id(key) or doi(key))
    named = [found for text in ids if (found := parse_arxiv_id(text))]
    if any(found.id != named[0].id for found in named):
        others = ", ".join(dict.fromkeys(found.id for found in named))
        reading.notes.remark(ReportCode.SEVERAL_ARXIV_IDS, others, entry.line)
    if not named:
        ids += _ids_of_numbers(fields, reading, entry.line)
    registered = [*fields.texts("doi"), external.get("doi", ""), *ids]
    try:
        identity = identify(
            ids,
            printed=fields.texts("mentions"),
            dois=registered,
            others=_others(ids),
            published=published,
            month=_month(fields),
        )
    except EntryError as error:
        number = next((value for value in fields.values("ids") if isinstance(value, int | float)), None)
        if number is None:
            raise
        raise EntryError(ReportCode.NUMBER_AS_ID, str(number)) from error
    versions = [found.version for found in named if found.id == identity.id and found.version]
    return Identity(identity.id, max(versions), identity.month, identity.identifiers) if versions else identity


def _strings(value: object) -> list[str]:
    """Return the strings of a value; numbers lose digits, so they are not among them."""
    if isinstance(value, list):
        return [text for item in value for text in _strings(item)]
    return list(texts_of(value)) if isinstance(value, str | dict) else []


def _ids_of_numbers(fields: ObjectFields, reading: FileContext, line: int) -> Iterator[str]:
    """Yield the arXiv ids that were written as numbers, with the zeros that numbers lose.

    The month decides how many digits follow, so that there is one way to fill them up: 2601.1 was 2601.10000, and
    704.001 was 0704.0010.
    """
    for value in fields.values("ids"):
        if isinstance(value, float) and (match := _NUMBER.fullmatch(repr(value))):
            month = match[1].zfill(4)
            id_ = f"{month}.{match[2].ljust(5 if month >= _FIRST_OF_FIVE_DIGITS else 4, '0')}"
            if parse_arxiv_id(id_):
                if id_ != repr(value):
                    reading.notes.remark(ReportCode.LOST_ZEROS, f"{value} is {id_}", line)
                yield id_


def _others(texts: list[str]) -> Iterator[Identifier | None]:
    for text in texts:
        if "openalex.org" in text:
            yield openalex(text)
        elif len(text.strip()) == _PAPER_ID_LENGTH:
            yield semantic_scholar(text)


def _version(fields: ObjectFields) -> int | None:
    found = fields.value("versions")
    versions = found if isinstance(found, list) else []
    texts = [text_of(fields.value("version"))]
    texts += (text_of(one.get("version") if isinstance(one, dict) else one) for one in versions)
    numbers = [number for text in texts if (number := text.lower().removeprefix("v")).isdecimal()]
    return max((int(number) for number in numbers if len(number) < 4), default=0) or None  # noqa: PLR2004


def _month(fields: ObjectFields) -> str:
    """Return the month of a paper without a day: of publication, else of the last change."""
    found = make_month(text_of(fields.value("year")), text_of(fields.value("month")))
    for value in fields.values("days"):
        if not found and (match := _YEAR_MONTH.fullmatch(text_of(value))):
            found = make_month(match[1], match[2])
    if not found and (changed := fields.day("changes")):
        found = make_month(changed.year, changed.month)
    return found


def _day_in_parts(fields: ObjectFields) -> date | None:
    parts = [text_of(fields.value(part)) for part in ("year", "month", "day")]
    return make_day(*parts) if all(parts) else None


def _first_version(fields: ObjectFields) -> date | None:
    versions = objects_of(fields.value("versions"))
    return day_of(versions[0].get("created")) if versions else None


# -- authors, categories, texts --------------------------------------------------------------------------------


def _authors(fields: ObjectFields, reading: FileContext) -> AuthorList:
    printed, parsed = unpack_value(fields.value("authors")), unpack_value(fields.value("parsed"))
    check_author_count(count_authors(printed), reading.settings)
    if isinstance(parsed, list):
        found = read_parsed_authors(parsed, printed if isinstance(printed, str) else "")
    else:
        found = parse_authors(printed, lambda part: fields.report("authors", part))
    check_author_count(len(found.authors), reading.settings)
    return found


def _categories(fields: ObjectFields, entry: JsonEntry) -> tuple[str, ...]:
    found = fields.texts("categories")
    if fields.value("tags"):
        classes = [tag for tag in fields.texts("tags") if first_arxiv((tag,))]
        found += classes
        if not classes:
            fields.report_unused("tags")
    if not found:
        found = [key for key in entry.keys if first_arxiv((key,))]
    return tuple(dict.fromkeys(found))


class _Texts:
    """The abstract of a row, and generated texts about the paper.

    ``summary`` is the abstract in digests and in arXiv's feeds. Beside an ``abstract`` it is a machine's text, and
    counts as TL;DR where there is none and where it is short enough for one.
    """

    __slots__ = ("abstract", "conclusion", "enhanced", "method", "motivation", "result", "tldr")

    def __init__(self, fields: ObjectFields, reading: FileContext) -> None:
        notes, line = reading.notes, fields.line
        machine = unpack_value(fields.value("ai"))
        if isinstance(machine, str):
            machine = {} if is_failure_text(machine.strip()) else {"tldr": machine}
        elif machine is not None and not isinstance(machine, dict):
            fields.report("ai")
        inside = ObjectFields(object_of(machine), _MACHINE, notes, line, prefix="AI.")

        def text(field: str) -> str:
            return notes.summary(inside.text(field) or _prose(fields, field), line)

        self.tldr = text("tldr")
        self.motivation = text("motivation")
        self.method = text("method")
        self.result = text("result")
        self.conclusion = text("conclusion")
        self.abstract = fields.text("abstract")
        summary = fields.text("summary")
        if not self.abstract:
            self.abstract = summary or fields.text("description")
        elif summary and one_line(summary) != one_line(self.abstract):
            if not self.tldr and len(summary) <= reading.settings.max_tldr:
                self.tldr = notes.summary(summary, line)
            elif summary != self.tldr:
                notes.remark(ReportCode.LONG_SUMMARY, summary, line)
        texts = (self.tldr, self.motivation, self.method, self.result, self.conclusion)
        self.enhanced = isinstance(machine, dict) or any(texts)


def _prose(fields: ObjectFields, field: str) -> str:
    """Return a text; a list of objects under such a key is not a text but a list of methods or tasks."""
    value = fields.value(field)
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        fields.report_unused(field)
        return ""
    return fields.text(field)


def _code_url(fields: ObjectFields) -> str:
    url = next(iter(fields.text("code").split()), "")
    if url and not url.lower().startswith(("http://", "https://", "github.com/", "www.")):
        fields.report_unused("code")
        return ""
    return url
