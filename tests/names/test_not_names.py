"""Where an author list is expected, text that is not names does not become people."""

import pytest

from kg.names.groups import is_organization
from kg.names.lists import read_author_items, read_author_line
from kg.names.plausibility import find_implausible

SCORES = """
    Score: 8/10
    **Score: 8/10**
    ⭐ 4.5/5
    ⭐⭐⭐⭐☆
    ★★★★☆ (4/5)
    Rating - 9/10
    8/10
    Score 8/10
    9.5
    评分：8/10
    推荐指数：★★★★
    Relevance: high | Novelty: medium
    Novelty 7, Rigor 8
    Upvotes: 120
    👍 42 upvotes
    120 stars
    Citations: 12
    #12
    Must read
    Recommended
    Workshops
    Canada
    USA
"""
DATES = """
    2026-01-05
    Published 2026-01-05
    *Published 2026-01-05*
    Published: 2026-01-05
    January 5, 2026
    5 January 2026
    Mon, 5 Jan 2026
    Submitted on 5 Jan 2026
    Submitted 5 January, 2026; v1
    📅 2026-01-05
    2026年1月5日
    2026/01/05 10:20
    发布日期：2026-01-05
    公開日: 2026-01-05
    게시일: 2026-01-05
    Дата: 5 января 2026
    Fecha: 5 de enero de 2026
    Veröffentlicht: 5. Januar 2026
    Publié le 5 janvier 2026
    Updated 3 days ago
    Yesterday
    Today
    10:45
"""
MARKUP = """
    <font color="#1a73e8">New</font>:
    [PDF](https://x.example/a.pdf) | [Code](https://x.example/code)
    [arXiv](https://arxiv.example/abs/2601.00001)
    [![Stars](https://img.example/stars.svg)](https://x.example)
    ![badge](https://img.example/badge.svg)
    <img src="https://img.example/b.png" alt="badge">
    https://x.example/papers/1
    www.x.example
    <https://x.example>
    `pip install maps`
    | --- | --- |
    ---
    ***
    $\\alpha + \\beta = 1$
    {{ authors }}
    ${authors}
    <!-- authors -->
    &nbsp;
    <br/>
    doi:10.1000/182
    https://doi.example/10.1000/182
    arXiv:2601.00001
    user@example.org
    # Heading
"""
LABELS = """
    Betreff: Karten
    Fachgebiet: Informatik
    分野: 機械学習
    主题：机器学习
    领域：计算机视觉
    分类: cs.CL
    关键词：地图、图表
    Категория: cs.CL
    Ключевые слова: карты, графики
    Τίτλος: Χάρτες
    शीर्षक: नक्शे
    الموضوع: الخرائط
    נושא: מפות
    หัวข้อ: แผนที่
    Chủ đề: Bản đồ
    Sujet : Cartes
    Tema: Mapas
    Título: Mapas y tablas
    Onderwerp: Kaarten
    Konu: Haritalar
    分類: cs.CV
    키워드: 지도, 도표
    Topic: Maps
    Venue: ICX 2026
    Keywords: maps, charts
    Affiliation: University of Nowhere
    Comment: 12 pages
    TL;DR: We draw maps.
    Field: Artificial Intelligence
"""
CATEGORIES = """
    cs.CL
    *cs.CL*
    cs.CL, cs.AI
    cs.CL; cs.LG
    cs.CV | cs.RO
    math.NA
    astro-ph.GA
    quant-ph
    hep-th, gr-qc
    cond-mat.mtrl-sci
    stat.ML (Machine Learning)
    Robotics (cs.RO)
    Computer Vision and Pattern Recognition (cs.CV)
    Artificial Intelligence (cs.AI); Machine Learning (cs.LG)
    Computer Vision
    Computation and Language
    Machine Learning
    Information Retrieval
    Natural Language Processing
    Human-Computer Interaction
    Multiagent Systems, Robotics
    计算机视觉
    自然语言处理
    机器学习
    人工智能
    Software Engineering
    Quantum Physics
    68T45, 68T07
    I.2.10; I.4.8
"""
VENUES = """
    ICLR 2026
    NeurIPS 2025
    ICML
    CVPR 2026 Oral
    NeurIPS 2025 Spotlight
    Accepted at ICML 2026
    Accepted by TMLR
    AAAI 2026 (Poster)
    EMNLP 2025 Findings
    Proceedings of the 40th Conference on Maps
    Journal of Machine Learning Research
    Transactions on Pattern Analysis
    Under review
    12 pages, 5 figures
    To appear in KDD 2026
    Nature Maps 12, 345 (2021)
    Oral
    Spotlight
    Preprint
    Technical report
"""
TITLES = """
    A Survey of Large Language Models
    Attention Is All We Need
    Scaling Laws for Neural Language Models
    Towards Robust Visual Recognition
    Learning to Draw Maps
    Maps Are All You Need
    Neural Machine Translation
    Efficient Transformers for Long Documents
    Beyond Maps: Towards Charts
    What Makes a Good Map?
    On the Expressivity of Charts
    Deep Reinforcement Learning
    Graph Neural Networks
    Semantic Segmentation of Coastal Images
    Retrieval-Augmented Generation with Knowledge Graphs
    基于图神经网络的海岸线预测
    大语言模型综述
    面向海岸的强化学习方法
    海岸線を予測するモデル
    그래프 신경망을 이용한 해안선 예측
    Word Alignment Based Parallel Corpora Evaluation
    Cross-lingual Knowledge Extraction
"""
SENTENCES = """
    We propose a new method.
    we propose a new method
    This paper studies maps.
    This work introduces a data set of shells
    Our method draws maps in seconds
    In this paper, we draw maps
    The code is available at x.example
    Code and data are available
    No code available
    Click here to read more
    Read more
    Show abstract
    Download PDF
    Original abstract below
    Translated by a machine
    Generated with a language model
    No authors listed
    No authors
    No code available yet
    Authors withheld
    Double-blind
    Not yet available
    Editorial board
    Authors not available
    not available
    unknown
    N/A
    null
    None
    undefined
    Anonymous
    Anonymous authors
    Nous proposons une méthode nouvelle
    Wir stellen ein neues Verfahren vor
    Proponemos un método nuevo para mapas
    Мы предлагаем новый метод
    本文提出了一种新方法
    我们提出一种方法，在三个数据集上有效
    本研究では新しい手法を提案します
    우리는 새로운 방법을 제안한다
    हम एक नई विधि प्रस्तुत करते हैं।
    Great paper! Must read!
    Why maps matter
"""
BADGES = """
    🔥🔥🔥
    🎉 New!
    ✨ Highlight
    📄 PDF | 💻 Code
    💻 Code: x.example
    :star: 120
    :fire: Hot
    GitHub ★ 120
    [code] [data] [demo]
    Code | Data | Demo
    PDF
    HTML
    [Project Page] [arXiv]
    Paper, Code, Project Page
    ✅ Code available
    🏷️ cs.CL
    🔗 Links
    ➡️ Read more
    ( )
    ...
    :
"""


