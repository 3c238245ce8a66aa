"""Text printed with a name: marks, degrees, places, addresses, identifiers, groups that are represented."""

import pytest

from kg.names.groups import is_organization
from kg.names.lists import read_author_items, read_author_line

MARKS = """
    Ann Lee1
    Ann Lee12
    Ann Lee1,2
    Ann Lee1, 2
    Ann Lee 1
    Ann Lee 1,2
    Ann Lee*
    Ann Lee**
    Ann Lee*†
    Ann Lee*1
    Ann Lee1*
    Ann Lee1,*
    Ann Lee1,2,*
    Ann Lee 1,†
    Ann Lee†
    Ann Lee ‡
    Ann Lee§
    Ann Lee¶
    Ann Lee#
    Ann Lee∗
    Ann Lee ✉
    Ann Lee✉️
    Ann Lee📧
    Ann Lee ⋆
    Ann Lee‖
    Ann Lee♠
    Ann Lee ♣♦
    Ann Lee ★
    Ann Lee◇
    Ann Lee+
    Ann Lee¹
    Ann Lee¹²
    Ann Lee¹,²
    Ann Lee ¹
    Ann Leeᵃ
    Ann Leeᵃᵇ
    Ann Lee a
    Ann Lee a,b
    Ann Lee a, b
    Ann Lee^1
    Ann Lee^1,2
    Ann Lee^{1}
    Ann Lee^{1,2}
    Ann Lee^{a,*}
    Ann Lee^a
    Ann Lee^a,b
    Ann Lee^*
    Ann Lee^†
    Ann Lee^1^
    Ann Lee$^1$
    Ann Lee$^{1}$
    Ann Lee$^{1,2}$
    Ann Lee $^{1, *}$
    Ann Lee$^{\\dagger}$
    Ann Lee$^\\ast$
    Ann Lee\\textsuperscript{1}
    Ann Lee\\textsuperscript{1,2}
    Ann Lee\\footnotemark[1]
    Ann Lee\\thanks{Work done in Basel}
    Ann Lee\\inst{1}
    Ann Lee\\IEEEauthorrefmark{1}
    Ann Lee<sup>1</sup>
    Ann Lee<sup>1,*</sup>
    Ann Lee<sup><a href="#a">1</a></sup>
    Ann Lee<sub>2</sub>
    Ann Lee[1]
    Ann Lee [1,2]
    Ann Lee [a]
    Ann Lee[^1]
    Ann Lee (1)
    Ann Lee(1,2)
    Ann Lee (a)
    Ann Lee (*)
    1Ann Lee
    1 Ann Lee
    ¹Ann Lee
    *Ann Lee
    †Ann Lee
    1,2Ann Lee
    $^{3}$Ann Lee
    ^3Ann Lee
    Ann Lee ,
    Ann Lee;
    Ann Lee.
    Ann Lee........
    Ann Lee :
    : Ann Lee
    - Ann Lee
    1. Ann Lee
    (2) Ann Lee
    Ann Lee -
    Ann Lee .
    . Ann Lee
    "Ann Lee"
    “Ann Lee”
    'Ann Lee'
    «Ann Lee»
    「Ann Lee」
    (Ann Lee)
    ((Ann Lee))
    [Ann Lee]
    {Ann Lee}
    **Ann Lee**
    _Ann Lee_
    `Ann Lee`
    __Ann Lee__
    <b>Ann Lee</b>
    <span class="author">Ann Lee</span>
    Ann&nbsp;Lee
    Ann Lee&#42;
    Ann  Lee
    Ann\tLee
    Ann Lee 0001
    Ann Lee 0123
    Ann~Lee
    and Ann Lee
    & Ann Lee
    by Ann Lee
    Edited by Ann Lee
"""
DEGREES = """
    Ann Lee, PhD
    Ann Lee, Ph.D.
    Ann Lee, Ph. D.
    Ann Lee PhD
    Ann Lee Ph.D.
    Ann Lee, MD
    Ann Lee MD
    Ann Lee, M.D., Ph.D.
    Ann Lee MD, PhD
    Ann Lee, MD PhD
    Ann Lee, MD-PhD
    Ann Lee, M.Sc.
    Ann Lee, MSc
    Ann Lee MSc
    Ann Lee, B.Sc. (Hons)
    Ann Lee, DPhil
    Ann Lee, MBBS
    Ann Lee, MBA
    Ann Lee, M.Eng.
    Ann Lee, Dr. rer. nat.
    Ann Lee, Dr.-Ing.
    Ann Lee, FRCP
    Ann Lee, FRS
    Ann Lee, Fellow, IEEE
    Ann Lee, Senior Member, IEEE
    Ann Lee, Student Member, IEEE
    Ann Lee, Member
    Ann Lee, Esq.
    Ann Lee, RN
    Ann Lee, PE
    Dr. Ann Lee
    Dr Ann Lee
    Prof. Ann Lee
    Prof. Dr. Ann Lee
    Prof. Dr.-Ing. Ann Lee
    Professor Ann Lee
    Assoc. Prof. Ann Lee
    Associate Professor Ann Lee
    Mr. Ann Lee
    Mrs Ann Lee
    Ms. Ann Lee
    Sir Ann Lee
    Dame Ann Lee
    Dra. Ann Lee
    Ing. Ann Lee
    Dipl.-Ing. Ann Lee
    Mgr. Ann Lee
    Univ.-Prof. Dr. Ann Lee
    Ann Lee (PhD student)
    Ann Lee (Student)
    Ann Lee (corresponding author)
    Ann Lee (co-first author)
    Ann Lee (equal contribution)
    Ann Lee (Editor)
    Ann Lee (ed.)
    Ann Lee (she/her)
    Ann Lee (deceased)
    Ann Lee (speaker)
    Ann Lee (通讯作者)
    Ann Lee (intern at NVIDIA)
    Lee, Ann, PhD
    Lee, Ann (PhD)
"""
ADDRESSES = """
    Ann Lee <ann@x.example>
    Ann Lee (ann@x.example)
    Ann Lee [ann@x.example]
    Ann Lee ann@x.example
    Ann Lee, ann@x.example
    Ann Lee; ann@x.example
    Ann Lee: ann@x.example
    Ann Lee - ann@x.example
    Ann Lee (e-mail: ann@x.example)
    Ann Lee, Email: ann.lee+maps@mail.x.example
    Ann Lee (ann at x.example)
    Ann Lee (ann at x dot example)
    Ann Lee (ann [at] x.example)
    Ann Lee (ann(at)x.example)
    Ann Lee ({ann,bo}@x.example)
    Ann Lee <mailto:ann@x.example>
    [Ann Lee](mailto:ann@x.example)
    Ann Lee @annlee
    Ann Lee (@annlee)
    Ann Lee (https://x.example/ann)
    Ann Lee https://x.example/ann
    Ann Lee <https://x.example/ann>
    Ann Lee, www.x.example
    Ann Lee (0000-0002-1825-0098)
    Ann Lee, 0000-0002-1825-0098
    Ann Lee ORCID: 0000-0000-0000-0000
"""
PLACES = """
    Ann Lee (MIT)
    Ann Lee (MIT, Cambridge)
    Ann Lee [MIT]
    Ann Lee (University of Nowhere)
    Ann Lee (Dept. of Maps (DM), University of Nowhere)
    Ann Lee (1. Institute of Maps; 2. Institute of Charts)
    Ann Lee, University of Nowhere
    Ann Lee, University of Nowhere, Basel
    Ann Lee, MIT
    Ann Lee, MIT, Cambridge, MA
    Ann Lee @ MIT
    Ann Lee @ University of Nowhere
    Ann Lee - University of Nowhere
    Ann Lee – ETH Zurich
    Ann Lee — NVIDIA
    Ann Lee: University of Nowhere
    Lee, Ann (MIT)
    Lee, Ann, University of Nowhere
    Ann Lee (Google DeepMind)
    Ann Lee (清华大学)
    Ann Lee（清华大学）
    Ann Lee 【MIT】
    Ann Lee (MIT) (ETH Zurich)
    Ann Lee (MIT
"""
SPEAKERS = """
    Ann Lee (on behalf of the NOVA Collaboration)
    Ann Lee, on behalf of the NOVA Collaboration
    Ann Lee on behalf of the NOVA Collaboration
    Ann Lee on behalf of NOVA
    Ann Lee [on behalf of the NOVA collaboration]
    Ann Lee for the NOVA Collaboration
    Ann Lee (for the NOVA Collaboration)
    Ann Lee, for the NOVA Collaboration
    Ann Lee for the NOVA and SOLA Collaborations
    Ann Lee on behalf of the NOVA, SOLA and TERRA Collaborations
    Ann Lee (NOVA Collaboration)
    Ann Lee for NOVA Team
    Ann Lee, for the Maps Working Group
    Ann Lee representing the NOVA Consortium
    Ann Lee – on behalf of the NOVA Collaboration
    Ann Lee, im Namen der NOVA-Kollaboration
    Ann Lee, au nom de la collaboration NOVA
    Ann Lee pour la collaboration NOVA
    Ann Lee en nombre de la colaboración NOVA
    Ann Lee em nome da colaboração NOVA
    Ann Lee a nome della collaborazione NOVA
    Ann Lee от имени коллаборации NOVA
    Ann Lee 代表NOVA合作组
    Lee, Ann (on behalf of the NOVA Collaboration)
"""


