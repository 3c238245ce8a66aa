"""Serialization of single terms; `test_write` tests whether whole exports can be read."""

import polars as pl
import pytest

from kg.ids import CATEGORY_PREFIX
from kg.rdf.terms import Syntax, ValueKind, escape_literal, term


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('say "a\\b"', 'say \\"a\\\\b\\"'),
        ("line\nend\r\ttab", "line\\nend\\r\\ttab"),
        ("bell \x07 and delete \x7f", "bell \\u0007 and delete \\u007F"),
        ("图 é 😀", "图 é 😀"),
    ],
)
def test_strings_are_escaped_as_in_canonical_n_triples(text: str, written: str) -> None:
    assert pl.select(escape_literal(pl.lit(text))).item() == written


TURTLE, N_TRIPLES = (Syntax("http://x/", turtle=turtle) for turtle in (True, False))


def as_written(kind: ValueKind, value: object, syntax: Syntax) -> str:
    column = pl.DataFrame({"value": [value]})
    return str(column.select(term(kind, pl.col("value"), syntax)).item())


def test_language_tags_are_lower_case_as_in_the_store_and_left_out_where_they_are_not_tags() -> None:
    assert as_written(ValueKind.TAGGED, {"text": "图", "language": "zh-Hans"}, TURTLE) == '"图"@zh-hans'
    assert as_written(ValueKind.TAGGED, {"text": "x", "language": "not a tag"}, N_TRIPLES) == '"x"'


def test_a_code_that_turtle_cannot_abbreviate_is_a_whole_iri() -> None:
    assert as_written(ValueKind.CATEGORY, "arxiv/cs.LG", TURTLE) == "category:cs.LG"
    for code in ("arxiv/cs.", "arxiv/cs%2FLG", "msc/-05C"):
        assert as_written(ValueKind.CATEGORY, code, TURTLE) == f"<{CATEGORY_PREFIX}{code}>"
    assert as_written(ValueKind.CATEGORY, "arxiv/cs.LG", N_TRIPLES) == f"<{CATEGORY_PREFIX}arxiv/cs.LG>"
