"""Dialects: the ways in which files list papers, one module each, and the registry that finds the dialect of a file.

Comes in: the bytes of a file. Goes out: `kg.ingest.row.Row`, one per paper, and rejects.
"""
