"""Identifiers: arXiv ids, and the ids and IRIs of everything in a graph.

An id in a table is already safe inside an IRI: it consists of percent-encoded segments joined by ``/``. An
IRI is therefore always *prefix + kind + "/" + id*, and two ids never collide after encoding.

No id holds history. An author is named after a mention (slug of the name, arXiv id of the earliest paper), so
adding papers does not rename people.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

PAPER_PREFIX = "https://arxiv.org/abs/"
ONTOLOGY_PREFIX = "https://w3id.org/arxiv-kg/ontology#"
CATEGORY_PREFIX = "https://w3id.org/arxiv-kg/category/"
DEFAULT_BASE = "http://localhost:8000/id/"

_NEW_STYLE = r"(?P<yymm>\d{2}(?:0[1-9]|1[0-2]))\.\d{4,5}"
_OLD_STYLE = r"[a-z][a-z-]*(?:\.[A-Z]{2})?/(?P<old_yymm>\d{2}(?:0[1-9]|1[0-2]))\d{3}"
_ARXIV = re.compile(rf"(?P<id>{_NEW_STYLE}|{_OLD_STYLE})(?:v(?P<version>[1-9]\d{{0,3}}))?")
_URL_HEAD = re.compile(r"(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/|arxiv:", re.IGNORECASE)

# Letters that NFKD leaves whole; the rest of Latin loses its accents by decomposition.
_LATIN_FOLD = str.maketrans(
    {
        "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "ß": "ss", "ẞ": "SS", "ı": "i", "đ": "d", "Đ": "D", "ð": "d",
        "Ð": "D", "þ": "th", "Þ": "Th", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ħ": "h", "Ħ": "H",
        "ŋ": "n", "Ŋ": "N", "ŧ": "t", "Ŧ": "T", "ƙ": "k", "ɓ": "b", "ɗ": "d", "ə": "e", "Ə": "E",
    }
)  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_SPELLED = str.maketrans({"+": " plus", "#": " sharp", "&": " and "})


class ArxivId(NamedTuple):
    """An arXiv identifier taken apart.

    ``id`` carries no version; ``month`` is ``"2026-01"``, read from the id itself.
    """

    id: str
    version: int | None
    month: str


def parse_arxiv_id(text: str) -> ArxivId | None:
    """Read an arXiv id, old or new style, bare, versioned or inside an arXiv address.

    Follows https://info.arxiv.org/help/arxiv_identifier.html. Returns None for anything else.

    >>> parse_arxiv_id("https://arxiv.org/abs/2601.21126v2")
    ArxivId(id='2601.21126', version=2, month='2026-01')
    >>> parse_arxiv_id("hep-th/9901001").month
    '1999-01'
    """
    bare = _URL_HEAD.sub("", text.strip(), count=1).removesuffix(".pdf")
    match = _ARXIV.fullmatch(bare)
    if match is None:
        return None
    yymm = match["yymm"] or match["old_yymm"]
    century = "19" if yymm >= "9107" else "20"
    version = int(match["version"]) if match["version"] else None
    return ArxivId(match["id"], version, f"{century}{yymm[:2]}-{yymm[2:]}")


def fold(text: str) -> str:
    """Reduce text to comparable letters: no accents, no case, single spaces.

    Idempotent. Scripts other than Latin keep their letters.

    >>> fold("Jörg  Müller-Ößner")
    'jorg muller-ossner'
    """
    if text.isascii():
        return " ".join(text.casefold().split())
    decomposed = unicodedata.normalize("NFKD", text.translate(_LATIN_FOLD).casefold().translate(_LATIN_FOLD))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return " ".join(unicodedata.normalize("NFKC", bare).casefold().split())


def slug(text: str) -> str:
    """Make a readable path segment out of a name or label, percent-encoded where it is not ASCII.

    Never empty: text without a letter or digit becomes ``x``.

    >>> slug("Jörg Müller"), slug("C++"), slug("C#")
    ('jorg-muller', 'c-plus-plus', 'c-sharp')
    """
    words = "-".join(_WORD.findall(fold(text.translate(_SPELLED))))
    return (words if words.isascii() else quote(words, safe="-")) or "x"


@lru_cache(maxsize=1 << 12)
def segment(text: str) -> str:
    """Percent-encode one path segment (``hep-th/9901001`` -> ``hep-th%2F9901001``)."""
    return quote(text, safe="-._~")


def author_id(name: str, paper: str) -> str:
    """Id of an author, from the name and arXiv id of the mention that represents the person."""
    return f"{slug(name)}/{segment(paper)}"


def authorship_id(paper: str, name_slug: str, repeat: int = 1) -> str:
    """Id of a mention: the ``repeat``-th time (from 1) that a name of this slug is printed on the paper."""
    suffix = f"-{repeat}" if repeat > 1 else ""
    return f"{segment(paper)}/{name_slug}{suffix}"


def paper_iri(paper: str) -> str:
    """IRI of a paper: its page on arXiv, so that graphs of different makers join."""
    return PAPER_PREFIX + quote(paper, safe="/-._~")


def doi_iri(paper: str) -> str:
    """IRI of the DOI that DataCite registers for every arXiv paper."""
    return "https://doi.org/10.48550/arXiv." + quote(paper, safe="/-._~")


def category_iri(scheme: str, code: str) -> str:
    """IRI of a category; ``scheme`` is ``arxiv``, ``msc`` or ``acm``."""
    return f"{CATEGORY_PREFIX}{scheme}/{segment(code)}"


def node_iri(base: str, kind: str, id_: str) -> str:
    """IRI of what lives under a graph's own base: an author, a concept, a claim and so on."""
    return f"{base}{kind}/{id_}"
