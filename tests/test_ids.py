import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import ids
from kg.classification import arxiv_archives

KNOWN = [
    ("2601.21126", "2601.21126", None, "2026-01"),
    ("2601.21126v3", "2601.21126", 3, "2026-01"),
    ("0704.0001", "0704.0001", None, "2007-04"),
    ("https://arxiv.org/abs/2601.21126v2", "2601.21126", 2, "2026-01"),
    ("http://arxiv.org/pdf/2601.21126.pdf", "2601.21126", None, "2026-01"),
    ("arXiv:2601.21126", "2601.21126", None, "2026-01"),
    ("hep-th/9901001v1", "hep-th/9901001", 1, "1999-01"),
    ("math.GT/0309136", "math/0309136", None, "2003-09"),
    ("cs/0112017", "cs/0112017", None, "2001-12"),
]


@pytest.mark.parametrize(("text", "id_", "version", "month"), KNOWN)
def test_arxiv_ids_of_every_style_are_read(text: str, id_: str, version: int | None, month: str) -> None:
    assert ids.parse_arxiv_id(text) == (id_, version, month)


# Spellings of 2601.00001 and hep-th/9901001; {} stands for the id. A spelling with a version has version 2.
EITHER_STYLE = """
{}
{}v2
 {}
[{}]
`{}`
arXiv:{}
arXiv: {}v2
arXiv：{}
ARXIV:{}
(arXiv:{})
[arXiv:{}](https://arxiv.org/abs/{})
**arXiv:{}**
arXiv:{}v2 [cs.LG]
arXiv:{}v2 [hep-th] 1 Jan 2026
arXiv preprint arXiv:{} (2026)
{} [cs.LG]
abs/{}
CoRR abs/{}
10.48550/arXiv.{}
10.48550/ARXIV.{}
doi:10.48550/arXiv.{}
DOI: 10.48550/arXiv.{}
https://doi.org/10.48550/arxiv.{}
http://dx.doi.org/10.48550/arXiv.{}v2
oai:arXiv.org:{}
info:arxiv/{}
https://arxiv.org/abs/{}
https://arxiv.org/abs/{}/
<https://arxiv.org/abs/{}>
arxiv.org/abs/{}v2
//arxiv.org/pdf/{}
https://arxiv.org/pdf/{}v2.pdf
https://arxiv.org/pdf/{}.pdf#page=3
https://arxiv.org/pdf/{}v2.pdf?download=true
https://arxiv.org/abs/{}?context=cs.LG
https://arxiv.org/html/{}v2
https://arxiv.org/format/{}
https://arxiv.org/src/{}
https://arxiv.org/e-print/{}v2
https://arxiv.org/abs/arXiv:{}
http://www.arxiv.org/abs/{}
http://export.arxiv.org/abs/{}v2
https://de.arxiv.org/abs/{}
http://cn.arxiv.org/pdf/{}
http://lanl.arxiv.org/abs/{}
http://xxx.lanl.gov/abs/{}
https://browse.arxiv.org/pdf/{}.pdf
https://ar5iv.org/abs/{}
https://ar5iv.labs.arxiv.org/html/{}
https://www.alphaxiv.org/abs/{}v2
https://www.semanticscholar.org/arxiv/{}
https://api.semanticscholar.org/arXiv:{}
https://api.semanticscholar.org/graph/v1/paper/ARXIV:{}
http://www.arxiv-sanity.com/{}v2
https://arxiv-sanity-lite.com/?rank=pid&pid={}
https://scirate.com/arxiv/{}
https://papers.cool/arxiv/{}
https://huggingface.co/papers/{}
https://inspirehep.net/search?p=find+eprint+{}
https://inspirehep.net/literature?q=arxiv%3A{}
https://www.catalyzex.com/paper/arxiv:{}
https://web.archive.org/web/2026/https://arxiv.org/abs/{}
https://www.google.com/url?q=https%3A%2F%2Farxiv.org%2Fabs%2F{}&sa=D
""".strip("\n").split("\n")
SPELLINGS = [(text.replace("{}", id_), id_) for text in EITHER_STYLE for id_ in ("2601.00001", "hep-th/9901001")]
ODD_SPELLINGS = [
    ("2601.00001v2.pdf", "2601.00001"),
    ("papers/2601.00001v2.pdf", "2601.00001"),
    ("/home/a b/2601.00001.pdf", "2601.00001"),
    ("arXiv-2601.00001v2.tar.gz", "2601.00001"),
    ("hep-th_9901001v1.pdf", "hep-th/9901001"),
    ("hep-th9901001", "hep-th/9901001"),
    ("hep-th%2F9901001", "hep-th/9901001"),
    ("HEP-TH/9901001", "hep-th/9901001"),
    ("https://arxiv.org/abs/math.GT/0309136", "math/0309136"),
    ("arXiv:math.GT/0309136v1", "math/0309136"),
    ("math/309136", "math/0309136"),
    ("704.0001", "0704.0001"),
    ("0704.0001v3", "0704.0001"),
    ("https://arxiv.org/ftp/arxiv/papers/2601/2601.00001.pdf", "2601.00001"),
    ("https://arxiv.org/ftp/hep-th/papers/9901/9901001.pdf", "hep-th/9901001"),
    ("https://ui.adsabs.harvard.edu/abs/2026arXiv260100001L/abstract", "2601.00001"),
]
NOT_ARXIV = [
    "", "foo", "2613.00001", "2601.123", "2601.0001", "1412.00001", "0312.0001", "2601.1234567", "12601.00001",
    "1.2601.00001", "2601.00001.12", "cs/01120178", "hep-th/9913001", "hep-th/0704001", "and/9901001", "2601.21126v0",
    "$2601.00001", "€1205.1234", "2601.00001 USD", "2026-01-05", "2026.0105", "2012.1205", "20260105", "see 2601.00001",
    "10.1103/PhysRevD.2601.00001", "10.1234/2601.00001", "10.1234/2601.00001.pdf", "https://doi.org/10.1145/2601.00001",
    "https://paperswithcode.com/paper/on-shells", "https://www.researchgate.net/publication/2601.00001",
    "https://example.org/2601.00001", "https://notarxiv.org/abs/2601.00001", "https://biorxiv.org/content/2601.00001",
    "https://arxiv.org/list/cs.LG/recent", "https://arxiv.org/abs/", "arXiv:2601.00001 and arXiv:2601.00002",
    "٢٦٠١.00001",
]  # fmt: skip


