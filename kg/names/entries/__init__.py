"""Parse one entry of an author list: a printed string in, a name and its details out.

`entry` combines the parts; `ordinary` recognizes the nine in ten entries that need no further parsing.
"""
