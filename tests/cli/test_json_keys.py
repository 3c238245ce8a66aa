"""Keys and types of JSON are those that ``docs/json.md`` lists, for every command with ``--json`` and for pages."""

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from shutil import copytree
from typing import Any

import click
import command
import pytest
from explorer_payload import read_page
from report_digests import Row, row, write

import kg
from kg.cli.app import app
from kg.shapes.check import Violation

ANN, BOB = "2601.00001/ann-quillfeather", "2601.00002/bob-quillfeather"
PEOPLE = [
    {"id": "2601.00001", "title": "Sheep", "authors": ["Ann Quillfeather"], "categories": ["cs.LG"], "summary": "-"},
    {"id": "2601.00002", "title": "Goats", "authors": ["Bob Quillfeather"], "categories": ["cs.LG"], "summary": "-"},
]
"""Two people whom a decision makes one, so that an audit finds something."""

Keys = dict[str, frozenset[str]]
"""Types by path: ``a.b`` is key b of key a, ``a[]`` an item of a list, ``a.*`` a value by a key that is data."""

DATA_KEYS = {
    "arguments", "bindings[]", "counts", "levels", "names", "overall", "relations", "rules", "sections", "strata",
    "types", "votes",
}  # fmt: skip
"""Objects whose keys are data, such as names of tables and rules."""


COMMANDS: dict[str, list[list[str]]] = {
    "kg build": [["build", "day/2026-01-05.md", "-o", "other.kg", "--explain"]],
    "kg update": [["update", "small.kg", "day/2026-01-06.md", "--explain"]],
    "kg formats": [["formats"]],
    "kg info": [["info", "a.kg"]],
    "kg search": [["search", "a.kg", "graph"]],
    "kg ask": [["ask", "a.kg", "works-on", "person=Barbara Plank"]],
    "kg ask, without a question": [["ask", "a.kg"]],
    "kg query": [
        ["query", "a.kg", "SELECT ?p ?title ?n { ?p dcterms:title ?title ; kg:authorCount ?n } LIMIT 1"],
        ["query", "a.kg", "SELECT ?label { ?c skos:prefLabel ?label FILTER(LANG(?label) = 'zh') } LIMIT 1"],
        ["query", "a.kg", "ASK { ?s ?p ?o }"],
    ],
    "kg diff": [["diff", "small.kg", "a.kg"], ["diff", "a.kg", "small.kg"]],
    "kg report": [
        ["report", "a.kg", "--since", "2026-01-30"],
        ["report", "links.kg", "--old", "divided.kg"],
    ],
    "kg export": [["export", "a.kg", "graph.ttl"]],
    "kg view": [["view", "a.kg", "coauthors", "-o", "x.html"]],
    "kg repair": [["repair", "torn.kg"]],
    "kg check": [["check", "a.kg"]],
    "kg check --files": [["check", "damaged.kg", "--files"]],
    "kg settings": [["settings"]],
    "kg concepts list": [["concepts", "list", "a.kg"]],
    "kg concepts top": [["concepts", "top", "a.kg", "2601.22020"]],
    "kg concepts explain": [
        ["concepts", "explain", "a.kg", "large language model"],
        ["concepts", "explain", "a.kg", "LLM", "--paper", "2510.05837"],
    ],
    "kg authors review": [["authors", "review", "a.kg"]],
    "kg authors audit": [["authors", "audit", "people.kg"]],
    "kg authors sweep": [["authors", "sweep", "papers.jsonl", "--gold", "gold.tsv", "--bits=0"]],
    "kg authors explain": [
        ["authors", "explain", "a.kg", "2510.19626/shaohua-kevin-zhou", "2511.09965/s-kevin-zhou"],
        ["authors", "explain", "a.kg", "bo-han/2601.22020", "bo-han/2510.05837"],
    ],
    "kg authors explain, one person": [
        ["authors", "explain", "a.kg", "shaohua-kevin-zhou/2510.19626"],
        ["authors", "explain", "a.kg", "bo-han/2601.22020"],
    ],
    "kg evaluate authors": [["evaluate", "authors", "papers.jsonl", "gold.tsv"]],
    "kg evaluate pairs": [["evaluate", "pairs", "pairs.tsv", "people.kg"]],
    "kg evaluate concepts": [["evaluate", "concepts", "spans.jsonl", "--task", "spans"]],
}
"""Commands by heading of the page, which all add ``--json``."""


