"""Run real code so that a changed setting changes the result.

`first_change` tries other values of a setting on the stages of the build, or on what is made from a graph (views,
layouts, pictures, searches, checks), until a result differs from that of the default.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import combinations, islice
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import numpy as np
import polars as pl
from made_corpora import write_papers, write_reading

import kg
from kg.arrangement import arrange
from kg.build.cache import Caches
from kg.build.execute import execute
from kg.build.plan import AUTHOR_STAGES, CONCEPT_STAGES, DERIVING_STAGES, READING_STAGES, TABLE_STAGES
from kg.build.request import BuildRequest
from kg.build.runners import Serial
from kg.build.stage import Stage
from kg.graph.pictures import draw
from kg.ingest.stages.inputs import list_files
from kg.layout import Layout, place
from kg.listings.audit import audit
from kg.render.scenes import scene
from kg.report.forms.atom import FeedPlace
from kg.report.reports import feed_on, report_on
from kg.schema import SCHEMAS
from kg.search import build_index as index
from kg.search import search
from kg.settings import Settings
from kg.settings.values import SettingType, Value, get_value, setting_types
from kg.tables import Tables, order_table
from kg.views import VIEWS, Network, centralities, project, with_communities

RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

Seen = Iterator[tuple[str, object]]
"""Results of a probe: pairs of a name and a comparable value, generated one by one to stop at the first difference."""

STAGES: Mapping[str, tuple[Sequence[Stage], str]] = {
    "ingest": (READING_STAGES, "reading"),
    "concepts": (CONCEPT_STAGES, "texts"),
    "authors": (AUTHOR_STAGES, "papers"),
    "graph": (DERIVING_STAGES, "papers"),
}
"""Section of the settings: the stages that use it, and the corpus on which they run."""

FIRST: Mapping[str, Mapping[str, Value]] = {
    "authors.candidates.max_known_people": {},
    "authors.blocks.min_tie_bits": {"authors.blocks.max_authorships": 20},
    "authors.candidates.": {"authors.max_block_pairs": 0},
    "authors.max_block_pairs": {"authors.candidates.rarest_terms": 0, "authors.candidates.neighbors": 1},
    "layout.fill_of_many": {"layout.many_nodes": 0},
    "pictures.figure_label_room": {"layout.max_named": 10},
    "pictures.min_fade": {"pictures.clear_lines": 1},
    "pictures.min_figure_ratio": {"pictures.max_figure_scale": 100.0},
    "pictures.max_figure_ratio": {"pictures.max_figure_scale": 100.0},
    "views.concept_neighbors": {"views.min_npmi": -1.0},
    "views.few_papers": {"views.max_named_share": 0.05},
    "views.max_path_length": {"views.max_exact_paths": 0},
}
"""Other settings that a setting needs to have an effect on these small corpora."""

VALUES: Mapping[str, Value] = {
    "authors.spelling.min_order_bits": 0.0,
    "concepts.dice_slack": -6.0,
    "concepts.head_noun_votes": 100.0,
    "concepts.min_method_votes": 300.0,
    "concepts.min_papers_of_phrase": 500,
    "concepts.min_votes": 200.0,
    "base": "https://example.org/other/",
    "views.few_papers": 10_000,
}
"""Values to try for a setting if those of `values` have no effect or take long."""


# -- the build ---------------------------------------------------------------------------------------------------------


@cache
def frames(corpus: str, settings: Settings) -> dict[str, pl.DataFrame]:
    """Return every frame of a build of a corpus."""
    request = BuildRequest((str(folder(corpus)),), settings)
    made: dict[str, pl.DataFrame] = dict(list_files(request.inputs, settings.ingest, day=None, form=None))
    with Serial() as runner:
        execute(TABLE_STAGES, request, dict(made), runner, caches=Caches(), keep=made.__setitem__)
    return made


@cache
def folder(corpus: str) -> Path:
    """Return a folder with a made-up corpus."""
    made = Path(mkdtemp())
    write = {"reading": write_reading, "papers": write_papers, "texts": partial(write_papers, papers=45)}
    write[corpus](made)
    return made


def run_stages(section: str, settings: Settings, usual: Settings) -> Seen:
    """Yield the frames that the stages of a section write, each stage run on the frames of the default settings."""
    stages, corpus = STAGES[section]
    given, request = frames(corpus, usual), BuildRequest((str(folder(corpus)),), settings)
    yield from list_files(request.inputs, settings.ingest, day=None, form=None).items()
    # stages that read texts take longest
    for stage in sorted(stages, key=lambda stage: stage.reads[:1] == ("texts",)):
        made: dict[str, pl.DataFrame] = {}
        with Serial() as runner:
            execute([stage], request, given, runner, caches=Caches(), keep=made.__setitem__)
        yield from made.items()


# -- what is made from a graph -----------------------------------------------------------------------------------------


@cache
def tables() -> Tables:
    """Return the tables of a graph."""
    made = frames("papers", Settings())
    return Tables({name: order_table(name, made[name]) for name in SCHEMAS})


def see_views(settings: Settings) -> Seen:
    """Yield every view, complete and cut to its largest nodes, and the centrality of its nodes."""
    for view in VIEWS:
        for top in (None, 60, 25) if view != "coauthors" else (None, 200, 120, 60, 25, 12):
            network = project(tables(), view, settings=settings, top=top)
            yield f"nodes of {view}", network.nodes
            yield f"edges of {view}", network.edges
            yield f"SPARQL of {view}", (network.sparql, network.sparql_note)
    yield "centralities", centralities(project(tables(), "coauthors", settings=settings), settings.views)


@cache
def networks() -> tuple[Network, ...]:
    """Return networks of several kinds: teams, mixed ones of two sizes, a connected one of a few hundred nodes."""
    usual = Settings()
    one = project(tables(), "coauthors", settings=usual, category="cs.SE", top=60)
    mixed = project(tables(), "overview", settings=usual, top=60)
    large = project(tables(), "authors-papers", settings=usual, top=420)
    return one, mixed, project(tables(), "concepts", settings=usual), large


@cache
def graphs() -> tuple[Mapping[str, Any], ...]:
    """Return arguments of `place`: teams in discs, with and without names; one connected graph of communities."""
    teams = [16, 16, 14, 9, 7, 5, 4, 3, 2, 2, 1, 1, 1, 1]
    pairs: list[tuple[int, int]] = []
    for number, size in enumerate(teams):
        first = sum(teams[:number])
        pairs += combinations(range(first, first + size), 2)
    pairs += [(sum(teams), sum(teams) + leaf) for leaf in range(1, 8)]  # a star
    chain = sum(teams) + 8
    pairs += [(chain + i, chain + i + 1) for i in range(6)]
    count = chain + 7
    radii = 5.0 + np.arange(count) % 4
    radii[[0, 32]] = 30.0
    groups = [f"group {i % 13}" for i in range(count)]
    boxes = np.column_stack([20.0 + np.arange(count) % 7, np.full(count, 14.0)])
    ends = np.array(sorted(set(pairs)))
    small = {"sources": ends[:, 0], "targets": ends[:, 1], "weights": np.ones(len(ends)), "radii": radii}
    ring = [(i, (i + 1) % 420) for i in range(420)] + [(i, i // 20 * 20) for i in range(420) if i % 20]
    ends = np.array(sorted({(min(pair), max(pair)) for pair in ring}))
    large = {"sources": ends[:, 0], "targets": ends[:, 1], "weights": np.ones(len(ends)), "radii": np.full(420, 5.0)}
    star = {
        "sources": np.zeros(11, int),
        "targets": np.arange(1, 12),
        "weights": np.ones(11),
        "radii": np.full(12, 5.0),
    }
    wide = np.full((12, 2), (90.0, 6.0))
    return (
        small | {"groups": groups},
        small | {"groups": groups, "boxes": boxes},
        star | {"boxes": wide},
        star | {"boxes": wide / (9, 1)},
        large,
        large | {"communities": np.arange(420) // 60, "subcommunities": np.arange(420) // 20},
    )


def see_layouts(settings: Settings) -> Seen:
    """Yield the positions of nodes, of a first layout and of one with earlier positions."""
    yield "communities", with_communities(networks()[0], settings.layout).nodes
    for number, graph in enumerate(graphs()):
        made = place(**graph, settings=settings.layout)
        yield f"positions of graph {number}", (made.x.tobytes(), made.y.tobytes(), made.discs)
    for network in networks():
        made = arrange(network, settings=settings.layout)
        yield f"layout of {network.name}", (made.x.tobytes(), made.y.tobytes(), made.discs)
    usual = arrange(networks()[1], settings=Settings().layout)
    earlier = dict(zip(networks()[1].nodes["id"][5:], zip(usual.x[5:], usual.y[5:], strict=True), strict=True))
    again = arrange(networks()[1], settings=settings.layout, previous=earlier)
    yield "layout again", (again.x.tobytes(), again.y.tobytes())


def simple_layout(count: int) -> Layout:
    """Return fixed positions with a bounding box that is much higher than wide."""
    where = np.arange(count, dtype=np.float64)
    return Layout(where / 5, where, (), np.zeros(count, dtype=np.int64))


def see_pictures(settings: Settings) -> Seen:
    """Yield pages, figures and the output of a notebook cell."""
    people = project(tables(), "coauthors", settings=Settings(), top=None)
    yield "names shown at first", scene(people, settings=settings, layout=simple_layout(people.nodes.height)).named
    one = networks()[0]
    high = draw(tables(), one, settings, simple_layout(one.nodes.height))
    yield "high.svg", high.write(folder("reading") / "high.svg").read_bytes()
    for network in networks()[:3]:
        drawn = draw(tables(), network, settings, arrange(network, settings=Settings().layout))
        for suffix in (".html", ".svg"):
            yield f"{network.name}{suffix}", drawn.write(folder("reading") / f"x{suffix}").read_bytes()
    regions = project(tables(), "papers", settings=Settings())
    for suffix in (".html", ".svg"):
        yield f"map{suffix}", draw(tables(), regions, settings).write(folder("reading") / f"x{suffix}").read_bytes()
    yield "page of pyvis", drawn.write(folder("reading") / "x.html", renderer="pyvis").read_bytes()
    drawn = draw(tables(), networks()[0], settings)
    yield "png", drawn.write(folder("reading") / "x.png").read_bytes()
    yield "cell of a notebook", drawn._repr_html_()


@cache
def words() -> Path:
    """Return a search index."""
    index(tables(), folder("reading") / "words.sqlite")
    return folder("reading") / "words.sqlite"


def see_searches(settings: Settings) -> Seen:
    """Yield the results of searches."""
    for text in ("graph neural network", "shell", "wei", "imagenet", "图神经网络", "learning", "network"):
        for limit in (1, 3, 20):
            yield text, search(words(), text, settings=settings.search, limit=limit)


def see_reports(settings: Settings) -> Seen:
    """Yield what is new on the last day and on the last two days, and a feed of everything."""
    for since in ("2026-01-05", "2025-12-01"):
        yield f"report since {since}", report_on(tables(), settings, since=since)
    place = FeedPlace("", "feed.atom", "", "made up")
    yield "feed", feed_on(tables(), settings, place=place)


def see_audit(settings: Settings) -> Seen:
    """Yield the findings of the audit of people."""
    yield "audit", audit(tables(), settings.audit)


def see_store(settings: Settings) -> Seen:
    """Yield the answers of a store."""
    built = Path(mkdtemp()) / "a.kg"
    with kg.build(folder("reading"), built, settings=settings) as graph:
        yield "named graphs", sorted(map(str, graph.rdf.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")))
        yield "statements", sorted(map(str, graph.rdf.store.quads()))


PROBES: Mapping[str, Callable[[Settings], Seen]] = {
    "base": see_views,
    "views": see_views,
    "layout": see_layouts,
    "pictures": see_pictures,
    "report": see_reports,
    "search": see_searches,
    "audit": see_audit,
    "store": see_store,
}


# -- comparing ---------------------------------------------------------------------------------------------------------


def first_change(name: str) -> str:
    """Return the first difference that a changed setting makes, "" if there is none."""
    section = name.partition(".")[0]
    usual = Settings().with_values(next((FIRST[start] for start in FIRST if name.startswith(start)), {}))
    for value in values(setting_types(Settings)[name]):
        changed = usual.with_values({name: value})
        seen = run_stages(section, changed, usual) if section in STAGES else PROBES[section](changed)
        for number, (what, made) in enumerate(seen):
            expected = _seen(section, usual, number)
            if not made.equals(expected) if isinstance(made, pl.DataFrame) else made != expected:
                return f"{name} = {value} changes {what}"
    return ""


_KEPT: dict[tuple[str, Settings], tuple[list[object], Seen]] = {}


def _seen(section: str, usual: Settings, number: int) -> object:
    """Return a numbered value that a probe yields with the default settings, running the probe only that far."""
    if (section, usual) not in _KEPT:
        _KEPT[section, usual] = [], run_stages(section, usual, usual) if section in STAGES else PROBES[section](usual)
    seen, rest = _KEPT[section, usual]
    seen += [made for _, made in islice(rest, max(0, number + 1 - len(seen)))]
    return seen[number]


def values(setting: SettingType) -> Iterator[Value]:
    """Yield other values for a setting, those most likely to change a result first."""
    default: Any = get_value(Settings(), setting.name)
    if setting.name in VALUES:
        tried = [VALUES[setting.name]]
    elif setting.type is bool:
        tried = [not default]
    elif setting.type is int:
        tried = [1, default * 100, 0, default + 1]
    else:
        tried = [default * 2, default * 100, default / 2, default + 0.3, 0.0, -default * 100]
    for value in dict.fromkeys(tried):
        if value != default and (setting.type in {bool, str} or value in setting.range):
            yield value
