"""Find suspicious people in a graph: persons who may be several, and names that may be one person's.

No finding is an error by itself; each is worth a check. The rules measure signs of several people under one name, and
their limits (`kg.settings.AuditSettings`) were chosen by comparison with people of rare names, who are one person each,
in a real archive.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from functools import cached_property
from itertools import combinations
from typing import Final

import networkx as nx
import polars as pl

from kg.authors.rarity import NameCounts
from kg.authors.spelling.comparison import Mismatch, compare
from kg.authors.spelling.person_name import Name, parse_name
from kg.settings import AuditSettings
from kg.tables import Tables


class Rule(StrEnum):
    """Kinds of suspicion, the most serious first."""

    GIVEN_NAMES = "several given names"
    UNRELATED_NAMES = "unrelated names"
    MANY_FORMS = "many forms of the name"
    DISJOINT_GROUPS = "disjoint co-authors"
    BUSY_MONTH = "too many papers a month"
    SPLIT_RARE_NAME = "a rare name split"
    SHARED_NAME = "a name of many people"


@dataclass(frozen=True, slots=True)
class Finding:
    """One suspicion. ``measured`` has reached ``limit``; ``papers`` is the number of papers to check.

    ``authors`` are the people in question, sorted; ``compare`` two of their ids, of authorships or authors, whose
    comparison shows most (one where there is nothing to compare). ``reason`` is a sentence.
    """

    rule: Rule
    name: str
    authors: tuple[str, ...]
    papers: int
    measured: float
    limit: float
    compare: tuple[str, ...]
    reason: str


_COLUMNS: Final[dict[str, pl.DataType | type[pl.DataType]]] = {
    "rule": pl.String,
    "name": pl.String,
    "authors": pl.List(pl.String),
    "papers": pl.Int32,
    "measured": pl.Float64,
    "limit": pl.Float64,
    "compare": pl.List(pl.String),
    "reason": pl.String,
}
FINDINGS: Final = pl.Schema(_COLUMNS)
"""The columns of `audit`: one `Finding` per row."""


def audit(tables: Tables, settings: AuditSettings) -> pl.DataFrame:
    """Return suspicious people and names, one per row (`FINDINGS`): rule by rule, most papers first."""
    people = _People(tables)
    found = (
        *_clashing_names(people),
        *_many_forms(people, settings.many_forms),
        *_disjoint_groups(people, settings),
        *_busy_months(people, settings),
        *_names_of_several(people, settings),
    )
    place = {rule: i for i, rule in enumerate(Rule)}
    ranked = sorted(found, key=lambda f: (place[f.rule], -f.papers, -f.measured, f.name, f.authors))
    return pl.DataFrame([asdict(finding) for finding in ranked], schema=FINDINGS)


@dataclass(frozen=True, slots=True)
class _Mention:
    id: str
    paper: str
    name: Name


class _People:
    """The persons of a graph with their mentions; groups are left out, but count as co-authors."""

    def __init__(self, tables: Tables) -> None:
        self.name_of: dict[str, str] = dict(
            tables["authors"].filter(pl.col("kind") == "person").select("author", "name").iter_rows()
        )
        self.month: dict[str, str] = dict(tables["papers"].select("paper", "month").iter_rows())
        self.mentions: dict[str, list[_Mention]] = defaultdict(list)
        self.authors_on: dict[str, list[str]] = defaultdict(list)
        columns = tables["authorships"].select("authorship", "paper", "printed", "author")
        for id_, paper, printed, author in columns.iter_rows():
            self.authors_on[paper].append(author)
            if author in self.name_of:
                self.mentions[author].append(_Mention(id_, paper, parse_name(printed)))

    @cached_property
    def bearers(self) -> Mapping[str, Mapping[str, list[_Mention]]]:
        """Each name's people and their mentions under it."""
        found: dict[str, dict[str, list[_Mention]]] = defaultdict(lambda: defaultdict(list))
        for author, mentions in self.mentions.items():
            for mention in mentions:
                found[mention.name.form][author].append(mention)
        return found

    @cached_property
    def _counts(self) -> NameCounts:
        names = {mention.name.form: mention.name for mentions in self.mentions.values() for mention in mentions}
        return NameCounts(names[form] for form in sorted(names))

    def namesakes(self, name: Name) -> float:
        """Return log2 of the people in 100,000 who share a name."""
        return self._counts.namesakes(name)

    def shared_by(self, author: str) -> float:
        """Return `namesakes` of the form of a person's name that is printed most."""
        forms = Counter(mention.name for mention in self.mentions[author])
        return self.namesakes(min(forms, key=lambda name: (-forms[name], name.form)))

    def papers(self, author: str) -> list[str]:
        """Return a person's papers, sorted."""
        return sorted({mention.paper for mention in self.mentions[author]})

    def finding(
        self, rule: Rule, author: str, reason: str, look: tuple[str, ...], *, measured: float, limit: float
    ) -> Finding:
        """Make a finding about one person."""
        papers = len(self.papers(author))
        return Finding(rule, self.name_of[author], (author,), papers, measured, limit, look, reason)

    def forms(self, author: str) -> dict[str, _Mention]:
        """Return the distinct forms of a person's name, sorted, with the first mention under each."""
        found: dict[str, _Mention] = {}
        for mention in self.mentions[author]:
            found.setdefault(mention.name.form, mention)
        return dict(sorted(found.items()))

    def groups(self, author: str) -> list[list[_Mention]]:
        """Return a person's mentions by groups of papers that share no co-author, the largest group first."""
        ties = nx.Graph()
        first = {mention.paper: mention for mention in reversed(self.mentions[author])}
        for paper in first:
            ties.add_node((paper, ""))
            ties.add_edges_from(((paper, ""), ("", other)) for other in self.authors_on[paper] if other != author)
        papers = ([paper for paper, _ in component if paper] for component in nx.connected_components(ties))
        return sorted(([first[p] for p in sorted(group)] for group in papers), key=lambda g: (-len(g), g[0].id))


