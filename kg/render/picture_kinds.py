"""Kinds of nodes in pictures: what they are called and the shape of their mark, for pages, figures and words."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class PictureKind:
    """A kind of nodes: one and several of them in words, and the shape of their mark."""

    key: str
    one: str
    many: str
    shape: str


PICTURE_KINDS: Final = (
    PictureKind("author", "author", "authors", "disc"),
    PictureKind("group", "group of authors", "groups of authors", "triangle"),
    PictureKind("paper", "paper", "papers", "square"),
    PictureKind("concept", "concept", "concepts", "diamond"),
    PictureKind("category", "category", "categories", "hexagon"),
)
_ANY: Final = PictureKind("", "node", "nodes", "disc")
_BY_KEY: Final = {kind.key: kind for kind in PICTURE_KINDS}


def picture_kind(key: str) -> PictureKind:
    """Return the kind with this key; ``node`` and ``nodes`` as a disc for any other."""
    return _BY_KEY.get(key, _ANY)
