"""The authors of a Markdown entry, wherever its template prints them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.ingest.dialects.text.authors import find_authors

TWO = ("Ann Lee", "Bo Han")

TEMPLATES = {
    "emphasized": "*Ann Lee, Bo Han*",
    "emphasized with underscores": "_Ann Lee, Bo Han_",
    "bold": "**Ann Lee, Bo Han**",
    "bold and italic": "***Ann Lee, Bo Han***",
    "plain": "Ann Lee, Bo Han",
    "plain with and": "Ann Lee and Bo Han",
    "emphasized, wrapped": "*Ann Lee,\nBo Han*",
    "emphasized, wrapped inside a name": "*Ann\nLee, Bo Han*",
    "emphasized with a break": "*Ann Lee, Bo Han*  \nMain category: cs.CL",
    "emphasized with a backslash": "*Ann Lee, Bo Han*\\",
    "each emphasized": "*Ann Lee*, *Bo Han*",
    "each bold": "**Ann Lee**, **Bo Han**",
    "emphasized, then a date": "*Ann Lee, Bo Han* - 2026-01-05",
    "emphasized, then a venue": "*Ann Lee, Bo Han* | ICLR 2026",
    "emphasized, then a category in brackets": "*Ann Lee, Bo Han* (cs.CL)",
    "emphasized with a date": "*Ann Lee, Bo Han · 2026-01-05*",
    "emphasized with a category": "*Ann Lee, Bo Han | cs.CL*",
    "a date before": "*2026-01-05 — Ann Lee, Bo Han*",
    "quoted": "> *Ann Lee, Bo Han*",
    "quoted plain": "> Ann Lee, Bo Han",
    "quoted label": "> **Authors:** Ann Lee; Bo Han",
    "HTML emphasis": "<em>Ann Lee, Bo Han</em>",
    "HTML italics": "<i>Ann Lee, Bo Han</i>",
    "HTML small": "<sub>Ann Lee, Bo Han</sub>",
    "HTML paragraph": '<p class="authors">Ann Lee, Bo Han</p>',
    "HTML division": "<div>Ann Lee, Bo Han</div>",
    "HTML links": "<a href='https://x.example'>Ann Lee</a>, <a href='https://x.example'>Bo Han</a>",
    "colored label": "**<font color=#1a73e8>Authors:</font>** Ann Lee, Bo Han",
    "links": "*[Ann Lee](https://x.example/a), [Bo Han](https://x.example/b)*",
    "label": "Authors: Ann Lee, Bo Han",
    "label without a space": "Authors:Ann Lee, Bo Han",
    "label in capitals": "AUTHORS: Ann Lee, Bo Han",
    "bold label": "**Authors:** Ann Lee, Bo Han",
    "bold label, colon outside": "**Authors**: Ann Lee, Bo Han",
    "bold label without a colon": "**Authors** Ann Lee, Bo Han",
    "label without a colon": "Authors Ann Lee, Bo Han",
    "label with a dash": "Authors - Ann Lee, Bo Han",
    "italic label": "*Authors:* Ann Lee, Bo Han",
    "label inside the emphasis": "*Authors: Ann Lee, Bo Han*",
    "code label": "`Authors:` Ann Lee, Bo Han",
    "bulleted label": "- **Authors**: Ann Lee, Bo Han",
    "starred label": "* **Authors:** Ann Lee, Bo Han",
    "numbered label": "1. **Authors:** Ann Lee, Bo Han".replace("1. ", "+ "),
    "label with a count": "**Authors (2):** Ann Lee, Bo Han",
    "one author's label": "**Author(s):** Ann Lee, Bo Han",
    "by": "By Ann Lee and Bo Han",
    "by, emphasized": "*by Ann Lee and Bo Han*",
    "written by": "Written by: Ann Lee, Bo Han",
    "pictured": "👤 Ann Lee, Bo Han",
    "pictured, bold": "**👥 Ann Lee, Bo Han**",
    "pictured label": "- 👥 **Authors:** Ann Lee, Bo Han",
    "pen": "✍️ Ann Lee, Bo Han",
    "label in brackets": "[Authors] Ann Lee, Bo Han",
    "Chinese": "作者：Ann Lee、Bo Han",
    "Chinese, bold": "**作者：** Ann Lee、Bo Han",
    "Chinese, bold, colon outside": "**作者**：Ann Lee，Bo Han",
    "Chinese in brackets": "【作者】Ann Lee、Bo Han",
    "Chinese without a colon": "**作者** Ann Lee, Bo Han",
    "Japanese": "著者：Ann Lee、Bo Han",
    "Korean": "저자: Ann Lee, Bo Han",
    "German": "Autoren: Ann Lee, Bo Han",
    "German, gendered": "**Autor*innen:** Ann Lee und Bo Han",
    "French": "Auteurs : Ann Lee et Bo Han",
    "Spanish": "Autores: Ann Lee y Bo Han",
    "Portuguese": "Autores: Ann Lee e Bo Han",
    "Italian": "Autori: Ann Lee, Bo Han",
    "Russian": "**Авторы:** Ann Lee, Bo Han",
    "Greek": "Συγγραφείς: Ann Lee, Bo Han",
    "Turkish": "Yazarlar: Ann Lee ve Bo Han",
    "Vietnamese": "Tác giả: Ann Lee và Bo Han",
    "Arabic": "المؤلفون: Ann Lee، Bo Han",
    "Hebrew": "מחברים: Ann Lee, Bo Han",
    "Hindi": "लेखक: Ann Lee, Bo Han",
    "Thai": "ผู้แต่ง: Ann Lee, Bo Han",
    "Persian": "نویسندگان: Ann Lee، Bo Han",
    "Polish": "Autorzy: Ann Lee, Bo Han",
    "Czech": "Autoři: Ann Lee, Bo Han",
    "Dutch": "Auteurs: Ann Lee en Bo Han",
    "Swedish": "Författare: Ann Lee och Bo Han",
    "Indonesian": "Penulis: Ann Lee dan Bo Han",
    "columns": "**Authors:** Ann Lee, Bo Han | **Published:** 2026-01-05 | **Category:** cs.CL",
    "second column": "**Published:** 2026-01-05 | **Authors:** Ann Lee, Bo Han",
    "dotted columns": "2026-01-05 · Authors: Ann Lee, Bo Han · cs.CL",
    "pictured columns": "📅 2026-01-05 | 👥 Ann Lee, Bo Han | 🏷️ cs.CL",
    "table row": "| **Authors** | Ann Lee, Bo Han |",
    "table": "| Field | Value |\n|---|---|\n| Score | 8/10 |\n| Authors | Ann Lee, Bo Han |",
    "heading": "#### Authors\n\nAnn Lee, Bo Han",
    "heading and list": "#### Authors\n\n- Ann Lee\n- Bo Han",
    "heading and numbered list": "#### Authors\n1. Ann Lee\n2. Bo Han",
    "bold heading": "**Authors**\nAnn Lee, Bo Han",
    "Chinese heading": "#### 作者\n\nAnn Lee, Bo Han",
    "label above": "Authors:\n\nAnn Lee, Bo Han",
    "label above a list": "**Authors:**\n- Ann Lee\n- Bo Han",
    "label, wrapped": "Authors: Ann Lee,\nBo Han",
    "label, wrapped at and": "Authors: Ann Lee and\nBo Han",
    "definition": "Authors\n: Ann Lee, Bo Han",
    "list": "- Ann Lee\n- Bo Han",
    "starred list": "* Ann Lee\n* Bo Han",
    "numbered list": "1. Ann Lee\n2. Bo Han",
    "below a score": "**Score: 8/10**\n\n**Authors:** Ann Lee, Bo Han",
    "below a category": "*cs.CL*\n\n*Ann Lee, Bo Han*",
    "below a date": "*Published 2026-01-05*\n\nAuthors: Ann Lee, Bo Han",
    "below a date, unlabeled": "*2026-01-05*\n\n*Ann Lee, Bo Han*",
    "below badges": "[![Code](https://img.example/c.svg)](https://x.example) ![PDF](p.svg)\n\n*Ann Lee, Bo Han*",
    "below links": "[PDF](https://x.example/p) | [Code](https://x.example/c)\n\n*Ann Lee, Bo Han*",
    "below a translated title": "**基于图神经网络的海岸线预测**\n\n*Ann Lee, Bo Han*",
    "below a subtitle": "*Learning to Draw Maps of the Coast*\n\n*Ann Lee, Bo Han*",
    "below a picture": "![](https://img.example/a.png)\n\n*Ann Lee, Bo Han*",
    "below a comment": "<!-- entry 3 -->\n*Ann Lee, Bo Han*",
    "below a rule": "---\n\n*Ann Lee, Bo Han*",
    "below an affiliation": "*NVIDIA*\n\n*Ann Lee, Bo Han*",
    "below a quoted remark": "> Must read!\n\n*Ann Lee, Bo Han*",
    "below stars": "⭐⭐⭐⭐\n\n*Ann Lee, Bo Han*",
    "below keywords": "Keywords: maps, charts\n\n*Ann Lee, Bo Han*",
    "above places": "*Ann Lee, Bo Han*\n\n*University of Nowhere, MIT*",
    "above a category": "*Ann Lee, Bo Han*\n\n*cs.CL*",
    "family first": "*Lee, Ann; Han, Bo*",
    "family first with and": "Lee, Ann and Han, Bo",
    "raised marks": "*Ann Lee<sup>1,2</sup>, Bo Han<sup>*</sup>*",
    "LaTeX marks": "*Ann Lee$^{1,\\dagger}$, Bo Han$^{2}$*",
    "raised digits": "Ann Lee¹, Bo Han²",
    "one of many is none": "*Ann Lee, Bo Han, 2026*",
    "far below": "\n" * 20 + "*Ann Lee, Bo Han*",
}


@pytest.mark.parametrize("template", TEMPLATES)
def test_two_authors_in_every_template(template: str) -> None:
    lines = TEMPLATES[template].split("\n")
    used, found = find_authors(["### heading", "", *lines, "", "Main category: cs.CL"], 1)
    assert found.names == TWO
    assert 1 < used <= len(lines) + 4


@pytest.mark.parametrize("template", [t for t in TEMPLATES if t != "one of many is none"])
def test_nothing_is_reported_where_the_authors_are_found(template: str) -> None:
    _, found = find_authors(TEMPLATES[template].split("\n"), 0)
    assert found.refused == ()


@pytest.mark.parametrize(
    ("block", "names"),
    [
        ("*Kimi Team*", ("Kimi Team",)),
        ("*NVIDIA*", ("NVIDIA",)),
        ("*Kimi Team, Ann Lee*", ("Kimi Team", "Ann Lee")),
        ("*Kimi Team: Ann Lee, Bo Han*", ("Kimi Team", "Ann Lee", "Bo Han")),
        ("*Kimi Team, Moonshot AI*", ("Kimi Team", "Moonshot AI")),
        ("*NOVA Collaboration*", ("NOVA Collaboration",)),
        ("Authors: NVIDIA", ("NVIDIA",)),
        ("*Mausim*", ("Mausim",)),
        ("*李雷*", ("李雷",)),
        ("*李雷、韩梅梅*", ("李雷", "韩梅梅")),
        ("李雷、韩梅梅", ("李雷", "韩梅梅")),
        ("*Ann Lee*", ("Ann Lee",)),
        ("**Authors:** Ann Lee", ("Ann Lee",)),
        ("Authors: Mausim, Toni Moy", ("Mausim", "Toni Moy")),
        ("*Ann Lee, Mausim, Bo Han*", ("Ann Lee", "Mausim", "Bo Han")),
    ],
)
def test_few_names_and_groups(block: str, names: tuple[str, ...]) -> None:
    _, found = find_authors([*block.split("\n"), "", "Main category: cs.CL"], 0)
    assert found.names == names


NOBODY = """
    *cs.CL*
    **Score: 8/10**
    *Published 2026-01-05*
    *ICLR 2026*
    **Computer Vision**
    *Machine Learning, Robotics*
    **A Survey of Maps and Charts**
    *We draw maps of the coast.*
    We draw maps, charts and tables of the coast.
    *基于图神经网络的海岸线预测*
    [PDF](https://x.example/p) | [Code](https://x.example/c)
    *[PDF](https://x.example/p), [Code](https://x.example/c)*
    ⭐⭐⭐⭐☆ 4/5
    🔥 **Hot** 🔥
    *Spotlight*
    *Oral*
    **New**
    *arXiv:2601.00001*
    *12 pages, 5 figures*
    *Accepted at ICML 2026*
    *University of Nowhere, MIT*
    *Read more*
    **TL;DR** We draw maps.
    Tags: maps, charts
    Betreff: Karten
    分野: 機械学習
    *本文提出一种新方法*
    Paper, Code, Demo
    `pip install maps`
    *Likes 12, Views 300*
    > Must read!
    *Updated on 2026-01-05*
    Ann Lee
"""


@pytest.mark.parametrize("line", [line.strip() for line in NOBODY.strip().split("\n")])
def test_what_is_not_an_author_line_makes_nobody(line: str) -> None:
    assert find_authors([line, "", "Main category: cs.CL"], 0)[1].names == ()


@pytest.mark.parametrize(
    "line",
    [
        "*cs.CL*",
        "*We draw maps of the coast.*",
        "**A Survey of Maps and Charts**",
        "*Accepted at ICML 2026*",
        "Ann Lee",
    ],
)
def test_a_line_that_might_have_been_meant_as_authors_is_reported(line: str) -> None:
    used, found = find_authors(["", line, "", "Main category: cs.CL"], 0)
    assert used == 0
    (refusal,) = found.refused
    assert refusal.text in line
    assert refusal.reason


def test_an_entry_without_lines() -> None:
    assert find_authors([], 0) == find_authors(["", ""], 0)
    assert find_authors(["### heading"], 1)[1].names == ()


def test_a_list_cut_short() -> None:
    _, found = find_authors(["*Ann Lee, Bo Han, et al.*"], 0)
    assert (found.names, found.truncated) == (TWO, True)


def test_a_label_wins_wherever_it_is() -> None:
    lines = ["*Cy Gong, Di Wu*", "", "Some Other Text, And More", "", "Authors: Ann Lee, Bo Han"]
    assert find_authors(lines, 0)[1].names == TWO


def test_a_name_on_each_of_thousands_of_lines() -> None:
    names = [
        f"Ann {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyzabco'[n // 100 % 10]}o Lee".title()
        for n in range(5000)
    ]
    for lines in (["Authors:", *names], [f"- {name}" for name in names], ["#### Authors", "", *names]):
        assert list(find_authors(lines, 0)[1].names) == names


@pytest.mark.parametrize(
    "unit", ["*a\n", "*", "**a** ", "- a\n", "_a_ ", "<i>a", "Authors:\n", "a, ", "| a ", "*a*b\n", ">", "· ", "作者"]
)
def test_hostile_entries_take_time_about_as_they_are_long(unit: str) -> None:
    lines = (unit * (200_000 // len(unit))).split("\n")
    started = time.process_time()
    find_authors(lines, 0)
    assert time.process_time() - started < 20


@given(
    st.lists(
        st.one_of(
            st.sampled_from([line for block in TEMPLATES.values() for line in block.split("\n")]), st.text(max_size=30)
        ),
        max_size=8,
    )
)
@settings(max_examples=300)
def test_any_lines_yield_clean_names(lines: list[str]) -> None:
    lines = [part for line in lines for part in line.split("\n")]
    used, found = find_authors(lines, 0)
    assert 0 <= used <= len(lines)
    for name in found.names:
        assert name.strip() == name != ""
        assert not {"\n", "\t", "@", "<", ">", "[", "]"} & set(name)
