"""One printed line or block of authors: comes in as printed, goes out as entries.

`columns` finds the part that names authors, `truncation` takes off "et al.", `dividing` divides what is left.
"""
