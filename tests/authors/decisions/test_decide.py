import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.authors.decisions.decide import (
    append_author_decision,
    append_author_decisions,
    make_author_decision,
    remove_author_decision,
)
from kg.authors.decisions.decisions import parse_author_decision, read_author_decisions
from kg.errors import DecisionsError, UsageError
from kg.model import Authorship


def content(folder: Path) -> bytes:
    return (folder / "authors.txt").read_bytes()


def test_a_first_decision_makes_folder_and_file_that_explain_themselves(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "decisions"
    written = append_author_decision(
        folder, "same", ["Wei Wang on 2601.00001", "w-wang/2601.00002"], comment='Wei "W"\nWang\x1b[2J\u202e'
    )
    lines = content(folder).decode().splitlines()
    assert lines[0].startswith("# ")
    assert lines[-1] == 'same "Wei Wang" on 2601.00001 2601.00002/w-wang  # Wei "W" Wang [2J'
    assert (written.line, written.changed) == (len(lines), True)
    (read,) = read_author_decisions(folder).lines
    assert (read.line, read.written) == (written.line, written.text)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b'hide "A"\n'),
        (b"\xef\xbb\xbf", b'\xef\xbb\xbfhide "A"\n'),
        (b'# ours\r\n\r\nhide "B" #  no end', b'# ours\r\n\r\nhide "B" #  no end\r\nhide "A"\r\n'),
        (b'hide "B"\n\n\n', b'hide "B"\n\n\nhide "A"\n'),
        (b"# old\rhide \xe2\x80\x9c", None),
    ],
)
def test_every_other_byte_stays(tmp_path: Path, before: bytes, after: bytes | None) -> None:
    (tmp_path / "authors.txt").write_bytes(before)
    if after is None:
        with pytest.raises(DecisionsError):
            append_author_decision(tmp_path, "hide", ["A"])
        assert content(tmp_path) == before
        return
    written = append_author_decision(tmp_path, "hide", ["A"])
    assert content(tmp_path) == after
    assert read_author_decisions(tmp_path).lines[-1].line == written.line
    assert remove_author_decision(tmp_path, "hide", ['"A"']) == written
    assert content(tmp_path).rstrip() == before.rstrip()


def test_what_stands_there_is_not_written_again(tmp_path: Path) -> None:
    first = append_author_decision(tmp_path, "same", ["wei-wang/2601.00001", "w-wang/2601.00002"])
    before = content(tmp_path)
    again = append_author_decision(tmp_path, "same", ['"W. Wang" on 2601.00002v3', "2601.00001/wei-wang"])
    assert (again.changed, again.line, again.text) == (False, first.line, first.text)
    assert content(tmp_path) == before


def test_a_name_may_change_and_change_back(tmp_path: Path) -> None:
    changed = [append_author_decision(tmp_path, "name", ["Ada"], name).changed for name in ("One", "Two", "Two", "One")]
    assert changed == [True, True, False, True]


def test_a_contradiction_is_refused_before_anything_is_written(tmp_path: Path) -> None:
    append_author_decision(tmp_path, "same", ["a/2601.00001", "b/2601.00002"])
    append_author_decision(tmp_path, "same", ["b/2601.00002", "c/2601.00003"])
    before = content(tmp_path)
    with pytest.raises(DecisionsError) as caught:
        append_author_decision(tmp_path, "different", ["a/2601.00001", "c/2601.00003"])
    assert re.search(
        r"nothing was written: .*different 2601.00001/a 2601.00003/c, but line 9 says same 2601.00001/a 2601.00002/b "
        r"and line 10 says same 2601.00002/b 2601.00003/c; remove one of these 3 lines",
        str(caught.value),
    )
    assert content(tmp_path) == before


