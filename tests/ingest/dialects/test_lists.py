"""Markdown tables and lists with one paper per row."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.text.lists import MARKDOWN_LIST_DIALECT
from kg.ingest.row import Row, RowForm
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
Check = Callable[[Dialect, bytes], None]

A = "https://arxiv.org/abs/2601.20001"
T = "Charting Tidal Pools with Sparse Transformers"
CODE = "https://github.com/example/pools"
NAMES = ("Ann Lee", "Bo Han")


def rejects(reports: list[Report]) -> list[tuple[int, str]]:
    return [(report.line, describe_report(report)) for report in reports if report.level is Level.REJECT]


@pytest.fixture(scope="session")
def samples(root: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (root / "examples/formats/markdown-list").glob("*.md")}


def test_tables(read: Read, samples: dict[str, bytes]) -> None:
    rows, reports = read(MARKDOWN_LIST_DIALECT, samples["daily"])
    first, second, third = rows
    assert (first.id, first.month, first.line, first.form) == ("2601.20001", "2026-01", 9, RowForm.LIST)
    assert (first.title, first.authors.names) == (T, ("Mara Linde", "Teo Okafor"))
    assert (first.section, first.primary_category, first.published) == ("cs.CV", "cs.CV", date(2026, 1, 15))
    assert (second.authors.names, second.authors.truncated) == (("Ines Varga",), True)
    assert second.code_url == "https://github.com/example/gulls"
    assert (third.id, third.version, third.primary_category) == ("2601.20003", 2, "math.GT")
    assert (third.abstract, third.comment) == ("We write knots as words of a small grammar.", "9 pages, 2 figures")
    assert rejects(reports) == []


def test_lists(read: Read, samples: dict[str, bytes]) -> None:
    rows, reports = read(MARKDOWN_LIST_DIALECT, samples["awesome"])
    first, second, third, fourth = rows
    assert (first.id, first.title, first.authors.names) == ("2601.20001", T, ("Mara Linde", "Teo Okafor"))
    assert first.published == date(2026, 1, 15)
    assert (second.title, second.code_url) == ("Counting Seagulls at Dusk", "https://github.com/example/gulls")
    assert third.title == "Listening for Leaks: Acoustic Graphs of Water Networks"
    assert (third.authors.names, third.authors.truncated) == (("Ines Varga",), True)
    assert (fourth.id, fourth.title, fourth.authors.names) == (
        "2601.20003",
        "A Small Grammar of Knots",
        ("Pau Ferrer", "Noor Haddad"),
    )
    assert rejects(reports) == []


@pytest.mark.parametrize(
    ("item", "names", "code"),
    [
        (f"- [{T}]({A}) - Ann Lee, Bo Han (2026-01-05)", NAMES, ""),
        (f"- [{T}]({A}), Ann Lee, Bo Han, CVPR 2026", NAMES, ""),
        (f"- [{T}]({A}) by Ann Lee and Bo Han. 2026", NAMES, ""),
        (f"- 🔥 [{T}]({A}) (Ann Lee and Bo Han, 2026)", NAMES, ""),
        (f"+ [{T}]({A})<br>Ann Lee, Bo Han", NAMES, ""),
        (f"- **{T}** *Ann Lee, Bo Han* arXiv 2026. [[paper]({A})] [[code]({CODE})]", NAMES, CODE),
        (f"- **{T}**, Ann Lee and Bo Han, [paper]({A}), [project](https://x.example)", NAMES, ""),
        (f"- `2026-01` **{T}**. _Ann Lee, Bo Han._ [[pdf]({A})]", NAMES, ""),
        (f"- [CVPR 2026] {T}. Ann Lee, Bo Han. [[Paper]]({A}) [[Code]]({CODE})", NAMES, CODE),
        (f"1. {T}, Ann Lee, Bo Han, [arXiv]({A})", NAMES, ""),
        (f"- Ann Lee, Bo Han. [{T}]({A}). CVPR 2026.", NAMES, ""),
        (f'- Ann Lee, Bo Han, "{T}," CVPR 2026. [pdf]({A})', NAMES, ""),
        (f"* **{T}** [[paper]({A})] 2025-05  \n      Ann Lee, Bo Han.\n\n      Keywords: pools.", NAMES, ""),
        (f"- **{T}**\n  - Ann Lee, Bo Han\n  - [Paper]({A}) | [Code]({CODE})", NAMES, CODE),
        (f"- {T}\n  - Authors: Ann Lee, Bo Han\n  - Link: {A}", NAMES, ""),
        (f"5. **{T}** `NeurIPS 2026`\n\n    *Ann Lee, Bo Han* [[Paper]({A})] [[Code]({CODE})], 2026", NAMES, CODE),
        (f"• [2026] **{T}**  *Ann Lee, Bo Han* [[paper]({A})]", NAMES, ""),
        (f"**{T}** ![](https://img.example/b)\n\n*Ann Lee, Bo Han. PVLDB, 2026.* [[paper]({A})]", NAMES, ""),
        (f"- **{T}** \\\n*Ann Lee, Bo Han* \\\narXiv 2026. [[Paper]({A})] \\\nJun 15, 2026", NAMES, ""),
        (f'- [CVPR 26] **"{T}"**. *Ann Lee, Bo Han.* [[Paper]({A})] [[Resource](https://x.example)]', NAMES, ""),
        (f"33. {T}[[ICIR2026]({A})]\n- task: Coding", (), ""),
        (f"- [2026/01] {T}. (Some University) [[paper]({A})]", (), ""),
        (f"* (arXiv preprint 2026) **{T}**, Ann Lee. [[Paper]({A})]", ("Ann Lee",), ""),
        (f"<li><a href='{A}'>{T}</a> Ann Lee, Bo Han</li>", NAMES, ""),
        (f"- 2026-01-05, **{T}**, Ann Lee, Bo Han, Paper: [{A}]({A}), Code: **[{CODE}]({CODE})**", NAMES, CODE),
        (f"- (CVPR 2026) {T} [[Paper]]({A})", (), ""),
        (f"- **[CVPR'26]** {T}, [[Paper]]({A})", (), ""),
        (f"- [2026/01] **[{T}]({A})** | [code]({CODE})", (), CODE),
        (f"- [[Paper]({A})] {T}, CVPR 2026", (), ""),
        (f"- {T}: {A}", (), ""),
        (f"- [![arXiv](https://img.example/arXiv-2601.20001)]({A}) **{T}**", (), ""),
        (f"- **{T}** [![arXiv](https://img.example/a)]({A}) ![Star](https://img.example/s)", (), ""),
        (f"- [ ] [{T}]({A})", (), ""),
        (f"- [{T}](https://huggingface.co/papers/2601.20001)", (), ""),
        (f'- <a href="{A}">{T}</a>', (), ""),
    ],
)
def test_items_of_every_kind(read: Read, item: str, names: tuple[str, ...], code: str) -> None:
    rows, reports = read(MARKDOWN_LIST_DIALECT, f"# x\n\n{item}\n\ntext\n".encode())
    assert [(row.id, row.title, row.authors.names, row.code_url) for row in rows] == [("2601.20001", T, names, code)]
    assert rejects(reports) == []


@pytest.mark.parametrize(
    "text",
    [
        f"- We use [LLaMA]({A}) as the base model.",
        f"- Transformers ([Vaswani et al., 2017]({A})) are used here.",
        f"See [{T}]({A}) for more.",
        f"| Model | Top-1 |\n|--|--|\n| [ResNet]({A}) | 76 |",
        f"```\n- [{T}]({A})\n```\n<!--\n- [{T}]({A})\n-->",
        "- **Please read all that we wrote** [here](https://x.example)\n\n**The following is very important** [link](https://x.example)",
        f"## How to cite us\n\nWe are on [arXiv]({A}), and there is text.",
        "- [Computer Vision](#computer-vision)\n- [Sound](#sound)",
    ],
)
def test_running_text_is_not_an_entry(read: Read, text: str) -> None:
    assert read(MARKDOWN_LIST_DIALECT, text.encode()) == ([], [])


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("标题 | 作者 | 链接 | 代码", f"{T} | Ann Lee, Bo Han | [PDF]({A}) | [代码]({CODE})"),
        (
            "Paper | Authors | Code",
            f"![Star](https://img.example/s) <br> [**{T}**]({A}) <br> | Ann Lee, Bo Han | {CODE}",
        ),
        ("#|Title|Author(s)|arXiv|GitHub", f"1|{T}|*Ann Lee*, *Bo Han*|2601.20001|[repo]({CODE})"),
        (
            "Date | Title | Authors | PDF | Code",
            f"2026-01-05 | {T} | Ann Lee <br> Bo Han | [abs]({A}) | [link]({CODE})",
        ),
        (
            "**Title** | **Authors** | Project | **Code**",
            f"[{T}]({A}) | Ann Lee, Bo Han | [x](https://x.example) | {CODE}",
        ),
        ("A | B | C | D | E", f"**2026-01-05** | **{T}** | Ann Lee, Bo Han | [2601.20001]({A}) | [code]({CODE})"),
    ],
)
def test_columns_by_their_headings(read: Read, head: str, row: str) -> None:
    rule = "|".join("---" for _ in head.split("|"))
    (found,), reports = read(MARKDOWN_LIST_DIALECT, f"| {head} |\n|{rule}|\n| {row} |\n".encode())
    assert (found.id, found.title, found.authors.names, found.code_url) == ("2601.20001", T, NAMES, CODE)
    assert rejects(reports) == []


def test_tables_in_html(read: Read) -> None:
    table = (
        "<table>\n<tr><th>Title</th><th>Authors</th><th>PDF</th></tr>\n"
        f'<tr>\n  <td>{T}</td>\n  <td>Ann Lee, Bo Han</td>\n  <td><a href="{A}">PDF</a></td>\n</tr>\n'
        f'<tr><td colspan="3"><details><a href="{A}">PDF</a></details></td></tr>\n</table>\n'
    )
    (row,), reports = read(MARKDOWN_LIST_DIALECT, table.encode())
    assert (row.id, row.line, row.title, row.authors.names) == ("2601.20001", 3, T, NAMES)
    assert rejects(reports) == []


def test_a_bar_in_a_title_does_not_move_the_columns(read: Read) -> None:
    table = f"| Title | PDF |\n|---|---|\n| On $|x|$ here | [a]({A}) |\n| A \\| B | [a]({A}) |\n| C | D | [a]({A}) |\n"
    rows, _ = read(MARKDOWN_LIST_DIALECT, table.encode())
    assert [row.title for row in rows] == ["On $|x|$ here", "A | B", "C|D"]


def test_one_row_per_line_and_other_links_are_ignored(read: Read) -> None:
    second = "https://arxiv.org/abs/2601.20002"
    rows, _ = read(MARKDOWN_LIST_DIALECT, f"- [{T}]({A}), extends [Counting Seagulls at Dusk]({second})\n".encode())
    assert [row.id for row in rows] == ["2601.20001"]


def test_items_inside_an_item_are_papers_of_their_own(read: Read) -> None:
    text = f"- **Vision**\n  - [{T}]({A})\n    - Ann Lee, Bo Han\n  - [Counting Seagulls](https://arxiv.org/abs/2601.20004)\n"
    rows, _ = read(MARKDOWN_LIST_DIALECT, text.encode())
    assert [(row.line, row.id, row.authors.names) for row in rows] == [(2, "2601.20001", NAMES), (4, "2601.20004", ())]


@pytest.mark.parametrize(
    "below",
    [
        (
            "- **Authors**: Ann Lee, Bo Han\n"
            f"- **arXiv**: [2601.20001]({A})\n- **Code**: [link]({CODE})\n- **Abstract**: We chart."
        ),
        f"**Authors:** Ann Lee, Bo Han\n\n**Link:** {A}  \n[code]({CODE})\n\n**Abstract:** We chart.\n",
        (
            f"Authors: Ann Lee, Bo Han\n[PDF]({A}) [Code]({CODE})\n"
            "<details><summary>Abstract</summary>\nWe chart.\n</details>\n"
        ),
    ],
)
def test_a_paper_with_a_heading_of_its_own(read: Read, below: str) -> None:
    text = f"# Papers\n## cs.CV\n### 1. {T}\n{below}\n\n### 2. {T}\n{below}\n## Other\n"
    rows, reports = read(MARKDOWN_LIST_DIALECT, text.encode())
    assert [row.line for row in rows] == [3, 3 + below.count("\n") + 3]
    for row in rows:
        assert (row.id, row.title, row.authors.names, row.code_url) == ("2601.20001", T, NAMES, CODE)
        assert (row.abstract, row.primary_category) == ("We chart.", "cs.CV")
    assert rejects(reports) == []


def test_headings_give_the_category(read: Read) -> None:
    text = f"## cs.CL\n### 2026-01-05\n- [{T}]({A})\n## Computation and Language\n- [{T}]({A})\n# Other\n- [{T}]({A})\n"
    rows, _ = read(MARKDOWN_LIST_DIALECT, text.encode())
    assert [row.primary_category for row in rows] == ["cs.CL", "cs.CL", ""]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (f"| Title | PDF |\n|---|---|\n|  | [PDF]({A}) |", "no title"),
        ("| Title | PDF |\n|---|---|\n| T | [PDF](https://x.example/a.pdf) |", "no arXiv id and no DOI"),
        (f"- [[Paper]]({A})", "no title"),
        (f"- {T} [[Paper]](https://openreview.net/forum?id=x)", "no arXiv id and no DOI"),
        (f"| Title | Authors | PDF |\n|---|---|---|\n| T | {'A B, ' * 60}C D | [PDF]({A}) |", "more than 50 authors"),
    ],
)
def test_rejects(read: Read, text: str, reason: str) -> None:
    rows, reports = read(MARKDOWN_LIST_DIALECT, text.encode(), settings=IngestSettings(max_authors=50))
    assert rows == []
    ((line, found),) = rejects(reports)
    assert reason in found
    assert line == text.count("\n") + 1


def test_a_doi_identifies_too(read: Read) -> None:
    (row,), _ = read(MARKDOWN_LIST_DIALECT, f"- [{T}](https://doi.org/10.5555/POOLS) 2026-02-03\n".encode())
    assert (row.id, row.month) == ("doi:10.5555/pools", "2026-02")


@pytest.mark.parametrize(
    ("text", "suffix", "matches"),
    [
        (f"- [{T}]({A})\n" * 3, ".md", True),
        (f"- [{T}]({A})\n" * 2, ".md", False),
        (f"|Date|Title|Authors|PDF|\n|-|-|-|-|\n|2026-01-05|{T}|Ann Lee, Bo Han|[x]({A})|\n", ".md", True),
        (f"- [{T}]({A})\n" * 3, ".py", False),
        (f"### [1] [{T}]({A})\n" + f"- [{T}]({A})\n" * 3, ".md", False),
        (f"### [{T}]({A})\n" + f"- [{T}]({A})\n" * 3, ".md", False),
        (f"We build on [a]({A}), [b]({A}) and [c]({A}).\n" * 3, ".md", False),
        ("", ".md", False),
    ],
)
def test_recognized_by_three_rows(text: str, suffix: str, matches: bool) -> None:
    assert MARKDOWN_LIST_DIALECT.matches(Head(text.encode(), suffix)) is matches


PIECES = [
    *(b"| Title | PDF |\n", b"|---|---|\n", b"| T | [x](https://arxiv.org/abs/2601.20001) |\n", b"- ", b"  - ", b"\n"),
    *(b"[T](https://arxiv.org/abs/2601.20001)", b"**", b"*", b"[", b"](", b")", b"<tr><td>", b"</td></tr>\n", b"|"),
    *(
        b"## cs.CV\n",
        b"[[Paper]](https://arxiv.org/abs/2601.20002)",
        b"Ann Lee, Bo Han",
        b"<a href=",
        b"$",
        b"\\",
        b"\xff",
    ),
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.binary(max_size=4)), max_size=40))
@limits(max_examples=200, deadline=None)
def test_pieces_in_any_order(check: Check, pieces: list[bytes]) -> None:
    data = b"".join(pieces)
    MARKDOWN_LIST_DIALECT.matches(Head(data, ".md"))
    check(MARKDOWN_LIST_DIALECT, data)


@given(st.data())
@limits(max_examples=100, deadline=None)
def test_damaged_lists(check: Check, samples: dict[str, bytes], data: st.DataObject) -> None:
    text = bytearray(samples[data.draw(st.sampled_from(sorted(samples)))])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=6))
    check(MARKDOWN_LIST_DIALECT, bytes(text))
