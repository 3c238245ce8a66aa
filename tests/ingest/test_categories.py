"""The classes of three schemes that stand mixed in one list."""

import pytest

from kg.ingest.categories import first_arxiv, split_categories
from kg.model import Scheme


@pytest.mark.parametrize(
    ("printed", "codes"),
    [
        ("cs.CV", ["arxiv cs.CV"]),
        ("quant-ph", ["arxiv quant-ph"]),
        ("physics.comp-ph", ["arxiv physics.comp-ph"]),
        ("cond-mat.mtrl-sci", ["arxiv cond-mat.mtrl-sci"]),
        ("I.2.10; I.4.8", ["acm I.2.10", "acm I.4.8"]),
        ("C.3; C.m", ["acm C.3", "acm C.m"]),
        ("68T07, 68T09 (Primary) 62P10 (Secondary)", ["msc 68T07", "msc 68T09", "msc 62P10"]),
        ("Primary: 97U50, Secondary: 97U70", ["msc 97U50", "msc 97U70"]),
        ("51K05 (primary) 57-08, 65Kxx", ["msc 51K05", "msc 57-08", "msc 65Kxx"]),
        ("68T45 (Machine vision and scene understanding)", ["msc 68T45"]),
        ("70, 74, 76", ["msc 70", "msc 74", "msc 76"]),
        ("68", ["msc 68"]),
        ("93A16 93A16", ["msc 93A16"]),
        ("03E72, 94D05,", ["msc 03E72", "msc 94D05"]),
        ("cs.CV cs.LG;H.3", ["arxiv cs.CV", "arxiv cs.LG", "acm H.3"]),
        ("Doctor of Engineering", []),
        ("N/A", []),
        ("Chapter 12", []),
        ("", []),
    ],
)
def test_classes(printed: str, codes: list[str]) -> None:
    assert [f"{c.scheme.value} {c.code}" for c in split_categories(printed)] == codes


def test_the_primary_category_is_the_first_of_arxiv() -> None:
    assert first_arxiv(["68T07", "cs.CV", "cs.LG"]) == "cs.CV"
    assert first_arxiv(["68T07"]) == ""
    assert {c.scheme for c in split_categories("cs.CV 68T07 I.2")} == set(Scheme)
