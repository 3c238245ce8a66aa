from pathlib import Path

import pytest

from kg.concepts.decisions.decide import append_concept_decision, make_concept_decision, remove_concept_decision
from kg.concepts.decisions.decisions import ConceptReference, read_concept_decisions
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.decisions_file import WrittenLine
from kg.errors import DecisionsError
from kg.model import Concept, ConceptType

KNOWN = Vocabulary(
    (Concept("hive-counting", ConceptType.TASK, "hive counting", (("HC", "en"),)),),
    (Label("hive-counting", "hive counting", "en"), Label("hive-counting", "HC", "en")),
)


def content(folder: Path) -> bytes:
    return (folder / "concepts.txt").read_bytes()


def add(folder: Path, verb: str, *concepts: str, text: str = "", known: Vocabulary | None = None) -> WrittenLine:
    return append_concept_decision(folder, make_concept_decision(verb, concepts, text), vocabulary=known)


def test_a_first_decision_makes_folder_and_file_that_explain_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "decisions"
    line = make_concept_decision("label", ["large language model"], "大模型@zh")
    written = append_concept_decision(folder, line, comment="so\nthey say\x1b[2J")
    lines = content(folder).decode().splitlines()
    assert lines[0].startswith("# ")
    assert lines[-1] == 'label "large language model" "大模型"@zh  # so they say [2J'
    assert (written.line, written.changed) == (len(lines), True)
    (read,) = read_concept_decisions(folder).lines
    assert (read.line, read.written) == (written.line, written.text)


@pytest.mark.parametrize("before", ["", "# ours\r\n\r\nnot  honey # ours too\r\n", '\ufeffsame "a" "b"\n\n\n'])
@pytest.mark.parametrize(
    "words",
    [
        ("same", ["GPT-4 Omni", "GPT-4o"], ""),
        ("not", ["key challenge"], ""),
        ("type", ["WebArena"], "dataset"),
        ("label", ["large language model"], "LLM"),
        ("label", ['the "hive"'], "蜂巢@zh"),
    ],
)
def test_undo_restores_the_file_byte_for_byte(tmp_path: Path, before: str, words: tuple[str, list[str], str]) -> None:
    (tmp_path / "concepts.txt").write_bytes(before.encode())
    written = append_concept_decision(tmp_path, make_concept_decision(*words), comment="why")
    assert content(tmp_path) != before.encode()
    assert remove_concept_decision(tmp_path, *words) == written
    assert content(tmp_path) == before.encode()
    assert remove_concept_decision(tmp_path, *words) is None


def test_what_stands_there_is_not_written_again(tmp_path: Path) -> None:
    first = add(tmp_path, "type", "WebArena", text="dataset")
    before = content(tmp_path)
    for said in ("WebArena", "WebArenas", "web-arena"):
        again = add(tmp_path, "type", said, text="Dataset")
        assert (again.changed, again.line, again.text) == (False, first.line, first.text)
    assert content(tmp_path) == before


def test_a_contradiction_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    add(tmp_path, "type", "HC", text="task")
    before = content(tmp_path)
    known = [("type", ["hive counting"], "field"), ("not", ["HC"], "")]
    for words in known:
        with pytest.raises(DecisionsError, match=r"nothing was written: .*but line 7 says type \"HC\" task"):
            append_concept_decision(tmp_path, make_concept_decision(*words), vocabulary=KNOWN)
    assert content(tmp_path) == before
    assert add(tmp_path, "type", "hive counting", text="field").changed, "which only the vocabulary tells"


def test_what_the_vocabulary_does_not_hold_is_a_warning(tmp_path: Path) -> None:
    assert not add(tmp_path, "not", "hive-countings", known=KNOWN).warnings
    (warning,) = add(tmp_path, "not", "honey", known=KNOWN).warnings
    assert warning == 'no concept here is called "honey"; the line waits until one is'
    assert not add(tmp_path, "type", "mead", text="method", known=KNOWN).warnings


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("join", ["a", "b"]), "is not a decision"),
        (("same", ["a"]), "needs a label or id and a label or id, 1 given"),
        (("type", ["a"], "thing"), "where TYPE is task"),
        (("label", ["a"]), "write: label"),
        (("not", [" "]), "an empty label"),
    ],
)
def test_what_cannot_be_said_is_refused(words: tuple[str, list[str]], said: str) -> None:
    with pytest.raises(DecisionsError, match=said):
        make_concept_decision(*words)


def test_the_last_line_that_says_it_is_removed_and_no_other_byte(tmp_path: Path) -> None:
    rows = [b'\xef\xbb\xbfnot "a"\r\n', b"# kept\r\n", b'label "b" "one" # no\r\n', b'label "b" "eins"@de\r\n', b"\n"]
    (tmp_path / "concepts.txt").write_bytes(b"".join(rows))
    assert remove_concept_decision(tmp_path, "label", ["b"], "two") is None
    assert remove_concept_decision(tmp_path, "same", ["a", "b"]) is None
    removed = remove_concept_decision(tmp_path, "label", ["b"])
    assert removed is not None
    assert (removed.line, removed.text) == (3, 'label "b" "one"')
    assert content(tmp_path) == b"".join(rows[:2] + rows[3:])
    assert remove_concept_decision(tmp_path, "label", ["B"], "eins@de")
    assert remove_concept_decision(tmp_path, "not", [ConceptReference(id="a")])
    assert content(tmp_path) == b"\xef\xbb\xbf" + rows[1] + rows[4]
    assert remove_concept_decision(tmp_path / "nowhere", "not", ["a"]) is None
