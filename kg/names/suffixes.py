"""Generation marks, academic degrees and titles: what is printed before or after a name without being part of it.

A generation mark ("Jr.", "III") tells people of one name apart and stays with the name. A degree or title is dropped.
"""

import re
from typing import Final

_GENERATIONS: Final = {
    "jr": "jr", "jnr": "jr", "junior": "jr", "sr": "sr", "snr": "sr", "senior": "sr", "ii": "ii", "2nd": "ii",
    "iii": "iii", "3rd": "iii", "iv": "iv", "4th": "iv", "v": "v", "vi": "vi",
}  # fmt: skip
_AMBIGUOUS: Final = frozenset({"v", "vi", "junior", "senior"})
"""Marks that are also initials, Vietnamese names or Portuguese surnames: read as marks only where they are set apart."""

_DEGREES: Final = frozenset(
    """
    phd dphil drphil md mdphd dvm dds dmd jd llm llb llbhons edd scd dsc dsci drsc drsci dring ringdr drmed drhabil
    habil ms msc mscs msci ma mba mph mpp mres mphil meng mtech med msw bs bsc ba beng btech bba bed mbbs mbbch mbchb
    frcp frcs facp facs faan fieee ieeefellow fellowieee fellow ieee smieee mieee acm frs fraes fiet rn rd pharmd pe
    cpa esq phdstudent phdcandidate dipling diplinform diplphys msceng bsceng professor prof associateprofessor
    assistantprofessor emeritus drrernat rernat dr student studentmember member seniormember lifefellow
    """.split()
)
_TITLES: Final = re.compile(
    r"(?:(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|rev|ir|ing|dipl|eng|doc|mgr|phdr|rndr|mudr|univ|apl|pd|"
    r"associate professor|assistant professor)\b\.?(?:-(?:ing|inf|phys)\b\.?)?[ \t]*)+(?=\w)",
    re.IGNORECASE,
)
_TITLE_WITH_DOT: Final = frozenset({"ms", "ing", "eng", "ir", "doc", "mgr", "dipl", "univ", "apl", "pd", "miss", "mx"})
_NOT_LETTERS: Final = re.compile(r"[\W_]+")
_MIN_NAME_WORDS: Final = 2


def letters(text: str) -> str:
    """Return only the letters and digits of a text, in lower case.

    >>> letters("M.Sc.")
    'msc'
    """
    return _NOT_LETTERS.sub("", text).casefold()


def generation(name: str) -> str:
    """Return the generation mark that a name ends in, in one spelling: ``jr``, ``sr``, ``ii`` … or ``""``.

    >>> generation("Robert Gale, Jr."), generation("Hal Dumé III"), generation("Otto V"), generation("Ana Maria V.")
    ('jr', 'iii', '', '')
    """
    words = name.replace(",", " ").split()
    if len(words) <= _MIN_NAME_WORDS:
        return ""
    last = words[-1]
    mark = _GENERATIONS.get(letters(last), "")
    if letters(last) in _AMBIGUOUS and (last.endswith(".") or not (last.isupper() or last[:1].isupper())):
        return ""
    return mark


def is_generation(part: str) -> bool:
    """Return True for a list entry that is only a generation mark and belongs to the name before it.

    >>> is_generation("Jr."), is_generation("V"), is_generation("Vi")
    (True, True, False)
    """
    bare = part.strip(" .,")
    known = letters(bare) in _GENERATIONS
    return known and (letters(bare) not in _AMBIGUOUS or bare.isupper())


def is_degree(part: str) -> bool:
    """Return True for a list entry that is only a degree, a fellowship or a title.

    >>> is_degree("M.Sc."), is_degree("Ph. D."), is_degree("Ma"), is_degree("Fellow, IEEE")
    (True, True, False, True)
    """
    bare = letters(part)
    if bare not in _DEGREES:
        return False
    # "Ma", "Ms", "Bed" are names; degrees have dots or at least two capitals
    short = len(bare) <= 3  # noqa: PLR2004
    return not short or "." in part.strip(" .") or sum(map(str.isupper, part)) > 1


def without_degrees(name: str) -> str:
    """Remove titles before and degrees after a name.

    >>> without_degrees("Prof. Dr. Rita Moss, PhD"), without_degrees("Ann Ma"), without_degrees("Jo Park MD MPH")
    ('Rita Moss', 'Ann Ma', 'Jo Park')
    """
    if match := _TITLES.match(name):
        words = [letters(word) for word in match.group().split()]
        dotted = "." in match.group()
        rest = name[match.end() :]
        if rest.strip() and (dotted or not any(word in _TITLE_WITH_DOT for word in words)) and " " in rest.strip():
            name = rest
        elif rest.strip() and dotted and words[0] in {"dr", "prof", "mr", "mrs", "ms"}:
            name = rest
    words_left = name.split()
    while (
        len(words_left) > _MIN_NAME_WORDS and is_degree(words_left[-1].strip(",")) and not words_left[-1].endswith("-")
    ):
        words_left.pop()
    while len(words_left) > _MIN_NAME_WORDS + 1 and is_degree(" ".join(words_left[-2:])):
        del words_left[-2:]
    return " ".join(words_left).rstrip(",")
