"""Decide whether a cleaned string can be the name of an author at all.

One function, `find_implausible`, returns the reason why a string is not a name. It errs on the side of names: a refused
string has a form that no name has (a date, an address, markup, a sentence, a label) or consists of words that no name
has ("Deep Learning" has one such word and passes; "Machine Learning" has two).
"""

import re
from functools import lru_cache
from typing import Final

from kg.names import limits
from kg.names.groups import is_organization, is_site, is_team
from kg.names.scripts import is_han, is_hangul
from kg.names.suffixes import generation, is_degree, is_generation
from kg.names.words import functions, remarks, topics
from kg.names.words.particles import PARTICLES

_ADDRESS: Final = re.compile(r"http|www\.|\w\.(?:com|org|net|edu|io|ai|pdf|html)\b(?!\.)|//|@", re.IGNORECASE)
_MARKUP: Final = re.compile(r"[<>{}\[\]|#=^%$~\\*\n\t]|&\w+;|[:：]|(?<![^\W_])_|_(?![^\W\d_])|\A[^ ]*_[^ ]*\Z")
_DATE: Final = re.compile(
    r"\d{4}|\d+[./:-]\d+|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+\d|\d\s*[年月日时分]",
    re.IGNORECASE,
)
_CATEGORY: Final = re.compile(
    r"(?:\A|[\s(])(?:(?:cs|math|stat|eess|econ|physics|astro-ph|cond-mat|q-bio|q-fin|nlin|hep|nucl)[.\-][A-Za-z-]{2,}|"
    r"quant-ph|gr-qc|astro-ph|cond-mat|q-bio|q-fin)(?=[\s)]|\Z)|\A\d\d[A-Z](?:\d\d|xx)\Z|\A[A-K]\.\d(?:\.\d+)?\Z"
)
_SENTENCE: Final = re.compile(r"\bet al\b|(?:\S+\s+){2}[^\W\d_]{4,}\.\s+\S+\s+\S|[!?](?:\s|\Z)|[！？。；;«»।]|\.\.\.|…")
_REMARK: Final = re.compile(rf"(?:{remarks.REMARKS})\Z")
_REMARK_ELSEWHERE: Final = re.compile(rf"(?:{remarks.FOREIGN_REMARKS})+[\s:：]*\Z", re.IGNORECASE)
_TOPIC_ELSEWHERE: Final = re.compile(topics.FOREIGN_TOPICS)
_HAN_SENTENCE: Final = re.compile(
    "[的了是们與这這那该與把被让]|我们|本文|提出|一种|通过|进行|はを|ます|です|하는|합니다|을 |를 "
)
_KANA_SENTENCE: Final = re.compile("[ぁ-ゖ]{9}|ます|です|する|した|ついて")
_MIN_HAN_SENTENCE: Final = 5
_MIN_HAN_TOPIC: Final = 4
_MIN_CAPITALS: Final = 3
"""Capitals of a venue's acronym; "Date" and "Colt" are names too."""
_INITIAL: Final = re.compile(r"[^\W\d_]\.?")
_MIN_SENTENCE_WORDS: Final = 3
_MAX_LOWER_CASE: Final = 4
"""Words of a name that may be printed in careless case; more words with several in lower case are a sentence."""
_FOREIGN_WORDS: Final = 3
"""Function words of other languages that make a sentence; names have two particles in a row."""
_MAX_FACT: Final = 200
"""Characters of a column that is not names."""
_FACTS: Final = frozenset({"no letter", "an address", "a category", "a venue", "a date or number"})
_IN_GROUPS: Final = frozenset("the of on for and at to an".split())
"""Function words in names of organizations."""
_TOPIC_ENDS: Final = frozenset(
    """
    agents algorithms analysis attention benchmark benchmarks classification cognition communication computation
    computing cryptography detection dynamics engineering estimation evaluation generation graphics inference
    interaction language languages learning linguistics logic mathematics mechanics model models networking networks
    optimization perception physics planning prediction processing programming reasoning recognition retrieval
    robotics science sciences segmentation software speech statistics synthesis system systems theory understanding
    vision
    """.split()
)
"""Last words of topics and headings ("Deep Learning"); rare as surnames."""


