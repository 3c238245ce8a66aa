"""Names and papers of a whole corpus as columns.

What concerns every name or paper is a Polars expression here; Python looks only at the few names that others resemble.
"""