def linked() -> dict[str, list[Row]]:
    """Two groups that a paper of the newest day links, with a concept that rises and a person under a new name."""
    groups = [
        ["Anna Aal", "Ottfried Tremblett", "Ysolde Dollfusz", "Zoltana Vandersloot", "Evander Zobelitz"],
        ["Wunibald Pfortzing", "Ludmille Brixenmoor", "Quirine Oakhanger", "Hedwig Kvistgaard", "Casimir Oltmanns"],
    ]
    subjects = ["Graph neural networks", "Machine translation"]
    earlier = [row(1 + paper, *groups[paper // 9], title=f"{subjects[paper // 9]} {paper}") for paper in range(18)]
    rising = [row(70 + place, f"Newcomer Number{place}", title=f"Object detection {place}") for place in range(8)]
    named = row(69, "A. Aal", *groups[0][1:], title="Object detection again")
    link = row(60, groups[0][1], groups[1][0], title="Object detection together")
    alone = [row(20 + place, f"Lone Person{place}") for place in range(30)]
    return {"2025-12-01": [*earlier, *alone], "2025-12-05": [link, named, *rising]}


@pytest.fixture(scope="module")
def listed(root: Path) -> dict[str, Keys]:
    """The keys of the page by heading."""
    found: dict[str, Keys] = {}
    heading = ""
    for line in (root / "docs" / "json.md").read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        elif row := re.fullmatch(r"\| `([^`]+)` \| ([^;|]+)(?:; [^|]+)? \|", line):
            found.setdefault(heading, {})[row[1]] = frozenset(row[2].strip().split(" or "))
    return found


@pytest.fixture(scope="module")
def desk(root: Path, example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with graphs and labels for the commands."""
    folder = tmp_path_factory.mktemp("json")
    copytree(example, folder / "a.kg")
    copytree(example, folder / "damaged.kg")
    next((folder / "damaged.kg").glob("generation-*/layout.parquet")).unlink()
    for name in ("authors/papers.jsonl", "authors/gold.tsv", "concepts/spans.jsonl"):
        (folder / Path(name).name).write_bytes((root / "examples" / name).read_bytes())
    (folder / "day").mkdir()
    for day in ("2026-01-05.md", "2026-01-06.md"):
        (folder / "day" / day).write_bytes((root / "examples" / "digests" / "2026-01-05.md").read_bytes())
    kg.build([folder / "day" / "2026-01-05.md"], folder / "small.kg")
    (folder / "people.jsonl").write_text("\n".join(map(json.dumps, PEOPLE)), encoding="utf-8")
    (folder / "decisions").mkdir()
    (folder / "decisions" / "authors.txt").write_text(f"same {ANN} {BOB}\n", encoding="utf-8")
    kg.build([folder / "people.jsonl"], folder / "people.kg", decisions=folder / "decisions")
    kg.build([write(folder / "links", linked())], folder / "links.kg")
    (folder / "apart").mkdir()
    (folder / "apart" / "authors.txt").write_text(
        'different "Anna Aal" on 2512.00001 "Anna Aal" on 2512.00002\n', encoding="utf-8"
    )
    kg.build([folder / "links"], folder / "divided.kg", decisions=folder / "apart")
    copytree(folder / "damaged.kg", folder / "torn.kg")
    pairs = [("a", "b", "stratum", "weight", "verdict"), (ANN, BOB, "rare", "1", "different")]
    (folder / "pairs.tsv").write_text("".join("\t".join(row) + "\n" for row in pairs), encoding="utf-8")
    return folder


def _keys(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and type of every value that is not a container; an empty container yields nothing."""
    if isinstance(value, dict):
        data = path.rpartition(".")[2] in DATA_KEYS or path.endswith("strata.*")
        for key, one in value.items():
            yield from _keys(one, f"{path}.{'*' if data else key}".removeprefix("."))
    elif isinstance(value, list):
        for one in value:
            yield from _keys(one, f"{path}[]")
    else:
        names = {bool: "boolean", int: "number", float: "number", str: "text", type(None): "null"}
        yield path, names[type(value)]


def collect(values: Iterable[Any]) -> Keys:
    """Return the types by path of some values."""
    found: dict[str, set[str]] = {}
    for value in values:
        for path, kind in _keys(value):
            found.setdefault(path, set()).add(kind)
    return {path: frozenset(kinds) for path, kinds in found.items()}


def compare(found: Keys, page: Keys) -> None:
    """Hold what was found against the page: every path is listed, and no value has another type."""
    assert sorted(found.keys() - page.keys()) == [], "keys that docs/json.md lacks"
    assert {path: kinds for path, kinds in found.items() if not kinds <= page[path]} == {}, "types that it lacks"


@pytest.mark.parametrize("heading", COMMANDS)
def test_commands_write_the_keys_that_the_page_lists(desk: Path, listed: dict[str, Keys], heading: str) -> None:
    values = []
    for words in COMMANDS[heading]:
        ran = command.call(*words, "--json", cwd=desk)
        assert ran.status in (0, 1), ran.err
        values.append(json.loads(ran.out))
    if heading == "kg settings":
        values = list(values[0].values())
    found, page = collect(values), listed.get(heading, {})
    if heading == "kg check":
        found |= {f"[].{key}": frozenset({"text"}) for key in Violation.__dataclass_fields__}
    compare(found, page)
    assert sorted(page.keys() - found.keys() - UNSEEN.get(heading, set())) == [], "keys that nothing has"


UNSEEN: dict[str, set[str]] = {"kg ask": {"results.bindings[].*.xml:lang"}}
"""Listed keys that the small graphs have no value for."""


def test_the_page_lists_every_command_with_json(listed: dict[str, Keys]) -> None:
    def paths(group: click.Command, path: str) -> Iterator[str]:
        if isinstance(group, click.Group):
            context = click.Context(group)
            for name in group.list_commands(context):
                one = group.get_command(context, name)
                assert one is not None
                yield from paths(one, f"{path} {name}")
        elif any("--json" in option.opts for option in group.params):
            yield path

    assert sorted({*paths(app, "kg")} - {*listed}) == ["kg show"]


def test_pages_have_the_keys_that_the_page_lists(example: Path, listed: dict[str, Keys], tmp_path: Path) -> None:
    graph = kg.load(example)
    headers, columns = [], {}
    for view in ("overview", "papers", "coauthors", "concepts", "categories", "papers-concepts", "authors-papers"):
        for filters in ({}, {"author": "Bo Han"}) if view in ("coauthors", "authors-papers") else ({},):
            path = graph.view(view, **filters).write(tmp_path / "page.html")
            page = read_page(path.read_text(encoding="utf-8"))
            headers.append({key: value for key, value in page.header.items() if key != "columns"})
            columns |= {name: frozenset({type(values[0]).__name__}) for name, values in page.columns.items() if values}
    found = collect(headers)
    compare(found, listed["header of a page"])
    assert sorted(listed["header of a page"].keys() - found.keys()) == []
    assert columns.keys() == listed["columns of a page"].keys()
