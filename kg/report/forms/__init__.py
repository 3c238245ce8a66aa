"""The forms of a report: a page, Markdown, text, an Atom feed. Each escapes the plain text of a document."""
