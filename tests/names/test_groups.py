"""Organizations are distinguished from people by their names alone."""

import pytest

from kg.names.groups import is_affiliation, is_organization, is_team
from kg.names.lists import read_author_items, read_author_line
from kg.names.plausibility import find_implausible

GROUPS = """
    NVIDIA
    KT
    IBM
    OpenAI
    DeepSeek-AI
    DeepSeel-AI
    OpenThing
    EleutherAI
    xAI
    ARC A3
    GPT-5
    Qwen
    Google
    Google DeepMind
    Google Brain
    Microsoft Research
    Microsoft Research Asia
    IBM Research
    Meta AI
    Mistral AI
    Stability AI
    Zhipu AI
    Hugging Face
    Boston Dynamics
    Alibaba Group
    Ant Group
    Booking.com
    Translated.net
    01.AI
    LAION e.V.
    LAION e. V.
    Bosch GmbH
    Robert Bosch GmbH
    IsoQuest, Inc.
    Maps Inc.
    Charts Ltd
    Charts Co., Ltd.
    Nordmap LLC
    Rossi S.p.A.
    PLUM Group
    PLUM Research Group
    The PLUM Group
    Kimi Team
    Kimi-VL Team
    Team GLM
    The Kimi Team
    Gemini Team, Google
    Core Team
    Omnilingual ASR team
    NOVA Collaboration
    The NOVA Collaboration
    NOVA and SOLA Collaborations
    LHCx collaboration
    Collaboration NOVA
    NOVA-Kollaboration
    Colaboración NOVA
    Collaborazione NOVA
    NOVA Consortium
    Consortium of Maps
    BigMap Workshop
    NOVA Alliance
    Maps Initiative
    Annotation Committee
    Charts Working Group
    Maps Task Force
    NOVA Investigators
    Kubernetes Contributors
    OpenMap Developers
    Members of the NOVA Consortium
    European Society for Machine Reading
    Society of Maps
    Forschungsgruppe LIMAS
    Arbeitsgruppe Karten
    Nachwuchsgruppe Karten
    Fraunhofer-Gesellschaft
    Groupe de cartes
    Équipe NOVA
    Grupo de Mapas
    Gruppo Carte
    University of Nowhere
    Nowhere University
    University Hospital Basel
    Universität Nirgendwo
    Technische Universität Wien
    Universidad de Ninguna Parte
    Universidade de Lugar Nenhum
    Université de Nulle Part
    Università di Nessun Luogo
    Uniwersytet Mapowy
    Universiteit van Nergens
    Institute of Software
    Institute of Software, Chinese Academy
    Chinese Academy of Sciences
    Max Planck Institute for Charts
    Max-Planck-Institut für Karten
    Institut des Cartes
    Instituto de Mapas
    École Polytechnique
    École des Cartes
    Politecnico di Nessuno
    ETH Zurich
    ETH Zürich
    TU München
    KU Leuven
    UC Berkeley
    MIT CSAIL
    CERN
    CNRS
    National Research Council
    Ministry of Health and Welfare
    Department of Maps
    Faculty of Charts
    School of Electronics and Computer Science
    College of Maps
    Center for Charts
    Maps Center
    Centre for Maps
    Nowhere Laboratory
    Shanghai AI Laboratory
    Nowhere AI Lab
    KBTG Labs
    Cambridge Map Unit
    Nowhere Hospital
    Map Foundation
    Charts Association
    Preferred Networks
    Inclusion AI
    NAVER Cloud
    Space Telescope
    AIMgroup
    TIPSTAR SE/CM
    清华大学
    北京大学计算机学院
    上海人工智能实验室
    阿里巴巴集团
    华为公司
    通义团队
    中国科学院计算技术研究所
    東京大学
    理化学研究所
    株式会社
    グーグル株式会社
    서울대학교
    카카오팀
    한국전자통신연구원
    Московский университет
    Институт карт
    Коллаборация НОВА
    группа карт
    Πανεπιστήμιο Χαρτών
    جامعة الخرائط
    فريق الخرائط
    دانشگاه تهران
    צוות מפות
    אוניברסיטת מפות
    टीम नक्शा
    मानचित्र विश्वविद्यालय
    มหาวิทยาลัยแผนที่
    ทีมแผนที่
    Đại học Bản Đồ
    Nhóm nghiên cứu Bản Đồ
    Công ty Bản Đồ
"""
PEOPLE = """
    Terry Teamer
    Ian McDonald
    JOHN SMITH
    Wei Ai
    Ai Jian
    Mausim
    Toni
    O'Neil
    DiCaprio
    McKay
    MacLeod
    DeVito
    VanDyke
    WeiWenbo
    WEIWENBO
    KeigoShibata
    MohammadReza KarimiNejad
    Anna Church
    Rose Hall
    Marc Bureau
    Lee Project-Moy
    Kumar S.A.
    Rao N.V.
    Pillai E. V.
    Kumar AG
    V. S. Lakshman
    J.R.R. Moy
    Tu Wei
    Ku Min
    Allen Brown
    Jeff Boston
    Meta Berg
    Siemens Anna
    Carl Siemens
    Harald Bosch
    Huawei Jiang
    Baichuan Li
    Mit Shah
    Collegio Rossi
    Academio Rossi
    Laboratto Rossi
    Groupy Moy
    Inca Moy
    Corpus Moy
    Limited Edna
    Anna Klubverein-Moy
    Viện Nguyễn
    Sebse H/Mariam
    Trường Giang
    李团
    王大学明
    김팀장
"""


def _lines(block: str) -> list[str]:
    return [line for line in map(str.strip, block.strip().split("\n")) if line]


@pytest.mark.parametrize("name", _lines(GROUPS))
def test_a_group(name: str) -> None:
    assert is_organization(name)
    assert find_implausible(name) == ""
    assert read_author_items(["Ann Lee", name, "Bo Han"]).names == ("Ann Lee", name, "Bo Han")


@pytest.mark.parametrize("name", [name for name in _lines(GROUPS) if name != "Gemini Team, Google"])
def test_a_group_alone_and_in_a_line(name: str) -> None:
    assert read_author_items([name]).names == (name,)
    assert read_author_line(f"*Ann Lee, {name}, Bo Han*").names == ("Ann Lee", name, "Bo Han")


@pytest.mark.parametrize("name", _lines(PEOPLE))
def test_a_person(name: str) -> None:
    assert not is_organization(name)
    assert find_implausible(name) == ""
    assert read_author_items(["Ann Bo Lee", name, "Bo Han"]).names == ("Ann Bo Lee", name, "Bo Han")


def test_teams_sign_papers_and_places_do_not() -> None:
    assert all(map(is_team, ("Kimi Team", "NOVA Collaboration", "Forschungsgruppe LIMAS", "通义团队", "группа карт")))
    assert not any(map(is_team, ("University of Nowhere", "NVIDIA", "Ann Lee", "東京大学")))


@pytest.mark.parametrize(
    "place", ["MIT", "ETH Zurich", "MIT, Cambridge", "University of Nowhere", "NVIDIA", "清华大学"]
)
def test_places(place: str) -> None:
    assert is_affiliation(place)


@pytest.mark.parametrize("text", ["Ann", "Ann Lee", "", ",", "V.S.", "Jr."])
def test_what_is_not_a_place(text: str) -> None:
    assert not is_affiliation(text)
