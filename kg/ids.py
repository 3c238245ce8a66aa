"""Parse arXiv ids, and create the ids and IRIs of everything in a graph.

An id in a table is already safe inside an IRI: it consists of percent-encoded segments joined by ``/``. An
IRI is therefore always *prefix + kind + "/" + id*, and two ids never collide after encoding.

Ids contain no history. An author's id comes from an authorship (slug of the name, arXiv id of the earliest paper), so
adding papers does not rename people.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote, unquote

PAPER_PREFIX = "https://arxiv.org/abs/"
ONTOLOGY_PREFIX = "https://w3id.org/arxiv-kg/ontology#"
CATEGORY_PREFIX = "https://w3id.org/arxiv-kg/category/"
CONCEPT_PREFIX = "https://w3id.org/arxiv-kg/concept/"
DEFAULT_BASE = "http://localhost:8000/id/"

# Archives that numbered their own papers until March 2007: hep-th/9901001, math.GT/0309136.
OLD_ARCHIVES = (
    "acc-phys", "adap-org", "alg-geom", "ao-sci", "astro-ph", "atom-ph", "bayes-an", "chao-dyn", "chem-ph", "cmp-lg",
    "comp-gas", "cond-mat", "cs", "dg-ga", "funct-an", "gr-qc", "hep-ex", "hep-lat", "hep-ph", "hep-th", "math",
    "math-ph", "mtrl-th", "nlin", "nucl-ex", "nucl-th", "patt-sol", "physics", "plasm-ph", "q-alg", "q-bio",
    "quant-ph", "solv-int", "supr-con",
)  # fmt: skip
_FIRST_OLD, _FIRST_NEW, _FIRST_OF_FIVE_DIGITS = "9107", "0704", "1501"
_ARCHIVE = rf"(?P<archive>{'|'.join(sorted(OLD_ARCHIVES, reverse=True))})(?:\.[a-z]{{2}})?"
_NUMBER = rf"(?:(?P<new>\d{{4}}\.\d{{4,5}})|{_ARCHIVE}/(?P<old>\d{{7}}))"
_VERSION = r"(?:\s?v(?P<version>[1-9]\d{0,3}))?"
# Spellings that show that an arXiv id follows: addresses of arXiv, its mirrors, and sites that show its papers under
# its ids; DataCite's DOI; "arXiv:…" as in print and in OAI-PMH; "abs/…" of DBLP; "eprint …" of BibTeX and INSPIRE.
_SAYS_ARXIV = (
    r"(?<![\w.-])(?:[\w-]+\.)*(?:arxiv\.org|xxx\.lanl\.gov|ar5iv\.org|alphaxiv\.org|front\.math\.ucdavis\.edu"
    r"|arxiv-sanity(?:-lite)?\.com)(?::\d+)?/(?:[\w.~-]+/){0,5}(?:arxiv:)?"
    r"|(?<![\w.-])(?:[\w-]+\.)*(?:huggingface\.co|hf\.co|emergentmind\.com|arxiv-vanity\.com)/papers/"
    r"|(?<![\w.])10\.48550/arxiv\."
    r"|(?<![\w-])arxiv(?:\.org)?[:：/]\s*"
    r"|(?<![\w/])abs/"
    r"|(?<=[?&])pid="
    r"|(?<![\w-])e-?print(?:s?)[\s:=+\"{]{1,9}(?:arxiv:)?"
)
# A bare number must not be the end of a longer number, a path, a price or a value.
_ALONE = r"(?<![\w./:$€£¥#=+-])(?:arxiv[-_ ])?"
_FLAGS = re.ASCII | re.IGNORECASE
_PLAIN = re.compile(rf"(?:https?://arxiv\.org/(?:abs|pdf)/)?{_NUMBER}{_VERSION}", _FLAGS)
_FOUND = re.compile(rf"(?:(?P<said>{_SAYS_ARXIV})|{_ALONE}){_NUMBER}{_VERSION}(?![\w-])(?!\.\d)", _FLAGS)
_INTRODUCED = re.compile(r"\W*(?:arxiv|corr\b|abs/|doi\b|e-?print|https?:|oai:|info:)", _FLAGS)
# Allowed if the whole text is an id: the folder and suffix of a downloaded file, a subject class after the id, and the
# loss of its leading zero in a spreadsheet.
_SUFFIX = r"\.(?:pdf|ps|html?|tex|txt|md|json|xml|bib|zip|tar|gz)"
_WHOLE = re.compile(
    rf"(?:(?!10\.\d|\w+://)[^\r\n]*[/\\](?=[^/\\]*{_SUFFIX}\Z))?(?:arxiv[-_. ])?"
    rf"(?:(?P<new>\d{{3,4}}\.\d{{4,5}})|{_ARCHIVE}[/_-]?(?P<old>\d{{6,7}})){_VERSION}"
    rf"(?:{_SUFFIX}){{0,2}}(?:\s*[\[(][a-z-]+(?:\.[a-z-]+)?[\])]?)?",
    _FLAGS,
)
_FTP = re.compile(rf"/ftp/({'|'.join(OLD_ARCHIVES)})/papers/\d{{4}}/(\d{{7}})", _FLAGS)
_BIBCODE = re.compile(r"(?<!\w)(?:19|20)\d\darxiv(\d{4})\.?(\d{4,5})[a-z.](?!\w)", _FLAGS)
_QUOTED = re.compile("%2f|%3a", re.IGNORECASE)
_WRAPPING = " \t\r\n\u200b\ufeff<>()[]{}\"'`“”‘’«».,;|*"

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
    """A parsed arXiv identifier.

    ``id`` has no version; ``month`` is ``"2026-01"``, read from the id itself.
    """

    id: str
    version: int | None
    month: str


def parse_arxiv_id(text: str) -> ArxivId | None:
    """Read an arXiv id from any spelling that means one paper of arXiv.

    That is an id of either style, with or without version; an address on arXiv or on a site that shows its papers;
    DataCite's DOI; ``arXiv:…`` with what follows it in print; the name of a downloaded file. The subject class of an
    old id is dropped (``math.GT/0309136`` is ``math/0309136``). Follows
    https://info.arxiv.org/help/arxiv_identifier.html: five digits from 2015, four before, no month 13. Returns None for
    anything else, such as the DOI of a journal or a text with two different ids.

    >>> parse_arxiv_id("https://arxiv.org/abs/2601.21126v2")
    ArxivId(id='2601.21126', version=2, month='2026-01')
    >>> parse_arxiv_id("hep-th/9901001").month
    '1999-01'
    >>> parse_arxiv_id("doi:10.48550/arXiv.2601.21126").id
    '2601.21126'
    """
    if match := _PLAIN.fullmatch(text):
        return _arxiv_id(match)
    text = unquote(text).strip(_WRAPPING).rstrip("/")
    if match := _WHOLE.fullmatch(text):
        return _arxiv_id(match)
    if " " in text and not _INTRODUCED.match(text):
        return None
    found = {one.id: one for one in _search(text, alone=False)}
    return next(iter(found.values())) if len(found) == 1 else None


def find_arxiv_ids(text: str) -> list[ArxivId]:
    """Return the arXiv ids that a text links to or prints, in order, each once, with the first version given.

    A number alone counts unless it is part of a longer number, a path, a price or another DOI.

    >>> [found.id for found in find_arxiv_ids("[x](https://arxiv.org/pdf/2601.00001v2), math.GT/0309136, $2601.00002")]
    ['2601.00001', 'math/0309136']
    """
    found: dict[str, ArxivId] = {}
    for one in _search(text, alone=True):
        if found.setdefault(one.id, one).version is None:
            found[one.id] = one
    return list(found.values())


def _search(text: str, *, alone: bool) -> Iterator[ArxivId]:
    """Yield the ids in a text; bare numbers only with ``alone``."""
    if _QUOTED.search(text):
        text = unquote(text)
    text = _FTP.sub(r"/abs/\1/\2", _BIBCODE.sub(r"arXiv:\1.\2", text))
    for match in _FOUND.finditer(text):
        if (match["said"] is not None or (alone and text[match.end() : match.end() + 1] not in ("%", "/", "@"))) and (
            found := _arxiv_id(match)
        ):
            yield found


def _arxiv_id(match: re.Match[str]) -> ArxivId | None:
    """Check the numbers of a match. One missing digit is the leading zero, dropped by a spreadsheet."""
    if match["new"]:
        yymm, _, number = match["new"].zfill(len("yymm.") + len(match["new"].partition(".")[2])).partition(".")
        id_, digits = f"{yymm}.{number}", 4 if yymm < _FIRST_OF_FIVE_DIGITS else 5
        known = len(number) == digits and _FIRST_NEW <= yymm < _FIRST_OLD
    else:
        number = match["old"].zfill(7)
        yymm, id_ = number[:4], f"{match['archive'].lower()}/{number}"
        known = not _FIRST_NEW <= yymm < _FIRST_OLD
    if not known or not "01" <= yymm[2:] <= "12":
        return None
    century = "19" if yymm >= _FIRST_OLD else "20"
    version = int(match["version"]) if match["version"] else None
    return ArxivId(id_, version, f"{century}{yymm[:2]}-{yymm[2:]}")


def fold(text: str) -> str:
    """Normalize text to comparable letters: no accents, no case, single spaces.

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
    """Create a readable path segment from a name or label, percent-encoded where it is not ASCII.

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
    """Return the id of an author, from the name and arXiv id of the representing authorship."""
    return f"{slug(name)}/{segment(paper)}"


def authorship_id(paper: str, name_slug: str, repeat: int = 1) -> str:
    """Return the id of an authorship: the ``repeat``-th occurrence (from 1) of a name of this slug on the paper."""
    suffix = f"-{repeat}" if repeat > 1 else ""
    return f"{segment(paper)}/{name_slug}{suffix}"


REGISTRIES = {
    "doi": "https://doi.org/",
    "openalex": "https://openalex.org/",
    "s2": "https://www.semanticscholar.org/paper/",
}
"""Namespaces of IRIs by prefix of the paper's key, for papers without an arXiv id."""


