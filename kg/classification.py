"""Read the classes of arXiv, MSC and ACM from ``ontology/vocab/categories.ttl``, the only list of them.

Some categories of arXiv have two codes (``eess.SY`` and ``cs.SY``), and some replaced a closed archive (``cs.CL``
replaced ``cmp-lg``). Each is one category here, with a canonical code.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final
from urllib.parse import unquote

import pyoxigraph as ox

from kg.assets import path
from kg.ids import CATEGORY_PREFIX, segment
from kg.sets.namespaces import PREFIXES

_RDFS: Final = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS: Final = PREFIXES["skos"]
_ARXIV: Final = "arxiv/"
_MARKS: Final = re.compile(r"[-_]")


@dataclass(frozen=True, slots=True)
class KnownClass:
    """A class of a scheme, or a scheme.

    ``code`` is canonical, ``other_codes`` mean the same class, ``other_labels`` are their titles. ``broader`` are keys
    such as ``arxiv/cs``. A scheme has a label only.
    """

    label: str = ""
    code: str = ""
    other_codes: tuple[str, ...] = ()
    other_labels: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()


@cache
def known_classes() -> Mapping[str, KnownClass]:
    """Return the shipped classes by key: ``arxiv/cs.LG`` for a category, ``arxiv`` for a scheme."""
    values: dict[str, dict[str, list[str]]] = {}
    for quad in ox.parse(path=path("ontology/vocab/categories.ttl"), format=ox.RdfFormat.TURTLE):
        subject = quad.subject.value.removeprefix(CATEGORY_PREFIX)
        values.setdefault(subject, {}).setdefault(quad.predicate.value, []).append(quad.object.value)
    return {key: _known(key, said) for key, said in sorted(values.items())}


def _known(key: str, said: Mapping[str, list[str]]) -> KnownClass:
    code = unquote(key.partition("/")[2])
    return KnownClass(
        label=said[f"{_RDFS}label"][0],
        code=code,
        other_codes=tuple(sorted(set(said.get(f"{_SKOS}notation", ())) - {code})),
        other_labels=tuple(sorted(said.get(f"{_SKOS}altLabel", ()))),
        broader=tuple(sorted(iri.removeprefix(CATEGORY_PREFIX) for iri in said.get(f"{_SKOS}broader", ()))),
    )


def class_labels() -> dict[str, str]:
    """Return the labels of the shipped classes by key."""
    return {key: entry.label for key, entry in known_classes().items()}


@cache
def arxiv_codes() -> Mapping[str, str]:
    """Return the canonical code for every code of arXiv, spelled as `spelling` does."""
    return {
        spelling(code): entry.code
        for key, entry in known_classes().items()
        if key.startswith(_ARXIV)
        for code in (entry.code, *entry.other_codes)
    }


@cache
def arxiv_archives() -> frozenset[str]:
    """Return the codes of arXiv that have no subject class: archives open and closed, as printed."""
    codes = (code for entry in known_classes().values() for code in (entry.code, *entry.other_codes))
    return frozenset(code for code in codes if spelling(code) in arxiv_codes() and "." not in code)


def find_archive(code: str) -> str:
    """Return the group of archives that a category of arXiv belongs to: ``cs`` of ``cs.LG``, ``physics`` of ``hep-th``.

    An unknown category returns the part before the dot.

    >>> [find_archive(code) for code in ("cs.LG", "eess.SY", "hep-th", "x.YZ")]
    ['cs', 'eess', 'physics', 'x']
    """
    known = known_classes()
    at = f"{_ARXIV}{code.partition('.')[0]}"
    while at in known and known[at].broader:
        at = known[at].broader[0]
    return at.removeprefix(_ARXIV)


def spelling(code: str) -> str:
    """Normalize the spelling of a code: ``CS.cl`` and ``cs_CL`` are ``cs.cl``."""
    return _MARKS.sub(".", code.casefold())


@lru_cache(maxsize=4096)
def canonical_category(code: str) -> str:
    """Return the canonical code for a code of arXiv, however it is spelled; an unknown code as it is.

    >>> [canonical_category(code) for code in ("cs.SY", "cmp-lg", "STAT.ml", "I.2.7")]
    ['eess.SY', 'cs.CL', 'stat.ML', 'I.2.7']
    """
    return arxiv_codes().get(spelling(code.strip()), code.strip())


def find_category(text: str) -> KnownClass | None:
    """Return the category of arXiv that has this code or title.

    >>> [found and found.code for found in map(find_category, ("cs_cl", "Computation and Language", "cs.ZZ"))]
    ['cs.CL', 'cs.CL', None]
    """
    arxiv = {key: entry for key, entry in known_classes().items() if key.startswith(_ARXIV)}
    if entry := arxiv.get(f"{_ARXIV}{canonical_category(text)}"):
        return entry
    return next((entry for entry in arxiv.values() if text.casefold().strip() == entry.label.casefold()), None)


def other_codes(scheme: str, code: str) -> tuple[str, ...]:
    """Return the codes that mean the same class as a canonical one."""
    entry = known_classes().get(f"{scheme}/{segment(code)}")
    return entry.other_codes if entry else ()
