"""Author lists that digests print."""

import pytest

from kg.names.fused import looks_fused
from kg.names.lists import read_author_line


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("Ann Lee,Bo Müller", ["Ann Lee", "Bo Müller"]),
        (" Ann  Lee , and Bo Lee,", ["Ann Lee", "Bo Lee"]),
        (":,Ann Lee", ["Ann Lee"]),
        ("Ann Lee*,Bo Lee†‡, Cy Roe1, Di Fu², :Ed Ng/", ["Ann Lee", "Bo Lee", "Cy Roe", "Di Fu", "Ed Ng"]),
        ("Ann Lee1,2, Bo Lee (1), Cy Roe [1,3]", ["Ann Lee", "Bo Lee", "Cy Roe"]),
        ("Ann Lee, Jr., Bo Lee, III", ["Ann Lee Jr.", "Bo Lee III"]),
        (
            r"J\"urgen K\"{o}hler,Andr{\'e} Wei{\ss},\v{S}t\'ep\'an Kol\'{a}\v{r}",
            ["Jürgen Köhler", "André Weiß", "Štépán Kolář"],
        ),
        (
            r"Tolúl\d{o}pé Ògúnrèmí,Nicol`o Pagan,Martin Valli`eres",
            ["Tolúlọpé Ògúnrèmí", "Nicolò Pagan", "Martin Vallières"],
        ),
        ('Rapha"el Metz,Xujin "Chris" Liu', ["Raphaël Metz", 'Xujin "Chris" Liu']),
        ("Sathyanarayanan N. Aakur\\\\,Peter St\\ütz", ["Sathyanarayanan N. Aakur", "Peter Stütz"]),
        (r"S{\o}ren {\L}ukasz, Fran\c{c}ois, \O ystein Dahl", ["Søren Łukasz", "François", "Øystein Dahl"]),
        ("Mary O'Brien,Jean-Luc d'Arc,J. D. Smith", ["Mary O'Brien", "Jean-Luc d'Arc", "J. D. Smith"]),
        ("Team 2026,Qwen3 Team", ["Team 2026", "Qwen3 Team"]),
        ("Ann Lee (Shell Lab, Oslo),Bo Lee", ["Ann Lee", "Bo Lee"]),
        ("Ann Lee; Bo Lee", ["Ann Lee", "Bo Lee"]),
        ("李明，王芳", ["李明", "王芳"]),
        ("Ande\u0301 Lee", ["Andé Lee"]),
        ("Anders And", ["Anders And"]),
        ("", []),
        ("(, (, Ann Lee", ["Ann Lee"]),
    ],
)
def test_author_lists(printed: str, names: list[str]) -> None:
    assert list(read_author_line(printed).names) == names


def test_cleaning_a_clean_list_changes_nothing() -> None:
    names = (
        "Jürgen Köhler",
        "Ann Lee Jr.",
        "Tolúlọpé Ògúnrèmí",
        'Linxi "Jim" Fan',
        "A. B. M. Alim Al Islam",
        "Team 2026",
    )
    assert read_author_line(",".join(names)).names == names


@pytest.mark.parametrize(
    ("name", "fused"),
    [
        ("JohnSmith MaryJones", True),
        ("John Drew Wilson Jarrod T. Reilly", True),
        ("Ann Lee and Bo Lee", True),
        ("Gautam Siddharth Kashyap Md Azizul Hoque", True),
        ("Wil M. P. van der Aalst", False),
        ("Matheus Vinicius da Silva de Oliveira", False),
        ("A. B. M. Alim Al Islam", False),
        ("Ian McDonald MacArthur", False),
        ("Atlas Trigger and Data Acquisition Working Group Collaboration", False),
        ("Anders Andersen", False),
        ("DeepSeek", False),
    ],
)
def test_two_people_in_one_name(name: str, fused: bool) -> None:
    assert looks_fused(name) is fused