@pytest.mark.parametrize(("spelled", "id_"), [*SPELLINGS, *ODD_SPELLINGS])
def test_every_spelling_is_one_id(spelled: str, id_: str) -> None:
    found = ids.parse_arxiv_id(spelled)
    assert found is not None
    assert found.id == id_
    assert not re.search(r"\dv2", spelled) or found.version == 2


NEW = st.builds(
    lambda year, month, number: f"{year:02}{month:02}.{number:0{4 if year < 15 else 5}}",
    st.integers(8, 60), st.integers(1, 12), st.integers(1, 9999),
)  # fmt: skip
OLD = st.builds(
    lambda archive, year, month, number: f"{archive}/{year % 100:02}{month:02}{number:03}",
    st.sampled_from(ids.OLD_ARCHIVES), st.integers(92, 106), st.integers(1, 12), st.integers(1, 999),
)  # fmt: skip


@given(NEW | OLD, st.sampled_from(EITHER_STYLE))
def test_every_id_comes_back_from_every_spelling(id_: str, spelling: str) -> None:
    spelled = spelling.replace("{}", id_)
    found = ids.parse_arxiv_id(spelled)
    assert found is not None
    assert found.id == id_
    assert found in ids.find_arxiv_ids(f"see {spelled}, p. 3")


@pytest.mark.parametrize("text", NOT_ARXIV)
def test_what_is_no_arxiv_id_is_refused(text: str) -> None:
    assert ids.parse_arxiv_id(text) is None


def test_archives_of_old_ids_are_archives_of_arxiv() -> None:
    assert set(ids.OLD_ARCHIVES) < arxiv_archives()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("| 2601.00001 | [PDF](https://arxiv.org/pdf/2601.00002v1) |", ["2601.00001", "2601.00002"]),
        ("[arXiv:2601.00001](https://arxiv.org/abs/2601.00001)", ["2601.00001"]),
        ("eprint = {math/0309136}, note = {arXiv:2601.00001v2 [cs.LG]}", ["math/0309136", "2601.00001"]),
        ("arXiv:2601.00002, arXiv:2601.00001.", ["2601.00002", "2601.00001"]),
        ("2601.00001,2601.00002; hep-th/9901001", ["2601.00001", "2601.00002", "hep-th/9901001"]),
        ("It costs $1205.1234, weighs 1.2601.00001 and is 1205.1234% larger", []),
        ("doi:10.1234/2601.00001 https://example.org/2601.00001", []),
        ("accuracy of 97.25 on 2026-01-05", []),
    ],
)
def test_ids_in_a_text(text: str, found: list[str]) -> None:
    assert [one.id for one in ids.find_arxiv_ids(text)] == found


def test_the_first_version_of_an_id_in_a_text_is_kept() -> None:
    (found,) = ids.find_arxiv_ids("2601.00001, later https://arxiv.org/abs/2601.00001v2 and arXiv:2601.00001v3")
    assert found.version == 2


@given(st.text())
def test_parsing_never_fails_and_reads_back_its_own_ids(text: str) -> None:
    found = ids.parse_arxiv_id(text)
    if found:
        assert ids.parse_arxiv_id(found.id) == found._replace(version=None)
    for one in ids.find_arxiv_ids(text):
        assert ids.parse_arxiv_id(one.id) == one._replace(version=None)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert ids.fold(ids.fold(text)) == ids.fold(text)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Søren  Ørsted", "soren orsted"),
        ("Łukasz", "lukasz"),
        ("Straße", "strasse"),
        ("Işık", "isik"),
        ("李明", "李明"),
    ],
)
def test_folding_takes_accents_from_latin_letters_only(text: str, folded: str) -> None:
    assert ids.fold(text) == folded


@given(st.text())
def test_a_slug_is_one_safe_path_segment(text: str) -> None:
    made = ids.slug(text)
    assert made
    assert made.isascii()
    assert not set(made) & set('/ <>"{}|\\^`#?')


def test_names_of_any_script_keep_different_slugs() -> None:
    names = ["李明", "王明", "Ivan Petrov", "Иван Петров", "C", "C++", "C#"]
    assert len({ids.slug(name) for name in names}) == len(names)


def test_an_old_style_id_stays_one_segment_of_an_author_id_and_a_path_of_a_paper_iri() -> None:
    assert ids.author_id("Jörg Müller", "hep-th/9901001") == "jorg-muller/hep-th%2F9901001"
    assert ids.authorship_id("hep-th/9901001", "jorg-muller", 2) == "hep-th%2F9901001/jorg-muller-2"
    assert ids.paper_iri("hep-th/9901001") == "https://arxiv.org/abs/hep-th/9901001"
