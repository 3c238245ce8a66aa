"""Numbers of reading."""

from dataclasses import dataclass, field
from typing import Annotated

from kg.settings.ranges import Positive, Range, Share


@dataclass(frozen=True, slots=True)
class LanguageSettings:
    """Thresholds of language detection."""

    chinese_share: Share = 0.15
    """Minimum share of Han characters among the letters of a Chinese text. In five months, 74,374 summaries contain Han
    characters, and one in a thousand has a share below 0.33: two Chinese ones have 0.17, an English one 0.07. The same
    share of kana makes a text Japanese, of Hangul Korean."""

    min_kana: Share = 0.1
    """Share of kana, or of Hangul, among East Asian letters from which a text with Han characters is Japanese, or
    Korean: particles and endings make a third of Japanese, and Chinese has next to none."""

    min_letters: int = 4
    """Minimum number of letters of another alphabet in a text of its language; fewer are symbols, as in "α"."""

    min_vietnamese: Share = 0.04
    """Share of letters that only Vietnamese has among all characters; in its prose they are a tenth and more."""

    min_words: int = 8
    """Minimum number of words for function words to decide; a shorter text in Latin letters counts as English."""

    min_function_words: int = 2
    """Minimum number of function words of another language, for a text to be in it; one is a name or a quotation."""

    max_words_without: int = 20
    """Number of words that English may have without any function word: a title, or a list of keywords."""

    english_distance: Positive = 200
    """Maximum characters per frequent English word, for a text to be English without further tests. In English prose
    one in seven words is frequent, which is two in a hundred characters."""

    head: int = 400
    """Characters in which these words are counted; they show most English texts to be English."""

    looked_at: int = 1000
    """Characters in which function words are counted; more show nothing new."""


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """Limits and thresholds of reading."""

    max_row_bytes: int = 16 * 2**20
    """Maximum bytes of one row; a longer one is rejected. The longest real row seen has 12 kB."""

    max_file_bytes: int = 2 * 2**30
    """Maximum bytes of one unpacked file; more is rejected, so that a compression bomb cannot fill memory."""

    max_authors: int = 20_000
    """Maximum number of names on one paper; the longest list on arXiv (LHC collaborations) has about 5,200."""

    max_document_bytes: int = 256 * 2**20
    """Maximum bytes of a JSON array, which has to be in memory as a whole; JSON Lines has no such limit."""

    max_tldr: int = 600
    """Maximum characters of a ``summary`` that counts as a TL;DR if there is an ``abstract``; TL;DRs have up to 400,
    and abstracts rarely less than 600."""

    max_markup_bytes: int = 256 * 2**10
    """Maximum bytes of a details block that is parsed as HTML; the parser is slow, and no real block is this long."""

    max_shared_title_words: Share = 0.2
    """Maximum share of common words, in the shorter of two titles, for a report that they are of two papers. A revised
    title shares most of its words with the first one; an unrelated title shares one common word at most."""

    min_title_word: int = 4
    """Minimum letters of a word in this comparison; shorter ones are mostly function words."""

    max_refusals: Annotated[int, Range(0, 1000)] = 50
    """Parts of author lists quoted in reports on one file; one report counts the rest."""

    max_keys: int = 12
    """Unknown keys named in reports on one file, the most frequent; one report counts the rest."""

    language: LanguageSettings = field(default_factory=LanguageSettings)
