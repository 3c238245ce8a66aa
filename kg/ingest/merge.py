"""Merge rows into drafts of papers, whatever order they come in.

For each field of a paper the newest non-empty value is kept, and who gave it; values that lose are dropped at
once, so that memory grows with the papers, not with the rows. Every appearance is kept.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import msgspec

from kg.ingest.row import MERGED, Row
from kg.model import Digest

Precedence = tuple[int, int, int, int]
"""Day (0 without one), form, number of the file in name order, line. Of two values the greater one's is kept."""

_OFFSET = Row.__struct_fields__.index(MERGED[0])
_NUMBERS = {name: number for number, name in enumerate(MERGED)}
_TITLE, _AUTHORS = _NUMBERS["title"], _NUMBERS["authors"]
_NOBODY: Precedence = (-1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows come from: the file's name, its number in name order, its digest and day."""

    file: str
    number: int
    digest: str
    day: date | None


@dataclass(slots=True)
class Standing:
    """An appearance while rows still come in: the smallest rank, and what the best row printed."""

    rank: int
    title: str = ""
    titled: Precedence = _NOBODY
    authors: str = ""
    authored: Precedence = _NOBODY


class Draft:
    """A paper while rows still come in: a value for each merged field, and the precedence of who gave it."""

    __slots__ = ("appearances", "month", "precedences", "values", "version")

    def __init__(self, month: str) -> None:
        self.month = month
        self.version: int | None = None
        self.values: list[object] = [None] * len(MERGED)
        self.precedences: list[Precedence] = [_NOBODY] * len(MERGED)
        self.appearances: dict[tuple[str, str], Standing] = {}

    def text(self, field: str) -> str:
        """Return the value of a field that holds text, empty where no row gave one."""
        value = self.values[_NUMBERS[field]]
        return value if isinstance(value, str) else ""

    def value(self, field: str) -> object:
        """Return the value of any merged field, None where no row gave one."""
        return self.values[_NUMBERS[field]]

    def origin(self, field: str) -> tuple[int, int]:
        """Return number of the file and line that gave a field its value."""
        return self.precedences[_NUMBERS[field]][2:]

    def add(self, row: Row, rank: int, precedence: Precedence, digest: str) -> None:
        """Take over what a row knows better."""
        if row.version:
            self.version = max(self.version or 0, row.version)
        values, precedences = self.values, self.precedences
        for number, value in enumerate(msgspec.structs.astuple(row)[_OFFSET:]):
            if value and precedence > precedences[number]:
                precedences[number] = precedence
                if value != values[number]:
                    values[number] = value
        standing = self.appearances.get((digest, row.section))
        if standing is None:
            standing = self.appearances[digest, row.section] = Standing(rank)
        standing.rank = min(standing.rank, rank)
        # Most appearances print what the paper has: then both share one string.
        if precedence > standing.titled:
            standing.title, standing.titled = _shared(row.title, values[_TITLE]), precedence
        if row.authors and precedence > standing.authored:
            standing.authors, standing.authored = _shared(row.authors, values[_AUTHORS]), precedence


class Merger:
    """Collects rows file by file, then gives digests and drafts."""

    def __init__(self) -> None:
        self._drafts: dict[str, Draft] = {}
        self._digests: dict[str, tuple[date | None, set[str]]] = {}

    def add_file(self, place: Place, rows: Iterable[Row]) -> None:
        """Merge the rows of one file. Ranks count within a section, in the file's order."""
        ranks: Counter[str] = Counter()
        day = place.day.toordinal() if place.day else 0
        for row in rows:
            ranks[row.section] += 1
            draft = self._drafts.get(row.id)
            if draft is None:
                draft = self._drafts[row.id] = Draft(row.month)
            draft.add(row, ranks[row.section], (day, row.form, place.number, row.line), place.digest)
        if ranks:
            self._digests.setdefault(place.digest, (place.day, set()))[1].add(place.file)

    def digests(self) -> tuple[Digest, ...]:
        """Return every digest that holds a paper, by id."""
        return tuple(Digest(id_, day, tuple(sorted(files))) for id_, (day, files) in sorted(self._digests.items()))

    def drafts(self) -> Iterator[tuple[str, Draft]]:
        """Yield each paper's id and draft, by id, and let go of it."""
        for id_ in sorted(self._drafts):
            yield id_, self._drafts.pop(id_)


def _shared(text: str, other: object) -> str:
    return other if isinstance(other, str) and other == text else text
