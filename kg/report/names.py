"""Format names of papers, people and concepts as linked spans."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import quote_plus

from kg.ids import paper_iri
from kg.ingest.cleaning.text import one_line
from kg.model import SectionKind
from kg.report.document import Line, Span, join_lines, line
from kg.settings import ReportSettings
from kg.tables import Tables
from kg.tables.keys import shown_title
from kg.text.readable import count_noun, shorten

_SEARCH: Final = "https://arxiv.org/search/?searchtype={}&query={}"
MEETS: Final = " × "
"""Separator of the people or teams of a pair."""

_MAX_TITLE: Final = 300
"""Maximum characters of a title or name; the longest of 14,189 titles has 252."""

_MAX_TEXT: Final = 4000
"""Maximum characters of an abstract; arXiv accepts 1,920."""


@dataclass(frozen=True)
class SpanNames:
    """Resolver of ids of a graph to spans. Texts are one line each, without control characters and marks of direction.

    Papers link to arXiv or the registry of their identifier, people to their ORCID iD or to a search of arXiv by
    author, concepts to a search of arXiv.
    """

    tables: Tables
    limits: ReportSettings
    with_text: bool = False

    def paper(self, key: str, *, strong: bool = False) -> Span:
        """Return the title of a paper."""
        title = shorten(one_line(self._titles.get(key, "")), _MAX_TITLE)
        return Span(title or key, paper_iri(key), strong=strong)

    def person(self, author: str, *, strong: bool = False) -> Span:
        """Return the name of a person or group."""
        name, orcid = self._people.get(author, (author, []))
        name = shorten(one_line(name), _MAX_TITLE)
        href = f"https://orcid.org/{orcid[0]}" if orcid else _SEARCH.format("author", quote_plus(name))
        return Span(name, href, strong=strong)

    def concept(self, label: str, *, strong: bool = False) -> Span:
        """Return the label of a concept."""
        label = shorten(one_line(label), _MAX_TITLE)
        return Span(label, _SEARCH.format("all", quote_plus(f'"{label}"')), strong=strong)

    def papers(self, keys: Sequence[str]) -> tuple[Line, ...]:
        """Return titles of papers, one per line, up to the limit in the settings, and the number of the others."""
        most = self.limits.max_papers_per_entry
        lines = tuple(line(self.paper(key)) for key in keys[:most])
        return (*lines, line(f"and {count_noun(len(keys) - most, 'more paper')}")) if len(keys) > most else lines

    def people(self, authors: Sequence[str], *, most: int | None = None) -> Line:
        """Return names up to the limit in the settings, and the number of the others."""
        most = most or self.limits.max_names
        shown = join_lines([line(self.person(author)) for author in authors[:most]])
        return (*shown, Span(f" and {len(authors) - most:,} more")) if len(authors) > most else shown

    def text(self, key: str) -> str:
        """Return the abstract of a paper if texts are requested, else ``""``."""
        return shorten(one_line(self._texts.get(key, "")), _MAX_TEXT) if self.with_text else ""

    def signatures(self, key: str) -> Line:
        """Return the authors of a paper in their order."""
        return self.people(self._authors.get(key, []))

    def name(self, author: str) -> str:
        """Return the name of a person as text."""
        return self.person(author).text

    @cached_property
    def _titles(self) -> dict[str, str]:
        return dict(self.tables["papers"].select("paper", shown_title()).iter_rows())

    @cached_property
    def _people(self) -> dict[str, tuple[str, list[str]]]:
        people = self.tables["authors"].select("author", "name", "orcid")
        return {author: (name, orcid) for author, name, orcid in people.iter_rows()}

    @cached_property
    def _authors(self) -> dict[str, list[str]]:
        signed = self.tables["authorships"].sort("paper", "position").group_by("paper", maintain_order=True)
        return dict(signed.agg("author").iter_rows())

    @cached_property
    def _texts(self) -> dict[str, str]:
        texts = self.tables["sections"]
        own = texts.filter(texts["kind"] == SectionKind.ABSTRACT.value)
        first = own.sort("paper", "language").unique("paper", keep="first", maintain_order=True)
        return dict(first.select("paper", "text").iter_rows())
