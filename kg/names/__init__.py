"""Parse printed names and author lists.

Comes in: strings as printed. Goes out: `printed.AuthorList`. Nobody is identified here; that is `kg.authors`.
"""
