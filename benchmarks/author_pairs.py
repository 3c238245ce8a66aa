"""Draw pairs of authorships for a person to judge, and write a dossier about each.

    python -m benchmarks.author_pairs ../shared/digests/2025-09_2025-12.tar.xz drawn/

``drawn/pairs.tsv`` is the draw, with the stratum and what one pair stands for (``weight``); ``drawn/pairs-N.txt`` are
the dossiers, in an order that tells nothing: two names, their papers, and what else is printed under the names. They do
not say what the program decided. With a column of verdicts the draw is ``tests/data/author_pairs.tsv``, which
``kg evaluate pairs`` reads.

Strata say what is compared (differing names of one person as the program sees it, differing names kept apart, one
string merged or split, reversed order, given names one letter apart or written together in romanised Chinese or
Korean). Within each, half are drawn evenly and half in proportion to the mentions that the two people have.
"""

import random
import sys
import tarfile
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from rapidfuzz.distance import OSA

from kg import concepts, ingest
from kg.authors import resolve
from kg.authors.blocking import relate_forms
from kg.authors.rarity import NameCounts
from kg.authors.spelling.comparison import Agreement
from kg.authors.spelling.person_name import is_group, parse_name
from kg.authors.spelling.romanization import Writing, writing
from kg.model import Authorship, Paper, Resolution, SectionKind

SIZES = {
    "differing, merged": 110, "differing, apart": 110, "same string, merged, common": 100,
    "same string, merged, rare": 50, "same string, split": 110, "reversed": 50, "romanised given names": 70,
}  # fmt: skip
COMMON = 0.0
"""log2 of the number of namesakes in 100,000 people above which a name counts as common."""
DOSSIERS = 5
OTHERS = 6
"""Number of other papers shown for each side."""


def strata(resolution: Resolution) -> dict[str, list[tuple[str, str]]]:
    """List pairs of (printed name, author) keys a side: ``(form, author)`` joined to ``(form, author)``."""
    bearers: dict[str, set[str]] = defaultdict(set)
    names = {}
    for mention in resolution.authorships:
        if not is_group(mention.printed):
            name = parse_name(mention.printed)
            names[name.form] = name
            bearers[name.form].add(mention.author)
    counts = NameCounts(names.values())
    found: dict[str, list[tuple[tuple[str, str], tuple[str, str]]]] = defaultdict(list)
    relations = relate_forms(names.values())
    for form, others in sorted(relations.items()):
        for other, relation in sorted(others.items()):
            if form < other:
                for a in sorted(bearers[form]):
                    for b in sorted(bearers[other]):
                        if relation.level is Agreement.REVERSED:
                            stratum = "reversed"
                        elif relation.level is Agreement.JOINED:
                            stratum = "romanised given names"
                        else:
                            stratum = "differing, merged" if a == b else "differing, apart"
                        found[stratum].append(((form, a), (other, b)))
    for form, authors in sorted(bearers.items()):
        if not form:
            continue
        for a in sorted(authors):
            common = counts.namesakes(names[form]) >= COMMON
            found[f"same string, merged, {'common' if common else 'rare'}"].append(((form, a), (form, a)))
        for a, b in combinations(sorted(authors), 2):
            found["same string, split"].append(((form, a), (form, b)))
    alike: dict[str, list[str]] = defaultdict(list)
    for form, name in sorted(names.items()):
        if writing(name) in {Writing.PINYIN, Writing.KOREAN} and len(name.letters) > 5:
            alike[name.surname].append(form)
    for forms in alike.values():
        for form, other in combinations(forms, 2):
            if other not in relations.get(form, {}) and OSA.distance(form, other, score_cutoff=1) <= 1:
                pairs = [((form, a), (other, b)) for a in sorted(bearers[form]) for b in sorted(bearers[other])]
                found["romanised given names"].extend(pairs[:2])
    return found


