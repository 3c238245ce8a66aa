"""Measure the evidence of a shared co-author by the rarity of his or her name.

    python -m benchmarks.coauthor_worth FOLDER_OF_DIGESTS
    python -m benchmarks.coauthor_worth ../shared/gold/authors/acl

Pairs of mentions of one fairly rare name stand for one person, pairs of different names in one category for two. For
each rarity of the rarest shared co-author the table gives how many of either share one, and log2 of the ratio of their
shares. For labeled folders it also gives how often mentions of one form that share a co-author with the most bits
are one person (`AuthorSettings.core_bits`).
"""

import math
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from pathlib import Path

from kg import ingest
from kg.authors import open_case
from kg.authors.corpus import AuthorshipCorpus
from kg.authors.spelling.romanization import Writing, writing
from kg.evaluate.authors import read_gold
from kg.ingest.bare_papers import read_bare_papers
from kg.settings import AuthorSettings

FAIRLY_RARE = (-5.0, -2.0)
PAIRS = 400_000
SETTINGS = AuthorSettings()


class Shared:
    """Finds the co-authors that two authorships share."""

    def __init__(self, corpus: AuthorshipCorpus) -> None:
        self.corpus = corpus
        signed = corpus.signed.group_by("paper").agg("circle")
        self.signed = {paper: frozenset(circles) for paper, circles in signed.iter_rows()}
        self.circle = dict(corpus.names.select("form", "circle").iter_rows())

    def bits(self, a: int, b: int) -> float | None:
        """Return the bits of the rarest co-author that two authorships share."""
        corpus = self.corpus
        one, other = (
            self.signed.get(corpus.mentions[mention].paper, frozenset()) - {self.circle[corpus.forms[mention]]}
            for mention in (a, b)
        )
        return max((corpus.coauthor_bits[coauthor] for coauthor in one & other), default=None)


def count(shared: Shared, pairs: Iterable[tuple[int, int]]) -> tuple[Counter[int], int]:
    """Count pairs by the whole bits of the rarest co-author they share, and all of them."""
    found: Counter[int] = Counter()
    n = 0
    for a, b in pairs:
        if shared.corpus.mentions[a].paper != shared.corpus.mentions[b].paper:
            n += 1
            bits = shared.bits(a, b)
            if bits is not None:
                found[int(bits)] += 1
    return found, n


def cores(shared: Shared, folder: Path) -> str:
    """Print how often authorships of one form that would make a core are one person."""
    least = SETTINGS.core_bits
    person = {
        label.place: label.person for label in read_gold(folder / "gold.tsv", read_bare_papers(folder / "papers.jsonl"))
    }
    corpus = shared.corpus
    right = pairs = 0
    for mentions in corpus.mentions_of.values():
        known = [m for m in mentions if (corpus.mentions[m].paper, corpus.mentions[m].position) in person]
        for a, b in combinations(known, 2):
            bits = shared.bits(a, b)
            if bits is not None and bits >= least:
                one, other = (person[corpus.mentions[m].paper, corpus.mentions[m].position] for m in (a, b))
                pairs += 1
                right += one == other
    return f"cores: {right:,} of {pairs:,} pairs are one person ({right / pairs:.4f})"


def main(folder: Path) -> None:
    """Print the table."""
    labeled = (folder / "gold.tsv").exists()
    papers = read_bare_papers(folder / "papers.jsonl") if labeled else ingest.read([folder]).papers
    corpus = open_case(papers, SETTINGS).corpus
    shared, categories = Shared(corpus), dict(corpus.papers.select("paper", "categories").iter_rows())
    dice = random.Random(3)
    pinyin = [f for f in corpus.mentions_of if f in corpus.name_of and writing(corpus.name_of[f]) is Writing.PINYIN]
    same: list[tuple[int, int]] = []
    by_category: dict[int, list[int]] = defaultdict(list)
    for form in pinyin:
        mentions = corpus.mentions_of[form]
        if len(mentions) > 1 and FAIRLY_RARE[0] < corpus.counts.namesakes(corpus.name_of[form]) < FAIRLY_RARE[1]:
            same += [(a, b) for a, b in (dice.sample(mentions, 2) for _ in range(min(3, len(mentions))))]
        for mention in mentions:
            for category in categories[corpus.mentions[mention].paper][:1]:
                by_category[category].append(mention)
    everyone = [(category, mention) for category, mentions in by_category.items() for mention in mentions]
    drawn = ((mention, dice.choice(by_category[category])) for category, mention in dice.choices(everyone, k=PAIRS))
    different = [(a, b) for a, b in drawn if corpus.forms[a] != corpus.forms[b]]
    (one, ones), (two, twos) = count(shared, same), count(shared, different)
    print(f"{ones:,} pairs of one name, {twos:,} of two names\nbits  one name  two names  log2 ratio")
    for bits in sorted(one | two):
        ratio = math.log2(((one[bits] + 0.5) / ones) / ((two[bits] + 0.5) / twos))
        print(f"{bits:4}  {one[bits]:8,}  {two[bits]:9,}  {ratio:10.1f}")
    if labeled:
        print(cores(shared, folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
