"""Small digests, written from keyword arguments so that a test names only the values it is about."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

PAPER: dict[str, Any] = {
    "id": "2601.00001",
    "title": "Learning to Sort Seashells",
    "authors": ["Ann Lee", "Bo Müller"],
    "category": "cs.CV",
    "tldr": "提出一种贝壳分类方法",
    "motivation": "贝壳种类繁多",
    "method": "使用卷积网络",
    "result": "准确率很高",
    "conclusion": "方法有效",
    "abstract": "We sort shells (p<0.002) & report $F_1$.",
}

Write = Callable[[str, str | bytes], Path]
Make = Callable[..., str]


@pytest.fixture(scope="session")
def entry() -> Make:
    """Return an entry of a Markdown digest."""

    def make(number: int = 1, **fields: object) -> str:
        paper = PAPER | fields
        return (
            f"### [{number}] [{paper['title']}](https://arxiv.org/abs/{paper['id']})\n"
            f"*{','.join(paper['authors'])}*\n\n"
            f"Main category: {paper['category']}\n\n"
            f"TL;DR: {paper['tldr']}\n\n\n"
            "<details>\n  <summary>Details</summary>\n"
            f"Motivation: {paper['motivation']}\n\n"
            f"Method: {paper['method']}\n\n"
            f"Result: {paper['result']}\n\n"
            f"Conclusion: {paper['conclusion']}\n\n"
            f"Abstract: {paper['abstract']}\n\n"
            "</details>\n\n\n"
        )

    return make


@pytest.fixture(scope="session")
def row() -> Make:
    """Return a line of an enhanced JSON Lines digest; ``raw=True`` leaves the summary out."""

    def make(*, raw: bool = False, **fields: object) -> str:
        paper = PAPER | fields
        line = {
            "id": paper["id"],
            "categories": paper.get("categories", [paper["category"], "cs.LG"]),
            "abs": f"https://arxiv.org/abs/{paper['id']}",
            "authors": paper["authors"],
            "title": paper["title"],
            "comment": paper.get("comment"),
            "summary": paper["abstract"],
        }
        if not raw:
            line["AI"] = {key: paper[key] for key in ("tldr", "motivation", "method", "result", "conclusion")}
        line |= {key: paper[key] for key in ("code_url", "code_stars", "code_last_update") if key in paper}
        return json.dumps(line) + "\n"

    return make


@pytest.fixture
def digest(entry: Make) -> Make:
    """Return a whole Markdown digest: table of contents, then sections of numbered entries."""

    def make(sections: dict[str, list[dict[str, object]]]) -> str:
        text = "<div id=toc></div>\n\n# Table of Contents\n\n"
        text += "".join(f"- [{name}](#{name}) [Total: {len(papers)}]\n" for name, papers in sections.items())
        number = 0
        for name, papers in sections.items():
            text += f"\n\n<div id='{name}'></div>\n\n# {name} [[Back]](#toc)\n\n"
            for paper in papers:
                number += 1
                text += entry(number, category=name, **paper)
        return text

    return make


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a file below a temporary folder and return its path."""

    def make(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return make