def _lines(block: str) -> list[str]:
    return [line for line in map(str.strip, block.strip().split("\n")) if line]


ALL = [
    line
    for block in (SCORES, DATES, MARKUP, LABELS, CATEGORIES, VENUES, TITLES, SENTENCES, BADGES)
    for line in _lines(block)
]


@pytest.mark.parametrize("line", ALL)
def test_a_line_that_is_not_of_authors_makes_nobody(line: str) -> None:
    assert read_author_line(line).names == ()


@pytest.mark.parametrize("line", [line for line in ALL if any(map(str.isalpha, line))])
def test_an_entry_that_is_not_a_name_makes_no_person(line: str) -> None:
    names = read_author_items([line, "Ann Lee"]).names
    assert [name for name in names if not is_organization(name)] == ["Ann Lee"]


@pytest.mark.parametrize("line", _lines(SCORES + LABELS + SENTENCES + TITLES))
def test_a_refusal_quotes_what_was_printed_and_says_why(line: str) -> None:
    found = read_author_line(line)
    for refusal in found.refused:
        assert refusal.reason
        assert refusal.text in line or line in refusal.text


def test_a_line_of_names_keeps_them_beside_one_entry_that_is_none() -> None:
    found = read_author_line("Ann Lee, Bo Han, we draw the maps, Cy Gong")
    assert found.names == ("Ann Lee", "Bo Han", "Cy Gong")
    assert [refusal.text for refusal in found.refused] == ["we draw the maps"]


@pytest.mark.parametrize(
    "name",
    [
        "Deep Patel", "No Minji", "No Young Hee", "Anh The Vu", "Chang You", "In Cheul Moon", "May Lin", "Nan Sun",
        "Sun Sun", "Page Moreau", "Will Do", "Jesse de Does", "Peter de With", "Amir More", "John See",
        "Sunday Okoro", "An Be", "Rohit Data", "Kiran Model", "Like Zhou", "Chi Kit Moy", "CHI KIT MOY",
        "peishuai sun", "an hui moy", "Zhen Bin It", "Uma Cho Per", "Issue Wan", "Mathieu Poster", "Li Na", "Na Li",
        "Doi Kenji", "Ana Need", "ann lee", "JOHN SMITH", "T. T. T. Teh", "Eva All", "Not Battesta",
        "Melika Golestani Pour", "Huawei Jiang", "Xiaomi Ren", "Meta Berg", "Mit Shah", "Team Kim Liu"[5:],
        "Allen Group"[:5] + " Brown", "Tu Wei", "Ku Min", "Ian Church", "Rose Hall", "Marc Bureau", "Dot Field",
        "Kai Data",
    ],
)  # fmt: skip
def test_names_that_are_also_words_are_names(name: str) -> None:
    assert find_implausible(name) == ""
    assert not is_organization(name)
    assert read_author_items(["Ann Lee", name]).names == ("Ann Lee", name)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2026-01-05", "no letter"),
        ("cs.CL", "a category"),
        ("www.x.example", "an address"),
        ("ann@x.example", "an address"),
        ("snake_case", "markup or punctuation"),
        ("Ann: Lee", "markup or punctuation"),
        ("Abstract", "a label or remark"),
        ("ICLR 2026", "a venue"),
        ("we propose a method", "a sentence"),
        ("Machine Learning", "words of a title"),
        ("PhD", "a degree without a name"),
        ("Jr.", "a degree without a name"),
        ("B", "one letter"),
        ("Ann " * 30, "too long for a name"),
        ("A B C D E F G H I J", "too many words for a name"),
        ("Ann Lee 2026", "a date or number"),
    ],
)
def test_reasons(text: str, reason: str) -> None:
    assert find_implausible(text) == reason
