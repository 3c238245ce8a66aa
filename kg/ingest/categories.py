"""Split the category list of a digest into the three schemes that stand mixed in it.

arXiv's listing puts the authors' MSC and ACM classes behind the categories: ``cs.CV``, ``I.2.10; I.4.8``,
``68T45 (Primary), 68T07``. Syntax: https://arxiv.org/category_taxonomy, MSC2020, ACM CCS 1998.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.model import Category, Scheme

_ARCHIVES = (
    "astro-ph|cond-mat|cs|econ|eess|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|nlin|nucl-ex|nucl-th|physics|"
    "q-bio|q-fin|quant-ph|stat|"
    "acc-phys|adap-org|alg-geom|ao-sci|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas|dg-ga|funct-an|mtrl-th|"
    "patt-sol|plasm-ph|q-alg|solv-int|supr-con"
)
_ARXIV = re.compile(rf"(?:{_ARCHIVES})(?:\.[A-Za-z]{{2}}|\.[a-z]+(?:-[a-z]+)*)?")
_ACM = re.compile(r"[A-K](?:\.(?:\d{1,2}|m)){1,2}")
_MSC = re.compile(r"\d{2}(?:[A-Z](?:\d{2}|[xX]{2})|-(?:\d{2}|[xX]{2})|[xX]{2,3})")
_MSC_TOP = re.compile(r"\d{2}")
_SEPARATORS = re.compile(r"[\s,;:()|/]+")
_RANK_WORDS = frozenset({"primary", "secondary", "msc", "msc2020", "msc2010"})


@lru_cache(maxsize=4096)
def split_categories(printed: str) -> tuple[Category, ...]:
    """Return the classes that one printed string names, in its order; empty where it names none.

    >>> [c.code for c in split_categories("68T45 (Primary), 68T07")], split_categories("Doctor of Engineering")
    (['68T45', '68T07'], ())
    """
    words = [word.strip(".") for word in _SEPARATORS.split(printed)]
    found: dict[Category, None] = {}
    prose = False
    for word in words:
        if _ARXIV.fullmatch(word):
            found[Category(Scheme.ARXIV, word)] = None
        elif _ACM.fullmatch(word):
            found[Category(Scheme.ACM, word)] = None
        elif _MSC.fullmatch(word):
            found[Category(Scheme.MSC, word)] = None
        elif word and not _MSC_TOP.fullmatch(word):
            prose = prose or word.lower() not in _RANK_WORDS
    if not found and not prose:  # two bare digits are a class only among their like: "70, 74, 76"
        found = {Category(Scheme.MSC, word): None for word in words if _MSC_TOP.fullmatch(word)}
    return tuple(found)


def all_categories(printed: Iterable[str]) -> tuple[Category, ...]:
    """Return the classes of a whole list, each once, in printed order."""
    return tuple(dict.fromkeys(category for text in printed for category in split_categories(text)))


def first_arxiv(printed: Iterable[str]) -> str:
    """Return the first arXiv category of a list, which is the primary one; empty without one."""
    return next((c.code for text in printed for c in split_categories(text) if c.scheme is Scheme.ARXIV), "")
