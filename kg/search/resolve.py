"""Resolve user input to nodes: the lookup of all commands, filters, questions, decisions and explanations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote

from kg.errors import AmbiguousName, UnknownName, UnusedCategory
from kg.identifiers import orcid, paper_keys
from kg.ids import CATEGORY_PREFIX, CONCEPT_PREFIX, category_iri, concept_iri, node_iri, paper_iri, segment
from kg.search import KINDS, NOUNS
from kg.search.forms import MatchedBy, admits_initials, read_typed
from kg.search.names import Bearer, Names, NameSource
from kg.search.text import folded_name
from kg.sets.namespaces import expand
from kg.text.near import nearest

MAX_TYPED: Final = 1_000
"""Maximum number of characters of user input that are read."""

_SCHEMES: Final = ("arxiv", "msc", "acm")
_PAPER_HINT: Final = "Give an arXiv id such as 2601.00123, or a DOI such as 10.1000/182."
_SEARCH_HINT: Final = "Try: kg search GRAPH TEXT"
_MAX_LISTED: Final = 12


@dataclass(frozen=True, slots=True)
class Match:
    """A node that a user may have meant.

    ``kind`` is one of `kg.search.KINDS` and ``id`` the id in the tables (for a category, for example ``arxiv/cs.LG``).
    ``name`` is the name or label that matched, ``""`` if an id did. ``authorship`` is the id of the authorship by which
    the user referred to a person, or ``""``. ``own_iri`` is the IRI that a vocabulary gives a concept, or ``""``.
    """

    kind: str
    id: str
    label: str
    by: MatchedBy
    name: str = ""
    authorship: str = ""
    own_iri: str = ""

    @property
    def confidence(self) -> float:
        """Return a number between 0 and 1 that orders matches (`MatchedBy`)."""
        return self.by.value

    def iri(self, base: str) -> str:
        """Return the IRI of the node in a graph with this base."""
        if self.kind == "paper":
            return paper_iri(self.id)
        if self.kind == "category":
            scheme, _, code = self.id.partition("/")
            return category_iri(scheme, unquote(code))
        if self.kind == "concept":
            return concept_iri(base, self.id, self.own_iri)
        return node_iri(base, self.kind, self.id)


def look_up(names: Names, text: str, *, base: str, kinds: Sequence[str] = KINDS) -> tuple[Match, ...]:
    """Return the nodes of these kinds that ``text`` refers to, or an empty tuple.

    - A paper matches by identifier, key or address.
    - A person matches by id, IRI, ORCID iD, authorship, ``"Name" on ARXIV-ID``, name (case, accents and word order are
      ignored), or initials and surname.
    - A concept matches by id, IRI (also as ``concept:…``), or label in any language, singular or plural. Among concepts
      with the same label, those with the capitals of ``text`` are preferred.
    - A category matches by code, old code, IRI or label.

    The ways to match are tried from the most to the least certain (`MatchedBy`); all nodes that match in the first
    successful way are returned.
    """
    text = clean(text)
    if not text:
        return ()
    if "paper" in kinds and (paper := _paper(names, text)):
        return (paper,)
    with names.open() as source:
        found = [match for kind in kinds if kind != "paper" for match in _by_id(source, kind, text, base)]
    if found:
        return tuple(found)
    if "author" in kinds and _may_be_reference(text):
        from kg.search.people import find_person  # noqa: PLC0415 - needs Polars, which plain names do not need

        person = find_person(names.tables(), text, base)
        if person.author:
            return (Match("author", person.author, person.label, MatchedBy.ID, authorship=person.authorship),)
        text = person.name or text
    with names.open() as source:
        return _by_name(source, text, kinds)


def require_match(names: Names, text: str, *, base: str, kinds: Sequence[str] = KINDS) -> tuple[Match, ...]:
    """Return `look_up`; raise UnknownName with similar names if nothing matches."""
    found = look_up(names, text, base=base, kinds=kinds)
    if not found:
        raise _unknown(names, text, kinds)
    return found


def find_one(names: Names, text: str, *, base: str, kinds: Sequence[str] = KINDS) -> Match:
    """Return the one node that `require_match` finds; raise AmbiguousName, listing them, if there are several."""
    found = require_match(names, text, base=base, kinds=kinds)
    if len(found) == 1:
        return found[0]
    details = {match.id: match.label if match.label != text else "" for match in found}
    hint = "give one of these ids"
    if found[0].kind == "author":
        from kg.search.people import describe_people  # noqa: PLC0415 - needs Polars

        described = describe_people(names.tables(), list(details))
        details = {id_: ", ".join(filter(None, (details[id_], detail))) for id_, detail in described.items()}
        hint = f'give an id, or write "{text.strip()}" on ARXIV-ID'
    listed = [f"{id_}  {detail}".rstrip() for id_, detail in details.items()]
    more = [f"… {len(listed) - _MAX_LISTED} more"] if len(listed) > _MAX_LISTED else []
    raise AmbiguousName(plural(kinds), text, [match.id for match in found], hint, [*listed[:_MAX_LISTED], *more])


def note_ambiguity(found: Sequence[Match], text: str, base: str) -> str:
    """Return a note that a name matches several nodes, all of which are used; "" for one."""
    if len(found) < 2:  # noqa: PLR2004 - one is not ambiguous
        return ""
    ids = ", ".join(match.iri(base) for match in found)
    what = plural(dict.fromkeys(match.kind for match in found))
    return f'{len(found)} {what} are called "{text}", and all are included; give one of {ids}'


def noun(kinds: Sequence[str]) -> str:
    """Return the kinds in words: "person, paper, concept or category"."""
    words = [NOUNS[kind][0] for kind in kinds]
    return " or ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def plural(kinds: Iterable[str]) -> str:
    """Return the kinds in words, in the plural: "people or concepts"."""
    return " or ".join(NOUNS[kind][1] for kind in kinds)


def clean(text: str) -> str:
    """Return user input without surrogates, surrounding spaces and characters beyond `MAX_TYPED`."""
    return text[:MAX_TYPED].encode(errors="ignore").decode().strip()


def bearers(source: NameSource, text: str, kinds: Sequence[str]) -> tuple[MatchedBy, list[tuple[str, Bearer]]]:
    """Return the distinct nodes, with their kinds, that match a name in the most certain way that finds any."""
    for by in MatchedBy:
        found = []
        for kind in kinds:
            form, keys = read_typed(text, kind, by)
            some = source.bearers(kind, form, keys) if keys else []
            if by is MatchedBy.INITIALS:
                some = [bearer for bearer in some if admits_initials(text, bearer.name)]
            if kind == "concept":
                some = [bearer for bearer in some if bearer.name == text] or some
            found += [(kind, bearer) for bearer in {bearer.id: bearer for bearer in reversed(some)}.values()]
        if found:
            return by, sorted(found, key=lambda one: (kinds.index(one[0]), one[1].id))
    return MatchedBy.INITIALS, []


def _by_name(source: NameSource, text: str, kinds: Sequence[str]) -> tuple[Match, ...]:
    by, found = bearers(source, text, [kind for kind in kinds if kind != "paper"])
    return tuple(
        Match(kind, bearer.id, bearer.label, by, bearer.name, own_iri=_own_iri(source, kind, bearer.id))
        for kind, bearer in found
    )


def _own_iri(source: NameSource, kind: str, id_: str) -> str:
    return source.concept_iri(id_) if kind == "concept" else ""


def _paper(names: Names, text: str) -> Match | None:
    """Return the paper that has an identifier, whether or not the paper's key is made from it."""
    keys = paper_keys(text)
    if not keys:
        return None
    with names.open() as source:
        for key in keys:
            if (label := source.label("paper", key)) is not None:
                return Match("paper", key, label, MatchedBy.ID)
    from kg.search.people import paper_having  # noqa: PLC0415 - needs Polars

    having = paper_having(names.tables(), keys)
    return Match("paper", having[0], having[1], MatchedBy.ID) if having else None


