"""Papers to concepts and claims.

Twice over the papers. First the sequence model tags what looks like a concept, and counts over all papers say which of
it is one, and of what type: the corpus' own vocabulary. Then every paper is read with that and the curated vocabulary.
What joins the papers is sums alone, so the answer depends neither on their order nor on how they were split.
"""

from collections.abc import Iterable

from kg.concepts.learning import learn
from kg.concepts.matching import Matcher
from kg.concepts.reading import Reader
from kg.concepts.tagger import Tagger
from kg.concepts.tagging import OWN_STYLE, PaperTagger
from kg.concepts.terms import Terms, read_terms
from kg.concepts.vocabulary import Vocabulary, joined, load_vocabulary
from kg.concepts.weights import shipped
from kg.model import Claim, Concept, Extraction, Paper
from kg.settings import ConceptSettings


def extract(
    papers: Iterable[Paper], vocabulary: Vocabulary | None = None, settings: ConceptSettings | None = None
) -> Extraction:
    """Find the concepts of papers and say how each paper relates to each of them.

    ``vocabulary`` is the shipped one unless given. A claim's ``start`` and ``end`` are offsets into the text of its
    section (the title for `SectionKind.TITLE`), and the first mention stands for all of one paper, concept, relation
    and section. The concepts are those claimed and, so that no ``broader`` points nowhere, the wider ones above them.
    """
    papers = tuple(papers)
    curated = load_vocabulary() if vocabulary is None else vocabulary
    settings = settings or ConceptSettings()
    matcher = Matcher(curated)
    types = {concept.id: concept.type for concept in curated.concepts}
    terms = Terms()
    tagger = PaperTagger(Tagger(shipped("tagger"), OWN_STYLE, settings.eagerness), matcher, types)
    for _, texts, spans in tagger.tag(papers):
        terms.add(read_terms(texts, spans))
    whole = joined(curated, learn(terms, matcher, settings))
    reader = Reader(whole, settings)
    claims: list[Claim] = []
    for paper in papers:
        claims += reader.read(paper).claims
    known = {concept.id: concept for concept in whole.concepts}
    occurring = _with_wider({claim.concept for claim in claims}, known)
    return Extraction(tuple(known[concept] for concept in sorted(occurring)), tuple(sorted(claims, key=_order)))


def _order(claim: Claim) -> tuple[str, str, str, str]:
    return claim.paper, claim.concept, claim.relation, claim.section


def _with_wider(occurring: set[str], known: dict[str, Concept]) -> set[str]:
    """Add every concept above those that occur."""
    reached, open_ = set(occurring), list(occurring)
    while open_:
        wider = set(known[open_.pop()].broader) - reached
        reached |= wider
        open_ += wider
    return reached
