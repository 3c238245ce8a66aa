"""Draw samples of a graph's concepts for a reader to judge, and count the verdicts.

    python -m benchmarks.concept_judging draw GRAPH claims 300 --seed 1 --out FOLDER
    python -m benchmarks.concept_judging score tests/data/concept_claims.tsv

Kinds: ``claims`` (typed edges), ``datasets`` (claims on data sets), ``nodes``, ``chinese`` (labels), ``repositories``.
``draw`` writes ``KIND.md``, what the reader sees, which quotes the digests and stays outside the repository, and
``KIND.tsv`` with ids, offsets and an empty column for the verdict: ``right``, ``wrong`` or ``unclear``.
"""

import argparse
import csv
import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl

from kg.evaluate.scores import wilson
from kg.graph import Graph, load

Row = dict[str, str]
AROUND = 160
EXAMPLES = 4


def claims(graph: Graph, n: int, dice: random.Random) -> list[tuple[Row, str]]:
    """Return typed edges: random claims, and enough further claims that each relation has thirty."""
    frame = _claims(graph)
    drawn = dice.sample(range(frame.height), n)
    taken = set(drawn)
    for relation in sorted(set(frame["relation"])):
        of = [i for i, r in enumerate(frame["relation"]) if r == relation]
        lack = 30 - sum(i in taken for i in of)
        extra = dice.sample([i for i in of if i not in taken], max(0, min(lack, len(of))))
        drawn += extra
        taken.update(extra)
    return [_claim(graph, frame.row(i, named=True), extra=place >= n) for place, i in enumerate(drawn)]


def datasets(graph: Graph, n: int, dice: random.Random) -> list[tuple[Row, str]]:
    """Return claims from the authors' own words on concepts with the type data set."""
    frame = _claims(graph).filter(pl.col("type") == "dataset", ~pl.col("generated"))
    return [_claim(graph, frame.row(i, named=True)) for i in dice.sample(range(frame.height), n)]


def nodes(graph: Graph, n: int, dice: random.Random) -> list[tuple[Row, str]]:
    """Return concepts that papers name, with their labels and mentions."""
    named = graph.concepts.filter(pl.col("paper_count") + pl.col("summary_paper_count") > 0)
    frame = _claims(graph)
    drawn = []
    for i in dice.sample(range(named.height), n):
        row = named.row(i, named=True)
        labels = ", ".join(f"{one['text']} ({one['language']})" for one in row["labels"])
        of = frame.filter(pl.col("concept") == row["concept"]).unique("paper", maintain_order=True)
        shown = [_context(graph, of.row(k, named=True)) for k in range(min(EXAMPLES, of.height))]
        key = {"concept": row["concept"], "type": row["type"] or "untyped", "curated": str(row["curated"]).lower()}
        text = f"**{row['label']}** as *{row['type'] or 'untyped'}*; also: {labels or '–'}\n" + "\n".join(shown)
        drawn.append((key, text))
    return drawn


def chinese(graph: Graph, n: int, dice: random.Random) -> list[tuple[Row, str]]:
    """Return Chinese labels with the English ones."""
    pairs = [
        (row["concept"], row["label"], row["type"], one["text"])
        for row in graph.concepts.iter_rows(named=True)
        for one in row["labels"]
        if one["language"] == "zh"
    ]
    return [
        ({"concept": concept, "label": text}, f"**{label}** (*{type_ or 'untyped'}*) = **{text}**")
        for concept, label, type_, text in dice.sample(pairs, n)
    ]


def repositories(graph: Graph, n: int, dice: random.Random) -> list[tuple[Row, str]]:
    """Return code repositories in abstracts, with the surrounding words."""
    links = graph.tables["links"].filter(pl.col("kind") == "code", pl.col("section") != "")
    texts = {(p, k): t for p, k, t in graph.tables["sections"].select("paper", "kind", "text").iter_rows()}
    drawn = []
    for i in dice.sample(range(links.height), n):
        row = links.row(i, named=True)
        text = " ".join(texts[row["paper"], row["section"]].split())
        owner = row["url"].split("/")[3] if row["url"].count("/") > 2 else row["url"]
        at = max(0, text.lower().find(owner.lower()))
        drawn.append(
            ({"paper": row["paper"], "url": row["url"]}, f"<{row['url']}>\n> …{text[max(0, at - 200) : at + 200]}…")
        )
    return drawn


def _claims(graph: Graph) -> pl.DataFrame:
    concepts = graph.concepts.select("concept", "label", "type")
    return graph.claims.join(concepts, on="concept").sort("paper", "concept", "relation", "section")


