"""One entry of an author list: comes in as printed, goes out as a name with what was printed beside it.

`entry` puts the parts together; `ordinary` recognizes the nine in ten entries that need no further reading.
"""
