"""Group names into blocks, and make each block a value."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

import polars as pl

from kg.algorithms.components import connected_components
from kg.authors.blocking import related_forms
from kg.authors.blocks.block import BlockInput, decode_block
from kg.authors.constraints import Constraints
from kg.authors.corpus import AuthorshipCorpus, read_corpus, without_groups
from kg.authors.decisions.decisions import AuthorDecisions
from kg.authors.decisions.settle import DecisionConstraints, constrain_authorships
from kg.authors.details.orcid import tie_by_orcid
from kg.authors.spelling.comparison import Agreement, NameRelation
from kg.authors.stages.block_values import block_values
from kg.authors.stages.bounding import FormRelations, divide_component
from kg.frames.reports import report_frame
from kg.schema import FRAMES, Frames
from kg.settings import AuthorSettings

_MAX_COST: Final = 200
"""Maximum mean number of comparisons per authorship, whatever the size of its block."""


@dataclass(frozen=True)
class FormedBlocks:
    """A corpus with its related names, and the decisions about it.

    ``ties`` are the pairs of forms that are compared. ``members`` has one row per form of a block: ``block`` (its first
    form) and ``form``.
    """

    corpus: AuthorshipCorpus
    ties: FormRelations
    settlement: DecisionConstraints
    constraints: Constraints
    members: pl.DataFrame
    settings: AuthorSettings

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Places of authorships in the corpus, by id."""
        return {mention.id: i for i, mention in enumerate(self.corpus.mentions)}

    @cached_property
    def block_of(self) -> Mapping[str, tuple[str, ...]]:
        """The forms of the block of each form."""
        blocks = self.members.group_by("block", maintain_order=True).agg("form")["form"]
        return {form: block for block in map(tuple, blocks) for form in block}

    def mentions(self, forms: Sequence[str]) -> list[int]:
        """Return the authorships printed with one of these forms, sorted, by their places in the corpus."""
        return sorted(mention for form in forms for mention in self.corpus.mentions_of[form])

    def forms_beside(self, mention: int) -> tuple[str, ...]:
        """Return the forms of the block of an authorship, or only its own form if it is in no block."""
        form = self.corpus.forms[mention]
        return self.block_of.get(form, (form,))

    def values(self) -> pl.DataFrame:
        """Return the blocks with two or more authorships, and their values."""
        sizes = self.corpus.rows.group_by("form").len()
        several = (
            self.members.join(sizes, on="form", how="left")
            .group_by("block")
            .agg(pl.col("len").sum())
            .filter(pl.col("len") > 1)
        )
        return self._values(self.members.join(several, on="block", how="semi"))

    def blocks(self) -> Iterator[tuple[Sequence[int], BlockInput]]:
        """Yield the places of the authorships of each such block, and the block."""
        for value in self.values()["value"]:
            block = decode_block(value)
            yield [self.place[mention.authorship] for mention in block.mentions], block

    def block(self, forms: Sequence[str]) -> BlockInput:
        """Return the block of these forms."""
        members = pl.DataFrame({"form": list(forms)}, schema={"form": pl.String})
        return decode_block(self._values(members.with_columns(block=pl.lit(""))).item(0, "value"))

    def _values(self, members: pl.DataFrame) -> pl.DataFrame:
        return block_values(self.corpus, self.constraints, self.ties, members)


def form_blocks(frames: Frames, settings: AuthorSettings, decisions: AuthorDecisions) -> dict[str, pl.DataFrame]:
    """Divide names into blocks and make each block a value.

    Reads ``records``, ``divided_authors``, ``mentions``, ``name_parts``, ``paper_terms`` and ``term_weights``; writes
    ``blocks``, ``orcid_ties`` and ``orcid_reports``. Raises DecisionsError if decisions contradict each other.
    """
    formed = form(frames, settings, decisions)
    corpus, count = formed.corpus, pl.col("mentions").cast(pl.Int64)
    ties = [
        (number, corpus.mentions[mention].id, corpus.forms[mention], sorted(corpus.facts_of(mention).orcids))
        for number, group in enumerate(sorted(set(formed.constraints.known.values())))
        for mention in group
    ]
    return {
        "blocks": formed.values().with_columns(cost=count * count.clip(upper_bound=_MAX_COST)),
        "orcid_ties": pl.DataFrame(ties, schema=FRAMES["orcid_ties"], orient="row"),
        "orcid_reports": report_frame(corpus.reports),
    }


def form(frames: Frames, settings: AuthorSettings, decisions: AuthorDecisions) -> FormedBlocks:
    """Relate the names of a corpus and divide them into blocks; see `form_blocks`."""
    corpus = read_corpus(frames, settings)
    settlement = constrain_authorships(corpus.mentions if decisions.lines else (), decisions)
    constraints = Constraints.of(settlement, tie_by_orcid(corpus.facts))
    found = related_forms(without_groups(corpus.names).drop("number"), settings.spelling)
    ties = {(one, other): how for one, others in found.items() for other, how in others.items() if one < other}
    ties.update(dict.fromkeys(corpus.natives, NameRelation(Agreement.NATIVE, None)))
    return FormedBlocks(
        corpus, ties, settlement, constraints, divide_forms(corpus, ties, constraints, settings), settings
    )


def divide_forms(
    corpus: AuthorshipCorpus, ties: FormRelations, constraints: Constraints, settings: AuthorSettings
) -> pl.DataFrame:
    """Return the blocks of forms of names, ``block`` and ``form``, sorted.

    Groups (such as teams) and names without a letter are left out.
    """
    named = without_groups(corpus.names).filter(pl.col("surname") != "").select("form")
    together: list[list[str]] = []
    if constraints.group or constraints.known:
        known = set(named["form"])
        together = [
            [form for mention in group if (form := corpus.forms[mention]) in known]
            for group in sorted({*constraints.group.values(), *constraints.known.values()})
        ]
    # each name without a relation is one block
    met = pl.Series(sorted(set(chain.from_iterable(chain(ties, together)))), dtype=pl.String).to_frame("form")
    met = met.join(named, on="form", how="semi", maintain_order="left")
    forms = met["form"].to_list()
    inside = set(forms)
    ties = {pair: relation for pair, relation in ties.items() if inside.issuperset(pair)}
    components = connected_components(forms, chain(ties, together))
    number = {form: i for i, component in enumerate(components) for form in component}
    counts = corpus.rows.join(met, on="form", how="semi").group_by("form").len()
    size_of = dict(counts.iter_rows())
    sizes = [sum(size_of.get(form, 0) for form in component) for component in components]
    large = {i for i, size in enumerate(sizes) if size > settings.blocks.max_authorships}
    blocks = [component for i, component in enumerate(components) if i not in large]
    ties_of: dict[int, dict[tuple[str, str], NameRelation]] = {i: {} for i in large}
    for pair, relation in ties.items():
        if number[pair[0]] in large:
            ties_of[number[pair[0]]][pair] = relation
    for i, inner in ties_of.items():
        groups = [group for group in together if group and number[group[0]] == i]
        blocks += divide_component(corpus, components[i], inner, groups, settings)
    rows = [(min(block), form) for block in blocks for form in block]
    divided = pl.DataFrame(rows, schema={"block": pl.String, "form": pl.String}, orient="row")
    single = named.join(met, on="form", how="anti").select("form", block="form")
    return pl.concat([divided, single.select("block", "form")]).sort("block", "form")
