"""Compute aggregates that a triple store would need minutes for.

In: tables and frames of papers, authorships and claims. Out: topics, co-authorships, co-occurrences, interests and
related papers. `claims` looks at one paper at a time, `counts` counts, `pairing` joins in parts, `rarity` counts on the
reference papers.
"""
