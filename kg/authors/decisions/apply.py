"""What a person has settled, applied to people once these are known: kept ids, preferred names, who is left out."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.authors.decisions.settle import DecisionConstraints, PeopleLine, decision_evidence
from kg.model import Author, Authorship, Decision, Level, Report
from kg.sets.verdicts import DecidedBy, Verdict

_Group = TypeVar("_Group", bound=Hashable)


def keep_pinned_ids(
    groups: Sequence[_Group], settlement: DecisionConstraints
) -> tuple[dict[_Group, str], tuple[Report, ...]]:
    """Return the author id that each person with a ``pin`` line keeps; the others take theirs from a mention.

    ``groups`` names the person of each mention, in the order that was settled. Evidence may have joined two pinned
    people; then the smaller id is kept and a report says so. (Where ``same`` lines join them, settling is refused.)
    """
    pinned: dict[_Group, list[str]] = defaultdict(list)
    for mention, id_ in settlement.pins.items():
        pinned[groups[mention]].append(id_)
    # a graph keeps its reports, so they name nobody who is to be left out
    hidden = {groups[i] for wish in settlement.wishes if wish.line.verb == "hide" for i in wish.mentions}
    reports = [
        Report(
            Level.WARNING,
            settlement.file,
            0,
            f"{len(ids)} pinned ids are one person, who keeps "
            + ("one" if group in hidden else f"{min(ids)}: {', '.join(sorted(ids))}"),
        )
        for group, ids in pinned.items()
        if len(ids) > 1
    ]
    return {group: min(ids) for group, ids in pinned.items()}, tuple(sorted(reports, key=lambda r: r.reason))


def apply_names(
    authors: Sequence[Author], mentions: Sequence[Authorship], settlement: DecisionConstraints
) -> tuple[list[Author], tuple[Report, ...]]:
    """Give people the names that were asked for, and mark those who asked to be left out.

    ``mentions`` are those that were settled, in that order, now led to authors. A ``name`` line about one mention
    wins over one about everyone printed so; of two alike the later in the file wins, and a report says so.
    """
    if not settlement.wishes:
        return list(authors), ()
    hidden: set[str] = set()
    preferred: dict[str, PeopleLine] = {}
    overruled: set[tuple[int, int]] = set()
    for wish in sorted(settlement.wishes, key=lambda w: (w.of_one, w.line.line)):
        who = {mentions[i].author for i in wish.mentions}
        if wish.line.verb == "hide":
            hidden |= who
            continue
        for author in who:
            earlier = preferred.get(author)
            if earlier and earlier.line.text != wish.line.text and earlier.of_one == wish.of_one:
                overruled.add((earlier.line.line, wish.line.line))
            preferred[author] = wish

    def apply(author: Author) -> Author:
        name = preferred[author.id].line.text if author.id in preferred else author.name
        variants = tuple(sorted({author.name, *author.variants} - {name}))
        return replace(author, name=name, variants=variants, hidden=author.id in hidden)

    reports = (
        Report(Level.WARNING, settlement.file, earlier, f"line {later} names the same person otherwise, and holds")
        for earlier, later in sorted(overruled)
    )
    return [apply(author) for author in authors], tuple(reports)


def list_different_lines(mentions: Sequence[Authorship], settlement: DecisionConstraints) -> list[Decision]:
    """List what ``different`` lines say about people, sorted by their ids.

    ``mentions`` are as in `apply_names`. A line about bare names is listed where each side has come down to one
    person: said of each pair of namesakes it would fill the graph with what nobody doubted.
    """
    found: dict[tuple[str, str], Decision] = {}
    for apart in settlement.apart:
        sides = [sorted({mentions[i].author for i in side}) for side in (apart.one, apart.other)]
        if all(len(side) == 1 for side in sides):
            a, b = sorted(side[0] for side in sides)
            why = (decision_evidence(apart.line, settlement),)
            found.setdefault((a, b), Decision(a, b, Verdict.DIFFERENT.value, DecidedBy.PERSON.value, 0.0, why))
    return [found[pair] for pair in sorted(found)]


def list_same_lines(mentions: Sequence[Authorship], settlement: DecisionConstraints) -> list[Decision]:
    """List what ``same`` lines say about mentions, sorted by their ids; of a bare name its first bearer stands for all.

    ``mentions`` are as in `apply_names`.
    """
    if settlement.ties is None:
        return []
    here = {mention.id for mention in mentions}
    found: dict[tuple[str, str], Decision] = {}
    for one, other, line in sorted(settlement.ties.edges(data="line"), key=lambda edge: edge[:2]):
        if line is None:
            continue
        sides = [
            # of a name only those who bear it: an edge with a line leads to whom that line is about
            node
            if node in here
            else min((n for n, edge in settlement.ties[node].items() if n in here and "line" not in edge), default="")
            for node in (one, other)
        ]
        a, b = sorted(sides)
        if a and a != b:
            said = Decision(
                a, b, Verdict.SAME.value, DecidedBy.PERSON.value, 1.0, (decision_evidence(line, settlement),)
            )
            found.setdefault((a, b), said)
    return [found[pair] for pair in sorted(found)]
