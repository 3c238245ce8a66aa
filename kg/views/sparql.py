"""Write the SPARQL for the edges of a view, in terms of ``ontology/core.ttl``.

A query has the view's filters by person, category, concept and month, and its minimum weight if a store can compute
weights. The query of a view with a limited number of nodes lists these nodes or their pairs, so that its rows are the
links shown. If there are too many to list, the query finds the links of the whole view, and a note states this.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Final, TypeVar

import polars as pl

from kg.ids import CATEGORY_PREFIX, category_iri, node_iri, paper_iri
from kg.sets.namespaces import PREFIXES
from kg.views.selection import Selection

_PREFIXES: Final = {prefix: PREFIXES[prefix] for prefix in ("kg", "dcterms", "skos")}

_Listed = TypeVar("_Listed")


def cut_query(
    query: Callable[[Sequence[_Listed] | None], str], shown: Sequence[_Listed], most: int, to: str
) -> tuple[str, str]:
    """Return the query of a limited view and the note on its rows, ``""`` if they are the links shown.

    ``query`` makes the query from the items that the view shows, or from None if there are more than ``most``; then the
    note states that the rows are those before the cut.
    """
    if len(shown) <= most:
        return query(shown), ""
    return query(None), f"before the cut to the {to}"


def coauthors_query(selection: Selection, people: Sequence[str] | None = None) -> str:
    """Return the query for pairs of co-authors, counted over the selected papers, among ``people`` if given."""
    near = [line for end in ("?a", "?b") for line in _near(selection, end, selection.hops)]
    least = "" if selection.min_weight is None else f"{selection.min_weight:g}"
    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?papers) (SUM(1 / (?n - 1)) AS ?weight)",
        [
            *(_values(end, _iris("author", people or ())) for end in ("?a", "?b") if people is not None),
            *selection.patterns,
            "?p dcterms:creator ?a, ?b ; kg:authorCount ?n .",
            "FILTER(STR(?a) < STR(?b)) FILTER NOT EXISTS { ?p kg:pairsOmitted true }",
            *[f"FILTER EXISTS {{ {line} }}" for line in near],
        ],
        "GROUP BY ?a ?b" + (f" HAVING(SUM(1 / (?n - 1)) >= {least})" if least else ""),
        selection.base,
    )


def authors_papers_query(selection: Selection, people: Sequence[str] | None = None) -> str:
    """Return the query for papers and their authors, of ``people`` if given."""
    among_people = [] if people is None else [_values("?author", _iris("author", people))]
    body = [*_papers(selection), *among_people, "?p dcterms:creator ?author ."]
    return _query("SELECT DISTINCT ?author ?p", body, base=selection.base)


def related_query(selection: Selection, pairs: Sequence[tuple[str, str]] | None = None) -> str:
    """Return the query for pairs of related papers, each pair once; of ``pairs`` if given."""
    rows = [f"(<{paper_iri(a)}> <{paper_iri(b)}>)" for a, b in pairs or ()]
    among_pairs = [] if pairs is None else [_values("(?p ?q)", rows, plain=True)]
    others = [line.replace("?p ", "?q ").replace("?m", "?month") for line in _papers(selection)[1:]]
    return _query(
        "SELECT ?p ?q",
        [*among_pairs, *_papers(selection), "?p kg:related ?q .", *others, "FILTER(STR(?p) < STR(?q))"],
    )


def papers_concepts_query(selection: Selection, papers: Sequence[str] | None = None) -> str:
    """Return the query for papers and their concepts, of ``papers`` if given.

    A pair with a narrower relation than ``kg:about`` also has ``kg:about``.
    """
    among_papers = [] if papers is None else [_values("?p", map(paper_iri, papers))]
    sure = []
    if selection.min_weight is not None:
        sure = [
            "?p kg:hasClaim ?claim . ?claim kg:claimedConcept ?concept ; kg:confidence ?c .",
            f"FILTER(?c >= {selection.min_weight:g})",
        ]
    about = "?p kg:about|kg:aboutInSummary ?concept ."
    return _query("SELECT DISTINCT ?p ?concept", [*among_papers, *_papers(selection), about, *sure])


def concepts_query(
    selection: Selection, least_papers: int, *, generated: bool, pairs: Sequence[tuple[str, str]] | None = None
) -> str:
    """Return the query for pairs of concepts that papers name together; of ``pairs`` of IRIs if given.

    Without ``generated``, only the papers' own words are used. The weight of the view is not computed.
    """
    rows = [f"(<{a}> <{b}>)" for a, b in pairs or ()]
    among_pairs = [] if pairs is None else [_values("(?a ?b)", rows, plain=True)]

    def named(end: str) -> str:
        # one list of papers and concepts for each end, made once, which is much faster than checking every pair
        about = "kg:about|kg:aboutInSummary" if generated else "kg:about"
        return f"{{ SELECT DISTINCT ?p {end} WHERE {{ ?p {about} {end} . }} }}"

    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?papers)",
        [*_papers(selection), *among_pairs, named("?a"), named("?b"), "FILTER(STR(?a) < STR(?b))"],
        f"GROUP BY ?a ?b HAVING(COUNT(DISTINCT ?p) >= {least_papers})",
    )


def categories_query(selection: Selection, pairs: Sequence[tuple[str, str]] | None = None) -> str:
    """Return the query for pairs of arXiv categories by common papers, of ``pairs`` if given."""
    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?papers)",
        [
            *_among_categories(pairs),
            *_papers(selection),
            "?p kg:inCategory ?a, ?b .",
            f'FILTER(STR(?a) < STR(?b) && STRSTARTS(STR(?a), "{CATEGORY_PREFIX}arxiv/")',
            f'    && STRSTARTS(STR(?b), "{CATEGORY_PREFIX}arxiv/"))',
        ],
        "GROUP BY ?a ?b" + _having(selection, "?p"),
    )


def shared_authors_query(selection: Selection, pairs: Sequence[tuple[str, str]] | None = None) -> str:
    """Return the query for pairs of primary categories by common people, of ``pairs`` if given."""
    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?who) AS ?people)",
        [
            *_among_categories(pairs),
            *_papers(selection),
            "?p kg:primaryCategory ?a ; dcterms:creator ?who .",
            *(line.replace("?p ", "?q ").replace("?m", "?month") for line in _papers(selection)),
            "?q kg:primaryCategory ?b ; dcterms:creator ?who .",
            "FILTER(STR(?a) < STR(?b))",
        ],
        "GROUP BY ?a ?b" + _having(selection, "?who"),
    )


def edges_query(nodes: pl.DataFrame, edges: pl.DataFrame) -> str:
    """Return the query for the edges of papers to categories and people among the nodes, and to concepts as drawn."""
    iri = dict(nodes.select("id", "iri").sort("id").iter_rows())
    papers = [of for id_, of in iri.items() if id_.startswith("paper/")]
    others = [of for id_, of in iri.items() if id_.startswith(("author/", "category/"))]
    about = (
        edges.filter(pl.col("target").str.starts_with("concept/")).select("source", "target").sort("source", "target")
    )
    pairs = [f"(<{iri[paper]}> <{iri[concept]}>)" for paper, concept in about.iter_rows()]
    return _query(
        "SELECT ?p ?property ?node",
        [
            "{",
            _values("?p", papers),
            _values("?node", others),
            "VALUES ?property { kg:primaryCategory dcterms:creator }",
            "?p ?property ?node .",
            "} UNION {",
            _values("(?p ?node)", pairs, plain=True),
            "VALUES ?property { kg:about kg:aboutInSummary }",
            "?p ?property ?node .",
            "}",
        ],
    )


def _values(variable: str, iris: Iterable[str], *, plain: bool = False) -> str:
    lines = "".join(f"    {iri}\n" if plain or iri.startswith("<") else f"    <{iri}>\n" for iri in iris)
    return f"VALUES {variable} {{\n{lines}  }}"


def _iris(kind: str, ids: Iterable[str]) -> Iterator[str]:
    """Return ids as IRIs that are relative to the graph's base."""
    return (f"<{kind}/{id_}>" for id_ in ids)


