"""The real digests in the shared folder: read completely, and equal in both formats."""

from dataclasses import replace
from pathlib import Path

import pytest

from kg.ingest import read
from kg.model import Corpus, Paper
from kg.report_codes import Level, ReportCode

pytestmark = pytest.mark.shared
DAYS = ["2026-01-01", "2026-01-14", "2026-01-31"]


def in_both_forms(corpus: Corpus) -> list[Paper]:
    return [replace(p, categories=(), comment="", links=()) for p in corpus.papers]


def test_the_seeds_are_read_completely(shared: Path) -> None:
    corpus = read([shared / "digests" / "seeds"])
    assert len(corpus.papers) == sum(source.announced or 0 for source in corpus.sources) == 312
    assert {report.code for report in corpus.reports} == {ReportCode.NO_DAY}
    assert all(len(paper.sections) == 6 for paper in corpus.papers)


@pytest.mark.parametrize("day", DAYS)
def test_both_forms_of_a_day_agree(shared: Path, day: str) -> None:
    folder = shared / "digests" / "2026-01"
    markdown = read([folder / f"{day}.md"])
    lines = read([folder / f"{day}_AI_enhanced_Chinese.jsonl"])
    assert in_both_forms(markdown) == in_both_forms(lines)
    for corpus in (markdown, lines):
        (source,) = corpus.sources
        assert source.rows == source.accepted == len(corpus.papers)
        assert source.announced in (None, source.rows)
        assert not [r for r in corpus.reports if r.level is Level.REJECT]
    assert read([folder / f"{day}.md", folder / f"{day}_AI_enhanced_Chinese.jsonl"]).papers == lines.papers
