"""Papers to concepts and what is said of them.

Twice over the papers. First the sequence model tags what looks like a concept, and counts over all papers say which of
it is one, of what type, and what it is called in Chinese: the corpus' own vocabulary. Then every paper is read with
that and the curated vocabulary. What joins the papers is sums alone, so the answer depends neither on their order nor
on how they were split.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.concepts.chinese import ChineseNames, chinese_of, may_have_chinese, with_chinese
from kg.concepts.decisions import ConceptDecisions
from kg.concepts.keyphrases import Frequencies, rank
from kg.concepts.learning import learn
from kg.concepts.matching import Matcher
from kg.concepts.reading import Reader, Reading
from kg.concepts.results import stated_results
from kg.concepts.settle import settle
from kg.concepts.tagger import Span, Tagger
from kg.concepts.tagging import OWN_STYLE, Tagged, tag_papers
from kg.concepts.terms import Terms, read_terms
from kg.concepts.vocabulary import Vocabulary, joined, load_vocabulary
from kg.concepts.weights import shipped
from kg.model import Claim, Concept, ConceptType, Evaluation, Extraction, Paper, SectionKind, Term
from kg.settings import ConceptSettings

_SECTIONS = (SectionKind.TITLE, SectionKind.ABSTRACT)
_TYPES = {t.value: t for t in ConceptType}


def extract(
    papers: Iterable[Paper],
    vocabulary: Vocabulary | None = None,
    settings: ConceptSettings | None = None,
    *,
    decisions: ConceptDecisions | None = None,
) -> Extraction:
    """Find the concepts of papers and say how each paper relates to each of them.

    ``vocabulary`` is the shipped one unless given. A claim's ``start`` and ``end`` are offsets into the text of its
    section (the title for `SectionKind.TITLE`), and the surest mention stands for all of one paper, concept, relation
    and section. The concepts are those claimed and, so that no ``broader`` points nowhere, the wider ones above them.
    ``decisions`` win over vocabulary and corpus; Chinese names are learnt after them, for what has none yet.
    """
    papers = tuple(papers)
    curated = load_vocabulary() if vocabulary is None else vocabulary
    settings = settings or ConceptSettings()
    matcher = Matcher(curated)
    types = {concept.id: concept.type for concept in curated.concepts}
    tagger = Tagger(shipped("tagger"), OWN_STYLE, settings.eagerness)
    terms, kept = Terms(), []
    for tagged in tag_papers(papers, tagger, matcher, types):
        terms.add(read_terms(tagged.texts, tagged.spans))
        kept.append(_Kept.of(tagged))
    whole, reports = settle(joined(curated, learn(terms, matcher, settings)), decisions or ConceptDecisions())
    whole = _named_in_chinese(whole, papers, kept, settings)
    reader = Reader(whole, settings)
    frequencies = Frequencies(len(papers), terms.papers)
    claims: list[Claim] = []
    evaluations: list[Evaluation] = []
    salient: list[Term] = []
    for paper, of_paper in zip(papers, kept, strict=True):
        reading = reader.read(paper)
        claims += reading.claims
        evaluations += _results(paper, reading, reader)
        salient += _terms(paper, of_paper, reading, reader, frequencies)
    known = {concept.id: concept for concept in whole.concepts}
    occurring = _with_wider({claim.concept for claim in claims}, known)
    return Extraction(
        tuple(known[concept] for concept in sorted(occurring)),
        tuple(sorted(claims, key=lambda c: (c.paper, c.concept, c.relation, c.section))),
        tuple(sorted(evaluations, key=lambda e: (e.paper, e.section, e.start, e.dataset, e.metric))),
        tuple(sorted(salient, key=lambda t: (t.paper, t.rank))),
        reports,
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What the first pass leaves of a paper for the second, small: spans of title and abstract, concepts named."""

    places: tuple["array[int]", "array[int]"]
    labels: tuple[tuple[str, ...], tuple[str, ...]]
    concepts: frozenset[str]

    @classmethod
    def of(cls, tagged: Tagged) -> "_Kept":
        places = tuple(array("i", [x for span in spans for x in span[:2]]) for spans in tagged.spans)
        labels = tuple(tuple(span.label for span in spans) for spans in tagged.spans)
        return cls((places[0], places[1]), (labels[0], labels[1]), tagged.concepts)

    def spans(self) -> tuple[list[Span], list[Span]]:
        """Return the spans as they were tagged."""
        title, abstract = (
            [Span(places[2 * i], places[2 * i + 1], label) for i, label in enumerate(labels)]
            for places, labels in zip(self.places, self.labels, strict=True)
        )
        return title, abstract


def _named_in_chinese(
    whole: Vocabulary, papers: Sequence[Paper], kept: Sequence[_Kept], settings: ConceptSettings
) -> Vocabulary:
    """Add the Chinese names that pairs of English and Chinese texts tell."""
    nameless = {concept.id for concept in whole.concepts if may_have_chinese(concept)}
    matcher = Matcher(whole)
    names = ChineseNames(lambda printed: [c for c in matcher.lookup(printed) if c in nameless], settings)
    for paper, of_paper in zip(papers, kept, strict=True):
        chinese = chinese_of(paper)
        if chinese:
            names.add(chinese, sorted(of_paper.concepts & nameless))
    return with_chinese(whole, names.learn())


def _results(paper: Paper, reading: Reading, reader: Reader) -> Iterator[Evaluation]:
    texts = reading.texts
    for kind, begin, stop in texts.sections():
        if kind is SectionKind.TITLE:
            continue
        named = [mention for mention in reading.mentions if begin <= mention.start < stop]
        for found in stated_results(texts.joined, begin, stop, named, reader.types):
            start, end = texts.original(found.start, found.end)
            yield Evaluation(
                paper.id, found.dataset, found.metric, found.value, found.unit, kind, start, end,
                reader.settings.result_confidence, found.rule,
            )  # fmt: skip


def _terms(paper: Paper, kept: _Kept, reading: Reading, reader: Reader, corpus: Frequencies) -> Iterator[Term]:
    places = {kind: (begin, stop) for kind, begin, stop in reading.texts.sections()}
    texts = [reading.texts.joined[slice(*places.get(kind, (0, 0)))] for kind in _SECTIONS]
    ranked = [phrase for phrase in rank(texts, kept.spans(), corpus) if phrase.key not in reader.refused]
    for number, phrase in enumerate(ranked[: reader.settings.most_terms], 1):
        concept = reader.concept(phrase.label)
        type_ = reader.types[concept] if concept else _TYPES.get(phrase.span.label, ConceptType.UNTYPED)
        kind = _SECTIONS[phrase.text]
        begin = places[kind][0]
        start, end = reading.texts.original(begin + phrase.span.start, begin + phrase.span.end)
        yield Term(paper.id, number, phrase.label, type_, concept, phrase.score, kind, start, end)


def _with_wider(occurring: set[str], known: dict[str, Concept]) -> set[str]:
    """Add every concept above those that occur."""
    reached, open_ = set(occurring), list(occurring)
    while open_:
        wider = set(known[open_.pop()].broader) - reached
        reached |= wider
        open_ += wider
    return reached
