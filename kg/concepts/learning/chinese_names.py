"""Learn Chinese labels of concepts from papers that have an English abstract and a Chinese summary.

If several papers name a concept in English, its Chinese name is the string that their Chinese texts contain and other
papers' Chinese texts do not. Two signals are combined: association (Dice 1945, over papers), and names directly before
a bracket with the English name or its acronym, "思维链（CoT）". Neither is a translation, so only strongly associated
strings become labels.
"""

import re
from collections import Counter
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, pairwise
from typing import Final

import polars as pl

from kg.concepts.learning.terms import is_name
from kg.concepts.vocabulary.matching import Index
from kg.concepts.vocabulary.vocabulary import Label, Vocabulary
from kg.model import Concept, ConceptType
from kg.settings import ConceptSettings

_RUN: Final = re.compile(r"[一-鿿]{2,}")
_BREAK: Final = re.compile(
    r"通过|基于|利用|使用|采用|提出|实现|进行|具有|能够|可以|以及|并且|同时|对于|针对|为了|由于|因此|然而|但是|其中|这种|这些|一种|一个|"
    r"多个|现有|有效|显著|包括|需要|无法|缺乏|存在|研究|方法在|优于|达到|提升|提高|[的了和与在是对为从将被等及其或并个把让使所有新各该此以中上下]"
)
_GENERIC_END: Final = re.compile(r"(?:任务|方法|框架|系统|主要|方|主|面|数据集|评估)$")
"""Endings of strings that are longer than a name, or cut off."""
_MIN_LENGTH: Final = 2
_SEPARATOR: Final = re.compile(r"[,，;；]")
_BRACKETED: Final = re.compile(r"[（(]\s*([A-Za-z][^（()）]{1,60})[)）]")
_MAX_BEFORE: Final = 12
"""Number of characters before a bracket that are considered; longer names are not learned."""
_BEFORE_BRACKET: Final = re.compile(r"[一-鿿]{2,}\Z")


@dataclass(frozen=True, slots=True)
class LearnedName:
    """A Chinese name of a concept, its confidence (0…1), and the number of papers with both names."""

    text: str
    confidence: float
    papers: int


def bracketed_names(chinese: str) -> Iterator[tuple[str, str]]:
    """Yield the Chinese before each bracket with each name in it.

    >>> list(bracketed_names("基于思维链（CoT, chain of thought）"))
    [('基于思维链', 'CoT'), ('基于思维链', 'chain of thought')]
    """
    for bracket in _BRACKETED.finditer(chinese):
        before = _BEFORE_BRACKET.search(chinese[: bracket.start()].rstrip()[-_MAX_BEFORE:])
        if before is not None:
            for name in _SEPARATOR.split(bracket[1]):
                yield before[0], name.strip()


def learn_names(
    paired: pl.DataFrame, brackets: pl.DataFrame, index: Index, nameless: Collection[str], settings: ConceptSettings
) -> dict[str, LearnedName]:
    """Return the Chinese name of each concept in ``nameless`` that has one with enough confidence.

    ``paired`` and ``brackets`` are the frames ``paired_texts`` and ``bracketed_names``; ``index`` resolves an English
    name in a bracket.
    """
    pairs = paired.lazy().explode("concepts").rename({"concepts": "concept"})
    pairs = pairs.filter(pl.col("concept").is_in(sorted(nameless))).with_columns(papers=pl.len().over("concept"))
    # papers are selected by their texts, so that their order does not matter
    samples = (
        pairs.filter(pl.col("papers") >= settings.min_paired_papers)
        .sort("concept", "text")
        .group_by("concept", maintain_order=True)
        .agg(pl.col("papers").first(), pl.col("text").head(settings.max_paired_papers))
        .collect()
    )
    runs: dict[str, str] = {}
    proposals = {
        concept: Proposals(papers, _propose([_runs(text, runs) for text in texts], settings))
        for concept, papers, texts in samples.iter_rows()
    }
    everywhere = _count(paired["text"], {text for one in proposals.values() for text in one.counts})
    before = _before_brackets(brackets, index, proposals.keys(), settings.max_chinese_name)
    found: dict[str, LearnedName] = {}
    owner: dict[str, tuple[float, str]] = {}
    for concept, proposed in proposals.items():
        best = _best(proposed, everywhere, before[concept], settings)
        if best is not None:
            found[concept] = best
            owner[best.text] = max(owner.get(best.text, (0.0, "")), (best.confidence, concept))
    # one Chinese string names one concept, the most strongly associated one
    return {concept: name for concept, name in found.items() if owner[name.text][1] == concept}


@dataclass(frozen=True, slots=True)
class Proposals:
    """The strings that are frequent in the Chinese texts of a concept's papers.

    ``papers`` is the number of papers with a Chinese text, ``counts`` the number with each string.
    """

    papers: int
    counts: Mapping[str, int]