def _lines(block: str) -> list[str]:
    return [line for line in map(str.strip, block.strip().split("\n")) if line]


ALL = [line.replace("\\\\", "\\") for block in (MARKS, DEGREES, ADDRESSES, PLACES, SPEAKERS) for line in _lines(block)]


@pytest.mark.parametrize("printed", ALL)
def test_the_name_alone_is_left_of_an_element(printed: str) -> None:
    found = read_author_items([printed, "Bo Han"])
    assert found.names == ("Ann Lee", "Bo Han")
    assert not found.refused


@pytest.mark.parametrize("printed", ALL)
def test_the_name_alone_is_left_of_the_only_element(printed: str) -> None:
    found = read_author_items([printed])
    assert found.names == ("Ann Lee",)


@pytest.mark.parametrize("printed", [p for p in ALL if not p.startswith(("Lee,", ": ", "- ", "(2)", "1."))])
def test_the_name_alone_is_left_in_a_line(printed: str) -> None:
    separator = "; " if ", " in printed or ";" in printed else ", "
    if printed.endswith((",", ";")) or "; " in printed:
        return
    found = read_author_line(separator.join(("Cy Gong", printed, "Bo Han")))
    assert found.names == ("Cy Gong", "Ann Lee", "Bo Han")


@pytest.mark.parametrize(
    ("printed", "place"),
    [
        ("Ann Lee (MIT, Cambridge)", "MIT, Cambridge"),
        ("Ann Lee, University of Nowhere, Basel", "University of Nowhere, Basel"),
        ("Ann Lee @ MIT", "MIT"),
        ("Ann Lee – ETH Zurich", "ETH Zurich"),
        ("Ann Lee: University of Nowhere", "University of Nowhere"),
        ("Ann Lee（清华大学）", "清华大学"),
        ("Ann Lee (on behalf of the NOVA Collaboration)", "NOVA Collaboration"),
        ("Ann Lee for the NOVA and SOLA Collaborations", "NOVA and SOLA Collaborations"),
        ("Ann Lee (NOVA Collaboration)", "NOVA Collaboration"),
        ("Lee, Ann (MIT)", "MIT"),
    ],
)
def test_places_of_work_and_groups_spoken_for_are_kept(printed: str, place: str) -> None:
    (author, _) = read_author_items([printed, "Bo Han"]).authors
    assert author.affiliations == (place,)


