"""Read works of OpenAlex: answers of its API, and lines of its snapshot.

https://docs.openalex.org/api-entities/works/work-object. An arXiv id comes from any location of the work. Topics,
concepts and keywords are OpenAlex's own classification by machine, in schemes that the graph does not have; they say
nothing about arXiv's categories, so they are not read.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from kg.identifiers import openalex, orcid
from kg.ingest.cleaning.text import one_line
from kg.ingest.content import Stream
from kg.ingest.dialects.descriptions import OPENALEX
from kg.ingest.dialects.dialect import Dialect, FileContext, Head, Rows, check_author_count, require_title
from kg.ingest.dialects.fields.people import count_authors, places_of
from kg.ingest.dialects.fields.values import day_of, object_of, objects_of, text_of
from kg.ingest.dialects.identity import identify
from kg.ingest.dialects.json.decoding import load_object
from kg.ingest.dialects.json.heads import outer_objects
from kg.ingest.dialects.json.rows import JsonEntry, read_json_rows
from kg.ingest.row import Row, RowForm
from kg.model import Identifier
from kg.names.lists import structured_author
from kg.names.printed import AuthorList, combine
from kg.report_codes import ReportCode

_KNOWN: Final = frozenset(
    """
    id doi ids title display_name publication_date publication_year authorships abstract abstract_inverted_index
    primary_location best_oa_location locations open_access host_venue alternate_host_venues referenced_works
    is_retracted is_authors_truncated
    """.split()
)
_IGNORED: Final = frozenset(
    """
    language type type_crossref type_id indexed_in biblio is_paratext is_xpac
    topics primary_topic concepts keywords mesh sustainable_development_goals
    cited_by_count cited_by_api_url cited_by_percentile_year citation_normalized_percentile counts_by_year fwci
    related_works referenced_works_count related_works_count locations_count authors_count concepts_count topics_count
    countries_distinct_count institutions_distinct_count institution_assertions institutions
    corresponding_author_ids corresponding_institution_ids apc_list apc_paid grants funders awards has_fulltext
    has_content content_urls content_url fulltext_origin fulltext ngrams_url datasets versions versions_count
    updated_date created_date updated created relevance_score summary_stats
    """.split()
)
"""Counts, classifications and internal fields of OpenAlex, and data that a graph of papers and people does not have."""
_MENTION: Final = (
    b"openalex.org/W",
    b'"authorships"',
    b'"abstract_inverted_index"',
    b'"primary_location"',
    b'"referenced_works"',
)
_ARXIV_SOURCE: Final = "arxiv"


def _matches(head: Head) -> bool:
    """Return True for objects with the keys of a work."""
    return any(
        found.starts("id", b'"https://openalex.org/W')
        or (
            found.count("authorships", "abstract_inverted_index", "primary_location", "referenced_works") > 0
            and found.count("publication_year", "publication_date", "ids", "display_name", "cited_by_count") > 1
        )
        for found in outer_objects(head, mention=_MENTION)
    )


def _rows(stream: Stream, reading: FileContext) -> Rows:
    """Yield a row, or a reject with its reason, for each work."""
    return read_json_rows(stream, reading, lambda entry: _row(entry, reading))


def _row(entry: JsonEntry, reading: FileContext) -> Row:
    notes, line = reading.notes, entry.line
    work = load_object(entry.data, notes, line)
    published = day_of(work.get("publication_date"))
    ids = object_of(work.get("ids"))
    addresses = list(_addresses(work))
    identity = identify(
        [text_of(ids.get("arxiv")), *addresses],
        dois=[text_of(work.get("doi")), text_of(ids.get("doi")), *addresses],
        others=[openalex(text_of(value)) for value in (work.get("id"), ids.get("openalex"))],
        published=published,
    )
    title = require_title(one_line(text_of(work.get("title")) or text_of(work.get("display_name"))))
    notes.unknown_keys(((key, value) for key, value in work.items() if key not in _KNOWN | _IGNORED), line)
    return Row(
        line=line,
        id=identity.id,
        version=identity.version,
        month=identity.month,
        form=RowForm.REGISTRY,
        section="",
        title=title,
        authors=notes.authors(_authors(work, reading), line),
        abstract=notes.abstract(_abstract(work, entry, reading), line),
        journal=_journal(work),
        published=published,
        withdrawn=work.get("is_retracted") is True,
        identifiers=identity.identifiers,
        references=tuple(found.key for found in _references(work)),
    )


def _addresses(work: Mapping[str, object]) -> Iterator[str]:
    """Yield the addresses at which the work can be read, the main one first."""
    locations = [object_of(work.get(key)) for key in ("primary_location", "best_oa_location")]
    for location in (*locations, *objects_of(work.get("locations"))):
        for key in ("landing_page_url", "pdf_url"):
            if address := text_of(location.get(key)):
                yield address
    for location in (object_of(work.get("host_venue")), *objects_of(work.get("alternate_host_venues"))):
        if address := text_of(location.get("url")):
            yield address
    if address := text_of(object_of(work.get("open_access")).get("oa_url")):
        yield address


def _authors(work: Mapping[str, object], reading: FileContext) -> AuthorList:
    """Return the authors as printed on the work; the name that OpenAlex gives a person is used where it is missing."""
    authorships = objects_of(work.get("authorships"))
    check_author_count(count_authors(authorships), reading.settings)
    lists = []
    for authorship in authorships:
        author = object_of(authorship.get("author"))
        places = list(places_of(authorship.get("raw_affiliation_strings"), authorship.get("raw_affiliation_string")))
        lists.append(
            structured_author(
                literal=text_of(authorship.get("raw_author_name")) or text_of(author.get("display_name")),
                identifiers=(openalex(text_of(author.get("id"))), orcid(text_of(author.get("orcid")))),
                affiliations=places or list(places_of(authorship.get("institutions"))),
            )
        )
    if work.get("is_authors_truncated") is True:
        lists.append(AuthorList(truncated=True))
    return combine(lists)


def _abstract(work: Mapping[str, object], entry: JsonEntry, reading: FileContext) -> str:
    index = object_of(work.get("abstract_inverted_index"))
    index = object_of(index.get("InvertedIndex")) or index  # as in the Microsoft Academic Graph
    if not index:
        return text_of(work.get("abstract"))
    abstract = abstract_of_index(index, reading.settings.max_row_bytes)
    if abstract is None:
        reading.notes.remark(ReportCode.LONG_ABSTRACT, "", entry.line)
    return abstract or ""


def abstract_of_index(index: Mapping[str, object], limit: int) -> str | None:
    """Return the text of an index from words to positions, None if it has more than ``limit`` characters.

    >>> abstract_of_index({"pools": [2], "We": [0], "chart": [1, 9]}, 100)
    'We chart pools chart'
    """
    placed: list[tuple[int, str]] = []
    length = 0
    for word, positions in index.items():
        here = [place for place in positions if type(place) is int] if isinstance(positions, list) else []
        length += len(here) * (len(word) + 1)
        if length > limit:
            return None
        placed += ((place, word) for place in here)
    placed.sort(key=lambda entry: entry[0])
    return " ".join(word for _, word in placed).strip()


def _journal(work: Mapping[str, object]) -> str:
    """Return the name of the journal or series, empty for arXiv and the like."""
    sources = (object_of(object_of(work.get("primary_location")).get("source")), object_of(work.get("host_venue")))
    for source in sources:
        name = one_line(text_of(source.get("display_name")))
        if name and text_of(source.get("type")) != "repository" and not name.lower().startswith(_ARXIV_SOURCE):
            return name
    return ""


def _references(work: Mapping[str, object]) -> Iterator[Identifier]:
    """Yield the cited works."""
    cited = work.get("referenced_works")
    for text in dict.fromkeys(text_of(item) for item in cited) if isinstance(cited, list) else ():
        if found := openalex(text):
            yield found


OPENALEX_DIALECT: Final = Dialect(OPENALEX, matches=_matches, rows=_rows)
