from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.concepts.decisions.decisions import (
    TYPES,
    VERBS,
    Meant,
    Settled,
    format_decision,
    parse_decision,
    parse_label,
    parse_meant,
    read_decisions,
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
    decisions = read_decisions(tmp_path)
    assert [(line.verb, line.concepts, line.text, line.language, line.line) for line in decisions.lines] == [
        ("same", (Meant("GPT-4 Omni"), Meant("GPT-4o")), "", "", 2),
        ("not", (Meant("key challenge"),), "", "", 3),
        ("type", (Meant("WebArena"),), "dataset", "", 5),
        ("type", (Meant(id="web-arena"),), "untyped", "", 6),
        ("label", (Meant("large language model"),), "LLM", "en", 7),
        ("label", (Meant("large language model"),), "大模型", "zh", 8),
        ("not", (Meant(id="%E5%A4%A7"),), "", "", 9),
        ("same", (Meant('the "hive"'), Meant("bees # wasps")), "", "", 10),
    ]
    assert decisions.lines[0].written == 'same  "GPT-4 Omni"           "GPT-4o"'


def test_no_folder_asked_for_and_no_file_mean_no_decisions(tmp_path: Path) -> None:
    assert read_decisions(None).lines == read_decisions(tmp_path).lines == ()
    with pytest.raises(DecisionsError, match="no such folder of decisions"):
        read_decisions(tmp_path / "absent")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('join "a" "b"', '"join" is no decision; use same, not, type, label'),
        ('same "a"', '"same" wants a label or id and a label or id, 1 given'),
        ('not "a" "b"', '"not" wants a label or id, 2 given'),
        ('type "a"', "where TYPE is task, method, model, dataset, metric, field, software, untyped"),
        ('type "a" thing', "where TYPE is task"),
        ('label "a"', 'write: label "Label" "Preferred Label"'),
        ('label "a" b', 'write: label "Label" "Preferred Label"'),
        ('label "a" " "', 'write: label "Label" "Preferred Label"'),
        ("same GPT-4o gpt", "GPT-4o is no id of a concept, and labels go in double quotes"),
        ('not "a"@zh', 'write "a" without @zh'),
        ('not ""', "an empty label"),
        ('not "the "hive"', "put labels in"),
        ('not "a', "put labels in"),
    ],
)
def test_a_line_that_cannot_be_understood_says_why_and_where(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "concepts.txt").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(DecisionsError) as caught:
        read_decisions(tmp_path)
    assert said in str(caught.value)
    assert (caught.value.line, caught.value.path) == (2, str(tmp_path / "concepts.txt"))


labels = st.text(min_size=1, max_size=12).map(lambda text: " ".join(text.split())).filter(bool)
meant = labels.map(Meant) | st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True).map(lambda id_: Meant(id=id_))


@st.composite
def lines(draw: st.DrawFn) -> Settled:
    verb = draw(st.sampled_from(VERBS))
    concepts = tuple(draw(meant) for _ in range(2 if verb == "same" else 1))
    text = draw({"type": st.sampled_from(sorted(TYPES)), "label": labels}.get(verb, st.just("")))
    return Settled(verb, concepts, text=text, language=draw(st.sampled_from(["en", "zh"])) if verb == "label" else "")


@given(lines())
def test_what_is_written_is_read_back(line: Settled) -> None:
    assert parse_decision(format_decision(line)) == line


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("GPT-4o", Meant("GPT-4o")),
        (' "GPT-4o" ', Meant("GPT-4o")),
        ('"hive" counting', Meant('"hive" counting')),
        ("gpt-4o", Meant("gpt-4o")),
        ("concept/gpt-4o", Meant(id="gpt-4o")),
        ("https://example.org/concept/%E5%A4%A7", Meant(id="%E5%A4%A7")),
        ("%E5%A4%A7", Meant(id="%E5%A4%A7")),
    ],
)
def test_a_command_means_a_concept_by_label_id_or_iri(typed: str, read: Meant) -> None:
    assert parse_meant(typed) == read


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
