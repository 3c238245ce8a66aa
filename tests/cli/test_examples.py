"""Every example of the help texts runs over the files and the graph of `examples`, and finds what it names."""

import gzip
import re
import shlex
import shutil
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path

import click
import command
import pytest

from kg.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
ELSEWHERE = ("--runner spark", "/mnt/", "kg watch")
"""Examples that need a server, or that never end; test_cluster.py and test_building.py have them."""
ENDS_WITH_1 = ("--strict", "--exit-code")
"""Options whose exit code is 1 where something is found."""


def _commands(group: click.Group, context: click.Context) -> Iterator[click.Command]:
    yield group
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None
        if isinstance(found, click.Group):
            yield from _commands(found, context)
        else:
            yield found


def _examples() -> list[str]:
    """Return the examples of all help texts, each once; words behind two spaces explain one."""
    paragraphs = [part for one in _commands(app, click.Context(app)) for part in (one.help or "").split("\n\n")]
    lines = [line.strip() for part in paragraphs if part.strip(" ").startswith("\b") for line in part.splitlines()]
    return list(dict.fromkeys(re.split(r" {2,}", line)[0] for line in lines if line.startswith("kg ")))


EXAMPLES = [example for example in _examples() if not any(part in example for part in ELSEWHERE)]


@pytest.fixture(scope="module")
def files(example: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All files that examples name, made from those of the checkout."""
    desk = tmp_path_factory.mktemp("files")
    shutil.copytree(example, desk / "arxiv.kg")
    shutil.copytree(ROOT / "examples" / "digests", desk / "digests")
    for source, name in (
        ("digests/2026-01-31.md", "digest.md"),
        ("formats/bibtex/library.bib", "references.bib"),
        ("formats/atom/news.atom", "feed.atom"),
        ("vocabulary.ttl", "cso.ttl"),
        ("authors/papers.jsonl", "papers.jsonl"),
        ("authors/gold.tsv", "gold.tsv"),
        ("authors/pairs.tsv", "pairs.tsv"),
        ("concepts/spans.jsonl", "gold.jsonl"),
        ("concepts/keyphrases.jsonl", "keyphrases.jsonl"),
    ):
        shutil.copy(ROOT / "examples" / source, desk / name)
    for name in ("papers.jsonl", "digests/2026-01-05.md", "digests/2026-01-31.md"):
        (desk / f"{Path(name).name}.gz").write_bytes(gzip.compress((desk / name).read_bytes()))
    (desk / "decisions").mkdir()
    (desk / "decisions" / "authors.txt").write_text("", encoding="utf-8")
    for line, name in (
        ("settings", "kg.toml"),
        ('ask arxiv.kg coauthors person="Xunkai Li" --sparql', "coauthors.rq"),
    ):
        (desk / name).write_text(command.call(*shlex.split(line), cwd=desk).out, encoding="utf-8")
    assert command.call("authors", "resolve", "papers.jsonl", "-o", "clusters.tsv", cwd=desk).status == 0
    assert command.call("authors", "thesaurus", "export", "arxiv.kg", "names.txt", cwd=desk).status == 0
    assert command.call("build", "digests/2026-01-05.md", "-o", "before.kg", "--no-store", cwd=desk).status == 0
    for source, graph in (("before.kg", "yesterday.kg"), ("arxiv.kg", "today.kg"), ("arxiv.kg", "after.kg")):
        shutil.copytree(desk / source, desk / graph)
    return desk


@pytest.fixture
def desk(files: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same files for one test."""
    shutil.copytree(files, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def _words(example: str, desk: Path) -> list[str]:
    """Divide an example as a shell does it, without the name of the program."""
    words: list[str] = []
    for word in takewhile(lambda word: word not in ("&&", ">"), shlex.split(example)[1:]):
        found = sorted(path.name for path in desk.glob(word)) if "*" in word else []
        words += found or [word]
    return words


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_of_a_help_text_works_on_the_example_graph(desk: Path, line: str) -> None:
    words = _words(line, desk)
    if words[-1] == "--undo":
        assert command.call(*words[:-1], cwd=desk).status == 0
    ran = command.call(*words, *(["--print"] if words[0] == "open" and "--print" not in words else []), cwd=desk)
    assert ran.status in ((0, 1) if any(option in words for option in ENDS_WITH_1) else (0,)), ran.err
    assert ran.out or ran.err
    assert [line for line in ran.err.splitlines() if line.startswith(("0 rows", "warning"))] == []


def test_examples_are_found_in_all_help_texts() -> None:
    assert len(EXAMPLES) > 80
    assert {example.split()[1] for example in EXAMPLES} >= {"build", "ask", "query", "authors", "evaluate", "view"}
