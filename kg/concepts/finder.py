"""Find concept names in texts as spans, with vocabulary, definitions and the tagger combined.

A build processes papers differently (`kg.concepts.extraction`); this module is for plain texts, such as the scoring
against labeled texts.
"""

from collections.abc import Sequence

from kg.concepts.learning.keyphrases import count_candidates, rank
from kg.concepts.learning.learn import learn
from kg.concepts.learning.terms import TermCounts, read_terms
from kg.concepts.tagging.hints import OWN_STYLE, hints
from kg.concepts.tagging.tagger import Hint, TaggedSpan, Tagger
from kg.concepts.text.acronyms import find_acronyms
from kg.concepts.text.clean_text import clean_text
from kg.concepts.text.paper_texts import GAP
from kg.concepts.vocabulary.matching import Matcher
from kg.concepts.vocabulary.vocabulary import Vocabulary, load_vocabulary
from kg.concepts.weights import Weights, shipped_weights
from kg.model import ConceptType
from kg.settings import ConceptSettings


class Finder:
    """Finds spans with one vocabulary and one model. Reuse an instance: it is expensive to make.

    Labels are task, method, model, dataset, material, metric, field, software and other; in the style of a labeled set,
    they are that set's labels in lower case.
    """

    def __init__(
        self,
        vocabulary: Vocabulary | None = None,
        settings: ConceptSettings | None = None,
        weights: Weights | None = None,
    ) -> None:
        vocabulary = load_vocabulary() if vocabulary is None else vocabulary
        self._settings = settings or ConceptSettings()
        self._weights = shipped_weights("tagger") if weights is None else weights
        self._matcher = Matcher(vocabulary)
        self._types = {concept.id: concept.type for concept in vocabulary.concepts}

    def hints(self, text: str) -> list[Hint]:
        """Return the vocabulary's mentions in a text, as hints for the tagger."""
        return hints(self._matcher.find(text)[0], self._types)

    def spans(self, texts: Sequence[str], style: str = "") -> list[list[TaggedSpan]]:
        """Return the typed spans of each text, in order; ``style`` selects the labeling conventions."""
        style = style or OWN_STYLE
        eagerness = self._settings.eagerness if style == OWN_STYLE else 0.0
        cleaned = [clean_text(text) for text in texts]
        found = Tagger(self._weights, style, eagerness).tag(
            [one.text for one in cleaned], [self.hints(one.text) for one in cleaned]
        )
        return [
            [TaggedSpan(*one.original(start, end), label) for start, end, label in spans]
            for one, spans in zip(cleaned, found, strict=True)
        ]

    def acronyms(self, text: str) -> list[TaggedSpan]:
        """Return the short and the long forms of a text, labeled ``short`` and ``long``."""
        return [TaggedSpan(start, end, kind) for start, end, kind in find_acronyms(text, self._settings.acronyms)]

    def keyphrases(self, documents: Sequence[tuple[str, str]], top: int) -> list[list[str]]:
        """Return the top phrases of each title and abstract, the best first.

        The documents together are the corpus that distinguishes common words from rare ones.
        """
        tagged = self._tagged(documents)
        corpus = count_candidates(zip(documents, tagged, strict=True))
        return [
            [phrase.label for phrase in rank(texts, spans, corpus, self._settings.ranking)[:top]]
            for texts, spans in zip(documents, tagged, strict=True)
        ]

    def concepts(self, documents: Sequence[tuple[str, str]]) -> list[list[TaggedSpan]]:
        """Return typed spans of each document: its title and abstract, joined by three line ends.

        A concept in the vocabulary or learned from the documents has the same type everywhere; the type of any other
        span depends on its sentence.
        """
        tagged = self._tagged(documents)
        terms = TermCounts()
        for texts, spans in zip(documents, tagged, strict=True):
            terms.add(read_terms(texts, spans, self._settings.acronyms))
        learned = learn(terms, self._matcher, self._settings)
        types = self._types | {concept.id: concept.type for concept in learned.concepts}
        matchers = (self._matcher, Matcher(learned))
        found = []
        for texts, spans in zip(documents, tagged, strict=True):
            offset = len(texts[0]) + len(GAP)
            moved = [*spans[0], *(TaggedSpan(s + offset, e + offset, label) for s, e, label in spans[1])]
            text = GAP.join(texts)
            known = [
                TaggedSpan(start, end, _one_type([types[c] for c in concepts]))
                for matcher in matchers
                for start, end, concepts in matcher.find(text)[0]
            ]
            found.append(sorted({*moved, *known}))
        return found

    def _tagged(self, documents: Sequence[tuple[str, str]]) -> list[tuple[list[TaggedSpan], list[TaggedSpan]]]:
        spans = self.spans([text for document in documents for text in document])
        return list(zip(spans[::2], spans[1::2], strict=True))


def _one_type(types: Sequence[ConceptType]) -> str:
    return (types[0].value or "other") if len(set(types)) == 1 else "other"
