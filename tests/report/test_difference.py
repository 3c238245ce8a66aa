"""Difference between two graphs: papers, people, co-authorships, concepts, claims."""

import json
from collections.abc import Sequence
from pathlib import Path

import command
import pytest
import toy
from report_digests import Row, row, tables_of, usual, write

from kg.report.finding.difference import Difference, find_difference
from kg.report.finding.regrouping import Change, Regrouping, hidden_slugs
from kg.report.forms.plain import report_text
from kg.report.reports import report_difference, report_on
from kg.report.what_changed import difference_values
from kg.settings import Settings
from kg.tables import Tables

THADDEA, OTTFRIED, WUNIBALD = "Thaddea Wrangelund", "Ottfried Tremblett", "Wunibald Pfortzing"


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    return tables_of(tmp_path_factory.mktemp("usual"), usual())


def changed(folder: Path, *more: Row, leave_out: Sequence[str] = (), decisions: Sequence[str] = ()) -> Tables:
    """Return the tables of the usual digests, with added rows on the last day and without some papers."""
    days = {day: [one for one in rows if one["id"] not in leave_out] for day, rows in usual().items()}
    days["2025-12-05"] += more
    return tables_of(folder, days, decisions=decisions)


def said(old: Tables, new: Tables, found: Difference | None = None) -> str:
    found = found or find_difference(old, new)
    return report_text(report_difference(old, new, (Settings(), Settings()), found=found, everything=True))


def test_nothing_differs_between_equal_graphs(tables: Tables) -> None:
    found = find_difference(tables, tables)
    assert found.is_empty
    assert said(tables, tables).startswith("Nothing differs between OLD and NEW\n")
    values = difference_values(found)
    assert values["equal"] is True
    assert values["papers"] == {"added": [], "removed": [], "changed": []}


def test_a_new_paper_adds_its_people_pairs_and_claims(tables: Tables, tmp_path: Path) -> None:
    new = changed(tmp_path, row(9, "Zita Unverzagt", THADDEA, abstract="We use BERT for machine translation."))
    found = find_difference(tables, new)
    assert found.papers_added["paper"].to_list() == ["2512.00009"]
    assert found.people_added["name"].to_list() == ["Zita Unverzagt"]
    assert found.pairs_added.height == 1
    assert {"BERT", "machine translation"} <= set(found.concepts_added["label"])
    assert not found.claims_added["both"].any()
    assert found.papers_removed.is_empty()
    back = find_difference(new, tables)
    assert back.papers_removed.equals(found.papers_added)
    assert back.people_removed["name"].to_list() == ["Zita Unverzagt"]
    assert back.pairs_removed.height == 1
    assert set(back.concepts_removed["label"]) == set(found.concepts_added["label"])


@pytest.mark.parametrize(
    ("fields", "what"),
    [
        ({"title": "Another title"}, ["title"]),
        ({"abstract": "We chart other pools."}, ["abstract"]),
        ({"authors": ["Ysolde Dollfusz", "Zita Unverzagt"]}, ["authors"]),
        ({"authors": [THADDEA, "Ysolde Dollfusz"]}, ["authors"]),
        ({"categories": ["cs.CV", "cs.CL"]}, ["categories"]),
        ({"comment": "8 pages"}, ["comment"]),
    ],
)
def test_a_changed_paper_says_what_changed(
    tables: Tables, tmp_path: Path, fields: dict[str, object], what: list[str]
) -> None:
    new = changed(tmp_path, row(7, "Ysolde Dollfusz", THADDEA) | fields, leave_out=["2512.00007"])
    assert find_difference(tables, new).papers_changed.rows() == [("2512.00007", what)]


def test_a_merge_is_one_however_ids_change_and_moves_no_pairs(tables: Tables, tmp_path: Path) -> None:
    apart = changed(tmp_path / "a", decisions=[f'different "{THADDEA}" on 2512.00001 "{THADDEA}" on 2512.00007'])
    found = find_difference(apart, tables)
    (one,) = found.regroupings
    assert (one.change, len(one.old), len(one.new)) == (Change.MERGED, 2, 1)
    assert (found.papers_added.height, found.people_added.height, found.people_removed.height) == (0, 0, 0)
    assert (found.pairs_added.height, found.pairs_removed.height) == (0, 0)
    (back,) = find_difference(tables, apart).regroupings
    assert back == Regrouping(Change.SPLIT, one.new, one.old)
    assert "are now one person" in said(apart, tables)
    assert "is now 2 people" in said(tables, apart)


