"""`kg view` on the command line: refused arguments, and the messages about them."""

import json
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from command import call
from explorer_payload import read_page

import kg
from kg.errors import UsageError
from kg.graph import Graph
from kg.graph.commands import drawing_command
from kg.render.colors.themes import THEME
from kg.views import MAX_PAPERS_OF_LINES

DAYS = ("2025-12-19", "2025-12-20", "2026-01-05")


def build(folder: Path, papers: int) -> Graph:
    """Return a graph of ``papers`` English papers, spread over `DAYS`; only the first has another category."""
    for place, day in enumerate(DAYS):
        rows = [
            {
                "id": f"2512.{number:05}", "title": f"Tides {number} of reinforcement learning", "authors": ["Ann Lee"],
                "categories": ["cs.CV" if number < len(DAYS) else "cs.LG"], "abstract": "We use deep learning.",
            }
            for number in range(place, papers, len(DAYS))
        ]  # fmt: skip
        (folder / f"{day}.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    return kg.build(folder, folder / "many.kg", store=False)


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Graph]:
    with build(tmp_path_factory.mktemp("many"), MAX_PAPERS_OF_LINES + 1) as graph:
        yield graph


@pytest.mark.parametrize(
    ("view", "instead"), [("papers-concepts", "kg view GRAPH papers)"), ("authors-papers", "kg view GRAPH coauthors)")]
)
def test_papers_between_people_or_concepts_of_a_whole_corpus_are_refused_with_what_to_draw(
    many: Graph, tmp_path: Path, view: str, instead: str
) -> None:
    ran = call("view", many.path, view, "-o", "a.html", cwd=tmp_path)
    assert ran.status == 2
    assert f"{view} is not drawn for all 301 papers" in ran.err
    assert instead in ran.err
    assert not (tmp_path / "a.html").exists()
    with pytest.raises(UsageError, match="Limit it with author"):
        many.view(view, top=None)
    assert many.views.project(view).nodes.height > 300, "as data it is there"


