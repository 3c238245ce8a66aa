"""Run the stages of concept extraction: functions from frames to frames (`kg.schema.concepts`).

The papers are read twice: `tag_texts` finds phrases that look like concepts, counts over all papers (`count_terms`)
determine which of them are concepts (`learn_concepts`); then `match_concepts` finds the whole vocabulary in each paper
and `judge_relations` chooses the relation of the paper to each concept that it names.
"""

from typing import TYPE_CHECKING

from kg.lazy import export

if TYPE_CHECKING:
    from kg.concepts.stages.affected import affected_papers
    from kg.concepts.stages.counting import count_terms
    from kg.concepts.stages.judging import judge_relations
    from kg.concepts.stages.learning import curated_vocabulary, learn_concepts
    from kg.concepts.stages.matching import match_concepts
    from kg.concepts.stages.ranking import found_concepts, rank_terms
    from kg.concepts.stages.tagging import tag_texts

__all__ = [
    "affected_papers",
    "count_terms",
    "curated_vocabulary",
    "found_concepts",
    "judge_relations",
    "learn_concepts",
    "match_concepts",
    "rank_terms",
    "tag_texts",
]

export(
    __name__,
    {
        "kg.concepts.stages.affected": "affected_papers",
        "kg.concepts.stages.counting": "count_terms",
        "kg.concepts.stages.judging": "judge_relations",
        "kg.concepts.stages.learning": "curated_vocabulary learn_concepts",
        "kg.concepts.stages.matching": "match_concepts",
        "kg.concepts.stages.ranking": "found_concepts rank_terms",
        "kg.concepts.stages.tagging": "tag_texts",
    },
)
