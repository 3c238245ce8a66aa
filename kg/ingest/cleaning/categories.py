"""Split the category list of a digest into the three schemes that are mixed in it.

arXiv's listing puts the authors' MSC and ACM classes after the categories: ``cs.CV``, ``I.2.10; I.4.8``,
``68T45 (Primary), 68T07``. Syntax: https://arxiv.org/category_taxonomy, MSC2020, ACM CCS 1998. Categories of arXiv are
returned under their canonical code (`kg.classification`), whichever code, case or title was printed.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from kg.classification import arxiv_archives, arxiv_codes, canonical_category, known_classes, spelling
from kg.model import Category, Scheme

_ACM = re.compile(r"[A-K](?:\.(?:\d{1,2}|m)){1,2}")
_MSC = re.compile(r"\d{2}(?:[A-Z](?:\d{2}|[xX]{2})|-(?:\d{2}|[xX]{2})|[xX]{2,3})")
_MSC_TOP = re.compile(r"\d{2}")
_SEPARATORS = re.compile(r"""[\s,;:()|/\[\]{}<>"'`*#&+=·•\\，；、：（）]+""")
_RANK_WORDS = frozenset({"primary", "secondary", "msc", "msc2020", "msc2010", "arxiv", "and"})
_TITLE_WORD = re.compile(r"[^\W_]+")
# The arXiv API prints the address of its category scheme beside each category.
_SCHEME_ADDRESS = re.compile(r"https?://(?:www\.)?arxiv\.org/schemas/atom/?")
# Sets of arXiv's OAI-PMH interface: "cs:cs:LG", "physics:hep-th".
_OAI_SET = re.compile(r"(?<![\w.:-])([a-z-]+):([a-z-]+)(?::([A-Za-z-]+))?(?![\w.:-])")


@lru_cache(maxsize=4096)
def split_categories(printed: str) -> tuple[Category, ...]:
    """Return the classes that one printed string names, in its order; empty if it names none.

    >>> [c.code for c in split_categories("68T45 (Primary), 68T07")], split_categories("Doctor of Engineering")
    (['68T45', '68T07'], ())
    >>> [c.code for c in split_categories("Systems and Control (cs.SY); stat.ml")]
    ['eess.SY', 'stat.ML']
    """
    printed = _OAI_SET.sub(_from_set, _SCHEME_ADDRESS.sub(" ", printed))
    words = [word for text in _SEPARATORS.split(printed) if (word := text.strip("._-"))]
    found: dict[Category, None] = {}
    prose: list[str] = []
    for word in words:
        if code := _arxiv_code(word):
            found[Category(Scheme.ARXIV, code)] = None
        elif _ACM.fullmatch(word):
            found[Category(Scheme.ACM, word)] = None
        elif _MSC.fullmatch(word):
            found[Category(Scheme.MSC, word)] = None
        elif not _MSC_TOP.fullmatch(word) and word.casefold() not in _RANK_WORDS:
            prose.append(word)
    if found:
        return tuple(found)
    if not prose:  # two digits are an MSC class only in a list of nothing else: "70, 74, 76"
        return tuple({Category(Scheme.MSC, word): None for word in words if _MSC_TOP.fullmatch(word)})
    if all(word.casefold() in arxiv_archives() for word in prose):  # "CS, Math"
        return tuple({Category(Scheme.ARXIV, canonical_category(word)): None for word in prose})
    code = _codes_by_title().get(_title(printed), "")
    return (Category(Scheme.ARXIV, code),) if code else ()


def all_categories(printed: Iterable[str]) -> tuple[Category, ...]:
    """Return the classes of a whole list, each once, in printed order."""
    return tuple(dict.fromkeys(category for text in printed for category in split_categories(text)))


def first_arxiv(printed: Iterable[str]) -> str:
    """Return the first arXiv category of a list, which is the primary one; empty without one."""
    return next((c.code for text in printed for c in split_categories(text) if c.scheme is Scheme.ARXIV), "")


def _arxiv_code(word: str) -> str:
    """Return the canonical code that a word spells, empty if it spells none.

    "Physics" and "Math" are words of prose as well, so an archive without a hyphen has to be printed in lower case. An
    unknown subject class of a known archive is accepted, since arXiv adds classes.
    """
    known = arxiv_codes().get(spelling(word))
    if known is not None:
        return known if known == word or not word.isalpha() or word.islower() else ""
    return word if _unlisted_code().fullmatch(word) else ""


@cache
def _unlisted_code() -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(sorted(arxiv_archives()))})\.(?:[A-Za-z]{{2}}|[a-z]+(?:-[a-z]+)*)")


def _from_set(match: re.Match[str]) -> str:
    """Return the code that an OAI-PMH set names; return other words with colons unchanged."""
    group, archive, subject = match.groups()
    if not {group, archive} <= arxiv_archives():
        return match[0]
    return f"{archive}.{subject}" if subject else archive


@cache
def _codes_by_title() -> dict[str, str]:
    """Return the code of each category by its title, with and without its archive ("Computer Science > Sound").

    Titles of one word and titles that several categories share are left out.
    """
    classes = known_classes()
    codes: dict[str, set[str]] = {}
    for key, entry in classes.items():
        if key.startswith("arxiv/") and entry.broader:
            for title in (entry.label, *entry.other_labels):
                for archive in ("", *(classes[wider].label for wider in entry.broader)):
                    codes.setdefault(_title(f"{archive} {title}"), set()).add(entry.code)
    return {title: min(found) for title, found in codes.items() if " " in title and len(found) == 1}


def _title(text: str) -> str:
    return " ".join(_TITLE_WORD.findall(text.casefold()))
