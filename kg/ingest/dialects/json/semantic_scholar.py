"""Read papers of Semantic Scholar: answers of its Graph and Recommendations APIs, and lines of its data sets.

https://api.semanticscholar.org/api-docs/graph, https://api.semanticscholar.org/api-docs/datasets. Keys of the data sets
are those of the API in lower case. ``abstract`` and ``tldr`` are data sets of their own there, whose lines have no
title and cannot be papers by themselves.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kg.identifiers import arxiv, doi, orcid, semantic_scholar
from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dates import make_month
from kg.ingest.dialects.descriptions import SEMANTIC_SCHOLAR
from kg.ingest.dialects.dialect import Dialect, FileContext, Head, Rows, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors, places_of
from kg.ingest.dialects.fields.values import day_of, object_of, objects_of, text_of
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.json.decoding import load_object
from kg.ingest.dialects.json.heads import HeadObject, outer_objects
from kg.ingest.dialects.json.rows import JsonEntry, read_json_rows
from kg.ingest.row import Row, RowForm
from kg.model import Identifier
from kg.names.lists import structured_author
from kg.names.printed import AuthorList, combine

_KNOWN: Final = frozenset(
    """
    paperid externalids url openaccesspdf openaccessinfo title abstract tldr authors venue publicationvenue journal year
    publicationdate references
    """.split()
)
_IGNORED: Final = frozenset(
    """
    corpusid referencecount citationcount influentialcitationcount isopenaccess fieldsofstudy s2fieldsofstudy
    publicationtypes publicationvenueid citationstyles citations embedding textavailability matchscore updated
    contexts intents isinfluential contextswithintent
    """.split()
)
"""Counts, machine classifications, embeddings and citing papers."""
_MENTION: Final = (b'"paperId"', b'"corpusid"', b'"externalIds"')
_AFTER: Final = ("citingpaper", "citedpaper")
_PAPER_ID: Final = 40  # hexadecimal digits


def _matches(head: Head) -> bool:
    """Return True for objects with the keys of a paper, in the spelling of the API or of the data sets."""
    return any(_is_paper(found) for found in outer_objects(head, mention=_MENTION))


def _is_paper(found: HeadObject) -> bool:
    if found.under in {"references", "citations"}:
        return False
    if found.has("paperId"):
        value = found.values["paperId"].lstrip(b'"')
        return len(value[:_PAPER_ID].strip(b"0123456789abcdef")) == 0 or found.count("externalIds", "corpusId") > 0
    return (found.has("corpusid") and found.count("title", "externalids", "authors") > 0) or (
        found.has("externalIds", "title") and found.count("corpusId", "publicationVenue", "s2FieldsOfStudy") > 0
    )


def _rows(stream: Stream, reading: FileContext) -> Rows:
    """Yield a row, or a reject with its reason, for each paper."""
    return read_json_rows(stream, reading, lambda entry: _row(entry, reading))


def _row(entry: JsonEntry, reading: FileContext) -> Row:
    notes, line = reading.notes, entry.line
    values = load_object(entry.data, notes, line)
    paper = {key.lower(): value for key, value in values.items()}
    inner = next((found for key in _AFTER if (found := object_of(paper.get(key)))), None)
    if inner is not None:
        paper = {key.lower(): value for key, value in inner.items()}
    external = _external(paper)
    published = day_of(paper.get("publicationdate"))
    identity = identify(
        [external.get("arxiv", ""), *_addresses(paper)],
        dois=[external.get("doi", ""), *_addresses(paper)],
        others=[_paper_id(paper)],
        published=published,
        month=make_month(text_of(paper.get("year")), text_of(paper.get("month"))),
    )
    title = require_title(one_line(text_of(paper.get("title"))))
    tldr = notes.summary(text_of(paper.get("tldr")), line)
    notes.unknown_keys(
        (
            (key, value)
            for key, value in paper.items()
            if key not in _KNOWN | _IGNORED and value not in (None, [], {}, "")
        ),
        line,
    )
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.REGISTRY,
        section="",
        title=title,
        authors=notes.authors(_authors(paper, reading), line),
        tldr=tldr,
        abstract=notes.abstract(text_of(paper.get("abstract")), line),
        journal=_journal(paper),
        published=published,
        identifiers=identity.identifiers,
        references=tuple(dict.fromkeys(_references(paper))),
    )


def _external(paper: Mapping[str, object]) -> dict[str, str]:
    found = object_of(paper.get("externalids")) or object_of(object_of(paper.get("openaccessinfo")).get("externalids"))
    return {key.lower(): text_of(value) for key, value in found.items()}


def _addresses(paper: Mapping[str, object]) -> list[str]:
    access = (object_of(paper.get(key)).get("url") for key in ("openaccesspdf", "openaccessinfo"))
    return [address for address in map(text_of, access) if address]


def _paper_id(paper: Mapping[str, object]) -> Identifier | None:
    """Return the id of a paper: 40 hexadecimal digits (authors have numbers as ids)."""
    text = text_of(paper.get("paperid")) or text_of(paper.get("url")).rstrip("/").rpartition("/")[2]
    return semantic_scholar(text) if len(text) == _PAPER_ID else None


def _authors(paper: Mapping[str, object], reading: FileContext) -> AuthorList:
    authors = objects_of(paper.get("authors"))
    check_author_count(count_authors(authors), reading.settings)
    lists = []
    for author in authors:
        external = object_of(author.get("externalIds"))
        lists.append(
            structured_author(
                literal=text_of(author.get("name")),
                identifiers=(
                    semantic_scholar(text_of(author.get("authorId"))),
                    orcid(text_of(external.get("ORCID"))),
                ),
                affiliations=list(places_of(author.get("affiliations"))),
            )
        )
    return combine(lists)


def _journal(paper: Mapping[str, object]) -> str:
    """Return the journal, else the venue, if it is not arXiv."""
    names = (
        object_of(paper.get("journal")).get("name"),
        object_of(paper.get("publicationvenue")).get("name"),
        paper.get("venue"),
    )
    for name in map(one_line, map(text_of, names)):
        if name and not name.lower().startswith("arxiv") and name != "CoRR":  # DBLP's name of arXiv
            return name
    return ""


def _references(paper: Mapping[str, object]) -> Iterator[str]:
    """Yield the keys of the cited papers."""
    for cited in objects_of(paper.get("references")):
        known = object_of(cited.get("citedPaper")) or cited
        external = object_of(known.get("externalIds"))
        id_ = text_of(known.get("paperId"))
        found = (
            arxiv(text_of(external.get("ArXiv")))
            or doi(text_of(external.get("DOI")))
            or (semantic_scholar(id_) if len(id_) == _PAPER_ID else None)
        )
        if found:
            yield found.key


SEMANTIC_SCHOLAR_DIALECT: Final = Dialect(SEMANTIC_SCHOLAR, matches=_matches, rows=_rows)
