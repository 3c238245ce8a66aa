"""A small graph in which every text has characters that some format must escape."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from assembling import assemble

from kg import writers
from kg.ids import author_id, authorship_id, slug
from kg.model import (
    Appearance,
    Author,
    AuthorDetails,
    AuthorKind,
    Authorship,
    Category,
    Claim,
    Concept,
    ConceptType,
    Corpus,
    Decision,
    Digest,
    Evaluation,
    Evidence,
    Extraction,
    Link,
    LinkKind,
    Paper,
    Relation,
    Resolution,
    Scheme,
    Section,
    SectionKind,
    Source,
    Term,
)
from kg.report_codes import Report, ReportCode
from kg.settings import GraphSettings, Settings
from kg.tables import Tables

BASE = "https://example.org/graph/"
SETTINGS = Settings().with_base(BASE)

TITLES = {
    "2601.00001": "Quotes \"double\" 'single' and <b>tags</b> &amp; ]]> \\ backslash\\n",
    "2601.00002": "Two\nlines, a tab\t, a return\r, a pair\r\n and  two blanks ",
    "2601.00003": '=HYPERLINK("http://example.org";"click") 表示学习 😀 \u202eعربي\u202c',
    "2512.00004": "Signs XML cannot write: \x00 \x0b \x1f \ufffe \uffff, and ones it can: \x7f \x85 \u2028 \U0001fffe",
    "hep-th/9901001": "'t apostrophe, then + - @ ＝",
}
# Authors of each paper; "#2" marks a second person of the same name.
SIGNED = {
    "2601.00001": ["Li Wei", 'Zoë O\'Brien-"Quote"', "Example Team"],
    "2601.00002": ["Li Wei#2", 'Zoë O\'Brien-"Quote"'],
    "2601.00003": ["Li Wei", "Li Wei#2", "李 明", "Example Team"],
    "2512.00004": ['Z. O\'Brien-"Quote"', "@handle"],
    "hep-th/9901001": ["=cmd()"],
}
SAME = {'Z. O\'Brien-"Quote"': 'Zoë O\'Brien-"Quote"'}


def graph_of(titles: dict[str, str], *, backwards: bool = False) -> Tables:
    """Return tables of papers with these titles; the order of the records must not matter."""
    papers = [_paper(id_, title) for id_, title in titles.items()]
    corpus = Corpus(
        tuple(reversed(papers) if backwards else papers),
        (Digest("2026-01-05", date(2026, 1, 5), ("a.md", "b.jsonl")), Digest("notes", None, ("notes.txt",))),
        (Source("a.md", "0" * 64, "markdown", 3, 2, 1, None), Source("b.jsonl", "1" * 64, "jsonl", 2, 2, 0, 2)),
        (Report(ReportCode.NOT_AN_ADDRESS, "a.md", 7, ("=1+1",)),),
    )
    return assemble(corpus, _resolution(titles, backwards=backwards), _extraction(titles), GraphSettings())


def _paper(id_: str, title: str) -> Paper:
    first = id_ == "2601.00001"
    return Paper(
        id_,
        title,
        "1999-01" if "/" in id_ else f"20{id_[:2]}-{id_[2:4]}",
        tuple(name.partition("#")[0] for name in SIGNED[id_]),
        "cs.LG" if first else "hep-th",
        (Category(Scheme.ARXIV, "cs.LG"), Category(Scheme.MSC, "68T45"), Category(Scheme.ACM, "I.2.10"))
        if first
        else (Category(Scheme.ARXIV, "hep-th"),),
        2 if first else None,
        'Comment; with "quotes", 5 pages' if first else "",
        (
            Section(SectionKind.TLDR, "-我们提出一个“模型”。\n\x0b", "zh"),
            Section(SectionKind.ABSTRACT, 'We propose a model & "show" 1 < 2.\r\n', "en"),
        ),
        (
            Link('https://example.org/a b?q="x"&y=<z>#é', LinkKind.CODE, SectionKind.ABSTRACT, 7, date(2026, 1, 2)),
            Link("https://example.org/data", LinkKind.DATASET),
        )
        if first
        else (),
        (Appearance("2026-01-05", "cs.LG", 1), Appearance("notes", "", 2, "Older <title>", ("A", "B, C"))),
        details=(AuthorDetails(0, '=1+"金"', affiliations=('@Institute, "quoted"\n',)),),
        journal="-Journal; of <examples>",
        references=tuple(SIGNED),
    )


def _resolution(titles: dict[str, str], *, backwards: bool) -> Resolution:
    mentions: list[Authorship] = []
    people: dict[str, Author] = {}
    for paper in sorted(titles):
        for position, signed in enumerate(SIGNED[paper]):
            printed, _, second = signed.partition("#")
            person = SAME.get(signed, signed)
            id_ = author_id(person.partition("#")[0] + " ii" * bool(second), "2601.00001")
            mentions.append(Authorship(authorship_id(paper, slug(signed)), paper, position, printed, id_))
            kind = AuthorKind.GROUP if "Team" in person else AuthorKind.PERSON
            variants = tuple(v for v, name in SAME.items() if name == person)
            people[id_] = Author(id_, person.partition("#")[0], kind, variants)
    first, second = sorted(id_ for id_ in people if id_.startswith("li-wei"))[:2] if len(titles) > 2 else ("", "")
    reasons = (Evidence("words", ('=same "name"',), 2.5), Evidence("same paper", ("2601.00003",), -3.25))
    decisions = (Decision(first, second, "possiblySame", "program", 0.1, reasons),) if first else ()
    ordered = list(people.values())
    return Resolution(
        tuple(reversed(mentions) if backwards else mentions),
        tuple(reversed(ordered) if backwards else ordered),
        decisions,
    )


def _extraction(titles: dict[str, str]) -> Extraction:
    concepts = (
        Concept("c-plus-plus", ConceptType.SOFTWARE, "C++ <&>", (("C加加", "zh"), ("cpp", "en")), ("language",), True),
        Concept("language", ConceptType.FIELD, "language"),
        Concept("odd", ConceptType.UNTYPED, "+odd\x0b"),
    )
    claims = []
    for paper in titles:
        claims.append(Claim(paper, "language", Relation.ABOUT, SectionKind.TITLE, 0, 1, 0.9, "label"))
        if paper in {"2601.00001", "2601.00002"}:
            claims.append(Claim(paper, "c-plus-plus", Relation.USES, SectionKind.ABSTRACT, 0, 2, 0.8, "cue"))
            claims.append(Claim(paper, "odd", Relation.PROPOSES, SectionKind.ABSTRACT, 1, 3, 0.625, "label"))
        else:
            claims.append(Claim(paper, "language", Relation.REPORTS, SectionKind.TLDR, 1, 3, 0.75, "cue"))
    stated = (
        Evaluation("2601.00001", "c-plus-plus", "odd", -1.5, "=%", SectionKind.ABSTRACT, 0, 2, 0.75, "cue"),
        Evaluation("2601.00001", "c-plus-plus", "odd", 1e11, "", SectionKind.TLDR, 0, 2, 0.5, "cue"),
    )
    terms = (
        Term("2601.00001", 1, '-a "term"\x0b', ConceptType.UNTYPED, "", 2.5, SectionKind.TLDR, 0, 2),
        Term("2601.00001", 2, "C++ <&>", ConceptType.SOFTWARE, "c-plus-plus", 0.1, SectionKind.ABSTRACT, 0, 2),
    )
    return Extraction(
        concepts,
        tuple(claims),
        tuple(e for e in stated if e.paper in titles),
        tuple(t for t in terms if t.paper in titles),
    )


@pytest.fixture(scope="session")
def hostile() -> Tables:
    """Return the graph of this folder."""
    return graph_of(TITLES)


@pytest.fixture(scope="session")
def graph_with() -> Callable[[dict[str, str]], Tables]:
    """Return a function that makes such a graph with other titles."""
    return graph_of


@pytest.fixture(scope="session")
def exported(hostile: Tables, tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Return a function that exports the graph to a file name, once per set of options."""
    folder = tmp_path_factory.mktemp("exported")
    done: dict[object, Path] = {}

    def export(name: str, **options: Any) -> Path:
        key = (name, str(sorted(options.items())))
        if key not in done:
            target = folder / str(len(done)) / name
            done[key] = writers.write(hostile, target, settings=SETTINGS, **options).path
        return done[key]

    return export
