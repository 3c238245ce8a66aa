from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.decisions.decisions import (
    CONCEPT_VERBS,
    TYPES_BY_NAME,
    ConceptDecision,
    ConceptReference,
    format_concept_decision,
    parse_concept_decision,
    parse_concept_reference,
    parse_label,
    read_concept_decisions,
)
from kg.errors import DecisionsError

EXAMPLE = '''\
# ours
same  "GPT-4 Omni"           "GPT-4o"      # one
not   "key challenge"

type  "WebArena"             dataset
type  web-arena              untyped
label "large language model" "LLM"
label "large language model" "大模型"@zh
not   concept/%E5%A4%A7
same  "the ""hive""" "bees # wasps"
'''


def test_a_file_is_read_as_it_is_written(tmp_path: Path) -> None:
    (tmp_path / "concepts.txt").write_text(EXAMPLE, encoding="utf-8")
    decisions = read_concept_decisions(tmp_path)
    assert [(line.verb, line.concepts, line.text, line.language, line.line) for line in decisions.lines] == [
        ("same", (ConceptReference("GPT-4 Omni"), ConceptReference("GPT-4o")), "", "", 2),
        ("not", (ConceptReference("key challenge"),), "", "", 3),
        ("type", (ConceptReference("WebArena"),), "dataset", "", 5),
        ("type", (ConceptReference(id="web-arena"),), "untyped", "", 6),
        ("label", (ConceptReference("large language model"),), "LLM", "en", 7),
        ("label", (ConceptReference("large language model"),), "大模型", "zh", 8),
        ("not", (ConceptReference(id="%E5%A4%A7"),), "", "", 9),
        ("same", (ConceptReference('the "hive"'), ConceptReference("bees # wasps")), "", "", 10),
    ]
    assert decisions.lines[0].written == 'same  "GPT-4 Omni"           "GPT-4o"'


def test_no_folder_asked_for_and_no_file_mean_no_decisions(tmp_path: Path) -> None:
    assert read_concept_decisions(None).lines == read_concept_decisions(tmp_path).lines == ()
    with pytest.raises(DecisionsError, match="no such folder of decisions"):
        read_concept_decisions(tmp_path / "absent")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('join "a" "b"', '"join" is not a decision; use same, not, type, label'),
        ('same "a"', '"same" needs a label or id and a label or id, 1 given'),
        ('not "a" "b"', '"not" needs a label or id, 2 given'),
        ('type "a"', "where TYPE is task, method, model, dataset, metric, field, software, untyped"),
        ('type "a" thing', "where TYPE is task"),
        ('label "a"', 'write: label "Label" "Preferred Label"'),
        ('label "a" b', 'write: label "Label" "Preferred Label"'),
        ('label "a" " "', 'write: label "Label" "Preferred Label"'),
        ("same GPT-4o gpt", "GPT-4o is not a concept id; write labels in double quotes"),
        ('not "a"@zh', 'write "a" without @zh'),
        ('not ""', "an empty label"),
        ('not "the "hive"', "put labels in"),
        ('not "a', "put labels in"),
    ],
)
def test_a_line_that_cannot_be_understood_says_why_and_where(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "concepts.txt").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(DecisionsError) as caught:
        read_concept_decisions(tmp_path)
    assert said in str(caught.value)
    assert (caught.value.line, caught.value.path) == (2, str(tmp_path / "concepts.txt"))


labels = st.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
meant = labels.map(ConceptReference) | st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).map(
    lambda id_: ConceptReference(id=id_)
)


@st.composite
def lines(draw: st.DrawFn) -> ConceptDecision:
    verb = draw(st.sampled_from(CONCEPT_VERBS))
    concepts = tuple(draw(meant) for _ in range(2 if verb == "same" else 1))
    text = draw({"type": st.sampled_from(sorted(TYPES_BY_NAME)), "label": labels}.get(verb, st.just("")))
    return ConceptDecision(
        verb, concepts, text=text, language=draw(st.sampled_from(["en", "zh"])) if verb == "label" else ""
    )


@given(lines())
def test_what_is_written_is_read_back(line: ConceptDecision) -> None:
    assert parse_concept_decision(format_concept_decision(line)) == line


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("GPT-4o", ConceptReference("GPT-4o")),
        (' "GPT-4o" ', ConceptReference("GPT-4o")),
        ('"hive" counting', ConceptReference('"hive" counting')),
        ("gpt-4o", ConceptReference("gpt-4o")),
        ("concept/gpt-4o", ConceptReference(id="gpt-4o")),
        ("https://example.org/concept/%E5%A4%A7", ConceptReference(id="%E5%A4%A7")),
        ("%E5%A4%A7", ConceptReference(id="%E5%A4%A7")),
    ],
)
def test_a_command_means_a_concept_by_label_id_or_iri(typed: str, read: ConceptReference) -> None:
    assert parse_concept_reference(typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("LLM", ("LLM", "en")),
        ("大模型@zh", ("大模型", "zh")),
        ('"大模型"@zh-Hans', ("大模型", "zh-hans")),
        ("Recall@k", ("Recall@k", "en")),
        ("mAP@50", ("mAP@50", "en")),
        ('"at@at"', ("at@at", "en")),
    ],
)
def test_a_language_stands_behind_a_preferred_label(typed: str, read: tuple[str, str]) -> None:
    assert parse_label(typed) == read