def test_handles_and_degrees_are_no_places() -> None:
    for printed in ("Ann Lee @annlee", "Ann Lee (@annlee)", "Ann Lee, PhD", "Ann Lee (she/her)", "Ann Lee (1)"):
        assert read_author_items([printed, "Bo Han"]).authors[0].affiliations == ()


def test_a_long_entry_is_refused_and_one_with_many_places_is_not() -> None:
    places = "University of Nowhere, Department of Maps, Basel; "
    assert read_author_items([f"Ann Lee ({places * 6})", "Bo Han"]).names == ("Ann Lee", "Bo Han")
    found = read_author_items([f"Ann Lee ({places * 60})", "Bo Han"])
    assert found.names == ("Bo Han",)
    assert found.refused[0].reason == "too long for a name"


@pytest.mark.parametrize(
    "printed",
    [
        "Ann Lee (0000-0002-1825-0097)",
        "Ann Lee 0000-0002-1825-0097",
        "Ann Lee, 0000-0002-1825-0097",
        "Ann Lee [0000-0002-1825-0097]",
        "Ann Lee ORCID: 0000-0002-1825-0097",
        "Ann Lee (ORCID 0000-0002-1825-0097)",
        "Ann Lee (ORCID iD: 0000-0002-1825-0097)",
        "Ann Lee (https://orcid.org/0000-0002-1825-0097)",
        "Ann Lee <https://orcid.org/0000-0002-1825-0097>",
        "Ann Lee orcid.org/0000-0002-1825-0097",
        "Ann Lee 0000000218250097",
        "Ann Lee 0000‐0002‐1825‐0097",
        "Ann Lee (MIT; ORCID: 0000-0002-1825-0097)",
        "Lee, Ann (0000-0002-1825-0097)",
        "Ann Lee\\orcidlink{0000-0002-1825-0097}",
        "[Ann Lee](https://x.example) (0000-0002-1825-0097)",
    ],
)
def test_a_valid_orcid_becomes_an_identifier(printed: str) -> None:
    (author, _) = read_author_items([printed, "Bo Han"]).authors
    assert author.name == "Ann Lee"
    assert [identifier.key for identifier in author.identifiers] == ["orcid:0000-0002-1825-0097"]


