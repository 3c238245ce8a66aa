"""List the people of a network who may be one person."""

import polars as pl

from kg.decisions_file import quote_word
from kg.sets.network_kinds import PEOPLE
from kg.sets.verdicts import DecidedBy, Verdict
from kg.tables import Tables
from kg.views.details.record import Doubt, Reason
from kg.views.network import Network
from kg.wording.evidence import describe_reason


def doubts_between(tables: Tables, network: Network) -> tuple[Doubt, ...]:
    """Return the pairs of nodes that the program left apart but may be one person, the most likely first."""
    people = network.nodes.filter(pl.col("kind").is_in([kind.value for kind in PEOPLE])).select(
        author=pl.col("id").str.strip_prefix("author/")
    )
    pairs = (
        tables["decisions"]
        .filter(pl.col("verdict") == Verdict.POSSIBLY_SAME.value, pl.col("source") == DecidedBy.PROGRAM.value)
        .join(people, left_on="a", right_on="author", how="semi")
        .join(people, left_on="b", right_on="author", how="semi")
        .sort("confidence", "a", "b", descending=[True, False, False])
    )
    both = pl.concat([pairs.select(author="a"), pairs.select(author="b")]).unique()
    named = (
        tables["authorships"]
        .join(both, on="author", how="semi")
        .sort("paper", "position")
        .unique("author", keep="first", maintain_order=True)
    )
    printed = {
        author: f"{quote_word(name)} on {paper}"
        for author, name, paper in named.select("author", "printed", "paper").rows()
    }
    return tuple(
        Doubt(
            f"author/{a}",
            f"author/{b}",
            round(chance, 3),
            f"{printed[a]} {printed[b]}",
            tuple(Reason(one["kind"], describe_reason(one), one["bits"]) for one in evidence),
        )
        for a, b, chance, evidence in pairs.select("a", "b", "confidence", "evidence").iter_rows()
        if a in printed and b in printed
    )
