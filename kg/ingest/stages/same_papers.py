"""Find the rows that are one paper under different identifiers.

A DOI, an OpenAlex id and an arXiv id may name one paper. Papers are united along shared identifiers, except where that
would unite two arXiv papers: a DOI given for two of them (proceedings, a wrong entry) links nothing.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from kg.algorithms.components import connected_components
from kg.identifiers import main_first
from kg.model import Identifier, IdentifierScheme


@dataclass(frozen=True, slots=True)
class Links:
    """The result of linking: ``united`` maps a paper's id to the ids that are the same paper, sorted.

    ``paper_of`` maps every key that occurs, except ids themselves, to the id of its paper. ``ambiguous`` are keys that
    several arXiv papers have, which therefore link no rows.
    """

    united: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    paper_of: Mapping[str, str] = field(default_factory=dict)
    ambiguous: tuple[str, ...] = ()


def unite_papers(identifiers: Mapping[str, Collection[Identifier]], papers: Collection[str]) -> Links:
    """Unite papers that share identifiers; the result does not depend on any order.

    ``identifiers`` are those of the papers that have any besides their id; ``papers`` are all ids.

    >>> doi = Identifier(IdentifierScheme.DOI, "10.1000/1")
    >>> arxiv = Identifier(IdentifierScheme.ARXIV, "2601.00001")
    >>> unite_papers({"2601.00001": [arxiv, doi], "doi:10.1000/1": [doi]}, {"2601.00001", "doi:10.1000/1"}).united
    {'2601.00001': ('doi:10.1000/1',)}
    """
    claimed: dict[str, set[str]] = defaultdict(set)
    arxiv: set[str] = set()
    for id_, known in identifiers.items():
        for identifier in known:
            claimed[identifier.key].add(id_)
            if identifier.scheme is IdentifierScheme.ARXIV:
                arxiv.add(identifier.key)
    for key, ids in claimed.items():
        if key in papers:
            ids.add(key)
    is_arxiv = {id_ for id_ in papers if ":" not in id_} | arxiv
    ambiguous = sorted(key for key, ids in claimed.items() if len(ids & is_arxiv) > 1)
    dropped = set(ambiguous)
    united: dict[str, tuple[str, ...]] = {}
    paper_of: dict[str, str] = {}
    together = [ids for key, ids in sorted(claimed.items()) if key not in dropped]
    for component in map(set, connected_components(sorted({id_ for ids in together for id_ in ids}), together)):
        groups = [component] if len(component & is_arxiv) <= 1 else [{id_} for id_ in component]
        for group in groups:
            main = _main(group, identifiers)
            if len(group) > 1:
                united[main] = tuple(sorted(group - {main}))
            for id_ in group:
                paper_of[id_] = main
                for identifier in identifiers.get(id_, ()):
                    if identifier.key not in dropped:
                        paper_of[identifier.key] = main
    return Links(dict(sorted(united.items())), paper_of, tuple(ambiguous))


def _main(group: Iterable[str], identifiers: Mapping[str, Collection[Identifier]]) -> str:
    """Return the id of a group of papers: among their ids, the id of the best identifier."""
    members = set(group)
    ranked = main_first(identifier for id_ in sorted(members) for identifier in identifiers.get(id_, ()))
    return next((identifier.key for identifier in ranked if identifier.key in members), min(members))