def test_people_whose_papers_were_dealt_out_anew_are_neither_merged_nor_split(tmp_path: Path) -> None:
    rows = [row(i, THADDEA, title=f"Shell {i}") for i in range(1, 5)]

    def of(name: str, *groups: tuple[int, int]) -> Tables:
        same = [f'same "{THADDEA}" on 2512.0000{a} "{THADDEA}" on 2512.0000{b}' for a, b in groups]
        (a, _), (c, _) = groups
        apart = f'different "{THADDEA}" on 2512.0000{a} "{THADDEA}" on 2512.0000{c}'
        return tables_of(tmp_path / name, {"2025-12-01": rows}, decisions=[*same, apart])

    (one,) = find_difference(of("a", (1, 2), (3, 4)), of("b", (1, 3), (2, 4))).regroupings
    assert (one.change, len(one.old), len(one.new)) == (Change.REGROUPED, 2, 2)


def test_a_person_with_another_name_is_renamed(tables: Tables, tmp_path: Path) -> None:
    new = changed(tmp_path, decisions=[f'name "{WUNIBALD}" "W. A. Pfortzing"'])
    found = find_difference(tables, new)
    assert found.people_renamed.select("before", "after").rows() == [(WUNIBALD, "W. A. Pfortzing")]
    assert found.people_added.is_empty()


def test_who_asked_to_be_left_out_is_not_named(tables: Tables, tmp_path: Path) -> None:
    line = f'hide "{WUNIBALD}"'
    for folder, leave_out in (("a", ()), ("b", ("2512.00002", "2512.00004", "2512.00006"))):
        new = changed(tmp_path / folder, leave_out=leave_out, decisions=[line])
        found = find_difference(tables, new, hidden_slugs(toy.decisions(line)))
        assert found.people_unnamed == 1
        for text in (said(tables, new, found), json.dumps(difference_values(found))):
            assert "Wunibald" not in text
            assert "wunibald" not in text


def test_whoever_is_missing_on_a_paper_that_remains_is_not_named_without_knowing_decisions(
    tables: Tables, tmp_path: Path
) -> None:
    new = changed(tmp_path, decisions=[f'hide "{WUNIBALD}"'])
    found = find_difference(tables, new)
    assert (found.people_removed.height, found.people_unnamed) == (0, 1)
    assert "Wunibald" not in said(tables, new, found)


def test_claims_of_papers_of_both_are_listed(tables: Tables, tmp_path: Path) -> None:
    new = changed(
        tmp_path, row(8, "Evander Zobelitz", "Hedwig Kvistgaard", abstract="We use BERT."), leave_out=["2512.00008"]
    )
    found = find_difference(tables, new)
    assert found.claims_added["both"].all()
    assert "is about BERT" in said(tables, new)


def test_a_report_since_a_day_names_merges_since_an_older_graph(tables: Tables, tmp_path: Path) -> None:
    apart = changed(tmp_path, decisions=[f'different "{THADDEA}" on 2512.00001 "{THADDEA}" on 2512.00007'])
    document = report_on(tables, Settings(), old=apart)
    assert "are now one person" in report_text(document)
    assert "regrouped" not in [section.anchor for section in report_on(tables, Settings(), old=tables).sections]


def test_the_command_writes_text_a_page_or_json(tmp_path: Path) -> None:
    for name, rows in (("a", usual()), ("b", {**usual(), "2025-12-08": [row(9, "Zita Unverzagt")]})):
        write(tmp_path / name, rows)
        assert command.call("build", name, "-o", f"{name}.kg", "--no-store", cwd=tmp_path).status == 0
    ran = command.call("diff", "a.kg", "b.kg", cwd=tmp_path)
    assert ran.status == 0
    assert ran.out.startswith("What changed from a.kg to b.kg\n")
    assert "Zita Unverzagt · 1 paper" in ran.out
    ran = command.call("diff", "a.kg", "b.kg", "--json", "--exit-code", cwd=tmp_path)
    assert ran.status == 1
    assert [one["paper"] for one in json.loads(ran.out)["papers"]["added"]] == ["2512.00009"]
    assert command.call("diff", "a.kg", "a.kg", "--exit-code", cwd=tmp_path).status == 0
    ran = command.call("diff", "a.kg", "b.kg", "-o", "changes.html", cwd=tmp_path)
    assert ran.status == 0
    assert "Zita Unverzagt" in (tmp_path / "changes.html").read_text("utf-8")
    assert command.call("diff", "a.kg", "b.kg", "-o", "changes.pdf", cwd=tmp_path).status == 2
    assert command.call("diff", "a.kg", "c.kg", cwd=tmp_path).status == 3
