"""The SPARQL that asks a store for the edges of a view, in terms of ``ontology/core.ttl``.

What pictures leave out to stay readable (``top``, the weakest neighbours of a concept) stays in; people, categories,
concepts and months asked for are expressed, and the least weight too where a store can compute weights.
"""

from collections.abc import Iterable
from typing import Final

from kg.ids import CATEGORY_PREFIX, ONTOLOGY_PREFIX, PAPER_PREFIX, REGISTRIES, node_iri
from kg.views.selection import Selection

_PREFIXES: Final = {
    "kg": ONTOLOGY_PREFIX,
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
}

_OF_PAPERS: Final = (PAPER_PREFIX, *REGISTRIES.values())


def coauthors(selection: Selection) -> str:
    """Pairs of co-authors, counted over the papers asked for."""
    near = [line for end in ("?a", "?b") for line in _near(selection, end, selection.hops)]
    least = "" if selection.min_weight is None else f"{selection.min_weight:g}"
    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?papers) (SUM(1 / (?n - 1)) AS ?weight)",
        [
            *selection.patterns,
            "?p dcterms:creator ?a, ?b ; kg:authorCount ?n .",
            "FILTER(STR(?a) < STR(?b)) FILTER NOT EXISTS { ?p kg:pairsOmitted true }",
            *[f"FILTER EXISTS {{ {line} }}" for line in near],
        ],
        "GROUP BY ?a ?b" + (f" HAVING(SUM(1 / (?n - 1)) >= {least})" if least else ""),
    )


def authors_papers(selection: Selection) -> str:
    """Who signed which paper."""
    return _query("SELECT ?author ?p", [*_papers(selection), "?p dcterms:creator ?author ."])


def papers_concepts(selection: Selection) -> str:
    """Which paper is about which concept; a narrower relation stands beside ``kg:about``."""
    sure = []
    if selection.min_weight is not None:
        sure = [f"?claim kg:paper ?p ; kg:concept ?concept ; kg:confidence ?c . FILTER(?c >= {selection.min_weight:g})"]
    return _query("SELECT DISTINCT ?p ?concept", [*_papers(selection), "?p kg:about ?concept .", *sure])


def concepts(selection: Selection, least_papers: int, *, generated: bool) -> str:
    """How many papers name two concepts, in their own words unless ``generated``.

    How surprising a pair is (the weight of the view) is left to whoever reads the counts.
    """

    def named(end: str) -> str:
        # one list of papers and concepts for each end, made once: far quicker than a look at every pair
        own = "" if generated else f" ?claim kg:paper ?p ; kg:concept {end} ; prov:wasDerivedFrom/kg:generated false ."
        return f"{{ SELECT DISTINCT ?p {end} WHERE {{ ?p kg:about {end} .{own} }} }}"

    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?papers)",
        [*_papers(selection), named("?a"), named("?b"), "FILTER(STR(?a) < STR(?b))"],
        f"GROUP BY ?a ?b HAVING(COUNT(DISTINCT ?p) >= {least_papers})",
    )


def categories(selection: Selection) -> str:
    """How many papers stand in two arXiv categories at once."""
    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?p) AS ?papers)",
        [
            *_papers(selection),
            "?p kg:category ?a, ?b .",
            f'FILTER(STR(?a) < STR(?b) && STRSTARTS(STR(?a), "{CATEGORY_PREFIX}arxiv/")',
            f'    && STRSTARTS(STR(?b), "{CATEGORY_PREFIX}arxiv/"))',
        ],
        "GROUP BY ?a ?b" + _having(selection, "?p"),
    )


def shared_authors(selection: Selection) -> str:
    """How many people have papers in two primary categories."""
    return _query(
        "SELECT ?a ?b (COUNT(DISTINCT ?who) AS ?people)",
        [
            *_papers(selection),
            "?p kg:primaryCategory ?a ; dcterms:creator ?who .",
            *(line.replace("?p ", "?q ").replace("?m", "?month") for line in _papers(selection)),
            "?q kg:primaryCategory ?b ; dcterms:creator ?who .",
            "FILTER(STR(?a) < STR(?b))",
        ],
        "GROUP BY ?a ?b" + _having(selection, "?who"),
    )


def among(iris: Iterable[str]) -> str:
    """What joins the papers among these nodes to the categories, concepts and people among them."""
    nodes = sorted(iris)
    papers = [iri for iri in nodes if iri.startswith(_OF_PAPERS)]
    return _query(
        "SELECT ?p ?property ?node",
        [
            _values("?p", papers),
            _values("?node", [iri for iri in nodes if not iri.startswith(_OF_PAPERS)]),
            "VALUES ?property { kg:primaryCategory kg:about dcterms:creator }",
            "?p ?property ?node .",
        ],
    )


def _values(variable: str, iris: Iterable[str]) -> str:
    lines = "".join(f"    <{iri}>\n" for iri in iris)
    return f"VALUES {variable} {{\n{lines}  }}"


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


def _query(head: str, body: Iterable[str], tail: str = "") -> str:
    lines = [*body]
    text = "\n".join([f"{head} WHERE {{", *(f"  {line}" for line in lines), "}", *([tail] if tail else [])])
    used = [f"PREFIX {name}: <{iri}>" for name, iri in _PREFIXES.items() if f"{name}:" in text]
    return "\n".join([*used, text, ""])
