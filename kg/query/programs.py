"""Answer questions by program: those that SPARQL 1.1 cannot express, or that an engine answers slowly.

A writer returns the query to run, after it has searched the graph; a program returns the rows itself.

A property path can find that two people are connected, but not through which people. Counting the pairs of a large
category makes an engine join all people with all people of each paper, which takes ten times as long as counting here.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final, NamedTuple

import pyoxigraph as ox

from kg.rdf import PREFIXES
from kg.store import Result
from kg.store.protocol import Queryable
from kg.store.result import of_rows

MAX_SEEN: Final = 200_000
"""Maximum number of people visited before the search stops; more than a year of digests connects."""

_FIRSTS: Final = ("person", "name", "other", "othername", "paper", "title")
_PAIRS: Final = ("person", "name", "other", "othername", "papers")
_INTEGER: Final = ox.NamedNode("http://www.w3.org/2001/XMLSchema#integer")
Values = Mapping[str, Sequence[ox.NamedNode | ox.Literal]]
_Parents = dict[ox.NamedNode, ox.NamedNode | None]


class Written(NamedTuple):
    """A query that a search has found, ``""`` for that of the question's file, and notes on what it answers."""

    sparql: str = ""
    notes: tuple[str, ...] = ()


def find_path(store: Queryable, values: Values) -> Written:
    """Return the query for the chain from ``person`` to ``other``: step, person, name and papers with the one before.

    Among several shortest chains, always the same one is returned. Without a chain, a note says so.
    """
    ends = [[node for node in values[end] if isinstance(node, ox.NamedNode)] for end in ("person", "other")]
    found = _chain(store, ends[0], ends[1])
    if isinstance(found, _NoChain):
        return Written(notes=(_describe(store, found),))
    people = "".join(f"    ({step} {person})\n" for step, person in enumerate(found))
    pairs = "".join(f"      ({step + 1} {a} {b})\n" for step, (a, b) in enumerate(pairwise(found)))
    return Written(f"""SELECT ?step ?person ?name ?papers {{
  VALUES (?step ?person) {{
{people}  }}
  ?person foaf:name ?name
  OPTIONAL {{ SELECT ?step (COUNT(?paper) AS ?papers) {{
    VALUES (?step ?before ?after) {{
{pairs}    }}
    ?paper dcterms:creator ?before, ?after
    FILTER NOT EXISTS {{ ?paper kg:pairsOmitted true }}
  }} GROUP BY ?step }}
}}
ORDER BY ?step
""")


def count_pairs(store: Queryable, values: Values) -> Result:
    """Return the pairs of people with the most papers on ``topic``: the rows of ``pairs.rq``, in its order."""
    topics = " ".join(map(str, values["topic"]))
    signed = store.query(
        f"SELECT ?paper ?person {{ VALUES ?topic {{ {topics} }} "
        "VALUES ?of { kg:inCategory kg:about kg:aboutInSummary } ?paper ?of ?topic ; dcterms:creator ?person }",
        prefixes=PREFIXES,
    )
    omitted = _omitted(store)
    counts = Counter(
        pair for paper, people in _signers(signed).items() if paper not in omitted for pair in _pairs(people)
    )
    best = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: int(values["limit"][0].value)]
    rows = []
    for pair, papers_together in best:
        one, other = map(ox.NamedNode, pair)
        number = ox.Literal(str(papers_together), datatype=_INTEGER)
        rows.append((one, _name(store, one), other, _name(store, other), number))
    return of_rows(_PAIRS, rows)


def first_together(store: Queryable, values: Values) -> Result:
    """Return pairs of people with their first common paper: the rows of ``first-collaborations.rq``, in its order."""
    categories = " ".join(map(str, values["category"]))
    month, limit = values["month"][0], int(values["limit"][0].value)
    signed = store.query(
        f"SELECT ?paper ?person {{ VALUES ?category {{ {categories} }} ?paper kg:primaryCategory ?category ; "
        f"kg:month {month} ; dcterms:creator ?person . ?person kg:firstPaperMonth ?since FILTER(?since < {month}) }}",
        prefixes=PREFIXES,
    )
    now = _signers(signed)
    known = sorted({person for people in now.values() for person in people})
    earlier = store.query(
        f"SELECT ?paper ?person {{ VALUES ?person {{ {' '.join(f'<{person}>' for person in known)} }} "
        f"?paper dcterms:creator ?person ; kg:month ?month FILTER(?month < {month}) }}",
        prefixes=PREFIXES,
    )
    omitted = _omitted(store)
    before = {pair for paper, people in _signers(earlier).items() if paper not in omitted for pair in _pairs(people)}
    found = [
        (paper, *pair)
        for paper, people in sorted(now.items())
        if paper not in omitted
        for pair in _pairs(people)
        if pair not in before
    ]
    rows = []
    for paper, a, b in found[:limit]:
        one, other, node = ox.NamedNode(a), ox.NamedNode(b), ox.NamedNode(paper)
        rows.append((one, _name(store, one), other, _name(store, other), node, _title(store, node)))
    return of_rows(_FIRSTS, rows)


