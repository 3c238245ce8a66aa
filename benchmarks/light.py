"""Measure commands that should answer immediately, and the time from one digest to its page."""

from bench import Bench, remove
from measure import middle, row

ROUNDS = 5


def light(bench: Bench) -> None:
    """CPU of commands that compute nothing."""
    old, new = bench.programs
    graphs = [str(bench.graph(program, bench.seed)) for program in (old, new)]
    for name, arguments in (
        ("kg info", ("info", "GRAPH")),
        ("kg ask", ("ask", "GRAPH")),
        ("kg build --help", ("build", "--help")),
    ):
        seconds: list[list[float]] = [[], []]
        for _ in range(ROUNDS):
            for program, graph, cpu in zip((old, new), graphs, seconds, strict=True):
                run = program.kg(*(graph if word == "GRAPH" else word for word in arguments))
                cpu.append(run.cpu)
        before, now = map(middle, seconds)
        row(f"{name}, CPU", f"{now:.2f} s", "0.5 s", "0.25 s", before=f"{before:.2f} s")


def opening(bench: Bench) -> None:
    """From one digest to the page."""
    seconds: list[list[float]] = [[], []]
    walls: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for program, cpu, wall in zip(bench.programs, seconds, walls, strict=True):
            cache = bench.work / "cache"
            remove(cache)
            run = program.kg("open", str(bench.seed), "--print", env={"XDG_CACHE_HOME": str(cache)})
            cpu.append(run.cpu)
            wall.append(run.wall)
    before, now = map(middle, seconds)
    row(
        "kg open of one digest of 226 papers, nothing cached, CPU",
        f"{now:.1f} s",
        "3 s",
        "2 s",
        before=f"{before:.1f} s",
    )
    before, now = map(middle, walls)
    row("… wall", f"{now:.1f} s", "10 s", "3 s", before=f"{before:.1f} s")
