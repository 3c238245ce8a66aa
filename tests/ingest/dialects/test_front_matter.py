"""One Markdown file per paper: facts in the front matter, texts there or below it."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st

from kg.ingest.dialects.dialect import Dialect, Head
from kg.ingest.dialects.text.front_matter import FRONT_MATTER_DIALECT
from kg.ingest.dialects.text.parts.yaml_values import read_mapping
from kg.ingest.row import Row, RowForm
from kg.model import Identifier, IdentifierScheme
from kg.report_codes import Level, Report
from kg.settings import IngestSettings
from kg.wording.reports import describe_report

Read = Callable[..., tuple[list[Row], list[Report]]]
Check = Callable[[Dialect, bytes], None]

ID = "arxiv: 2601.20001\n"


def page(front: str, body: str = "") -> bytes:
    return f"---\n{front}---\n{body}".encode()


def rejects(reports: list[Report]) -> list[str]:
    return [describe_report(report) for report in reports if report.level is Level.REJECT]


@pytest.fixture(scope="session")
def samples(root: Path) -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in (root / "examples/formats/front-matter").glob("*.md")}


def test_facts_and_texts_of_a_page(read: Read, samples: dict[str, bytes]) -> None:
    (row,), reports = read(FRONT_MATTER_DIALECT, samples["tidal-pools"])
    assert (row.id, row.month, row.line, row.form) == ("2601.20001", "2026-01", 1, RowForm.MARKDOWN)
    assert row.title == "Charting Tidal Pools with Sparse Transformers"
    assert row.authors.names == ("Mara Linde", "Teo Okafor")
    assert (row.primary_category, row.categories, row.published) == ("cs.CV", ("cs.CV", "cs.LG"), date(2026, 1, 15))
    assert row.abstract == (
        "We chart tidal pools with sparse transformers and evaluate on ImageNet. Accuracy rises to 81.2%."
    )
    assert row.tldr == "A transformer that looks at few tokens charts tidal pools."
    assert row.motivation == "Pools are charted by hand."
    assert row.conclusion == "Few tokens are enough for pools."
    assert reports == []


def test_a_title_with_a_colon_is_not_yaml_and_is_read(read: Read, samples: dict[str, bytes]) -> None:
    (row,), reports = read(FRONT_MATTER_DIALECT, samples["leaks"])
    assert (row.id, row.version) == ("2601.20002", 2)
    assert row.title == "Listening for Leaks: Acoustic Graphs of Water Networks"
    first, second = row.authors.authors
    assert first.identifiers == (Identifier(IdentifierScheme.ORCID, "0000-0002-1825-0097"),)
    assert (first.affiliations, second.affiliations) == (("Institute of Quiet Pipes",), ("University of the Shore",))
    assert row.categories == ("cs.SD", "eess.AS")
    assert (row.comment, row.code_url) == ("9 pages, 3 figures", "https://github.com/example/leaks")
    assert row.abstract == "Leaks are heard before they are seen. We find them at p < 0.01 with few false alarms."
    (remark,) = (describe_report(report) for report in reports)
    assert remark.startswith("invalid front matter in 1 row (read line by line), first at this line")
    assert "'title: Listening for Leaks" in remark


def test_toml(read: Read, samples: dict[str, bytes]) -> None:
    (row,), reports = read(FRONT_MATTER_DIALECT, samples["knots"])
    assert (row.id, row.published, row.primary_category) == ("2601.20003", date(2026, 1, 16), "math.GT")
    assert Identifier(IdentifierScheme.DOI, "10.5555/2601.20003") in row.identifiers
    assert row.journal == "Journal of Invented Topology 12 (2026) 1-9"
    assert row.authors.names == ("Pau Ferrer",)
    assert reports == []


@pytest.mark.parametrize(
    ("data", "suffix", "matches"),
    [
        (page("title: T\n" + ID), ".md", True),
        (page("url: https://arxiv.org/abs/2601.20001\n", "# T\n"), ".md", True),
        (page("doi: 10.5555/1\n"), ".markdown", True),
        (page("title: T\nauthors: [Ann Lee]\nabstract: x\n"), ".md", True),
        (b"\xef\xbb\xbf"[3:] + b"\n---\r\ntitle: T\r\narxiv: 2601.20001\r\n---\r\n", ".md", True),
        (b"+++\ntitle = 'T'\narxiv = '2601.20001'\n+++\n", ".md", True),
        (page("title: T\nlayout: note\n", "**arXiv**: [2601.20001](https://arxiv.org/abs/2601.20001)\n"), ".md", True),
        (page("title: T\nlayout: note\n", "We cite arXiv:2601.20001 here.\n"), ".md", False),
        (page("license: mit\ntags: [arxiv:2601.20001]\n"), ".md", False),
        (page("title: arXiv of 2026-01-05\nlayout: post\ndate: 2026-01-05\n", "### [1] [T](u)\n"), ".md", False),
        (page("title: Daily\nauthors: [bot]\nyear: 2026\n", "arXiv:2601.20001 arXiv:2601.20002"), ".md", False),
        (page("title: T\nauthor: Ann\ndate: 2026-01-05\n"), ".md", False),
        (page(ID), ".html", False),
        (b"# README\n\n---\narxiv: 2601.20001\n---\n", ".md", False),
        (b"---\n", ".md", False),
        (b"", ".md", False),
    ],
)
def test_a_page_of_a_paper_is_recognized(data: bytes, suffix: str, matches: bool) -> None:
    assert FRONT_MATTER_DIALECT.matches(Head(data, suffix)) is matches


def test_the_readme_beside_is_not_a_paper(samples: dict[str, bytes]) -> None:
    assert not FRONT_MATTER_DIALECT.matches(Head(samples["README"], ".md"))


@pytest.mark.parametrize(
    ("front", "name", "body", "id_"),
    [
        ("arxiv_id: 2601.20010\n", "a.md", "", "2601.20010"),  # not the number 2601.2001
        ("arXiv: 'arXiv:2601.20001v2'\n", "a.md", "", "2601.20001"),
        ("eprint: hep-th/9901001\n", "a.md", "", "hep-th/9901001"),
        ("links:\n- name: arXiv\n  url: https://arxiv.org/abs/2601.20001\n", "a.md", "", "2601.20001"),
        ("pdf: https://arxiv.org/pdf/2601.20001v1.pdf\n", "a.md", "", "2601.20001"),
        ("paper: '[link](https://arxiv.org/abs/2601.20001)'\n", "a.md", "", "2601.20001"),
        ("url_pdf: https://huggingface.co/papers/2601.20001\n", "a.md", "", "2601.20001"),
        ("params:\n  arxiv_id: 2601.20001v1\n  path: x\n", "a.md", "", "2601.20001"),
        ("x: 1\n", "papers/2601.20001v1.md", "", "2601.20001"),
        ("x: 1\n", "papers/2601.20001-tidal-pools.md", "", "2601.20001"),
        ("x: 1\n", "papers/2601.20001/index.md", "", "2601.20001"),
        ("x: 1\n", "a.md", "[PDF](https://arxiv.org/pdf/2601.20001)\n", "2601.20001"),
        (
            "x: 1\n",
            "a.md",
            "# T\n**arXiv**：[2601.20001v1](https://arxiv.org/abs/2601.20001) · PDF\n\narXiv:2601.20002",
            "2601.20001",
        ),
        ("doi: https://doi.org/10.5555/X\n", "a.md", "cites arXiv:2601.20001 and arXiv:2601.20002", "doi:10.5555/x"),
    ],
)
def test_where_an_identifier_is_found(read: Read, front: str, name: str, body: str, id_: str) -> None:
    rows, reports = read(FRONT_MATTER_DIALECT, page("title: T\n" + front, body), name)
    assert [row.id for row in rows] == [id_], reports


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("authors: Ann Lee, Bo Han\n", ("Ann Lee", "Bo Han")),
        ("authors: [Ann Lee, Bo Han]\n", ("Ann Lee", "Bo Han")),
        ("Authors:\n- Lee, Ann\n- Han, Bo\n", ("Ann Lee", "Bo Han")),
        ("authors:\n- {given: Ann, family: Lee}\n- {first: Bo, last: Han}\n", ("Ann Lee", "Bo Han")),
        ("authors: [[Ann Lee]], [[people/Bo Han|Bo Han]]\n", ("Ann Lee", "Bo Han")),
        ("authors:\n- '[[Ann Lee]]'\n- [[Bo Han]]\n", ("Ann Lee", "Bo Han")),
        ("author: Ann Lee and Bo Han\n", ("Ann Lee", "Bo Han")),
        ("作者: Ann Lee, Bo Han\n", ("Ann Lee", "Bo Han")),
        ("authors: null\n", ()),
        ("authors: 5\n", ()),
        ("authors: {a: {b: [c]}}\n", ()),
    ],
)
def test_authors(read: Read, printed: str, names: tuple[str, ...]) -> None:
    (row,), _ = read(FRONT_MATTER_DIALECT, page("title: T\n" + ID + printed))
    assert row.authors.names == names


def test_the_authors_of_the_page_go_before_who_wrote_it(read: Read) -> None:
    (row,), _ = read(
        FRONT_MATTER_DIALECT, page("title: T\nauthor: Uwe Lind\n" + ID, "# T\n\n**Authors:** Ann Lee, Bo Han\n")
    )
    assert row.authors.names == ("Ann Lee", "Bo Han")


@pytest.mark.parametrize(
    ("body", "abstract", "tldr"),
    [
        ("## Abstract\n\nWe sort.\n\nTwice.\n\n## Notes\nx\n", "We sort.\n\nTwice.", ""),
        ("## 摘要\n> We sort.\n\n## TL;DR\nShort.\n", "We sort.", "Short."),
        ("### 📝 Abstract (摘要)\nWe sort.\n---\nx\n", "We sort.", ""),
        ("**Abstract:** We sort.\n\nMore text.\n**TL;DR**: Short.\n", "We sort.", "Short."),
        ("**Abstract**\n\nWe sort.\n", "We sort.", ""),
        ("<details><summary>Abstract</summary>\nWe <b>sort</b>.\n</details>\nx\n", "We sort.", ""),
        ("- Abstract: We sort.\n- TLDR: Short.\n", "We sort.", "Short."),
        ("```\n## Abstract\ncode\n```\n", "", ""),
        ("## Abstract art\nWe sort.\n", "", ""),
        ("## TLDR\nSummary generation failed\n", "", ""),
    ],
)
def test_texts_of_the_page(read: Read, body: str, abstract: str, tldr: str) -> None:
    (row,), _ = read(FRONT_MATTER_DIALECT, page("title: T\n" + ID, body))
    assert (row.abstract, row.tldr) == (abstract, tldr)


@pytest.mark.parametrize(
    ("front", "abstract", "tldr"),
    [
        ("abstract: A\ndescription: D\n", "A", "D"),
        ("description: " + "long " * 80 + "\n", ("long " * 80).strip(), ""),
        ("summary: short\n", "", "short"),
        ("abstract: |\n  one\n  two\n", "one\ntwo", ""),
        ("摘要: >-\n  one\n  two\n", "one two", ""),
    ],
)
def test_summaries_and_descriptions(read: Read, front: str, abstract: str, tldr: str) -> None:
    (row,), _ = read(FRONT_MATTER_DIALECT, page("title: T\n" + ID + front))
    assert (row.abstract, row.tldr) == (abstract, tldr)


@pytest.mark.parametrize(
    ("front", "body", "title"),
    [
        ("", "intro\n# From the page #\n", "From the page"),
        ("title: '[2601.20001] Behind its id'\n", "", "Behind its id"),
        ("title: '[Linked](https://arxiv.org/abs/2601.20001)'\n", "", "Linked"),
        ("title: [A] list or not\n", "", "[A] list or not"),
        ("title: 'It''s': a title\n", "", "It''s': a title"),
        ("title: *emphasis*\n", "", "*emphasis*"),
        ("title: First\ntitle: Second\n", "", "Second"),
        ("title: |\n  Two\n  lines\n", "", "Two lines"),
        ("论文标题：中文标题\n", "", "中文标题"),
    ],
)
def test_titles(read: Read, front: str, body: str, title: str) -> None:
    (row,), _ = read(FRONT_MATTER_DIALECT, page(front + ID, body))
    assert row.title == title


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"# README\n", "no front matter"),
        (b"---\ntitle: T\narxiv: 2601.20001\n", "has no end"),
        (page("title: T\n"), "no arXiv id and no DOI"),
        (page("title: T\narxiv: see below\n"), "'see below' is not an arXiv id or DOI"),
        (page("title: '{{title}}'\n" + ID), "no title"),
        (page(ID), "no title"),
        (page("title: T\n" + ID + "authors: [" + "A B, " * 60 + "]\n"), "more than 50 authors"),
        (page("title: T\n" + ID).replace(b"T", b"\xff"), "not UTF-8 at line 2"),
    ],
)
def test_rejects(read: Read, data: bytes, reason: str) -> None:
    rows, reports = read(FRONT_MATTER_DIALECT, data, settings=IngestSettings(max_authors=50))
    assert rows == []
    (found,) = rejects(reports)
    assert reason in found


def test_an_empty_file_is_nothing(read: Read) -> None:
    assert read(FRONT_MATTER_DIALECT, b" \n") == ([], [])


def test_nothing_is_expanded_or_resolved() -> None:
    bomb = "a: &a [x, x]\n" + "".join(f"b{n}: &b{n} [*a, *a]\n" for n in range(20))
    values, wrong = read_mapping(bomb + "title: T\nx: !!python/object/apply:os.system [ls]\n")
    assert values["title"] == "T"
    assert wrong
    assert values["x"] == ["ls"]
    assert read_mapping("a: 2601.20010\nb: 2026-01-15\nc: yes\nd: ~\n")[0] == {
        "a": "2601.20010",
        "b": "2026-01-15",
        "c": "yes",
        "d": "",
    }
    assert read_mapping("a: " + "[" * 5000)[0] != {}


def test_unknown_keys_are_reported(read: Read) -> None:
    _, reports = read(FRONT_MATTER_DIALECT, page("title: T\nlayout: post\nstars: 5\n" + ID))
    assert [describe_report(report) for report in reports if "unknown" in describe_report(report)] == [
        "unknown key 'stars' in 1 row was not read, for example '5'"
    ]


@given(st.binary(max_size=300))
@limits(max_examples=100, deadline=None)
def test_any_bytes(check: Check, data: bytes) -> None:
    for whole in (data, b"---\n" + data + b"\n---\n", b"+++\n" + data + b"\n+++\n", b"---\narxiv: 2601.20001\n" + data):
        FRONT_MATTER_DIALECT.matches(Head(whole, ".md"))
        check(FRONT_MATTER_DIALECT, whole)


@given(st.data())
@limits(max_examples=150, deadline=None)
def test_damaged_pages(check: Check, samples: dict[str, bytes], data: st.DataObject) -> None:
    text = bytearray(samples[data.draw(st.sampled_from(sorted(samples)))])
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(text)))
        text[start : start + data.draw(st.integers(0, 40))] = data.draw(
            st.one_of(
                st.binary(max_size=6), st.sampled_from([b": ", b"[", b"---\n", b"- ", b"&a", b"*a", b"'", b"|\n"])
            )
        )
    FRONT_MATTER_DIALECT.matches(Head(bytes(text), ".md"))
    check(FRONT_MATTER_DIALECT, bytes(text))
