"""Stage ``tag texts``: everything that follows from a paper's texts and the curated vocabulary."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Final, NamedTuple

from kg.concepts.learning.chinese_names import bracketed_names
from kg.concepts.learning.keyphrases import candidate_terms
from kg.concepts.learning.terms import PaperTerms, most_frequent, read_spans, terms_of
from kg.concepts.stages.frames import labels_of, papers_with_texts, style_of, types_of
from kg.concepts.tagging.hints import OWN_STYLE, hints
from kg.concepts.tagging.tagger import TaggedSpan, Tagger
from kg.concepts.text.acronyms import Definition, Definitions, definitions_by_kind, find_bracketed, join_definitions
from kg.concepts.text.lexical import has_cjk
from kg.concepts.text.paper_texts import OWN_WORDS, PaperTexts
from kg.concepts.vocabulary.matching import (
    Automaton,
    ConceptMention,
    TextRange,
    VocabularyIndex,
    filter_hits,
    keep_longest,
    vocabulary_index,
)
from kg.concepts.weights import shipped_weights
from kg.frames.columns import frame
from kg.model import ConceptType, SectionKind
from kg.schema import Frames
from kg.settings import ConceptSettings

_BATCH: Final = 512
"""Papers tagged at once: enough for arrays to be efficient, few enough to need little memory."""


def tag_texts(settings: ConceptSettings, shared: Frames) -> Callable[[Frames], Frames]:
    """Return the function of this stage; ``shared`` is the curated vocabulary."""
    labels = shared["curated_labels"]
    index = vocabulary_index(labels_of(labels), initials_are_style=style_of(labels))
    return _TagTexts(settings, index, types_of(shared["curated_concepts"]))


class _Read(NamedTuple):
    """A paper whose own words are not tagged yet: its texts, their definitions and mentions, and these words."""

    paper: str
    texts: PaperTexts
    originals: list[str]
    definitions: list[Definitions]
    own: list[TextRange]
    mentions: list[list[ConceptMention]]


class _TagTexts:
    """Reads partitions of papers."""

    def __init__(self, settings: ConceptSettings, index: VocabularyIndex, types: dict[str, ConceptType]) -> None:
        self._settings, self._index, self._types = settings, index, types
        self._automaton = Automaton(index)
        self._tagger = Tagger(shipped_weights("tagger"), OWN_STYLE, settings.eagerness)

    def __call__(self, part: Frames) -> Frames:
        rows = _Rows()
        papers = papers_with_texts(part["texts"])
        while batch := [self._read(*paper, rows) for paper in islice(papers, _BATCH)]:
            self._tag(batch, rows)
        return rows.frames()

    def _read(self, paper: str, texts: PaperTexts, originals: list[str], rows: "_Rows") -> _Read:
        for text in texts.texts:
            if text.clean.changed:
                rows.cleaned_texts.append(
                    (paper, text.kind.value, text.clean.text, text.clean.cleaned_at, text.clean.original_at)
                )
        hits, cues = self._automaton.find(texts.joined)
        hits = filter_hits(texts.joined, hits, self._index)
        rows.text_hits.append(
            (
                paper,
                [start for start, _ in hits],
                [end for _, end in hits],
                [cue.start for cue in cues],
                [cue.end for cue in cues],
                [cue.cue.value for cue in cues],
            )
        )
        definitions = [definitions_by_kind(text.clean.text, self._settings.acronyms) for text in texts.texts]
        _add_acronyms(paper, texts, definitions, rows)
        own = texts.own()
        mentions = [
            keep_longest(texts.joined, [hit for hit in hits if begin <= hit[0] < end], self._index)
            for begin, end in own
        ]
        return _Read(paper, texts, originals, definitions, own, mentions)

    def _tag(self, batch: Sequence[_Read], rows: "_Rows") -> None:
        spans = self._tagger.tag(
            [read.texts.joined[begin:end] for read in batch for begin, end in read.own],
            [
                [(start - begin, end - begin, type_) for start, end, type_ in hints(mentions, self._types)]
                for read in batch
                for (begin, _), mentions in zip(read.own, read.mentions, strict=True)
            ],
        )
        for number, read in enumerate(batch):
            _add_terms(read, spans[2 * number : 2 * number + 2], rows, self._settings)
            _add_chinese(read, rows)


class _Rows:
    """Rows of the frames that this stage writes."""

    def __init__(self) -> None:
        self.cleaned_texts: list[tuple[object, ...]] = []
        self.text_hits: list[tuple[object, ...]] = []
        self.text_acronyms: list[tuple[object, ...]] = []
        self.used_terms: list[tuple[object, ...]] = []
        self.used_acronyms: list[tuple[object, ...]] = []
        self.term_candidates: list[tuple[object, ...]] = []
        self.paired_texts: list[tuple[object, ...]] = []
        self.bracketed_names: list[tuple[object, ...]] = []

    def frames(self) -> Frames:
        """Return the frames."""
        return {name: frame(name, rows) for name, rows in vars(self).items()}


def _add_acronyms(paper: str, texts: PaperTexts, definitions: Sequence[Definitions], rows: _Rows) -> None:
    """Add the definitions of a paper; without any bracket it has none."""
    if "(" not in texts.joined and "（" not in texts.joined:
        return
    placed = [(begin, one) for (_, begin, _), one in zip(texts.sections(), definitions, strict=True)]
    rows.text_acronyms += [(paper, one.short, one.start, one.end, False) for one in join_definitions(placed)]
    for text, begin, _ in texts.sections():
        if has_cjk(text.clean.text):
            rows.text_acronyms += [
                (paper, short, begin + end, begin + end, True) for short, end in find_bracketed(text.clean.text)
            ]


def _add_terms(read: _Read, spans: Sequence[Sequence[TaggedSpan]], rows: _Rows, settings: ConceptSettings) -> None:
    paper = read.paper
    texts = [read.texts.joined[begin:end] for begin, end in read.own]
    printed = read_spans(texts, spans)
    found = terms_of(texts, spans, printed, _own_definitions(read))
    rows.used_acronyms += [(paper, key, short) for short, key in found.shorts.items()]
    rows.used_terms += _used(paper, found)
    for number, one in enumerate(candidate_terms(spans, printed, settings.ranking)):
        begin = read.own[one.text][0]
        start, end = read.texts.original_in(begin, one.span.start, one.span.end)
        rows.term_candidates.append(
            (
                paper, number, one.key, one.label, one.span.label, one.words > 1, one.score, OWN_WORDS[one.text].value,
                start, end,
            )
        )  # fmt: skip


def _own_definitions(read: _Read) -> list[list[Definition]]:
    """Return the definitions of the title and of the English abstract, by positions in that text."""
    found = {
        begin: join_definitions([(0, definitions)])
        for (_, begin, _), definitions in zip(read.texts.sections(), read.definitions, strict=True)
    }
    return [found[begin] if end else [] for begin, end in read.own]


def _used(paper: str, terms: PaperTerms) -> Iterator[tuple[object, ...]]:
    """Yield one row per term of a paper."""
    occurring = terms.types.keys() | set(terms.shorts.values())
    for key in sorted(occurring | terms.labels.keys() | terms.own):
        types, labels = terms.types.get(key), terms.labels.get(key)
        yield (
            paper, key, most_frequent(types) if types else "", most_frequent(labels) if labels else "",
            key in occurring, key in terms.own,
        )  # fmt: skip


def _add_chinese(read: _Read, rows: _Rows) -> None:
    """Add the Chinese texts of a paper that also has an English abstract."""
    sections = list(zip(read.texts.texts, read.originals, strict=True))
    if not any(text.kind is SectionKind.ABSTRACT and text.language == "en" for text, _ in sections):
        return
    chinese = "\n".join(original for text, original in sections if text.language == "zh")
    if not chinese:
        return
    named = {mention.concepts[0] for found in read.mentions for mention in found if len(mention.concepts) == 1}
    rows.paired_texts.append((read.paper, chinese, sorted(named)))
    rows.bracketed_names += [(read.paper, before, name) for before, name in bracketed_names(chinese)]
