"""Write explanations in words: bits that add up line by line, the order of merges, and what prevented one."""

from collections.abc import Iterable, Mapping
from typing import Final

from kg.authors.explaining.explanation import AuthorExplanation, Core, DecidingReason, PairExplanation, Side, Weighing
from kg.model import Authorship, Evidence, EvidenceKind
from kg.text.readable import count_noun
from kg.wording.evidence import describe_evidence

_MAX_PAPERS: Final = 3
_MAX_PAIRS: Final = 5
_MAX_REASONS: Final = 8
_EVEN_ODDS: Final = "0 bits are even odds; the threshold is the setting authors.merge_bits"

_WITHOUT_WEIGHING: Final = {
    DecidingReason.DECISION: "Decided by a person",
    DecidingReason.CORE: ("Co-authors with rare names joined them before anything was weighed"),
    DecidingReason.GROUP: ("Teams and other groups are identified by the letters of their names alone"),
    DecidingReason.REPEATED: "A misprint repeats this name: it follows itself, or the whole list is printed again",
    DecidingReason.SAME_ORCID: "Both have the same ORCID iD, and their names may be one person's",
}
_FORBIDS: Final = {
    DecidingReason.DECISION: "decided by a person",
    DecidingReason.SAME_PAPER: "one paper prints both",
    DecidingReason.DIFFERENT_ORCIDS: "they have different ORCID iDs",
    DecidingReason.CONFLICT: "the names contradict each other",
    DecidingReason.UNRELATED: "the names are not forms of one name",
    DecidingReason.NOT_COMPARED: "the names share no blocking key, so they were never compared",
}

Titles = Mapping[str, str]
"""Titles by paper."""


def describe_authorship(mention: Authorship, beside: Authorship | None = None) -> str:
    """Return the reference of an authorship in the commands' syntax: its id if ``beside`` has the same name there."""
    if beside is not None and (mention.paper, mention.printed) == (beside.paper, beside.printed):
        return mention.id
    return f'"{mention.printed}" on {mention.paper}'


def describe_pair(found: PairExplanation, titles: Titles) -> str:
    """Explain why two authorships are one person or are not."""
    who = f"one person: {found.a.author}" if found.same else f"two people: {found.a.author} and {found.b.author}"
    named = [describe_authorship(found.a, found.b), describe_authorship(found.b, found.a)]
    parts = ["\n".join([*named, f"are {who}"])]
    if found.weighing is None:
        parts.append("\n".join([_WITHOUT_WEIGHING[found.because], *_reasons(found.reasons)]))
    else:
        head = "The step that merged them" if found.same else "The two people"
        parts.append("\n".join([head, *_weighing_lines(found.weighing, found.threshold, titles)]))
    alone, weighing = found.alone, found.weighing
    if weighing is None or {alone.one, alone.other} != {weighing.one, weighing.other}:
        parts.append("\n".join(["The two authorships by themselves", *_weighing_lines(alone, found.threshold, titles)]))
    return "\n\n".join(parts)


def describe_author(found: AuthorExplanation, name: str, titles: Titles) -> str:
    """Describe how a person was assembled, and who else may be the same."""
    person = found.person
    printed = ", ".join(f"{form} {times}" for form, times in person.names)
    parts = [f"{name}: {person.author}\n{count_noun(len(person.papers), 'paper')}, printed {printed}"]
    if found.cores:
        parts.append(_listed("Together without weighing", (_core_lines(core) for core in found.cores)))
    listed = found.joins[:_MAX_PAIRS]
    of = (
        f", the weakest {len(listed)} of {len(found.joins)}"
        if len(listed) < len(found.joins)
        else ", the weakest first"
    )
    for head, pairs in (
        (f"Joined at {_bits(found.threshold)} bits or more{of}", listed),
        (f"Possibly the same, left apart{_cut(found.doubts)}", found.doubts[:_MAX_PAIRS]),
        (f"Kept apart only by a cannot-link{_cut(found.stopped)}", found.stopped[:_MAX_PAIRS]),
    ):
        if pairs:
            parts.append(_listed(head, (_short_lines(pair, titles, joined=pairs is listed) for pair in pairs)))
    return "\n\n".join(parts)


