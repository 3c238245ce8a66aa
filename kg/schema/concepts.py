"""Frames between the stages of concept extraction.

Characters ``start`` to ``end`` without a section count in all texts of a paper joined
(`kg.concepts.text.paper_texts.PaperTexts`).
"""

from typing import Final

import polars as pl

from kg.schema.columns import STRINGS, schema
from kg.schema.tables import SCHEMAS

_NUMBERS: Final = pl.List(pl.Int32)
_CONCEPTS: Final = schema(
    {name: SCHEMAS["concepts"][name] for name in ("concept", "type", "label", "labels", "broader", "curated", "votes")}
)
# a label of a concept that may be looked for; hidden: several concepts share it, or it is found but not shown;
# initials_are_style: the vocabulary writes labels like headings, so a capital initial may be printed small
_LABELS: Final = schema(
    {
        "concept": pl.String, "text": pl.String, "language": pl.String, "hidden": pl.Boolean,
        "initials_are_style": pl.Boolean,
    }
)  # fmt: skip

CONCEPT_FRAMES: Final[dict[str, pl.Schema]] = {
    # the curated vocabulary, concepts without counts of papers
    "curated_concepts": _CONCEPTS,
    "curated_labels": _LABELS,
    # texts that cleaning changes: the cleaned text, and pairs of places from which on its characters are those of the
    # original one by one (`kg.concepts.text.clean_text.AlignedText`)
    "cleaned_texts": schema(
        {
            "paper": pl.String, "kind": pl.String, "text": pl.String, "cleaned_at": _NUMBERS, "original_at": _NUMBERS,
        }
    ),
    # one row per paper: where labels of the curated vocabulary are printed, longer ones first, overlaps included; and
    # the cues (`kg.concepts.text.cues.Cue`)
    "text_hits": schema(
        {
            "paper": pl.String, "starts": _NUMBERS, "ends": _NUMBERS, "cue_starts": _NUMBERS, "cue_ends": _NUMBERS,
            "cues": STRINGS,
        }
    ),
    # a short form that a paper defines, and its long form; without_start: the long form is Chinese, and only a
    # vocabulary says where it begins
    "text_acronyms": schema(
        {"paper": pl.String, "short": pl.String, "start": pl.Int32, "end": pl.Int32, "without_start": pl.Boolean}
    ),
    # one row per paper and term of its title and English abstract (`kg.concepts.learning.terms`): the type as which it
    # is used, how it is printed there, "" where only a definition or a title names it; occurs: it counts as used in
    # this paper; own: the paper calls its own work so
    "used_terms": schema(
        {
            "paper": pl.String, "key": pl.String, "type": pl.String, "label": pl.String, "occurs": pl.Boolean,
            "own": pl.Boolean,
        }
    ),
    # a short form that a paper defines in its own words, and the key of the term that it abbreviates
    "used_acronyms": schema({"paper": pl.String, "key": pl.String, "short": pl.String}),
    # one row per paper and term that may be salient, number from 0 in order of first mention; score is what does not
    # depend on other papers; several: the term has several words; characters start..end of the section
    "term_candidates": schema(
        {
            "paper": pl.String, "number": pl.Int32, "key": pl.String, "label": pl.String, "type": pl.String,
            "several": pl.Boolean, "score": pl.Float64, "section": pl.String, "start": pl.Int32, "end": pl.Int32,
        }
    ),
    # a paper with an English abstract and Chinese texts: these, and the curated concepts that its English names
    "paired_texts": schema({"paper": pl.String, "text": pl.String, "concepts": STRINGS}),
    # Chinese characters before a bracket, and one of the names in it
    "bracketed_names": schema({"paper": pl.String, "chinese": pl.String, "name": pl.String}),
    # counts of papers over the corpus: with a term (also among the reference papers, `kg.frames.reference`), calling
    # their own work so; using it as a type; printing it so; abbreviating it so
    "term_counts": schema({"key": pl.String, "papers": pl.Int64, "reference_papers": pl.Int64, "own": pl.Int64}),
    "term_types": schema({"key": pl.String, "type": pl.String, "papers": pl.Int64}),
    "term_labels": schema({"key": pl.String, "label": pl.String, "papers": pl.Int64}),
    "term_acronyms": schema({"key": pl.String, "short": pl.String, "papers": pl.Int64}),
    # the vocabulary that texts are read with: curated and learned concepts after decisions; refused are keys of terms
    # that a person has said to be no concepts
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
    # concepts that claims are about, and the wider ones above them
    "found_concepts": _CONCEPTS,
}  # fmt: skip
