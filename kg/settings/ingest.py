"""Numbers of reading."""

from dataclasses import dataclass

from kg.settings.ranges import Share


@dataclass(frozen=True, slots=True)
class IngestSettings:
    """How digests are read."""

    max_row_bytes: int = 16 * 2**20
    """Bytes of one row; a longer one is rejected. The longest real row seen has 12 kB."""

    max_file_bytes: int = 2 * 2**30
    """Bytes of one file once unpacked; more is rejected, so that a compression bomb cannot fill memory."""

    max_authors: int = 20_000
    """Names on one paper; the longest list on arXiv (LHC collaborations) has about 5,200."""

    max_document_bytes: int = 256 * 2**20
    """Bytes of a JSON array, which has to be held whole; JSON Lines has no such limit."""

    max_tldr: int = 600
    """Characters of a ``summary`` beside an ``abstract`` that counts as a TL;DR; those of digests have up to some 400,
    and abstracts rarely less than 600."""

    max_markup_bytes: int = 256 * 2**10
    """Bytes of a details block that is parsed as HTML; the parser is slow, and no honest block is this long."""

    chinese_share: float = 0.15
    """Share of Han characters among the letters from which a text counts as Chinese. Of 74,374 summaries with any
    Han character in five months one in a thousand is below 0.33; two Chinese ones lie at 0.17, an English one at
    0.07."""

    max_shared_title_words: Share = 0.2
    """Share of the words of the shorter of two titles up to which they are reported as titles of two papers. A revised
    title shares most of its words with the first one; an unrelated title shares one common word at most."""

    min_title_word: int = 4
    """Letters of a word that counts in this comparison; shorter ones are mostly function words."""
