"""A page of eight people with one example of each feature, written by hand so that tests know every value."""

from collections.abc import Mapping
from typing import Any

from jinja2 import Environment, StrictUndefined

from kg import assets
from kg.render.explorer.columns import Column, compress, integers, offsets, pack_columns, steps, texts
from kg.render.policy import policy

FOLDER = "viz/explorer"
HOSTILE = "<img src=x onerror=alert(1)>\"'</script><script>document.title='taken'</script>\u202eevil"
NONE = 65535
PEOPLE = [
    # label, aliases, group, community, papers counted, papers listed
    ("Ana Øster", "A. Øster", 0, 0, 3, [0, 1, 2]),
    ("Bo Łuk", "", 0, 0, 4, [0, 1, 4, 6]),
    ("陈明", "Ming Chen\x1fChen, Ming", 1, 0, 3, [1, 3, 4]),
    (HOSTILE, "", 1, 1, 1, [3]),
    ("Philip Torr", "", 1, 1, 9, [4, 6]),
    ("Évè Far", "", 2, 1, 1, [4]),
    ("Philip H. S. Torr", "", 1, 1, 1, [5]),
    ("Gus End", "", 2, 1, 1, [5]),
]
LINKS = [
    # source, target, papers behind it
    (0, 1, [0, 1]),
    (0, 2, [1]),
    (1, 4, [4, 6]),
    (2, 4, [4]),
    (2, 3, [3]),
    (4, 5, [4]),
    (6, 7, [5]),
]
PAPERS = [
    # id, title, day, group, concepts
    ("2601.00009", "Policy learning at scale", "2026-01-12", 0, [0, 1]),
    ("2601.00007", "LLM graphs of people", "2026-01-10", 0, [1]),
    ("2512.00004", "A <b>bold</b> title", "2025-12-20", 0, [0]),
    ("2512.00003", "Depth from stereo", "2025-12-19", 1, [2]),
    ("2512.00002", "Robust vision", "2025-12-18", 1, [2]),
    ("2512.00001", "Alone", "2025-12-15", 1, [2]),
    ("2511.00001", "", "2025-11-30", 1, []),
]
SIGNED = [[0, 1, 8], [0, 1, 2, 9], [0, 10], [2, 3], [1, 2, 4, 5], [6, 7], [1, 4]]
"""Authors of the papers: first the people in the picture, then others."""

OTHERS = [("Ludwig van der Berg Jr.", 3 + 128), ("The R&D Team", 0), ("others", 0)]
CONCEPTS = [
    ("reinforcement learning", "强化学习\x1fRL"),
    ("large language model", "LLM\x1f大语言模型"),
    ("depth estimation", ""),
]
EVIDENCE = [
    # edge, paper, sentence, marked text, whether the text is generated
    (0, 0, "We train policies with RL 🙂 and PPO on one machine.", "PPO", 0),
    (0, 1, "Graphs are drawn.", "Graphs", 1),
]
MONTHS = ["2025-11", "2025-12", "2026-01"]
GROUPS = [
    ("cs.LG", "Machine Learning (cs.LG)", "#2f72c4", "#5b9be6"),
    ("cs.CV", "Computer Vision (cs.CV)", "#d2660a", "#f79a3e"),
    ("cs.CL", "Computation and Language (cs.CL)", "#2f8f3a", "#62b85c"),
]
SIZES = ((1, 4), (0, 2), (2, 2))
ENTRY = {"href": "", "note": "", "group": -1, "kind": "", "community": -1}
THEME = {"glow": "#ffaa1e", "edgeAlpha": 0.34, "discAlpha": 0.07, "tintAlpha": 0.13, "rimAlpha": 0.55}


