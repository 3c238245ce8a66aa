"""Chinese names learnt from papers that say the same thing twice."""

from kg.concepts.chinese import ChineseNames, chinese_of, may_have_chinese
from kg.model import Concept, ConceptType, Paper, Section, SectionKind
from kg.settings import ConceptSettings

SUBJECTS = "河流 山脉 森林 沙漠 草原 湖泊 海洋 冰川 火山 岛屿".split()


def learn(papers: list[tuple[str, list[str]]], english: dict[str, str] | None = None) -> dict[str, str]:
    """Papers as Chinese text and the concepts that their English names; what is learnt, by concept."""
    names = ChineseNames(
        lambda printed: [english[printed]] if english and printed in english else [], ConceptSettings()
    )
    for chinese, concepts in papers:
        names.add(chinese, concepts)
    return {concept: found.text for concept, found in names.learn().items()}


def corpus(with_it: int) -> list[tuple[str, list[str]]]:
    papers: list[tuple[str, list[str]]] = [
        (f"关于{subject}的研究，蜂巢计数，和{subject}。", ["hive"]) for subject in SUBJECTS[:with_it]
    ]
    return papers + [(f"关于{subject}的调查，没有别的内容。", []) for subject in SUBJECTS]


def test_a_string_that_goes_with_a_concept_is_its_name() -> None:
    assert learn(corpus(6)) == {"hive": "蜂巢计数"}


def test_few_papers_teach_nothing() -> None:
    assert learn(corpus(3)) == {}


def test_what_stands_everywhere_is_no_name() -> None:
    papers: list[tuple[str, list[str]]] = [
        (f"{subject}采用深度学习。", ["hive"] if i < 5 else []) for i, subject in enumerate(SUBJECTS)
    ]
    assert learn(papers) == {}


def test_one_string_names_one_concept() -> None:
    papers = [(text, ["hive", "comb"] if concepts and i else concepts) for i, (text, concepts) in enumerate(corpus(7))]
    assert list(learn(papers)) == ["hive"]


def test_a_name_before_a_bracket_counts_for_more() -> None:
    papers = [(f"{s}中的蜂巢计数（HC）和{s}。", ["hive"]) for s in SUBJECTS[:5]]
    papers += [(f"{s}和蜂巢计数。", []) for s in SUBJECTS[:6]] + [(f"{s}没有。", []) for s in SUBJECTS]
    assert learn(papers) == {}
    assert learn(papers, {"HC": "hive"}) == {"hive": "蜂巢计数"}


def test_the_order_of_papers_does_not_matter() -> None:
    papers = corpus(8)
    assert learn(papers) == learn(papers[::-1])


def test_models_and_data_sets_keep_their_latin_names() -> None:
    assert may_have_chinese(Concept("hive-counting", ConceptType.TASK, "hive counting"))
    assert not may_have_chinese(Concept("hivenet", ConceptType.MODEL, "HiveNet"))
    assert not may_have_chinese(Concept("hive-counting", ConceptType.TASK, "hive counting", (("蜂巢计数", "zh"),)))


def test_only_papers_in_both_languages_teach() -> None:
    english = Section(SectionKind.ABSTRACT, "On hives.", "en")
    chinese = Section(SectionKind.TLDR, "关于蜂巢。", "zh")
    make = lambda *sections: Paper("2601.00001", "Hives", "2026-01", (), "cs.LG", sections=sections)  # noqa: E731 - brief
    assert chinese_of(make(chinese, english)) == "关于蜂巢。"
    assert chinese_of(make(chinese)) == ""