def _signers(signed: Result) -> dict[str, set[str]]:
    """Return people by paper, from rows of paper and person."""
    people: dict[str, set[str]] = defaultdict(set)
    for paper, person in signed:
        if isinstance(paper, ox.NamedNode) and isinstance(person, ox.NamedNode):
            people[paper.value].add(person.value)
    return people


def _omitted(store: Queryable) -> set[str]:
    """Return the papers with too many authors for pairs."""
    rows = store.query("SELECT ?paper { ?paper kg:pairsOmitted true }", prefixes=PREFIXES).rows()
    return {paper.value for (paper,) in rows if isinstance(paper, ox.NamedNode)}


def _pairs(people: set[str]) -> Iterator[tuple[str, ...]]:
    return combinations(sorted(people), 2)


class _NoChain(NamedTuple):
    """A search without success: the person from whom ``reached`` people were visited; all if ``complete``."""

    person: ox.NamedNode
    reached: int
    complete: bool


def _chain(
    store: Queryable, sources: Sequence[ox.NamedNode], targets: Sequence[ox.NamedNode]
) -> list[ox.NamedNode] | _NoChain:
    """Search from both ends at once, the smaller frontier first, level by level in sorted order."""
    forward: _Parents = dict.fromkeys(sorted(sources, key=str))
    backward: _Parents = dict.fromkeys(sorted(targets, key=str))
    rims = (list(forward), list(backward))
    sides = (forward, backward)
    meeting = sorted(forward.keys() & backward.keys(), key=str)
    while not meeting:
        near = 0 if len(rims[0]) <= len(rims[1]) else 1
        if not rims[near] or len(forward) + len(backward) > MAX_SEEN:
            return _NoChain((sources, targets)[near][0], len(sides[near]) - 1, complete=not rims[near])
        found: list[ox.NamedNode] = []
        for person, neighbor in _neighbors(store, rims[near]):
            if neighbor not in sides[near]:
                sides[near][neighbor] = person
                found.append(neighbor)
        rims[near][:] = found
        meeting = sorted((node for node in found if node in sides[1 - near]), key=str)
    return [*reversed(_back(forward, meeting[0])), *_back(backward, meeting[0])[1:]]


def _back(parents: _Parents, node: ox.NamedNode) -> list[ox.NamedNode]:
    walk = [node]
    while (parent := parents[walk[-1]]) is not None:
        walk.append(parent)
    return walk


def _neighbors(store: Queryable, people: Sequence[ox.NamedNode]) -> list[tuple[ox.NamedNode, ox.NamedNode]]:
    listed = " ".join(map(str, people))
    rows = store.query(f"SELECT ?a ?b {{ VALUES ?a {{ {listed} }} ?a kg:coAuthor ?b }}", prefixes=PREFIXES).rows()
    return sorted(
        ((a, b) for a, b in rows if isinstance(a, ox.NamedNode) and isinstance(b, ox.NamedNode)),
        key=lambda pair: (pair[0].value, pair[1].value),
    )


def _describe(store: Queryable, search: _NoChain) -> str:
    name = _name(store, search.person)
    people = f"{search.reached:,} other {'person' if search.reached == 1 else 'people'}"
    reach = f"{name.value if name else search.person} is connected to {people}{'' if search.complete else ' at least'}"
    return (
        f"no chain of co-authors {'connects' if search.complete else 'was found between'} these two: {reach}. "
        "The rows are instead the nearest links: concepts of papers of both, those with the fewest papers first"
    )


def _name(store: Queryable, person: ox.NamedNode) -> ox.Literal | None:
    return _value(store, f"{person} foaf:name ?value")


def _title(store: Queryable, paper: ox.NamedNode) -> ox.Literal | None:
    return _value(store, f"{paper} dcterms:title ?value")


def _value(store: Queryable, pattern: str) -> ox.Literal | None:
    rows = store.query(f"SELECT ?value {{ {pattern} }} LIMIT 1", prefixes=PREFIXES).rows()
    return next((value for (value,) in rows if isinstance(value, ox.Literal)), None)


WRITERS: Final[dict[str, Callable[[Queryable, Values], Written]]] = {"path": find_path}
"""Question -> function of the bound values that writes its query."""
PROGRAMS: Final[dict[str, Callable[[Queryable, Values], Result]]] = {
    "pairs": count_pairs,
    "first-collaborations": first_together,
}
"""Question -> function of the bound values that returns the rows of its query, faster than an engine."""
