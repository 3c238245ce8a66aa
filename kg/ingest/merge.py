"""Merge rows into drafts of papers, whatever order they come in.

For each field of a paper the newest non-empty value is kept, and who gave it; values that lose are dropped at
once, so that memory grows with the papers, not with the rows. Every appearance is kept. Rows that share an identifier
are one paper (`kg.ingest.linking`).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

import msgspec

from kg.ingest.linking import Links, link
from kg.ingest.row import MERGED, Row
from kg.model import Digest, Identifier
from kg.names.printed import NO_AUTHORS, AuthorList

Precedence = tuple[int, int, int, int, int]
"""Completeness (0 for a shortened author list, else 1), day (0 without one), form, number of the file in name order,
line. Of two values the greater one's is kept."""

Value = TypeVar("Value")

_OFFSET = Row.__struct_fields__.index(MERGED[0])
_NUMBERS = {name: number for number, name in enumerate(MERGED)}
_TITLE, _AUTHORS = _NUMBERS["title"], _NUMBERS["authors"]
_NO_PRECEDENCE: Precedence = (-1, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """Where rows come from: the file's name, its number in name order, its digest and day."""

    file: str
    number: int
    digest: str
    day: date | None


@dataclass(slots=True)
class AppearanceDraft:
    """An appearance while rows still come in: the smallest rank, and title and authors of the best row."""

    rank: int
    title: str = ""
    title_precedence: Precedence = _NO_PRECEDENCE
    authors: AuthorList = NO_AUTHORS
    authors_precedence: Precedence = _NO_PRECEDENCE


class Draft:
    """A paper while rows still come in: a value for each merged field, and the precedence of who gave it."""

    __slots__ = (
        "appearances", "detailed", "identifiers", "month", "precedences", "references", "titles", "values", "version",
    )  # fmt: skip

    def __init__(self, month: str) -> None:
        self.month = month
        self.version: int | None = None
        self.values: list[object] = [None] * len(MERGED)
        self.precedences: list[Precedence] = [_NO_PRECEDENCE] * len(MERGED)
        self.appearances: dict[tuple[str, str], AppearanceDraft] = {}
        self.identifiers: set[Identifier] = set()
        self.references: set[str] = set()
        self.detailed: dict[AuthorList, Precedence] = {}
        self.titles: dict[str, tuple[int, int]] = {}

    def text(self, field: str) -> str:
        """Return the value of a field that holds text, empty where no row gave one."""
        value = self.values[_NUMBERS[field]]
        return value if isinstance(value, str) else ""

    def value(self, field: str) -> object:
        """Return the value of any merged field, None where no row gave one."""
        return self.values[_NUMBERS[field]]

    def authors(self) -> AuthorList:
        """Return the newest complete author list, else the newest shortened one."""
        value = self.values[_AUTHORS]
        return value if isinstance(value, AuthorList) else NO_AUTHORS

    def origin(self, field: str) -> tuple[int, int]:
        """Return number of the file and line that gave a field its value."""
        return self.precedences[_NUMBERS[field]][-2:]

    def add(self, row: Row, rank: int, precedence: Precedence, digest: str) -> None:
        """Merge the values of a row with higher precedence."""
        if row.version:
            self.version = max(self.version or 0, row.version)
        if row.month:
            self.month = max(self.month, row.month) if self.month else row.month
        if row.identifiers:
            self.identifiers.update(row.identifiers)
        if row.references:
            self.references.update(row.references)
        earlier = self.values[_TITLE]
        if isinstance(earlier, str) and earlier != row.title:
            self._keep_titles({earlier: self.origin("title"), row.title: precedence[-2:]})
        authors = row.authors
        authors_precedence: Precedence = (0, *precedence[1:]) if authors.truncated else precedence
        values, precedences = self.values, self.precedences
        for number, value in enumerate(msgspec.structs.astuple(row)[_OFFSET:]):
            if value:
                own = authors_precedence if number == _AUTHORS else precedence
                if own > precedences[number]:
                    precedences[number] = own
                    if value != values[number]:
                        values[number] = value
        if any(author.has_details for author in authors.authors):
            self.detailed[authors] = max(precedence, self.detailed.get(authors, _NO_PRECEDENCE))
        appearance = self.appearances.get((digest, row.section))
        if appearance is None:
            appearance = self.appearances[digest, row.section] = AppearanceDraft(rank)
        appearance.rank = min(appearance.rank, rank)
        # Most appearances print what the paper has: then both share one value.
        if precedence > appearance.title_precedence:
            appearance.title, appearance.title_precedence = _shared(row.title, self.values[_TITLE]), precedence
        if authors and authors_precedence > appearance.authors_precedence:
            appearance.authors, appearance.authors_precedence = (
                _shared(authors, self.values[_AUTHORS]),
                authors_precedence,
            )

    def absorb(self, other: "Draft") -> None:
        """Merge the values with higher precedence of another draft of the same paper."""
        self.version = max(self.version or 0, other.version or 0) or None
        self.month = self.month or other.month
        self.identifiers |= other.identifiers
        self.references |= other.references
        titles = [(draft.text("title"), draft.origin("title")) for draft in (self, other)]
        if titles[0][0] != titles[1][0]:
            self._keep_titles({**other.titles, **dict(titles)})
        for number, value in enumerate(other.values):
            if value and other.precedences[number] > self.precedences[number]:
                self.precedences[number], self.values[number] = other.precedences[number], value
        for authors, precedence in other.detailed.items():
            self.detailed[authors] = max(precedence, self.detailed.get(authors, _NO_PRECEDENCE))
        for key, theirs in other.appearances.items():
            ours = self.appearances.setdefault(key, theirs)
            if ours is theirs:
                continue
            ours.rank = min(ours.rank, theirs.rank)
            if theirs.title_precedence > ours.title_precedence:
                ours.title, ours.title_precedence = theirs.title, theirs.title_precedence
            if theirs.authors_precedence > ours.authors_precedence:
                ours.authors, ours.authors_precedence = theirs.authors, theirs.authors_precedence

    def detailed_lists(self) -> list[AuthorList]:
        """Return the author lists that say more than names, the one with the highest precedence first."""
        return sorted(self.detailed, key=lambda authors: self.detailed[authors], reverse=True)

    def _keep_titles(self, titles: Mapping[str, tuple[int, int]]) -> None:
        """Keep where each title was first printed, once a paper has several."""
        for title, origin in titles.items():
            if title:
                self.titles[title] = min(origin, self.titles.get(title, origin))


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
            draft.add(row, ranks[row.section], (1, day, row.form, place.number, row.line), place.digest)
        if ranks:
            self._digests.setdefault(place.digest, (place.day, set()))[1].add(place.file)

    def link(self) -> Links:
        """Unite drafts that share identifiers, and return which keys lead to which paper."""
        links = link({id_: draft.identifiers for id_, draft in self._drafts.items() if draft.identifiers}, self._drafts)
        for id_, others in links.united.items():
            for other in others:
                self._drafts[id_].absorb(self._drafts.pop(other))
        return links

    def digests(self) -> tuple[Digest, ...]:
        """Return every digest that holds a paper, by id."""
        return tuple(Digest(id_, day, tuple(sorted(files))) for id_, (day, files) in sorted(self._digests.items()))

    def drafts(self) -> Iterator[tuple[str, Draft]]:
        """Yield each paper's id and draft, by id, and release it."""
        for id_ in sorted(self._drafts):
            yield id_, self._drafts.pop(id_)


def _shared(value: Value, other: object) -> Value:
    return other if isinstance(other, type(value)) and other == value else value
