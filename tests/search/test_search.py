"""Words find the expected nodes, in English and Chinese, for any input."""

from functools import partial
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import NotAGraph, UnknownName, UsageError
from kg.ids import DEFAULT_BASE
from kg.schema import TableName
from kg.search import Names, build_index, look_up, require_match
from kg.search import search as _search
from kg.settings import SearchSettings
from kg.tables import SCHEMAS, Tables

search = partial(_search, settings=SearchSettings())

PAPERS = [
    ("2601.00001", "Sparse attention for long documents"),
    ("2601.00002", "Maps from drones"),
    ("2601.00003", "A survey of C++ and naïve Bayes, by Bo Lind's method"),
    ("2601.00004", "Untold by Łukasz"),
    ("doi:10.1000/182", "Maps nobody should use"),
]
WITHDRAWN = {"doi:10.1000/182"}
TEXTS = [
    ("2601.00001", "abstract", "en", False, "Attention is costly. We make it sparse."),
    ("2601.00001", "tldr", "zh", True, "提出稀疏注意力，用于长文档 GPT4 模型"),
    ("2601.00002", "abstract", "en", False, "Small drones draw maps; attention is paid to rivers."),
    ("2601.00002", "method", "zh", True, "使用图神经网络绘制地图"),
    ("2601.00003", "abstract", "en", False, "𠮷野\0家 in カタカナ〇々 and hangul 한글"),
]
PEOPLE = [("bo-lind/2601.00001", "Bo Lind", ["B. Lind"]), ("bo-lindgren/2601.00002", "Bo Lindgren", []),
          ("joerg-mueller/2601.00003", "Jörg Müller", []), ("soren-o/2601.00004", "Søren Øst", []),
          ("minsu-kim/2601.00004", "Minsu Kim", ["김민수", "김 민수"]), ("x/2601.00004", "李 雷", [])]  # fmt: skip
CONCEPTS = [("attention", "attention", [("注意力", "zh")], 9), ("gnn", "graph neural network", [("GNN", "en")], 3)]


def _frame(table: TableName, /, **columns: object) -> pl.DataFrame:
    frame = pl.DataFrame(columns)
    missing = [pl.lit(None).alias(c) for c in SCHEMAS[table] if c not in columns]
    return frame.with_columns(missing).select(pl.col(c).cast(t) for c, t in SCHEMAS[table].items())


