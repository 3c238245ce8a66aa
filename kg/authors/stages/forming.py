"""Names brought together into blocks, and each block made a value."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from math import hypot
from typing import Any, TypeVar

import polars as pl

from kg.authors.blocking import related
from kg.authors.blocks.block import NO_NAME, BlockInput, Item, Mention, PrintedName, encode_block
from kg.authors.comparison import Level, Relation
from kg.authors.constraints import Constraints
from kg.authors.corpus import Corpus, coauthor_bits, read_corpus
from kg.authors.decisions import AuthorDecisions
from kg.authors.details.orcid import tied
from kg.authors.settle import Settlement, settle
from kg.authors.stages.bounding import Ties, divide_component
from kg.components import connected
from kg.frames.reports import report_frame
from kg.schema import FRAMES, Frames
from kg.settings import AuthorSettings

T = TypeVar("T", bound=Any)

_MAX_COST = 200
"""Others that an authorship is compared with at most, on average, whatever the size of its block."""


@dataclass(frozen=True)
class Formed:
    """A corpus with its names related, and what a person has settled about it.

    ``relations`` are the pairs of forms that are compared, ``block_of`` gives the forms of the block of each form.
    """

    corpus: Corpus
    relations: Mapping[str, Sequence[str]]
    settlement: Settlement
    constraints: Constraints
    block_of: Mapping[str, tuple[str, ...]]
    settings: AuthorSettings

    @cached_property
    def place(self) -> Mapping[str, int]:
        """Places of authorships in the corpus, by id."""
        return {mention.id: i for i, mention in enumerate(self.corpus.mentions)}

    @cached_property
    def _coauthors(self) -> dict[str, Item]:
        return {}

    def coauthor(self, form: str) -> Item:
        """Return a co-author as an item that blocks share."""
        found = self._coauthors.get(form)
        if found is None:
            bits = coauthor_bits(self.corpus, form, self.settings)
            found = self._coauthors[form] = Item(self.corpus.names[form].printed, bits)
        return found

    def mentions(self, forms: Iterable[str]) -> list[int]:
        """Return the authorships printed with one of these forms, sorted, by their places in the corpus."""
        return sorted(mention for form in forms for mention in self.corpus.mentions_of[form])

    def forms_beside(self, mention: int) -> tuple[str, ...]:
        """Return the forms of the block of an authorship; of one in no block its own form."""
        form = self.corpus.forms[mention]
        return self.block_of.get(form, (form,))

    def blocks(self) -> Iterator[tuple[str, ...]]:
        """Yield the forms of each block in which there is something to decide: two authorships or more."""
        for forms in dict.fromkeys(self.block_of.values()):
            if sum(len(self.corpus.mentions_of[form]) for form in forms) > 1:
                yield forms

    def block(self, forms: Sequence[str]) -> BlockInput:
        """Return the value of the block of these forms."""
        return _Value(self, forms).block()


def form_blocks(frames: Frames, settings: AuthorSettings, decisions: AuthorDecisions) -> dict[str, pl.DataFrame]:
    """Divide names into blocks and make each block a value.

    Reads ``records``, ``divided_authors``, ``mentions``, ``paper_terms`` and ``term_weights``; writes ``blocks``,
    ``orcid_ties`` and ``orcid_reports``. Raises DecisionsError where decisions contradict each other.
    """
    formed = form(frames, settings, decisions)
    rows = []
    for forms in formed.blocks():
        block = formed.block(forms)
        count = len(block.mentions)
        rows.append((forms[0], encode_block(block), count, count * min(count, _MAX_COST)))
    corpus = formed.corpus
    ties = [
        (number, corpus.mentions[mention].id, corpus.forms[mention], sorted(corpus.facts_of(mention).orcids))
        for number, group in enumerate(sorted(set(formed.constraints.known.values())))
        for mention in group
    ]
    return {
        "blocks": pl.DataFrame(rows, schema=FRAMES["blocks"], orient="row"),
        "orcid_ties": pl.DataFrame(ties, schema=FRAMES["orcid_ties"], orient="row"),
        "orcid_reports": report_frame(corpus.reports),
    }


def form(frames: Frames, settings: AuthorSettings, decisions: AuthorDecisions) -> Formed:
    """Relate the names of a corpus and divide them into blocks; see `form_blocks`."""
    corpus = read_corpus(frames, settings)
    settlement = settle(corpus.mentions, decisions)
    constraints = Constraints.of(settlement, tied(corpus.facts))
    names = (corpus.names[form] for form in corpus.mentions_of if form in corpus.names)
    found = related(names, settings.spelling)
    relations: dict[str, list[str]] = {form: list(others) for form, others in found.items()}
    for one, other in corpus.natives:
        relations.setdefault(one, []).append(other)
        relations.setdefault(other, []).append(one)
    ties = {(one, other): how for one, others in found.items() for other, how in others.items() if one < other}
    ties.update(dict.fromkeys(corpus.natives, Relation(Level.NATIVE, None)))
    blocks = divide_forms(corpus, ties, constraints, settings)
    block_of = {form: block for block in blocks for form in block}
    return Formed(corpus, relations, settlement, constraints, block_of, settings)


def divide_forms(
    corpus: Corpus, ties: Ties, constraints: Constraints, settings: AuthorSettings
) -> list[tuple[str, ...]]:
    """Divide the forms of names into blocks; each and all of them are sorted.

    Groups (teams and the like) are not among them, nor is a name without a letter.
    """
    names = corpus.names
    forms = sorted(form for form in corpus.mentions_of if form in names and names[form].surname)
    known = set(forms)
    together = [
        [form for mention in group if (form := corpus.forms[mention]) in known]
        for group in sorted({*constraints.group.values(), *constraints.known.values()})
    ]
    ties = {pair: relation for pair, relation in ties.items() if known.issuperset(pair)}
    components = connected(forms, chain(ties, together))
    number = {form: i for i, component in enumerate(components) for form in component}
    sizes = [sum(len(corpus.mentions_of[form]) for form in component) for component in components]
    large = {i for i, size in enumerate(sizes) if size > settings.blocks.max_authorships}
    blocks = [component for i, component in enumerate(components) if i not in large]
    ties_of: dict[int, dict[tuple[str, str], Relation]] = {i: {} for i in large}
    for pair, relation in ties.items():
        if number[pair[0]] in large:
            ties_of[number[pair[0]]][pair] = relation
    for i, inner in ties_of.items():
        inside = [group for group in together if group and number[group[0]] == i]
        blocks += divide_component(corpus, components[i], inner, inside, settings)
    return sorted(map(tuple, blocks))


class _Value:
    """Reduces what is known of some forms to what their authorships share."""

    def __init__(self, formed: Formed, forms: Sequence[str]) -> None:
        self.formed, self.corpus, self.forms = formed, formed.corpus, forms
        self.places = formed.mentions(forms)
        self.local = {mention: i for i, mention in enumerate(self.places)}
        self.name = {form: i for i, form in enumerate(forms)}
        self.papers = [self.corpus.papers[self.corpus.mentions[mention].paper] for mention in self.places]
        self.facts = [self.corpus.facts_of(mention) for mention in self.places]
        self.coauthors = list(map(self._coauthors, self.places))
        self.distinct = self._distinct()

    def block(self) -> BlockInput:
        corpus, formed = self.corpus, self.formed
        names = [corpus.names[form] for form in self.forms if form in corpus.names]
        coauthors = self._shared(self.coauthors)
        terms, table = self._terms()
        categories = self._shared([paper.categories for paper in self.papers])
        abbreviated, fitting = self._initials()
        marks = self._marks()
        mentions = tuple(
            Mention(
                corpus.mentions[mention].id,
                corpus.mentions[mention].paper,
                corpus.mentions[mention].printed,
                self.name[corpus.forms[mention]],
                self._length(i),
                paper.coauthor_weight,
                _places(self.coauthors[i], coauthors),
                terms[i],
                _places(paper.categories, categories),
                bool(paper.categories),
                abbreviated[i],
                fitting[i],
                self.name[facts.native.form] if facts.native else NO_NAME,
                marks[i],
                tuple(sorted(facts.orcids)) if facts.orcids else (),
                tuple(sorted(facts.accounts)) if facts.accounts else (),
            )
            for i, (mention, paper, facts) in enumerate(zip(self.places, self.papers, self.facts, strict=True))
        )
        return BlockInput(
            tuple(map(self._printed, self.forms)),
            mentions,
            tuple(
                sorted(
                    (self.name[form], self.name[other])
                    for form in self.forms
                    for other in set(formed.relations.get(form, ()))
                    if form < other and other in self.name
                )
            ),
            tuple(
                sorted((self.name[one], self.name[other], corpus.natives[one, other]) for one, other in self._natives())
            ),
            tuple(map(formed.coauthor, coauthors)),
            table,
            tuple(corpus.items[place] for place in categories),
            self._groups(formed.constraints.group),
            self._groups(formed.constraints.known),
            corpus.counts.excerpt(names),
            corpus.recurrence,
            corpus.category_share,
        )

    def _distinct(self) -> Sequence[int]:
        """Return the first authorship of each that one paper repeats, and all others."""
        mentions = self.corpus.mentions
        if len({mentions[place].paper for place in self.places}) == len(self.places):
            return range(len(self.places))
        marks = self.formed.constraints.marks_of
        first: dict[object, int] = {}
        for i, place in enumerate(self.places):
            first.setdefault((mentions[place].paper, mentions[place].printed, marks(place)), i)
        return list(first.values())

    def _shared(self, groups: Sequence[Sequence[T]]) -> dict[T, int]:
        """Number what several authorships have, sorted; what one paper repeats is one authorship.

        No group has anything twice.
        """
        if len(self.distinct) == 2:  # noqa: PLR2004 - most blocks
            one, other = self.distinct
            shared: Iterable[T] = set(groups[one]).intersection(groups[other])
        else:
            counts = Counter(chain.from_iterable(groups[i] for i in self.distinct))
            shared = (item for item, n in counts.items() if n > 1)
        return {item: i for i, item in enumerate(sorted(shared))}

    def _printed(self, form: str) -> PrintedName:
        """Return a string that prints a form; of a group, which only explanations ask about, that of its authorship."""
        corpus = self.corpus
        return corpus.printed.get(form) or PrintedName(corpus.mentions[corpus.mentions_of[form][0]].printed)

    def _coauthors(self, mention: int) -> list[str]:
        """Return the co-authors of an authorship, itself left out."""
        corpus = self.corpus
        paper = corpus.papers[corpus.mentions[mention].paper]
        if not paper.coauthor_weight:
            return []
        native = corpus.facts_of(mention).native
        if native is None:
            itself = corpus.circle.get(corpus.forms[mention])
            return [form for form in paper.coauthors if form != itself]
        own = {corpus.circle.get(form) for form in (corpus.forms[mention], native.form)}
        return [form for form in paper.coauthors if form not in own]

    def _terms(self) -> tuple[list[tuple[int, ...]], tuple[Item, ...]]:
        """Return the shared terms of each authorship, and their table: words and concepts, then affiliations."""
        items, bits = self.corpus.items, self.corpus.affiliations
        terms = self._shared([paper.terms for paper in self.papers])
        places = [_places(paper.terms, terms) for paper in self.papers]
        table = [items[place] for place in terms]
        if not any(facts.affiliations for facts in self.facts):
            return places, tuple(table)
        stated = self._shared([sorted(facts.affiliations) for facts in self.facts])
        more = {text: len(table) + i for text, i in stated.items()}
        table += [Item(text, bits[text]) for text in stated]
        return [
            (*found, *_places(sorted(facts.affiliations), more))
            for found, facts in zip(places, self.facts, strict=True)
        ], tuple(table)

    def _length(self, i: int) -> float:
        affiliations = self.facts[i].affiliations
        if not affiliations:
            return self.papers[i].length
        return hypot(self.papers[i].length, *sorted(self.corpus.affiliations[text] for text in affiliations))

    def _initials(self) -> tuple[list[tuple[int, ...]], list[tuple[int, ...]]]:
        """Return the co-authors that are printed with an initial, and those whom it may fit, by number.

        Only initials that another authorship has a fitting co-author for are numbered.
        """
        corpus = self.corpus
        nothing: list[tuple[int, ...]] = [()] * len(self.places)
        known = corpus.abbreviated
        if all(map(known.keys().isdisjoint, self.coauthors)):
            return nothing, nothing
        short = {known[name] for listed in self.coauthors for name in listed if name in known}
        having: dict[tuple[str, str], list[int]] = {}
        fits = []
        for i, listed in enumerate(self.coauthors):
            found = {
                key for form in listed if (key := (corpus.names[form].surname, corpus.names[form].initial)) in short
            }
            fits.append(found)
            for key in found:
                having.setdefault(key, []).append(i)
        number = {key: i for i, key in enumerate(sorted(key for key, places in having.items() if len(places) > 1))}
        abbreviated = [
            sorted({number[known[form]] for form in listed if form in known and known[form] in number})
            for listed in self.coauthors
        ]
        fitting = [sorted(number[key] for key in found if key in number) for found in fits]
        return list(map(tuple, abbreviated)), list(map(tuple, fitting))

    def _natives(self) -> Iterator[tuple[str, str]]:
        if self.corpus.natives:
            pairs = ((form, other) for form in self.forms for other in self.formed.relations.get(form, ()))
            yield from {pair for pair in pairs if pair in self.corpus.natives and pair[1] in self.name}

    def _marks(self) -> list[tuple[tuple[int, bool], ...]]:
        """Return the sides of ``different`` lines that each authorship is on, of lines with both sides here."""
        if not self.formed.constraints.marks:
            return [()] * len(self.places)
        marks = [self.formed.constraints.marks_of(mention) for mention in self.places]
        number = {line: i for i, line in enumerate(lines_of(marks))}
        return [tuple(sorted((number[line], side) for line, side in found if line in number)) for found in marks]

    def _groups(self, groups: Mapping[int, tuple[int, ...]]) -> tuple[tuple[int, ...], ...]:
        """Return the groups of authorships that have two or more here."""
        if not groups:
            return ()
        found = {groups[mention] for mention in self.places if mention in groups}
        here = (tuple(self.local[mention] for mention in group if mention in self.local) for group in sorted(found))
        return tuple(group for group in here if len(group) > 1)


def lines_of(marks: Iterable[Iterable[tuple[int, bool]]]) -> list[int]:
    """Return the numbers of the ``different`` lines that have both their sides among these marks, sorted."""
    sides = set(chain.from_iterable(marks))
    return sorted({line for line, side in sides if (line, not side) in sides})


def _places(items: Iterable[T], numbers: Mapping[T, int]) -> tuple[int, ...]:
    if not numbers:
        return ()
    return tuple(sorted(numbers[item] for item in items if item in numbers))