@pytest.mark.parametrize(
    "number", ["0000-0002-1825-0098", "0000-0000-0000-0000", "1234-5678-9012-3456", "0000-0002-1825-009X"]
)
def test_an_orcid_with_a_wrong_check_digit_is_dropped(number: str) -> None:
    (author, _) = read_author_items([f"Ann Lee ({number})", "Bo Han"]).authors
    assert (author.name, author.identifiers) == ("Ann Lee", ())


def test_an_orcid_that_ends_in_x() -> None:
    (author, _) = read_author_items(["Ann Lee (0000-0002-1694-233x)", "Bo Han"]).authors
    assert author.identifiers[0].value == "0000-0002-1694-233X"


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        ("NOVA Collaboration: Ann Lee", ("NOVA Collaboration", "Ann Lee")),
        ("The NOVA Collaboration: Ann Lee", ("The NOVA Collaboration", "Ann Lee")),
        ("Kimi Team: Lee, Ann", ("Kimi Team", "Ann Lee")),
        ("DeepSeek-AI: Ann Lee", ("DeepSeek-AI", "Ann Lee")),
        ("NVIDIA：Ann Lee", ("NVIDIA", "Ann Lee")),
        ("NOVA Collaboration (Ann Lee et al.)", ("NOVA Collaboration",)),
        ("NOVA Collaboration: Ann Lee (MIT)", ("NOVA Collaboration", "Ann Lee")),
    ],
)
def test_a_collaboration_before_a_person(printed: str, names: tuple[str, ...]) -> None:
    assert read_author_items([printed, "Bo Han"]).names == (*names, "Bo Han")


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Robert Gale Jr.", "Robert Gale Jr."),
        ("Jun Yu.", "Jun Yu"),
        ("1 G. van Moy", "G. van Moy"),
        ("Surya Moy V12", "Surya Moy V"),
        ("HaoKun Moy1", "HaoKun Moy"),
        ("Jan Moy jr.", "Jan Moy jr."),
        ("Ramon Ferrer i Moy (*)", "Ramon Ferrer i Moy"),
        ("Robert Gale, Jr.", "Robert Gale Jr."),
        ("Robert Gale Jr", "Robert Gale Jr"),
        ("Robert Gale, Sr.", "Robert Gale Sr."),
        ("Robert Gale III", "Robert Gale III"),
        ("Robert Gale, III", "Robert Gale III"),
        ("Robert Gale Ⅲ", "Robert Gale III"),
        ("Robert Gale IV", "Robert Gale IV"),
        ("Robert Gale, 3rd", "Robert Gale 3rd"),
        ("Robert Gale V", "Robert Gale V"),
        ("Robert Gale, II, PhD", "Robert Gale II"),
        ("Robert Gale III, MD", "Robert Gale III"),
        ("Dr. Robert Gale Jr.", "Robert Gale Jr."),
        ("Gale, Robert, Jr.", "Robert Gale Jr."),
        ("Gale, Jr., Robert", "Robert Gale Jr."),
        ("Gale Jr., Robert", "Robert Gale Jr."),
        ("Robert Gale Jr.*", "Robert Gale Jr."),
        ("Ivo Rossi Filho", "Ivo Rossi Filho"),
        ("Ivo Rossi Júnior", "Ivo Rossi Júnior"),
        ("Vijaya MS", "Vijaya MS"),
        ("Yo-Yo Ma", "Yo-Yo Ma"),
        ("Wei Meng", "Wei Meng"),
        ("Ba Jin", "Ba Jin"),
        ("Ed Med", "Ed Med"),
        ("Doc Searl", "Doc Searl"),
        ("Ing Wen Tsai", "Ing Wen Tsai"),
        ("Miss Rabbani", "Miss Rabbani"),
        ("Eng Siong Moy", "Eng Siong Moy"),
        ("Capt Noa", "Capt Noa"),
        ("William “Bill” Moy", "William “Bill” Moy"),
        ('William "Bill" Moy', 'William "Bill" Moy'),
        ("Wei (Alex) Moy", "Wei (Alex) Moy"),
        ("Wei Moy (Alex)", "Wei Moy (Alex)"),
        ("Diana Moy_Lee", "Diana Moy_Lee"),
        ("Shwita .", "Shwita"),
        ("Govandi -", "Govandi"),
        ("D-K Moy", "D-K Moy"),
        ("D.K. Moy", "D.K. Moy"),
        ("J. R. R. Moy", "J. R. R. Moy"),
        ("A.-M. Moy", "A.-M. Moy"),
        ("Kumar S.A.", "Kumar S.A."),
        ("Rao N.V.", "Rao N.V."),
        ("Paul De Lavern", "Paul De Lavern"),
        ("Wil M. P. van der Moy", "Wil M. P. van der Moy"),
        (r"J\"org M\"uller", "Jörg Müller"),
        (r"Fran\c{c}ois Dub\'e", "François Dubé"),
        (r"Erd\H{o}s P\'al", "Erdős Pál"),
        ("Nicol`o Moy", "Nicolò Moy"),
        ('Rapha"el Moy', "Raphaël Moy"),
        ("J&ouml;rg M&uuml;ller", "Jörg Müller"),
        ("Ann O&#39;Neil", "Ann O'Neil"),
        ("Ann O&amp;#39;Neil", "Ann O'Neil"),
    ],
)
def test_what_belongs_to_a_name_stays(printed: str, name: str) -> None:
    found = read_author_items(["Bo Han", printed])
    assert found.names == ("Bo Han", name)
    assert not is_organization(name)


@pytest.mark.parametrize(
    "nobody",
    ["V", "Jr.", "III", "Sr", "PhD", "M.D.", "*", "†", "1,2", ":", "-", ".", "Prof.", "a", "B.", "ann@x.example"],
)
def test_marks_and_degrees_alone_are_nobody(nobody: str) -> None:
    assert read_author_items([nobody]).names == ()
    assert read_author_line(nobody).names == ()
    assert read_author_items([nobody, "Ann Lee"]).names == ("Ann Lee",)