def _claim(graph: Graph, row: dict[str, object], *, extra: bool = False) -> tuple[Row, str]:
    key = {name: str(row[name]) for name in ("paper", "concept", "type", "relation", "section", "start", "end", "rule")}
    key["drawn"] = "for its relation" if extra else "at random"
    title = graph.papers.row(by_predicate=pl.col("paper") == row["paper"], named=True)["title"]
    edge = f"**{row['relation']}** → **{row['label']}** (*{row['type'] or 'untyped'}*)"
    head = f"paper {row['paper']} “{' '.join(title.split())}”\n{edge}"
    return key, f"{head}\n{_context(graph, row)}"


def _context(graph: Graph, row: dict[str, object]) -> str:
    cache = _texts(graph)
    text = cache[str(row["paper"]), str(row["section"])]
    start, end = int(str(row["start"])), int(str(row["end"]))
    shown = f"{text[max(0, start - AROUND) : start]}«{text[start:end]}»{text[end : end + AROUND]}"
    return f"> [{row['section']}] …{' '.join(shown.split())}…"


def _texts(graph: Graph) -> dict[tuple[str, str], str]:
    if id(graph) not in _CACHE:
        texts = {(p, k): t for p, k, t in graph.tables["sections"].select("paper", "kind", "text").iter_rows()}
        texts |= {(p, "title"): t for p, t in graph.papers.select("paper", "title").iter_rows()}
        _CACHE[id(graph)] = texts
    return _CACHE[id(graph)]


_CACHE: dict[int, dict[tuple[str, str], str]] = {}
KINDS = {"claims": claims, "datasets": datasets, "nodes": nodes, "chinese": chinese, "repositories": repositories}


def draw(graph: Graph, kind: str, n: int, seed: int, out: Path) -> None:
    """Write the dossier and the empty verdicts."""
    drawn = KINDS[kind](graph, n, random.Random(seed))
    columns = [*drawn[0][0], *(("real", "type_right") if kind == "nodes" else ("verdict",))]
    out.mkdir(parents=True, exist_ok=True)
    with (out / f"{kind}.tsv").open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, columns, delimiter="\t", lineterminator="\n", restval="")
        writer.writeheader()
        writer.writerows(key for key, _ in drawn)
    body = "".join(f"## {i}\n{text}\n\n" for i, (_, text) in enumerate(drawn, 1))
    (out / f"{kind}.md").write_text(body, encoding="utf-8")


def score(path: Path) -> Iterable[str]:
    """Yield the lines of a table: shares with 95 % intervals, unclear ones left out."""
    with path.open(encoding="utf-8", newline="") as source:
        rows = list(csv.DictReader(source, delimiter="\t"))
    yield "| verdicts | right | of | share | 95 % interval | unclear |\n|---|---|---|---|---|---|"
    for column in ("real", "type_right", "verdict"):
        if column not in rows[0]:
            continue
        random_ones = [row for row in rows if row.get("drawn", "at random") == "at random"]
        yield _line(column if column != "verdict" else "all, at random", [row[column] for row in random_ones])
        groups: dict[str, list[str]] = defaultdict(list)
        for row in rows:
            for name in ("relation", "curated"):
                if name in row:
                    groups[f"{name} {row[name]}, {column}"].append(row[column])
        for name, verdicts in sorted(groups.items()):
            yield _line(name, verdicts)


def _line(name: str, verdicts: Sequence[str]) -> str:
    right, wrong = verdicts.count("right"), verdicts.count("wrong")
    n = right + wrong
    low, high = wilson(right, n)
    share = f"{right / n:.3f}" if n else "–"
    return f"| {name} | {right} | {n} | {share} | {low:.3f} to {high:.3f} | {len(verdicts) - n} |"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    verbs = parser.add_subparsers(dest="verb", required=True)
    drawing = verbs.add_parser("draw")
    drawing.add_argument("graph", type=Path)
    drawing.add_argument("kind", choices=KINDS)
    drawing.add_argument("n", type=int)
    drawing.add_argument("--seed", type=int, default=1)
    drawing.add_argument("--out", type=Path, required=True)
    scoring = verbs.add_parser("score")
    scoring.add_argument("path", type=Path)
    asked = parser.parse_args()
    if asked.verb == "draw":
        draw(load(asked.graph), asked.kind, asked.n, asked.seed, asked.out)
    else:
        for line in score(asked.path):
            print(line)


if __name__ == "__main__":
    main()