def _by_id(source: NameSource, kind: str, text: str, base: str) -> Iterator[Match]:
    if kind == "category":
        yield from _by_code(source, text)
        return
    id_ = text.removeprefix(base).removeprefix(f"{kind}/")
    if kind == "concept" and ":" in text and id_ == text:
        whole = expand(text) if text.startswith("concept:") else text
        # a concept of the shipped vocabulary has another IRI in a vocabulary that extends it
        id_ = source.concept_with(whole) or whole.removeprefix(CONCEPT_PREFIX)
    if (label := source.label(kind, id_)) is not None:
        yield Match(kind, id_, label, MatchedBy.ID, own_iri=_own_iri(source, kind, id_))


def _by_code(source: NameSource, text: str) -> Iterator[Match]:
    """Yield the category given as a scheme and code or as an IRI; the code may be an old one."""
    scheme, slash, code = text.removeprefix(CATEGORY_PREFIX).removeprefix("category/").partition("/")
    if not slash or scheme not in _SCHEMES:
        return
    if (label := source.label("category", f"{scheme}/{segment(unquote(code))}")) is not None:
        yield Match("category", f"{scheme}/{segment(unquote(code))}", label, MatchedBy.ID)
        return
    for _, bearer in bearers(source, unquote(code), ["category"])[1]:
        if bearer.id.startswith(f"{scheme}/"):
            yield Match("category", bearer.id, bearer.label, MatchedBy.ID)


def _may_be_reference(text: str) -> bool:
    """Return whether a text may refer to a person by an authorship or an ORCID iD rather than by name."""
    return "/" in text or '"' in text or " on " in text or orcid(text) is not None


def _unknown(names: Names, text: str, kinds: Sequence[str]) -> UnknownName:
    text, typed = clean(text), text[:MAX_TYPED].encode(errors="replace").decode()
    # only for an error: one needs Polars, the other reads the classes of arXiv
    from kg.classification import find_category  # noqa: PLC0415
    from kg.search.near_papers import near_papers  # noqa: PLC0415

    if "paper" in kinds and (len(kinds) == 1 or paper_keys(text)):
        keys = paper_keys(text)
        near = near_papers(names.tables(), keys[0] if keys else text, titles=not keys)
        return UnknownName("paper", typed, near, _PAPER_HINT)
    if "category" in kinds and (unused := find_category(text)):
        return UnusedCategory(text, unused.code, unused.label)
    if "author" in kinds and _may_be_reference(text):
        from kg.search.people import unknown_authorship  # noqa: PLC0415 - as above

        if error := unknown_authorship(names.tables(), text):
            return error
    known: dict[str, str] = {}
    with names.open() as source:
        for kind in reversed(kinds):
            known |= source.folded(kind)
    near = nearest(folded_name(text), known)
    if "paper" in kinds:
        near += near_papers(names.tables(), text) or near_papers(names.tables(), text, titles=True)
    return UnknownName(noun(kinds), typed, near, _SEARCH_HINT)
