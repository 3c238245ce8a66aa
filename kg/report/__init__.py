"""Report what is new in a graph since a day, and what differs between two graphs.

Tables of a graph come in. `finding` returns frames of news; `whats_new` and `what_changed` make a `document` of them,
in typed values and plain text, which `forms` writes as HTML, Markdown, text and Atom.
"""
