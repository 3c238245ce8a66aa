"""Chinese labels of concepts, learnt from papers that have an English abstract and a Chinese summary.

Where a concept is named in the English of several papers, its Chinese name is the string that their Chinese has and
other papers' Chinese has not. Two signs are put together: association (Dice 1945, over papers), and the names that
stand right before a bracket with the English or its acronym, "思维链（CoT）". Neither is a translation; so only what
is strongly associated becomes a label.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from kg.concepts.terms import is_name
from kg.concepts.vocabulary import Label, Vocabulary
from kg.model import Concept, ConceptType, Paper, SectionKind
from kg.settings import ConceptSettings

_RUN: Final = re.compile(r"[一-鿿]{2,}")
_BREAK: Final = re.compile(
    r"通过|基于|利用|使用|采用|提出|实现|进行|具有|能够|可以|以及|并且|同时|对于|针对|为了|由于|因此|然而|但是|其中|这种|这些|一种|一个|"
    r"多个|现有|有效|显著|包括|需要|无法|缺乏|存在|研究|方法在|优于|达到|提升|提高|[的了和与在是对为从将被等及其或并个把让使所有新各该此以中上下]"
)
_GENERIC_END: Final = re.compile(r"(?:任务|方法|框架|系统|主要|方|主|面|数据集|评估)$")
"""Ends of strings that are more than a name, or cut."""
_SHORTEST: Final = 2
_LONGEST: Final = 9
_BRACKETED: Final = re.compile(r"([一-鿿]{2,12})\s*[（(]\s*([A-Za-z][^（()）]{1,60})[)）]")


@dataclass(frozen=True, slots=True)
class Learnt:
    """A Chinese name of a concept, how sure it is (0…1), and the papers that have both names."""

    text: str
    confidence: float
    papers: int


class ChineseNames:
    """Counts which Chinese strings go with which concepts; sums over papers, so their order does not matter.

    ``lookup`` returns the concepts that a printed English name means.
    """

    def __init__(self, lookup: Callable[[str], Sequence[str]], settings: ConceptSettings) -> None:
        self._lookup, self._settings = lookup, settings
        self._papers: dict[str, list[int]] = defaultdict(list)
        self._texts: list[str] = []
        self._bracketed: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, chinese: str, concepts: Iterable[str]) -> None:
        """Take in one paper: its Chinese text, and the concepts without a Chinese name that its English names."""
        number = len(self._texts)
        self._texts.append(chinese)
        for concept in concepts:
            self._papers[concept].append(number)
        seen: set[tuple[str, str]] = set()
        for name, printed in _BRACKETED.findall(chinese):
            for part in re.split(r"[,，;；]", printed):
                for concept in self._lookup(part.strip()):
                    seen.update((concept, suffix) for suffix in _suffixes(name))
        for concept, suffix in seen:
            self._bracketed[concept][suffix] += 1

    def learn(self) -> dict[str, Learnt]:
        """Return the name of each concept that has one which is sure enough."""
        proposals = {concept: self._propose(concept) for concept in sorted(self._papers)}
        everywhere = self._count({text for proposed in proposals.values() for text in proposed})
        found: dict[str, Learnt] = {}
        owner: dict[str, tuple[float, str]] = {}
        for concept, proposed in proposals.items():
            best = self._best(concept, proposed, everywhere)
            if best is not None:
                found[concept] = best
                owner[best.text] = max(owner.get(best.text, (0.0, "")), (best.confidence, concept))
        # one Chinese string names one concept, the one it goes with most
        return {concept: name for concept, name in found.items() if owner[name.text][1] == concept}

    def _propose(self, concept: str) -> Mapping[str, int]:
        """Return the strings that stand in many of the papers of a concept, with in how many."""
        papers = self._papers[concept]
        if len(papers) < self._settings.least_paired_papers:
            return {}
        looked_at = sorted(papers, key=lambda number: self._texts[number])[: self._settings.most_paired_papers]
        counts: Counter[str] = Counter()
        for number in looked_at:
            counts.update(_strings(self._texts[number]))
        least = max(2, self._settings.least_dice / 2 * len(looked_at))
        return {text: count for text, count in counts.items() if count >= least}

    def _count(self, texts: set[str]) -> dict[str, int]:
        """Count in how many papers each string stands."""
        ordered = sorted(texts)
        automaton = AhoCorasick(ordered, implementation=Implementation.ContiguousNFA) if ordered else None
        counts: Counter[int] = Counter()
        for text in self._texts:
            if automaton is not None:
                counts.update({found for found, _, _ in automaton.find_matches_as_indexes(text, overlapping=True)})
        return {text: counts[i] for i, text in enumerate(ordered)}

    def _best(self, concept: str, proposed: Mapping[str, int], everywhere: Mapping[str, int]) -> Learnt | None:
        papers = self._papers[concept]
        share = min(1.0, self._settings.most_paired_papers / len(papers))
        best: tuple[float, int, str] | None = None
        for text, count in proposed.items():
            both = count / share
            dice = 2 * both / (len(papers) + max(both, everywhere[text]))
            named = self._bracketed[concept][text] / len(papers)
            score = round(min(1.0, dice + self._settings.bracket_bonus * min(1.0, 4 * named)), 4)
            candidate = (score, len(text), text)
            if best is None or self._better(candidate, best):
                best = candidate
        if best is None or best[0] < self._settings.least_dice:
            return None
        return Learnt(best[2], best[0], proposed[best[2]]) if not _GENERIC_END.search(best[2]) else None

    def _better(self, one: tuple[float, int, str], other: tuple[float, int, str]) -> bool:
        """Prefer the longer of two strings, one inside the other, that go with the concept about as well."""
        (a, _, text), (b, _, known) = one, other
        if known in text:
            return a >= b - self._settings.dice_slack
        if text in known:
            return a > b + self._settings.dice_slack
        return one > other


def chinese_of(paper: Paper) -> str:
    """Return all Chinese texts of a paper in one; empty where it has none, or no English words of its own."""
    if not any(s.kind is SectionKind.ABSTRACT and s.language == "en" for s in paper.sections):
        return ""
    return "\n".join(section.text for section in paper.sections if section.language == "zh")


def may_have_chinese(concept: Concept) -> bool:
    """Tell whether a concept lacks a Chinese name and may have one: models, data sets and programs keep their Latin."""
    named = concept.type in (ConceptType.MODEL, ConceptType.DATASET, ConceptType.SOFTWARE) or is_name(concept.label)
    return not named and all(language != "zh" for _, language in concept.labels)


def with_chinese(vocabulary: Vocabulary, names: Mapping[str, Learnt]) -> Vocabulary:
    """Return the vocabulary with these names as labels; a string that is a label already stays what it is."""
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


def _strings(text: str) -> set[str]:
    """Return the parts of Chinese runs that may be a name: no function words, two to nine characters."""
    found: set[str] = set()
    for run in _RUN.findall(text):
        for part in _BREAK.split(run):
            length = len(part)
            for start in range(length - 1):
                for end in range(start + _SHORTEST, min(length, start + _LONGEST) + 1):
                    found.add(part[start:end])
    return found


def _suffixes(name: str) -> list[str]:
    part = _BREAK.split(name)[-1]
    return [part[-n:] for n in range(_SHORTEST, min(len(part), _LONGEST) + 1)]
