import json
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from made_corpora import write_papers

from kg.cli.app import COMMANDS, main


@dataclass
class Ran:
    status: int
    out: str
    err: str


@pytest.fixture
def kg(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Ran]:
    """Run the command in this process, as the entry point does, from an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["kg", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        captured = capsys.readouterr()
        return Ran(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.mark.parametrize("verb", COMMANDS)
def test_every_command_has_help_with_an_example(kg: Callable[..., Ran], verb: str) -> None:
    ran = kg(verb, "--help")
    assert ran.status == 0
    shown = ran.out.partition("Usage:")[2].partition("\n")[2]
    assert re.search(rf"^  kg {verb} ", shown, re.MULTILINE), "an example has a line of its own"
    assert "\\b" not in shown


def test_the_list_of_verbs_names_all_of_them(kg: Callable[..., Ran]) -> None:
    listed = kg("--help").out
    for verb, what in COMMANDS.items():
        assert re.search(rf"^\s+{verb}\s+{re.escape(what[:20])}", listed, re.MULTILINE)
    assert re.search(r"^  kg ask arxiv.kg coauthors person=", listed, re.MULTILINE)
    assert "\\b" not in listed


def test_the_command_runs_as_a_module(root: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "kg", "--version"], cwd=root, capture_output=True, text=True, check=True
    )
    assert "0.1.0" in ran.stdout


def test_build_tells_what_it_made_and_what_to_try(kg: Callable[..., Ran], root: Path) -> None:
    ran = kg("build", root / "examples" / "digests", "-o", "a.kg")
    assert ran.status == 0
    assert ran.out == ""
    assert re.search(r"\d+ papers of 2025-10 to 2026-01", ran.err)
    assert "1 row rejected" in ran.err
    tried = re.findall(r"^  kg (.*)$", ran.err, re.MULTILINE)
    assert len(tried) >= 4
    for line in tried:
        again = kg(*shlex.split(line))
        assert again.status == 0, again.err


def test_what_is_suggested_is_safe_to_paste(kg: Callable[..., Ran], tmp_path: Path) -> None:
    row = (
        '{"id": "2601.0000%d", "categories": ["cs.LG"], "authors": ["A O\'Id", "Bo Han"], "title": "T", "summary": ""}'
    )
    (tmp_path / "day.jsonl").write_text("\n".join(row % number for number in (1, 2)), encoding="utf-8")
    told = kg("build", tmp_path / "day.jsonl", "-o", tmp_path / "a b.kg").err
    suggested = [shlex.split(line) for line in told.splitlines() if line.startswith("  kg ask")]
    assert suggested == [["kg", "ask", str(tmp_path / "a b.kg"), "coauthors", "person=A O'Id"]]
    assert "person=" + shlex.quote("A O'Id") in told


def test_info_as_json_holds_the_counts(kg: Callable[..., Ran], example: Path) -> None:
    told = json.loads(kg("info", example, "--json").out)
    assert told["counts"]["papers"] > 30
    assert told["rejects"] == 1
    assert all(s["rows"] == s["accepted"] + s["rejected"] for s in told["sources"])


def test_rejects_are_listed_with_file_line_and_reason(kg: Callable[..., Ran], example: Path) -> None:
    assert re.search(r"^reject  \S+\.jsonl:\d+  .{10,}", kg("info", example, "--rejects").out, re.MULTILINE)


def test_query_writes_data_to_stdout_only(kg: Callable[..., Ran], example: Path) -> None:
    ran = kg("query", example, "SELECT (COUNT(?p) AS ?n) { ?p a kg:Paper }", "--format", "csv")
    assert ran.out.splitlines()[0] == "n"
    assert int(ran.out.splitlines()[1]) > 30
    assert ran.err == ""


def test_a_query_from_a_file_or_standard_input(
    kg: Callable[..., Ran], example: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "q.rq").write_text("ASK { ?p a kg:Paper }")
    assert json.loads(kg("query", example, "-f", "q.rq", "--format", "json").out)["boolean"] is True
    import io  # noqa: PLC0415 - stands in for the terminal

    monkeypatch.setattr(sys, "stdin", io.StringIO("ASK { ?p a kg:Nothing }"))
    assert json.loads(kg("query", example, "-", "--format", "json").out)["boolean"] is False


def test_a_query_that_does_not_parse_says_where(kg: Callable[..., Ran], example: Path) -> None:
    ran = kg("query", example, "SELECT ?x {\n ?x kg:month }")
    assert ran.status == 2
    assert "line 2" in ran.err or "2:" in ran.err
    assert "Traceback" not in ran.err


def test_a_query_that_runs_on_is_stopped(kg: Callable[..., Ran], example: Path) -> None:
    ran = kg("query", example, "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", "--timeout", "1")
    assert ran.status == 1
    assert "stopped after 1 s" in ran.err


def test_a_query_becomes_a_picture(kg: Callable[..., Ran], example: Path, tmp_path: Path) -> None:
    ran = kg("query", example, "SELECT ?a ?b { ?a kg:coAuthor ?b } LIMIT 40", "--view", "q.html")
    assert ran.status == 0, ran.err
    assert "dataset.ready" in (tmp_path / "q.html").read_text(encoding="utf-8")


def test_a_query_for_named_graphs_is_told_how_to_have_them(kg: Callable[..., Ran], example: Path, root: Path) -> None:
    ask = "SELECT DISTINCT ?g { GRAPH ?g { ?p a kg:Paper } }"
    assert "--named-graphs" in kg("query", example, ask).err
    assert kg("query", example, "SELECT ?p { ?p dcterms:title 'a graph from data' }").err == "0 rows\n"
    kg("build", root / "examples" / "digests" / "2026-01-31.md", "-o", "named.kg", "--named-graphs")
    ran = kg("query", "named.kg", ask, "--format", "csv")
    assert ran.out.splitlines() == ["g", "http://localhost:8000/id/graph/facts"]
    assert ran.err == ""


def test_ask_lists_questions_and_answers_one(kg: Callable[..., Ran], example: Path) -> None:
    listed = kg("ask", example).out
    assert len(re.findall(r"^[a-z][a-z-]+ ", listed, re.MULTILINE)) >= 14
    answer = kg("ask", example, "coauthors", "person=Xunkai Li", "--format", "csv")
    assert "Henan Sun" in answer.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ask", "{}", "coautors"], "coauthors"),
        (["ask", "{}", "coauthors", "person=Bo Hann"], "Bo Han"),
        (["ask", "{}", "coauthors", "Bo Han"], "name=value"),
        (["show", "{}", "Bo Hann"], "Bo Han"),
        (["view", "{}", "coauthors", "--author", "Bo Hann"], "Bo Han"),
        (["view", "{}", "coauthor"], "coauthors"),
        (["export", "{}", "graph.xlsx"], ".ttl"),
        (["query", "{}"], "give one query"),
        (["query", "{}", "-f", "nowhere.rq"], "nowhere.rq"),
        (["view", "{}", "coauthors", "-o", f"{'x' * 300}.html"], "too long"),
        (["info", "x" * 300], "too long"),
        (["info", "nowhere.kg"], "no such graph"),
        (["info", "."], "no manifest.json"),
        (["build", "nowhere", "-o", "b.kg"], "nowhere"),
        (["export", "{}", "x.ttl", "--graph", "facs"], "facts"),
        (["shwo"], "show"),
    ],
)
def test_errors_are_one_line_that_says_what_to_do(
    kg: Callable[..., Ran], example: Path, arguments: list[str], said: str
) -> None:
    ran = kg(*(a.format(example) for a in arguments))
    assert ran.status in {2, 3}
    assert said in ran.err
    assert "Traceback" not in ran.err


def test_search_finds_nothing_with_status_one(kg: Callable[..., Ran], example: Path) -> None:
    assert kg("search", example, "gaussian", "splatting").status == 0
    ran = kg("search", example, "zzzzqqqq")
    assert (ran.status, ran.out) == (1, "")


def test_check_passes_on_a_valid_graph(kg: Callable[..., Ran], example: Path) -> None:
    ran = kg("check", example, "--json")
    assert ran.status == 0
    assert json.loads(ran.out) == []


def test_open_builds_once_and_prints_the_page(kg: Callable[..., Ran], root: Path) -> None:
    first = kg("open", root / "examples" / "digests" / "2026-01-31.md", "--print")
    page = Path(first.out.strip())
    assert "dataset.ready" in page.read_text(encoding="utf-8")
    again = kg("open", root / "examples" / "digests" / "2026-01-31.md", "--print")
    assert again.out == first.out


def test_open_draws_the_map_of_papers_where_there_are_many(kg: Callable[..., Ran], tmp_path: Path) -> None:
    for name, papers in (("many", 60), ("few", 20)):
        (tmp_path / name).mkdir()
        write_papers(tmp_path / name, papers=papers)
    assert " papers and " in kg("open", tmp_path / "many", "--print").err
    assert " nodes and " in kg("open", tmp_path / "few", "--print").err


def test_open_draws_what_a_build_draws_and_keeps_nothing_for_another(
    kg: Callable[..., Ran], root: Path, tmp_path: Path
) -> None:
    digest = root / "examples" / "digests" / "2026-01-31.md"
    page = Path(kg("open", digest, "--print").out.strip())
    [opened] = page.parent.glob("*.kg")
    assert not list(opened.rglob("cache"))
    built = tmp_path / opened.name  # pages quote the name of the graph in commands
    assert kg("build", digest, "-o", built, "--no-store").status == 0
    kg("view", built, "-o", tmp_path / "built.html")
    assert (tmp_path / "built.html").read_bytes() == page.read_bytes()
    for number, graph in enumerate((opened, built)):
        assert kg("view", graph, "coauthors", "-o", tmp_path / f"{number}.html").status == 0
    assert (tmp_path / "0.html").read_bytes() == (tmp_path / "1.html").read_bytes()


@pytest.mark.parametrize("name", ["g.ttl", "g.nq", "g.jsonld", "g.graphml", "g.gexf", "g.cyjs", "tables.csv"])
def test_export_writes_every_kind(kg: Callable[..., Ran], example: Path, tmp_path: Path, name: str) -> None:
    ran = kg("export", example, name)
    assert ran.status == 0, ran.err
    assert (tmp_path / name).exists()
    assert re.search(r"[1-9]", ran.err)


@pytest.mark.parametrize("name", ["v.html", "v.svg", "v.png", "v.pdf"])
def test_view_draws_every_kind(kg: Callable[..., Ran], example: Path, tmp_path: Path, name: str) -> None:
    ran = kg("view", example, "coauthors", "--author", "Bo Han", "--hops", "1", "-o", name)
    assert ran.status == 0, ran.err
    assert (tmp_path / name).stat().st_size > 1000
    assert re.search(r"\d+ of \d+ authors", ran.err)


def test_an_empty_picture_says_so(kg: Callable[..., Ran], example: Path, tmp_path: Path) -> None:
    assert "picture is empty" in kg("view", example, "coauthors", "--since", "2030-01", "-o", tmp_path / "x.html").err
    assert "picture is empty" not in kg("view", example, "coauthors", "-o", tmp_path / "y.html").err
