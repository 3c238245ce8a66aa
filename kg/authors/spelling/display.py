"""Choose the display name of a person from the forms that papers print.

The best form is not simply the longest. It has full given names and accents, is not in capitals, and has the given name
first if it is known which word is the surname. If every form is in capitals, it is converted to title case.
"""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from kg.authors.spelling.comparison import without_umlauts
from kg.authors.spelling.order import is_known_surname, order_bits
from kg.authors.spelling.parts import given_count
from kg.authors.spelling.person_name import SURNAME_PARTICLES, Name, parse_name
from kg.ids import fold
from kg.settings.sections.authors import SpellingSettings

_PLAIN: Final = re.compile(r"['‘’ʻ]?[^\W\d_]+(?:[ .,'’·・‐–-]+[^\W\d_]+)*\.?")
"""Letters and signs inside names; brackets, digits and other signs come from affiliations and broken encodings."""

_PIECES: Final = re.compile(r"[^\W\d_]+")
_GENERATIONS: Final = frozenset({"ii", "iii", "iv", "v", "vi"})
_YOUNGER_OR_ELDER: Final = frozenset({"jr", "sr"})
_MAX_INITIALS: Final = 3
_MIN_MC: Final = 5


def preferred_name(
    forms: Mapping[str, int], turned: Collection[str] = (), settings: SpellingSettings | None = None
) -> str:
    """Return the display name of a person from the surface forms and their counts.

    ``turned`` are the forms whose first word is the surname according to the other names on their papers.

    >>> preferred_name({"Joerg Mueller": 3, "Jörg Müller": 1, "J. Müller": 5, "JÖRG MÜLLER": 1})
    'Jörg Müller'
    >>> preferred_name({"WEI Zhonghua": 1}), preferred_name({"JOHN VAN DER BERG": 1})
    ('Zhonghua Wei', 'John van der Berg')
    """
    if len(forms) == 1 and not turned:
        (form,) = forms
        return form if _is_ordinary(form) else _recased(_given_first(form, _surname([form], turned)))
    names = {form: parse_name(form) for form in sorted(forms)}
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for form, name in names.items():
        groups[tuple(sorted(map(without_umlauts, name.words)))].append(form)
    members = min(groups.values(), key=lambda members: _group_rank([names[form] for form in members], forms))
    surname = _surname(members, turned)
    last = surname or _likely_surname(names[members[0]], (settings or SpellingSettings()).min_order_bits)
    form = min(members, key=lambda form: _spelling_rank(form, forms[form], last))
    return _recased(_given_first(form, surname))


def _is_ordinary(form: str) -> bool:
    """Return True for a form of plain words with one capital at the beginning of each."""
    return all(word[:1].isupper() and word[1:].islower() for word in form.split())


def _group_rank(names: Sequence[Name], counts: Mapping[str, int]) -> tuple[bool, int, bool, int, str]:
    """Rank groups of forms: with a full given name, frequent, in Latin letters, with more letters."""
    first = names[0]
    initials = bool(first.given) and all(unit.is_initial for unit in first.given)
    count = sum(counts[name.printed] for name in names)
    return initials, -count, not first.surname.isascii(), -len(first.bare), first.form


def _spelling_rank(form: str, count: int, surname: str) -> tuple[bool, bool, bool, bool, int, int, int, int, str]:
    """Rank forms of one name: letters only, neither in capitals nor in lower case, given name first, with accents."""
    words = form.split()
    accents = sum(letter.isalpha() and not letter.isascii() for letter in form)
    particles = [word for word in words[1:-1] if _letters(word) in SURNAME_PARTICLES]
    small = any(word[:1].islower() and word not in particles for word in words)
    return (
        _PLAIN.fullmatch(form) is None,
        any(_is_shouted(word, words) for word in words),
        small,
        bool(surname) and _letters(words[0]) == surname and _letters(words[-1]) != surname,
        -accents,
        -count,
        sum(word[:1].isupper() for word in particles),
        -len(form),
        form,
    )


def _surname(members: Sequence[str], turned: Collection[str]) -> str:
    """Return the first word of a form if capitals or the paper's other names show that it is the surname; else ""."""
    for form in members:
        first, *rest = form.split() or [""]
        if rest and (form in turned or parse_name(form).surname == _letters(first)):
            return _letters(first)
    return ""


def _likely_surname(name: Name, min_bits: float) -> str:
    words = name.printed_words
    bits = order_bits(words)
    return "" if abs(bits) < min_bits else words[-1] if bits > 0 else words[0]


def _given_first(form: str, surname: str) -> str:
    first, *rest = form.split() or [""]
    in_front = surname and rest and _letters(first) == surname and _letters(rest[-1]) != surname
    return " ".join([*rest, first]) if in_front else form


def _recased(form: str) -> str:
    """Convert words in capitals to title case, except initials and generations."""
    words = form.split()
    shouted = [_is_shouted(word, words) for word in words]
    if not any(shouted) or len(words) == 1:
        return form
    return " ".join(
        _recased_word(word, particle=0 < i < len(words) - 1 and _letters(word) in SURNAME_PARTICLES) if loud else word
        for i, (word, loud) in enumerate(zip(words, shouted, strict=True))
    )


def _recased_word(word: str, *, particle: bool) -> str:
    if particle:
        return word.lower()
    if word.startswith("MC") and len(word) >= _MIN_MC:
        return "Mc" + _PIECES.sub(_capitalized, word[2:])
    return _PIECES.sub(_capitalized, word)


def _capitalized(piece: re.Match[str]) -> str:
    # a capital I with a dot keeps the dot as a separate character in lower case
    return piece[0][0] + piece[0][1:].lower().replace("i̇", "i")


def _is_shouted(word: str, words: Sequence[str]) -> bool:
    """Return True for a word in capitals that is a name or "JR.", and neither initials nor a number.

    A short word beside words in lower case must be a known surname: "Peng LU", but not "Soman KP".
    """
    letters = [letter for letter in word if letter.isalpha()]
    folded = _letters(word)
    if len(letters) < 2 or not all(letter.isupper() for letter in letters):  # noqa: PLR2004 - an initial
        return False
    if folded in _YOUNGER_OR_ELDER:
        return True
    if "." in word or (folded in _GENERATIONS and word is words[-1]):
        return False
    if len(letters) > _MAX_INITIALS:
        return True
    if all(other.upper() == other for other in words):
        known = is_known_surname(folded) or given_count(folded)
        return bool(known) or not folded.isascii() or any(letter in "aeiouy" for letter in folded)
    if word is words[-1]:
        return is_known_surname(folded)
    return (
        folded in SURNAME_PARTICLES and word is not words[0] and words[-1].isupper() and len(words[-1]) > _MAX_INITIALS
    )


def _letters(word: str) -> str:
    return "".join(_PIECES.findall(fold(word)))
