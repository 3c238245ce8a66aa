"""Dialects in JSON: rows of digests, the arXiv snapshot, OpenAlex, Semantic Scholar, Hugging Face, CSL."""
