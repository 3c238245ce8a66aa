"""Pieces of text formats: BibTeX entries, YAML values, lines of mails, Markdown links, table rows, list items."""
