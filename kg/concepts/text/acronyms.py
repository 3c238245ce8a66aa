"""Find acronyms that a paper defines: "large language model (LLM)", "LLM (large language model)", "大语言模型（LLM）".

The search is that of Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in
biomedical text" (PSB 2003): a bracket, a short form that looks like one, and few enough words next to it. Their
right-to-left matching takes letters wherever it finds them; here an alignment of minimum cost prefers first letters
of words, and its cost decides whether the pair is a definition at all.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from operator import attrgetter
from typing import NamedTuple

from kg.concepts.text.lexical import SMALL_WORDS, has_cjk, singular
from kg.settings.sections.concepts import AcronymSettings

_BRACKET = re.compile(r"[(（]([^()（）]{2,90})[)）]")
_FIRST_PART = re.compile(r"\s*[,;:，；：]\s*")
_SHORT = re.compile(r"[A-Za-z0-9][\w&./+-]{0,9}[A-Za-z0-9+]", re.ASCII)
_SENTENCE_END = re.compile(r"[.;:!?]\s|\n\n|[()（）。；，]")
_TOKEN = re.compile(r"[A-Za-z0-9]+(?:['’][a-z]+)?")
_LAST_TOKEN = re.compile(r"(?<![\w-])([A-Za-z0-9][\w&./+-]{1,10})\s*$", re.ASCII)
_ACRONYM = re.compile(
    # words without a capital, as most are, are skipped at once
    r"(?<![A-Za-z0-9])(?=[a-z&]*+[A-Z0-9])(?:[A-Za-z0-9&]{2,9}[A-Z0-9]s?|[A-Z]{2}s?)(?![A-Za-z0-9])"
)
_ROMAN = re.compile(r"[IVX]+")
_STANDS_FOR = re.compile(
    r"(?:\]|\))?(?:\s*[:=]\s*|\s+(?:stands|is short|short) for\s+(?:the\s+)?|\s+denotes?\s+(?:the\s+)?)"
)
_FEWEST_WORDS = 2
_SPOKEN = {"2": ("to", "two"), "4": ("for", "four"), "x": ("ex", "cross", "trans"), "&": ("and",)}

# The word before most short forms shows that they are not a definition.
_NEAR = 40
_REFUSED = 1e9


@dataclass(frozen=True, slots=True)
class Definition:
    """``short`` abbreviates ``text[start:end]``; a plural "s" of the short form is removed."""

    short: str
    start: int
    end: int


def find_definitions(text: str, settings: AcronymSettings) -> list[Definition]:
    """Return the Latin definitions of a text in order, only the first of each short form.

    >>> text = "a large language model (LLM), a GAN (generative adversarial network), support vector machines SVMs"
    >>> [(d.short, text[d.start : d.end]) for d in find_definitions(text, AcronymSettings())]
    [('LLM', 'large language model'), ('GAN', 'generative adversarial network'), ('SVM', 'support vector machines')]
    """
    return join_definitions([(0, definitions_by_kind(text, settings))])


class Definitions(NamedTuple):
    """The definitions of one text: those with a bracket, and those of other short forms without."""

    bracketed: list[Definition]
    bare: list[Definition]


def definitions_by_kind(text: str, settings: AcronymSettings) -> Definitions:
    """Return the Latin definitions of a text by kind, each in order."""
    bracketed = [
        definition
        for bracket in (_BRACKET.finditer(text) if "(" in text or "（" in text else ())
        if (definition := _short_inside(text, bracket, settings) or _long_inside(text, bracket, settings)) is not None
    ]
    defined = {definition.short for definition in bracketed}
    bare = [
        definition
        for token in _ACRONYM.finditer(text)
        if base_form(token[0]) not in defined
        and is_short_form(token[0])
        and (definition := _long_before(text, token, settings) or _long_behind(text, token, settings)) is not None
    ]
    return Definitions(bracketed, bare)


def join_definitions(texts: Iterable[tuple[int, Definitions]]) -> list[Definition]:
    """Return the definitions of several texts with positions in the joined text; each text is given with its start.

    Only the first definition of a short form is kept, and definitions with a bracket come before all others.
    """
    found: dict[str, Definition] = {}
    texts = list(texts)
    for kind in (0, 1):
        for begin, definitions in texts:
            for one in definitions[kind]:
                if one.short not in found:
                    found[one.short] = Definition(one.short, begin + one.start, begin + one.end) if begin else one
    return sorted(found.values(), key=attrgetter("start"))


def find_bracketed(text: str) -> list[tuple[str, int]]:
    """Return short forms in brackets after Chinese, each with the end of the Chinese.

    Only a vocabulary can determine where the Chinese long form begins.

    >>> find_bracketed("基于大语言模型（LLMs）的方法")
    [('LLM', 7)]
    """
    found: list[tuple[str, int]] = []
    for bracket in _BRACKET.finditer(text):
        before = text[: bracket.start()].rstrip()
        short = _FIRST_PART.split(bracket[1].strip(), maxsplit=1)[0]
        if has_cjk(before[-1:]) and is_short_form(short):
            found.append((base_form(short), len(before)))
    return found


def find_acronyms(text: str, settings: AcronymSettings) -> list[tuple[int, int, str]]:
    """Return the short forms of a text and the long forms that define them, as ``(start, end, "short" or "long")``.

    A defined short form may look like any word; one without a definition must be mostly capitals.

    >>> text = "CNN-based LiDAR for image recognition (IR)"
    >>> [text[start:end] for start, end, _ in find_acronyms(text, AcronymSettings())]
    ['CNN', 'LiDAR', 'image recognition', 'IR']
    """
    definitions = find_definitions(text, settings)
    found = {(d.start, d.end, "long") for d in definitions}
    for definition in definitions:
        printed = re.compile(rf"(?<![\w-]){re.escape(definition.short)}s?(?!\w)")
        found.update((*match.span(), "short") for match in printed.finditer(text))
    taken = [(start, end) for start, end, kind in found if kind == "short"]
    for token in _ACRONYM.finditer(text):
        inside = any(start < token.end() and token.start() < end for start, end in taken)
        if not inside and is_short_form(token[0]) and _mostly_capitals(token[0]):
            found.add((*token.span(), "short"))
    return sorted(found)


def _mostly_capitals(token: str) -> bool:
    letters = [c for c in base_form(token) if c.isalpha()]
    return 2 * sum(c.isupper() for c in letters) >= len(letters) and not _ROMAN.fullmatch(token)


@lru_cache(maxsize=1 << 16)
def is_short_form(text: str) -> bool:
    """Return whether a token looks like an acronym: short, with two capitals or a capital next to a digit.

    >>> [is_short_form(s) for s in ("LLM", "mAP", "LoRA", "3DGS", "Smith", "2024", "e.g.")]
    [True, True, True, True, False, False, False]
    """
    if not _SHORT.fullmatch(text):
        return False
    capitals = sum(c.isupper() for c in text)
    digits = any(c.isdigit() for c in text)
    return capitals > 1 or (capitals == 1 and digits)


def base_form(short: str) -> str:
    """Drop the plural "s" of an acronym ("LLMs" -> "LLM")."""
    return short[:-1] if short.endswith("s") and short[:-1].upper() == short[:-1] else short


def _short_inside(text: str, bracket: re.Match[str], settings: AcronymSettings) -> Definition | None:
    """Read ``long form (SF)``."""
    short = _FIRST_PART.split(bracket[1].strip(), maxsplit=1)[0]
    before = text[max(0, bracket.start() - settings.window) : bracket.start()].rstrip()[-1:]
    if not is_short_form(short) or not before.isascii() or not before.isalnum():
        return None
    floor = max(0, bracket.start() - settings.window)
    for end in _SENTENCE_END.finditer(text, floor, bracket.start()):
        floor = end.end()
    span = align(base_form(short), text[floor : bracket.start()], settings)
    return None if span is None else Definition(base_form(short), floor + span[0], floor + span[1])


def _long_inside(text: str, bracket: re.Match[str], settings: AcronymSettings) -> Definition | None:
    """Read ``SF (long form)``."""
    before = _LAST_TOKEN.search(text, max(0, bracket.start() - 30), bracket.start())
    long = _FIRST_PART.split(bracket[1], maxsplit=1)[0]
    if before is None or not is_short_form(before[1]):
        return None
    span = align(base_form(before[1]), long, settings, whole=True)
    if span is None:
        return None
    return Definition(base_form(before[1]), bracket.start(1) + span[0], bracket.start(1) + span[1])


def _long_before(text: str, token: re.Match[str], settings: AcronymSettings) -> Definition | None:
    """Read ``long form SF``, if first letters of words spell it and nothing else is between."""
    short = base_form(token[0])
    behind = token.start() - 1
    if len(short) < settings.min_bare_letters or text[behind : behind + 1] != " ":
        return None
    word = text[text.rfind(" ", max(0, behind - _NEAR), behind) + 1 : behind]
    whole = len(word) < min(_NEAR, settings.window) and word.isalnum() and word.isascii()
    if whole and word[0].lower() != short[-1].lower():
        # skip early: for most short forms, the word before does not begin with the last letter
        return None
    nearest = _TOKEN.findall(text, max(0, token.start() - _NEAR), token.start())
    if not nearest or (len(nearest) > 1 and nearest[-1][0].lower() != short[-1].lower()):
        return None
    before = list(_TOKEN.finditer(text, max(0, token.start() - settings.window), token.start()))[-len(short) :]
    if not _spelt_by_initials(short, before):
        return None
    start, end = before[0].start(), before[-1].end()
    adjacent = text[end : token.start()].isspace() and not _SENTENCE_END.search(text, start, end)
    return Definition(short, start, end) if adjacent else None


def _long_behind(text: str, token: re.Match[str], settings: AcronymSettings) -> Definition | None:
    """Read ``SF: long form`` and ``SF stands for long form``, if first letters of words spell it."""
    link = _STANDS_FOR.match(text, token.end())
    if link is None:
        return None
    short = base_form(token[0])
    behind = list(islice(_TOKEN.finditer(text, link.end(), link.end() + settings.window), len(short)))
    if not _spelt_by_initials(short, behind) or behind[0].start() != link.end():
        return None
    end = behind[-1].end()
    return None if _SENTENCE_END.search(text, link.end(), end) else Definition(short, link.end(), end)


def _spelt_by_initials(short: str, found: Sequence[re.Match[str]]) -> bool:
    return len(found) > 1 and "".join(word[0][0] for word in found).lower() == short.lower()


def align(short: str, text: str, settings: AcronymSettings, *, whole: bool = False) -> tuple[int, int] | None:
    """Find the words at the end of a text whose letters, in order, spell the short form at minimum cost.

    ``whole`` requires all of the text to be the long form. Returns the span, without a last word that spells nothing
    ("… method"), or None if it costs too much.

    >>> align("CAT", "we propose Cluster-Aware Training", AcronymSettings())
    (11, 33)
    >>> align("GPT", "several large models", AcronymSettings()) is None
    True
    """
    letters = [c for c in short.lower() if c.isalnum() or c == "&"]
    tokens = list(_TOKEN.finditer(text))
    if not letters or not tokens or len(text[tokens[-1].end() :].strip()) > 0:
        return None
    most = min(len(letters) + 5, 2 * len(letters)) + 3  # parts of hyphenated words are tokens here
    tokens = tokens[-most:]
    if whole and tokens[0].start() > len(text) - len(text.lstrip()):
        return None
    parts = [token[0].lower() for token in tokens]
    joined = [
        i > 0 and tokens[i - 1].end() + 1 == token.start() and text[token.start() - 1] == "-"
        for i, token in enumerate(tokens)
    ]
    begins = [0] if whole else range(len(parts) - 1, -1, -1)
    possible = [i for i in begins if parts[i] not in SMALL_WORDS and _opening(letters[0], parts[i])]
    if not possible:
        return None
    spelling = _Spelling(letters, parts, joined, settings)
    cost, negative = min((spelling.cost(0, begin), -begin) for begin in possible)
    if cost > settings.max_cost_per_letter * len(letters) + settings.allowance:
        return None
    begin, last = -negative, len(parts)
    while (
        last - begin > _FEWEST_WORDS
        and not joined[last - 1]
        and _spells_nothing(letters, parts[:last], joined[:last], begin, settings)
    ):
        last -= 1
    while joined[begin]:  # a long form does not begin inside a hyphenated word
        begin -= 1
    return tokens[begin].start(), tokens[last - 1].end()


def _spells_nothing(
    letters: list[str], parts: list[str], joined: list[bool], begin: int, settings: AcronymSettings
) -> bool:
    """Return whether the words spell the letters also without the last word."""
    whole = _Spelling(letters, parts, joined, settings).cost(0, begin)
    return _Spelling(letters, parts[:-1], joined[:-1], settings).cost(0, begin) < whole


class _Spelling:
    """The minimum cost of spelling letters with parts of words; cached, since alignments share their ends."""

    def __init__(self, letters: list[str], parts: list[str], joined: list[bool], settings: AcronymSettings) -> None:
        self._letters, self._parts, self._inner = letters, parts, settings.inner_letter_cost
        self._skipping = [
            settings.skipped_small_word_cost
            if part in SMALL_WORDS
            else settings.skipped_part_cost
            if inside
            else settings.skipped_word_cost
            for part, inside in zip(parts, joined, strict=True)
        ]
        self._known: dict[tuple[int, int], float] = {}

    def cost(self, letter: int, part: int) -> float:
        """Return the minimum cost of spelling ``letters[letter:]`` if the first of them begins this part."""
        known = self._known.get((letter, part))
        if known is None:
            known = self._known[letter, part] = self._search(letter, part)
        return known

    def _search(self, letter: int, part: int) -> float:
        place = _opening(self._letters[letter], self._parts[part])
        if not place:
            return _REFUSED
        least, inside, taken = _REFUSED, 0.0, letter + 1
        while taken < len(self._letters):
            skipped, following = 0.0, self._letters[taken]
            spoken = following in _SPOKEN
            for later in range(part + 1, len(self._parts)):
                # most words begin with another letter
                if spoken or self._parts[later][0] == following:
                    least = min(least, inside + skipped + self.cost(taken, later))
                skipped += self._skipping[later]
            at = self._parts[part].find(self._letters[taken], place)
            if at < 0:
                return least
            place, inside, taken = at + 1, inside + self._inner, taken + 1
        return min(least, inside + sum(self._skipping[part + 1 :]))


def _opening(letter: str, part: str) -> int:
    """Return the number of characters at a word's beginning that a letter can abbreviate; 0 for none."""
    if part[0] == letter:
        return 1
    return next((len(spoken) for spoken in _SPOKEN.get(letter, ()) if part.startswith(spoken)), 0)


def canonicalize(long: str) -> str:
    """Normalize a long form: single spaces, singular."""
    return singular(" ".join(long.split()))
