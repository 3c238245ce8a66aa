"""The formats that are read: name, title, suffixes and an example entry of each.

Help texts and `kg formats` show them without loading a reader; the readers are in `kg.ingest.dialects.registry`.
"""

from dataclasses import dataclass
from typing import Final

from kg.errors import UnknownName


@dataclass(frozen=True, slots=True)
class FormatDescription:
    """The description of a format.

    ``name`` is the value of ``--format``. ``example`` is a smallest complete entry, which ``kg formats``, the help of
    ``kg build`` and errors show. ``daily`` formats are kept per day, so a file without a day in its name is worth a
    warning.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    example: str
    daily: bool = False


JSON_SUFFIXES: Final = (".jsonl", ".json", ".ndjson")
"""Suffixes of files in JSON. Every dialect in JSON has them all, since the suffix does not say which one it is."""

MARKDOWN: Final = FormatDescription(
    name="markdown",
    title="Markdown digest: an entry per paper under a heading with an arXiv link",
    suffixes=(".md", ".markdown", ".txt"),
    example="""\
### [1] [Sorting Seashells by Sound](https://arxiv.org/abs/2601.20101)
*Ann Lee, Bo Han*

Main category: cs.SD

TL;DR: A classifier that hears shells.

Abstract: We sort seashells by the sound of the sea in them.
""",
    daily=True,
)

FRONT_MATTER: Final = FormatDescription(
    name="front-matter",
    title="One Markdown file per paper, with front matter",
    suffixes=(".md", ".markdown", ".mdx", ".qmd", ".rmd"),
    example="""\
---
title: Charting Tidal Pools with Sparse Transformers
authors: [Mara Linde, Teo Okafor]
date: 2026-01-15
arxiv: "2601.20001"
categories: [cs.CV, cs.LG]
---

## Abstract

We chart tidal pools with sparse transformers.
""",
)

MARKDOWN_LIST: Final = FormatDescription(
    name="markdown-list",
    title="Markdown table or list with one paper per row",
    suffixes=(".md", ".markdown"),
    example="""\
## cs.CV

