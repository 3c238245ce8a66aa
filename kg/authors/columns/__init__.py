"""Names and papers of a whole corpus as columns.

Work on every name or paper is a Polars expression; Python code sees only the few names that resemble others.
"""
