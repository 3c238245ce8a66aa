"""Properties of every dialect: its example is one entry, recognized as that dialect and read without a reject."""

import io

import pytest

from kg.errors import UnknownName
from kg.ingest.dialects.descriptions import INPUT_FORMATS
from kg.ingest.dialects.dialect import Dialect, FileContext, Head
from kg.ingest.dialects.registry import DIALECTS, detect, dialect
from kg.ingest.row import Row
from kg.settings import IngestSettings

every_dialect = pytest.mark.parametrize("one", DIALECTS, ids=lambda one: one.name)


@every_dialect
def test_the_example_is_one_paper_of_its_own_format(one: Dialect) -> None:
    data = one.example.encode()
    for suffix in one.suffixes:
        assert detect(Head(data, suffix)) is one
    rows = list(one.rows(io.BytesIO(data), FileContext("example", IngestSettings())))
    papers = [row for row in rows if isinstance(row, Row)]
    assert len(papers) == 1
    assert papers[0].title
    assert papers[0].authors.names


@every_dialect
def test_an_example_is_recognized_from_standard_input(one: Dialect) -> None:
    assert detect(Head(one.example.encode(), "")) is one


@every_dialect
def test_nothing_recognizes_an_empty_file_or_plain_prose(one: Dialect) -> None:
    for data in (b"", b"\n\n", b"Dear reader, here are no papers.\n", b"# Notes\n\nRead more, write less.\n"):
        assert not one.matches(Head(data, ".md"))
        assert not one.matches(Head(data, ".txt"))


def test_names_are_unique_and_unknown_ones_are_refused_with_the_known() -> None:
    assert len({one.name for one in DIALECTS}) == len(DIALECTS)
    with pytest.raises(UnknownName, match="bibtex"):
        dialect("bibtext")


def test_every_format_that_help_describes_has_a_reader_and_they_are_tried_in_that_order() -> None:
    assert tuple(one.description for one in DIALECTS) == INPUT_FORMATS
