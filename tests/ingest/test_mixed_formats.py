"""A folder with all formats: the same paper in each becomes one paper, in any order of the files."""

from pathlib import Path

import pytest

from kg.ingest import read
from kg.ingest.dialects.descriptions import INPUT_FORMATS
from kg.model import Paper, SectionKind
from kg.report_codes import Level

FORMATS = Path(__file__).parents[2] / "examples" / "formats"
KNOWN = {known.name for known in INPUT_FORMATS} - {"markdown"}
"""Formats with a folder of examples each; the one for Markdown is `examples/digests`."""
SHARED = "2601.20001"
"""The paper that every folder contains."""


def abstract(paper: Paper) -> str:
    return next(section.text for section in paper.sections if section.kind is SectionKind.ABSTRACT)


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_each_folder_is_read_in_its_own_format_without_a_reject(name: str) -> None:
    corpus = read([FORMATS / name])
    assert {source.format for source in corpus.sources if source.rows} == {name}
    assert not [report for report in corpus.reports if report.level is Level.REJECT]
    assert SHARED in {paper.id for paper in corpus.papers}


def test_the_samples_cover_every_format_but_the_digests_in_markdown() -> None:
    assert {folder.name for folder in FORMATS.iterdir() if folder.is_dir()} == KNOWN


def test_the_same_paper_in_all_formats_is_one_paper() -> None:
    corpus = read([FORMATS])
    (paper,) = [paper for paper in corpus.papers if paper.title.startswith("Charting Tidal Pools")]
    assert paper.id == SHARED
    assert paper.authors == ("Mara Linde", "Teo Okafor")
    assert {category.code for category in paper.categories} >= {"cs.CV", "cs.LG"}
    assert "sparse transformers" in abstract(paper)
    assert {a.digest.split("-")[0] for a in paper.appearances} >= {
        "atom",
        "bibtex",
        "csl",
        "mail",
        "oai",
        "openalex",
        "rss",
    }


@pytest.mark.parametrize(
    "pair", [("atom", "bibtex"), ("openalex", "semantic-scholar"), ("csl", "snapshot"), ("rss", "jsonl")]
)
def test_two_formats_in_either_order_give_the_same_papers(pair: tuple[str, str]) -> None:
    one, other = (FORMATS / name for name in pair)
    assert read([one, other]).papers == read([other, one]).papers
    ids = [paper.id for paper in read([one, other]).papers]
    assert ids.count(SHARED) == 1


def test_a_doi_joins_an_entry_without_arxiv_id_to_the_arxiv_paper(tmp_path: Path) -> None:
    (tmp_path / "library.bib").write_text(
        "@article{q, title={Maps of the Tides}, author={Quill, Nora}, doi={10.1000/TIDES}, year=2026,\n"
        "journal={Shore}}\n"
    )
    (tmp_path / "2026-01-05.jsonl").write_text(
        '{"id": "2601.00007", "title": "Maps of the Tides", "authors": ["Nora Quill"], "doi": "10.1000/tides"}\n'
    )
    (paper,) = read([tmp_path]).papers
    assert paper.id == "2601.00007"
    assert paper.journal == "Shore"
    assert [identifier.key for identifier in paper.identifiers] == ["2601.00007", "doi:10.1000/tides"]
