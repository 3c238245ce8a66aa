"""Recognize generation marks, academic degrees and titles printed before or after a name.

A generation mark ("Jr.", "III") distinguishes people of one name and stays with the name. A degree or title is dropped.
"""

import re
from typing import Final

from kg.names.words import degrees as words

_TITLES: Final = re.compile(rf"(?:(?:{words.TITLES})\b\.?(?:-(?:ing|inf|phys)\b\.?)?[ -]?)+(?=\w)", re.IGNORECASE)
_TITLES_ELSEWHERE: Final = re.compile(rf"(?:(?:{words.TITLES_ELSEWHERE})(?:(?<=\.)\s?|\s))+(?=\w)")
_EAST_ASIAN_TITLES: Final = re.compile(rf"(?<=[㐀-鿿가-힣]{{2}})\s?(?:{words.EAST_ASIAN_TITLES})\Z")
_INITIALS: Final = re.compile(r"(?:[A-Z]\. ?){2,3}")
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_MIN_NAME_WORDS: Final = 2


def bare_letters(text: str) -> str:
    """Return only the letters and digits of a text, in lower case.

    >>> bare_letters("M.Sc.")
    'msc'
    """
    return _NOT_LETTERS.sub("", text).casefold()


def generation(name: str) -> str:
    """Return the generation mark that a name ends in, in one spelling: ``jr``, ``sr``, ``ii`` … or ``""``.

    >>> generation("Robert Gale, Jr."), generation("Hal Dumé III"), generation("Otto V"), generation("Ana Maria V.")
    ('jr', 'iii', '', '')
    """
    words_of_name = name.replace(",", " ").split()
    if len(words_of_name) <= _MIN_NAME_WORDS:
        return ""
    last = words_of_name[-1]
    mark = bare_letters(last)
    if mark in words.AMBIGUOUS_GENERATIONS and (last.endswith(".") or not last[:1].isupper()):
        return ""
    return words.GENERATIONS.get(mark, "")


def is_generation(part: str) -> bool:
    """Return True for a list entry that is only a generation mark and belongs to the name before it.

    >>> is_generation("Jr."), is_generation("V"), is_generation("V."), is_generation("Vi")
    (True, True, False, False)
    """
    bare = part.strip(" ,")
    mark = bare_letters(bare)
    return mark in words.GENERATIONS and (
        mark not in words.AMBIGUOUS_GENERATIONS or (bare.isupper() and not bare.endswith("."))
    )


def is_degree(part: str) -> bool:
    """Return True for a list entry that is only a degree, a fellowship or a title.

    >>> is_degree("M.Sc."), is_degree("Ph. D."), is_degree("Ma"), is_degree("Fellow, IEEE")
    (True, True, False, True)
    """
    bare = bare_letters(part)
    if bare not in words.DEGREES:
        return False
    # "Ma", "Meng", "Bed" are names; degrees have dots or at least two capitals, or are never anything else
    return bare in words.CERTAIN_DEGREES or "." in part.strip(" .") or sum(map(str.isupper, part)) > 1


def is_degree_behind(name: str, part: str) -> bool:
    """Return True for a degree after a full name; after a family name alone "M.A." are initials.

    >>> is_degree_behind("Ann Lee", "M.A."), is_degree_behind("Lee", "M.A."), is_degree_behind("Lee", "PhD")
    (True, False, True)
    """
    return is_degree(part) and (" " in name or not _INITIALS.fullmatch(part))


def without_degrees(name: str) -> str:
    """Remove titles before and degrees after a name.

    >>> without_degrees("Prof. Dr. Rita Moss, PhD"), without_degrees("Ann Ma"), without_degrees("Jo Park MD MPH")
    ('Rita Moss', 'Ann Ma', 'Jo Park')
    """
    parts = _without_titles(name).split()
    while len(parts) > _MIN_NAME_WORDS and _is_trailing_degree(parts[-1]):
        parts.pop()
    while len(parts) > _MIN_NAME_WORDS + 1 and " ".join(map(bare_letters, parts[-2:])) in words.DEGREES_OF_TWO_WORDS:
        del parts[-2:]
    return " ".join(parts).rstrip(",")


def split_generation(name: str) -> tuple[str, str]:
    """Divide "Robert Jr." or "Gale III" into the name and its generation mark, which may be empty.

    >>> split_generation("Robert Jr."), split_generation("Vi"), split_generation("Ana V")
    (('Robert', 'Jr.'), ('Vi', ''), ('Ana V', ''))
    """
    before, _, last = name.rpartition(" ")
    certain = is_generation(last) and bare_letters(last) not in words.AMBIGUOUS_GENERATIONS
    return (before.rstrip(" ,"), last) if before and certain else (name, "")


def _without_titles(name: str) -> str:
    if not name.isascii():
        name = _EAST_ASIAN_TITLES.sub(
            "", _TITLES_ELSEWHERE.sub("", name, count=1) if _TITLES_ELSEWHERE.match(name) else name
        )
    match = _TITLES.match(name)
    if match is None:
        return name
    rest = name[match.end() :].strip()
    titles = [bare_letters(word) for word in match.group().split()]
    dotted = "." in match.group()
    certain = dotted or not any(title in words.TITLES_WITH_DOT for title in titles)
    if (certain and " " in rest) or (dotted and rest and titles[0] in words.CERTAIN_TITLES):
        return rest
    return name


def _is_trailing_degree(word: str) -> bool:
    """Return True for a degree that needs no comma before it."""
    return is_degree(word.strip(",")) and (bare_letters(word) not in words.ONLY_SET_APART or "." in word.strip("."))


SUFFIX_WORDS: Final = words.DEGREE_WORDS
