"""Make the report on the differences between two graphs, as a document, and as plain values for programs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import polars as pl

from kg.ingest.cleaning.text import one_line
from kg.model import Relation
from kg.report.document import Document, Entry, Fact, Line, ReportSection, Span, fold_section, join_lines, line
from kg.report.finding.difference import Difference
from kg.report.names import MEETS, SpanNames
from kg.report.regrouped import REGROUPED, regrouping_entry
from kg.settings import ReportSettings
from kg.text.readable import count_noun


@dataclass(frozen=True)
class ChangeSections:
    """Maker of the sections of a report on a difference. ``old`` and ``new`` resolve the names of each graph."""

    found: Difference
    old: SpanNames
    new: SpanNames
    limits: ReportSettings
    everything: bool = False

    def all(self) -> tuple[ReportSection, ...]:
        """Return the sections that are not empty, in reading order."""
        found = self.found
        made = [
            self.papers("added", "Papers added", found.papers_added, self.new),
            self.papers("removed", "Papers removed", found.papers_removed, self.old),
            self.changed_papers(),
            self.regroupings(),
            self.people("people-added", "People added", found.people_added, self.new),
            self.people("people-removed", "People removed", found.people_removed, self.old),
            self.renamed(),
            self.pairs("pairs-added", "Co-authorships added", found.pairs_added, self.new),
            self.pairs("pairs-removed", "Co-authorships removed", found.pairs_removed, self.old),
            self.concepts("concepts-added", "Concepts added", found.concepts_added, self.new),
            self.concepts("concepts-removed", "Concepts removed", found.concepts_removed, self.old),
            self.changed_concepts(),
            self.claims("claims-added", "Claims added to papers of both", found.claims_added),
            self.claims("claims-removed", "Claims removed from papers of both", found.claims_removed),
            self.tables(),
        ]
        return tuple(section for section in made if section.total)

    def papers(self, anchor: str, title: str, frame: pl.DataFrame, names: SpanNames) -> ReportSection:
        """Return papers of one graph alone."""
        return self._section(
            anchor, title, [Entry(line(names.paper(key))) for key in self._most(frame["paper"])], frame.height
        )

    def changed_papers(self) -> ReportSection:
        """Return papers of both graphs with their differences."""
        frame = self.found.papers_changed
        entries = [
            Entry(line(self.new.paper(key), Span(f" · {', '.join(what)}", muted=True)))
            for key, what in self._most(frame).iter_rows()
        ]
        return self._section("changed", "Papers changed", entries, frame.height)

    def regroupings(self) -> ReportSection:
        """Return merges and splits of people."""
        found = self.found.regroupings
        entries = [regrouping_entry(one, self.old, self.new) for one in self._most(found)]
        return self._section("regrouped", "Merges and splits of people", entries, len(found), REGROUPED)

    def people(self, anchor: str, title: str, frame: pl.DataFrame, names: SpanNames) -> ReportSection:
        """Return people of one graph alone."""
        entries = [
            Entry(line(names.person(author), Span(f" · {count_noun(papers, 'paper')}", muted=True)))
            for author, _, papers in self._most(frame).iter_rows()
        ]
        unnamed = self.found.people_unnamed if names is self.old else 0
        lead = (
            line(f"{count_noun(unnamed, 'other person', 'other people')} are gone too and not named.")
            if unnamed
            else ()
        )
        return self._section(anchor, title, entries, frame.height, lead)

    def renamed(self) -> ReportSection:
        """Return people with another name."""
        frame = self.found.people_renamed
        entries = [
            Entry(line(f"{one_line(before)} → ", self.new.person(author)))
            for author, before, _ in self._most(frame).iter_rows()
        ]
        return self._section("renamed", "People under another name", entries, frame.height)

    def pairs(self, anchor: str, title: str, frame: pl.DataFrame, names: SpanNames) -> ReportSection:
        """Return co-authorships of one graph alone."""
        entries = [
            Entry(line(names.person(a), MEETS, names.person(b), Span(f" · {count_noun(papers, 'paper')}", muted=True)))
            for a, b, papers, _ in self._most(frame).iter_rows()
        ]
        known = int(frame["known"].sum())
        return self._section(
            anchor,
            title,
            entries,
            frame.height,
            line(f"First the {known:,} between people of both graphs.") if known else (),
        )

    def concepts(self, anchor: str, title: str, frame: pl.DataFrame, names: SpanNames) -> ReportSection:
        """Return concepts of one graph alone."""
        entries = [
            Entry(
                line(
                    names.concept(label),
                    Span(f" {type_} · {count_noun(papers, 'paper')}".replace("  ", " "), muted=True),
                )
            )
            for _, label, type_, papers in self._most(frame).iter_rows()
        ]
        return self._section(anchor, title, entries, frame.height)

    def changed_concepts(self) -> ReportSection:
        """Return concepts with another label or type."""
        frame = self.found.concepts_changed
        entries = [
            Entry(
                line(f"{one_line(row['label_before'])} ({row['type_before'] or 'no type'}) → ",
                     self.new.concept(row["label"]), f" ({row['type'] or 'no type'})")
            )
            for row in self._most(frame).iter_rows(named=True)
        ]  # fmt: skip
        return self._section("concepts-changed", "Concepts changed", entries, frame.height)

    def claims(self, anchor: str, title: str, frame: pl.DataFrame) -> ReportSection:
        """Return claims of one graph alone on papers of both, one line per paper."""
        both = frame.filter("both").sort("paper", "concept", "relation")
        papers = (
            both.unique(["paper", "concept", "relation"], maintain_order=True)
            .group_by("paper", maintain_order=True)
            .agg("concept", "relation")
        )
        names = self.new if frame is self.found.claims_added else self.old
        labels = dict(names.tables["concepts"].select("concept", "label").iter_rows())
        entries = [
            Entry(line(names.paper(paper)), (self._claims(relations, concepts, labels),))
            for paper, concepts, relations in self._most(papers).iter_rows()
        ]
        others = frame.height - both.height
        lead = line(
            f"{count_noun(both.height, 'claim')};"
            f" {count_noun(others, 'claim')} on papers of one graph alone are not listed."
        )
        return self._section(anchor, title, entries, papers.height, lead)

    def tables(self) -> ReportSection:
        """Return the tables that are not equal."""
        frame = self.found.tables
        entries = [
            Entry(line(Span(table, strong=True), f": {count_noun(added, 'row')} added, {removed:,} removed"))
            for table, added, removed in frame.iter_rows()
        ]
        return ReportSection("tables", "Tables that differ", (), tuple(entries), frame.height, ("table", "tables"))

    def _claims(self, relations: Sequence[str], concepts: Sequence[str], labels: dict[str, str]) -> Line:
        most = self.limits.max_names
        shown = [line(f"{Relation(relation).words} {one_line(labels.get(concept, concept))}")
                 for relation, concept in zip(relations[:most], concepts[:most], strict=True)]  # fmt: skip
        more = [line(f"{len(concepts) - most:,} more")] if len(concepts) > most else []
        return join_lines([*shown, *more], "; ")

    def _most(self, found: Any) -> Any:
        """Return the first rows that are shown or folded."""
        return found if self.everything else found[: self.limits.max_entries + self.limits.max_folded]

    def _section(self, anchor: str, title: str, entries: list[Entry], total: int, lead: Line = ()) -> ReportSection:
        shown = total if self.everything else self.limits.max_entries
        return fold_section(anchor, title, (lead,) if lead else (), entries, total, shown)


def difference_document(
    found: Difference,
    names: tuple[SpanNames, SpanNames],
    limits: ReportSettings,
    *,
    graphs: tuple[str, str],
    settings: Sequence[str] = (),
    everything: bool = False,
) -> Document:
    """Return the report on the difference between two graphs, old and new.

    ``names`` and ``graphs`` are of the old and the new one, the latter as arguments of commands. ``settings`` are lines
    on the settings that differ.
    """
    old, new = names
    sizes = (
        f"{graphs[0]} has {count_noun(old.tables['papers'].height, 'paper')},"
        f" {graphs[1]} has {count_noun(new.tables['papers'].height, 'paper')}."
    )
    lead = [line(sizes)]
    lead += [line(f"Settings differ: {'; '.join(settings)}.")] if settings else []
    if found.is_empty:
        return Document(f"Nothing differs between {graphs[0]} and {graphs[1]}", tuple(lead))
    if found.claims_changed:
        lead.append(line(f"{count_noun(found.claims_changed, 'claim')} of both graphs differ in confidence alone."))
    sections = ChangeSections(found, old, new, limits, everything).all()
    command = f"kg diff {graphs[0]} {graphs[1]} --all"
    return Document(
        title=f"What changed from {graphs[0]} to {graphs[1]}",
        lead=tuple(lead),
        facts=tuple(Fact(f"{section.total:,}", section.title.lower(), section.anchor) for section in sections),
        sections=sections,
        all_of_it=command if any(section.left_out for section in sections) else "",
    )


def difference_values(found: Difference) -> dict[str, Any]:
    """Return a difference as plain values with stable names, complete."""
    return {
        "equal": found.is_empty,
        "papers": {
            "added": found.papers_added.to_dicts(),
            "removed": found.papers_removed.to_dicts(),
            "changed": found.papers_changed.rename({"what": "differences"}).to_dicts(),
        },
        "people": {
            "added": found.people_added.rename({"papers": "paper_count"}).to_dicts(),
            "removed": found.people_removed.rename({"papers": "paper_count"}).to_dicts(),
            "removed_unnamed_count": found.people_unnamed,
            "renamed": found.people_renamed.to_dicts(),
            "regrouped": [
                {"change": one.change.value, "old": list(one.old), "new": list(one.new)} for one in found.regroupings
            ],
        },
        "coauthorships": {
            "added": found.pairs_added.rename({"known": "both_known"}).to_dicts(),
            "removed": found.pairs_removed.rename({"known": "both_known"}).to_dicts(),
        },
        "concepts": {
            "added": found.concepts_added.rename({"papers": "paper_count"}).to_dicts(),
            "removed": found.concepts_removed.rename({"papers": "paper_count"}).to_dicts(),
            "changed": found.concepts_changed.to_dicts(),
        },
        "claims": {
            "added": found.claims_added.drop("both").to_dicts(),
            "removed": found.claims_removed.drop("both").to_dicts(),
            "changed_count": found.claims_changed,
        },
        "tables": found.tables.to_dicts(),
    }