@lru_cache(maxsize=1 << 17)
def find_implausible(name: str, *, organization: bool = False) -> str:
    """Return the reason why a cleaned string is not the name of an author; empty if it may be one.

    ``organization`` marks the string as the name of an organization.

    >>> find_implausible("Wil M. P. van der Aalst"), find_implausible("Institute of Software")
    ('', '')
    >>> find_implausible("Score: 8/10"), find_implausible("2026-01-05"), find_implausible("we propose a new method")
    ('markup or punctuation', 'no letter', 'a sentence')
    """
    if len(name) > limits.MAX_ORGANIZATION_CHARACTERS:
        return "too long for a name"
    if not any(map(str.isalpha, name)):
        return "no letter"
    organization = organization or is_organization(name)
    return _wrong_characters(name) or (_not_a_group(name) if organization else _not_a_person(name))


def looks_like_topic(name: str) -> bool:
    """Return True for phrases such as "Deep Learning", which only their position distinguishes from names.

    >>> looks_like_topic("Deep Learning"), looks_like_topic("Ann Lee")
    (True, False)
    """
    words = name.casefold().split()
    return (len(words) > 1 and words[-1] in _TOPIC_ENDS) or (len(words) == 1 and words[0] in topics.TOPIC_WORDS)


def looks_like_fact(text: str) -> bool:
    """Return True for a date, number, category, venue or address, which templates print next to authors.

    >>> looks_like_fact("2026-01-05"), looks_like_fact("cs.CL, cs.LG"), looks_like_fact("Ann Lee, Bo Han")
    (True, True, False)
    """
    parts = [part.strip() for part in text[:_MAX_FACT].split(",")]
    return len(text) <= _MAX_FACT and all(not part or find_implausible(part) in _FACTS for part in parts)


def _wrong_characters(name: str) -> str:
    """Return the kind of content that neither a person's nor a group's name has; empty without any."""
    if _ADDRESS.search(name) and not is_site(name):
        return "an address"
    if _MARKUP.search(name):
        return "markup or punctuation"
    if _CATEGORY.search(name):
        return "a category"
    folded = name.casefold().strip(" .-()")
    if (
        _REMARK.match(folded)
        or folded in functions.NOT_NAMES
        or folded in functions.NOT_NAMES_ALONE
        or _REMARK_ELSEWHERE.match(name)
    ):
        return "a label or remark"
    first = folded.partition(" ")[0]
    if first in topics.VENUES and sum(map(str.isupper, name[: len(first)])) >= _MIN_CAPITALS and not is_team(name):
        return "a venue"
    return ""


def _not_a_group(name: str) -> str:
    if _SENTENCE.search(name):
        return "a sentence"
    if is_degree(name) or is_generation(name):
        return "a degree without a name"
    words = _words(name)
    if _is_field(words):
        return "words of a title"
    lower = [word for word in words if word in functions.FUNCTION and word not in _IN_GROUPS]
    return "a sentence" if len(lower) > 1 else ""


def _not_a_person(name: str) -> str:
    if len(name) > limits.MAX_PERSON_CHARACTERS:
        return "too long for a name"
    if _DATE.search(name) or (any(map(str.isdigit, name)) and not generation(name)):
        return "a date or number"
    words = name.split()
    if len(words) > limits.MAX_PERSON_WORDS:
        return "too many words for a name"
    if is_generation(name) or is_degree(name):
        return "a degree without a name"
    if not name[0].isalpha() and name[0] not in "'’(‘ʻʼ\"“„`´":
        return "markup or punctuation"
    if len(words) == 1 and _INITIAL.fullmatch(name) and name.isascii():
        return "one letter"
    return _east_asian_text(name) or _sentence(name) or _title(name)


