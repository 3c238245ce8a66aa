"""Concepts and claims that are extracted from texts written for these tests."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

import pytest

from kg.concepts import extract, load_vocabulary
from kg.ingest import read
from kg.model import Claim, ConceptType, Extraction, Paper, Relation, Section, SectionKind

K, R = SectionKind, Relation
Run = Callable[..., Extraction]

CNN = "convolutional-neural-network"
VOCABULARY = """
@prefix c: <https://example.org/> .
@prefix kg: <https://w3id.org/arxiv-kg/ontology#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
c:1 a kg:Task ; skos:prefLabel "hive counting"@en, "蜂巢计数"@zh ; skos:broader c:5 .
c:2 a kg:Method ; skos:prefLabel "bee attention"@en, "蜜蜂注意力"@zh ; skos:altLabel "BA"@en .
c:3 a kg:Model ; skos:prefLabel "HiveNet"@en ; skos:hiddenLabel "SAM" .
c:4 a kg:Dataset ; skos:prefLabel "ApiSet"@en .
c:5 a kg:Field ; skos:prefLabel "apiology"@en ; skos:broader c:8 .
c:6 a kg:Metric ; skos:prefLabel "hive score"@en, "蜂巢分数"@zh .
c:7 a kg:Method ; skos:prefLabel "sweet averaging method"@en ; skos:hiddenLabel "SAM" .
c:8 a kg:Field ; skos:prefLabel "zoology"@en .
"""


def paper(id_: str = "2601.00001", title: str = "A paper", **texts: str) -> Paper:
    sections = tuple(
        Section(kind, texts[kind.value], "zh" if any(c > "一" for c in texts[kind.value]) else "en")
        for kind in SectionKind
        if kind.value in texts
    )
    return Paper(
        id=id_, title=title, month="2026-01", authors=("Ada Bee",), primary_category="cs.LG", sections=sections
    )


@pytest.fixture(scope="module")
def vocabulary_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("vocabulary") / "bees.ttl"
    path.write_text(VOCABULARY, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def run(vocabulary_file: Path) -> Run:
    vocabulary = load_vocabulary(vocabulary_file)

    def extract_from(*papers: Paper) -> Extraction:
        return extract(papers, vocabulary)

    return extract_from


def said(extraction: Extraction) -> set[tuple[str, str, str]]:
    return {(c.concept, c.relation.value, c.section.value) for c in extraction.claims}


def printed(claim: Claim, papers: Sequence[Paper]) -> str:
    found = next(p for p in papers if p.id == claim.paper)
    text = found.title if claim.section is K.TITLE else next(s.text for s in found.sections if s.kind is claim.section)
    return text[claim.start : claim.end]


@pytest.mark.parametrize(
    "case",
    [
        ("motivation", "现有的蜂巢计数很慢", "hive-counting", R.ADDRESSES, "vocabulary/motivation-section"),
        ("motivation", "现有的蜜蜂注意力很慢", "bee-attention", R.ABOUT, "vocabulary/mention"),
        ("method", "使用HiveNet模型", "hivenet", R.USES, "vocabulary/method-section"),
        ("method", "提出新的蜜蜂注意力，很快", "bee-attention", R.PROPOSES, "vocabulary/cue:propose"),
        ("method", "提出基于蜜蜂注意力的框架", "bee-attention", R.USES, "vocabulary/method-section"),
        ("method", "在ApiSet上训练", "apiset", R.ABOUT, "vocabulary/mention"),
        ("result", "在ApiSet上更好", "apiset", R.EVALUATED_ON, "vocabulary/result-section"),
        ("result", "蜂巢分数更高", "hive-score", R.REPORTS, "vocabulary/result-section"),
        ("method", "提出自适应蜜蜂注意力，很快", "bee-attention", R.USES, "vocabulary/method-section"),
        ("result", "优于HiveNet", "hivenet", R.COMPARES_WITH, "vocabulary/cue:compare"),
        ("result", "可与HiveNet一起", "hivenet", R.ABOUT, "vocabulary/mention"),
        ("conclusion", "蜂巢计数更快", "hive-counting", R.ABOUT, "vocabulary/mention"),
        ("tldr", "HiveNet", "hivenet", R.ABOUT, "vocabulary/mention"),
        ("abstract", "It outperforms all with HiveNet.", "hivenet", R.ABOUT, "vocabulary/mention"),
        ("abstract", "The HiveNet baseline lags.", "hivenet", R.ABOUT, "vocabulary/mention"),
        ("abstract", "It is evaluated on ApiSet.", "apiset", R.EVALUATED_ON, "vocabulary/cue:evaluate"),
        ("abstract", "We like ApiSet.", "apiset", R.ABOUT, "vocabulary/mention"),
        ("abstract", "a hive score of 93.1", "hive-score", R.REPORTS, "vocabulary/cue:number"),
        ("abstract", "the hive score is no good", "hive-score", R.ABOUT, "vocabulary/mention"),
        ("abstract", "It outperforms HiveNet.", "hivenet", R.COMPARES_WITH, "vocabulary/cue:compare"),
        ("abstract", "It outperforms all. HiveNet is old.", "hivenet", R.ABOUT, "vocabulary/mention"),
    ],
)
def test_section_and_cue_say_the_relation(run: Run, case: tuple[str, str, str, Relation, str]) -> None:
    section, text, concept, relation, rule = case
    claims = [c for c in run(paper(**{section: text})).claims if (c.concept, c.rule[:3]) == (concept, "voc")]
    assert [(c.relation, c.rule) for c in claims] == [(relation, rule)]


ABSTRACT = (
    "Hive counting is important for farmers. Existing methods rely on HiveNet, which is slow. In this paper, we propose"
    " bee attention, a simple method for hive counting. Extensive experiments on ApiSet demonstrate that our method"
    " achieves a hive score of 93.1 and outperforms HiveNet."
)


def test_an_abstract_says_how_the_paper_relates_to_what_it_names(run: Run) -> None:
    claims = run(paper(title="Bee Attention for Hive Counting", abstract=ABSTRACT)).claims
    assert {(c.concept, c.relation) for c in claims if c.section is K.ABSTRACT} >= {
        ("hive-counting", R.ADDRESSES),
        ("bee-attention", R.PROPOSES),
        ("apiset", R.EVALUATED_ON),
        ("hive-score", R.REPORTS),
        ("hivenet", R.COMPARES_WITH),
    }
    sure = [c for c in claims if c.rule.endswith("/words")]
    assert sure
    assert all(c.confidence >= 0.7 for c in sure)


def test_a_title_says_what_the_paper_works_on(run: Run) -> None:
    (claim,) = run(paper(title="Towards Hive-Counting")).claims
    assert (claim.relation, claim.section, claim.start, claim.end) == (R.ADDRESSES, K.TITLE, 8, 21)


def test_own_words_win_over_a_summary(run: Run) -> None:
    """The abstract proposes the concept that, by its section, the summary uses."""
    both = run(paper(title="Bee Attention", abstract=ABSTRACT, method="使用蜜蜂注意力计数")).claims
    alone = run(paper(method="使用蜜蜂注意力计数")).claims
    relations = [{c.relation for c in claims if c.section is K.METHOD} for claims in (both, alone)]
    assert relations == [{R.ABOUT}, {R.USES}]


def test_what_only_describes_the_thing_proposed_is_not_proposed(run: Run) -> None:
    abstract = (
        "Existing methods are slow. In this paper, we propose HoneyFlow, a novel bee attention based network via"
        " HiveNet. Experiments on ApiSet show good results."
    )
    claims = run(paper(title="HoneyFlow", abstract=abstract)).claims
    assert R.PROPOSES not in {c.relation for c in claims}


def test_relations_lead_only_to_what_they_may(run: Run) -> None:
    claims = run(
        paper(title="Apiology on HiveNet", abstract="We evaluate on HiveNet and report apiology of 93.1%.")
    ).claims
    assert not {c.relation for c in claims} & {R.EVALUATED_ON, R.REPORTS}


def test_spans_are_offsets_into_their_own_section(run: Run) -> None:
    papers = [
        paper(
            title="İ: HiveNet",
            tldr="İ蜂巢计数",
            method="使用HiveNet",
            abstract="İİ we use\nbee attention (BA) and ApiSet",
        )
    ]
    spans = {(c.section.value, printed(c, papers)) for c in run(*papers).claims}
    assert spans == {
        ("title", "HiveNet"),
        ("tldr", "蜂巢计数"),
        ("method", "HiveNet"),
        ("abstract", "bee attention"),
        ("abstract", "ApiSet"),
    }


def test_the_surest_mention_stands_for_all_of_one_relation_and_section(run: Run) -> None:
    claims = run(paper(abstract="Bees like ApiSet. Many like ApiSet. We run experiments on ApiSet.")).claims
    assert len({(c.relation, c.section) for c in claims}) == len(claims)
    (evaluated,) = [c for c in claims if c.relation is R.EVALUATED_ON]
    assert evaluated.start == 58


def test_a_name_inside_a_longer_name_is_another_name(run: Run) -> None:
    assert run(paper(abstract="We propose Honey-HiveNet and test on ApiSet-Pro and SAM-HiveNet.")).claims == ()
    assert run(paper(abstract="A HiveNet-based model, and HiveNet-2.")).claims != ()


def test_an_acronym_that_the_paper_defines_otherwise_is_not_the_known_one(run: Run) -> None:
    found = said(run(paper(title="On BA", abstract="We grow big apples (BA). BA is sweet.", method="BA很甜")))
    assert found == set()


def test_an_acronym_of_a_known_concept_counts_everywhere_in_that_paper(run: Run) -> None:
    first, other = (
        paper(abstract="hive counting (HC) is hard", method="HC很难"),
        paper("2601.00002", abstract="HC is hard"),
    )
    claims = run(first, other).claims
    assert {(c.paper, c.section.value, c.rule.split("/")[0]) for c in claims} == {
        ("2601.00001", "abstract", "vocabulary"),
        ("2601.00001", "method", "acronym"),
    }


def test_an_acronym_spelt_out_in_slightly_other_words_is_still_the_known_one() -> None:
    vocabulary = load_vocabulary()
    spelt, other = (
        paper(abstract="Convolution neural networks (CNN) see.", method="CNN很好"),
        paper("2601.00002", abstract="Cable news networks (CNN) report.", method="CNN很好"),
    )
    named = {(c.paper, c.section.value) for c in extract([spelt, other], vocabulary).claims if c.concept == CNN}
    assert named == {("2601.00001", "abstract"), ("2601.00001", "method")}


def test_a_defined_acronym_is_not_the_word_of_its_letters(run: Run) -> None:
    claims = run(
        paper("2601.00001", abstract="hive counting (HC) is hard", method="a hc，黑 Hc"),
        paper("2601.00002", abstract="hive counting (HC) is hard", method="HC很难，HCs也是"),
    ).claims
    assert {c.paper for c in claims if c.section is K.METHOD} == {"2601.00002"}


def test_a_chinese_long_form_defines_an_acronym_that_fits_it(run: Run) -> None:
    claims = run(paper(tldr="研究蜂巢计数（HC）与蜂巢计数（XY）", result="HC和XY")).claims
    assert [printed(c, [paper(result="HC和XY")]) for c in claims if c.section is K.RESULT] == ["HC"]


def test_a_term_that_two_papers_define_is_a_concept_and_one_that_one_defines_is_not(run: Run) -> None:
    extraction = run(
        paper("2601.00001", abstract="We study pollen routing networks (PRNs) and wax melting index (WMI)."),
        paper("2601.00002", title="Pollen Routing Network", abstract="A pollen-routing network (PRN) is used."),
    )
    (concept,) = extraction.concepts
    assert (concept.id, concept.type, concept.curated) == ("pollen-routing-network", ConceptType.METHOD, False)
    assert concept.label in {"pollen routing network", "pollen-routing network"}
    assert concept.labels == (("PRN", "en"),)
    assert {(c.paper, c.section.value) for c in extraction.claims} == {
        ("2601.00001", "abstract"),
        ("2601.00002", "abstract"),
        ("2601.00002", "title"),
    }


def test_a_label_that_concepts_share_needs_another_word_for_one_of_them(run: Run) -> None:
    assert said(run(paper(abstract="SAM is good"))) == set()
    assert ("hivenet", "about", "tldr") in said(run(paper(tldr="SAM很好", abstract="HiveNet is good")))
    both = said(run(paper(tldr="SAM很好", abstract="HiveNet and the sweet averaging method")))
    assert {section for _, _, section in both} == {"abstract"}


def test_wider_concepts_come_along_so_that_broader_leads_somewhere(run: Run) -> None:
    extraction = run(paper(title="Hive counting"))
    assert [concept.id for concept in extraction.concepts] == ["apiology", "hive-counting", "zoology"]
    assert {claim.concept for claim in extraction.claims} == {"hive-counting"}


def test_no_papers_and_empty_papers_say_nothing(run: Run) -> None:
    assert run() == Extraction((), ())
    assert run(paper(title="", abstract="")) == Extraction((), ())


def corpus() -> list[Paper]:
    texts = [
        "bee attention (BA) beats HiveNet",
        "pollen routing network (PRN)",
        "SAM, HiveNet on ApiSet: hive score 3",
        "HC",
    ]
    return [
        paper(f"2601.{i:05}", title=texts[i % 4], abstract=texts[(i + i // 4) % 4], tldr="蜂巢计数") for i in range(24)
    ]


def test_the_order_of_papers_does_not_matter_and_the_answer_is_sorted(run: Run) -> None:
    papers = corpus()
    expected = run(*papers)
    assert run(*reversed(papers)) == expected
    assert run(*papers[7:], *papers[:7]) == expected
    keys = [(c.paper, c.concept, c.relation.value, c.section.value) for c in expected.claims]
    assert keys == sorted(set(keys))
    assert [c.id for c in expected.concepts] == sorted({c.id for c in expected.concepts})


SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from dataclasses import asdict
from importlib.util import module_from_spec, spec_from_file_location
spec = spec_from_file_location("cases", sys.argv[2]); cases = module_from_spec(spec); spec.loader.exec_module(cases)
from kg.concepts import extract, load_vocabulary
print(asdict(extract(cases.corpus(), load_vocabulary(Path(sys.argv[3])))))
"""


