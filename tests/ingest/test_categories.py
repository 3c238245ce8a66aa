"""Categories of three schemes, mixed in one list."""

import pytest

from kg.ingest.cleaning.categories import all_categories, first_arxiv, split_categories
from kg.model import Category, Scheme


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
        ("CS.cl", ["arxiv cs.CL"]),
        ("stat.ml, Q-BIO.nc", ["arxiv stat.ML", "arxiv q-bio.NC"]),
        ("HEP-TH", ["arxiv hep-th"]),
        ("CS, Math", ["arxiv cs", "arxiv math"]),
        ("cs_LG cs-RO", ["arxiv cs.LG", "arxiv cs.RO"]),
        ("Machine Learning (cs.LG); Physics and Society (physics.soc-ph)", ["arxiv cs.LG", "arxiv physics.soc-ph"]),
        ("cs.LG (Machine Learning)", ["arxiv cs.LG"]),
        ("cs.CL； cs.LG、cs.IR", ["arxiv cs.CL", "arxiv cs.LG", "arxiv cs.IR"]),
        ("['cs.CL', \"cs.LG\"]", ["arxiv cs.CL", "arxiv cs.LG"]),
        ("**cs.CV** · `cs.RO`", ["arxiv cs.CV", "arxiv cs.RO"]),
        ("Distributed, Parallel, and Cluster Computing", ["arxiv cs.DC"]),
        ("Computer Science > Machine Learning", ["arxiv cs.LG"]),
        ("High Energy Physics - Theory", ["arxiv hep-th"]),
        ("cs:cs:LG", ["arxiv cs.LG"]),
        ("physics:hep-th math:math:AG", ["arxiv hep-th", "arxiv math.AG"]),
        ("physics:cond-mat:mtrl-sci", ["arxiv cond-mat.mtrl-sci"]),
        ("{'term': 'cs.LG', 'scheme': 'http://arxiv.org/schemas/atom', 'label': None}", ["arxiv cs.LG"]),
        ("https://arxiv.org/list/cs.LG/recent", ["arxiv cs.LG"]),
        ("cs.ZZ", ["arxiv cs.ZZ"]),
        ("Machine Learning", []),  # ambiguous: computer science or statistics
        ("Robotics", []),  # also a common word
        ("Physics, chemistry", []),
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


ALIASES = [
    ("cs.SY", "eess.SY"), ("cs.NA", "math.NA"), ("math.IT", "cs.IT"), ("math.MP", "math-ph"), ("stat.TH", "math.ST"),
    ("q-fin.EC", "econ.GN"), ("cmp-lg", "cs.CL"), ("alg-geom", "math.AG"), ("dg-ga", "math.DG"), ("q-alg", "math.QA"),
    ("funct-an", "math.FA"), ("adap-org", "nlin.AO"), ("chao-dyn", "nlin.CD"), ("comp-gas", "nlin.CG"),
    ("patt-sol", "nlin.PS"), ("solv-int", "nlin.SI"), ("acc-phys", "physics.acc-ph"), ("ao-sci", "physics.ao-ph"),
    ("atom-ph", "physics.atom-ph"), ("bayes-an", "physics.data-an"), ("chem-ph", "physics.chem-ph"),
    ("plasm-ph", "physics.plasm-ph"), ("mtrl-th", "cond-mat.mtrl-sci"), ("supr-con", "cond-mat.supr-con"),
]  # fmt: skip


@pytest.mark.parametrize(("code", "canonical"), ALIASES)
def test_two_codes_of_one_category_are_one_class(code: str, canonical: str) -> None:
    expected = (Category(Scheme.ARXIV, canonical),)
    for printed in (code, code.upper(), f"Some Title ({code})", f"{canonical}; {code}"):
        assert split_categories(printed) == expected, printed
    assert all_categories([code, canonical, "68T07"]) == (*expected, Category(Scheme.MSC, "68T07"))
    assert first_arxiv(["68T07", code]) == canonical