def sample_header() -> dict[str, Any]:
    """Return the header of the page: its texts, and the numbers that are not columns."""
    return {
        "version": 1, "title": "Co-authors", "heading": "Sample & friends", "view": "coauthors",
        "shown": "8 of 21 authors and 7 of 30 links shown", "caption": "Size: papers.", "filters": ["since 2025-11"],
        "facts": [["7", "papers"]], "nothing": "", "command": "kg view s.kg coauthors --since 2025-11", "graph": "s.kg",
        "sparql": "SELECT ?a { ?a ?b ?c FILTER(?a < ?b) }", "sparqlNote": "before the cut to the 8 largest nodes",
        "evidenceNote": "2 of 5 passages are in this page", "generator": "arxiv-kg", "base": "http://localhost/id/",
        "kinds": [{"key": "author", "one": "author", "many": "authors", "shape": "disc"}],
        "groups": [{"key": k, "label": label, "light": light, "dark": dark} for k, label, light, dark in GROUPS],
        "colorings": ["group", "community", "firstSeen"], "sizings": ["papers", "degree", "centrality"],
        "communities": [
            {"number": 0, "label": "policy learning", "size": 3, "x": -100, "y": 0, "level": 0, "light": "#2f72c4",
             "dark": "#5b9be6", "concepts": ["reinforcement learning"], "people": [0, 1], "datasets": ["Atari"],
             "papers": [0, 1], "risen": ["graph of agents"]},
            {"number": 1, "label": "seeing depth", "size": 5, "x": 200, "y": 0, "level": 0, "light": "#d2660a",
             "dark": "#f79a3e", "concepts": ["depth estimation"], "people": [4], "papers": [3, 4]},
        ],
        "legends": [
            {"title": "Authors by primary category", "unit": "authors",
             "groups": [{"group": g, "size": n, "kinds": ["author"], "every": False} for g, n in SIZES]}
        ],
        "relations": {"evaluatedOn": "is evaluated on", "uses": "uses"},
        "rules": {"vocabulary/words": "the words around it, by a trained model"},
        "edgeKinds": [{"key": "coAuthor", "label": "wrote together"}], "months": MONTHS,
        "themes": {
            "light": {"ground": "#fbfcfe", "ink": "#172033", "muted": "#566076", "edge": "#5b6b86",
                      "doubt": "#c4007f", **THEME},
            "dark": {"ground": "#0a0f1e", "ink": "#eef2fb", "muted": "#9aa6bf", "edge": "#a5b4d0",
                     "doubt": "#ff8fd0", **THEME},
        },
        "discs": [], "labels": {"named": 8, "maxLength": 34}, "ego": None,
        "doubts": [{"a": 4, "b": 6, "confidence": 0.17, "sameDecision": 'same "Philip Torr" "Philip H. S. Torr"',
                    "differentDecision": 'different "Philip Torr" "Philip H. S. Torr"',
                    "command": "kg authors explain s.kg a b",
                    "reasons": [{"kind": "name", "words": "a middle name left out", "bits": -2.5},
                                {"kind": "co-authors", "words": "none shared", "bits": 0.0},
                                {"kind": "categories", "words": "cs.CV", "bits": 0.7}]}],
        "panels": [{"title": "People", "note": "most papers", "entries": [
            ENTRY | {"label": "Philip Torr", "count": 9, "node": 4, "group": 1, "kind": "author"},
            ENTRY | {"label": "Bad", "count": None, "node": -1, "href": "javascript:0"},
        ]}],
        "fresh": {"label": "new on 2026-01-12", "count": 2}, "papersShared": False,
    }  # fmt: skip


