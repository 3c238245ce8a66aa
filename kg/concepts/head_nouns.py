"""The type that the last word of a term tells: a "… network" is a method, a "… benchmark" a dataset.

Only nouns that leave little doubt are listed. A concept whose head noun is not among them stays untyped, which
is better than wrong.
"""

from kg import ids
from kg.concepts.lexical import singular, words
from kg.model import ConceptType

_HEADS: dict[ConceptType, str] = {
    ConceptType.METHOD: """
        adaptation algorithm alignment attention augmentation autoencoder aggregation backpropagation bandit
        clustering convolution decoder decoding decomposition descent distillation dropout embedding encoder encoding
        ensemble filter filtering framework fusion gradient initialization kernel loss mechanism merging method
        minimization mixture module network normalization optimization optimizer perceptron pooling preconditioning
        programming projection prompting pruning quantization regularization sampler sampling scheduler search
        splatting supervision tokenizer training transform transformer tuning pretraining finetuning
        """,
    ConceptType.DATASET: "benchmark corpus dataset database testbed treebank leaderboard",
    ConceptType.MODEL: "model llm vlm mllm",
    ConceptType.METRIC: """
        accuracy coefficient correlation distance divergence error index precision quotient rate ratio recall score
        """,
    ConceptType.TASK: """
        answering captioning classification completion deblurring denoising detection editing estimation extraction
        forecasting generation grounding inpainting localization matching navigation parsing planning prediction
        recognition reconstruction registration restoration retrieval segmentation summarization synthesis tagging
        tracking translation understanding verification
        """,
    ConceptType.FIELD: "engineering science",
    ConceptType.SOFTWARE: "api compiler library platform protocol simulator toolkit",
}
# Long forms that papers abbreviate and that say nothing of what the paper is about.
_TOO_GENERAL = frozenset(
    {
        *("action-unit", "area-of-interest", "baseline-model", "confidence-interval", "department-of-energy"),
        *("general-purpose", "graphics-processing-unit", "application-programming-interface", "ground-truth"),
        *("intellectual-property", "key-performance-indicator", "large-model", "natural-language"),
        *("non-player-character", "number-of-function-evaluation", "open-ended-question", "point-of-interest"),
        *("points-of-interest", "pre-trained-model", "quality-control", "region-of-interest", "regions-of-interest"),
        *("small-and-medium-sized-enterprise", "standard-operating-procedure", "subject-matter-expert"),
        *("user-interface", "world-health-organization"),
    }
)
_TYPE_OF = {noun: type_ for type_, nouns in _HEADS.items() for noun in nouns.split()}


def is_term(label: str) -> bool:
    """Tell whether a long form that the vocabulary lacks may be a concept.

    It needs two words: one hyphenated word ("out-of-distribution") is a modifier of others.

    >>> is_term("spherical harmonics"), is_term("key-value"), is_term("ground truth")
    (True, False, False)
    """
    return len(label.split()) > 1 and ids.slug(label) not in _TOO_GENERAL


def type_of(label: str) -> ConceptType:
    """Return the type that a term's head noun tells; untyped when it tells none.

    >>> type_of("graph attention networks").value, type_of("quality of service").value
    ('method', '')
    """
    found = words(singular(label.lower()))
    return _TYPE_OF.get(found[-1], ConceptType.UNTYPED) if found else ConceptType.UNTYPED
