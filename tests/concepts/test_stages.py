"""Stages of concept extraction: the same rows for any partitioning and order, also in another process."""

import pickle
import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from kg.concepts import stages
from kg.concepts.decisions.decisions import parse_concept_decisions
from kg.concepts.relations.relation_features import Sentences, Surroundings, add_type_features, features
from kg.concepts.relations.relation_model import RelationModel, shipped_model
from kg.concepts.stages.frames import vocabulary_of
from kg.concepts.text.clean_text import clean_text
from kg.concepts.text.paper_texts import PaperTexts
from kg.concepts.vocabulary.matching import Matcher
from kg.concepts.vocabulary.vocabulary import load_vocabulary
from kg.concepts.weights import shipped_weights
from kg.frames.columns import frame
from kg.model import ConceptType, Paper, Section, SectionKind
from kg.schema import FRAMES
from kg.settings import ConceptSettings

Frames = Mapping[str, pl.DataFrame]
Factory = Callable[[ConceptSettings, Frames], Callable[[Frames], Frames]]

VOCABULARY = """
@prefix c: <https://example.org/> .
@prefix kg: <https://w3id.org/arxiv-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
c:1 a kg:Task ; skos:prefLabel "hive counting"@en ; skos:broader c:4 .
c:2 a kg:Method ; skos:prefLabel "bee attention"@en, "蜜蜂注意力"@zh ; skos:altLabel "BA"@en .
c:3 a kg:Dataset ; skos:prefLabel "ApiSet"@en .
c:4 a kg:Field ; skos:prefLabel "apiology"@en .
c:5 a kg:Metric ; skos:prefLabel "hive score"@en .
"""
SUBJECTS = "河流 山脉 森林 沙漠 草原 湖泊 海洋 冰川 火山 岛屿 峡谷 平原".split()
SHARED = {
    "tag": (stages.tag_texts, ("curated_concepts", "curated_labels"), ("texts",)),
    "match": (
        stages.match_concepts,
        ("curated_labels", "known_concepts", "known_labels"),
        ("texts", "cleaned_texts", "text_hits", "text_acronyms", "term_candidates"),
    ),
    "judge": (stages.judge_relations, (), ("texts", "cleaned_texts", "text_hits", "concept_mentions")),
}
DECISIONS = 'label "hive counting" "colony census"\nnot "hive score"\n'


def texts() -> list[tuple[str, str, str, str]]:
    """Return rows of papers that share terms, define acronyms, repeat their text in Chinese, and need cleaning."""
    found = []
    for number, subject in enumerate(SUBJECTS):
        paper = f"2601.{number:05d}"
        counts = number % 3 != 0
        abstract = (
            rf"We propose WaxNet{number % 3}, a \textbf{{nectar routing}} model"
            f"{' for hive counting' if counts else ''}. "
            f"Nectar Routing Transfer (NRT) beats bee attention (BA) on ApiSet and on CombBench, with a hive score of "
            f"9{number}.5\\% on ApiSet. Experiments  with NRT, "
            f"{'pollen flow estimation' if number % 2 else 'BeeFormer'} and BA follow."
        )
        found += [
            (paper, "title", "", f"NRT{number}: Nectar routing{' for hive counting' if counts else ''}"),
            (
                paper,
                "tldr",
                "zh",
                f"关于{subject}的研究，{'蜂巢计数（hive counting）' if counts else ''}，和{subject}。",
            ),
            (paper, "method", "zh", f"提出蜜蜂注意力，使用ＣombBench。{subject}"),
            (paper, "abstract", "fr" if number == 1 else "en", abstract),
        ]
    return found


def records(rows: Sequence[tuple[str, ...]]) -> pl.DataFrame:
    papers = sorted({row[0] for row in rows})
    return pl.DataFrame({"paper": papers, "month": ["2026-01"] * len(papers)})


@pytest.fixture(scope="module")
def vocabulary_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("stages") / "bees.ttl"
    path.write_text(VOCABULARY, encoding="utf-8")
    return path


def run(vocabulary: Path, *, parts: int = 1, seed: int | None = None, decisions: str = "") -> dict[str, pl.DataFrame]:
    """Run the stages with map stages divided into parts of shuffled papers, and their outputs shuffled too."""
    dice = random.Random(seed)  # noqa: S311 - not for secrets
    rows = texts()
    frames = {"texts": frame("texts", rows), "records": records(rows)}
    frames |= stages.curated_vocabulary(load_vocabulary(vocabulary))

    def mapped(name: str) -> None:
        factory, shared, reads = SHARED[name]
        papers = frames["records"]["paper"].to_list()
        if seed is not None:
            dice.shuffle(papers)
        works = [factory(ConceptSettings(), {one: frames[one] for one in shared}) for _ in range(min(parts, 2))]
        written: list[Frames] = []
        for part in range(parts):
            order = {paper: place for place, paper in enumerate(papers[part::parts])}
            cut = {
                one: frames[one]
                .filter(pl.col("paper").is_in(list(order)))
                .sort(pl.col("paper").replace_strict(order, return_dtype=pl.Int64, default=None), maintain_order=True)
                for one in reads
            }
            written.append(works[part % len(works)](cut))
        for one in written[0]:
            made = pl.concat([frames_[one] for frames_ in written])
            frames[one] = made if seed is not None else made.sort("paper", maintain_order=True)

    mapped("tag")
    frames.update(stages.count_terms(frames))
    frames.update(
        stages.learn_concepts(frames, ConceptSettings(), parse_concept_decisions(decisions.encode(), "concepts.txt"))
    )
    mapped("match")
    mapped("judge")
    frames.update(stages.rank_terms(frames, ConceptSettings()))
    frames.update(stages.found_concepts(frames))
    return frames