def _east_asian_text(name: str) -> str:
    """Return why a string in Han characters, kana or Hangul is text and not a name."""
    if name.isascii():
        return ""
    bare = name.replace(" ", "")
    if is_han(bare):
        if len(bare) >= _MIN_HAN_TOPIC and _TOPIC_ELSEWHERE.search(bare):
            return "words of a title"
        if len(bare) > limits.MAX_HAN_CHARACTERS or (len(bare) >= _MIN_HAN_SENTENCE and _HAN_SENTENCE.search(bare)):
            return "a sentence"
    elif is_hangul(bare):
        if len(bare) > limits.MAX_HANGUL_SYLLABLES or (len(bare) >= _MIN_HAN_TOPIC and _TOPIC_ELSEWHERE.search(bare)):
            return "a sentence"
    elif _KANA_SENTENCE.search(name) or (len(bare) > _MIN_HAN_SENTENCE and _TOPIC_ELSEWHERE.search(bare)):
        return "a sentence"
    return ""


def _sentence(name: str) -> str:
    """Return "a sentence" for function words and a case of letters that no name has."""
    if _SENTENCE.search(name):
        return "a sentence"
    words = _words(name)
    lower_functions = [word for word in words if word in functions.FUNCTION]
    if len(lower_functions) > 1 or any(word not in functions.ALSO_IN_NAMES for word in lower_functions):
        return "a sentence"
    folded = [word.casefold() for word in words]
    if sum(word in functions.FOREIGN for word in folded) >= _FOREIGN_WORDS:
        return "a sentence"
    if len(words) > 1 and functions.NOT_NAMES.issuperset(folded):
        return "a label or remark"
    if len(words) < _MIN_SENTENCE_WORDS:
        return ""
    if sum(word.casefold() in functions.CAPITALIZED_WORDS and word[:1].isupper() for word in words) > 1:
        return "a sentence"
    small = [word for word in words if word[:1].islower() and word.casefold() not in PARTICLES and "'" not in word]
    if 1 < len(small) < len(words) and (
        len(words) > _MAX_LOWER_CASE or (words[1:] == small and words[0][:1].isupper())
    ):
        return "a sentence"
    cased = [word for word in words if word.casefold() != word.upper() and word[:1].isalpha()]
    all_small = len(cased) > _MIN_SENTENCE_WORDS and not any(word[:1].isupper() for word in cased)
    return "a sentence" if all_small else ""


def _title(name: str) -> str:
    """Return "words of a title" for a string with two words that are in titles and in no name."""
    folded = [part for word in _words(name) for part in word.casefold().split("-")]
    known = sum(part in topics.TOPIC_WORDS for part in folded)
    if known > 1 or (known and any(word in functions.FUNCTION for word in name.split())):
        return "words of a title"
    if (name.islower() or len(folded) == 1) and not topics.TITLE_WORDS.isdisjoint(folded):
        return "words of a title"
    return ""


def _is_field(words: list[str]) -> bool:
    """Return True for a field of study whose last word might end the name of a company: "Multi-Agent Systems"."""
    folded = [word.casefold() for word in words if word.casefold() not in PARTICLES]
    others = folded[:-1]
    known = sum(any(part in topics.TOPIC_WORDS for part in word.split("-")) for word in others)
    return len(others) > 0 and folded[-1] in topics.ENDS_OF_FIELDS and known * 2 >= len(others)


def _words(name: str) -> list[str]:
    return [word.strip(".,'’()\"“”") for word in name.split()]


IMPLAUSIBLE_WORDS: Final = functions.CAPITALIZED_WORDS | functions.FOREIGN | functions.NOT_NAMES | topics.TOPIC_WORDS
"""Words, in lower case, that may make a string of capitalized words implausible as a name."""
