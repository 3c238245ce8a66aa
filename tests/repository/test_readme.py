"""Commands in the README and guide run and print the output shown; every link has a target."""

import re
import shlex
import shutil
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path

import command
import pytest

from kg.cli.app import COMMANDS

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide"
PAGES = [ROOT / "README.md", *sorted(GUIDE.glob("*.md"))]


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a folder with the files that the pages name: digests/, digest.md, library.bib, decisions/, arxiv.kg."""
    desk = tmp_path_factory.mktemp("desk")
    shutil.copytree(ROOT / "examples", desk / "examples")
    shutil.copytree(ROOT / "examples" / "digests", desk / "digests")
    shutil.copy(ROOT / "examples" / "digests" / "2026-01-31.md", desk / "digest.md")
    shutil.copy(ROOT / "examples" / "formats" / "bibtex" / "library.bib", desk)
    shutil.copy(ROOT / "examples" / "formats" / "atom" / "news.atom", desk / "feed.atom")
    (desk / "decisions").mkdir()
    for name, printed in zip(
        ("authors.txt", "concepts.txt"), blocks(text_of(GUIDE / "corrections.md"), ""), strict=True
    ):
        (desk / "decisions" / name).write_text(printed, encoding="utf-8")
    assert command.call("build", "digests/", "-o", "arxiv.kg", cwd=desk).status == 0
    return desk


@pytest.fixture
def desk(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy these files for one test."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def blocks(text: str, language: str) -> list[str]:
    """Return the code blocks of one language; ``""`` selects those without a language."""
    found = re.findall(r"^```(\w*)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [block for name, block in found if name == language]


def commands(text: str) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the commands of console blocks, split as a shell does, each with the output lines below it."""
    for block in blocks(text, "console"):
        for typed in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            line, *shown = typed.splitlines()
            yield shlex.split(line, comments=True), shown


def kg_commands(text: str) -> list[tuple[list[str], list[str]]]:
    """Return the commands of this program, except ``watch``, which does not end (see tests/cli/test_building.py)."""
    return [(words[1:], shown) for words, shown in commands(text) if words[0] == "kg" and words[1] != "watch"]


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


@pytest.mark.parametrize("page", [page for page in PAGES if kg_commands(text_of(page))], ids=lambda page: page.name)
def test_every_command_works_and_prints_what_is_shown(page: Path, desk: Path) -> None:
    for words, shown in kg_commands(text_of(page)):
        given, redirected = (words[:-2], desk / words[-1]) if ">" in words else (words, None)
        ran = command.call(*given, *(["--print"] if given[0] == "open" else []), cwd=desk)
        assert ran.status == 0, (words, ran.err)
        assert ran.out or ran.err, words
        printed = lines(ran.out) + lines(ran.err)
        assert [line for line in shown if line.rstrip() not in printed] == [], words
        if redirected:
            redirected.write_text(ran.out, encoding="utf-8")
    for name in re.findall(r"-o (han\.html|coauthors\.svg)|export arxiv\.kg (graph\.ttl)", text_of(page)):
        assert (desk / "".join(name)).stat().st_size > 10_000


def test_the_readme_shows_output() -> None:
    assert [words for words, shown in kg_commands(text_of(ROOT / "README.md")) if not shown] == []


@pytest.mark.parametrize("verb", ["query", "ask", "search", "show"])
def test_questions_of_the_guide_have_an_answer(example: Path, tmp_path: Path, verb: str) -> None:
    guide = text_of(GUIDE / "reading.md")
    if verb == "ask":  # the README has it in a comment, with a question
        (words,) = map(shlex.split, re.findall(r"then: (kg ask .*)$", guide, re.MULTILINE))
    else:
        (words,) = (words for words, _ in commands(guide) if words[:2] == ["kg", verb])
    ran = command.call(verb, example, *words[3:], cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert len(ran.out.splitlines()) >= 2


def test_the_quoted_report_is_what_the_command_prints(example: Path, tmp_path: Path) -> None:
    guide = text_of(GUIDE / "updates.md")
    quoted = "\n".join(line[2:] for line in guide.splitlines() if line.startswith(">"))
    lead, facts = quoted.replace("**", "").split("\n\n")
    printed = command.call("report", example, cwd=tmp_path).out
    assert " ".join(lead.splitlines()) in printed
    shown = [line.split(maxsplit=1) for line in printed.splitlines()]
    assert [fact for fact in facts.splitlines() if fact[2:].split(maxsplit=1) not in shown] == []


def test_every_python_block_runs(desk: Path) -> None:
    found = [block for page in PAGES for block in blocks(text_of(page), "python")]
    assert found
    for block in found:
        names: dict[str, object] = {}
        exec(compile(block, "guide", "exec"), names)  # noqa: S102 - our own text
    assert (desk / "graph.ttl").stat().st_size > 100_000


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda page: page.name
)
def test_every_link_has_a_target(page: Path) -> None:
    local = [link for link in re.findall(r"\]\(([^)\s]+)\)", text_of(page)) if "://" not in link]
    assert [link for link in local if not (page.parent / link.partition("#")[0]).exists()] == []


def test_every_verb_is_in_the_guide() -> None:
    guide = "\n".join(map(text_of, PAGES))
    assert [verb for verb in COMMANDS if f"kg {verb}" not in guide] == []


def test_every_extra_that_is_mentioned_exists() -> None:
    extras = tomllib.loads(text_of(ROOT / "pyproject.toml"))["project"]["optional-dependencies"]
    mentioned = {extra for page in PAGES for extra in re.findall(r"arxiv-kg\[(\w+)\]", text_of(page))}
    assert mentioned
    assert mentioned <= extras.keys()


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on the PATH")
def test_make_has_the_targets_that_are_mentioned() -> None:
    pages = "\n".join(map(text_of, [*PAGES, ROOT / "CONTRIBUTING.md"]))
    targets = set(re.findall(r"`make (\w+)|^\$ make (\w+)", pages, re.MULTILINE))
    names = {one or other for one, other in targets}
    assert {"demo", "test", "check"} <= names
    for target in sorted(names):
        ran = subprocess.run(["make", "--dry-run", target], cwd=ROOT, capture_output=True, text=True, check=False)
        assert ran.returncode == 0, ran.stderr


@pytest.mark.skipif(shutil.which("make") is None, reason="no make on the PATH")
def test_the_demo_takes_a_folder_and_leaves_a_graph_and_two_pages() -> None:
    demo = subprocess.run(
        ["make", "--dry-run", "demo", "DIGESTS=elsewhere"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout
    assert "build 'elsewhere'" in demo
    for name in ("exports/graph.ttl", "exports/overview.html", "exports/coauthors.html"):
        assert name in demo
