"""Gather the differences between two graphs."""

from dataclasses import dataclass

import polars as pl

from kg.report.finding.changes import (
    added_claims,
    added_concepts,
    added_papers,
    changed_claims,
    changed_concepts,
    changed_papers,
    differing_tables,
)
from kg.report.finding.regrouping import (
    Regrouping,
    added_people,
    changed_pairs,
    correspond,
    regroupings,
    removed_people,
    renamed_people,
)
from kg.tables import Tables


@dataclass(frozen=True)
class Difference:
    """The difference between an old and a new graph. Frames are as their functions describe them, complete.

    Attributes:
        papers_added: papers of the new graph alone.
        papers_removed: papers of the old graph alone.
        papers_changed: papers of both, with their differences.
        people_added: people of the new graph alone.
        people_removed: people removed with all their papers, who may be named.
        people_unnamed: number of other removed people.
        people_renamed: people with another name.
        regroupings: merges and splits.
        pairs_added: co-authorships of the new graph alone, as its authors.
        pairs_removed: co-authorships of the old graph alone, as its authors.
        concepts_added: concepts of the new graph alone.
        concepts_removed: concepts of the old graph alone.
        concepts_changed: concepts with another label or type.
        claims_added: claims of the new graph alone.
        claims_removed: claims of the old graph alone.
        claims_changed: number of claims with another confidence.
        tables: tables that are not equal.

    """

    papers_added: pl.DataFrame
    papers_removed: pl.DataFrame
    papers_changed: pl.DataFrame
    people_added: pl.DataFrame
    people_removed: pl.DataFrame
    people_unnamed: int
    people_renamed: pl.DataFrame
    regroupings: tuple[Regrouping, ...]
    pairs_added: pl.DataFrame
    pairs_removed: pl.DataFrame
    concepts_added: pl.DataFrame
    concepts_removed: pl.DataFrame
    concepts_changed: pl.DataFrame
    claims_added: pl.DataFrame
    claims_removed: pl.DataFrame
    claims_changed: int
    tables: pl.DataFrame

    @property
    def is_empty(self) -> bool:
        """True if all tables of both graphs are equal."""
        return self.tables.is_empty()


def find_difference(old: Tables, new: Tables, hidden: frozenset[str] = frozenset()) -> Difference:
    """Return the differences of two graphs; ``hidden`` are slugs of names that must not appear (`hidden_slugs`)."""
    people = correspond(old, new)
    removed, unnamed = removed_people(old, new, people, hidden)
    pairs_added, pairs_removed = changed_pairs(old, new, people, removed)
    return Difference(
        papers_added=added_papers(old, new),
        papers_removed=added_papers(new, old),
        papers_changed=changed_papers(old, new),
        people_added=added_people(new, people),
        people_removed=removed,
        people_unnamed=unnamed,
        people_renamed=renamed_people(old, new, people),
        regroupings=regroupings(people),
        pairs_added=pairs_added,
        pairs_removed=pairs_removed,
        concepts_added=added_concepts(old, new),
        concepts_removed=added_concepts(new, old),
        concepts_changed=changed_concepts(old, new),
        claims_added=added_claims(old, new),
        claims_removed=added_claims(new, old),
        claims_changed=changed_claims(old, new),
        tables=differing_tables(old, new),
    )
