"""Apply decisions to resolved authors: pinned ids, preferred names, hidden people."""

from collections import defaultdict
from collections.abc import Hashable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.authors.decisions.settle import DecisionConstraints, PeopleLine, decision_evidence
from kg.model import Author, Authorship, Decision
from kg.report_codes import Report, ReportCode
from kg.sets.decision_verbs import DecisionVerb
from kg.sets.verdicts import DecidedBy, Verdict

_Group = TypeVar("_Group", bound=Hashable)


def keep_pinned_ids(
    groups: Sequence[_Group], settlement: DecisionConstraints
) -> tuple[dict[_Group, str], tuple[Report, ...]]:
    """Return the author id that each person with a ``pin`` line keeps; other ids are made from an authorship.

    ``groups`` has the person of each authorship, in the order of the settlement. If evidence has merged two pinned
    people, the smaller id is kept and the other reported. (If ``same`` lines merge them, settling fails.)
    """
    pinned: dict[_Group, list[str]] = defaultdict(list)
    for mention, id_ in settlement.pins.items():
        pinned[groups[mention]].append(id_)
    # reports are stored in the graph, so they do not name hidden people
    hidden = {groups[i] for wish in settlement.wishes if wish.line.verb == DecisionVerb.HIDE for i in wish.mentions}
    reports = [
        Report(
            ReportCode.SEVERAL_PINNED_IDS,
            settlement.file,
            arguments=(len(ids), () if group in hidden else tuple(sorted(ids))),
        )
        for group, ids in pinned.items()
        if len(ids) > 1
    ]
    return {group: min(ids) for group, ids in pinned.items()}, tuple(sorted(reports, key=lambda r: r.arguments))


def apply_names(
    authors: Sequence[Author], mentions: Sequence[Authorship], settlement: DecisionConstraints
) -> tuple[list[Author], tuple[Report, ...]]:
    """Apply preferred names, and mark the people to be hidden.

    ``mentions`` are the authorships of the settlement, in its order, with their authors. A ``name`` line about one
    authorship takes precedence over one about a bare name; otherwise the last line is used, and earlier ones are
    reported.
    """
    if not settlement.wishes:
        return list(authors), ()
    hidden: set[str] = set()
    preferred: dict[str, PeopleLine] = {}
    overruled: set[tuple[int, int]] = set()
    for wish in sorted(settlement.wishes, key=lambda w: (w.of_one, w.line.line)):
        who = {mentions[i].author for i in wish.mentions}
        if wish.line.verb == DecisionVerb.HIDE:
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
        Report(ReportCode.OVERRULED_NAME, settlement.file, earlier, (later,)) for earlier, later in sorted(overruled)
    )
    return [apply(author) for author in authors], tuple(reports)


def list_different_lines(mentions: Sequence[Authorship], settlement: DecisionConstraints) -> list[Decision]:
    """List the ``different`` decisions as pairs of people, sorted by their ids.

    ``mentions`` are as in `apply_names`. A line about bare names is listed only if each name is one person, since one
    row per pair of namesakes would fill the graph with pairs that nobody doubts.
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
    """List the ``same`` decisions as pairs of authorships, sorted by ids; a bare name is shown by its first authorship.

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
            # the edges of a name that are not lines lead to the authorships with this name
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
