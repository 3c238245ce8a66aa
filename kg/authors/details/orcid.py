"""Link authorships by ORCID iDs.

People choose their ORCID iD themselves, so equal iDs are one person and different iDs are two. But some iDs are in the
wrong line of an author list. Therefore, an iD only links names that may be one person's: forms of one name
(`kg.authors.spelling.comparison`), names in two scripts, or names with a surname or given name in common, since people
change one of them. If one paper prints an iD at several names, these have to be forms of one name. An iD is removed
from names that match none of its other names, with a warning.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import Final

from kg.algorithms.components import connected_components
from kg.authors.details.facts import NO_FACTS, AuthorshipFacts
from kg.authors.spelling.comparison import NameRelation, compare
from kg.authors.spelling.person_name import Name
from kg.model import Authorship, Evidence, EvidenceKind
from kg.report_codes import Report, ReportCode
from kg.settings.sections.authors import SpellingSettings

"""Rules of evidence."""

_MAX_QUOTED: Final = 3


def drop_untrusted_orcids(
    mentions: Sequence[Authorship] | Mapping[int, Authorship],
    names: Sequence[Name | None] | Mapping[int, Name | None],
    facts: Mapping[int, AuthorshipFacts],
    settings: SpellingSettings | None = None,
) -> tuple[dict[int, AuthorshipFacts], tuple[Report, ...]]:
    """Return the facts without the ORCID iDs that are printed at unlike names, and a warning for each such iD.

    ``names`` are the names of the authorships, None for an organization, which has no ORCID iD. The name of most
    authorships with the iD keeps it; if two unlike names have it equally often, it is removed from both.
    """
    settings = settings or SpellingSettings()
    kept = {
        mention: found if (name := names[mention]) and name.surname else replace(found, orcids=frozenset())
        for mention, found in facts.items()
    }
    reports = []
    for orcid, holders in sorted(_holders(kept).items()):
        parts = sorted(_alike(holders, mentions, names, kept, settings), key=lambda part: (-len(part), part))
        if len(parts) == 1:
            continue
        first, second = parts[:2]
        wrong = parts[1:] if len(first) > len(second) else parts
        for mention in (mention for part in wrong for mention in part):
            without = replace(kept[mention], orcids=kept[mention].orcids - {orcid})
            kept[mention] = without
        reports.append(_report(orcid, parts, mentions, none=wrong is parts))
    return {mention: found for mention, found in kept.items() if found != NO_FACTS}, tuple(reports)


def tie_by_orcid(facts: Mapping[int, AuthorshipFacts]) -> dict[int, tuple[int, ...]]:
    """Return, for each authorship with a shared ORCID iD, all authorships that have it, sorted."""
    holders = list(_holders(facts).values())
    groups = map(tuple, connected_components(sorted({mention for group in holders for mention in group}), holders))
    return {mention: group for group in groups if len(group) > 1 for mention in group}


def same_orcid(orcids: Iterable[str]) -> Evidence:
    """Return the ORCID iDs that link two authorships, as a reason."""
    return Evidence(EvidenceKind.SAME_ORCID.value, tuple(sorted(orcids)), 0.0)


def different_orcids(one: str, other: str) -> Evidence:
    """Return the ORCID iDs that keep two people apart, as a reason."""
    return Evidence(EvidenceKind.DIFFERENT_ORCIDS.value, (one, other), 0.0)


def _holders(facts: Mapping[int, AuthorshipFacts]) -> dict[str, list[int]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for mention in sorted(facts):
        for orcid in sorted(facts[mention].orcids):
            holders[orcid].append(mention)
    return holders


def _alike(
    holders: Iterable[int],
    mentions: Sequence[Authorship] | Mapping[int, Authorship],
    names: Sequence[Name | None] | Mapping[int, Name | None],
    facts: Mapping[int, AuthorshipFacts],
    settings: SpellingSettings,
) -> Iterable[list[int]]:
    """Divide the authorships with an iD into groups whose names may be one person's."""
    bearing: dict[tuple[str, str], list[int]] = defaultdict(list)
    named: dict[tuple[str, str], tuple[Name, Name | None]] = {}
    printed: dict[str, set[str]] = defaultdict(set)
    for mention in holders:
        name, native = names[mention], facts[mention].native
        if name is not None:
            key = name.form, native.form if native else ""
            named.setdefault(key, (name, native))
            bearing[key].append(mention)
            printed[mentions[mention].paper].add(mentions[mention].printed)
    strict = any(len(strings) > 1 for strings in printed.values())
    ties: list[tuple[tuple[str, str], tuple[str, str]]] = []
    if len(bearing) <= settings.max_orcid_names:
        pairs = combinations(bearing, 2)
        ties += ((a, b) for a, b in pairs if _may_be_one(named[a], named[b], settings, strict=strict))
    for component in connected_components(bearing, ties):
        yield sorted(mention for key in component for mention in bearing[key])


def _may_be_one(
    one: tuple[Name, Name | None], other: tuple[Name, Name | None], settings: SpellingSettings, *, strict: bool
) -> bool:
    pairs = [(a, b) for a in one if a for b in other if b]
    if any(isinstance(compare(a, b, settings), NameRelation) for a, b in pairs):
        return True
    if strict:
        return False
    return any(
        _words(a, settings.min_orcid_letters) & _words(b, settings.min_orcid_letters) for a, b in pairs
    ) or not any(_comparable(a, b) for a, b in pairs)


def _words(name: Name, min_letters: int) -> set[str]:
    words = (*(unit.letters for unit in name.given), name.surname)
    return {word for word in words if len(word) >= min_letters}


def _comparable(one: Name, other: Name) -> bool:
    """Return True for names in one script; folded Latin letters are ASCII."""
    return one.surname.isascii() == other.surname.isascii()


def _report(
    orcid: str, parts: Sequence[Sequence[int]], mentions: Sequence[Authorship] | Mapping[int, Authorship], *, none: bool
) -> Report:
    firsts = [mentions[part[0]] for part in parts[:_MAX_QUOTED]]
    names, papers = tuple(mention.printed for mention in firsts), tuple(mention.paper for mention in firsts)
    return Report(ReportCode.UNLIKE_NAMES, arguments=(orcid, names, papers, len(parts) - len(firsts), not none))
