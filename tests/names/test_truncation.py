"""A note that a list is cut short is never read as a person, and the list is marked as truncated."""

import pytest

from kg.names.lines.truncation import is_truncation, without_truncation
from kg.names.lists import read_author_items, read_author_line, read_bibtex_authors

MARKS = """
    et al.
    et al
    et. al.
    Et Al.
    ET AL.
    et alii
    et aliae
    etal.
    & al.
    and others
    and Others
    & others
    with others
    others
    and 5 others
    and five others
    and several others
    +5 more
    + 5 more
    +5
    (+5)
    [+5 authors]
    and 5 more
    5 more
    5 others
    and more
    and 12 more authors
    12 more authors
    (7 additional authors not shown)
    7 additional authors not shown
    (12 authors)
    [12 authors]
    12 authors in total
    and 3 co-authors
    and colleagues
    & colleagues
    and co-workers
    and collaborators
    … (12 more)
    …
    ...
    ....
    [...]
    (…)
    ⋯
    . . .
    etc.
    show all authors
    View more
    et 5 autres
    et autres
    et coll.
    und 3 weitere
    und andere
    u. a.
    u.a.
    y otros
    y 5 otros
    y cols.
    y colaboradores
    e outros
    e cols.
    e altri
    e 3 altri
    en anderen
    e.a.
    m.fl.
    m. fl.
    mfl.
    a kol.
    a další
    i in.
    i inni
    i wsp.
    és mtsai.
    i dr.
    in drugi
    și alții
    ve ark.
    ve diğerleri
    dkk.
    dkk
    và cộng sự
    и др.
    и другие
    и соавт.
    и ещё 5
    та ін.
    та інші
    κ.ά.
    και άλλοι
    وآخرون
    و آخرون
    و همکاران
    و دیگران
    ואחרים
    और अन्य
    และคณะ
    等
    等人
    等等
    等5人
    等 5 人
    等5位作者
    等共5位作者
    共12位作者
    及其他5人
    他5名
    他 5 名
    ほか
    ほか5名
    외 3명
    외 3인
    외
    등
    등 5명
"""
ALL = [line for line in map(str.strip, MARKS.strip().split("\n")) if line]
WITHOUT_SPACE = ["等", "等人", "等5人", "他5名", "ほか5名", "외 3명", "ら", "…", "..."]


@pytest.mark.parametrize("mark", ALL)
def test_a_mark_at_the_end_of_a_line(mark: str) -> None:
    for line in (
        f"Ilea Stone, Lou Theron, {mark}",
        f"*Ilea Stone, Lou Theron {mark}*",
        f"Authors: Ilea Stone; Lou Theron; {mark}",
    ):
        found = read_author_line(line)
        assert (found.names, found.truncated) == (("Ilea Stone", "Lou Theron"), True), line


@pytest.mark.parametrize("mark", ALL)
def test_a_mark_in_a_list(mark: str) -> None:
    for items in (
        ["Ilea Stone", "Lou Theron", mark],
        ["Ilea Stone", f"Lou Theron {mark}"],
        [mark, "Ilea Stone", "Lou Theron"],
    ):
        found = read_author_items(items)
        assert (found.names, found.truncated) == (("Ilea Stone", "Lou Theron"), True), items


@pytest.mark.parametrize("mark", ALL)
def test_a_mark_is_recognized_alone_and_at_an_end(mark: str) -> None:
    assert is_truncation(mark)
    assert read_author_items([mark]).names == ()
    assert without_truncation(f"Ilea Stone, {mark}") == ("Ilea Stone", True)


@pytest.mark.parametrize("mark", WITHOUT_SPACE)
def test_a_mark_behind_an_east_asian_name_needs_no_space(mark: str) -> None:
    found = read_author_line(f"田中太郎{mark}")
    assert (found.names, found.truncated) == (("田中太郎",), True)


def test_a_mark_in_the_middle() -> None:
    found = read_author_line("Ilea Stone, ..., Lou Theron")
    assert (found.names, found.truncated) == (("Ilea Stone", "Lou Theron"), True)


def test_several_marks() -> None:
    found = read_author_line("Ilea Stone, Lou Theron, et al. (12 authors)")
    assert (found.names, found.truncated) == (("Ilea Stone", "Lou Theron"), True)


@pytest.mark.parametrize(
    "printed",
    [
        "Ilea Stone et al.*", "Ilea Stone et al.^1", "Ilea Stone et al.¹", "Ilea Stone, et al. (MIT)",
        "Ilea Stone (et al.)*", "Ilea Stone et al., PhD", "Ilea Stone, et al. – MIT", "Ilea Stone and others*",
        "Ilea Stone, … (MIT)", "“Ilea Stone et al.”", "Dr. Ilea Stone et al.", "Ilea Stone (MIT) et al.",
        "Ilea Stone <ilea@x.example> et al.", "*Ilea Stone* et al.",
    ],
)  # fmt: skip
def test_a_mark_among_others(printed: str) -> None:
    found = read_author_items([printed, "Lou Theron"])
    assert (found.names, found.truncated) == (("Ilea Stone", "Lou Theron"), True)


def test_marks_alone_leave_nobody() -> None:
    for printed in ("et al., et al.", "et al.、et al.", "..., et al.", "and others, +5 more"):
        assert read_author_items([printed, "Ann Lee"]).names == ("Ann Lee",)
        assert read_author_line(printed).names == ()


def test_bibtex() -> None:
    found = read_bibtex_authors("Stone, Ilea and Theron, Lou and others")
    assert (found.names, found.truncated) == (("Ilea Stone", "Lou Theron"), True)
    assert read_bibtex_authors("Stone, Ilea and others AND Theron, Lou").truncated


@pytest.mark.parametrize(
    "name",
    [
        "Al Lee", "Etal Moy", "Ed Other", "Thomas More", "Kim Y. M.", "Kumar E. A.", "Raju U. A.", "Stone CS", "Ann Ym",
        "Ilea Etc-Moy", "Marc Plus", "Dan Lain", "Ym Park", "Li Deng", "등용문", "외솔", "山田うらら", "田中さくら",
        "Jo And", "Alin Al", "Coll Etienne", "Otherson Lee", "Bo Col", "I. In", "Tony Alothers",
    ],
)  # fmt: skip
def test_names_that_resemble_marks_are_names(name: str) -> None:
    found = read_author_items(["Ilea Stone", name])
    assert (found.names, found.truncated) == (("Ilea Stone", name), False)
