"""Define column names and types of each table; a comment above describes one row.

Columns named ``paper``, ``author``, ``concept``, ``digest`` are ids as in `kg.ids`; the id of a paper is its key: the
bare arXiv id, or ``doi:10.1000/182`` and the like (`kg.model.Identifier.key`). Months are ``"2026-01"``. Every table is
sorted by its leading columns.
"""

from typing import Final, Literal

import polars as pl

from kg.schema.columns import STRINGS, schema

TableName = Literal[
    "digests", "papers", "appearances", "sections", "categories", "authorships", "authors", "decisions", "concepts",
    "claims", "evaluations", "terms", "topics", "cooccurrences", "interests", "related", "citations", "links",
    "coauthorships", "sources", "reports",
]  # fmt: skip

_LABEL = pl.Struct({"text": pl.String, "language": pl.String})
_VOTE = pl.Struct({"type": pl.String, "papers": pl.Int32})
_SCHEME = pl.Struct({"iri": pl.String, "title": pl.String, "license": pl.String})
_EVIDENCE = pl.Struct({"kind": pl.String, "values": STRINGS, "bits": pl.Float64, "more": pl.Int32})


SCHEMAS: Final[dict[TableName, pl.Schema]] = {
    # one day's digest; date is null if no file has it
    "digests": schema({"digest": pl.String, "date": pl.Date, "files": STRINGS}),
    # first_seen and last_seen are days of digests, null if only undated ones have the paper; author_count counts
    # distinct authors; pairs_omitted: too many authors for co-author pairs; concept_pairs_omitted: too many concepts
    # for pairs of them; identifiers are keys, the paper's own first; month is "" where it is unknown;
    # authors_truncated: the list names only some of the authors
    "papers": schema(
        {
            "paper": pl.String, "identifiers": STRINGS, "version": pl.Int32, "title": pl.String, "month": pl.String,
            "published": pl.Date, "journal": pl.String, "primary_category": pl.String, "comment": pl.String,
            "author_count": pl.Int32, "authors_truncated": pl.Boolean, "pairs_omitted": pl.Boolean,
            "concept_pairs_omitted": pl.Boolean, "withdrawn": pl.Boolean, "appearance_count": pl.Int32,
            "first_seen": pl.Date, "last_seen": pl.Date,
        }
    ),
    # a paper as the rank-th entry (from 1) under a category of a digest; title and authors as printed that day if they
    # differ from the present ones, else "" and []
    "appearances": schema(
        {
            "paper": pl.String, "digest": pl.String, "section": pl.String, "rank": pl.Int64, "title": pl.String,
            "authors": STRINGS,
        }
    ),
    # a text of a paper (the title is in papers); generated: written by a summarizer
    "sections": schema(
        {"paper": pl.String, "kind": pl.String, "language": pl.String, "generated": pl.Boolean, "text": pl.String}
    ),
    # a class of a paper, in listed order from 0; scheme is arxiv, msc or acm
    "categories": schema(
        {"paper": pl.String, "position": pl.Int32, "scheme": pl.String, "code": pl.String, "primary": pl.Boolean}
    ),
    # an authorship: the name printed at a position (from 0), and its author; native is the name in its own script,
    # orcid an ORCID iD, identifiers are keys of other registries ("openalex:A5012345678"); "" and [] without
    "authorships": schema(
        {
            "authorship": pl.String, "paper": pl.String, "position": pl.Int32, "printed": pl.String,
            "native": pl.String, "orcid": pl.String, "identifiers": STRINGS, "affiliations": STRINGS,
            "author": pl.String,
        }
    ),
    # a resolved person or group; months of the first and last paper; the category of the most papers;
    # coauthor_count counts distinct partners in coauthorships; orcid: the ORCID iDs that are this author's
    "authors": schema(
        {
            "author": pl.String, "name": pl.String, "kind": pl.String, "variants": STRINGS, "orcid": STRINGS,
            "paper_count": pl.Int32,
            "coauthor_count": pl.Int32, "primary_category": pl.String, "first_seen": pl.String, "last_seen": pl.String,
        }
    ),
    # a decision (a < b), by program or person: verdict same is about two authorships of one author, different and
    # possiblySame are about two authors; the bits of the evidence add up to log2 of the odds;
    # kind and values of a reason: `kg.model.EvidenceKind`
    "decisions": schema(
        {
            "a": pl.String, "b": pl.String, "verdict": pl.String, "source": pl.String, "confidence": pl.Float64,
            "evidence": pl.List(_EVIDENCE),
        }
    ),
    # the concepts of papers; type "" is unknown; paper_count counts papers whose own words (title, abstract) name it,
    # summary_paper_count those in which only a summary does; votes: the types that papers use a found concept as; iri
    # is the vocabulary's, "" for a found concept; matches are IRIs of equal concepts elsewhere; schemes are the
    # vocabularies that have the concept, license is an IRI
    "concepts": schema(
        {
            "concept": pl.String, "type": pl.String, "label": pl.String, "labels": pl.List(_LABEL),
            "broader": STRINGS, "curated": pl.Boolean, "votes": pl.List(_VOTE), "iri": pl.String,
            "definitions": pl.List(_LABEL), "matches": STRINGS, "schemes": pl.List(_SCHEME),
            "paper_count": pl.Int32, "summary_paper_count": pl.Int32,
            "first_seen": pl.String, "last_seen": pl.String,
        }
    ),
    # the reason that a paper is linked to a concept: characters start..end of the section, found by a rule
    "claims": schema(
        {
            "paper": pl.String, "concept": pl.String, "relation": pl.String, "section": pl.String, "start": pl.Int32,
            "end": pl.Int32, "confidence": pl.Float64, "rule": pl.String, "generated": pl.Boolean,
        }
    ),
    # a result that a text states: metric on dataset, both concepts, is value in unit ("" without one); characters
    # start..end of the section are the number
    "evaluations": schema(
        {
            "paper": pl.String, "dataset": pl.String, "metric": pl.String, "value": pl.Float64, "unit": pl.String,
            "section": pl.String, "start": pl.Int32, "end": pl.Int32, "confidence": pl.Float64, "rule": pl.String,
            "generated": pl.Boolean,
        }
    ),
    # a salient term of a paper, rank 1 the most salient; concept is "" if it is not a concept of the graph; characters
    # start..end of the section are the first occurrence
    "terms": schema(
        {
            "paper": pl.String, "rank": pl.Int32, "label": pl.String, "type": pl.String, "concept": pl.String,
            "weight": pl.Float64, "section": pl.String, "start": pl.Int32, "end": pl.Int32,
        }
    ),
    # the combined claims of a paper about a concept; every pair has relation "about" in addition to others;
    # generated: all its claims rest on summaries; confidence is that of the best claim
    "topics": schema(
        {
            "paper": pl.String, "concept": pl.String, "relation": pl.String, "generated": pl.Boolean,
            "confidence": pl.Float64,
        }
    ),
    # two concepts (a < b) that papers name together in their own words, more often than by chance; paper_count counts
    # all these papers; among the reference papers (`kg.frames.reference`), lift is how many times as often, and npmi
    # (Bouma 2009) is between 0 (chance) and 1 (always together) and discounts small counts
    "cooccurrences": schema(
        {"a": pl.String, "b": pl.String, "paper_count": pl.Int32, "lift": pl.Float64, "npmi": pl.Float64}
    ),
    # a concept that an author works on, each author's strongest few; paper_count counts the author's papers on it;
    # weight is the sum of its rarity among the reference papers, in bits, over these papers, doubled for titles and
    # proposals; summaries do not count
    "interests": schema(
        {"author": pl.String, "concept": pl.String, "paper_count": pl.Int32, "weight": pl.Float64}
    ),
    # two papers (a < b) near in subject, one among the nearest of the other; shared counts rare concepts and terms of
    # both; concepts are the weightiest of them; weight is a cosine with lengths shrunk towards the usual length
    "related": schema(
        {"a": pl.String, "b": pl.String, "weight": pl.Float64, "shared": pl.Int32, "concepts": STRINGS}
    ),
    # a citation of one paper of the graph by another
    "citations": schema({"paper": pl.String, "cited": pl.String}),
    # an address that a paper gives; section is "" if it was a field of a row
    "links": schema(
        {
            "paper": pl.String, "url": pl.String, "kind": pl.String, "section": pl.String, "stars": pl.Int64,
            "updated": pl.Date,
        }
    ),
    # two people (a < b) with papers together; weight sums 1/(authors-1) per paper (Newman 2001); months
    "coauthorships": schema(
        {
            "a": pl.String, "b": pl.String, "paper_count": pl.Int32, "weight": pl.Float64, "first_seen": pl.String,
            "last_seen": pl.String,
        }
    ),
    # a file that was read; announced: the total of its table of contents, null without one
    "sources": schema(
        {
            "path": pl.String, "sha256": pl.String, "format": pl.String, "rows": pl.Int64, "accepted": pl.Int64,
            "rejected": pl.Int64, "announced": pl.Int64,
        }
    ),
    # a problem in the input; line counts from 1, 0 is the whole file
    # code: `kg.report_codes.ReportCode`; arguments: JSON, an object of its parameters
    "reports": schema(
        {
            "level": pl.String, "file": pl.String, "line": pl.Int64, "code": pl.String, "arguments": pl.String,
        }
    ),
}  # fmt: skip
