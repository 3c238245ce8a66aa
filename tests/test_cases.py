"""Small inputs that once failed, each with its correct value; they are read from the shared folder."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import kg
from kg.errors import NothingRead

pytestmark = pytest.mark.shared


@pytest.fixture
def build(shared: Path, tmp_path: Path) -> Callable[[str], kg.Graph]:
    """Build the graph of a case, given its number."""

    def make(number: str) -> kg.Graph:
        (case,) = (shared / "cases").glob(f"{number}-*")
        return kg.build(case / "input", tmp_path / "case.kg")

    return make


def people(graph: kg.Graph) -> set[str]:
    return set(graph.authors.filter(graph.authors["kind"] == "person")["name"])


def groups(graph: kg.Graph) -> set[str]:
    return set(graph.authors.filter(graph.authors["kind"] == "group")["name"])


@pytest.mark.parametrize(
    ("number", "names"),
    [
        ("01", {"Bo Hart", "Lena Serk"}),
        (
            "03",
            {
                "Hal Dumé III",
                "Jo Park",
                "Otto Kerr II",
                "Otto Kerr V",
                "Rita Moss",
                "Robert Gale Jr.",
                "Robert Gale Sr.",
            },
        ),
        ("05", {"Zhonghua Wei", "Haruki Kato", "Van Minh Nguyen", "Janos Szabo"}),
        ("06", {"Mausim", "Shwita", "Govandi", "Toni"}),
        ("07", {"Ilea Stone", "Lou Theron", "Bo Hart"}),
        ("10", {"Ann Lee", "A. Lee", "Bo Han"}),
        ("12", {"Ann O'Neil", "Jörg Müller"}),
        ("16", {"Ann Lee", "Jan van der Berg", "Bo Han"}),
        ("17", {"Ann Lee", "Lou Theron"}),
        ("18", {"Ann Lee", "Bo Han"}),
        ("24", {"Ann Lee", "Bo Han", "Cy Gong", "Di Wu"}),
    ],
)
def test_people(build: Callable[[str], kg.Graph], number: str, names: set[str]) -> None:
    assert people(build(number)) == names


def test_particles_and_initials(build: Callable[[str], kg.Graph]) -> None:
    graph = build("08")
    assert len(people(graph)) == 5
    assert not any(name.split()[-1].isupper() for name in people(graph))


def test_groups(build: Callable[[str], kg.Graph]) -> None:
    assert len(groups(build("06"))) == 12


def test_scripts(build: Callable[[str], kg.Graph]) -> None:
    names = people(build("09"))
    assert {"Lei Li", "Minsu Kim", "Taro Tanaka", "Фернандо Перес"} <= names
    assert len(names) == 7


def test_an_orcid_is_an_identifier(build: Callable[[str], kg.Graph]) -> None:
    graph = build("24")
    (row,) = graph.authors.filter(graph.authors["name"] == "Ann Lee")["orcid"].to_list()
    assert row == ["0000-0002-1825-0097"]


def test_texts(build: Callable[[str], kg.Graph]) -> None:
    title = next(title for title in build("12").papers["title"] if "α" in title)
    assert " & " in title
    assert "<tag>" in title
    assert ";" not in title


def test_encodings_and_line_ends(build: Callable[[str], kg.Graph]) -> None:
    assert build("11").papers.height == 18


def test_days_of_folders(build: Callable[[str], kg.Graph]) -> None:
    days = {str(day) for day in build("20").tables["digests"]["date"]}
    assert days == {f"2026-01-0{day}" for day in range(5, 10)}


def test_missing_authors_are_counted(build: Callable[[str], kg.Graph]) -> None:
    assert ("noAuthors", '{"rows":1}') in build("21").tables["reports"].select("code", "arguments").rows()


def test_category_aliases(build: Callable[[str], kg.Graph]) -> None:
    categories = build("22").tables["categories"]
    assert set(categories["code"]) == {"eess.SY", "cs.CL"}


@pytest.mark.parametrize("number", ["51", "52", "53", "54", "57", "58"])
def test_large_numbers_and_long_lists_are_built(build: Callable[[str], kg.Graph], number: str) -> None:
    assert build(number).papers.height


def test_a_lone_surrogate_costs_at_most_its_row(build: Callable[[str], kg.Graph]) -> None:
    graph = build("55")
    assert graph.papers.height + graph.tables["sources"]["rejected"].sum() == 2


def test_thousands_of_full_names_of_one_initial(tmp_path: Path) -> None:
    rows = [
        {"id": f"2601.{n:05d}", "title": f"T{n}", "authors": ["J. Wang" if n % 2 else f"J{chr(97 + n % 26)}{n:x} Wang"]}
        for n in range(1, 3001)
    ]
    file = tmp_path / "2026-01-05.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert kg.build(file, tmp_path / "hub.kg").papers.height == 3000


def test_nothing_readable_is_refused_with_its_reports(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("[1, 2]\n")
    with pytest.raises(NothingRead) as caught:
        kg.build(tmp_path / "a.jsonl", tmp_path / "no.kg")
    assert caught.value.reports
