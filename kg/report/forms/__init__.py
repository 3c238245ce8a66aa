"""Write a report as a page, Markdown, text or an Atom feed. Each writer escapes the plain text of a document."""
