"""Numbers of author resolution."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AuthorSettings:
    """How printed names become people."""

    merge_bits: float = -0.4
    """Bits from which two clusters are one person: slightly under even odds, chosen on the labelled halves
    (``kg authors sweep`` shows what other values would do)."""

    doubt: float = 0.15
    """Confidence from which a pair left apart is listed as possibly the same; below, one in seven would be right."""

    most_doubts: int = 5
    """Doubtful pairs kept of each person, the strongest: one of a hundred namesakes fits all others a little."""

    sure: float = 0.75
    """Confidence from which a merge of equal names is not listed as a decision of its own."""

    core_bits: float = 7.5
    """Rarity (as in ``coauthor_bits``) of a shared co-author that alone makes mentions of one form one person. On the
    labelled halves 99.9 % of such pairs are one person (``benchmarks/coauthor_worth.py``)."""

    least_for_cores: int = 12
    """Mentions of one form from which cores are made first; fewer are compared each with each at no cost."""

    max_block_pairs: int = 100_000
    """Pairs of mentions in a block of names up to which every two are weighed, which takes some 2 CPU seconds; in a
    larger one only those that share something, and neighbours (`kg.authors.candidates`)."""

    full_weight_authors: int = 15
    """Authors up to which a shared co-author counts in full; on longer lists it counts less in proportion."""

    most_authors: int = 300
    """Authors from which a list tells nothing about who knows whom."""

    coauthor_bits: float = 4.0
    """Bits of a shared co-author whose name one person in 100,000 bears. In four months of digests a shared co-author
    makes one person about as much likelier as his or her name is rarer (``benchmarks/coauthor_worth.py``)."""

    least_coauthor_bits: float = 1.0
    """Bits of a shared co-author with the commonest name."""

    most_coauthor_bits: float = 7.5
    """Bits of a shared co-author with the rarest name: rarer than that, errors in the data speak louder."""

    same_account_bits: float = 6.0
    """Bits of one identifier that a registry such as OpenAlex assigned to two authorships. Its program looks at much
    the same evidence and errs too, so it counts as a rare co-author does and decides nothing alone. Chosen, not
    fitted: no labelled corpus has such identifiers."""

    other_account_bits: float = -2.0
    """Bits of two different identifiers in one such registry, which often holds one person under several. Chosen."""
