"""Dialects in plain text: Markdown digests, files per paper, tables and lists, e-mail listings, BibTeX."""
