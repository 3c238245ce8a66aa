"""Decide one block of names.

Comes in: a `BlockInput`, a value that holds everything the decision depends on. Goes out: a `BlockResult`, the people.
`candidates` selects pairs, `evidence` weighs them, `clustering` merges the best pair first.
"""

from kg.authors.blocks.block import BlockInput, decode_block
from kg.authors.blocks.deciding import BlockResult, cluster_block, decide_block
from kg.authors.blocks.evidence import PairWeigher

__all__ = ["BlockInput", "BlockResult", "PairWeigher", "cluster_block", "decide_block", "decode_block"]