def _clashing_names(people: _People) -> Iterator[Finding]:
    """Find people with two forms of the name that contradict each other or, else, that only a third form joins."""
    kinds = (
        (Mismatch.CONFLICT, Rule.GIVEN_NAMES, "contradict each other"),
        (Mismatch.UNRELATED, Rule.UNRELATED_NAMES, "are unrelated"),
    )
    for author in people.mentions:
        forms = people.forms(author).values()
        pairs = [(compare(one.name, other.name), one, other) for one, other in combinations(forms, 2)]
        for unlike, rule, how in kinds:
            clash = next(((one, other) for found, one, other in pairs if found is unlike), None)
            if clash:
                one, other = clash
                reason = f'"{one.name.printed}" and "{other.name.printed}" {how}, and are one person here'
                yield people.finding(rule, author, reason, (one.id, other.id), measured=len(forms), limit=2)
                break


def _many_forms(people: _People, limit: int) -> Iterator[Finding]:
    for author in people.mentions:
        forms = list(people.forms(author).values())
        if len(forms) >= limit:
            reason = f"{len(forms)} forms of the name: {', '.join(mention.name.printed for mention in forms)}"
            yield people.finding(
                Rule.MANY_FORMS, author, reason, (forms[0].id, forms[1].id), measured=len(forms), limit=limit
            )


def _disjoint_groups(people: _People, settings: AuditSettings) -> Iterator[Finding]:
    for author in people.mentions:
        papers = people.papers(author)
        if len(papers) < settings.min_groups or people.shared_by(author) < settings.common_name:
            continue
        groups = people.groups(author)
        if len(groups) >= max(settings.min_groups, settings.group_share * len(papers)):
            reason = (
                f"{len(papers)} papers in {len(groups)} groups without a common co-author, {len(groups[0])} in the"
                f" largest; {_describe_share(people.shared_by(author))}"
            )
            look = (groups[0][0].id, groups[1][0].id)
            yield people.finding(
                Rule.DISJOINT_GROUPS, author, reason, look, measured=len(groups), limit=settings.min_groups
            )


def _busy_months(people: _People, settings: AuditSettings) -> Iterator[Finding]:
    for author in people.mentions:
        papers = people.papers(author)
        if len(papers) < settings.busy_month:
            continue
        shared = people.shared_by(author)
        limit = settings.busy_month if shared >= settings.common_name else settings.busiest_month
        months = Counter(month for paper in papers if (month := people.month[paper]))
        month, most = min(months.items(), key=lambda item: (-item[1], item[0]), default=("", 0))
        if most >= limit:
            look = tuple(group[0].id for group in people.groups(author)[:2])
            reason = f"{most} papers of {month} alone; {_describe_share(shared)}"
            yield people.finding(Rule.BUSY_MONTH, author, reason, look, measured=most, limit=limit)


def _names_of_several(people: _People, settings: AuditSettings) -> Iterator[Finding]:
    for of_author in people.bearers.values():
        if len(of_author) == 1:
            continue
        name = next(iter(of_author.values()))[0].name
        shared = people.namesakes(name)
        rare = shared <= settings.rare_name
        limit = 2 if rare else settings.many_people
        if len(of_author) < limit:
            continue
        # authors with the most papers first
        ranked = sorted(of_author, key=lambda author: (-len(of_author[author]), author))
        printed = Counter(mention.name.printed for mentions in of_author.values() for mention in mentions)
        papers = {mention.paper for mentions in of_author.values() for mention in mentions}
        yield Finding(
            Rule.SPLIT_RARE_NAME if rare else Rule.SHARED_NAME,
            min(printed, key=lambda form: (-printed[form], form)),
            tuple(sorted(of_author)),
            len(papers),
            len(of_author),
            limit,
            tuple(ranked[:2]),
            f"{len(of_author)} people with {len(papers)} papers, {len(of_author[ranked[0]])} of them by one person;"
            f" {_describe_share(shared)}",
        )


def _describe_share(shared: float) -> str:
    """Describe how many people share a name."""
    return f"the name of about {2.0**shared:.2g} in 100,000 people"
