"""Do the same work in the obvious way, as the reference of `make bench`.

A folder of digests to a co-author network and Turtle, with BeautifulSoup, json, rapidfuzz, networkx and rdflib, as one
would write it in an afternoon: one pass, one record after the other. It makes the core statements that the program
makes without concepts, under the same IRIs, so that both outputs can be compared.

    python benchmarks/plain.py FOLDER OUT.ttl
    python benchmarks/plain.py FOLDER OUT.nt

rdflib's Turtle writer looks every IRI's namespace up in a list that grows with the people in it, so its time grows with
the square of their number. N-Triples is what one would turn to then; both are measured.
"""

import json
import re
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from time import perf_counter

import networkx as nx
from bs4 import BeautifulSoup
from rapidfuzz import fuzz, process
from rdflib import DCTERMS, FOAF, RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef

from kg.authors.spelling.person_name import is_group, name_key
from kg.ids import author_id, category_iri, doi_iri, paper_iri, parse_arxiv_id

KG = Namespace("https://w3id.org/arxiv-kg/ontology#")
FABIO = Namespace("http://purl.org/spar/fabio/")
SCHEMA = Namespace("https://schema.org/")
BASE = "http://localhost:8000/id/"
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
ENTRY = re.compile(r"^### \[\d+\] \[(?P<title>.*)\]\((?P<url>\S+)\)$")
LINK = re.compile(r"https?://[^\s)}\]]+[^\s)}\].,;:]")
LABELS = ("Motivation", "Method", "Result", "Conclusion", "Abstract")
MOST_AUTHORS = 30
SIMILAR = 90


def read_markdown(path):
    for block in re.split(r"(?m)^(?=### \[)", path.read_text(encoding="utf-8"))[1:]:
        lines = block.splitlines()
        head = ENTRY.match(lines[0])
        details = BeautifulSoup(block, "html.parser").find("details")
        text = details.get_text() if details else ""
        sections = {}
        for label, after in zip(LABELS, [*LABELS[1:], None], strict=True):
            start = text.find(f"{label}:")
            end = text.find(f"\n{after}:") if after else len(text)
            if start >= 0:
                sections[label.lower()] = text[start + len(label) + 1 : end].strip()
        yield {
            "id": head["url"],
            "title": head["title"],
            "authors": lines[1].strip("*").split(","),
            "categories": [line.split(": ")[1] for line in lines if line.startswith("Main category: ")],
            "summary": sections.get("abstract", ""),
            "comment": None,
        }


def read_jsonl(path):
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def read(folder):
    papers = {}
    for path in sorted(folder.iterdir(), key=lambda p: (DAY.search(p.name)[0], p.suffix != ".md", p.name)):
        day = DAY.search(path.name)[0]
        for row in (read_markdown if path.suffix == ".md" else read_jsonl)(path):
            id_ = parse_arxiv_id(row["id"])
            paper = papers.setdefault(id_.id, {"digests": set(), "comment": None, "categories": []})
            paper["digests"].add(day)
            for field, value in row.items():
                if value and not (field == "categories" and len(value) < len(paper["categories"])):
                    paper[field] = value
            paper["month"], paper["id"] = id_.month, id_.id
            paper["authors"] = [name.strip() for name in paper["authors"] if name.strip(" :*")]
    return papers


def people(papers):
    """Return the author of each name key: id, spellings, papers."""
    found = {}
    for paper in sorted(papers.values(), key=lambda p: (p["month"], p["id"])):
        for name in paper["authors"]:
            key = name_key(name)
            person = found.setdefault(key, {"id": author_id(name, paper["id"]), "names": Counter(), "papers": {}})
            person["names"][name] += 1
            person["papers"][paper["id"]] = paper
    return found


def variants(persons):
    """Return the most similar earlier name of the same surname for each name."""
    blocks = defaultdict(list)
    for key in persons:
        surname = key.split()[-1]
        best = process.extractOne(key, blocks[surname], scorer=fuzz.ratio, score_cutoff=SIMILAR)
        if best and not is_group(key):
            yield key, best[0]
        blocks[surname].append(key)


def network(papers, persons):
    graph = nx.Graph()
    for paper in papers.values():
        keys = sorted({name_key(name) for name in paper["authors"]})
        if len(paper["authors"]) > MOST_AUTHORS:
            continue
        for a, b in combinations(keys, 2):
            one, other = sorted((persons[a]["id"], persons[b]["id"]))
            if not graph.has_edge(one, other):
                graph.add_edge(one, other, papers=0, weight=0.0, months=[])
            edge = graph.edges[one, other]
            edge["papers"] += 1
            edge["weight"] += 1 / (len(keys) - 1)
            edge["months"].append(paper["month"])
    return graph


def node(kind, id_):
    return URIRef(f"{BASE}{kind}/{id_}")


