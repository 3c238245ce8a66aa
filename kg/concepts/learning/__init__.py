"""Concepts and Chinese names that a corpus adds to the vocabulary."""
