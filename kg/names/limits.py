"""Define the maximum sizes of names and author lists.

They are constants next to the rules that use them, not settings of a build: names do not depend on the graph, and the
functions that use these bounds depend on the printed text alone, so that their results can be cached and compared.
"""

from typing import Final

MAX_PERSON_CHARACTERS: Final = 80
"""Characters of a person's name; the longest of 433,000 printed in a year of digests has 46."""

MAX_PERSON_WORDS: Final = 9
"""Words of a person's name; Portuguese, Arabic and Malagasy names of eight are printed."""

MAX_ORGANIZATION_CHARACTERS: Final = 200
"""Characters of an organization's name, with its city and country."""

MAX_ENTRY_CHARACTERS: Final = 1000
"""Characters of one entry of an author list, with its affiliations and addresses. A longer one is refused unread, which
bounds the time that any pattern can spend on it; entries of 300 are printed."""

MAX_HAN_CHARACTERS: Final = 7
"""Han characters of a name without a middle dot: ``勅使河原`` with a given name of three."""

MAX_HANGUL_SYLLABLES: Final = 10
"""Syllables of a name in Hangul with its spaces removed; Korean names have five at most, transliterated ones ten."""

MAX_CACHED_CHARACTERS: Final = 2000
"""Characters of a line or entry whose answer is kept for when it is printed again; longer ones would fill memory."""
