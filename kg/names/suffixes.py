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
"""Marks that are also initials, Vietnamese names or Portuguese surnames: marks only where they are set apart."""

_DEGREES: Final = frozenset(
    """
    phd dphil drphil md mdphd dvm dds dmd jd llm llb llbhons edd scd dsc dsci drsc drsci dring ringdr drmed drhabil
    habil ms msc mscs msci ma mba mph mpp mres mphil meng mtech med msw bs bsc ba beng btech bba bed mbbs mbbch mbchb
    frcp frcs facp facs faan fieee ieeefellow fellowieee fellow ieee smieee mieee acm frs fraes fiet rn rd pharmd pe
    cpa esq phdstudent phdcandidate dipling diplinform diplphys msceng bsceng professor prof associateprofessor
    assistantprofessor emeritus drrernat rernat dr student studentmember member seniormember lifefellow
    """.split()
)
_CERTAIN: Final = frozenset("phd msc bsc dphil mphil mbbs student professor fellow member emeritus phdstudent".split())
_ONLY_SET_APART: Final = frozenset("ms ma ba bs be jd pe rn rd acm pi fellow member student dr professor".split())
"""Degrees that are also initials or surnames ("Vijaya MS", "Yo-Yo Ma"): dropped only behind a comma or with dots."""
_TITLES: Final = re.compile(
    r"(?:(?:dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|rev|ir|ing|dipl|eng|doc|mgr|phdr|rndr|mudr|univ|apl|pd|"
    r"associate professor|assistant professor)\b\.?(?:-(?:ing|inf|phys)\b\.?)?[ \t]*)+(?=\w)",
    re.IGNORECASE,
)
_CERTAIN_TITLES: Final = frozenset({"dr", "prof", "mr", "mrs", "ms"})
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
    # "Ma", "Meng", "Bed" are names; degrees have dots or at least two capitals, or are never anything else
    return bare in _CERTAIN or "." in part.strip(" .") or sum(map(str.isupper, part)) > 1


def without_degrees(name: str) -> str:
    """Remove titles before and degrees after a name.

    >>> without_degrees("Prof. Dr. Rita Moss, PhD"), without_degrees("Ann Ma"), without_degrees("Jo Park MD MPH")
    ('Rita Moss', 'Ann Ma', 'Jo Park')
    """
    if match := _TITLES.match(name):
        words = [letters(word) for word in match.group().split()]
        dotted = "." in match.group()
        rest = name[match.end() :]
        plain = dotted or not any(word in _TITLE_WITH_DOT for word in words)
        if (plain and " " in rest.strip()) or (dotted and rest.strip() and words[0] in _CERTAIN_TITLES):
            name = rest
    words = name.split()
    while len(words) > _MIN_NAME_WORDS and _is_trailing_degree(words[-1]):
        words.pop()
    while len(words) > _MIN_NAME_WORDS + 1 and letters(" ".join(words[-2:])) in _DEGREES - _ONLY_SET_APART:
        del words[-2:]
    return " ".join(words).rstrip(",")


def _is_trailing_degree(word: str) -> bool:
    """Return True for a degree that needs no comma before it."""
    return is_degree(word.strip(",")) and (letters(word) not in _ONLY_SET_APART or "." in word.strip("."))


WORDS: Final = (
    frozenset(_GENERATIONS)
    | _DEGREES
    | frozenset(
        "dr prof professor mr mrs ms miss mx sir dame rev ir ing dipl eng doc mgr phdr rndr mudr univ apl pd".split()
    )
)
"""Lower-case words, without dots, that this module may take off a name or read as part of it."""
