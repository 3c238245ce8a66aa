"""What is new: in a graph since a day, and between two graphs.

Tables of a graph come in; frames that say what is new (`news`, `changes`), and reports as HTML, Markdown and Atom go
out. `document` is a report in typed values, which each form writes.
"""
