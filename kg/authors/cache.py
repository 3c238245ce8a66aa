"""Blocks that were decided before: a block is not decided again while nothing it looks at has changed.

The key of a block is a digest of everything its result depends on: its mentions, what several of their papers share,
and the rounded statistics of the corpus. A result found under the same key is the result that would come out. Kept as
one MessagePack file.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Final

import msgspec

from kg.atomic import replacing
from kg.authors.blocks import Block, BlockResult, decide_block
from kg.version import __version__

_DIGEST_BYTES: Final = 16
_FORMAT: Final = f"arxiv-kg author blocks 2, program {__version__}"


class _File(msgspec.Struct, array_like=True):
    format: str
    results: dict[bytes, BlockResult]


class BlockCache:
    """Results by key: those of an earlier build, and those used since, which alone are saved."""

    def __init__(self, results: Mapping[bytes, BlockResult] | None = None) -> None:
        self._earlier = dict(results or {})
        self._used: dict[bytes, BlockResult] = {}
        self._common: bytes | None = None
        self.decided = 0
        """Blocks that had to be decided, for whoever reports on a build."""

    @classmethod
    def load(cls, path: Path) -> "BlockCache":
        """Read a cache; a missing, older or damaged file is an empty one."""
        try:
            file = msgspec.msgpack.decode(path.read_bytes(), type=_File)
        except (OSError, msgspec.MsgspecError):
            return cls()
        return cls(file.results if file.format == _FORMAT else {})

    def again(self) -> "BlockCache":
        """Return a cache for the next build, with the results that this one used."""
        return BlockCache(self._used)

    def save(self, path: Path) -> None:
        """Write the results that were used, sorted by key."""
        results = {key: self._used[key] for key in sorted(self._used)}
        with replacing(path) as out:
            out.write(msgspec.msgpack.encode(_File(_FORMAT, results)))

    def get_or_decide(self, block: Block) -> BlockResult:
        """Return the result of a block: the earlier one where its key is known, else a new one."""
        key = self._key(block)
        result = self._earlier.get(key)
        if result is None:
            self.decided += 1
            result = decide_block(block)
        self._used[key] = result
        return result

    def _key(self, block: Block) -> bytes:
        corpus, constraints, mentions = block.judge.corpus, block.constraints, block.mentions
        namesakes, names = corpus.counts.namesakes, corpus.names
        forms = [
            (form, len(corpus.mentions_of[form]), namesakes(names[form]), [
                (other, relation.level.name, namesakes(names[form], relation.first, relation.middle))
                for other, relation in sorted(block.relations.get(form, {}).items())
            ])
            for form in block.forms
        ]  # fmt: skip
        local = {mention: i for i, mention in enumerate(mentions)}
        facts = [corpus.papers[corpus.mentions[mention].paper] for mention in mentions]
        seen = []
        for mention, paper in zip(mentions, facts, strict=True):
            authorship, stated = corpus.mentions[mention], corpus.facts_of(mention)
            seen.append((
                authorship.paper, authorship.position, authorship.printed, paper.coauthor_weight, paper.length,
                bool(paper.categories), sorted(constraints.marks_of(mention)),
                [local[other] for other in constraints.group.get(mention, ()) if other in local],
                stated.native.form if stated.native else "", sorted(stated.orcids), sorted(stated.accounts),
                [(term, corpus.term_bits[term]) for term in sorted(stated.affiliations)],
                [local[other] for other in constraints.known.get(mention, ()) if other in local],
            ))  # fmt: skip
        shared = (
            _shared([paper.terms for paper in facts], corpus.term_bits),
            _shared([paper.categories for paper in facts], corpus.category_bits),
            _shared([paper.coauthors for paper in facts], corpus.coauthor_bits),
        )
        shown = [names[form].printed for form, *_ in shared[2] if form in names]
        # an initial may fit any co-author of another paper, shared or not
        fits_any = any(form in corpus.abbreviated for paper in facts for form in paper.coauthors)
        initials = [
            [(form, *corpus.abbreviated.get(form, ())) for form in paper.coauthors]
            for paper in (facts if fits_any else ())
        ]
        digest = hashlib.blake2b(self._ground(block), digest_size=_DIGEST_BYTES)
        digest.update(msgspec.msgpack.encode((forms, seen, shared, shown, initials)))
        return digest.digest()

    def _ground(self, block: Block) -> bytes:
        """Return what all blocks depend on."""
        if self._common is None:
            corpus = block.judge.corpus
            common = (_FORMAT, sorted(block.judge.weights.items()), asdict(block.settings), corpus.recurrence,
                      corpus.category_share)  # fmt: skip
            self._common = msgspec.msgpack.encode(common)
        return self._common


def _shared(groups: Sequence[Iterable[str]], bits: Mapping[str, float]) -> list[tuple[str, float, list[int]]]:
    """List what several papers of a block have in common, what it tells, and which papers have it."""
    where: dict[str, list[int]] = {}
    for i, group in enumerate(groups):
        for item in group:
            where.setdefault(item, []).append(i)
    return [(item, bits.get(item, 0.0), having) for item, having in sorted(where.items()) if len(having) > 1]
