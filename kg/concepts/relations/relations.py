"""Decide by rules how a paper relates to a concept it names, from the section and the words next to the name.

The rules are few and simple; a mention that matches none gets the relation *about*. Each claim has the name
of its rule, so that a reader can query all claims of one rule and judge it.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable

from kg.concepts.text.cues import Cue
from kg.model import ConceptType, Relation, SectionKind
from kg.settings import ConceptSettings

_T, _S = ConceptType, SectionKind
_MADE = frozenset({_T.METHOD, _T.MODEL, _T.SOFTWARE, _T.DATASET, _T.UNTYPED})
_USED = frozenset({_T.METHOD, _T.MODEL, _T.SOFTWARE})
_COMPARED = frozenset({_T.METHOD, _T.MODEL})
_ADDRESSED = frozenset({_T.TASK, _T.FIELD})

_SENTENCE_END = re.compile(r"[.!?](?=\s)|[。！？；]|\n\n")
# A paper proposes the concept itself, not a variant: only these words may be between the verb and the name ("an
# adaptive X" is something else), and the name, with its bracketed acronym, ends the phrase (not "an X framework").
_PLAIN = re.compile(
    r"(?:\s|\b(?:a|an|the|our|new|novel|two|three|first)\b|了|一种|一个|一类|全新|新型|新颖|新|首个|的)*"
)
_PHRASE_ENDS = re.compile(
    r"\s*(?:[(（][^()（）]{1,30}[)）])?\s*"
    r"(?:[),.;:，。；：、）]|$|\n\n|(?:that|which|for|to|with|where|as|and|using|is|are)\b|用于|来|以|并|和)"
)
# The compared concept follows the verb, in the same clause.
_OTHER_CLAUSE = re.compile(r"\b(?:by|with|in|on|using|through|while|when|for|under)\b|在|通过|同时|，")
_NUMBER = re.compile(r"\d")

Judgement = tuple[Relation, float, str]
"""A relation, its confidence and the name of the reason."""


class Rules:
    """The rules with their settings, for one text and its cues (start, end and value of a `Cue`, in order)."""

    def __init__(self, text: str, cues: Iterable[tuple[int, int, str]], settings: ConceptSettings) -> None:
        self.text, self.settings = text, settings
        self._cues: dict[str, list[tuple[int, int]]] = {}
        for start, end, cue in cues:
            self._cues.setdefault(cue, []).append((start, end))

    def judge(
        self,
        kind: SectionKind,
        start: int,
        end: int,
        type_: ConceptType,
        *,
        in_title: bool = False,  # noqa: ARG002
    ) -> Judgement:
        """Return the paper's relation to the concept of this type named by ``text[start:end]`` in this section."""
        numbers = self.settings
        if kind is _S.TITLE:
            return Relation.ABOUT, numbers.title_confidence, "title"
        if kind is _S.MOTIVATION and type_ in _ADDRESSED:
            return Relation.ADDRESSES, numbers.section_confidence, "motivation-section"
        if kind is _S.METHOD:
            if self._proposed(type_, start, end):
                return Relation.PROPOSES, numbers.cue_confidence, "cue:propose"
            if type_ in _USED:
                return Relation.USES, numbers.section_confidence, "method-section"
        if kind is _S.RESULT:
            if type_ is _T.DATASET:
                return Relation.EVALUATED_ON, numbers.section_confidence, "result-section"
            if type_ is _T.METRIC:
                return Relation.REPORTS, numbers.section_confidence, "result-section"
            if self._compared(type_, start, end):
                return Relation.COMPARES_WITH, numbers.cue_confidence, "cue:compare"
        if kind is _S.ABSTRACT:
            judgement = self._judge_by_cue(type_, start, end)
            if judgement is not None:
                return judgement
        return Relation.ABOUT, numbers.mention_confidence, "mention"

    def _judge_by_cue(self, type_: ConceptType, start: int, end: int) -> Judgement | None:
        """Judge by the sentence instead of a section, since an abstract has no sections."""
        numbers = self.settings
        if self._proposed(type_, start, end):
            return Relation.PROPOSES, numbers.cue_confidence, "cue:propose"
        if type_ is _T.DATASET and self._beside(Cue.EVALUATE, start, end, numbers.evaluate_reach):
            return Relation.EVALUATED_ON, numbers.cue_confidence, "cue:evaluate"
        if type_ is _T.METRIC and self._number_beside(start, end):
            return Relation.REPORTS, numbers.cue_confidence, "cue:number"
        if self._compared(type_, start, end):
            return Relation.COMPARES_WITH, numbers.cue_confidence, "cue:compare"
        if type_ in _USED and self._before(Cue.USE, start, numbers.use_reach):
            return Relation.USES, numbers.cue_confidence, "cue:use"
        if type_ in _ADDRESSED and self._before(Cue.ADDRESS, start, numbers.use_reach):
            return Relation.ADDRESSES, numbers.cue_confidence, "cue:address"
        return None

    def _proposed(self, type_: ConceptType, start: int, end: int) -> bool:
        """Return whether the concept itself is proposed: it ends the phrase that the verb begins."""
        if type_ not in _MADE:
            return False
        reach = self.settings.dataset_propose_reach if type_ is _T.DATASET else self.settings.propose_reach
        cue = self._nearest_before(Cue.PROPOSE, start, reach)
        if cue is None or not _PLAIN.fullmatch(self.text, cue, start):
            return False
        return _PHRASE_ENDS.match(self.text, end) is not None

    def _compared(self, type_: ConceptType, start: int, end: int) -> bool:
        """Return whether the paper compares itself with the concept: "outperforms X", "X as a baseline"."""
        if type_ not in _COMPARED:
            return False
        cue = self._nearest_before(Cue.COMPARE, start, self.settings.compare_reach)
        if cue is not None and not _SENTENCE_END.search(self.text, cue, start):
            return not _OTHER_CLAUSE.search(self.text, cue, start)
        return self._beside(Cue.BASELINE, start, end, self.settings.baseline_reach)

    def _nearest_before(self, cue: Cue, start: int, reach: int) -> int | None:
        """Return the end of the nearest cue of this kind before ``start``, within reach."""
        places = self._cues.get(cue)
        if not places:
            return None
        at = bisect_left(places, (start, 0))
        if at == 0:
            return None
        end = places[at - 1][1]
        return end if start - reach <= end <= start else None

    def _before(self, cue: Cue, start: int, reach: int) -> bool:
        end = self._nearest_before(cue, start, reach)
        return end is not None and not _SENTENCE_END.search(self.text, end, start)

    def _beside(self, cue: Cue, start: int, end: int, reach: int) -> bool:
        """Return whether there is such a cue in the same sentence, on either side."""
        if self._before(cue, start, reach):
            return True
        places = self._cues.get(cue, ())
        at = bisect_left(places, (end, 0))
        if at == len(places) or places[at][0] > end + reach:
            return False
        return not _SENTENCE_END.search(self.text, end, places[at][0])

    def _number_beside(self, start: int, end: int) -> bool:
        reach = self.settings.number_reach
        return bool(
            _NUMBER.search(self.text, max(0, start - reach), start) or _NUMBER.search(self.text, end, end + reach)
        )
