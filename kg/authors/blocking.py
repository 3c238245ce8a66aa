"""Which printed names are compared at all: those that share a key.

Comparing every two of 55,000 names would be 1.5 billion comparisons. A name is entered under keys that any two forms
of it have in common (Christen 2012, chapter 4): surname and first name, all letters in a row, the words sorted, and so
on; `comparison.compare` then judges each pair that meets under one key. Initials meet every name of their surname and
letter.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import combinations, product
from typing import TypeVar

from rapidfuzz.distance import OSA

from kg.authors.comparison import Relation, compare, without_umlauts
from kg.authors.names import Name, turned_words
from kg.authors.nicknames import nicknames
from kg.authors.romanization import Writing, writing
from kg.authors.spelling.characters import simplified
from kg.names.scripts import is_east_asian
from kg.settings.authors import SpellingSettings

Key = TypeVar("Key")


def related(names: Iterable[Name], settings: SpellingSettings | None = None) -> dict[str, dict[str, Relation]]:
    """Return, for each form of a name, the other forms it may stand for, both ways, and how.

    ``names`` are distinct by `Name.form`. Forms without any relation are not listed.
    """
    settings = settings or SpellingSettings()
    names = sorted(names, key=lambda name: name.form)
    found: dict[str, dict[str, Relation]] = defaultdict(dict)
    seen: set[tuple[str, str]] = set()
    for a, b in _candidates(names, settings):
        pair = (a.form, b.form)
        if a.form != b.form and pair not in seen:
            seen.add(pair)
            relation = compare(a, b, settings)
            if isinstance(relation, Relation):
                found[a.form][b.form] = found[b.form][a.form] = relation
    return found


def _candidates(names: list[Name], settings: SpellingSettings) -> Iterator[tuple[Name, Name]]:
    """Give pairs, in the order of their forms, that share a key; some more than once."""
    keys: dict[tuple[str, ...], Name | list[Name]] = {}
    blocks: dict[tuple[str, str], Name | list[Name]] = {}
    for name in names:
        for key in dict.fromkeys(_keys(name, settings) if name.given else _keys_of_signs(name)):
            _enter(keys, key, name)
        for surname in (name.surname, *name.joined) if name.given else ():
            _enter(blocks, (surname, name.initial), name)
    for key, sharing in keys.items():
        if isinstance(sharing, list) and len(sharing) <= settings.max_names_per_key:
            yield from combinations(sharing, 2) if key[0] != "given" else _alike(sharing, surnames=True)
    for block in blocks.values():
        if isinstance(block, list):
            yield from _in_block(block, settings.max_names_per_key)


def _enter(names: dict[Key, Name | list[Name]], key: Key, name: Name) -> None:
    """Enter a name under a key; most keys have one name and need no list."""
    known = names.setdefault(key, name)
    if isinstance(known, list):
        known.append(name)
    elif known is not name:
        names[key] = [known, name]


def _keys_of_signs(name: Name) -> Iterator[tuple[str, ...]]:
    if is_east_asian(name.surname):
        yield "signs", simplified(name.surname)


def _keys(name: Name, settings: SpellingSettings) -> list[tuple[str, ...]]:
    given, surname, first, letters = name.given, name.surname, name.first, name.letters
    if len(given) == 1 and not name.particles:
        # most names: two words
        keys = [
            ("sorted", *((first, surname) if first < surname else (surname, first))),
            ("letters", first + surname),
            ("turned", surname, first),
            ("turned", first, surname),
        ]
    else:
        words = [*(unit.letters for unit in given), surname]
        keys = [
            ("sorted", *sorted(words)),
            ("sorted", *name.words),
            ("letters", "".join(words)),
            ("turned", surname, letters),
            *(("turned", joined, letters) for joined in name.joined),
            ("turned", *turned_words(name)),
        ]
    later = [unit.letters for unit in given[1:] if len(unit.letters) >= settings.min_moved_letters]
    keys += [("later", unit, surname) for unit in later]
    if given[0].is_initial:
        return keys
    keys += [("first", first, surname), ("double", first, surname), ("later", first, surname)]
    keys += [("double", first, unit) for unit in later]
    short = nicknames().get(first)
    if short:
        keys += [("nickname", *sorted((first, nickname)), surname) for nickname in sorted(short)]
    if len(surname) >= settings.surname_prefix and writing(name) is Writing.OTHER:
        # umlauts apart, so that Mueller and Muller meet
        keys.append(("given", without_umlauts(letters), surname[:1]))
        keys.append(("part", first, surname[: settings.surname_prefix]))
    return keys


def _in_block(block: list[Name], max_names: int) -> Iterator[tuple[Name, Name]]:
    """Pair names of one surname and initial: initials with all, and first names alike in their letters."""
    short = [name for name in block if name.given[0].is_initial or all(u.is_initial for u in name.given)]
    if len(short) <= max_names:
        for one in short:
            for other in block:
                if one.form != other.form:
                    yield (one, other) if one.form < other.form else (other, one)
    spelt = [name for name in block if not name.given[0].is_initial and writing(name) is Writing.OTHER]
    if spelt:
        yield from _alike(spelt, surnames=False)


def _alike(names: list[Name], *, surnames: bool) -> Iterator[tuple[Name, Name]]:
    """Pair names whose surnames (or first names) are one letter apart, begin alike, or are one but for umlauts."""
    of: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        of[name.surname if surnames else name.first].append(name)
    if len(of) == 1 and not surnames:
        return
    for one, other in sorted(_near(of)):
        yield from (_ordered(a, b) for a, b in product(of[one], of[other]))


def _near(words: Collection[str]) -> set[tuple[str, str]]:
    """Return the pairs of words, in their order, that are one letter apart, begin alike, or are one but for umlauts.

    Words that are one letter apart are equal once a letter is left out of one of them or both, so they meet under what
    is left (Garbe's symmetric delete); no two words are compared that share nothing.
    """
    meeting: dict[str, list[str]] = defaultdict(list)
    bare: dict[str, list[str]] = defaultdict(list)
    for word in words:
        bare[without_umlauts(word)].append(word)
        for rest in {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}:
            meeting[rest].append(word)
    pairs = {
        (one, other)
        for sharing in meeting.values()
        for one, other in combinations(sorted(sharing), 2)
        if OSA.distance(one, other, score_cutoff=1) <= 1
    }
    pairs.update(pair for sharing in bare.values() for pair in combinations(sorted(sharing), 2))
    pairs.update((word[:end], word) for word in words for end in range(1, len(word)) if word[:end] in words)
    return pairs


def _ordered(a: Name, b: Name) -> tuple[Name, Name]:
    return (a, b) if a.form < b.form else (b, a)