| Date | Title | Authors | PDF |
|---|---|---|---|
| 2026-01-15 | Charting Tidal Pools | Mara Linde, Teo Okafor | [2601.20001](https://arxiv.org/abs/2601.20001) |
""",
)

SNAPSHOT: Final = FormatDescription(
    name="snapshot",
    title="The metadata snapshot of arXiv (Kaggle)",
    suffixes=JSON_SUFFIXES,
    example='{"id": "2601.20001", "submitter": "Mara Linde", "authors": "Mara Linde", "title": "Charting Tidal Pools",'
    ' "comments": null, "journal-ref": null, "doi": null, "report-no": null, "categories": "cs.CV cs.LG",'
    ' "license": null, "abstract": "  We chart tidal pools.\\n",'
    ' "versions": [{"version": "v1", "created": "Thu, 15 Jan 2026 18:00:00 GMT"}], "update_date": "2026-01-16",'
    ' "authors_parsed": [["Linde", "Mara", ""]]}\n',
)

OPENALEX: Final = FormatDescription(
    name="openalex",
    title="Works of OpenAlex: answers of its API, or lines of its snapshot",
    suffixes=JSON_SUFFIXES,
    example='{"id": "https://openalex.org/W7120001000", "doi": "https://doi.org/10.48550/arxiv.2601.20001",'
    ' "display_name": "Charting Tidal Pools", "publication_date": "2026-01-15", "authorships": [{"author":'
    ' {"id": "https://openalex.org/A5100001000", "display_name": "Mara Linde"}, "raw_author_name": "Mara Linde"}],'
    ' "abstract_inverted_index": {"We": [0], "chart": [1], "tidal": [2], "pools.": [3]}}\n',
)

SEMANTIC_SCHOLAR: Final = FormatDescription(
    name="semantic-scholar",
    title="Papers of Semantic Scholar: answers of its APIs, or lines of its data sets",
    suffixes=JSON_SUFFIXES,
    example='{"paperId": "00000000000000000000000000000000000a2001", "externalIds": {"ArXiv": "2601.20001"},'
    ' "title": "Charting Tidal Pools", "abstract": "We chart tidal pools.", "publicationDate": "2026-01-15",'
    ' "authors": [{"authorId": "2200001", "name": "Mara Linde"}]}\n',
)

HUGGING_FACE: Final = FormatDescription(
    name="hugging-face",
    title="The daily papers of Hugging Face, as its API answers",
    suffixes=JSON_SUFFIXES,
    example='[{"paper": {"id": "2601.20001", "title": "Charting Tidal Pools", "summary": "We chart tidal pools.",'
    ' "authors": [{"name": "Mara Linde", "hidden": false}], "publishedAt": "2026-01-15T00:00:00.000Z", "upvotes": 3},'
    ' "publishedAt": "2026-01-15T00:00:00.000Z", "title": "Charting Tidal Pools", "numComments": 1}]\n',
)

CSL: Final = FormatDescription(
    name="csl",
    title="CSL-JSON of reference managers such as Zotero, and works of Crossref",
    suffixes=JSON_SUFFIXES,
    example='[{"id": "linde2026", "type": "article", "title": "Charting Tidal Pools", "number": "arXiv:2601.20001",'
    ' "publisher": "arXiv", "author": [{"family": "Linde", "given": "Mara"}],'
    ' "issued": {"date-parts": [[2026, 1, 15]]}, "abstract": "We chart tidal pools."}]\n',
)

JSONL: Final = FormatDescription(
    name="jsonl",
    title="JSON or JSON Lines with one object per paper, such as a digest's",
    suffixes=JSON_SUFFIXES,
    example='{"id": "2601.20001", "title": "Charting Tidal Pools", "authors": ["Mara Linde"], "categories": ["cs.CV"],'
    ' "summary": "We chart tidal pools."}\n',
    daily=True,
)

ATOM: Final = FormatDescription(
    name="atom",
    title="Atom feed of arXiv: answers of its API, daily news",
    suffixes=(".atom", ".xml"),
    example="""\
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <entry>
    <id>http://arxiv.org/abs/2601.20001v1</id>
    <published>2026-01-15T09:30:00Z</published>
    <title>Charting Tidal Pools with Sparse Transformers</title>
    <summary>We chart tidal pools with sparse transformers.</summary>
    <author><name>Mara Linde</name></author>
    <author><name>Teo Okafor</name></author>
    <arxiv:primary_category term="cs.CV"/>
    <category term="cs.CV"/>
    <category term="cs.LG"/>
  </entry>
</feed>
""",
)

RSS: Final = FormatDescription(
    name="rss",
    title="RSS feed of arXiv (2.0 or RDF)",
    suffixes=(".rss", ".rdf", ".xml"),
    example="""\
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom">
  <channel>
    <title>cs.CV updates on arXiv.org</title>
    <item>
      <title>Charting Tidal Pools with Sparse Transformers</title>
      <link>https://arxiv.org/abs/2601.20001</link>
      <description>arXiv:2601.20001v1 Announce Type: new
Abstract: We chart tidal pools with sparse transformers.</description>
      <dc:creator>Mara Linde, Teo Okafor</dc:creator>
      <category>cs.CV</category>
      <category>cs.LG</category>
      <pubDate>Thu, 15 Jan 2026 00:00:00 -0500</pubDate>
    </item>
  </channel>
</rss>
""",
)

OAI_PMH: Final = FormatDescription(
    name="oai-pmh",
    title="OAI-PMH records of arXiv: arXiv, arXivRaw, Dublin Core",
    suffixes=(".xml",),
    example="""\
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/">
  <ListRecords>
    <record>
      <header><identifier>oai:arXiv.org:2601.20001</identifier></header>
      <metadata>
        <arXiv xmlns="http://arxiv.org/OAI/arXiv/">
          <id>2601.20001</id>
          <created>2026-01-15</created>
          <authors>
            <author><keyname>Linde</keyname><forenames>Mara</forenames></author>
            <author><keyname>Okafor</keyname><forenames>Teo</forenames></author>
          </authors>
          <title>Charting Tidal Pools with Sparse Transformers</title>
          <categories>cs.CV cs.LG</categories>
          <abstract>We chart tidal pools with sparse transformers.</abstract>
        </arXiv>
      </metadata>
    </record>
  </ListRecords>
</OAI-PMH>
""",
)

MAIL: Final = FormatDescription(
    name="mail",
    title="E-mail listing of arXiv",
    suffixes=(".eml", ".mbox", ".mail", ".txt"),
    example=r"""\\
arXiv:2601.20001
Date: Thu, 15 Jan 2026 09:30:00 GMT   (120kb)

Title: Charting Tidal Pools with Sparse Transformers
Authors: Mara Linde, Teo Okafor
Categories: cs.CV cs.LG
\\
  We chart tidal pools with sparse transformers.
\\ ( https://arxiv.org/abs/2601.20001 ,  120kb)
------------------------------------------------------------------------------
""",
)

BIBTEX: Final = FormatDescription(
    name="bibtex",
    title="BibTeX and BibLaTeX",
    suffixes=(".bib", ".bibtex", ".biblatex"),
    example="""\
@misc{linde2026charting,
  title         = {Charting Tidal Pools with Sparse Transformers},
  author        = {Linde, Mara and Okafor, Teo},
  date          = {2026-01-15},
  eprint        = {2601.20001},
  archivePrefix = {arXiv},
  primaryClass  = {cs.CV},
  abstract      = {We chart tidal pools with sparse transformers.}
}
""",
)

INPUT_FORMATS: Final = (
    MARKDOWN,
    FRONT_MATTER,
    MARKDOWN_LIST,
    SNAPSHOT,
    OPENALEX,
    SEMANTIC_SCHOLAR,
    HUGGING_FACE,
    CSL,
    JSONL,
    ATOM,
    RSS,
    OAI_PMH,
    MAIL,
    BIBTEX,
)
"""All formats, in the order in which they are tried on a file: the special before the general."""


def describe_format(name: str) -> FormatDescription:
    """Return a format by its name. Raises UnknownName with all names where it does not exist."""
    for known in INPUT_FORMATS:
        if known.name == name:
            return known
    raise UnknownName("format", name, [known.name for known in INPUT_FORMATS], "`kg formats` shows an example of each.")
