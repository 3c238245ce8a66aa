"""Frames between the stages of concept extraction.

Characters ``start`` to ``end`` without a section are positions in all texts of a paper joined
(`kg.concepts.text.paper_texts.PaperTexts`).
"""

from typing import Final

import polars as pl

from kg.schema.columns import STRINGS, schema
from kg.schema.tables import SCHEMAS

_NUMBERS: Final = pl.List(pl.Int32)
_CONCEPTS: Final = schema(
    {
        name: SCHEMAS["concepts"][name]
        for name in (
            "concept", "type", "label", "labels", "broader", "curated", "votes", "iri", "definitions", "matches",
            "schemes",
        )
    }
)  # fmt: skip
# a label of a concept that is searched for; hidden: several concepts share it, or it is found but not shown;
# initials_are_style: the vocabulary writes labels like headings, so a capital initial may be in lower case in print
_LABELS: Final = schema(
    {
        "concept": pl.String, "text": pl.String, "language": pl.String, "hidden": pl.Boolean,
        "initials_are_style": pl.Boolean,
    }
)  # fmt: skip

CONCEPT_FRAMES: Final[dict[str, pl.Schema]] = {
    # the curated vocabulary: concepts without counts of papers
    "curated_concepts": _CONCEPTS,
    "curated_labels": _LABELS,
    # texts that cleaning changes: the cleaned text, and pairs of positions from which its characters correspond one
    # by one to those of the original (`kg.concepts.text.clean_text.AlignedText`)
    "cleaned_texts": schema(
        {
            "paper": pl.String, "kind": pl.String, "text": pl.String, "cleaned_at": _NUMBERS, "original_at": _NUMBERS,
        }
    ),
    # one row per paper: where labels of the curated vocabulary occur, longer ones first, overlaps included; and
    # the cues (`kg.concepts.text.cues.Cue`)
    "text_hits": schema(
        {
            "paper": pl.String, "starts": _NUMBERS, "ends": _NUMBERS, "cue_starts": _NUMBERS, "cue_ends": _NUMBERS,
            "cues": STRINGS,
        }
    ),
    # a short form that a paper defines, and its long form; without_start: the long form is Chinese, and only a
    # vocabulary shows where it begins
    "text_acronyms": schema(
        {"paper": pl.String, "short": pl.String, "start": pl.Int32, "end": pl.Int32, "without_start": pl.Boolean}
    ),
    # one row per paper and term of its title and English abstract (`kg.concepts.learning.terms`): the type it is used
    # as and its surface form there, "" if only a definition or a title names it; occurs: it counts as used in this
    # paper; own: the paper presents it as its own work
    "used_terms": schema(
        {
            "paper": pl.String, "key": pl.String, "type": pl.String, "label": pl.String, "occurs": pl.Boolean,
            "own": pl.Boolean,
        }
    ),
    # a short form that a paper defines in its own words, and the key of the abbreviated term
    "used_acronyms": schema({"paper": pl.String, "key": pl.String, "short": pl.String}),
    # one row per paper and term that may be salient, number from 0 in order of first occurrence; score is the part that
    # does not depend on other papers; several: the term has several words; characters start..end of the section
    "term_candidates": schema(
        {
            "paper": pl.String, "number": pl.Int32, "key": pl.String, "label": pl.String, "type": pl.String,
            "several": pl.Boolean, "score": pl.Float64, "section": pl.String, "start": pl.Int32, "end": pl.Int32,
        }
    ),
    # a paper with an English abstract and Chinese texts: the texts, and the curated concepts that its English names
    "paired_texts": schema({"paper": pl.String, "text": pl.String, "concepts": STRINGS}),
    # Chinese characters before a bracket, and one of the names in it
    "bracketed_names": schema({"paper": pl.String, "chinese": pl.String, "name": pl.String}),
    # counts of papers over the corpus: with a term (also among the reference papers, `kg.frames.reference`),
    # presenting it as their own work; using it as a type; with a surface form; abbreviating it so
    "term_counts": schema({"key": pl.String, "papers": pl.Int64, "reference_papers": pl.Int64, "own": pl.Int64}),
    "term_types": schema({"key": pl.String, "type": pl.String, "papers": pl.Int64}),
    "term_labels": schema({"key": pl.String, "label": pl.String, "papers": pl.Int64}),
    "term_acronyms": schema({"key": pl.String, "short": pl.String, "papers": pl.Int64}),
    # the vocabulary for reading texts: curated and learned concepts after decisions; refused are keys of terms that a
    # person has rejected as concepts
    "known_concepts": _CONCEPTS,
    "known_labels": _LABELS,
    "refused_terms": schema({"key": pl.String}),
    "concept_reports": SCHEMAS["reports"],
    # a concept mention; source is "vocabulary" or "acronym"
    "concept_mentions": schema(
        {
            "paper": pl.String, "start": pl.Int32, "end": pl.Int32, "concept": pl.String, "type": pl.String,
            "source": pl.String,
        }
    ),
    # the concept that a candidate of term_candidates names, and its type
    "term_concepts": schema({"paper": pl.String, "number": pl.Int32, "concept": pl.String, "type": pl.String}),
    # evaluations as in the table, before values are checked
    "found_evaluations": SCHEMAS["evaluations"],
    # concepts that claims are about, and their broader concepts
    "found_concepts": _CONCEPTS,
}  # fmt: skip
