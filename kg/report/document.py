"""Define a report in typed values, which writers of HTML, Markdown and Atom format.

All texts are plain: a writer escapes them. A line is a sequence of spans.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line; ``href`` is an address or the anchor of a section (``#rising``); ``code`` is a command."""

    text: str
    href: str = ""
    strong: bool = False
    muted: bool = False
    code: bool = False


Line: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Two numbers that are compared: new papers, and those expected from the rate of the earlier ones."""

    now: float
    expected: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news: a line, lines below it, and optionally two bars and a text such as an abstract."""

    line: Line
    notes: tuple[Line, ...] = ()
    bar: Bar | None = None
    text: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Fold:
    """Further entries below a heading that a page opens on demand, and how many there are in all."""

    title: str
    entries: tuple[Entry, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Dot:
    """A named dot of a picture: its words, position and radius, and half the width of its words."""

    name: str
    note: str
    x: float
    y: float
    radius: float
    half_width: float


@dataclass(frozen=True, slots=True)
class ReportPicture:
    """Dots and the lines between them, as pairs of their numbers; y grows downwards."""

    caption: str
    dots: tuple[Dot, ...]
    lines: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """Entries under a heading. ``total`` counts all entries; ``noun`` is their noun, singular and plural."""

    anchor: str
    title: str
    lead: tuple[Line, ...]
    entries: tuple[Entry, ...]
    total: int
    noun: tuple[str, str]
    folds: tuple[Fold, ...] = ()
    picture: ReportPicture | None = None

    @property
    def left_out(self) -> int:
        """Number of entries that are not shown at once."""
        return self.total - len(self.entries)

    @property
    def counted(self) -> str:
        """Number of entries that are shown at once, of all: ``10 of 24``; ``24`` if all are shown."""
        return f"{len(self.entries):,} of {self.total:,}" if self.left_out else f"{self.total:,}"


@dataclass(frozen=True, slots=True)
class Fact:
    """A number with its word, and the anchor of the section that explains it."""

    number: str
    word: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """Papers of one day, and whether they are new."""

    day: str
    papers: int
    new: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A report. ``all_of_it`` is the command for the complete report, ``about`` explains how numbers were computed."""

    title: str
    lead: tuple[Line, ...]
    facts: tuple[Fact, ...] = ()
    days: tuple[Day, ...] = ()
    sections: tuple[ReportSection, ...] = ()
    about: tuple[Line, ...] = field(default=())
    all_of_it: str = ""


def line(*parts: str | Span) -> Line:
    """Return a line of texts and spans.

    >>> line("in ", Span("a paper", "https://arxiv.org/abs/2601.00001"))[0]
    Span(text='in ', href='', strong=False, muted=False, code=False)
    """
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def join_lines(parts: Sequence[Line], between: str = ", ", last: str | None = None) -> Line:
    """Return lines as one, with ``between`` between them and ``last`` before the last one.

    >>> "".join(span.text for span in join_lines([line("a"), line("b"), line("c")], last=" and "))
    'a, b and c'
    """
    made: list[Span] = []
    for number, part in enumerate(parts):
        if number:
            made.append(Span(last if last is not None and number == len(parts) - 1 else between))
        made += part
    return tuple(made)


def fold_section(  # noqa: PLR0917 - the parts of a section in their order
    anchor: str, title: str, lead: Sequence[Line], entries: Sequence[Entry], total: int, shown: int, noun: str = "entry"
) -> ReportSection:
    """Return a section of ``total`` entries, of which ``entries`` are the first; those beyond ``shown`` are folded."""
    rest = tuple(entries[shown:])
    folds = (Fold(f"{total - shown:,} more", rest, total - shown),) if rest else ()
    plural = f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"
    return ReportSection(anchor, title, tuple(lead), tuple(entries[:shown]), total, (noun, plural), folds)
