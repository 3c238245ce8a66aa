"""Clean and join the texts of a paper, with a map back to each of them."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Self

from kg.concepts.text.clean_text import AlignedText, clean_text
from kg.model import Paper, SectionKind

GAP: Final = "\n\n\n"
"""Separator between texts: no label, cue or definition crosses it."""

OWN_WORDS: Final = (SectionKind.TITLE, SectionKind.ABSTRACT)
"""Sections that the authors wrote themselves."""


class CleanedText(NamedTuple):
    """One text of a paper, cleaned; a title has no language."""

    kind: SectionKind
    language: str
    clean: AlignedText


class PaperTexts:
    """A paper's title and sections, cleaned and joined for one search, with a map back to each."""

    def __init__(self, texts: Sequence[CleanedText]) -> None:
        self.texts = texts
        self.joined = GAP.join([text.clean.text for text in texts])
        self._offsets: list[int] = []
        offset = 0
        for text in texts:
            self._offsets.append(offset)
            offset += len(text.clean.text) + len(GAP)

    @classmethod
    def of(cls, paper: Paper) -> Self:
        """Clean the texts of a paper."""
        title = CleanedText(SectionKind.TITLE, "", clean_text(paper.title))
        return cls([title, *(CleanedText(one.kind, one.language, clean_text(one.text)) for one in paper.sections)])

    def sections(self) -> Iterator[tuple[CleanedText, int, int]]:
        """Yield each text with its start and end in the joined text."""
        for text, offset in zip(self.texts, self._offsets, strict=True):
            yield text, offset, offset + len(text.clean.text)

    def own(self) -> list[tuple[int, int]]:
        """Return the ranges of the title and the English abstract in the joined text; (0, 0) for a missing one."""
        found = {
            text.kind: (begin, end)
            for text, begin, end in self.sections()
            if text.kind is SectionKind.TITLE or (text.kind is SectionKind.ABSTRACT and text.language == "en")
        }
        return [found.get(kind, (0, 0)) for kind in OWN_WORDS]

    def section_at(self, place: int) -> SectionKind:
        """Return the section of a character of the joined text."""
        return self.texts[bisect_right(self._offsets, place) - 1].kind

    def original_in(self, begin: int, start: int, end: int) -> tuple[int, int]:
        """Return the original characters of a span of the joined text, in its text that starts at ``begin``."""
        return self.texts[self._offsets.index(begin)].clean.original(start, end)

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Return the original characters of a span of the joined text, within the text of its section."""
        part = bisect_right(self._offsets, start) - 1
        offset = self._offsets[part]
        return self.texts[part].clean.original(start - offset, end - offset)
