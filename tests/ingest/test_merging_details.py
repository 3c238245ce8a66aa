"""Details of one paper from several files are combined."""

import json
from pathlib import Path

import pytest

from kg.ingest import read
from kg.wording.reports import describe_report

ORCID = "0000-0002-1825-0097"


def test_an_orcid_and_a_citation_survive_a_later_file_that_says_other_things(tmp_path: Path) -> None:
    rich = {
        "id": "2601.00001", "title": "Maps of Tides", "categories": ["cs.CL"],
        "authors": [{"name": "Nora Quill", "orcid": ORCID, "affiliation": "Tidal University"}, {"name": "Sam Brandt"}],
    }  # fmt: skip
    other = {
        "id": "2601.00001", "title": "Maps of Tides", "categories": ["cs.CL"],
        "authors": [{"name": "Nora Quill", "affiliation": "Institute of Shores"}, {"name": "Sam Brandt"}],
    }  # fmt: skip
    for first, second in ((rich, other), (other, rich)):
        (tmp_path / "2026-01-05.jsonl").write_text(json.dumps(first) + "\n")
        (tmp_path / "2026-01-06.jsonl").write_text(json.dumps(second) + "\n")
        (paper,) = read([tmp_path]).papers
        (details,) = paper.details
        assert [identifier.value for identifier in details.identifiers] == [ORCID]
        assert set(details.affiliations) == {"Tidal University", "Institute of Shores"}


def test_two_papers_under_one_identifier_are_reported(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(
        "@misc{a, title={Reading Lighthouse Logs}, author={Quill, Nora}, eprint={2601.00001}}\n"
        "@misc{b, title={Counting Seagulls at Dusk}, author={Brandt, Sam}, eprint={2601.00001}}\n"
    )
    corpus = read([tmp_path])
    assert len(corpus.papers) == 1
    assert any("check the identifier" in describe_report(report) for report in corpus.reports)


def test_a_revised_title_is_not_reported(tmp_path: Path) -> None:
    for day, title in (("05", "Maps of the Tides"), ("06", "Maps of the Tides, Revisited")):
        row = {"id": "2601.00001", "title": title, "authors": ["Nora Quill"], "summary": "We map."}
        (tmp_path / f"2026-01-{day}.jsonl").write_text(json.dumps(row) + "\n")
    assert read([tmp_path]).reports == ()


def test_only_daily_formats_want_a_day_in_the_file_name(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(
        "@misc{a, title={Tides}, author={Quill, Nora}, eprint={2601.00001}, abstract={We map.}}\n"
    )
    (tmp_path / "list.jsonl").write_text(
        '{"id": "2601.00002", "title": "Tides", "authors": ["Nora Quill"], "summary": "x"}\n'
    )
    assert [report.file for report in read([tmp_path]).reports if "no day" in describe_report(report)] == ["list.jsonl"]


@pytest.mark.parametrize("key", ["name", "person", "author"])
def test_a_name_in_an_object_of_its_own_keeps_what_is_beside_it(tmp_path: Path, key: str) -> None:
    author = {key: {"given": "Nora", "family": "Quill"}, "orcid": ORCID, "affiliation": "Tidal University"}
    row = {"id": "2601.00001", "title": "Maps of Tides", "authors": [author], "summary": "We map."}
    (tmp_path / "2026-01-05.jsonl").write_text(json.dumps(row) + "\n")
    (paper,) = read([tmp_path]).papers
    assert paper.authors == ("Nora Quill",)
    assert paper.details[0].identifiers[0].value == ORCID
    assert paper.details[0].affiliations == ("Tidal University",)
