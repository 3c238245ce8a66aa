"""What is named in texts, as spans: the one place where vocabulary, definitions and the tagger are asked together."""

import re
from collections.abc import Sequence

from kg.concepts.acronyms import find_definitions
from kg.concepts.matching import Matcher, Mention
from kg.concepts.tagger import Span, Tagger, Weights
from kg.concepts.vocabulary import Vocabulary, load_vocabulary
from kg.settings import ConceptSettings

_GAP = "\n\n\n"


class Finder:
    """Finds spans with one vocabulary and one model. Build once, use for many texts.

    Labels are task, method, model, dataset, material, metric, field, software and other; in a style of a labelled set,
    that set's own in small letters.
    """

    def __init__(
        self,
        vocabulary: Vocabulary | None = None,
        settings: ConceptSettings | None = None,
        weights: Weights | None = None,
    ) -> None:
        vocabulary = load_vocabulary() if vocabulary is None else vocabulary
        self._settings = settings or ConceptSettings()
        self._weights = weights
        self._matcher = Matcher(vocabulary)
        self._types = {concept.id: str(concept.type) or "other" for concept in vocabulary.concepts}

    def spans(self, texts: Sequence[str], style: str = "") -> list[list[Span]]:
        """Return the typed spans of each text, in order; ``style`` says whose conventions to follow."""
        if self._weights is not None:
            return Tagger(self._weights, style).tag(texts)
        return [[self._typed(mention) for mention in self._matcher.find(text)[0]] for text in texts]

    def acronyms(self, text: str) -> list[Span]:
        """Return the short and the long forms of a text, labelled ``short`` and ``long``."""
        found: list[Span] = []
        for definition in find_definitions(text):
            found.append(Span(definition.start, definition.end, "long"))
            printed = re.compile(rf"(?<!\w){re.escape(definition.short)}s?(?!\w)")
            found += [Span(*match.span(), "short") for match in printed.finditer(text)]
        return sorted(found)

    def keyphrases(self, documents: Sequence[tuple[str, str]], top: int) -> list[list[str]]:
        """Return the best phrases of each title and abstract, the best first.

        The documents together are the corpus that tells common words from rare ones.
        """
        found = []
        for document, spans in zip(documents, self.concepts(documents), strict=True):
            text = _GAP.join(document)
            phrases: dict[str, str] = {}
            for span in spans:
                phrases.setdefault(text[span.start : span.end].lower(), text[span.start : span.end])
            found.append(list(phrases.values())[:top])
        return found

    def concepts(self, documents: Sequence[tuple[str, str]]) -> list[list[Span]]:
        """Return typed spans of each title and abstract, joined by three line ends; types are settled over all."""
        return self.spans([_GAP.join(document) for document in documents])

    def _typed(self, mention: Mention) -> Span:
        types = {self._types[concept] for concept in mention.concepts}
        return Span(mention.start, mention.end, types.pop() if len(types) == 1 else "other")
