"""Facts that a printed name states by itself, and author lists taken apart.

Comes in: strings as printed. Goes out: `printed.AuthorList`. Nobody is identified here; that is `kg.authors`.
"""
