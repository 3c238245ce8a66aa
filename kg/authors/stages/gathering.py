"""Decided blocks put together: people with ids and names, and what was decided about them."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from kg.authors.apply import apply_names, kept_ids, said_different, said_same
from kg.authors.blocks.evidence import confidence
from kg.authors.corpus import sorted_mentions
from kg.authors.decisions import AuthorDecisions, author_id_of
from kg.authors.details.facts import facts_of
from kg.authors.details.orcid import same_orcid
from kg.authors.display import preferred_name
from kg.authors.names import parse_name
from kg.authors.settle import Settlement, settle
from kg.frames.reports import report_frame
from kg.model import Author, AuthorKind, Authorship, Decision, Evidence
from kg.schema import FRAMES, Frames
from kg.settings import AuthorSettings


def gather_people(frames: Frames, settings: AuthorSettings, decisions: AuthorDecisions) -> dict[str, pl.DataFrame]:
    """Assign every authorship to an author, with id, name and kind, and list what was decided.

    Reads ``records``, ``divided_authors``, ``mentions``, ``block_people``, ``block_pairs``, ``orcid_ties`` and
    ``orcid_reports``; writes ``assignments``, ``people``, ``hidden_names``, ``verdicts`` and ``author_reports``.
    """
    read = _Read.of(frames)
    settlement = settle(read.mentions, decisions)
    people = join_people(read.people_of(frames["block_people"]), settlement)
    members: dict[int, list[int]] = defaultdict(list)
    for mention, person in enumerate(people):
        members[person].append(mention)
    pinned, pin_reports = kept_ids(people, settlement)
    ids = {
        person: pinned.get(person) or author_id_of(read.mentions[min(cluster, key=read.age)].id)
        for person, cluster in members.items()
    }
    authors = [read.author(ids[person], cluster, settings) for person, cluster in members.items()]
    resolved = tuple(
        Authorship(m.id, m.paper, m.position, m.printed, ids[person])
        for m, person in zip(read.mentions, people, strict=True)
    )
    named, name_reports = apply_names(sorted(authors, key=lambda author: author.id), resolved, settlement)
    found = _decisions(frames, resolved, settlement)
    return {
        "assignments": read.rows.select(
            "authorship",
            "paper",
            "position",
            "printed",
            author=pl.Series([m.author for m in resolved], dtype=pl.String),
        ),
        "people": pl.DataFrame(
            [(a.id, a.name, a.kind.value, a.variants, a.hidden) for a in named], schema=FRAMES["people"], orient="row"
        ),
        "hidden_names": pl.DataFrame({"key": list(settlement.hidden_names)}, schema=FRAMES["hidden_names"]),
        "verdicts": pl.DataFrame(
            [
                (
                    d.a,
                    d.b,
                    d.verdict,
                    d.source,
                    d.confidence,
                    [{"rule": e.rule, "value": e.value, "bits": e.bits} for e in d.evidence],
                )
                for d in found
            ],
            schema=FRAMES["verdicts"],
            orient="row",
        ),
        "author_reports": pl.concat(
            [
                frames["orcid_reports"],
                report_frame((*settlement.reports, *pin_reports, *name_reports)),
            ]
        ),
    }


def join_people(people: list[int], settlement: Settlement) -> list[int]:
    """Return the first authorship of the person of each, groups and names without a letter joined as settled.

    These are in no block, and a person may still have tied them.
    """
    for together in settlement.together:
        first = min(people[mention] for mention in together)
        ties = {people[mention] for mention in together}
        if len(ties) > 1:
            people = [first if person in ties else person for person in people]
    return people


@dataclass(frozen=True, slots=True)
class _Read:
    """The authorships by paper and position; their forms, months, and names in their own script."""

    rows: pl.DataFrame
    mentions: tuple[Authorship, ...]
    forms: Sequence[str]
    groups: Sequence[bool]
    turned: Sequence[bool]
    months: Mapping[str, str]
    natives: Mapping[int, str]
    place: Mapping[str, int]

    @classmethod
    def of(cls, frames: Frames) -> "_Read":
        rows = sorted_mentions(frames)
        mentions = tuple(
            Authorship(id_, paper, position, printed, "")
            for id_, paper, position, printed in rows.select("authorship", "paper", "position", "printed").iter_rows()
        )
        place = {mention.id: i for i, mention in enumerate(mentions)}
        stated = frames["divided_authors"].filter(~pl.col("organization"), pl.col("native") != "")
        at = {(mention.paper, mention.position): i for i, mention in enumerate(mentions)} if stated.height else {}
        natives = {
            at[paper, position]: found.printed
            for paper, position, printed, native in stated.select("paper", "position", "printed", "native").iter_rows()
            if (found := facts_of(printed, native, (), (), ()).native)
        }
        return cls(
            rows,
            mentions,
            rows["form"].to_list(),
            rows["group"].to_list(),
            rows["turned"].to_list(),
            dict(frames["records"].select("paper", "month").iter_rows()),
            natives,
            place,
        )

    def age(self, mention: int) -> tuple[str, str, int]:
        """Return what sorts authorships, the earliest first."""
        found = self.mentions[mention]
        return self.months[found.paper], found.paper, found.position

    def people_of(self, blocks: pl.DataFrame) -> list[int]:
        """Return the first authorship of the person of each; groups go by their letters."""
        people = list(range(len(self.mentions)))
        first: dict[str, int] = {}
        for mention, group in enumerate(self.groups):
            if group:
                people[mention] = first.setdefault(self.forms[mention], mention)
        for authorship, person in blocks.select("authorship", "person").iter_rows():
            people[self.place[authorship]] = self.place[person]
        return people

    def author(self, id_: str, mentions: Sequence[int], settings: AuthorSettings) -> Author:
        """Return the record of a person or group."""
        if len(mentions) == 1 and not self.natives and not self.groups[mentions[0]]:
            (mention,) = mentions
            form = self.mentions[mention].printed
            name = preferred_name({form: 1}, {form} if self.turned[mention] else (), settings.spelling)
            return Author(id_, name, AuthorKind.PERSON, () if name == form else (form,))
        forms = Counter(self.mentions[mention].printed for mention in mentions)
        natives = {self.natives[mention] for mention in mentions if mention in self.natives}
        people = [mention for mention in mentions if not self.groups[mention]]
        if people:
            kind = AuthorKind.PERSON
            printed = Counter(self.mentions[mention].printed for mention in people)
            read = Counter((self.mentions[mention].printed, self.forms[mention]) for mention in people)
            turned = {name for name, count in printed.items() if read[name, parse_name(name).form] * 2 < count}
            name = preferred_name(printed, turned, settings.spelling)
        else:
            kind = AuthorKind.GROUP
            # the most frequent form; of equals the one that says more, then by letters
            name = min(forms, key=lambda form: (-forms[form], -len(form), form))
        return Author(id_, name, kind, tuple(sorted((natives | forms.keys()) - {name})))


def _decisions(frames: Frames, mentions: Sequence[Authorship], settlement: Settlement) -> list[Decision]:
    """List merges by their authorships, and what was left apart by its people."""
    author = {mention.id: mention.author for mention in mentions}
    settled = {(d.a, d.b): d for d in said_different(mentions, settlement)}
    joined = said_same(mentions, settlement)
    by_hand = {(decision.a, decision.b) for decision in joined}
    by_orcid = (d for d in _known(frames["orcid_ties"], author) if (d.a, d.b) not in by_hand)
    found = [*settled.values(), *joined, *by_orcid]
    columns = ("kind", "one", "other", "bits", "evidence")
    for kind, one, other, bits, evidence in frames["block_pairs"].select(columns).iter_rows():
        reasons = tuple(Evidence(**reason) for reason in evidence)
        if kind == "same":
            a, b = sorted((one, other))
            if (a, b) not in by_hand:
                found.append(Decision(a, b, kind, "program", _rounded(bits), reasons))
            continue
        a, b = sorted((author[one], author[other]))
        if a != b and (a, b) not in settled:
            sure = _rounded(bits) if kind == "possiblySame" else 0.0
            found.append(Decision(a, b, kind, "program", sure, reasons))
    return sorted(found, key=lambda d: (d.a, d.b, d.verdict))


def _known(ties: pl.DataFrame, author: Mapping[str, str]) -> Iterator[Decision]:
    """Yield the merges of different forms of a name by an ORCID iD, the first authorship of each with the first."""
    for _, group in ties.group_by("tie", maintain_order=True):
        firsts: dict[str, tuple[str, list[str]]] = {}
        for authorship, form, orcids in group.select("authorship", "form", "orcids").iter_rows():
            firsts.setdefault(form, (authorship, orcids))
        (first, orcids), *others = firsts.values()
        for other, more in others:
            if author[first] == author[other]:
                a, b = sorted((first, other))
                yield Decision(a, b, "same", "program", 1.0, (same_orcid({*orcids, *more}),))


def _rounded(bits: float) -> float:
    return round(confidence(bits), 3)
