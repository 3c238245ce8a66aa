"""Measure parts of the program separately: reading, concepts, names, queries, layouts, pages."""

import json

from bench import Bench
from measure import ROOT, middle, python, row, timed
from slices import FOUND, READ, RESOLVED, WORKED_OUT, cpu_between
from stability import stages

import kg
from kg.views import Network
from kg.views.convert import to_igraph

READING = """
import sys, time
from kg import ingest
start = time.process_time()
ingest.read([sys.argv[1]])
print(time.process_time() - start)
"""


def pieces(bench: Bench) -> None:
    """Print the CPU of the stages of reading, concepts and names in one process, and that of version 0.1.0."""
    old, _ = bench.programs
    for name, folder in bench.corpora.items():
        reading, concepts, names, built = [], [], [], []
        for _ in range(bench.rounds):
            reading.append(float(old.python("-c", READING, str(folder)).out))
            concepts.append(json.loads(old.python("benchmarks/concepts.py", str(folder)).out))
            names.append(json.loads(old.python("benchmarks/names.py", str(folder)).out))
            built.append(stages(bench, folder, bench.work / f"staged-{name}")["stages"])

        def now(given, wanted, built=built) -> float:
            return middle([cpu_between(of, given, wanted) for of in built])

        size = sum(path.stat().st_size for path in folder.iterdir()) / 1e6
        rate(f"{name}: files to papers", "MB", size, middle(reading), now((), READ))
        papers, authorships = concepts[0]["papers"], names[0]["authorships"]
        before = middle([of["seconds"] for of in concepts])
        rate(f"{name}: concepts", "papers", papers, before, now(READ, FOUND), goals=("2.5 ×", "4 ×"))
        before = middle([of["seconds"] for of in names])
        rate(f"{name}: names", "authorships", authorships, before, now((*READ, *WORKED_OUT), RESOLVED))


def rate(
    figure: str, unit: str, amount: float, before: float, now: float, *, goals: tuple[str, str] = ("", "")
) -> None:
    """Print a row of a speed per core, with the ratio of speeds."""
    speed = f"{before / now:.1f} × ({amount / now:,.0f} {unit}/s and core: {now:.1f} s)"
    row(figure, speed, *goals, before=f"{amount / before:,.0f} {unit}/s ({before:.1f} s)")


def snapshot(bench: Bench) -> None:
    """Print CPU and memory of reading a made-up arXiv snapshot at two sizes: memory must not grow with the file."""
    for size in ("50", "200"):
        rounds = bench.rounds if size == "50" else 1
        runs = [json.loads(python("benchmarks/snapshot.py", size).out) for _ in range(rounds)]
        row(
            f"arXiv snapshot to rows, {size} MB, CPU of one core",
            f"{middle([run['mb_per_s'] for run in runs]):.0f} MB/s ({runs[0]['rows']:,} rows; peak"
            f" {runs[0]['peak_mb']:.0f} MB, {runs[0]['grown_mb']:.0f} of them while reading)",
            "15",
            "60",
        )


def layouts(bench: Bench) -> None:
    """Print the layout of co-authors and papers: seconds, and the share of neighborhoods that is kept."""
    from neighborhoods import write_graph

    from kg.arrangement import arrange

    old, now = bench.programs
    graph = kg.load(bench.graph(now, bench.archive))
    settings = graph.settings.layout
    for top, least, aim in ((2_000, "1 s", "0.5 s"), (20_000, "15 s", "8 s")):
        network = graph.views.project("coauthors", top=top)
        seconds = timed(lambda network=network: arrange(network, settings=settings), 3)
        row(f"laying out {network.nodes.height:,} authors", f"{seconds:.2f} s", least, aim)

    for view, largest, goals, cpu_goals in (
        ("coauthors", True, (".68", ".72"), ("12 s", "8 s")),
        ("papers", False, (".60", ".70"), ("12 s", "")),
    ):
        network = graph.views.project(view, top=None)
        file = bench.work / f"{view}.npz"
        count = write_graph(file, network, settings=settings, largest=largest)
        before, after = (
            json.loads(one.python(str(ROOT / "benchmarks" / "neighborhoods.py"), str(file)).out) for one in (old, now)
        )
        name = f"largest component of co-authors ({count:,})" if largest else f"map of papers ({count:,})"
        row(f"{name}: neighbors kept", f"{after['kept']:.3f}", *goals, before=f"{before['kept']:.3f}")
        row(f"{name}: layout, CPU", f"{after['cpu']:.1f} s", *cpu_goals, before=f"{before['cpu']:.1f} s")
        if not largest:
            row(f"{name}: ten nearest in the same region", f"{after['coherence']:.3f}", ".97", "")
            linked = network.edges.select("source", "target").unpivot()["value"].n_unique()
            row(
                f"{name}: papers placed by links, and by links or shared concepts",
                f"{linked / count:.1%}, {placed(network) / count:.1%} in the largest component",
                "94 %",
                "97 %",
            )


def placed(network: Network) -> int:
    """Return the number of nodes of the largest component, by edges and ties."""
    return max(map(len, to_igraph(network, ties=True).connected_components()))


def queries(bench: Bench) -> None:
    """Print the time of questions that people ask often, the store open."""
    graph = kg.load(bench.graph(bench.programs[1], bench.archive))
    person = graph.authors.filter(graph.authors["paper_count"] == 8).sort("author")["name"][0]
    graph.query("ASK { ?s ?p ?o }")
    asked = {
        "show of a person": lambda: graph.show(person),
        "co-authors with counts": lambda: list(graph.ask("coauthors", person=person).result),
        "papers of a concept since a month": lambda: list(
            graph.ask("papers", concept="knowledge graph", since="2025-12").result
        ),
    }
    for name, ask in asked.items():
        ask()
        row(f"{name}, four months, store open", f"{timed(ask, 20) * 1000:.0f} ms", "50 ms", "10 ms")