def draw(resolution: Resolution, dice: random.Random) -> Iterator[tuple[str, Authorship, Authorship, float]]:
    """Yield stratum, two authorships, and the number of pairs of people that each pair represents."""
    mentions: dict[tuple[str, str], list[Authorship]] = defaultdict(list)
    size = Counter(mention.author for mention in resolution.authorships)
    for mention in resolution.authorships:
        mentions[parse_name(mention.printed).form, mention.author].append(mention)
    for stratum, found in sorted(strata(resolution).items()):
        pairs = [p for p in found if len({m.id for side in p for m in mentions[side]}) > 1]
        touched = [size[a[1]] + size[b[1]] for a, b in pairs]
        wanted = min(SIZES[stratum], len(pairs))
        even = dice.sample(range(len(pairs)), wanted // 2)
        rest = [i for i in range(len(pairs)) if i not in set(even)]
        heavy = sorted(rest, key=lambda i: -(dice.random() ** (1 / touched[i])))[: wanted - len(even)]
        for i in (*even, *heavy):
            a, b = pairs[i]
            one = dice.choice(mentions[a])
            others = [m for m in mentions[b] if m.paper != one.paper]
            if others:
                yield stratum, one, dice.choice(others), len(pairs) / wanted


def dossier(
    number: int, one: Authorship, other: Authorship, papers: dict[str, Paper], named: dict[str, list[Authorship]]
) -> str:
    """Write the dossier of a pair."""
    lines = [f"=== pair {number}: {one.printed!r} on {one.paper}  and  {other.printed!r} on {other.paper}"]
    for mention in (one, other):
        paper = papers[mention.paper]
        abstract = next((s.text for s in paper.sections if s.kind is SectionKind.ABSTRACT), "")
        lines += [
            f"--- {mention.printed} ({mention.position + 1} of {len(paper.authors)}) on {paper.id}, {paper.month}",
            " ".join(category.code for category in paper.categories),
            paper.title, "authors: " + ", ".join(paper.authors[:40]), abstract[:900],
        ]  # fmt: skip
    for printed in dict.fromkeys((one.printed, other.printed)):
        rest = [m for m in named[printed] if m.paper not in (one.paper, other.paper)]
        lines.append(f"--- {len(rest)} other papers print {printed!r}" + (", among them:" if rest else ""))
        # those that share a co-author with one of the two come first: they are what a reader would look for
        near = {a for m in (one, other) for a in papers[m.paper].authors} - {one.printed, other.printed}
        rest.sort(key=lambda m: (-len(near & set(papers[m.paper].authors)), m.id))
        for m in rest[:OTHERS]:
            paper = papers[m.paper]
            known = sorted(near & set(paper.authors))
            shared = f" [with {', '.join(known[:4])}]" if known else ""
            lines.append(
                f"  {paper.id} {paper.primary_category}: {paper.title} / {', '.join(paper.authors[:12])}{shared}"
            )
    return "\n".join(lines) + "\n\n"


def main(archive: Path, out: Path) -> None:
    """Draw the pairs and write all files."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(archive) as tar:
        tar.extractall(folder, filter="data")
        corpus = ingest.read([folder])
    resolution = resolve(corpus.papers, extraction=concepts.extract(corpus.papers))
    papers = {paper.id: paper for paper in corpus.papers}
    named: dict[str, list[Authorship]] = defaultdict(list)
    for mention in resolution.authorships:
        named[mention.printed].append(mention)
    dice = random.Random(2026)
    drawn = list(
        {
            (one.id, other.id): (stratum, one, other, weight) for stratum, one, other, weight in draw(resolution, dice)
        }.values()
    )
    dice.shuffle(drawn)
    rows = ["a\tb\tstratum\tweight\tverdict"]
    parts: Sequence[list[str]] = [[] for _ in range(DOSSIERS)]
    for number, (stratum, one, other, weight) in enumerate(drawn):
        rows.append(f"{one.id}\t{other.id}\t{stratum}\t{weight:.2f}\t")
        parts[number % DOSSIERS].append(dossier(number, one, other, papers, named))
    (out / "pairs.tsv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for i, part in enumerate(parts):
        (out / f"pairs-{i}.txt").write_text("".join(part), encoding="utf-8")
    sys.stderr.write(f"{Counter(stratum for stratum, *_ in drawn)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
