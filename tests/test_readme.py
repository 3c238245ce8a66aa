"""The README is run: what it tells people to type works, what it links to is there."""

import re
import shlex
import shutil
import subprocess
import tomllib
from pathlib import Path

import command
import pytest

from kg.cli.app import VERBS


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(root: Path, readme: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the README speaks of: digests/, digest.md, library.bib, decisions/ as printed …"""
    digests = root / "examples" / "digests"
    shutil.copytree(digests, tmp_path / "digests")
    shutil.copytree(root / "examples", tmp_path / "examples")
    shutil.copy(digests / "2026-01-31.md", tmp_path / "digest.md")
    shutil.copy(root / "examples" / "formats" / "bibtex" / "library.bib", tmp_path)
    shutil.copy(root / "examples" / "formats" / "atom" / "news.atom", tmp_path / "feed.atom")
    (tmp_path / "decisions").mkdir()
    for name, printed in zip(("authors.txt", "concepts.txt"), blocks(readme, ""), strict=True):
        (tmp_path / "decisions" / name).write_text(printed, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def blocks(text: str, language: str) -> list[str]:
    """The code blocks of one language; ``""`` are those that name none."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for name, block in found if name == language]


def typed(text: str) -> list[list[str]]:
    """The command lines of the README's console blocks, as a shell would take them apart."""
    lines = [line for block in blocks(text, "console") for line in block.splitlines()]
    return [shlex.split(line[2:], comments=True) for line in lines if line.startswith("$ ")]


def test_every_command_works_in_the_order_it_is_printed(readme: str, desk: Path) -> None:
    # a watch never ends by itself; tests/cli/test_building.py has one
    lines = [words[1:] for words in typed(readme) if words[0] == "kg" and words[1] != "watch"]
    assert len(lines) >= 10
    for line in lines:
        words, redirected = (line[:-2], desk / line[-1]) if ">" in line else (line, None)
        arguments = [*words, "--print"] if words[0] == "open" else words
        ran = command.call(*arguments, cwd=desk)
        assert ran.status == 0, (words, ran.err)
        assert ran.out or ran.err, words
        if redirected:
            redirected.write_text(ran.out, encoding="utf-8")
    for name in ("han.html", "coauthors.svg", "graph.ttl"):
        assert (desk / name).stat().st_size > 10_000


@pytest.mark.parametrize("verb", ["query", "ask", "search", "show"])
def test_what_the_readme_asks_has_an_answer(readme: str, example: Path, tmp_path: Path, verb: str) -> None:
    if verb == "ask":  # with a question it stands in a comment
        (words,) = map(shlex.split, re.findall(r"then: (kg ask .*)$", readme, re.MULTILINE))
    else:
        (words,) = (words for words in typed(readme) if words[:2] == ["kg", verb])
    ran = command.call(verb, example, *words[3:], cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert len(ran.out.splitlines()) >= 2


def test_the_report_that_is_quoted_is_what_the_command_says(readme: str, example: Path, tmp_path: Path) -> None:
    quoted = "\n".join(line[2:] for line in readme.splitlines() if line.startswith(">"))
    lead, facts = quoted.replace("**", "").split("\n\n")
    said = command.call("report", example, cwd=tmp_path).out
    assert " ".join(lead.splitlines()) in said
    shown = [line.split(maxsplit=1) for line in said.splitlines()]
    assert [fact for fact in facts.splitlines() if fact[2:].split(maxsplit=1) not in shown] == []


def test_every_python_block_runs(readme: str, desk: Path) -> None:
    found = blocks(readme, "python")
    assert found
    for block in found:
        names: dict[str, object] = {}
        exec(compile(block, "README.md", "exec"), names)  # noqa: S102 - our own text
    assert (desk / "graph.ttl").stat().st_size > 100_000


def test_every_link_leads_somewhere(readme: str, root: Path) -> None:
    local = [link for link in re.findall(r"\]\(([^)\s]+)\)", readme) if "://" not in link]
    assert len(local) >= 3
    assert [link for link in local if not (root / link.partition("#")[0]).exists()] == []


def test_every_verb_is_mentioned(readme: str) -> None:
    assert [verb for verb in VERBS if f"kg {verb}" not in readme] == []


def test_every_extra_that_is_mentioned_exists(readme: str, root: Path) -> None:
    extras = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["optional-dependencies"]
    mentioned = set(re.findall(r"arxiv-kg\[(\w+)\]", readme))
    assert mentioned
    assert mentioned <= extras.keys()


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on the PATH")
def test_make_knows_what_the_readme_says(readme: str, root: Path) -> None:
    targets = {words[1] for words in typed(readme) if words[0] == "make"} | set(re.findall(r"`make (\w+)", readme))
    assert {"demo", "test"} <= targets
    for target in sorted(targets):
        told = subprocess.run(["make", "--dry-run", target], cwd=root, capture_output=True, text=True, check=False)
        assert told.returncode == 0, told.stderr
    demo = subprocess.run(
        ["make", "--dry-run", "demo", "DIGESTS=elsewhere"], cwd=root, capture_output=True, text=True, check=True
    ).stdout
    assert "build 'elsewhere'" in demo
    for left in re.findall(r"^- `(exports/[^`]+)`", readme, re.MULTILINE):
        assert left in demo
