"""Decide which mentions are one author.

Names are taken apart (`names`), those that may stand for one another are brought together (`blocking`, `comparison`),
and within each block mentions are gathered into people on the evidence of their papers (`evidence`, `clustering`),
against a prior that knows from the name how many people bear it (`rarity`). What a person has settled (`decisions`)
always wins. The result does not depend on the order of the papers.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from kg.authors.apply import apply_names, kept_ids, said_different, said_same
from kg.authors.blocks import BlockResult, Weighed, decide_block
from kg.authors.cache import BlockCache
from kg.authors.case import Case, open_case
from kg.authors.decisions import AuthorDecisions, author_id_of
from kg.authors.details.orcid import same_orcid
from kg.authors.display import preferred_name
from kg.authors.evidence import confidence
from kg.authors.names import parse_name
from kg.memory import resting_collector
from kg.model import Author, AuthorKind, Authorship, Decision, Extraction, Paper, Resolution
from kg.settings import AuthorSettings


def resolve(
    papers: Iterable[Paper],
    settings: AuthorSettings | None = None,
    decisions: AuthorDecisions | None = None,
    *,
    extraction: Extraction | None = None,
    cache: BlockCache | None = None,
    weights: Mapping[str, float] | None = None,
) -> Resolution:
    """Lead every printed name to an author, with the merges and doubts worth telling.

    ``extraction`` adds concepts to the evidence, ``cache`` the blocks of an earlier build, which are not decided again
    where nothing they look at has changed; ``weights`` replace those that come with the program. A decision about a
    mention that these digests do not hold is reported and waits; one that contradicts others raises DecisionsError.
    """
    with resting_collector():
        case = open_case(papers, settings, decisions, extraction=extraction, weights=weights)
        decide = decide_block if cache is None else cache.get_or_decide
        told = [(block.mentions, decide(block)) for block in case.blocks()]
        people = gather(case, ([mentions[i] for i in person] for mentions, result in told for person in result.people))
        return _resolution(case, people, told)


def gather(case: Case, decided: Iterable[Sequence[int]]) -> list[int]:
    """Return for each mention the first mention of its person.

    ``decided`` are the people of all blocks, the mentions of each sorted. Groups go by their letters.
    """
    corpus = case.corpus
    people = list(range(len(corpus.mentions)))
    alike = (mentions for form, mentions in corpus.mentions_of.items() if form not in corpus.names)
    for person in chain(alike, decided):
        for mention in person:
            people[mention] = person[0]
    for together in case.settlement.together:
        # names without a letter and groups stand in no block, and a person may still have tied them
        first = min(people[mention] for mention in together)
        ties = {people[mention] for mention in together}
        if len(ties) > 1:
            people = [first if person in ties else person for person in people]
    return people


def _resolution(case: Case, people: list[int], told: Sequence[tuple[Sequence[int], BlockResult]]) -> Resolution:
    corpus, settlement = case.corpus, case.settlement
    members: dict[int, list[Authorship]] = defaultdict(list)
    for mention, person in zip(corpus.mentions, people, strict=True):
        members[person].append(mention)
    pinned, pin_reports = kept_ids(people, settlement)
    authors, leads_to = [], {}
    for person, cluster in members.items():
        id_ = pinned.get(person) or author_id_of(min(cluster, key=case.age).id)
        author = _author(case, id_, [case.place[mention.id] for mention in cluster])
        authors.append(author)
        leads_to[person] = author.id
    resolved = tuple(
        Authorship(m.id, m.paper, m.position, m.printed, leads_to[person])
        for m, person in zip(corpus.mentions, people, strict=True)
    )
    named, name_reports = apply_names(sorted(authors, key=lambda a: a.id), resolved, settlement)
    return Resolution(
        resolved,
        tuple(named),
        tuple(_decisions(case, resolved, told)),
        (*corpus.reports, *settlement.reports, *pin_reports, *name_reports),
        settlement.hidden_names,
    )


def _author(case: Case, id_: str, mentions: Sequence[int]) -> Author:
    corpus = case.corpus
    forms = Counter(corpus.mentions[mention].printed for mention in mentions)
    natives = {native.printed for mention in mentions if (native := corpus.facts_of(mention).native)}
    people = [mention for mention in mentions if corpus.forms[mention] in corpus.names]
    if people:
        kind = AuthorKind.PERSON
        printed = Counter(corpus.mentions[mention].printed for mention in people)
        read = Counter((corpus.mentions[mention].printed, corpus.forms[mention]) for mention in people)
        turned = {name for name, count in printed.items() if read[name, parse_name(name).form] * 2 < count}
        name = preferred_name(printed, turned)
    else:
        kind = AuthorKind.GROUP
        # the most frequent form; of equals the one that says more, then by letters
        name = min(forms, key=lambda form: (-forms[form], -len(form), form))
    return Author(id_, name, kind, tuple(sorted((natives | forms.keys()) - {name})))


def _decisions(
    case: Case, mentions: Sequence[Authorship], told: Iterable[tuple[Sequence[int], BlockResult]]
) -> list[Decision]:
    """List merges by their mentions, and what was left apart by its people."""
    settlement = case.settlement
    settled = {(d.a, d.b): d for d in said_different(mentions, settlement)}
    joined = said_same(mentions, settlement)
    by_hand = {(decision.a, decision.b) for decision in joined}
    by_orcid = (d for d in _known(case, mentions) if (d.a, d.b) not in by_hand)
    found = [*settled.values(), *joined, *by_orcid]
    for block, result in told:

        def pair(weighed: Weighed, *, people: bool, block: Sequence[int] = block) -> tuple[str, str]:
            one, other = mentions[block[weighed.one]], mentions[block[weighed.other]]
            a, b = sorted((one.author, other.author) if people else (one.id, other.id))
            return a, b

        for weighed in result.merges:
            a, b = pair(weighed, people=False)
            if (a, b) in by_hand:
                continue
            found.append(Decision(a, b, "same", "program", _rounded(weighed.bits), weighed.evidence))
        for verdict, pairs in (("possiblySame", result.doubts), ("different", result.stopped)):
            for weighed in pairs:
                a, b = pair(weighed, people=True)
                if a != b and (a, b) not in settled:
                    sure = _rounded(weighed.bits) if verdict == "possiblySame" else 0.0
                    found.append(Decision(a, b, verdict, "program", sure, weighed.evidence))
    return sorted(found, key=lambda d: (d.a, d.b, d.verdict))


def _known(case: Case, mentions: Sequence[Authorship]) -> Iterable[Decision]:
    """Yield the merges of different forms of a name by an ORCID iD, the first mention of each form with the first."""
    corpus = case.corpus
    for group in dict.fromkeys(case.constraints.known.values()):
        firsts: dict[str, int] = {}
        for mention in group:
            firsts.setdefault(corpus.forms[mention], mention)
        first, *others = firsts.values()
        for other in others:
            if mentions[first].author == mentions[other].author:
                orcids = corpus.facts_of(first).orcids | corpus.facts_of(other).orcids
                a, b = sorted((mentions[first].id, mentions[other].id))
                yield Decision(a, b, "same", "program", 1.0, (same_orcid(orcids),))


def _rounded(bits: float) -> float:
    return round(confidence(bits), 3)
