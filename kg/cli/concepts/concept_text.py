"""Describe concepts in words: aligned lists, and an explanation."""

from collections.abc import Iterable, Sequence

from kg.graph.concept_explanation import ConceptExplanation, ExplainedClaim
from kg.query.table import width
from kg.text.readable import count_noun


def align_columns(rows: Sequence[Sequence[str]], numbers: int = 0) -> str:
    """Align columns, the first ``numbers`` of them to the right; Chinese characters are two wide."""
    widths = [max(map(width, column)) for column in zip(*rows, strict=True)]

    def cell(text: str, place: int) -> str:
        room = " " * (widths[place] - width(text))
        return room + text if place < numbers else text + room

    return "\n".join("  ".join(cell(text, i) for i, text in enumerate(row)).rstrip() for row in rows)


def describe_concept(found: ConceptExplanation) -> str:
    """Describe a concept: its definition, the reasons for its type, and where it was found."""
    origin = "from the curated vocabulary" if found.curated else "found in these papers"
    lines = [f"{found.label}: {found.type or 'untyped'}", f"{found.concept}, {origin}"]
    if found.labels:
        lines.append(f"also {', '.join(text for text, _ in found.labels)}")
    if found.broader:
        lines.append(f"under {', '.join(found.broader)}")
    by_summary = f", and {found.summary_paper_count:,} by a summary alone" if found.summary_paper_count else ""
    lines.append(f"named by {count_noun(found.paper_count, 'paper')}{by_summary}")
    parts = ["\n".join(lines)]
    for head, counts in (
        ("Used as", found.votes), ("Papers by relation", found.relations), ("by rule", found.rules),
        ("by section", found.sections),
    ):  # fmt: skip
        if counts:
            parts.append("\n".join([head, *_counts(counts)]))
    if found.paper:
        parts.append("\n".join([f"On {found.paper}", *(line for claim in found.claims for line in _claim(claim))]))
        if not found.claims:
            parts[-1] = f"{found.paper} does not name it"
    return "\n\n".join(parts)


def _counts(counts: Iterable[tuple[str, int]]) -> list[str]:
    return align_columns([(f"{number:,}", what or "untyped") for what, number in counts], numbers=1).splitlines()


def _claim(claim: ExplainedClaim) -> list[str]:
    by = ", a machine's words" if claim.generated else ""
    return [
        f"  {claim.relation}, by {claim.rule} in the {claim.section}{by}, confidence {claim.confidence:g}",
        f"    {claim.snippet}",
    ]