def statements(papers, persons, graph):
    out = Graph()
    for prefix, space in (("kg", KG), ("fabio", FABIO), ("schema", SCHEMA), ("arxiv", "https://arxiv.org/abs/")):
        out.bind(prefix, space)

    def add(s, p, o):
        out.add((s, p, o))

    def seen(subject, months):
        add(subject, KG.firstSeen, Literal(min(months)))
        add(subject, KG.lastSeen, Literal(max(months)))

    for id_, paper in papers.items():
        subject = URIRef(paper_iri(id_))
        for class_ in (KG.Paper, FABIO.Preprint, SCHEMA.ScholarlyArticle):
            add(subject, RDF.type, class_)
        add(subject, RDFS.label, Literal(paper["title"]))
        add(subject, DCTERMS.title, Literal(paper["title"]))
        add(subject, FABIO.hasArXivId, Literal(id_))
        add(subject, KG.month, Literal(paper["month"]))
        add(subject, KG.authorCount, Literal(len(paper["authors"])))
        add(subject, SCHEMA.sameAs, URIRef(doi_iri(id_)))
        if paper["comment"]:
            add(subject, RDFS.comment, Literal(paper["comment"]))
        if len(paper["authors"]) > MOST_AUTHORS:
            add(subject, KG.pairsOmitted, Literal(True))
        for name in paper["authors"]:
            add(subject, DCTERMS.creator, node("author", persons[name_key(name)]["id"]))
        for place, code in enumerate(paper["categories"]):
            for part in re.split(r"[;,] *", code):
                if not part:
                    continue
                scheme = (
                    "arxiv" if re.fullmatch(r"[a-z-]+(\.[A-Za-z-]+)?", part) else "acm" if part[0].isalpha() else "msc"
                )
                category = URIRef(category_iri(scheme, part))
                add(subject, KG.category, category)
                if place == 0:
                    add(subject, KG.primaryCategory, category)
                add(category, RDF.type, KG.Category)
                add(category, RDFS.label, Literal(part))
                add(category, SKOS.notation, Literal(part))
        for day in paper["digests"]:
            digest = node("digest", day)
            add(subject, KG.digest, digest)
            add(digest, RDF.type, KG.Digest)
            add(digest, RDFS.label, Literal(day))
            add(digest, DCTERMS.date, Literal(day, datatype=XSD.date))
        for url in LINK.findall(f"{paper['summary']} {paper['comment'] or ''}") + [paper.get("code_url") or ""]:
            if url and not re.search(r'[<>"{}|\\^`]', url):
                add(subject, KG.link, URIRef(url))
                if "github.com" in url:
                    add(subject, KG.codeRepository, URIRef(url))
                add(URIRef(url), RDF.type, FOAF.Document)
                add(URIRef(url), RDFS.label, Literal(url))

    for person in persons.values():
        subject = node("author", person["id"])
        name = person["names"].most_common(1)[0][0]
        group = is_group(name)
        add(subject, RDF.type, KG.Group if group else KG.Author)
        add(subject, RDF.type, FOAF.Group if group else FOAF.Person)
        add(subject, RDFS.label, Literal(name))
        add(subject, FOAF.name, Literal(name))
        for other in person["names"]:
            if other != name:
                add(subject, SKOS.altLabel, Literal(other))
        add(subject, KG.paperCount, Literal(len(person["papers"])))
        seen(subject, [paper["month"] for paper in person["papers"].values()])
        person["name"] = name

    for a, b in variants(persons):
        one, other = node("author", persons[a]["id"]), node("author", persons[b]["id"])
        add(one, KG.possiblySame, other)
        add(other, KG.possiblySame, one)

    names = {person["id"]: person["name"] for person in persons.values()}
    for a, b, edge in graph.edges(data=True):
        one, other = sorted((a, b))
        pair = node("coauthorship", f"{one}/{other}")
        add(node("author", one), KG.coAuthor, node("author", other))
        add(node("author", other), KG.coAuthor, node("author", one))
        add(pair, RDF.type, KG.Coauthorship)
        add(pair, RDFS.label, Literal(f"{names[one]} – {names[other]}"))
        add(pair, KG.member, node("author", one))
        add(pair, KG.member, node("author", other))
        add(pair, KG.paperCount, Literal(edge["papers"]))
        add(pair, KG.weight, Literal(f"{round(edge['weight'], 6):g}", datatype=XSD.decimal))
        seen(pair, edge["months"])
    return out


def main():
    start = perf_counter()
    papers = read(Path(sys.argv[1]))
    persons = people(papers)
    graph = network(papers, persons)
    out = statements(papers, persons, graph)
    out.serialize(sys.argv[2], format="turtle" if sys.argv[2].endswith(".ttl") else "nt", encoding="utf-8")
    print(json.dumps({"papers": len(papers), "triples": len(out), "seconds": perf_counter() - start}))


if __name__ == "__main__":
    main()