@pytest.fixture(scope="module")
def whole(vocabulary_file: Path) -> dict[str, pl.DataFrame]:
    return run(vocabulary_file)


def test_every_frame_is_as_its_schema_says(whole: dict[str, pl.DataFrame]) -> None:
    made = {name for name in whole if name not in {"records", "texts"}}
    assert {name: whole[name].schema for name in made} == {name: FRAMES[name] for name in made}
    assert all(whole[name].height for name in made - {"refused_terms", "concept_reports"})


@pytest.mark.parametrize(("parts", "seed"), [(1, 1), (2, None), (2, 2), (7, 3)])
def test_partitions_and_order_do_not_show(
    vocabulary_file: Path, whole: dict[str, pl.DataFrame], parts: int, seed: int | None
) -> None:
    divided = run(vocabulary_file, parts=parts, seed=seed)
    for name, made in whole.items():
        assert_frame_equal(divided[name].sort("paper", maintain_order=True) if "paper" in made else divided[name], made)


def test_only_what_was_added_is_searched_again_and_nothing_is_missed(
    vocabulary_file: Path, whole: dict[str, pl.DataFrame]
) -> None:
    """The expected result is that of one search with the whole vocabulary."""
    for found in (whole, run(vocabulary_file, decisions=DECISIONS)):
        known = vocabulary_of(found["known_concepts"], found["known_labels"])
        assert {concept.id for concept in known.concepts} >= {"combbench", "nectar-routing-transfer"}
        matcher = Matcher(known)
        papers: dict[str, list[tuple[str, str, str, str]]] = {}
        for row in texts():
            papers.setdefault(row[0], []).append(row)
        for paper, rows in papers.items():
            (_, _, _, title), *others = rows
            sections = tuple(Section(SectionKind(kind), text, language) for _, kind, language, text in others)
            joined = PaperTexts.of(Paper(paper, title, "", (), "", sections=sections)).joined
            acronyms = found["text_acronyms"].filter(pl.col("paper") == paper)["short"].to_list()
            expected = [
                (m.start, m.end, m.concepts[0])
                for m in matcher.find(joined)[0]
                if len(m.concepts) == 1 and joined[m.start : m.end] not in acronyms
            ]
            mentions = found["concept_mentions"].filter(pl.col("paper") == paper, pl.col("source") == "vocabulary")
            assert mentions.select("start", "end", "concept").rows() == expected


def test_decisions_reach_texts(vocabulary_file: Path, whole: dict[str, pl.DataFrame]) -> None:
    decided = run(vocabulary_file, decisions=DECISIONS)
    assert "hive-score" in set(whole["claims"]["concept"])
    assert "hive-score" not in set(decided["claims"]["concept"])
    assert "hive score" not in set(decided["terms"]["label"])
    label = dict(decided["found_concepts"].select("concept", "label").iter_rows())["hive-counting"]
    assert label == "colony census"


def test_chinese_names_are_learned(whole: dict[str, pl.DataFrame]) -> None:
    labels = whole["known_labels"].filter(pl.col("concept") == "hive-counting", pl.col("language") == "zh")
    assert labels["text"].to_list() == ["蜂巢计数"]
    summaries = whole["claims"].filter(pl.col("concept") == "hive-counting", pl.col("section") == "tldr")
    assert summaries.height == sum(number % 3 != 0 for number in range(len(SUBJECTS)))


CHILD = """
import pickle, sys
factory, settings, shared, part = pickle.load(sys.stdin.buffer)
sys.stdout.buffer.write(pickle.dumps(factory(settings, shared)(part)))
"""


@pytest.mark.parametrize("name", SHARED)
def test_a_part_can_be_computed_in_another_process(name: str, whole: dict[str, pl.DataFrame]) -> None:
    factory, shared, reads = SHARED[name]
    papers = ["2601.00001", "2601.00004"]
    part = {one: whole[one].filter(pl.col("paper").is_in(papers)) for one in reads}
    value = (factory, ConceptSettings(), {one: whole[one] for one in shared}, part)
    done = subprocess.run([sys.executable, "-c", CHILD], input=pickle.dumps(value), capture_output=True, check=True)
    for written, made in pickle.loads(done.stdout).items():  # noqa: S301 - written above
        assert_frame_equal(made, whole[written].filter(pl.col("paper").is_in(papers)))


def surroundings() -> list[tuple[Surroundings, ConceptType]]:
    """Return every word of some texts as if it named a concept, with the concept types in turn."""
    found: list[tuple[Surroundings, ConceptType]] = []
    types = list(ConceptType)
    for _, kind, language, written in texts():
        if language == "zh":
            continue
        text = clean_text(written).text
        sentences = Sentences(text, 0, len(text), title=kind == "title")
        start = 0
        for number, word in enumerate(text.split(" ")):
            around = sentences.around(start, start + len(word), in_title=number % 3 == 0)
            found.append((around, types[number % len(types)]))
            start += len(word) + 1
    return found


def test_many_mentions_judged_at_once_are_judged_like_each_alone() -> None:
    asked = surroundings()
    model = shipped_model()
    together = model.guess([around for around, _ in asked], [type_ for _, type_ in asked])
    assert together == [model.guess([around], [type_])[0] for around, type_ in asked]
    assert len({guess.relation for guess in together}) > 3


def test_the_tables_of_relations_add_up_what_the_features_are_worth() -> None:
    weights = shipped_weights("relations")
    model = RelationModel(weights)
    for around, type_ in surroundings():
        scores = weights.sum(add_type_features(features(around), type_.value))
        odds = [2.718281828459045 ** float(score) for score in scores]
        relation, probability = model.guess([around], [type_])[0]
        share = odds[weights.labels.index(relation.value)] / sum(odds)
        assert probability == pytest.approx(share, abs=0.0051)
