"""Small made-up corpora for tests of author identity.

In a corpus of three papers every word is common and nobody occurs twice, so nothing is evidence. `filler` papers on
other subjects, by people with unrelated names, make words and categories rare.
"""

from collections.abc import Iterable
from itertools import islice, product

from kg.authors import AuthorDecisions
from kg.authors.blocks import PairWeigher
from kg.authors.blocks.clustering import Cluster, make_cluster
from kg.authors.decisions.decisions import parse_author_decision
from kg.authors.explaining.case import open_case
from kg.model import Paper, Resolution

_GIVEN = "Ottfried Ysolde Thaddea Wunibald Quirine Zoltana Evander Ludmille".split()
_SURNAMES = "Brixenmoor Pfortzing Wrangelund Kvistgaard Oakhanger Dollfusz Tremblett Vandersloot".split()
_TOPICS = "glacier lantern orchard turbine violin saffron pelican marble".split()
_ASPECTS = "erosion polish harvest vibration varnish trade migration quarry".split()


def paper(id_: str, *authors: str, title: str = "", category: str = "cs.LG") -> Paper:
    """Make a paper; its month is taken from the id, and without a title its title has no comparable word."""
    return Paper(id_, title or f"On {id_}", f"20{id_[:2]}-{id_[2:4]}", authors, category)


def filler(papers: int = 32, month: str = "2512") -> list[Paper]:
    """Make up to 64 papers, each by another person, on another subject and in another category."""
    people = product(_SURNAMES, _GIVEN)
    topics = product(_TOPICS, _ASPECTS)
    return [
        paper(
            f"{month}.{90000 + i}",
            f"{given} {surname}",
            title=f"{topic.title()} {aspect}",
            category=f"toy.{i}",
        )
        for i, ((surname, given), (topic, aspect)) in enumerate(islice(zip(people, topics, strict=True), papers))
    ]


def decisions(*lines: str) -> AuthorDecisions:
    """Read lines of a decisions file."""
    read = (parse_author_decision(line, number, "authors.txt") for number, line in enumerate(lines, 1))
    return AuthorDecisions("decisions/authors.txt", tuple(line for line in read if line))


def judge_of(papers: Iterable[Paper], *printed: str) -> tuple[PairWeigher, list[Cluster]]:
    """Make one block of the authorships with these printed names; return its judge, and one cluster per authorship."""
    case = open_case(papers)
    corpus = case.corpus
    places = [i for i, mention in enumerate(corpus.mentions) if mention.printed in printed]
    judge = case.judge(sorted({corpus.forms[i] for i in places}))
    return judge, [make_cluster(judge.block, i) for i in range(len(judge.block.mentions))]


def author(resolution: Resolution, paper_id: str, position: int = 0) -> str:
    """Return the id of the author to whom an authorship is assigned."""
    return next(m.author for m in resolution.authorships if (m.paper, m.position) == (paper_id, position))
