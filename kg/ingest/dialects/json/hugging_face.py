"""Read the daily papers of Hugging Face as its API answers, ``https://huggingface.co/api/daily_papers``.

Each entry has the paper under ``paper``, next to fields of the site; ``summary`` is the abstract, ``ai_summary``
the TL;DR. Authors with hidden profiles are kept.
"""

from collections.abc import Mapping
from typing import Final

from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dialects.descriptions import HUGGING_FACE
from kg.ingest.dialects.dialect import Dialect, FileContext, Head, Rows, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors, parse_authors
from kg.ingest.dialects.fields.values import ObjectFields, object_of, synonyms
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.json.decoding import load_object
from kg.ingest.dialects.json.heads import HeadObject, outer_objects
from kg.ingest.dialects.json.rows import JsonEntry, read_json_rows
from kg.ingest.row import Row, RowForm
from kg.names.printed import AuthorList

_SITE_KEYS: Final = (
    "submittedOnDailyAt", "submittedOnDailyBy", "submittedBy", "isAuthorParticipating", "discussionId", "numComments",
    "mediaUrls", "upvotes", "ai_summary", "ai_keywords", "githubRepo", "githubStars", "thumbnail",
)  # fmt: skip
_MENTION: Final = tuple(f'"{key}"'.encode() for key in ("paper", "upvotes", "ai_summary", "githubRepo", "discussionId"))
_KNOWN: Final = synonyms(
    {
        "id": "id",
        "title": "title",
        "abstract": "summary",
        "authors": "authors",
        "published": "publishedat",
        "tldr": "aisummary",
        "code": "githubrepo",
        "stars": "githubstars",
    }
)
_IGNORED: Final = frozenset(
    """
    paper submittedondailyat submittedondailyby submittedby upvotes upvoted discussionid projectpage aikeywords
    isauthorparticipating thumbnail mediaurls numcomments organization githubrepoaddedby githubrepovotes
    linkedmodels linkeddatasets linkedspaces numtotalmodels numtotaldatasets numtotalspaces updatedat isclaimed
    summaryzh withdrawnat
    """.split()
)
"""Fields of the site on votes, comments and uploads; machine-made keywords without positions in the text."""


def _matches(head: Head) -> bool:
    """Return True for entries with the keys of the site, or papers with them."""
    objects = list(outer_objects(head, mention=_MENTION))
    return any(
        found.has("paper") and found.starts("paper", b"{") and found.count("title", "publishedAt", *_SITE_KEYS) > 1
        for found in objects
    ) or any(_is_paper(found) for found in objects)


def _is_paper(found: HeadObject) -> bool:
    return found.has("id", "title") and found.count("summary", "authors") > 0 and found.count(*_SITE_KEYS) > 1


def _rows(stream: Stream, reading: FileContext) -> Rows:
    """Yield a row, or a reject with its reason, for each paper."""
    return read_json_rows(stream, reading, lambda entry: _row(entry, reading))


def _row(entry: JsonEntry, reading: FileContext) -> Row:
    notes, line = reading.notes, entry.line
    values = load_object(entry.data, notes, line)
    fields = ObjectFields(_merged(values), _KNOWN, notes, line, ignored=_IGNORED)
    published = fields.day("published")
    identity = identify(filter(None, (fields.text("id"), *entry.keys)), published=published)
    title = require_title(one_line(fields.text("title")))
    tldr = notes.summary(fields.text("tldr"), line)
    code_url, stars = fields.text("code"), fields.count("stars")
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.ENHANCED if tldr else RowForm.RAW,
        section="",
        title=title,
        authors=notes.authors(_authors(fields, reading), line),
        tldr=tldr,
        abstract=notes.abstract(fields.text("abstract"), line),
        code_url=code_url,
        code_stars=(code_url, stars) if code_url and stars is not None else None,
        published=published,
        identifiers=identity.identifiers,
    )


def _merged(values: Mapping[str, object]) -> dict[str, object]:
    """Return the fields of the paper, completed by fields of the entry around it."""
    paper = object_of(values.get("paper"))
    beside = {key: value for key, value in values.items() if key not in paper or paper[key] in (None, "")}
    return {**paper, **beside} if paper else dict(values)


def _authors(fields: ObjectFields, reading: FileContext) -> AuthorList:
    authors = fields.value("authors")
    check_author_count(count_authors(authors), reading.settings)
    return parse_authors(authors, lambda part: fields.report("authors", part))


HUGGING_FACE_DIALECT: Final = Dialect(HUGGING_FACE, matches=_matches, rows=_rows)
