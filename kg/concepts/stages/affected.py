"""Find the papers that a change of the vocabulary may affect, so that an update matches concepts only in these.

The result of stage ``match concepts`` for a paper depends on the labels in its texts, on the labels that its short
forms, long forms and candidate terms may be surface forms of, and on the types and all labels of the concepts that
these name. A paper is therefore affected only if one of them may be a label of a changed concept: one with a label or a
type that was added, removed or changed.
"""

from collections.abc import Mapping
from typing import Final

import polars as pl

from kg.concepts.stages.frames import labels_of
from kg.concepts.text.lexical import fold_latin, has_cjk, lower_case
from kg.concepts.text.paper_texts import GAP
from kg.concepts.vocabulary.matching import Automaton, VocabularyIndex
from kg.schema import Frames

_CURATED: Final = "curated_labels"


def affected_papers(before: Frames, now: Frames, frames: Frames) -> pl.Series:
    """Return the papers in which concepts must be matched again, given the shared frames of both builds.

    ``frames`` are those that the stage reads. A change of the curated labels affects all papers.
    """
    papers = frames["texts"]["paper"].unique()
    if not before[_CURATED].equals(now[_CURATED]):
        return papers
    labels = _labels_of_changed(before, now)
    if labels.is_empty():
        return papers.clear()
    index = VocabularyIndex(labels_of(labels))
    known = {*index.forms, *index.chinese}
    automaton = Automaton(index, with_cues=False)
    texts = _joined_texts(frames)
    found = {paper for paper, text in texts.items() if any(automaton.find(text))}
    names = _names(frames, texts)
    kinds = names["name"].unique()
    # most names recur, and hardly any is a form of a changed label
    meant = [name for name in kinds.to_list() if (lower_case(name) if has_cjk(name) else fold_latin(name)) in known]
    found.update(names.filter(pl.col("name").is_in(meant))["paper"])
    return papers.filter(papers.is_in(sorted(found)))


def _labels_of_changed(before: Frames, now: Frames) -> pl.DataFrame:
    """Return all earlier and present labels of concepts whose labels or type have changed."""
    changed = set[str]()
    for name, columns in (("known_labels", pl.all()), ("known_concepts", pl.col("concept", "type"))):
        one, other = before[name].select(columns), now[name].select(columns)
        for rows in (one.join(other, on=one.columns, how="anti", nulls_equal=True),
                     other.join(one, on=one.columns, how="anti", nulls_equal=True)):  # fmt: skip
            changed.update(rows["concept"])
    labels = pl.concat([before["known_labels"], now["known_labels"]]).unique(maintain_order=True)
    return labels.filter(pl.col("concept").is_in(sorted(changed)))


def _joined_texts(frames: Frames) -> dict[str, str]:
    """Return the cleaned texts of each paper, joined as `kg.concepts.text.paper_texts.PaperTexts` does."""
    cleaned = frames["cleaned_texts"].select("paper", "kind", cleaned="text")
    texts = frames["texts"].join(cleaned, on=["paper", "kind"], how="left", maintain_order="left")
    joined = texts.group_by("paper", maintain_order=True).agg(pl.coalesce("cleaned", "text").str.join(GAP))
    return dict(zip(*(column.to_list() for column in joined), strict=True))


def _names(frames: Frames, texts: Mapping[str, str]) -> pl.DataFrame:
    """Return the candidate terms of each paper, and the short and long forms that it defines: ``paper, name``."""
    candidates = frames["term_candidates"].select("paper", name="label")
    acronyms = frames["text_acronyms"]
    defined = acronyms.filter(~pl.col("without_start")).select("paper", "start", "end")
    longs = [(paper, texts[paper][start:end]) for paper, start, end in defined.iter_rows()]
    return pl.concat(
        [candidates, acronyms.select("paper", name="short"), pl.DataFrame(longs, candidates.schema, orient="row")]
    )
