"""Assemble decided blocks: people with ids and names, and the decisions about them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import NamedTuple

import polars as pl

from kg.authors.blocks.evidence import confidence
from kg.authors.corpus import authorship_records, sort_authorships
from kg.authors.decisions.apply import apply_names, keep_pinned_ids, list_different_lines, list_same_lines
from kg.authors.decisions.decisions import AuthorDecisions
from kg.authors.decisions.settle import DecisionConstraints, constrain_authorships
from kg.authors.details.facts import facts_of
from kg.authors.details.orcid import same_orcid
from kg.authors.spelling.display import preferred_name
from kg.authors.spelling.person_name import parse_name
from kg.authors.stages.repeated import report_repeated_names
from kg.frames.reports import report_frame
from kg.model import Author, AuthorKind, Authorship, Decision
from kg.report_codes import Report
from kg.schema import FRAMES, Frames
from kg.sets.verdicts import DecidedBy, Verdict
from kg.settings import AuthorSettings


def gather_people(frames: Frames, settings: AuthorSettings, decisions: AuthorDecisions) -> dict[str, pl.DataFrame]:
    """Assign every authorship to an author, with id, name and kind, and list the decisions.

    Reads ``records``, ``divided_authors``, ``mentions``, ``block_people``, ``block_pairs``, ``orcid_ties`` and
    ``orcid_reports``; writes ``assignments``, ``people``, ``hidden_names``, ``verdicts`` and ``author_reports``.
    """
    rows = sort_authorships(frames).join(frames["records"].select("paper", "month"), on="paper", maintain_order="left")
    settlement = constrain_authorships(tuple(authorship_records(rows)) if decisions.lines else (), decisions)
    rows = _with_people(rows, frames["block_people"], settlement)
    rows, pin_reports = _with_authors(rows, settlement)
    gathered = _Gathered(rows, settlement)
    people = _people(rows, _natives(frames["divided_authors"], rows), settings)
    people, name_reports = _with_chosen_names(people, gathered)
    return {
        "assignments": rows.select("authorship", "paper", "position", "printed", "author"),
        "people": people,
        "hidden_names": pl.DataFrame({"key": list(settlement.hidden_names)}, schema=FRAMES["hidden_names"]),
        "verdicts": _verdicts(frames, gathered),
        "author_reports": pl.concat(
            [
                frames["orcid_reports"],
                report_frame(
                    (*settlement.reports, *pin_reports, *name_reports, *report_repeated_names(rows, settlement))
                ),
            ]
        ),
    }


@dataclass(frozen=True)
class _Gathered:
    """The authorships by paper and position, each with its ``author``, and the constraints from decisions."""

    rows: pl.DataFrame
    settlement: DecisionConstraints

    @cached_property
    def mentions(self) -> tuple[Authorship, ...]:
        """The authorships as records; empty without decisions, which are all that reads them."""
        if self.settlement.ties is None:
            return ()
        columns = self.rows.select("authorship", "paper", "position", "printed", "author")
        return tuple(Authorship(*row) for row in columns.iter_rows())


def _with_people(rows: pl.DataFrame, blocks: pl.DataFrame, settlement: DecisionConstraints) -> pl.DataFrame:
    """Add ``person``, the first authorship of each person; groups are identified by their letters."""
    place = rows.select("authorship", "place")
    decided = blocks.select("authorship", "person").join(
        place.rename({"authorship": "person", "place": "first"}), on="person"
    )
    found = rows.join(decided.select("authorship", "first"), on="authorship", how="left", maintain_order="left")
    found = found.with_columns(
        person=pl.coalesce("first", pl.when("group").then(pl.col("place").min().over("group", "form")), "place")
    ).drop("first")
    if not settlement.together:
        return found
    joined = join_people(found["person"].to_list(), settlement)
    return found.with_columns(person=pl.Series(joined, dtype=pl.UInt32))


def join_people(people: list[int], settlement: DecisionConstraints) -> list[int]:
    """Return the first authorship of each person, with groups and names without letters joined as decided.

    These are not in any block, but decisions may link them.
    """
    for together in settlement.together:
        first = min(people[mention] for mention in together)
        ties = {people[mention] for mention in together}
        if len(ties) > 1:
            people = [first if person in ties else person for person in people]
    return people


def _with_authors(rows: pl.DataFrame, settlement: DecisionConstraints) -> tuple[pl.DataFrame, tuple[Report, ...]]:
    """Add ``author``, the id of each person: made from the earliest authorship, or kept by a ``pin`` line."""
    earliest = (
        rows.select("person", "month", "place", "authorship")
        .sort("person", "month", "place")
        .unique("person", keep="first", maintain_order=True)
        # the two sides swapped, as in `author_id_of`
        .select("person", author=pl.col("authorship").str.replace("(?s)^([^/]*)/(.*)$", "${2}/${1}"))
    )
    reports: tuple[Report, ...] = ()
    if settlement.pins:
        pinned, reports = keep_pinned_ids(rows["person"].to_list(), settlement)
        kept = pl.DataFrame(list(pinned.items()), schema={"person": pl.UInt32, "pinned": pl.String}, orient="row")
        earliest = earliest.join(kept, on="person", how="left").select("person", author=pl.coalesce("pinned", "author"))
    return rows.join(earliest, on="person", how="left", maintain_order="left"), reports


def _natives(authors: pl.DataFrame, rows: pl.DataFrame) -> Mapping[int, str]:
    """Return the name in its own script of the authorships that state one, by place."""
    stated = authors.filter(~pl.col("organization"), pl.col("native") != "").select("paper", "position", "native")
    if stated.is_empty():
        return {}
    listed = rows.join(stated, on=("paper", "position"), maintain_order="left")
    return {
        place: found.printed
        for place, printed, native in listed.select("place", "printed", "native").iter_rows()
        if (found := facts_of(printed, native, (), (), ()).native)
    }


def _people(rows: pl.DataFrame, natives: Mapping[int, str], settings: AuthorSettings) -> pl.DataFrame:
    """Return the record of each person or group, as ``people``, sorted by id."""
    # a name that all papers print in one way, given name first, is the name that `read_names` gives
    native = pl.col("place").is_in(pl.Series(sorted(natives), dtype=pl.UInt32).implode())
    other = pl.col("printed") != pl.col("printed").first().over("person")
    marked = rows.filter(other | pl.col("turned") | pl.col("group") | native).select("person").unique()
    plain = (
        rows.join(marked, on="person", how="anti", maintain_order="left")
        .unique("person", keep="first", maintain_order=True)
        .select(
            "author",
            "person",
            name="shown",
            kind=pl.lit(AuthorKind.PERSON.value),
            variants=pl.when(pl.col("printed") != pl.col("shown"))
            .then(pl.concat_list("printed"))
            .otherwise(pl.lit([], dtype=pl.List(pl.String))),
            hidden=pl.lit(False),
        )
    )
    listed = rows.join(marked, on="person", how="semi", maintain_order="left")
    groups: dict[tuple[str, int], list[_Printed]] = defaultdict(list)
    for author, person, *printed in listed.select("author", "person", *_Printed._fields).iter_rows():
        groups[author, person].append(_Printed(*printed))
    others = pl.DataFrame(
        [(*one, *_record(printed, natives, settings), False) for one, printed in groups.items()],
        schema=plain.schema,
        orient="row",
    )
    return pl.concat([plain, others]).sort("author", "person").drop("person")


class _Printed(NamedTuple):
    """An authorship as printed; ``group`` is True for the name of an organization."""

    place: int
    printed: str
    form: str
    group: bool


def _record(
    rows: Sequence[_Printed], natives: Mapping[int, str], settings: AuthorSettings
) -> tuple[str, str, list[str]]:
    """Return the name of a person or group with these authorships, the kind, and other names."""
    forms = Counter(row.printed for row in rows)
    native = {natives[row.place] for row in rows if row.place in natives}
    people = [row for row in rows if not row.group]
    if people:
        kind = AuthorKind.PERSON
        printed = Counter(row.printed for row in people)
        read = Counter((row.printed, row.form) for row in people)
        turned = {name for name, count in printed.items() if read[name, parse_name(name).form] * 2 < count}
        name = preferred_name(printed, turned, settings.spelling)
    else:
        kind = AuthorKind.GROUP
        # the most frequent form; among equals the longer one, then by letters
        name = min(forms, key=lambda form: (-forms[form], -len(form), form))
    return name, kind.value, sorted((native | forms.keys()) - {name})


def _with_chosen_names(people: pl.DataFrame, gathered: _Gathered) -> tuple[pl.DataFrame, tuple[Report, ...]]:
    """Apply preferred names, and mark the people to be hidden."""
    if not gathered.settlement.wishes:
        return people, ()
    authors = [
        Author(id_, name, AuthorKind(kind), tuple(variants), hidden)
        for id_, name, kind, variants, hidden in people.iter_rows()
    ]
    named, reports = apply_names(authors, gathered.mentions, gathered.settlement)
    rows = [(a.id, a.name, a.kind.value, a.variants, a.hidden) for a in named]
    return pl.DataFrame(rows, schema=FRAMES["people"], orient="row"), reports


def _verdicts(frames: Frames, gathered: _Gathered) -> pl.DataFrame:
    """List merges by their authorships, and pairs left apart by their people."""
    authors = gathered.rows.select("authorship", "author")
    different = list_different_lines(gathered.mentions, gathered.settlement)
    joined = list_same_lines(gathered.mentions, gathered.settlement)
    by_hand = {(decision.a, decision.b) for decision in joined}
    by_orcid = (d for d in _known(frames["orcid_ties"], authors) if (d.a, d.b) not in by_hand)
    pairs = frames["block_pairs"].with_columns(
        confidence=pl.Series([round(confidence(bits), 3) for bits in frames["block_pairs"]["bits"]], dtype=pl.Float64)
    )
    merged = _sided(pairs.filter(pl.col("kind") == Verdict.SAME.value), "one", "other")
    apart = pairs.filter(pl.col("kind") != Verdict.SAME.value)
    for side in ("one", "other"):
        renamed = authors.rename({"authorship": side, "author": f"{side} author"})
        apart = apart.join(renamed, on=side, maintain_order="left")
    apart = _sided(apart, "one author", "other author").filter(pl.col("a") != pl.col("b"))
    sure = pl.when(pl.col("verdict") == Verdict.POSSIBLY_SAME.value).then("confidence").otherwise(0.0)
    return pl.concat(
        [
            _decisions_frame((*different, *joined, *by_orcid)),
            _without(merged, joined),
            _without(apart.with_columns(confidence=sure), different),
        ]
    ).sort("a", "b", "verdict", maintain_order=True)


def _decisions_frame(decisions: Iterable[Decision]) -> pl.DataFrame:
    """Return decisions in the columns of the table."""
    rows = [
        (d.a, d.b, d.verdict, d.source, d.confidence, [asdict(evidence) for evidence in d.evidence]) for d in decisions
    ]
    return pl.DataFrame(rows, schema=FRAMES["verdicts"], orient="row")


def _sided(pairs: pl.DataFrame, one: str, other: str) -> pl.DataFrame:
    """Return the program's decisions about two sides, the smaller id first."""
    return pairs.select(
        a=pl.min_horizontal(one, other),
        b=pl.max_horizontal(one, other),
        verdict="kind",
        source=pl.lit(DecidedBy.PROGRAM.value),
        confidence="confidence",
        evidence="evidence",
    )


def _without(found: pl.DataFrame, decided: Sequence[Decision]) -> pl.DataFrame:
    """Remove the pairs that are decided in the decisions file."""
    pairs = pl.DataFrame([(d.a, d.b) for d in decided], schema={"a": pl.String, "b": pl.String}, orient="row")
    return found.join(pairs, on=("a", "b"), how="anti", maintain_order="left")


def _known(ties: pl.DataFrame, authors: pl.DataFrame) -> Iterator[Decision]:
    """Yield the merges by ORCID iD: the first authorship with the first authorship of each other form of the name."""
    ties = ties.join(authors, on="authorship", how="left", maintain_order="left")
    for group in ties.partition_by("tie", maintain_order=True):
        firsts: dict[str, tuple[str, list[str], str]] = {}
        for authorship, form, orcids, author in group.select("authorship", "form", "orcids", "author").iter_rows():
            firsts.setdefault(form, (authorship, orcids, author))
        (first, orcids, author), *others = firsts.values()
        for other, more, person in others:
            if person == author:
                a, b = sorted((first, other))
                yield Decision(a, b, Verdict.SAME.value, DecidedBy.PROGRAM.value, 1.0, (same_orcid({*orcids, *more}),))
