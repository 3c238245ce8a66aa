"""Model how names and words recur, or are replaced by new ones, when a corpus grows.

In the four months, half of the papers predict the other half as follows: of the names on one paper of the later half,
18 % are in the earlier half; on two 38 %, on three 61 %, on four 73 %, on ten all. The number of distinct names grows
with the power .75 of the papers at the end, that of distinct words with .57. A Pitman-Yor process for each name and
word has these properties (https://doi.org/10.1214/aop/1024404422): the copies of the corpus are its draws.
"""

import random
from collections.abc import Iterable, Mapping
from typing import Final

NEW_NAMES: Final = (0.80, 0.60, 0.40, 0.25, 0.20, 0.15, 0.10, 0.06)
"""Share of the names on 1, 2, … papers that are new in a second corpus of the same size; none of the more frequent."""

NEW_WORDS: Final = (0.76, 0.36, 0.19, 0.09, 0.06, 0.03)
"""The same of words in titles and abstracts, by the number of papers that use them."""

DISCOUNT: Final = 0.5
"""The process' discount: eight copies have 4.6 times the names and 3.0 times the words of one; the powers ask for
4.8 and 3.3."""


class Renewal:
    """Choose for each item (a name, a word) its variant in a copy of the corpus; 0 is the item itself."""

    def __init__(self, papers: Mapping[str, int], new: tuple[float, ...], seed: str) -> None:
        self._new = {thing: new[count - 1] for thing, count in papers.items() if count <= len(new)}
        self._drawn: dict[str, list[int]] = {thing: [1] for thing in self._new}
        self._seed, self._copy = seed, 0

    def next_copy(self) -> dict[str, int]:
        """Return the variants other than 0 of one more copy."""
        self._copy += 1
        chance = random.Random(f"{self._seed}/{self._copy}")
        return {thing: variant for thing in sorted(self._new) if (variant := self._draw(thing, chance))}

    def _draw(self, thing: str, chance: random.Random) -> int:
        new, drawn = self._new[thing], self._drawn[thing]
        strength = (new - DISCOUNT) / (1 - new)
        left = chance.random() * (strength + self._copy)
        for variant, times in enumerate(drawn):
            left -= times - DISCOUNT
            if left < 0:
                drawn[variant] += 1
                return variant
        drawn.append(1)
        return len(drawn) - 1


class NewNames:
    """Make names from the given names and surnames of a corpus, each as frequent as there."""

    def __init__(self, authorships: Iterable[str], seed: str) -> None:
        names = list(authorships)
        self._taken = set(names)
        self._parts = [parts for name in names if (parts := self._divide(name))]
        self._made: dict[tuple[str, int], str] = {}
        self._chance = random.Random(seed)

    def variant(self, name: str, number: int) -> str:
        """Return the new name that variant ``number`` of a name has; names without two parts keep theirs."""
        if not number or not self._divide(name):
            return name
        while (made := self._made.get((name, number))) is None:
            fresh = f"{self._chance.choice(self._parts)[0]} {self._chance.choice(self._parts)[1]}"
            if fresh not in self._taken:
                self._taken.add(fresh)
                self._made[name, number] = fresh
        return made

    @staticmethod
    def _divide(name: str) -> tuple[str, str] | None:
        given, _, surname = name.rpartition(" ")
        return (given, surname) if given and len(name.split()) < 5 and name.replace(" ", "")[0].isalpha() else None


CLASSES: Final = ("aeiou", "bcdfghklmnprstvwz", "AEIOU", "BCDFGHKLMNPRSTVWZ", "123456789")
KEPT_ENDING: Final = 3
"""Letters that stay at the end of a word in lower case, so that it still looks like a noun, a verb or an adverb."""


def respell(word: str, number: int) -> str:
    """Return variant ``number`` of a word: other letters of the same kinds in the same order."""
    if not number:
        return word
    chance = random.Random(f"{word}/{number}")
    kept = KEPT_ENDING if word[-KEPT_ENDING:].islower() else 0
    changed = word[: len(word) - kept]
    letters = [chance.choice(next((c for c in CLASSES if letter in c), letter)) for letter in changed]
    return "".join(letters) + word[len(changed) :]
