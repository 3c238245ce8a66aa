"""Make the sections of a report on news: rising concepts, people who meet, links between groups, people, papers."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import polars as pl

from kg.classification import known_classes
from kg.ids import segment
from kg.ingest.cleaning.text import one_line
from kg.report.document import Bar, Entry, Fold, Line, ReportSection, Span, fold_section, join_lines, line
from kg.report.finding.communities import CommunityLink, CommunityNews
from kg.report.finding.news import News
from kg.report.names import MEETS, SpanNames
from kg.report.picture import picture_links
from kg.settings import Settings
from kg.text.readable import count_noun

_MORE: Final = "So about {:,.0f} of them are more than chance; those at the top are the most certain."
_CHANCE: Final = "So the list shows no trend, only what the new papers happen to be about more often than usual."

NO_LIMIT: Final = 1 << 30


@dataclass(frozen=True)
class Sections:
    """Builder of the sections of a report. ``everything`` removes the limits on their length."""

    news: News
    names: SpanNames
    settings: Settings
    everything: bool = False
    regrouped: ReportSection | None = None
    """Merges and splits since an older graph, if one was given."""

    def all(self) -> tuple[ReportSection, ...]:
        """Return the sections that are not empty, in reading order.

        Rising concepts come first if more rise than by chance, otherwise after the papers, meetings and links.
        """
        made = [self.papers(), self.meetings(), self.links(), self.people(), self.regrouped, self.spellings()]
        made.insert(0 if self.news.is_rising else 3, self.rising())
        return tuple(section for section in made if section and section.total)

    def rising(self) -> ReportSection:
        """Return concepts with a larger share of the new papers than of the earlier ones."""
        news, rising = self.news, self.news.rising
        entries = [self._risen(row) for row in rising.head(self._most).iter_rows(named=True)]
        lead = line(
            "Concepts that more new papers work on than expected from their rate in the"
            f" {count_noun(news.before, 'earlier paper')}, in the same categories."
            f" {_count_rising(rising.height)} this much; chance alone would give {_describe_chance(news.by_chance)}."
            f" {_MORE.format(rising.height - news.by_chance) if news.is_rising else _CHANCE}"
        )
        return fold_section("rising", "Concepts on the rise", (lead,), entries, rising.height, self._shown, "concept")

    def meetings(self) -> ReportSection:
        """Return papers on which people with earlier papers write together for the first time."""
        met = self.news.meetings
        entries = [
            Entry(line(self.names.paper(row["paper"], strong=True)), (self._meeting(row["teams"], row["pairs"]),))
            for row in met.head(self._most).iter_rows(named=True)
        ]
        lead = line(
            "Pairs of people with earlier papers who sign a paper together for the first time in this graph:"
            f" {count_noun(self.news.pairs, 'pair')} on {count_noun(met.height, 'paper')}."
            " × separates people who have not written together before. Papers that connect separate teams come first,"
            " then those by people with many earlier papers. Papers of more than"
            f" {self.settings.report.max_authors_of_meeting} authors do not count."
        )
        return fold_section("meetings", "First collaborations", (lead,), entries, met.height, self._shown, "paper")

    def links(self) -> ReportSection:
        """Return pairs of communities that are linked for the first time."""
        links = self.news.links or ()
        entries = [self._link(one) for one in links[: self._most]]
        lead = line(
            "Groups are people who wrote with each other more than with others; each is listed with what sets its"
            " papers apart. Each entry has two groups that no earlier paper links, and the people and papers that do."
        )
        section = fold_section("links", "New links between groups", (lead,), entries, len(links), self._shown, "link")
        pictured = links[: self.settings.report.max_entries]
        return replace(section, picture=picture_links(pictured, self.names, self.settings.layout))

    def people(self) -> ReportSection:
        """Return people without an earlier paper; those who sign the same papers are one entry."""
        people = self.news.people
        alike = people.group_by("papers", maintain_order=True).agg(
            "author", pl.col("partner").first(), pl.col("partners").first()
        )
        entries = [self._newcomers(row) for row in alike.head(self._most).iter_rows(named=True)]
        several = people.filter(pl.col("papers").list.len() > 1).height
        lead = line(
            f"{count_noun(people.height, 'person', 'people')} without an earlier paper in this graph,"
            f" {several:,} of them with several new papers. People with the most new papers come first; people who"
            " sign the same papers are listed together."
        )
        return fold_section("people", "New people", (lead,), entries, alike.height, self._shown, "entry")

    def papers(self) -> ReportSection:
        """Return the new papers, first those with the most rising concepts and the most published authors.

        If some are omitted, all are listed again by category, folded.
        """
        order = self.news.order
        entries = [self._paper(row) for row in order.head(self._shown).iter_rows(named=True)]
        folds = tuple(
            Fold(
                f"{_category(category)}: {count_noun(rows.height, 'new paper')}",
                tuple(self._paper(row) for row in rows.head(self.settings.report.max_folded).iter_rows(named=True)),
                rows.height,
            )
            for (category,), rows in _by_size(order)
        )
        risen = "with the most rising concepts, then those " if self.news.is_rising else ""
        known = bool((self.news.order["known"] > 0).any())
        lead = line(
            f"Papers {risen}whose authors have the most earlier papers come first." if known else "The newest first."
        )
        return ReportSection(
            "papers", "New papers", (lead,), tuple(entries), order.height, ("paper", "papers"),
            () if len(entries) == order.height else folds,
        )  # fmt: skip

    def spellings(self) -> ReportSection:
        """Return known people under a new name, and pairs who may be one person."""
        spelled, doubts = self.news.spellings, self.news.doubts
        entries = [
            Entry(
                line(self.names.person(row["author"], strong=True),
                     f", earlier as {_join_alternatives(row['before'])}, now as {_join_alternatives(row['printed'])}"),
                self.names.papers(row["papers"]),
            )
            for row in spelled.head(self._most).iter_rows(named=True)
        ]  # fmt: skip
        left = max(0, self._most - len(entries))
        entries += [
            Entry(
                line(self.names.person(a, strong=True), Span(f" {_first_paper(a)}", muted=True), " and ",
                     self.names.person(b, strong=True), Span(f" {_first_paper(b)}", muted=True),
                     f" may be one person ({chance:.0%})")
            )
            for a, b, chance in doubts.head(left).iter_rows()
        ]  # fmt: skip
        verb = "is" if doubts.height == 1 else "are"
        said = [
            count_noun(spelled.height, "known person is", "known people are")
            + " listed under another name than before",
            f"{count_noun(doubts.height, 'pair')} with a new paper may be one person and {verb} kept apart",
        ]
        kept = [words for words, frame in zip(said, (spelled, doubts), strict=True) if frame.height]
        lead = line(f"{'; '.join(kept)}.")
        total = spelled.height + doubts.height
        return fold_section("names", "Who is who", (lead,), entries, total, self._shown, "entry")

    # -- entries ---------------------------------------------------------------------------------------------------

    def _risen(self, row: dict[str, object]) -> Entry:
        new, before = int(str(row["new"])), int(str(row["before"]))
        expected = float(str(row["expected"]))
        kind = f" {row['type']}" if row["type"] else ""
        rate = f"at the earlier rate {expected:.1f}" if before else "none before"
        return Entry(
            line(
                self.names.concept(str(row["label"]), strong=True),
                Span(kind, muted=True),
                f" · {count_noun(new, 'new paper')}, {rate}",
            ),
            self.names.papers(row["papers"]),  # type: ignore[arg-type]
            Bar(new, expected),
            anchor=f"concept-{segment(str(row['concept']))}",
        )

    def _meeting(self, teams: Sequence[Sequence[str]], pairs: Sequence[Sequence[str]]) -> Line:
        """Return the teams that meet, or the pairs of people who meet if shared co-authors put all in one team."""
        if len(teams) == 1:
            return self._pairs(pairs)
        return join_lines([self.names.people(team) for team in teams[: self.settings.report.max_names]], MEETS)

    def _pairs(self, pairs: Sequence[Sequence[str]]) -> Line:
        most = max(1, self.settings.report.max_names // 2)
        shown = join_lines([self._pair(pair) for pair in pairs[:most]], "; ")
        return (*shown, Span(f"; {count_noun(len(pairs) - most, 'more pair')}")) if len(pairs) > most else shown

    def _link(self, link: CommunityLink) -> Entry:
        return Entry(
            join_lines([self._group(link.a), self._group(link.b)], " and "),
            (
                line("linked by ", *self._pairs(link.pairs)),
                *self.names.papers(link.papers),
            ),
        )  # fmt: skip

    def _group(self, group: CommunityNews) -> Line:
        subjects = f": {', '.join(group.subjects)}" if group.subjects else ""
        return line(
            "the group around ",
            self.names.person(group.leader, strong=True),
            Span(f" ({count_noun(group.people, 'person', 'people')}{subjects})", muted=True),
        )

    def _pair(self, pair: Sequence[str]) -> Line:
        return line(self.names.person(pair[0]), MEETS, self.names.person(pair[1]))

    def _newcomers(self, row: dict[str, list[str]]) -> Entry:
        with_known: Line = ()
        if row["partner"]:
            more = int(row["partners"]) - 1  # type: ignore[call-overload]
            rest = f" and {count_noun(more, 'other known person', 'other known people')}" if more else ""
            with_known = line(
                Span(" with ", muted=True), self.names.person(str(row["partner"])), Span(rest, muted=True)
            )
        return Entry((*_strong(self.names.people(row["author"])), *with_known), self.names.papers(row["papers"]))

    def _paper(self, row: dict[str, object]) -> Entry:
        key = str(row["paper"])
        marks = [f"{row['category']}" if row["category"] else ""]
        marks.append(count_noun(int(str(row["risen"])), "rising concept") if row["risen"] else "")
        note = (*self.names.signatures(key), Span("".join(f" · {mark}" for mark in marks if mark), muted=True))
        notes = [note]
        if row["known"]:
            known = count_noun(int(str(row["known"])), "earlier paper")
            notes.append(line(self.names.person(str(row["author"])), Span(f" has {known}", muted=True)))
        return Entry(line(self.names.paper(key, strong=True)), tuple(notes), text=self.names.text(key))

    # -- lengths ---------------------------------------------------------------------------------------------------

    @property
    def _shown(self) -> int:
        """Entries that are shown at once."""
        return NO_LIMIT if self.everything else self.settings.report.max_entries

    @property
    def _most(self) -> int:
        """Entries that are shown at once or folded."""
        return NO_LIMIT if self.everything else self.settings.report.max_entries + self.settings.report.max_folded


def _strong(spans: Line) -> Line:
    return tuple(Span(span.text, span.href, strong=True) if span.href else span for span in spans)


def _count_rising(number: int) -> str:
    return "1 concept rises" if number == 1 else f"{number:,} concepts rise"


def _describe_chance(expected: float) -> str:
    return "less than 1" if expected < 1 else f"about {expected:,.0f}"


def _join_alternatives(printed: Sequence[str]) -> str:
    return " or ".join(f"“{one_line(one)}”" for one in printed)


def _first_paper(author: str) -> str:
    """Return the paper in an author's id, which distinguishes people with the same name."""
    return f"of {author.partition('/')[2]}"


def _category(code: str) -> str:
    label = known_classes().get(f"arxiv/{segment(code)}")
    return f"{code} {label.label}" if label else one_line(code) or "without a category"


def _by_size(order: pl.DataFrame) -> list[tuple[tuple[str], pl.DataFrame]]:
    parts = order.partition_by("category", as_dict=True, maintain_order=True)
    return sorted(parts.items(), key=lambda part: (-part[1].height, part[0]))
