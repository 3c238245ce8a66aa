"""Parse identifiers of papers and people in public registries, in any common spelling.

Each function returns the identifier in its registry's normal form, or None for a text that is not one. A paper's key
(`kg.model.Identifier.key`) comes from its main identifier: arXiv before DOI before OpenAlex before Semantic Scholar.
"""

import re
from collections.abc import Iterable
from typing import Final

from kg.ids import parse_arxiv_id
from kg.model import Identifier, IdentifierScheme

_DOI: Final = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_HEAD: Final = re.compile(r"\s*(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:)?\s*", re.IGNORECASE)
_MAX_DOI: Final = 200  # characters; the longest registered ones have about 150
_OPENALEX: Final = re.compile(
    r"(?:https?://(?:api\.)?openalex\.org/(?:works/|authors/)?)?([WA][1-9]\d{3,11})", re.IGNORECASE
)
_ORCID: Final = re.compile(r"(?<![\dX])(\d{4})[-‐–]?(\d{4})[-‐–]?(\d{4})[-‐–]?(\d{3}[\dXx])(?![\dX])")
_S2: Final = re.compile(r"[0-9a-f]{40}")
_S2_PAGE: Final = re.compile(r"(?:https?://)?(?:www\.)?semanticscholar\.org/paper/(?:[^/?#]+/)?", re.IGNORECASE)

_RANK: Final = {
    scheme: rank
    for rank, scheme in enumerate(
        (IdentifierScheme.ARXIV, IdentifierScheme.DOI, IdentifierScheme.OPENALEX, IdentifierScheme.SEMANTIC_SCHOLAR)
    )
}


def arxiv(text: str) -> Identifier | None:
    """Read an arXiv id in any spelling that `kg.ids.parse_arxiv_id` knows; the version is dropped."""
    found = parse_arxiv_id(text)
    return Identifier(IdentifierScheme.ARXIV, found.id) if found else None


def doi(text: str) -> Identifier | None:
    """Read a DOI, bare or as an address; DataCite's DOI of an arXiv paper is that paper's arXiv id.

    DOIs ignore case, so the normal form is lower case (ISO 26324).

    >>> doi("https://doi.org/10.1000/ABC").key, doi("10.48550/arXiv.2601.00001").key, doi("10.1000")
    ('doi:10.1000/abc', '2601.00001', None)
    """
    bare = _DOI_HEAD.sub("", text, count=1).strip().rstrip(".,;")
    if not _DOI.fullmatch(bare) or len(bare) > _MAX_DOI or not bare.isprintable():
        return None
    if bare.lower().startswith("10.48550/"):
        return arxiv(bare[len("10.48550/arxiv.") :]) if bare.lower().startswith("10.48550/arxiv.") else None
    return Identifier(IdentifierScheme.DOI, bare.lower())


def openalex(text: str) -> Identifier | None:
    """Read the id of an OpenAlex work (``W…``) or author (``A…``), bare or as an address.

    >>> openalex("https://openalex.org/W2741809807").key
    'openalex:W2741809807'
    """
    match = _OPENALEX.fullmatch(text.strip())
    return Identifier(IdentifierScheme.OPENALEX, match[1].upper()) if match else None


def semantic_scholar(text: str) -> Identifier | None:
    """Read the 40-digit hexadecimal id of a Semantic Scholar paper, or the number of an author."""
    bare = text.strip().lower()
    known = _S2.fullmatch(bare) or (bare.isascii() and bare.isdigit() and len(bare) <= 12)  # noqa: PLR2004
    return Identifier(IdentifierScheme.SEMANTIC_SCHOLAR, bare) if known else None


def orcid(text: str) -> Identifier | None:
    """Find an ORCID iD in a text; one whose check digit is wrong (ISO 7064 MOD 11-2) is not an ORCID.

    >>> orcid("https://orcid.org/0000-0002-1825-0097").value, orcid("0000-0002-1825-0098")
    ('0000-0002-1825-0097', None)
    """
    match = _ORCID.search(text)
    if match is None:
        return None
    digits = "".join(match.groups()).upper()
    total = 0
    for digit in digits[:-1]:
        total = (total + int(digit)) * 2
    check = (12 - total % 11) % 11
    if digits[-1] != ("X" if check == 10 else str(check)):  # noqa: PLR2004
        return None
    return Identifier(IdentifierScheme.ORCID, "-".join(digits[i : i + 4] for i in range(0, 16, 4)))


def paper_keys(text: str) -> tuple[str, ...]:
    """Return the paper keys that a text may mean: an identifier, a key or an address, in any common spelling.

    >>> paper_keys("https://doi.org/10.1000/182"), paper_keys("arXiv:2601.00001v2"), paper_keys("Bo Han")
    (('doi:10.1000/182',), ('2601.00001',), ())
    """
    text = text.strip()
    prefix, _, value = text.partition(":")
    scheme = prefix.lower()
    found = [arxiv(text), doi(text), openalex(value if scheme == IdentifierScheme.OPENALEX else text)]
    found.append(semantic_scholar(value if scheme == IdentifierScheme.SEMANTIC_SCHOLAR else _S2_PAGE.sub("", text)))
    keys = [i.key for i in found if i and not (i.value.isdigit() and scheme != IdentifierScheme.SEMANTIC_SCHOLAR)]
    # a key in a form that no registry has today
    known = {i.value for i in IdentifierScheme} - {IdentifierScheme.ARXIV, IdentifierScheme.ORCID}
    keys += [f"{scheme}:{value}"] if scheme in known and value and not value.startswith("//") else []
    return tuple(dict.fromkeys(keys))


def main_first(identifiers: Iterable[Identifier | None]) -> tuple[Identifier, ...]:
    """Return a paper's identifiers, each once, the one that its key comes from first."""
    found = dict.fromkeys(identifier for identifier in identifiers if identifier is not None)
    return tuple(sorted(found, key=lambda identifier: (_RANK[identifier.scheme], identifier.value)))
