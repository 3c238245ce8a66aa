from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authors.decisions.decide import append_author_decisions
from kg.authors.decisions.decisions import AuthorDecisions, format_author_decision, read_author_decisions
from kg.authors.decisions.settle import constrain_authorships
from kg.authors.decisions.thesaurus import export_thesaurus, read_thesaurus, write_thesaurus
from kg.authors.spelling.person_name import name_key
from kg.errors import DecisionsError
from kg.model import Author, AuthorKind, Authorship


def file(folder: Path, *rows: str, header: str = "label\treplace by") -> Path:
    path = folder / "thesaurus_authors.txt"
    path.write_text("\n".join((header, *rows)), encoding="utf-8")
    return path


def person(name: str, *variants: str, hidden: bool = False, id_: str = "") -> Author:
    return Author(id_ or name, name, AuthorKind.PERSON, tuple(sorted(variants)), hidden)


def said(decisions: AuthorDecisions) -> list[tuple[int, str]]:
    return [(line.line, format_author_decision(line)) for line in decisions.lines]


def test_rows_are_read_as_decisions_about_everyone_printed_so(tmp_path: Path) -> None:
    path = file(tmp_path, "J. Doe\tJane Doe", "", "Doe, J.\tJane Doe\t", 'Anonymous\t""', "Jane Doe\tJane Doe", "Al")
    assert said(read_thesaurus(path)) == [
        (2, 'same "J. Doe" "Jane Doe"'),
        (2, 'name "Jane Doe" "Jane Doe"'),
        (4, 'same "Doe, J." "Jane Doe"'),
        (5, 'hide "Anonymous"'),
        (7, 'hide "Al"'),
    ]


def test_a_spreadsheet_s_file_is_read(tmp_path: Path) -> None:
    path = tmp_path / "t.txt"
    path.write_bytes('\ufeffLabel\tReplace By\r\n"Doe, J."\t"Jane ""JD"" Doe"\r\n"Al" Gore\tA. Gore\r\n'.encode())
    assert [format_author_decision(line) for line in read_thesaurus(path).of("same")] == [
        'same "Doe, J." "Jane ""JD"" Doe"',
        'same """Al"" Gore" "A. Gore"',
    ]


def test_the_last_replacement_of_a_chain_gives_the_name(tmp_path: Path) -> None:
    path = file(tmp_path, "A. Byron\tAda Byron", "Ada Byron\tAda Lovelace", "lovelace\tLovelace")
    assert [format_author_decision(line) for line in read_thesaurus(path).of("name")] == [
        'name "Ada Lovelace" "Ada Lovelace"',
        'name "Lovelace" "Lovelace"',
    ]


@pytest.mark.parametrize(
    ("rows", "line", "reason"),
    [
        (("A\tB", "A\tC"), 3, '"A" is replaced by "C" here and by "B" in line 2'),
        (("\tB",), 2, "a replacement without a label"),
        (("A\tB\tC",), 2, "3 columns where there are two"),
        (("A\tB", "B\tC", "C\tB"), 3, 'replacements form a cycle, "B" by "C" by "B"; remove one'),
    ],
)
def test_a_row_that_makes_no_sense_is_named(tmp_path: Path, rows: tuple[str, ...], line: int, reason: str) -> None:
    with pytest.raises(DecisionsError) as caught:
        read_thesaurus(file(tmp_path, *rows))
    assert (caught.value.line, reason in str(caught.value)) == (line, True)
    assert str(caught.value).startswith(f"{tmp_path}")


@pytest.mark.parametrize("header", ["", "label,replace by", "label", "term\treplace by"])
def test_another_kind_of_file_is_no_thesaurus(tmp_path: Path, header: str) -> None:
    with pytest.raises(DecisionsError, match="begins with the line: label, tab, replace by"):
        read_thesaurus(file(tmp_path, "A\tB", header=header))
    with pytest.raises(DecisionsError, match="cannot read this thesaurus"):
        read_thesaurus(tmp_path / "none.txt")


def test_variants_are_replaced_by_the_name_in_one_order(tmp_path: Path) -> None:
    people = [person("Zoe Roe", "Z. Roe"), person("Ada Byron", "A.  Byron", "Àda Byron", "Ada  Byron"), person("Al")]
    made = write_thesaurus(people, tmp_path / "t.txt")
    assert (tmp_path / "t.txt").read_bytes().decode() == (
        "label\treplace by\nA. Byron\tAda Byron\nZ. Roe\tZoe Roe\nÀda Byron\tAda Byron\n"
    )
    assert not made.left_out
    assert export_thesaurus(reversed(people)) == made


def test_strings_of_several_people_and_hidden_people_are_left_out() -> None:
    made = export_thesaurus(
        [
            person("John Smith", "J. Smith", "Johnny Smith"),
            person("Jane Smith", "J Smith"),
            person("Wei Wang", "W. Wang", id_="1"),
            person("Wei Wang", id_="2"),
            person("Jane Doe", "J. Doe", hidden=True),
        ]
    )
    assert made.rows == (("Johnny Smith", "John Smith"),)
    assert made.left_out == ("J Smith", "J. Smith", "W. Wang")


NAMES = st.text(st.characters(categories=["L", "N", "P", "Z"]), min_size=1, max_size=6).filter(str.strip)


@given(st.lists(st.lists(NAMES, min_size=1, max_size=4, unique=True), max_size=4))
def test_what_was_written_reads_back_as_the_same_people(
    tmp_path_factory: pytest.TempPathFactory, forms: list[list[str]]
) -> None:
    path = tmp_path_factory.mktemp("thesaurus") / "t.txt"
    people = [person(names[0], *names[1:], id_=str(i)) for i, names in enumerate(forms)]
    made = write_thesaurus(people, path)
    printed = [name for names in forms for name in names]
    known = [Authorship(f"2601.00001/n-{i}", "2601.00001", i, name, "") for i, name in enumerate(printed)]
    owner = {name_key(label): author.id for author in people for label in (author.name, *author.variants)}
    settled = constrain_authorships(known, read_thesaurus(path))
    for group in settled.together:
        assert len({owner[name_key(known[i].printed)] for i in group}) == 1, "nobody is joined to somebody else"
    group_of = {i: group for group in settled.together for i in group}
    for label, replacement in made.rows:
        ends = [i for i, m in enumerate(known) if name_key(m.printed) in (name_key(label), name_key(replacement))]
        assert len({group_of[i] for i in ends}) == 1, "every row holds"


def test_an_imported_thesaurus_is_kept_among_the_decisions(tmp_path: Path) -> None:
    read = read_thesaurus(file(tmp_path, "J. Doe\tJane Doe", "Anonymous\t"))
    append_author_decisions(tmp_path, read.lines, comment="from thesaurus_authors.txt")
    kept = read_author_decisions(tmp_path)
    assert [format_author_decision(line) for line in kept.lines] == [
        format_author_decision(line) for line in read.lines
    ]
    assert all(not line.changed for line in append_author_decisions(tmp_path, read.lines))