def _tables() -> Tables:
    return Tables(
        {
            "papers": _frame(
                "papers", paper=[p[0] for p in PAPERS], title=[p[1] for p in PAPERS],
                withdrawn=[p[0] in WITHDRAWN for p in PAPERS],
            ),
            "sections": pl.DataFrame(TEXTS, schema=SCHEMAS["sections"], orient="row"),
            "authors": _frame(
                "authors", author=[a[0] for a in PEOPLE], name=[a[1] for a in PEOPLE], paper_count=[1] * len(PEOPLE),
                variants=pl.Series([a[2] for a in PEOPLE], dtype=pl.List(pl.String)),
            ),
            "authorships": SCHEMAS["authorships"].to_frame(),
            "concepts": _frame(
                "concepts", concept=[c[0] for c in CONCEPTS], label=[c[1] for c in CONCEPTS],
                labels=[[{"text": t, "language": tag} for t, tag in c[2]] for c in CONCEPTS],
                paper_count=[c[3] for c in CONCEPTS], summary_paper_count=[0] * len(CONCEPTS),
            ),
            "categories": _frame("categories", scheme=["arxiv", "arxiv"], code=["cs.LG", "cs.CL"]),
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("search") / "search.sqlite"
    build_index(_tables(), path, category_labels={"arxiv/cs.LG": "Machine Learning"})
    return path


def _ids(index: Path, text: str, **options: object) -> list[str]:
    return [hit.id for hit in search(index, text, **options)]  # type: ignore[arg-type]  # options of each case


def test_a_name_finds_the_person_first(index: Path) -> None:
    assert _ids(index, "bo lind") == ["bo-lind/2601.00001", "bo-lindgren/2601.00002", "2601.00003"]
    assert _ids(index, "Lind, B.")[0] == "bo-lind/2601.00001"


@pytest.mark.parametrize(
    ("text", "paper"),
    [
        ("稀疏", "2601.00001"), ("长文档", "2601.00001"), ("图神经网络", "2601.00002"), ("gpt4 模型", "2601.00001"),
        ("长 模型 GPT4", "2601.00001"), ("rivers maps", "2601.00002"), ("NAIVE bayes", "2601.00003"),
        ("C++", "2601.00003"),
    ],
)  # fmt: skip
def test_words_of_either_language_find_the_paper(index: Path, text: str, paper: str) -> None:
    assert _ids(index, text, kinds=["paper"]) == [paper]


@pytest.mark.parametrize("text", ["𠮷", "野", "家", "𠮷野", "タカ", "ナ〇", "한글", "hangul 한글"])
def test_each_ideograph_is_a_word_wherever_unicode_has_it(index: Path, text: str) -> None:
    assert _ids(index, text) == ["2601.00003"]


def test_every_paper_has_its_own_text(tmp_path: Path) -> None:
    texts = ["", "图", "plain", "网络", "naïve", "图 ", ""]
    papers = [f"2601.{number:05}" for number in range(1, len(texts) + 1)]
    rows = [(paper, "abstract", "zh", False, text) for paper, text in zip(papers, texts, strict=True)]
    tables = {name: _frame(name) for name in ("authors", "concepts", "categories")}
    tables["papers"] = _frame("papers", paper=papers, title=papers, withdrawn=[False] * len(papers))
    tables["sections"] = pl.DataFrame(rows, schema=SCHEMAS["sections"], orient="row")
    build_index(Tables(tables), tmp_path / "search.sqlite")
    for text, found in (("图", [2, 6]), ("网络", [4]), ("plain", [3]), ("naive", [5])):
        assert sorted(_ids(tmp_path / "search.sqlite", text)) == [papers[number - 1] for number in found]


def test_characters_that_only_occur_apart_are_no_word(index: Path) -> None:
    assert _ids(index, "图网", kinds=["paper"]) == []


def test_accents_do_not_matter(index: Path) -> None:
    for text in ("jorg muller", "Jörg Müller", "Jo\u0308rg", "JORG"):
        assert _ids(index, text) == ["joerg-mueller/2601.00003"]
    assert _ids(index, "lukasz") == _ids(index, "Łukasz") == ["2601.00004"]
    assert _ids(index, "soren ost") == _ids(index, "Søren Øst") == ["soren-o/2601.00004"]


def test_the_last_word_may_be_a_beginning(index: Path) -> None:
    assert _ids(index, "sparse atten", kinds=["paper"]) == ["2601.00001"]
    assert _ids(index, "spar attention", kinds=["paper"]) == []


def test_a_title_weighs_more_than_an_abstract(index: Path) -> None:
    assert _ids(index, "attention", kinds=["paper"]) == ["2601.00001", "2601.00002"]


def test_concepts_and_categories_are_found_by_any_label(index: Path) -> None:
    assert _ids(index, "gnn") == ["gnn"]
    assert _ids(index, "注意力", kinds=["concept"]) == ["attention"]
    assert _ids(index, "machine learning") == _ids(index, "cs.LG") == ["arxiv/cs.LG"]


def test_names_leave_room_for_papers(index: Path) -> None:
    assert _ids(index, "attention", limit=2) == ["attention", "2601.00001"]


def test_a_snippet_shows_where_the_word_stands(index: Path) -> None:
    (hit,) = search(index, "地图")
    assert "绘制地图" in hit.snippet
    assert search(index, "untold")[0].snippet == ""


@pytest.mark.parametrize("text", ["", "  ", '"', "***", "()", "\0", "- -", "☃", "\ud800"])
def test_no_word_finds_nothing(index: Path, text: str) -> None:
    assert search(index, text) == []


@pytest.mark.parametrize("text", ["sparse AND attention", "NEAR(maps drones)", "label:maps", "maps OR drones", "-maps"])
def test_operators_are_only_words(index: Path, text: str) -> None:
    plain = text.replace("(", " ").replace(":", " ")
    assert _ids(index, text) == _ids(index, plain)
    assert _ids(index, "maps NOT drones") == []


def _names(index: Path) -> Names:
    return Names(_tables, index)


def _meant(index: Path, kind: str, text: str) -> list[str]:
    return [match.id for match in look_up(_names(index), text, base=DEFAULT_BASE, kinds=[kind])]


@settings(max_examples=200, deadline=None)
@given(text=st.text(st.characters()))
def test_no_text_crashes(index: Path, text: str) -> None:
    search(index, text)
    look_up(_names(index), text, base=DEFAULT_BASE)


def test_a_name_is_looked_up_exactly_and_nearly(index: Path) -> None:
    assert _meant(index, "author", "b. LIND") == ["bo-lind/2601.00001"]
    assert _meant(index, "concept", "Bo Lind") == []
    for typed, near in (("Jorg Miller", ("Jörg Müller",)), ("zzzz", ())):
        with pytest.raises(UnknownName) as caught:
            require_match(_names(index), typed, base=DEFAULT_BASE, kinds=["author"])
        assert caught.value.near == near


def test_the_same_tables_make_the_same_bytes(index: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.sqlite"
    build_index(_tables(), again, category_labels={"arxiv/cs.LG": "Machine Learning"})
    assert again.read_bytes() == index.read_bytes()
    build_index(_tables(), again)
    assert not list(tmp_path.glob("*.tmp"))


def test_what_is_no_index_is_told(tmp_path: Path) -> None:
    with pytest.raises(NotAGraph, match="no search index"):
        search(tmp_path / "none.sqlite", "x")
    (tmp_path / "bad.sqlite").write_bytes(b"not a database, but long enough to look at" * 100)
    with pytest.raises(NotAGraph, match="cannot be read"):
        search(tmp_path / "bad.sqlite", "x")


def test_an_unknown_kind_is_told(index: Path) -> None:
    with pytest.raises(UsageError, match="no kind called people"):
        search(index, "x", kinds=["people"])


@pytest.mark.parametrize("text", ["김민수", "김 민수", "Minsu Kim", "MINSU KIM"])
def test_a_person_is_found_in_either_script_with_or_without_spaces(index: Path, text: str) -> None:
    assert search(index, text)[0].id == "minsu-kim/2601.00004"
    assert _meant(index, "author", text) == ["minsu-kim/2601.00004"]


@pytest.mark.parametrize("text", ["李雷", "李 雷"])
def test_a_name_printed_with_a_space_is_found_without(index: Path, text: str) -> None:
    assert _meant(index, "author", text) == ["x/2601.00004"]


def test_withdrawn_papers_are_marked_and_may_be_left_out(index: Path) -> None:
    found = {hit.id: hit.label for hit in search(index, "maps")}
    assert found["doi:10.1000/182"] == "Maps nobody should use (withdrawn)"
    assert found["2601.00002"] == "Maps from drones"
    assert [hit.id for hit in search(index, "maps", withdrawn=False)] == ["2601.00002"]
    assert search(index, "nobody should", withdrawn=False) == []