def sample_columns() -> dict[str, Column]:
    """Return the columns of the sample."""
    first = [min((MONTHS.index(PAPERS[p][2][:7]) for p in listed), default=NONE) for *_, listed in PEOPLE]
    last = [max((MONTHS.index(PAPERS[p][2][:7]) for p in listed), default=NONE) for *_, listed in PEOPLE]
    degree = [sum(row in link[:2] for link in LINKS) for row in range(len(PEOPLE))]
    return {
        "x": steps([-150, -60, -60, 60, 60, 170, 250, 250], 0.5), "y": steps([0, -90, 90, 130, 0, -60, 60, 150], 0.5),
        "radius": steps([10, 10, 8, 6, 12, 6, 6, 6], 0.5), "kind": integers([0] * 8),
        "group": integers([row[2] for row in PEOPLE]), "community": integers([row[3] for row in PEOPLE]),
        "fresh": integers([1, 1, 0, 0, 0, 0, 0, 0]),
        "papers": integers([row[4] for row in PEOPLE]), "degree": integers(degree),
        "firstMonth": integers(first), "lastMonth": integers(last), "order": integers([4, 1, 0, 2, 3, 5, 6, 7]),
        "label": texts(row[0] for row in PEOPLE), "aliases": texts(row[1] for row in PEOPLE),
        "id": texts(f"author/{row}" for row in range(8)), "note": texts([""] * 8),
        "nodePapersAt": offsets([len(row[5]) for row in PEOPLE]),
        "nodePapers": integers([p for row in PEOPLE for p in row[5]]),
        "nodePaperPosition": integers([1, 0, 0, 3, *[0] * 12]),
        "nodePaperPrinted": texts(["", "", "", "B. Łuk", *[""] * 12]), "paperSize": integers([3] * 7),
        "source": integers([a for a, _, _ in LINKS]), "target": integers([b for _, b, _ in LINKS]),
        "edgeKind": integers([0] * 7), "width": steps([1.0] * 7, 0.25),
        "weight": steps([float(len(p)) for *_, p in LINKS], 0.5),
        "edgePaperCount": integers([len(p) for *_, p in LINKS]), "edgeFirst": integers([1] * 7),
        "edgeLast": integers([2] * 7),
        "edgePapersAt": offsets([len(p) for *_, p in LINKS]),
        "edgePapers": integers([p for *_, found in LINKS for p in found]),
        "generated": integers([0, 0, 0, 0, 0, 0, 1]),
        "paperId": texts(row[0] for row in PAPERS), "paperTitle": texts(row[1] for row in PAPERS),
        "paperDay": texts(row[2] for row in PAPERS),
        "paperMonth": integers([MONTHS.index(row[2][:7]) for row in PAPERS]),
        "paperGroup": integers([row[3] for row in PAPERS]),
        "paperConceptsAt": offsets([len(row[4]) for row in PAPERS]),
        "paperConcepts": integers([c for row in PAPERS for c in row[4]]),
        "paperAuthorsAt": offsets([len(row) for row in SIGNED]),
        "paperAuthors": integers([person for row in SIGNED for person in row], delta=True),
        "authorName": texts(name for name, _ in OTHERS),
        "authorFamily": integers([int(" " in row[0]) for row in PEOPLE] + [family for _, family in OTHERS]),
        "conceptLabel": texts(row[0] for row in CONCEPTS), "conceptAliases": texts(row[1] for row in CONCEPTS),
        "evidenceEdge": integers([row[0] for row in EVIDENCE]), "evidencePaper": integers([row[1] for row in EVIDENCE]),
        "evidenceRelation": texts(["evaluatedOn", "uses"]), "evidenceSection": texts(["abstract", "method"]),
        "evidenceRule": texts(["vocabulary/words", "cue/use"]), "evidenceConfidence": steps([0.85, 0.4], 0.01),
        "evidenceGenerated": integers([row[4] for row in EVIDENCE]),
        "evidenceSentence": texts(row[2] for row in EVIDENCE),
        "evidenceStart": integers([_utf16(sentence, marked)[0] for *_, sentence, marked, _ in EVIDENCE]),
        "evidenceEnd": integers([_utf16(sentence, marked)[1] for *_, sentence, marked, _ in EVIDENCE]),
    }  # fmt: skip


def _utf16(sentence: str, marked: str) -> tuple[int, int]:
    start = len(sentence[: sentence.index(marked)].encode("utf-16-le")) // 2
    return start, start + len(marked)


def sample_page(
    without: frozenset[str] = frozenset(), columns: Mapping[str, Column] | None = None, **words: object
) -> str:
    """Return the page as HTML, with columns removed or replaced and with other ``words`` in its header."""
    header = sample_header() | words
    kept = {name: column for name, column in sample_columns().items() if name not in without}
    return _render(header, {**kept, **(columns or {})})


def _render(header: dict[str, Any], columns: dict[str, Column]) -> str:
    script, style = assets.read_text_asset(f"{FOLDER}/built/explorer.js"), assets.read_text_asset(f"{FOLDER}/page.css")
    template = Environment(autoescape=True, undefined=StrictUndefined).from_string(
        assets.read_text_asset(f"{FOLDER}/page.html")
    )
    return template.render(
        header=header,
        theme="auto",
        policy=policy([script], [style]),
        script=script,
        style=style,
        payload=compress(pack_columns(header, columns)),
    )


def long_page(count: int) -> str:
    """Return a page of many people, placed in rows."""
    header = sample_header() | {"communities": [], "doubts": [], "panels": []}
    rows = range(count)
    columns = {
        "x": steps([float(row % 60) * 30 for row in rows], 0.5),
        "y": steps([float(row // 60) * 30 for row in rows], 0.5),
        "radius": steps([5.0] * count, 0.5), "kind": integers([0] * count),
        "group": integers([row % 3 for row in rows]),
        "papers": integers([1 + row % 7 for row in rows]), "order": integers(list(rows)),
        "label": texts(f"Person {row}" for row in rows), "id": texts(f"author/{row}" for row in rows),
    }  # fmt: skip
    return _render(header, columns)