def _listed(head: str, items: Iterable[list[str]]) -> str:
    return "\n".join([head, *(f"  {line}" for lines in items for line in lines)])


def _cut(pairs: tuple[Weighing, ...]) -> str:
    return f", {_MAX_PAIRS} of {len(pairs)}" if len(pairs) > _MAX_PAIRS else ""


def _weighing_lines(weighing: Weighing, threshold: float, titles: Titles) -> list[str]:
    lines = [line for side in (weighing.one, weighing.other) for line in _side_lines(side, titles)]
    if weighing.evidence:
        lines += ["", "     bits      sum", *_waterfall(weighing)]
        enough = "reaches" if weighing.bits >= threshold else "is below"
        sure = "" if weighing.forbidden else f"; confidence {_sure(weighing.confidence)}"
        lines.append(f"           {_bits(weighing.bits):>7}  {enough} the threshold of {_bits(threshold)}{sure}")
        lines.append(f"           {_EVEN_ODDS}")
    for forbidden in weighing.forbidden:
        lines.append(f"  forbidden: {_FORBIDS[DecidingReason(forbidden.kind)]}: {describe_evidence(forbidden)}")
    return lines


def _waterfall(weighing: Weighing) -> Iterable[str]:
    widest = max(len(evidence.kind) for evidence in weighing.evidence)
    total = 0.0
    for evidence in weighing.evidence:
        total += evidence.bits
        yield f"  {_bits(evidence.bits):>7}  {_bits(total):>7}  {evidence.kind:{widest}}  {describe_evidence(evidence)}"


def _side_lines(side: Side, titles: Titles) -> Iterable[str]:
    names = ", ".join(name for name, _ in side.names)
    yield f"  {names}, {count_noun(len(side.papers), 'paper')}"
    shown = side.papers[:_MAX_PAPERS]
    for paper in shown:
        yield f"    {paper}  {titles.get(paper, '')}".rstrip()
    if len(side.papers) > len(shown):
        yield f"    … {len(side.papers) - len(shown)} more"


def _short_lines(weighing: Weighing, titles: Titles, *, joined: bool) -> list[str]:
    """Describe a weighing in few lines: bits, both sides (of a join) or the other person, evidence."""
    sides = (weighing.one, weighing.other) if joined else (weighing.other,)
    lines = [
        f"{_bits(weighing.bits)} bits"
        + ("" if weighing.forbidden else f", confidence {_sure(weighing.confidence)}")
        + ("" if joined else f"  {weighing.other.author}")
    ]
    for side in sides:
        first = side.mentions[0]
        more = f" and {count_noun(len(side.papers) - 1, 'more paper')}" if len(side.papers) > 1 else ""
        lines.append(f"  {describe_authorship(first)}{more}  {titles.get(first.paper, '')}".rstrip())
    counted = (e for e in weighing.evidence if e.bits or e.kind == EvidenceKind.NAME)
    seen = [f"{e.kind} {_bits(e.bits)} ({describe_evidence(e)})" for e in counted]
    lines.append(f"  {'; '.join(seen)}")
    lines += [f"  forbidden: {_FORBIDS[DecidingReason(e.kind)]}: {describe_evidence(e)}" for e in weighing.forbidden]
    return lines


def _core_lines(core: Core) -> list[str]:
    first = core.side.mentions[0]
    papers = f"{describe_authorship(first)} and {count_noun(len(core.side.papers) - 1, 'more paper')}"
    return [f"{papers}: {core.because.value}", *_reasons(core.reasons)]


def _reasons(reasons: tuple[Evidence, ...]) -> list[str]:
    lines = [
        f"  {describe_evidence(e)}" + (f" ({_bits(e.bits)} bits)" if e.bits else "") for e in reasons[:_MAX_REASONS]
    ]
    return lines + ([f"  … {len(reasons) - _MAX_REASONS} more"] if len(reasons) > _MAX_REASONS else [])


def _bits(bits: float) -> str:
    # a sum of rounded numbers may be minus zero
    return f"{round(bits, 2) + 0.0:+.2f}"


def _sure(confidence: float) -> str:
    # weighed evidence is never certain
    return "over 0.999" if confidence == 1 else "under 0.001" if confidence == 0 else f"{confidence:g}"
