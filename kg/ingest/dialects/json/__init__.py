"""Dialects in JSON: rows of digests, the arXiv snapshot, OpenAlex, Semantic Scholar, Hugging Face, CSL.

In: the bytes of a file. `rows` finds the papers in whatever contains them (`containers`; `splitting` where the text is
damaged), `decoding` decodes one, each dialect makes a row of its fields. Out: a row or a reject per paper.
"""
