"""Stage ``judge relations``: the relations of a paper to the concepts that it names, and the results that it states.

The mentions for the relation model are gathered first, over all papers of a batch, and judged at once.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from kg.concepts.relations.own_words import decide
from kg.concepts.relations.relation_features import Sentences, Surroundings
from kg.concepts.relations.relation_model import Guess, RelationModel, shipped_model
from kg.concepts.relations.relations import Judgement, Rules
from kg.concepts.relations.results import stated_results
from kg.concepts.stages.frames import by_paper, cleaned_papers
from kg.concepts.text.lexical import has_cjk
from kg.concepts.text.paper_texts import OWN_WORDS, PaperTexts
from kg.frames.columns import frame
from kg.model import ConceptType, Relation, SectionKind
from kg.schema import Frames
from kg.settings import ConceptSettings

_BATCH: Final = 256
"""Papers judged at once."""

_TYPES: Final = {type_.value: type_ for type_ in ConceptType}
_RELATION_NAMES: Final = {relation: relation.value for relation in Relation}
_KIND_NAMES: Final = {kind: kind.value for kind in SectionKind}
"""Values by enum member: ``member.value`` is a Python call, too slow to repeat for each claim."""


def judge_relations(settings: ConceptSettings, _shared: Frames) -> Callable[[Frames], Frames]:
    """Return the function of this stage."""
    return _Judge(settings, shipped_model())


class TypedMention(NamedTuple):
    """A concept mention with the type of the concept."""

    start: int
    end: int
    concept: str
    type: ConceptType
    source: str


class _Paper(NamedTuple):
    """A paper with its mentions and the sections that the model judges."""

    id: str
    texts: PaperTexts
    rules: Rules
    sections: list[tuple[SectionKind, list[TypedMention]]]
    judged: frozenset[SectionKind]


class _Judge:
    """Judges partitions of papers."""

    def __init__(self, settings: ConceptSettings, model: RelationModel) -> None:
        self._settings, self._model = settings, model

    def __call__(self, part: Frames) -> Frames:
        mentions, hits = by_paper(part["concept_mentions"]), by_paper(part["text_hits"])
        claims: list[tuple[object, ...]] = []
        evaluations: list[tuple[object, ...]] = []
        papers = (
            self._open(
                paper,
                texts,
                [
                    TypedMention(start, end, concept, _TYPES[type_], source)
                    for start, end, concept, type_, source in named
                ],
                hits[paper][0],
            )
            for paper, texts in cleaned_papers(part["texts"], part["cleaned_texts"])
            if (named := mentions.get(paper))
        )
        while batch := list(islice(papers, _BATCH)):
            asked = [asked for paper in batch for asked in _surroundings(paper)]
            guesses = iter(self._model.guess([around for around, _ in asked], [type_ for _, type_ in asked]))
            for paper in batch:
                claims += self._claims(paper, guesses)
                evaluations += self._evaluations(paper)
        return {"claims": frame("claims", claims), "found_evaluations": frame("found_evaluations", evaluations)}

    def _open(
        self, paper: str, texts: PaperTexts, mentions: Sequence[TypedMention], hits: Sequence[Sequence[object]]
    ) -> _Paper:
        sections = []
        judged = set()
        first = 0
        for text, _, stop in texts.sections():
            last = first
            while last < len(mentions) and mentions[last].start < stop:
                last += 1
            sections.append((text.kind, list(mentions[first:last])))
            first = last
            in_english = text.kind is SectionKind.TITLE or text.language == "en"
            if text.kind in OWN_WORDS and in_english and not has_cjk(text.clean.text):
                judged.add(text.kind)
        # the authors' own words come first
        sections.sort(key=lambda section: section[0].generated)
        return _Paper(
            paper, texts, Rules(texts.joined, zip(*hits[2:], strict=True), self._settings), sections, frozenset(judged)
        )

    def _claims(self, paper: _Paper, guesses: Iterator[Guess]) -> Iterator[tuple[object, ...]]:
        stated: dict[str, set[Relation]] = {}
        claims: dict[tuple[str, Relation, SectionKind], tuple[TypedMention, float, str]] = {}
        for kind, named in paper.sections:
            generated = kind.generated
            for one in named:
                relation, confidence, reason = self._judgement(paper, kind, one, guesses)
                if not generated:
                    if relation is not Relation.ABOUT:
                        stated.setdefault(one.concept, set()).add(relation)
                elif relation not in stated.get(one.concept, {relation}):
                    # authors' own words are more reliable than a summary
                    relation, confidence, reason = Relation.ABOUT, self._settings.mention_confidence, "mention"
                key = (one.concept, relation, kind)
                if key not in claims or claims[key][1] < confidence:
                    claims[key] = one, confidence, reason
        for (concept, relation, kind), (one, confidence, reason) in sorted(claims.items()):
            start, end = paper.texts.original(one.start, one.end)
            yield (
                paper.id, concept, _RELATION_NAMES[relation], _KIND_NAMES[kind], start, end, confidence,
                f"{one.source}/{reason}", kind.generated,
            )  # fmt: skip

    def _judgement(self, paper: _Paper, kind: SectionKind, one: TypedMention, guesses: Iterator[Guess]) -> Judgement:
        if kind in paper.judged:
            return decide(paper.rules, kind, one[:2], one.type, next(guesses))
        return paper.rules.judge(kind, one.start, one.end, one.type)

    def _evaluations(self, paper: _Paper) -> Iterator[tuple[object, ...]]:
        named = dict(paper.sections)
        for text, begin, stop in paper.texts.sections():
            if text.kind is SectionKind.TITLE:
                continue
            for found in stated_results(paper.texts.joined, begin, stop, named[text.kind], self._settings):
                start, end = paper.texts.original(found.start, found.end)
                yield (
                    paper.id, found.dataset, found.metric, found.value, found.unit, text.kind.value, start, end,
                    self._settings.result_confidence, found.rule, text.kind.generated,
                )  # fmt: skip


def _surroundings(paper: _Paper) -> Iterator[tuple[Surroundings, ConceptType]]:
    """Yield the inputs of the model for a paper, in the order of its claims."""
    in_title = {one.concept for kind, named in paper.sections if kind is SectionKind.TITLE for one in named}
    places = {text.kind: (begin, end) for text, begin, end in paper.texts.sections()}
    for kind, named in paper.sections:
        if kind in paper.judged and named:
            sentences = Sentences(paper.texts.joined, *places[kind], title=kind is SectionKind.TITLE)
            for one in named:
                yield sentences.around(one.start, one.end, in_title=one.concept in in_title), one.type
