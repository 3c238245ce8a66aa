from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authors.decisions.decisions import (
    AuthorDecision,
    AuthorReference,
    author_id_of,
    format_author_decision,
    parse_author_decision,
    parse_author_reference,
    read_author_decisions,
)
from kg.errors import DecisionsError

PRINTED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\n\r"), min_size=1).filter(str.strip)


def only(text: str) -> AuthorReference:
    line = parse_author_decision(f"hide {text}")
    assert line
    (reference,) = line.references
    return reference


@pytest.mark.parametrize(
    "text",
    [
        "wei-wang/2601.00001",
        "2601.00001/wei-wang",
        '"Wei Wang" on 2601.00001',
        '"WEI  WANG" on https://arxiv.org/abs/2601.00001v2',
        "wei-wang/2601.00001v3",
        "author/wei-wang/2601.00001",
        "http://localhost:8000/id/authorship/2601.00001/wei-wang",
    ],
)
def test_a_mention_is_one_however_it_is_written(text: str) -> None:
    assert only(text) == AuthorReference(authorship="2601.00001/wei-wang")
    assert parse_author_reference(text) == only(text)


@pytest.mark.parametrize(
    "text",
    [
        "ada-byron-2/hep-th%2F9901001",
        "ada-byron-2/hep-th%2f9901001",
        "ada-byron-2/hep-th/9901001",
        "hep-th/9901001/ada-byron-2",
        "hep-th%2F9901001/ada-byron-2",
    ],
)
def test_an_old_arxiv_id_keeps_its_slash_and_a_repeated_name_its_number(text: str) -> None:
    assert only(text) == AuthorReference(authorship="hep-th%2F9901001/ada-byron-2")


def test_a_native_name_may_be_written_in_its_letters() -> None:
    assert only("李娜/2601.00001") == only('"李娜" on 2601.00001') == only("%E6%9D%8E%E5%A8%9C/2601.00001")


def test_an_id_of_another_paper_keeps_both_readings_unless_it_says_which() -> None:
    assert only("1952.earlymt-1.1/warren-weaver").readings == (
        "1952.earlymt-1.1/warren-weaver",
        "warren-weaver/1952.earlymt-1.1",
    )
    assert only("author/warren-weaver/1952.earlymt-1.1").readings == ("1952.earlymt-1.1/warren-weaver",)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Jane Doe", AuthorReference(name="Jane Doe")),
        ('"Jane Doe"', AuthorReference(name="Jane Doe")),
        ("Jane Doe on 2601.00001", AuthorReference(authorship="2601.00001/jane-doe")),
        ("Live on Stage", AuthorReference(name="Live on Stage")),
        ('"Al" Gore', AuthorReference(name='"Al" Gore')),
        ("Plato", AuthorReference(name="Plato")),
        ('"AC/DC"', AuthorReference(name="AC/DC")),
    ],
)
def test_a_shell_may_have_eaten_the_quotes(typed: str, meant: AuthorReference) -> None:
    assert parse_author_reference(typed) == meant


def test_names_are_quoted_with_quotes_and_comments_may_hold_anything() -> None:
    line = parse_author_decision('name "Robert ""Bob"" Roe"   "Bob # Roe" # said "so" himself')
    assert line is not None
    assert (line.references[0].name, line.text) == ('Robert "Bob" Roe', "Bob # Roe")
    assert line.written == 'name "Robert ""Bob"" Roe"   "Bob # Roe"'
    assert parse_author_decision("   # nothing") is None


@given(st.sampled_from(["same", "different", "name", "hide"]), PRINTED, PRINTED)
def test_any_printed_name_reads_back_as_it_was_written(verb: str, one: str, other: str) -> None:
    pair = verb in {"same", "different"}
    names = (AuthorReference(name=one), AuthorReference(name=other)) if pair else (AuthorReference(name=one),)
    decision = AuthorDecision(verb, names, text=other if verb == "name" else "")
    assert parse_author_decision(format_author_decision(decision)) == decision


@given(PRINTED, st.sampled_from(["2601.00001", "hep-th/9901001"]))
def test_any_name_on_a_paper_reads_back_and_so_does_its_id(name: str, paper: str) -> None:
    mention = AuthorReference(authorship=only(f'"Ada" on {paper}').authorship, printed="Ada")
    named = parse_author_decision(format_author_decision(AuthorDecision("name", (mention,), text=name)))
    assert named is not None
    assert (named.references, named.references[0].printed, named.text) == ((mention,), "Ada", name)
    printed = only('"{}" on {}'.format(name.replace('"', '""'), paper))
    assert only(printed.authorship) == only(author_id_of(printed.authorship)) == printed


def test_a_file_keeps_its_lines_whichever_editor_and_names_wrote_it(tmp_path: Path) -> None:
    lines = ["\ufeff# ours", 'hide "A\u2028B"', "", 'hide "C"', 'hide "D"']
    (tmp_path / "authors.txt").write_bytes("\r\n".join(lines[:3]).encode() + "\r".join(["", *lines[3:]]).encode())
    read = read_author_decisions(tmp_path)
    assert [(line.line, line.references[0].name) for line in read.lines] == [(2, "A\u2028B"), (4, "C"), (5, "D")]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("join a b", '"join" is not a decision; use same, different, name, pin, hide'),
        ('same "Wei Wang" on 2601.00001', "wants a reference and a reference, 1 given"),
        ('same "Wei Wang" on yesterday x/y', '"yesterday" is not an arXiv id'),
        ("hide Jane", "Jane is not an id"),
        ("different wei-wang 2601.00001/a", "wei-wang is not an id"),
        ('hide "Wei Wang', "double quotes"),
        ('hide "Wei Wang"@zh', 'write "Wei Wang" without @zh'),
        ('hide "Wei "Will" Wang"', "a quote inside a name twice"),
        ("hide “Wei Wang”", "put names in double quotes"),
        ('hide " "', "an empty name"),
        ('name "Wei Wang"', "write: name WHO"),
        ('name "Wei Wang" on 2601.00001', "write: name WHO"),
        ('name "Wei Wang" ""', "write: name WHO"),
        ('pin "Wei Wang"', "the id that is to be kept"),
    ],
)
def test_a_line_that_cannot_be_understood_says_why_and_where(tmp_path: Path, line: str, said: str) -> None:
    (tmp_path / "authors.txt").write_text(f"\n{line}\n", encoding="utf-8")
    with pytest.raises(DecisionsError) as caught:
        read_author_decisions(tmp_path)
    assert said in str(caught.value)
    assert str(caught.value).startswith(f"{tmp_path / 'authors.txt'}:2: ")
    assert caught.value.line == 2


def test_no_folder_is_an_error_and_no_file_is_none(tmp_path: Path) -> None:
    assert read_author_decisions(None).lines == read_author_decisions(tmp_path).lines == ()
    with pytest.raises(DecisionsError, match="no such folder of decisions"):
        read_author_decisions(tmp_path / "other")
