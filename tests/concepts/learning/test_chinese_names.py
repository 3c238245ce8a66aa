"""Chinese names learned from papers that print the same text in English and Chinese."""

from collections.abc import Mapping

from kg.concepts.learning.chinese_names import bracketed_names, learn_names, may_have_chinese
from kg.concepts.stages import curated_vocabulary, tag_texts
from kg.frames.columns import frame
from kg.model import Concept, ConceptType
from kg.settings import ConceptSettings

SUBJECTS = "河流 山脉 森林 沙漠 草原 湖泊 海洋 冰川 火山 岛屿".split()


class Known:
    """Look up names in a mapping."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names

    def lookup(self, text: str) -> tuple[str, ...]:
        return (self._names[text],) if text in self._names else ()


def learn(papers: list[tuple[str, list[str]]], english: dict[str, str] | None = None) -> dict[str, str]:
    """Learn names from pairs of Chinese text and the concepts of its English version; return them by concept."""
    numbered = list(enumerate(papers))
    paired = frame("paired_texts", [(str(number), text, concepts) for number, (text, concepts) in numbered])
    brackets = [(str(number), *one) for number, (text, _) in numbered for one in bracketed_names(text)]
    found = learn_names(
        paired, frame("bracketed_names", brackets), Known(english or {}), {"hive", "comb"}, ConceptSettings()
    )
    return {concept: name.text for concept, name in found.items()}


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
    vocabulary = curated_vocabulary()
    tag = tag_texts(ConceptSettings(), vocabulary)
    english = ("abstract", "en", "On hives.")
    chinese = ("tldr", "zh", "关于蜂巢。")
    papers = {"both": [chinese, english], "chinese": [chinese], "english": [english]}
    texts = [(paper, *text) for paper, sections in papers.items() for text in [("title", "", "Hives"), *sections]]
    found = tag({"texts": frame("texts", texts)})["paired_texts"]
    assert found.select("paper", "text").rows() == [("both", "关于蜂巢。")]
