"""Divide one printed line or block of authors into entries.

`columns` finds the part that names authors, `truncation` removes "et al.", `dividing` divides the rest.
"""
