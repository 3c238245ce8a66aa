"""Judge a term by its words, without its sentence: the type of its head noun, and whether it names anything.

A "… network" is a method, a "… benchmark" a data set. Only nouns that leave little doubt are listed; a term with any
other head noun gets no type from it, which is better than a wrong one.
"""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from kg import ids
from kg.concepts.text.lexical import latin_words, singular
from kg.model import ConceptType

_HEADS: Final[Mapping[ConceptType, str]] = {
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
_TWO: Final = 2
_MODIFIER: Final = re.compile(
    r"-(?:based|driven|aware|level|like|guided|assisted|powered|specific|enhanced|augmented|free|only|style|oriented|centric"
    r"|agnostic|generated|trained|tuned|dataset|task|model|domain|scale|step|turn|stage|shot)$",
    re.IGNORECASE,
)
"""Endings of words that modify others and name nothing by themselves."""
_TYPE_OF: Final = {noun: type_ for type_, nouns in _HEADS.items() for noun in nouns.split()}


def is_term(label: str) -> bool:
    """Return whether a long form that papers abbreviate may be a concept, if the vocabulary lacks it.

    It needs two words, since one hyphenated word ("out-of-distribution") is a modifier of others. The first of two
    words must not be vague.

    >>> [is_term(s) for s in ("spherical harmonics", "key-value", "ground truth", "high quality")]
    [True, False, False, False]
    """
    found = label.lower().split()
    if len(found) < _TWO or ids.slug(label) in _vague("terms"):
        return False
    return len(found) > _TWO or found[0] not in _vague("modifiers")


def is_vague(label: str) -> bool:
    """Return whether a phrase only describes: its head is vague ("… approach"), or its modifiers are ("key …").

    >>> [is_vague(s) for s in ("data-driven approach", "complex scene", "LLM-based planning", "temporal localization")]
    [True, True, True, False]
    >>> is_vague("CNN-based"), is_vague("object-level")
    (True, True)
    """
    found = latin_words(singular(label.lower()))
    if is_modifier(label) or not found or found[-1] in _vague("heads") or ids.slug(label) in _vague("terms"):
        return True
    before = label.lower().split()[:-1]
    return any(word in _vague("modifiers") or is_modifier(word) for word in [*found[:-1], *before])


def is_modifier(label: str) -> bool:
    """Return whether a word only modifies others ("CNN-based")."""
    return _MODIFIER.search(label) is not None


def type_of(label: str) -> ConceptType:
    """Return the type that a term's head noun indicates; untyped if it indicates none.

    >>> type_of("graph attention networks").value, type_of("quality of service").value
    ('method', '')
    """
    found = latin_words(singular(label.lower()))
    return _TYPE_OF.get(found[-1], ConceptType.UNTYPED) if found else ConceptType.UNTYPED


@cache
def _vague(kind: str) -> frozenset[str]:
    """Read one list of ``vague_words.txt``: ``heads``, ``modifiers`` or whole ``terms`` (as slugs)."""
    found: set[str] = set()
    section = ""
    for line in files("kg.concepts.learning").joinpath("vague_words.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif not line.startswith("#") and section == kind:
            found.update(line.split())
    return frozenset(found)
