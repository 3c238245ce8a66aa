"""One block as a value: everything that the decision about some names depends on, and nothing else.

A block is a set of surface forms that may be one name, with all authorships that have these forms. The build hashes
this value, caches it and sends it to workers, and an explanation starts from it. An item that only one authorship of
the block has (a word, a co-author, a category) cannot be shared and is left out; the length of the term vector still
includes left out words.

Authorships, names and shared items are identified by their places in the value, and sorted: authorships by paper and
position, names by form, items by their text.
"""

from typing import Final

import msgspec

from kg.authors.rarity import PartCounts
from kg.authors.spelling.person_name import Name, parse_name, turn_name

CannotLinkSide = tuple[int, int]
"""The side of an authorship in a ``different`` line: number of the line in the block, 0 or 1 for the side."""

NO_NAME: Final = -1


class PrintedName(msgspec.Struct, frozen=True, gc=False):
    """A form of a name, given by one of its printed strings; if ``turned``, its first word is read as the surname."""

    printed: str
    turned: bool = False

    def parse(self) -> Name:
        """Return the name taken apart."""
        name = parse_name(self.printed)
        return turn_name(name) if self.turned else name


class SharedItem(msgspec.Struct, frozen=True, gc=False):
    """Something that several authorships of a block share, and its bits.

    ``text`` is a term, the code of a category, or the name of a co-author as printed.
    """

    text: str
    bits: float


class BlockAuthorship(msgspec.Struct, frozen=True, gc=False):
    """One authorship of a block.

    ``name`` and ``native`` (the name in its own script, `NO_NAME` without) are places in `BlockInput.names`;
    ``coauthors``, ``terms`` and ``categories`` are places among the items that are shared. ``weight`` is the factor of
    the bits of the co-authors on its list, and ``length`` the Euclidean length of the bits of all terms.
    ``namesake`` numbers the people with one printed name on the paper. ``categorized`` is True if the paper has
    categories. ``abbreviated`` are numbers of co-authors printed with an initial, ``fitting`` of co-authors that fit an
    initial on another paper. ``orcids`` and ``accounts`` are identifiers in registries.
    """

    authorship: str
    paper: str
    printed: str
    name: int
    length: float
    namesake: int = 0
    weight: float = 0.0
    coauthors: tuple[int, ...] = ()
    terms: tuple[int, ...] = ()
    categories: tuple[int, ...] = ()
    categorized: bool = False
    abbreviated: tuple[int, ...] = ()
    fitting: tuple[int, ...] = ()
    native: int = NO_NAME
    marks: tuple[CannotLinkSide, ...] = ()
    orcids: tuple[str, ...] = ()
    accounts: tuple[str, ...] = ()


class SideBySide(msgspec.Struct, frozen=True, gc=False):
    """Two names, by place, that a paper prints side by side in two scripts."""

    one: int
    other: int
    paper: str


class BlockInput(msgspec.Struct, frozen=True, gc=False):
    """Names that may be one name, and everything that the decision about them depends on.

    ``related`` are the pairs of names that are compared; ``natives`` the pairs that a paper prints side by side in two
    scripts, with the first such paper. ``tied`` are groups of authorships that decisions link, ``known`` groups with a
    common ORCID iD. ``recurrence`` and ``category_share`` are those of the corpus
    (`kg.authors.corpus.AuthorshipCorpus`).
    """

    names: tuple[PrintedName, ...]
    mentions: tuple[BlockAuthorship, ...]
    related: tuple[tuple[int, int], ...]
    natives: tuple[SideBySide, ...]
    coauthors: tuple[SharedItem, ...]
    terms: tuple[SharedItem, ...]
    categories: tuple[SharedItem, ...]
    tied: tuple[tuple[int, ...], ...]
    known: tuple[tuple[int, ...], ...]
    counts: PartCounts
    recurrence: float
    category_share: float


_DECODER: Final = msgspec.json.Decoder(BlockInput)


def decode_block(value: str) -> BlockInput:
    """Decode a block from JSON that `kg.authors.stages.block_values` wrote."""
    return _DECODER.decode(value)
