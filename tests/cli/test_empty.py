"""Commands with an empty result: "0 rows" on stderr, and only data on stdout."""

import json
from pathlib import Path

import command
import pytest

ROW = '{"id": "2601.0000%d", "title": "T", "authors": ["Ana Bell", "Bo Cruz"], "categories": ["cs.LG"], "summary": ""}'


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make a graph with two people and without concepts."""
    folder = tmp_path_factory.mktemp("bare")
    (folder / "2026-01-05.jsonl").write_text(ROW % 1, encoding="utf-8")
    assert command.call("build", "2026-01-05.jsonl", "-o", "a.kg", cwd=folder).status == 0
    return folder


@pytest.mark.parametrize(
    ("words", "status", "reason"),
    [
        (["search", "a.kg", "zzqq"], 1, "nothing found for: zzqq"),
        (["concepts", "list", "a.kg"], 0, "no concept passes these filters"),
        (["concepts", "list", "a.kg", "--type", "dataset", "--top", "3"], 0, "no concept passes these filters"),
        (["concepts", "top", "a.kg", "2601.00001"], 0, "no salient term of 2601.00001"),
        (["authors", "review", "a.kg"], 0, "no pair is uncertain"),
    ],
)
def test_nothing_is_called_0_rows(bare: Path, words: list[str], status: int, reason: str) -> None:
    ran = command.call(*words, cwd=bare)
    assert (ran.status, ran.out, ran.err) == (status, "", f"0 rows: {reason}\n")
    ran = command.call(*words, "--json", cwd=bare)
    assert (ran.status, json.loads(ran.out), ran.err) == (status, [], "")


def test_a_question_without_an_answer_says_so_beside_its_header(bare: Path) -> None:
    ran = command.call("ask", "a.kg", "rising", cwd=bare)
    assert (ran.status, len(ran.out.splitlines())) == (0, 2)
    assert ran.err == "month=2026-01, the latest of this graph\n0 rows: no answer in this graph\n"
    ran = command.run("ask", "a.kg", "rising", "--format", "json", cwd=bare)
    assert json.loads(ran.out)["results"]["bindings"] == []