def is_arxiv_key(paper: str) -> bool:
    """Return True for the key of a paper on arXiv, which is its bare arXiv id.

    >>> is_arxiv_key("hep-th/9901001"), is_arxiv_key("doi:10.1000/182")
    (True, False)
    """
    return paper.partition(":")[0] not in REGISTRIES


def paper_iri(paper: str) -> str:
    """Return the IRI of a paper: the address of its page in the registry, so that all graphs use the same IRI.

    >>> paper_iri("hep-th/9901001"), paper_iri("doi:10.1000/a#b<c>"), paper_iri("openalex:W2741809807")
    ('https://arxiv.org/abs/hep-th/9901001', 'https://doi.org/10.1000/a%23b%3Cc%3E', 'https://openalex.org/W2741809807')
    """
    scheme, _, value = paper.partition(":")
    if scheme in REGISTRIES:
        return REGISTRIES[scheme] + quote(value, safe="/-._~:;()+,=@!*$")
    return PAPER_PREFIX + quote(paper, safe="/-._~")


def doi_iri(paper: str) -> str:
    """Return the IRI of the DOI that DataCite registers for every arXiv paper, by its arXiv id."""
    return "https://doi.org/10.48550/arXiv." + quote(paper, safe="/-._~")


def category_iri(scheme: str, code: str) -> str:
    """Return the IRI of a category; ``scheme`` is ``arxiv``, ``msc`` or ``acm``."""
    return f"{CATEGORY_PREFIX}{scheme}/{segment(code)}"


def node_iri(base: str, kind: str, id_: str) -> str:
    """Return the IRI of a node under the graph's own base: an author, a claim and so on."""
    return f"{base}{kind}/{id_}"


def concept_iri(base: str, id_: str, iri: str) -> str:
    """Return the IRI of a concept: ``iri``, which its vocabulary gives it, or one under the graph's base.

    >>> concept_iri("http://localhost:8000/id/", "hivenet", "")
    'http://localhost:8000/id/concept/hivenet'
    """
    return iri or node_iri(base, "concept", id_)