def _runs(text: str, known: dict[str, str]) -> str:
    """Return the Chinese of a text, one line per run of characters between function words."""
    found = known.get(text)
    if found is None:
        parts = (part for run in _RUN.findall(text) for part in _BREAK.split(run))
        found = known[text] = "\n".join(part for part in parts if len(part) >= _MIN_LENGTH)
    return found


def _propose(texts: Sequence[str], settings: ConceptSettings) -> dict[str, int]:
    """Return the possible names that occur in many texts, with the number of texts.

    A string can only be frequent if all pairs of its characters are.
    """
    least = max(2, settings.min_dice / 2 * len(texts))
    pairs: Counter[tuple[str, str]] = Counter()
    for runs in texts:
        pairs.update(set(pairwise(runs)))
    frequent = {one + other for (one, other), count in pairs.items() if count >= least and "\n" not in (one, other)}
    if not frequent:
        return {}
    # only runs of such characters can contain a name
    candidates = re.compile(f"[{''.join(sorted(set(chain.from_iterable(frequent))))}]{{2,}}")
    counts: Counter[str] = Counter()
    for runs in texts:
        found = (_strings(run, frequent, settings.max_chinese_name) for run in candidates.findall(runs))
        counts.update(set(chain.from_iterable(found)))
    return {text: count for text, count in counts.items() if count >= least}


def _strings(run: str, frequent: Container[str], longest: int) -> Iterator[str]:
    """Yield the parts of a run that are possible names: two to ``longest`` characters, all pairs of them frequent."""
    for start in range(len(run) - 1):
        for end in range(start + _MIN_LENGTH, min(len(run), start + longest) + 1):
            if run[end - 2 : end] not in frequent:
                break
            yield run[start:end]


def _count(texts: pl.Series, strings: Collection[str]) -> dict[str, int]:
    """Count the texts that contain each string."""
    if not strings:
        return {}
    found = texts.str.extract_many(sorted(strings), overlapping=True).list.unique().explode().drop_nulls()
    return dict(found.value_counts().iter_rows())


def _before_brackets(
    brackets: pl.DataFrame, index: Index, concepts: Collection[str], longest: int
) -> dict[str, Counter[str]]:
    """Count the papers in which each string precedes a bracket with a name of each concept."""
    means = {name: [c for c in index.lookup(name) if c in concepts] for name in brackets["name"].unique()}
    seen = {
        (paper, concept, suffix)
        for paper, chinese, name in brackets.iter_rows()
        for concept in means[name]
        for suffix in _suffixes(chinese, longest)
    }
    counts: dict[str, Counter[str]] = {concept: Counter() for concept in concepts}
    for _, concept, suffix in seen:
        counts[concept][suffix] += 1
    return counts


def _best(
    proposed: Proposals, everywhere: Mapping[str, int], bracketed: Mapping[str, int], settings: ConceptSettings
) -> LearnedName | None:
    papers = proposed.papers
    share = min(1.0, settings.max_paired_papers / papers)
    best: tuple[float, int, str] | None = None
    for text, count in sorted(proposed.counts.items()):
        both = count / share
        dice = 2 * both / (papers + max(both, everywhere[text]))
        named = bracketed.get(text, 0) / papers
        score = round(min(1.0, dice + settings.bracket_bonus * min(1.0, 4 * named)), 4)
        candidate = (score, len(text), text)
        if best is None or _better(candidate, best, settings):
            best = candidate
    if best is None or best[0] < settings.min_dice:
        return None
    return LearnedName(best[2], best[0], proposed.counts[best[2]]) if not _GENERIC_END.search(best[2]) else None


def _better(one: tuple[float, int, str], other: tuple[float, int, str], settings: ConceptSettings) -> bool:
    """Prefer the longer of two nested strings if their associations with the concept are about equal."""
    (a, _, text), (b, _, known) = one, other
    if known in text:
        return a >= b - settings.dice_slack
    if text in known:
        return a > b + settings.dice_slack
    return one > other


def may_have_chinese(concept: Concept) -> bool:
    """Return whether a concept may get a Chinese name: it has none, and is not a model, data set or program."""
    named = concept.type in (ConceptType.MODEL, ConceptType.DATASET, ConceptType.SOFTWARE) or is_name(concept.label)
    return not named and all(language != "zh" for _, language in concept.labels)


def with_chinese(vocabulary: Vocabulary, names: Mapping[str, LearnedName]) -> Vocabulary:
    """Return the vocabulary with these names as labels; a string that is already a label is not changed."""
    taken = {label.text for label in vocabulary.labels}
    fresh = {concept: name.text for concept, name in names.items() if name.text not in taken}
    return replace(
        vocabulary,
        concepts=tuple(
            replace(c, labels=tuple(sorted({*c.labels, (fresh[c.id], "zh")}))) if c.id in fresh else c
            for c in vocabulary.concepts
        ),
        labels=(*vocabulary.labels, *(Label(concept, text, "zh") for concept, text in sorted(fresh.items()))),
    )


def _suffixes(name: str, longest: int) -> list[str]:
    part = _BREAK.split(name)[-1]
    return [part[-n:] for n in range(_MIN_LENGTH, min(len(part), longest) + 1)]
