"""All dialects, in the order in which they are tried on a file, and how a file's dialect is found."""

from typing import Final

from kg.ingest.dialects.descriptions import describe_format
from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.json import csl, hugging_face, openalex, semantic_scholar, snapshot
from kg.ingest.dialects.json import digest as jsonl
from kg.ingest.dialects.text import bibtex, front_matter, lists, mail
from kg.ingest.dialects.text import digest as markdown
from kg.ingest.dialects.xml import atom, oai, rss

DIALECTS: Final[tuple[Dialect, ...]] = (
    markdown.MARKDOWN_DIALECT,
    front_matter.FRONT_MATTER_DIALECT,
    lists.MARKDOWN_LIST_DIALECT,
    snapshot.SNAPSHOT_DIALECT,
    openalex.OPENALEX_DIALECT,
    semantic_scholar.SEMANTIC_SCHOLAR_DIALECT,
    hugging_face.HUGGING_FACE_DIALECT,
    csl.CSL_DIALECT,
    jsonl.JSONL_DIALECT,
    atom.ATOM_DIALECT,
    rss.RSS_DIALECT,
    oai.OAI_PMH_DIALECT,
    mail.MAIL_DIALECT,
    bibtex.BIBTEX_DIALECT,
)
"""The first that recognizes a file reads it: the special before the general, as in `INPUT_FORMATS`."""


def detect(head: Head) -> Dialect | None:
    """Return the dialect of a file by its beginning; None if none recognizes it.

    Dialects that use the file's suffix are asked first, so that a Markdown file about BibTeX is read as Markdown.
    """
    of_suffix = [dialect for dialect in DIALECTS if head.suffix in dialect.suffixes]
    others = [dialect for dialect in DIALECTS if head.suffix not in dialect.suffixes]
    return next((dialect for dialect in (*of_suffix, *others) if dialect.matches(head)), None)


def dialect(name: str) -> Dialect:
    """Return a dialect by its name. Raises UnknownName with all names where it does not exist."""
    description = describe_format(name)
    return next(known for known in DIALECTS if known.description is description)