def test_a_part_of_a_corpus_is_drawn_and_so_is_a_small_one(many: Graph, tmp_path: Path) -> None:
    ran = call("view", many.path, "papers-concepts", "--category", "cs.CV", "-o", "a.html", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert "nodes" in ran.err
    (tmp_path / "few").mkdir()
    with build(tmp_path / "few", MAX_PAPERS_OF_LINES) as few:
        assert few.view("authors-papers").network.nodes.height > MAX_PAPERS_OF_LINES


@pytest.mark.parametrize(
    ("since", "count", "day"),
    [("2025-12-20", 200, "2025-12-20"), ("2025-12", 301, "2025-12-01"), ("2026-01", 100, "2026-01-01")],
)
def test_papers_since_a_day_glow_and_are_counted(many: Graph, tmp_path: Path, since: str, count: int, day: str) -> None:
    ran = call("view", many.path, "papers", "--new-since", since, "-o", "a.html", cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert f"{count} new papers since {day}" in ran.err
    page = read_page((tmp_path / "a.html").read_text(encoding="utf-8"))
    assert sum(page.columns["fresh"]) == count
    assert page.header["fresh"] == {"label": f"new since {day}", "count": count}
    assert f"Glowing: {count} new papers since {day}." in page.header["caption"]
    assert [f"{count}", f"new since {day}"] in page.header["facts"]
    assert page.header["command"] == f"kg view many.kg papers --new-since {day}"


def test_a_day_after_the_newest_lets_nothing_glow_and_names_the_newest(many: Graph) -> None:
    assert many.view("papers", new_since="2026-02").new == "0 new papers since 2026-02-01; the newest day is 2026-01-05"
    assert many.view("papers").new == "100 new papers on 2026-01-05"


def test_papers_of_which_only_the_month_is_known_are_new_from_that_month_on(tmp_path: Path) -> None:
    rows = [
        {"id": f"{month}.{number:05}", "title": f"Tides {number} of reinforcement learning", "authors": ["Ann Lee"],
         "categories": ["cs.LG"], "abstract": "We use deep learning."}
        for month, count in (("2510", 2), ("2511", 3), ("2512", 4)) for number in range(1, count + 1)
    ]  # fmt: skip
    (tmp_path / "papers.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    with kg.build(tmp_path / "papers.jsonl", tmp_path / "a.kg", store=False) as graph:
        assert graph.papers["first_seen"].null_count() == 9, "no paper has a day"
        for since, count in (("1900-01", 9), ("2025-11", 7), ("2025-11-20", 7), ("2025-12", 4)):
            view = graph.view("papers", new_since=since)
            assert view.new.startswith(f"{count} new papers since {since}")
            page = read_page(view._picture.html)
            assert sum(page.columns["fresh"]) == count
            assert [str(count), page.header["fresh"]["label"]] in page.header["facts"]
        assert graph.view("papers", new_since="2026-01").new == (
            "0 new papers since 2026-01-01; the newest month is 2025-12"
        )
        assert graph.view("papers").new == "", "without days no day is the newest"


@pytest.mark.parametrize("since", ["2025-13", "2025-11-31", "yesterday", "2025", "20251220", ""])
@pytest.mark.parametrize("verb", ["view", "open"])
def test_what_is_not_a_date_is_refused_with_how_to_write_one(
    many: Graph, tmp_path: Path, since: str, verb: str
) -> None:
    ran = call(verb, many.path, *(["papers"] if verb == "view" else []), "--new-since", since, cwd=tmp_path)
    assert ran.status == 2
    assert ran.err == f'kg: not a date: "{since}". Write a day as 2025-12-20, or a month as 2025-12.\n'


def test_new_papers_are_asked_for_on_the_map_alone(many: Graph, tmp_path: Path) -> None:
    ran = call("view", many.path, "coauthors", "--new-since", "2025-12-20", cwd=tmp_path)
    assert ran.status == 2
    assert "draw the view papers" in ran.err


def test_new_papers_glow_in_figures_too(many: Graph, tmp_path: Path) -> None:
    drawn = {
        since: many.view("papers", new_since=since).write(tmp_path / f"{since}.svg").read_text(encoding="utf-8")
        for since in ("2025-12", "2026-01", "2026-02")
    }
    halos = {since: svg.count(THEME["light"].glow) for since, svg in drawn.items()}
    assert halos["2025-12"] > halos["2026-01"] > halos["2026-02"] == 0
    assert "Glowing: 100 new papers since 2026-01-01." in drawn["2026-01"]


@pytest.mark.parametrize(
    ("view", "filters"),
    [
        ("coauthors", {"author": "Ann Lee", "hops": 2, "top": None}),
        ("papers", {"category": "cs.CV", "since": "2025-12", "until": "2026-01", "withdrawn": False}),
        ("papers", {"new_since": "2025-12", "concept": "deep learning"}),
        ("concepts", {"min_weight": 0.25, "top": 7}),
    ],
)
def test_the_command_in_a_page_makes_the_same_page(
    many: Graph, tmp_path: Path, view: str, filters: dict[str, Any]
) -> None:
    page = many.view(view, **filters).write(tmp_path / "first.html")
    command = read_page(page.read_text(encoding="utf-8")).header["command"]
    (tmp_path / "many.kg").symlink_to(many.path)
    ran = call(*shlex.split(command)[1:], "-o", "second.html", cwd=tmp_path)
    assert ran.status == 0, ran.err
    again = read_page((tmp_path / "second.html").read_text(encoding="utf-8"))
    first = read_page(page.read_text(encoding="utf-8"))
    assert again.columns == first.columns
    assert again.header == first.header | {"command": again.header["command"]}


@pytest.mark.parametrize("name", ["O'Neil \"$(rm x)` \\ *", "-omics", "陈 明", "--top", "a\nb"])
def test_the_command_quotes_what_a_shell_would_take_apart(name: str) -> None:
    words = shlex.split(drawing_command("-odd graph.kg", "coauthors", {"author": name}))
    assert words[:4] == ["kg", "view", "./-odd graph.kg", "coauthors"]
    assert words[4:] in (["--author", name], [f"--author={name}"])