def test_hash_seeds_do_not_matter(vocabulary_file: Path, root: Path) -> None:
    answers = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT, str(root), __file__, str(vocabulary_file)],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert answers == {(str(asdict(extract(corpus(), load_vocabulary(vocabulary_file)))) + "\n").encode()}


def test_the_shipped_vocabulary_reads_a_mixed_paper() -> None:
    extraction = extract(
        [
            paper(
                title="Robust Retrieval-Augmented Generation",
                motivation="大语言模型存在幻觉问题",
                method="采用LoRA微调Llama-3模型",
                result="在HotpotQA上的准确率优于GPT-4o",
                abstract="Large language models (LLMs) make things up.",
            )
        ]
    )
    assert {
        ("retrieval-augmented-generation", "about", "title"),
        ("hallucination", "addresses", "motivation"),
        ("low-rank-adaptation", "uses", "method"),
        ("llama-3", "uses", "method"),
        ("hotpotqa", "evaluatedOn", "result"),
        ("accuracy", "reports", "result"),
        ("gpt-4o", "comparesWith", "result"),
        ("large-language-model", "about", "abstract"),
    } <= said(extraction)


@pytest.mark.shared
def test_every_paper_of_a_real_digest_gets_offsets_that_hold(shared: Path) -> None:
    papers = read([shared / "digests" / "seeds"]).papers
    extraction = extract(papers)
    texts = {(p.id, s.kind): s.text for p in papers for s in p.sections} | {(p.id, K.TITLE): p.title for p in papers}
    assert all(0 <= c.start < c.end <= len(texts[c.paper, c.section]) for c in extraction.claims)
    assert len({c.paper for c in extraction.claims}) > 0.95 * len(papers)
    known = {concept.id for concept in extraction.concepts}
    assert {wide for concept in extraction.concepts for wide in concept.broader} <= known
