"""One block of names decided.

Comes in: a `BlockInput`, a value that holds everything the decision depends on. Goes out: a `BlockResult`, the people.
`evidence` weighs pairs, `candidates` says which pairs, `clustering` merges the best first.
"""

from kg.authors.blocks.block import BlockInput, decode_block
from kg.authors.blocks.deciding import BlockResult, cluster_block, decide_block
from kg.authors.blocks.evidence import PairWeigher

__all__ = ["BlockInput", "BlockResult", "PairWeigher", "cluster_block", "decide_block", "decode_block"]