def _among_categories(pairs: Sequence[tuple[str, str]] | None) -> list[str]:
    rows = [f"(<{category_iri('arxiv', a)}> <{category_iri('arxiv', b)}>)" for a, b in pairs or ()]
    return [] if pairs is None else [_values("(?a ?b)", rows, plain=True)]


def _papers(selection: Selection) -> list[str]:
    near = _near(selection, "?near", max(selection.hops - 1, 0))
    people = [f"FILTER EXISTS {{ {' '.join(near)} ?p dcterms:creator ?near }}"] if near else []
    return ["?p a kg:Paper .", *selection.patterns, *people]


def _having(selection: Selection, counted: str) -> str:
    least = selection.min_weight
    return "" if least is None else f" HAVING(COUNT(DISTINCT {counted}) >= {least:g})"


def _near(selection: Selection, variable: str, hops: int) -> list[str]:
    if not selection.authors:
        return []
    asked = " ".join(f"<{node_iri(selection.base, 'author', id_)}>" for id_ in selection.authors)
    if hops == 0:
        return [f"VALUES {variable} {{ {asked} }}"]
    steps = "/".join(["kg:coAuthor?"] * hops)
    me = f"?me_{variable.removeprefix('?')}"
    return [f"VALUES {me} {{ {asked} }} {me} {steps} {variable} ."]


def _query(head: str, body: Iterable[str], tail: str = "", base: str = "") -> str:
    lines = [*body]
    text = "\n".join([f"{head} WHERE {{", *(f"  {line}" for line in lines), "}", *([tail] if tail else [])])
    used = [f"PREFIX {name}: <{iri}>" for name, iri in _PREFIXES.items() if f"{name}:" in text]
    relative = [f"BASE <{base}>"] if "<author/" in text else []
    return "\n".join([*relative, *used, text, ""])