def test_with_the_mentions_of_a_graph_more_is_seen(tmp_path: Path) -> None:
    known = [
        Authorship("2601.00001/wei-wang", "2601.00001", 0, "Wei Wang", ""),
        Authorship("2601.00002/wei-wang", "2601.00002", 0, "Wei Wang", ""),
    ]
    written = append_author_decision(tmp_path, "same", ["Wei Wang", "Wei  WANG"], mentions=known)
    assert not written.warnings
    with pytest.raises(DecisionsError, match="nothing was written"):
        append_author_decision(tmp_path, "different", [m.id for m in known], mentions=known)
    typo = append_author_decision(tmp_path, "name", ["wei-wong/2601.00001"], "Wei", mentions=known)
    assert "no mention 2601.00001/wei-wong" in typo.warnings[0]


def test_many_are_written_all_or_none(tmp_path: Path) -> None:
    good = [
        make_author_decision("hide", ["A"]),
        make_author_decision("hide", ["B"]),
        make_author_decision("hide", ["A"]),
    ]
    assert [(w.line, w.changed) for w in append_author_decisions(tmp_path, good)] == [(9, True), (10, True), (9, False)]
    before = content(tmp_path)
    bad = [make_author_decision("hide", ["C"]), make_author_decision("different", ["x/2601.00001", "x/2601.00001"])]
    with pytest.raises(DecisionsError):
        append_author_decisions(tmp_path, bad)
    assert content(tmp_path) == before


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("join", ["a", "b"]), "is not a decision"),
        (("same", ["a"]), "wants a reference and a reference, 1 given"),
        (("pin", ["Jane Doe"]), "the id that is to be kept"),
        (("name", ["Jane Doe"]), "write: name WHO"),
        (("hide", [" "]), "an empty name"),
    ],
)
def test_what_cannot_be_said_is_refused(tmp_path: Path, words: tuple[str, list[str]], said: str) -> None:
    with pytest.raises(DecisionsError, match=said):
        append_author_decision(tmp_path, *words)
    assert not list(tmp_path.glob("authors.txt"))


def test_the_last_line_that_says_it_is_removed_and_no_other_byte(tmp_path: Path) -> None:
    rows = [b'\xef\xbb\xbfhide "B"\r\n', b"# kept\r\n", b'name "A" "Two" # no\r\n', b'name "A" "One"\r\n', b"\n"]
    (tmp_path / "authors.txt").write_bytes(b"".join(rows))
    removed = remove_author_decision(tmp_path, "name", ["A"])
    assert removed is not None
    assert (removed.line, removed.text) == (4, 'name "A" "One"')
    assert content(tmp_path) == b"".join(rows[:3] + rows[4:])
    assert remove_author_decision(tmp_path, "name", ["A"], "Three") is None
    assert remove_author_decision(tmp_path, "hide", ["b"]) is None, "only what is said in the same words"
    assert remove_author_decision(tmp_path, "hide", ["B"])
    assert content(tmp_path) == b"\xef\xbb\xbf" + rows[1] + rows[2] + rows[4]
    assert remove_author_decision(tmp_path / "nowhere", "hide", ["B"]) is None


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.txt"
    target.write_text("# ours\n", encoding="utf-8")
    target.chmod(0o640)
    folder = tmp_path / "decisions"
    folder.mkdir()
    (folder / "authors.txt").symlink_to(target)
    append_author_decision(folder, "hide", ["Jane Doe"])
    assert (folder / "authors.txt").is_symlink()
    assert target.read_text(encoding="utf-8") == '# ours\nhide "Jane Doe"\n'
    assert target.stat().st_mode & 0o777 == 0o640


def test_writers_at_once_lose_no_line(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda i: append_author_decision(tmp_path, "hide", [f"Person {i}"]), range(24)))
    assert {line.references[0].name for line in read_author_decisions(tmp_path).lines} == {
        f"Person {i}" for i in range(24)
    }


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"cannot write .*authors\.txt"):
        append_author_decision(tmp_path / "file", "hide", ["Jane Doe"])


@given(st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"])))
def test_whatever_is_pasted_makes_one_line_or_an_error(name: str, text: str) -> None:
    try:
        made = make_author_decision("name", [name], text)
    except DecisionsError:
        assert not name.strip() or not text.strip()
        return
    assert "\n" not in made.written
    assert parse_author_decision(made.written + "  # " + "remark") == made
