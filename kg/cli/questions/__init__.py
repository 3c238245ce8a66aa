"""Commands that answer questions: by name, in SPARQL, by words, about one node."""
